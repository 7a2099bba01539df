/** What people do about safe beds, and what its pages load. */
export * from './acting.ts';
export * from './houses.ts';
export * from './search.ts';
export * from './ask.ts';
export * from './give.ts';
export * from './stay.ts';
export * from './watch.ts';
export * from './abroad.ts';
export * from './reveal.ts';
export * from './requests.ts';
export * from './read.ts';
export * from './around.ts';
export * from './board.ts';
export * from './lists.ts';
export * from './on-case.ts';
export type * from '../store/index.ts';
