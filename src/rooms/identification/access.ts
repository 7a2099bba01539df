import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { Profile } from '../../profile/index.ts';
import { actingCodes } from '../cases/index.ts';
import type { IdentificationRefusal } from './facts.ts';

type Answer = true | Refusal<IdentificationRefusal>;

const identifies = (viewer: Viewer, profile: Profile): boolean =>
  actingCodes(profile, viewer.organisationCode).some((code) => profile.plays(code, 'identifies'));

const forIdentifyingBody = (
  viewer: Viewer,
  profile: Profile,
  permit: string,
  otherwise: IdentificationRefusal,
): Answer => {
  if (!hasPermit(viewer, permit)) return refuse(otherwise);
  return identifies(viewer, profile) ? true : refuse(otherwise);
};

/** May this viewer plan and record interviews? The body that identifies, and nobody else. */
export const mayInterview = (viewer: Viewer, profile: Profile): Answer =>
  forIdentifyingBody(viewer, profile, 'identification.interview', 'may_not_interview');

/** May this viewer decide? The permit, and the body that the profile says identifies. */
export const mayDecide = (viewer: Viewer, profile: Profile): Answer =>
  forIdentifyingBody(viewer, profile, 'identification.decide', 'may_not_decide');

/** May this viewer confirm or refuse another officer's decision? Never her own. */
export const mayReview = (viewer: Viewer, profile: Profile, decidedBy: string | null): Answer => {
  const allowed = forIdentifyingBody(viewer, profile, 'identification.review', 'may_not_review');
  if (allowed !== true) return allowed;
  return decidedBy === viewer.staffId ? refuse('may_not_review_own') : true;
};

/** May this viewer tell a person of rights? */
export const mayTellRights = (viewer: Viewer): Answer =>
  hasPermit(viewer, 'identification.tell-rights') ? true : refuse('may_not_tell_rights');

/** May this viewer send the notice that a person is presumed a victim? */
export const mayNotify = (viewer: Viewer, profile: Profile): Answer =>
  forIdentifyingBody(viewer, profile, 'identification.notify-minister', 'may_not_notify');

/** May this viewer report an irregular stay? */
export const mayReportStay = (viewer: Viewer, profile: Profile): Answer =>
  forIdentifyingBody(viewer, profile, 'identification.report-stay', 'may_not_report_stay');

/** May this viewer receive notices? Only the body that decides on residence. */
export const mayReceive = (viewer: Viewer, profile: Profile): Answer => {
  if (!hasPermit(viewer, 'identification.receive-notice')) return refuse('may_not_receive');
  return actingCodes(profile, viewer.organisationCode).some((code) => profile.plays(code, 'decides_residence'))
    ? true
    : refuse('may_not_receive');
};

/** May this viewer ask whether a removal is blocked? */
export const mayAskRemoval = (viewer: Viewer): Answer =>
  hasPermit(viewer, 'identification.removal-blocked') ? true : refuse('may_not_ask');
