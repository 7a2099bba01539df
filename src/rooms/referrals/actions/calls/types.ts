/** What pages know of stored calls. */
export type { Call, CallLine } from '../../store/calls.ts';
export type { CallHandover } from '../../store/call-handovers.ts';
