/** The only SQL of the room. */
export * from './clocks.ts';
export * from './stays.ts';
