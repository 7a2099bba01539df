/** The only SQL of this room. */
export * from './cases.ts';
export * from './bodies.ts';
export * from './charges.ts';
export * from './compensation.ts';
export * from './judgments.ts';
export * from './suspects.ts';
export * from './victim-entries.ts';
export * from './evidence.ts';
export * from './inquiry.ts';
export * from './network.ts';
