/** The front door of the person's own page, for main. The public pages have their own: `public/index.ts`. */
export { keptOf, type PageKeys, pageKeys } from './actions/keys.ts';
export { countLetters, givePaper, readPage, writeToPerson } from './actions/letters.ts';
export { withPortalLists } from './actions/lists.ts';
export { ownPageOnCase } from './actions/on-case.ts';
export { openPage, preparePage } from './actions/open.ts';
export { sendLetter } from './actions/own.ts';
export { type Begun, beginWriting } from './actions/conversation.ts';
export { answer, claim, countMessages } from './actions/messages.ts';
export { openMessages } from './actions/messages-open.ts';
export { handOnVisits, type Visits } from './actions/public-site.ts';
export { switchOff, switchOn } from './actions/site.ts';
export { portalCrontab, portalTasks } from './jobs.ts';
export type { SiteTexts } from './facts/site-texts.ts';
export type { Leaflets } from './facts.ts';
export { readNumber } from './rules.ts';
