/** The only SQL of the room. */
export * from './status.ts';
export * from './decisions.ts';
export * from './interviews.ts';
export * from './rights.ts';
export * from './notices.ts';
export * from './reports.ts';
