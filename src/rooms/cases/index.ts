/** The front door of the person's thread. */
export {
  callForTask,
  dropTasks,
  listUnder,
  loadCase,
  openCase,
  type OpenCaseInput,
  acceptedOffer,
  acceptSupport,
  addNote,
  addTask,
  changeFlags,
  countHandOver,
  documentsOn,
  countMyCases,
  countMyTasks,
  countOffersWaiting,
  lookAfter,
  factsOfCase,
  leaveShiftNote,
  acknowledgeShiftNote,
  answerWarm,
  finishWarm,
  type HandOver,
  isOnItsWay,
  offerWarm,
  readHandOver,
  readWorklist,
  type WarmHandover,
  personOfCase,
  referToSupport,
  settleEverywhere,
  settleTasks,
  tasksThatEnd,
  shareKeys,
  type ShareKeys,
  type ShareRequest,
} from './actions/index.ts';
export { withCaseLists } from './actions/lists.ts';
export { ownCodes } from '../identity/index.ts';
export type { CaseAddition, CasePart, PartClock } from './actions/part.ts';
export { caseLists } from './facts.ts';
export { eventText } from './actions/event-words.ts';
export { basisInWords, lawInWords } from './actions/law-words.ts';
export { actingCodes } from './rules.ts';
export type { CaseFile, OpenKind, WorklistRow } from './store/index.ts';
export { caseCrontab, caseTasks, endExpiredAccess } from './jobs.ts';
