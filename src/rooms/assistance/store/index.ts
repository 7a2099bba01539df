/** The only SQL of this room. */
export * from './abroad.ts';
export * from './packets.ts';
export * from './supports.ts';
export * from './plan.ts';
export * from './sessions.ts';
export * from './means.ts';
export * from './people.ts';
export * from './funding.ts';
