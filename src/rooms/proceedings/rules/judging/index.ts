export * from './money.ts';
export * from './offences.ts';
export * from './order.ts';

export * from './sentence.ts';
export * from './told.ts';
export * from './tracks.ts';
