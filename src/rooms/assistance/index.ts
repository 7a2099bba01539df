/** The front door of assistance: the support of a person by the service, from the first contact to the end. */
export {
  addFunding,
  addInterpreter,
  assess,
  assistanceReactions,
  beginSupport,
  countSupportsDue,
  divideWork,
  confirmRecipientKey,
  endGoal,
  enterRecipientKey,
  makeSealedPacket,
  giveAid,
  handedOn,
  answerPacket,
  countPacketsWaiting,
  endRunOutPackets,
  noteConference,
  noteConflict,
  noteSession,
  orderTranslation,
  planSession,
  reportPacket,
  sendPacket,
  setGoal,
  takeStep,
} from './actions/index.ts';
export { withAssistanceLists } from './actions/lists.ts';
export { assistanceOnCase } from './actions/on-case.ts';
export { assistanceCrontab, assistanceTasks } from './jobs.ts';
