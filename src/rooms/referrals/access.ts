import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { Profile } from '../../profile/index.ts';
import type { ReferralRefusal } from './facts/refusals.ts';

type Answer = true | Refusal<ReferralRefusal>;

const answer = (granted: boolean, code: ReferralRefusal): Answer => (granted ? true : refuse(code));

/** May this viewer write a report? Asked before a draft is begun. */
export const mayWrite = (viewer: Viewer): Answer => answer(hasPermit(viewer, 'referrals.write'), 'may_not_write');

/** May this viewer send a report in the name of her body, or key one in for the body it came from? */
export const maySend = (
  viewer: Viewer,
  profile: Profile,
  report: { readonly senderCode: string; readonly keyedIn: boolean },
): Answer => {
  if (!hasPermit(viewer, 'referrals.send')) return refuse('may_not_send');
  if (report.keyedIn && !hasPermit(viewer, 'referrals.key-in')) return refuse('may_not_key_in');
  if (report.senderCode !== viewer.organisationCode && !report.keyedIn) return refuse('may_not_send_for_others');
  return answer(profile.routesOf(report.senderCode).length > 0, 'may_not_report');
};

/** May this viewer make links by which others send one report each? Only for a body that reports itself. */
export const mayMakeLink = (viewer: Viewer, profile: Profile): Answer => {
  if (!hasPermit(viewer, 'referrals.make-link')) return refuse('may_not_make_link');
  return answer(profile.routesOf(viewer.organisationCode).length > 0, 'may_not_report');
};

/** May this viewer read the reports of her own body and what came of them? */
export const mayReadOwn = (viewer: Viewer): Answer => answer(hasPermit(viewer, 'referrals.read-own'), 'may_not_read');

/** May this viewer read reports addressed to her body? */
export const mayReceive = (viewer: Viewer): Answer => answer(hasPermit(viewer, 'referrals.receive'), 'may_not_receive');

/** May this viewer read a report at all, as sender or as recipient? Row security decides which. */
export const mayRead = (viewer: Viewer): Answer =>
  answer(hasPermit(viewer, 'referrals.read-own') || hasPermit(viewer, 'referrals.receive'), 'may_not_read');

/** May this viewer work the queue of the body that identifies? */
export const mayTriage = (viewer: Viewer): Answer => answer(hasPermit(viewer, 'referrals.triage'), 'may_not_triage');

/** May this viewer ask the reporter back? */
export const mayAskBack = (viewer: Viewer): Answer =>
  answer(hasPermit(viewer, 'referrals.ask-back'), 'may_not_ask_back');

/** May this viewer answer for the reporting body? Only for a report of that body. */
export const mayAnswerBack = (viewer: Viewer, report: { readonly reportingOrganisationId: string }): Answer => {
  if (!hasPermit(viewer, 'referrals.answer-back')) return refuse('may_not_answer_back');
  return answer(report.reportingOrganisationId === viewer.organisationId, 'may_not_answer_for_others');
};

/** May this viewer add to a sent report, put it right or take it back? Only for the body that sent it or whose report it is. */
export const maySupplement = (
  viewer: Viewer,
  report: { readonly sender_organisation_id: string; readonly on_behalf_organisation_id: string | null },
): Answer => {
  if (!hasPermit(viewer, 'referrals.answer-back')) return refuse('may_not_supplement');
  const bodies = [report.sender_organisation_id, report.on_behalf_organisation_id];
  return answer(bodies.includes(viewer.organisationId), 'may_not_answer_for_others');
};

/** May this viewer send a report on to where it belongs, or close it as no trafficking? */
export const mayRedirect = (viewer: Viewer): Answer =>
  answer(hasPermit(viewer, 'referrals.redirect'), 'may_not_redirect');

/** May this viewer receive matters that were redirected to her body? */
export const mayReceiveRedirected = (viewer: Viewer): Answer =>
  answer(hasPermit(viewer, 'referrals.receive-redirected'), 'may_not_receive_redirected');

/** May this viewer take calls of the hotline? */
export const mayTakeCalls = (viewer: Viewer): Answer =>
  answer(hasPermit(viewer, 'referrals.take-calls'), 'may_not_take_calls');

/** May this viewer take over a call that is handed on to her body? */
export const mayTakeOverCalls = (viewer: Viewer): Answer =>
  answer(hasPermit(viewer, 'referrals.take-over-calls'), 'may_not_take_over_calls');

/** May this viewer have the number and name of a caller opened? To everybody else they stay masked. */
export const maySeeCallers = (viewer: Viewer): Answer => {
  const may = mayTakeCalls(viewer);
  return may === true ? answer(hasPermit(viewer, 'referrals.see-callers'), 'may_not_see_callers') : may;
};

/** May this viewer divide and join reports? */
export const maySplitAndMerge = (viewer: Viewer): Answer =>
  answer(hasPermit(viewer, 'referrals.split-merge'), 'may_not_split_merge');
