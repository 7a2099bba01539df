/** What people do to find out whether a person is a victim, and what its pages load. */
export * from './status.ts';
export * from './interview.ts';
export * from './rights.ts';
export * from './decide.ts';
export * from './review.ts';
export * from './notices.ts';
export * from './read.ts';
export * from './lists.ts';
export * from './on-case.ts';
export type * from '../store/index.ts';
