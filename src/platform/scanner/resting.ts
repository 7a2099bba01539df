import { monotonicMilliseconds } from '../clock.ts';
import type { Scanner, ScanResult } from './clamd.ts';

/** How long a scanner that did not answer is left alone. */
const rest = 60_000;

/**
 * A scanner that, once it did not answer, is not asked for a minute: whoever sends evidence waits for a dead one once and not
 * at every file.
 */
export const restingScanner = (scanner: Scanner, now: () => number = monotonicMilliseconds): Scanner => {
  let restsUntil = 0;
  const scan = async (bytes: Uint8Array): Promise<ScanResult> => {
    if (now() < restsUntil) return 'unavailable';
    const result = await scanner.scan(bytes);
    if (result === 'unavailable') restsUntil = now() + rest;
    return result;
  };
  return { scan, answers: scanner.answers };
};
