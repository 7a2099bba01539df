/** Pure decisions of this room: which bed suits, which days are possible, how nights are counted. */
export * from './suits.ts';
export * from './match.ts';
export * from './days.ts';
export * from './occupancy.ts';
export * from './requests.ts';
export * from './overstay.ts';
