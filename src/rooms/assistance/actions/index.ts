/** What people do for the support of a person, and what its pages load. */
export * from './acting.ts';
export * from './begin.ts';
export * from './step.ts';
export * from './assess.ts';
export * from './goals.ts';
export * from './sessions.ts';
export * from './divide.ts';
export * from './call.ts';
export * from './texts.ts';
export * from './means.ts';
export * from './interpreters.ts';
export * from './conference.ts';
export * from './close.ts';
export * from './read.ts';
export * from './lists.ts';
export * from './on-case.ts';
export * from './remind.ts';
export type * from '../store/index.ts';
