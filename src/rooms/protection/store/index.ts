/** The only SQL of the room. */
export * from './children.ts';
export * from './clocks.ts';
export * from './conferences.ts';
export * from './onward.ts';
export * from './stays.ts';
