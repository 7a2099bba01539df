export * from './away.ts';
export * from './duty.ts';
export * from './notice-address.ts';
export * from './sessions.ts';
export * from './staff.ts';
