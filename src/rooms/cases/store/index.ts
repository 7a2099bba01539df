/** The only SQL of the room. */
export * from './case.ts';
export * from './worklist.ts';
export * from './thread.ts';
export * from './tasks.ts';
export * from './handover.ts';
export * from './notes.ts';
export * from './changes.ts';
export * from './support.ts';
