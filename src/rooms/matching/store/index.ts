/** The SQL of this room. */
export * from './files.ts';
export * from './proposals.ts';
export * from './sides.ts';
