export { leavePath } from './assets.ts';
export { type Guidance, readGuidance } from './guidance.ts';
export { preferredLanguage, textsWithoutReviewer } from './languages.ts';
export { alreadyHas, codingFor, type ReadyAnswer } from './ready-answer.ts';
export { leaveHeaders, makeSite, type Site, type SiteOptions } from './site.ts';
export type { PublicPage } from './visit.ts';
