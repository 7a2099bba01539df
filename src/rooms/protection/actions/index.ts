/** What people do for somebody's protection, and what its pages load. */
export * from './decide.ts';
export * from './read.ts';
export * from './child.ts';
export * from './clock-events.ts';
export * from './conference.ts';
export * from './lists.ts';
export * from './paper.ts';
export * from './onward.ts';
export * from './onward-list.ts';
export * from './on-case.ts';
export * from './reactions.ts';
export * from './terms.ts';
export type * from '../store/index.ts';
