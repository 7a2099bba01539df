/** The front door of protection: legal clocks and the right to stay. */
export {
  countStaysWaiting,
  decideStay,
  type ChildInput,
  endRunOutPeriods,
  firstDayOf,
  noteClockEvent,
  noteParallel,
  personOnPath,
  protectionOnCase,
  protectionReactions,
  recordChildStep,
  remindOfTerms,
  serveDecision,
  type StayDecided,
  type StayInput,
  openConference,
  type TermTools,
  withProtectionLists,
  writeColumn,
} from './actions/index.ts';
export { protectionCrontab, protectionTasks } from './jobs.ts';
