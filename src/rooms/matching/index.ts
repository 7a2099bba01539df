/** The front door of matching: what a body is asked, and what happens by itself after the nightly run. */
export { type ProposeTools, proposeMatches } from './actions/propose.ts';
export { answerSide, countMatchesWaiting, judgeSide, readMatching, readSide } from './actions/sides.ts';
export { stopFile } from './actions/files.ts';
export { withMatchingLists } from './actions/lists.ts';
export { matchingCrontab, matchingTasks } from './jobs.ts';
export type { MatchingRefusal } from './facts.ts';
