/** The front door of identification. */
export {
  beginIdentification,
  countNoticesWaiting,
  countReviews,
  decide,
  type Decided,
  type DecideInput,
  endWithoutStep,
  endWithReport,
  isRemovalBlockedNow,
  keepStatus,
  noticeTold,
  notifyMinister,
  type NoticeInput,
  planInterview,
  type PlanInput,
  presumedNotice,
  readReportOutcomes,
  receiveNotice,
  recordInterview,
  type RecordInput,
  reportStay,
  reviewDecision,
  type RightsInput,
  statusAgrees,
  tellRights,
} from './actions/index.ts';
export { withIdentificationLists } from './actions/lists.ts';
export { identificationOnCase } from './actions/on-case.ts';
export { identificationLists } from './facts.ts';
export { identificationReactions, type Reaction } from './actions/reactions.ts';
export { identificationCrontab, identificationTasks } from './jobs.ts';
export { firstState, reviewRules } from './steps.ts';
export { isStatusHeld } from './rules.ts';
export type { PersonOutcome, Status } from './store/index.ts';
