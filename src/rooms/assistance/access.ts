import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { Profile } from '../../profile/index.ts';
import { actingCodes } from '../cases/index.ts';
import type { AssistanceRefusal } from './facts.ts';
import { packetSender } from './rules/index.ts';

/** May this viewer work on the support of persons? The permit, and a body that supports victims. */
export const mayWork = (viewer: Viewer, profile: Profile): true | Refusal<AssistanceRefusal> =>
  hasPermit(viewer, 'assistance.work') &&
  actingCodes(profile, viewer.organisationCode).some((code) => profile.plays(code, 'supports'))
    ? true
    : refuse('may_not_work');

/** May this viewer refer persons to another service? The permit, and a body that refers with what it holds itself. */
export const mayRefer = (viewer: Viewer, profile: Profile): true | Refusal<AssistanceRefusal> => {
  const sender = packetSender(profile, actingCodes(profile, viewer.organisationCode));
  return hasPermit(viewer, 'assistance.refer') && typeof sender?.opened_for === 'string'
    ? true
    : refuse('may_not_refer');
};

/** May this viewer see and answer what services send each other? */
export const mayReadPackets = (viewer: Viewer): true | Refusal<AssistanceRefusal> =>
  hasPermit(viewer, 'assistance.packets') ? true : refuse('may_not_receive');
