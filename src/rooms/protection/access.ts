import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { Profile } from '../../profile/index.ts';
import { actingCodes } from '../cases/index.ts';
import type { ProtectionRefusal } from './facts.ts';
import { hasStays } from './steps.ts';

/** May this viewer decide on stays, and see them? The permit, in the body that the profile says decides on residence. */
export const mayDecideStay = (viewer: Viewer, profile: Profile): true | Refusal<ProtectionRefusal> => {
  if (!hasPermit(viewer, 'protection.decide') || !hasStays(profile)) return refuse('may_not_decide');
  return actingCodes(profile, viewer.organisationCode).some((code) => profile.plays(code, 'decides_residence'))
    ? true
    : refuse('may_not_decide');
};
