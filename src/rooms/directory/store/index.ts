export * from './away.ts';
export * from './sessions.ts';
export * from './staff.ts';
