/** The front door of reports: sending, receiving, and what other rooms may know of a report and its persons. */
export {
  deliverDue,
  endDeliveredDrafts,
  endExpiredDrafts,
  raiseAlarms,
  type NoticeKind,
  noticeKinds,
  type SendMail,
  type DeliveryTools,
} from './actions/deliver.ts';
export {
  acknowledge,
  answerBack,
  askBack,
  closeNotTrafficking,
  closeReport,
  confirmReceipt,
  countOpenReports,
  linkPersons,
  markOutcomeSeen,
  mergeReports,
  redirect,
  referralReactions,
  setTriage,
  splitReport,
  withTriageLists,
} from './actions/triage/index.ts';
export { lookUpNumber, setFlag } from './actions/calls/callers.ts';
export { type BedForCaller, bedForCaller, tieBedToCall } from './actions/calls/bed.ts';
export { tellResource } from './actions/calls/after.ts';
export { countCall, countCallsOffered, countCallsOpen, openCall } from './actions/calls/desk.ts';
export { offerCall as handCallOn } from './actions/calls/hand-on.ts';
export { type CallAnswers as RecordedCall, closeCall, saveCall } from './actions/calls/record.ts';
export { countHandoversWaiting, handOver, receiveHandover } from './actions/handover.ts';
export { makeLink } from './actions/links.ts';
export { countDraftsEnding } from './actions/drafts/read.ts';
export { startDraft } from './actions/drafts/keep.ts';
export type { DraftScene } from './actions/drafts/content.ts';
export { personOfReport } from './actions/read/person.ts';
export { countOwnWaiting } from './actions/read/lists.ts';
export { problemsOf, submitReport, type NotComplete, type SentReport, type Submission } from './actions/send/submit.ts';
export type { ContentFile, Problem, ReportContent } from './actions/send/read.ts';
export { personForm, personFormFor, type PersonAnswers } from './facts/person-form.ts';
export type { ReportAnswers } from './facts/answers.ts';
export { reportForm } from './facts/report-form.ts';
export { formVersion, noticeVersion, personSections, reportSections } from './facts/sections.ts';
export { referralCodes, withReferralLists } from './facts/lists.ts';
export type { ReferralRefusal } from './facts/refusals.ts';
export { referralCrontab, referralTasks } from './jobs.ts';
export { type SignAdvice, weighSigns } from './rules/signs.ts';
export { recipientsOf, reportsByDuty, routeOfPerson, sharesOfPerson } from './rules/routes.ts';
export { openablePerson } from './actions/triage/person-of-case.ts';
export type { ScanFile } from './actions/drafts/evidence.ts';
