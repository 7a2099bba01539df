import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { PortalRefusal } from './facts.ts';

/** May this viewer see how far the texts of the public pages are, and what is held back? */
export const mayKeepTexts = (viewer: Viewer): true | Refusal<PortalRefusal> =>
  viewer.kind === 'staff' && hasPermit(viewer, 'portal.keep-texts') ? true : refuse('may_not_keep_texts');

/** May this viewer put a sentence at the head of the public pages of a language, and take it away? */
export const maySetBanner = (viewer: Viewer): true | Refusal<PortalRefusal> =>
  viewer.kind === 'staff' && hasPermit(viewer, 'portal.set-banner') ? true : refuse('may_not_set_banner');

/** May this viewer read and answer what people write without a name? */
export const mayKeepMessages = (viewer: Viewer): true | Refusal<PortalRefusal> =>
  viewer.kind === 'staff' && hasPermit(viewer, 'portal.messages') ? true : refuse('may_not_keep_messages');

/** May this viewer open and keep pages of persons? Who supports victims, signed in; no machine. */
export const mayKeepPage = (viewer: Viewer): true | Refusal<PortalRefusal> =>
  viewer.kind === 'staff' && hasPermit(viewer, 'portal.own-page') ? true : refuse('may_not_keep_page');
