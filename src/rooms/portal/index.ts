/** The front door of the person's own page, for main. The public pages have their own: `public/index.ts`. */
export { countLetters, givePaper, readPage, writeToPerson } from './actions/letters.ts';
export { withPortalLists } from './actions/lists.ts';
export { ownPageOnCase } from './actions/on-case.ts';
export { openPage, preparePage } from './actions/open.ts';
export { portalTasks } from './jobs.ts';
