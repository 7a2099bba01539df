export * from './directory.ts';
export * from './sessions.ts';
