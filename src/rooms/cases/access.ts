import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { Profile } from '../../profile/index.ts';
import type { CasesRefusal } from './facts.ts';
import { actingCodes } from './rules.ts';

type Answer = true | Refusal<CasesRefusal>;
const permitted = (viewer: Viewer, permit: string, otherwise: CasesRefusal): Answer =>
  hasPermit(viewer, permit) ? true : refuse(otherwise);

/** May this viewer change the case, look after it, link persons? */
export const mayWork = (viewer: Viewer): Answer => permitted(viewer, 'cases.work', 'may_not_work');

/** May this viewer write a note? */
export const mayNote = (viewer: Viewer): Answer => permitted(viewer, 'cases.note', 'may_not_note');

/** May this viewer keep documents? */
export const mayKeepDocuments = (viewer: Viewer): Answer =>
  permitted(viewer, 'cases.document', 'may_not_keep_documents');

/** May this viewer set tasks? */
export const maySetTasks = (viewer: Viewer): Answer =>
  hasPermit(viewer, 'cases.task') || hasPermit(viewer, 'cases.work') ? true : refuse('may_not_set_tasks');

/** May this viewer refer the person to the support service? Needs the permit, and a body the profile lets hand people over. */
export const mayRefer = (viewer: Viewer, profile: Profile): Answer => {
  if (!hasPermit(viewer, 'cases.refer-support')) return refuse('may_not_refer');
  if (!actingCodes(profile, viewer.organisationCode).some((code) => profile.mayTransferToSupport(code)))
    return refuse('may_not_transfer');
  return true;
};

/** May this viewer accept or decline for the support service? Needs the permit, and to work for a body that supports. */
export const mayAccept = (viewer: Viewer, profile: Profile): Answer => {
  if (!hasPermit(viewer, 'cases.accept-support')) return refuse('may_not_accept');
  if (!actingCodes(profile, viewer.organisationCode).some((code) => profile.plays(code, 'supports')))
    return refuse('may_not_accept');
  return true;
};

/** May this viewer hand work and persons on, from shift to shift and to another body? */
export const mayHandOver = (viewer: Viewer): Answer => permitted(viewer, 'cases.hand-over', 'may_not_hand_over');
