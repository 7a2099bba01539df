import { refuse, type Refusal } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { DirectoryRefusal } from './facts.ts';

type Answer = true | Refusal<DirectoryRefusal>;

/** May this viewer add or change this member of staff? Only an administrator, never on herself. */
export const mayAdminister = (viewer: Viewer, staffId: string | null): Answer => {
  if (!hasPermit(viewer, 'directory.administer')) return refuse('may_not_administer');
  if (staffId === viewer.staffId) return refuse('may_not_administer_self');
  return true;
};

/** May this viewer lend this role? Only one of her own: what is borrowed is not lent on. */
export const mayDelegate = (viewer: Viewer, ownRoles: readonly string[], roleCode: string): Answer => {
  if (!hasPermit(viewer, 'directory.delegate')) return refuse('may_not_delegate');
  if (!ownRoles.includes(roleCode)) return refuse('role_not_held', { field: 'role' });
  return true;
};

/** May this viewer write the rota of her body? */
export const mayKeepRota = (viewer: Viewer): Answer =>
  hasPermit(viewer, 'directory.keep-rota') ? true : refuse('may_not_keep_rota');

/** May this viewer see who is on call, to call them? */
export const mayCall = (viewer: Viewer): Answer =>
  hasPermit(viewer, 'directory.on-call') ? true : refuse('may_not_call');
