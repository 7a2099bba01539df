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
