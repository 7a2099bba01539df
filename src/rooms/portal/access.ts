import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { PortalRefusal } from './facts.ts';

/** May this viewer open and keep pages of persons? Who supports victims, signed in; no machine. */
export const mayKeepPage = (viewer: Viewer): true | Refusal<PortalRefusal> =>
  viewer.kind === 'staff' && hasPermit(viewer, 'portal.own-page') ? true : refuse('may_not_keep_page');
