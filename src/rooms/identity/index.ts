/** The front door of identity: sealing, who could open what, and asking the vault to open. */
export {
  holders,
  openIdentity,
  type Opened,
  type Opening,
  openSealedFile,
  organisationKeys,
  type Recipient,
  sealedFields,
  sealFor,
  sealForEach,
  storeSealed,
} from './actions.ts';
export { opensOf } from './access.ts';
export {
  type ConsentInput,
  type IntakeConsent,
  type PersonOfCase,
  readConsent,
  readConsents,
  recordConsent,
  recordIntakeConsents,
  standingConsents,
} from './actions/consents.ts';
export { lastOpened } from './store/read-lately.ts';
export { findPersons, type Sought } from './actions/find.ts';
export { type Knows, whoKnows } from './actions/knowledge.ts';
export { countWithdrawals, takeConsentBack } from './actions/withdraw.ts';
export { answerLaw, countLawsWaiting, type LawView, proposeLaw, readLaws } from './actions/laws.ts';
export { type LawEntry, lawEntries } from './actions/law-entries.ts';
export { decideAnswer, handOver as handOverAnswer, notePart, openPart, partsOf } from './actions/rights/answer.ts';
export { acceptCorrection, correctable, correctText } from './actions/rights/correct.ts';
export { approveErasure, takeUpProposal } from './actions/rights/erase.ts';
export { countOpenRequests, readRequest, readRequests, takeRequest } from './actions/rights/requests.ts';
export { unread } from './rules/rights.ts';
export { countToldWaiting } from './actions/rights/notices.ts';
export { rightsMarks } from './actions/rights/restrict.ts';
export { proposeDue } from './actions/rights/propose.ts';
export { ownCodes, withConsentLists } from './actions/lists.ts';
export { type ConsentAnswer, consentLists } from './facts.ts';
export { type ConsentState, consentState } from './rules.ts';
export type { StandingConsent } from './store/consents.ts';
export type { ConsentRefusal, FindRefusal, IdentityRefusal } from './facts.ts';
export type { Holder, SealedFieldName } from './store.ts';
export {
  answerEmergency,
  askEmergency,
  countEmergencies,
  type Emergency,
  endEmergency,
  openInEmergency,
  reviewEmergency,
  runningEmergencies,
} from './actions/emergencies.ts';
export { type EmergencyState, emergencyState } from './rules.ts';
export { countJournalAlarms, journalIsWhole } from './actions/journal-checks.ts';
export { identityCrontab, identityTasks } from './jobs.ts';
