import type { Transaction } from '../../platform/database/index.ts';
import { endRunOut } from './actions/index.ts';

/** Ends accesses that have run out; gives how many. Done by the worker, every few minutes. */
export const endExpiredAccess = (tx: Transaction): Promise<number> => endRunOut(tx);
