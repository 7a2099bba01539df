/** What people do with a case, and what its pages load. */
export * from './open.ts';
export * from './read.ts';
export * from './find.ts';
export * from './work.ts';
export * from './tasks.ts';
export * from './closed.ts';
export * from './late-notes.ts';
export * from './notes.ts';
export * from './support.ts';
export * from './support-ends.ts';
export * from './shifts.ts';
export * from './warm.ts';
export * from './lists.ts';
export type * from './part.ts';
export type * from '../store/index.ts';
