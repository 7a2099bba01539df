/** The only SQL of this room. */
export * from './houses.ts';
export * from './claims.ts';
export * from './closures.ts';
export * from './counts.ts';
export * from './placements.ts';
export * from './watch.ts';
export * from './requests.ts';
