export { leavePath, ownPath } from './assets.ts';
export { type Guidance, readGuidance } from './guidance.ts';
export { preferredLanguage, textsWithoutReviewer } from './languages.ts';
export { alreadyHas, codingFor, type ReadyAnswer } from './ready-answer.ts';
export { leaveHeaders, makeSite, type Site, type SiteOptions } from './site.ts';
export type { PublicPage } from './visit.ts';
export { type OwnClock, type OwnNames } from './own/parts.tsx';
export { addOwnPages, type OwnPages } from './own/routes.tsx';
export { forgetOwnSession } from './own/session.ts';
