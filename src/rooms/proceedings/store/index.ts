/** The only SQL of this room. */
export * from './cases.ts';
export * from './bodies.ts';
export * from './suspects.ts';
export * from './evidence.ts';
export * from './inquiry.ts';
export * from './network.ts';
