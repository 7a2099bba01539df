/** What the receiving side of this room does. */
export { acknowledge, confirmReceipt, linkPersons } from './acknowledge.ts';
export { closeNotTrafficking, closeReport, redirect } from './ending.ts';
export { withTriageLists } from './lists.ts';
export type { Held } from './load.ts';
export { openQuestion, openReceived, type OpenedReport } from './opening.ts';
export { markOutcomeSeen, referralReactions } from './outcome.ts';
export { answerBack, askBack, type AskedQuestion, goOnUnanswered, readQuestion } from './questions.ts';
export {
  countOpenReports,
  type Later,
  type Queue,
  type QueueFilter,
  type QueueLine,
  readQueue,
  type SearchedReports,
  searchReports,
  withLabels,
} from './queue.ts';
export type { PersonEnd } from '../../store/triage/ends.ts';
export {
  type Colleague,
  type PersonView,
  readReceived,
  type ReceivedView,
  reportsNearby,
} from './received.ts';
export { findOther, mergeReports, type Merging, readMerging, type Split, splitReport } from './split-merge.ts';
export { noteSupplementsRead } from './supplements.ts';
export { labelReceived, setTriage, triageNow } from './values.ts';
