import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, monotonicMilliseconds, shiftedClock, systemClock } from '../platform/clock.ts';
import type { Settings } from '../platform/config.ts';

const fileOf = (settings: Settings): string => join(settings.dataDirectory, 'demonstration-clock');

const readOffset = (file: string): number => (existsSync(file) ? Number(readFileSync(file, 'utf8')) || 0 : 0);

/** By how much the demonstration's clock stands away from the machine's now, in milliseconds; never anything in production. */
export const clockOffset = (settings: Settings): number =>
  settings.mode === 'serve' ? 0 : readOffset(fileOf(settings));

/** The installation's clock: the machine's; in the demonstration shifted by what `ariane clock` has set, read each second. */
export const clockOf = (settings: Settings): Clock => {
  if (settings.mode === 'serve') return systemClock;
  const file = fileOf(settings);
  let readAt = Number.NEGATIVE_INFINITY;
  let offset = 0;
  return shiftedClock(() => {
    if (monotonicMilliseconds() - readAt > 1000) {
      readAt = monotonicMilliseconds();
      offset = readOffset(file);
    }
    return offset;
  });
};

/** Moves the demonstration's clock to so many days from the machine's. */
export const moveClock = (settings: Settings, days: number): void => {
  writeFileSync(fileOf(settings), String(days * 86_400_000));
};
