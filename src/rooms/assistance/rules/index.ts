/** Pure decisions of the room. */
export * from './abroad.ts';
export * from './packets.ts';
export * from './assess.ts';
export * from './capacity.ts';
export * from './days.ts';
export * from './gap.ts';
export * from './money.ts';
