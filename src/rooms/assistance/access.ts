import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { Profile } from '../../profile/index.ts';
import { actingCodes } from '../cases/index.ts';
import type { AssistanceRefusal } from './facts.ts';

/** May this viewer work on the support of persons? The permit, and a body that supports victims. */
export const mayWork = (viewer: Viewer, profile: Profile): true | Refusal<AssistanceRefusal> =>
  hasPermit(viewer, 'assistance.work') &&
  actingCodes(profile, viewer.organisationCode).some((code) => profile.plays(code, 'supports'))
    ? true
    : refuse('may_not_work');
