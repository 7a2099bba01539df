import type { ChildProcess } from 'node:child_process';
import type { Clock } from '../../platform/clock.ts';
import { newestNight } from '../matching/when.ts';
import { endChild } from './end-child.ts';

/** A program that runs once a night. */
export type Nights = { readonly stop: () => Promise<void> };

export type NightsSettings = {
  readonly clock: Clock;
  readonly timeZone: string;
  /** Starts the program; it ends by itself, with code 0 when the night was run or had been run before. */
  readonly launch: () => ChildProcess;
  /** Milliseconds between two looks at the clock; usually a minute. */
  readonly lookEvery?: number;
};

const minute = 60_000;
/** After a night that failed it is tried again after one look, then two, four, up to so many. */
const mostLooks = 64;

/**
 * Starts a program at once, for a night that was missed, and again each night from two in the morning on. Between nights nothing of it
 * lies in memory. A night that fails is tried again after growing pauses until it succeeds or the next one comes.
 */
export const everyNight = ({ clock, timeZone, launch, lookEvery = minute }: NightsSettings): Nights => {
  let child: ChildProcess | null = null;
  let done = '';
  let [looks, pause] = [0, 1];
  const ended = (night: string, code: number | null): void => {
    child = null;
    if (code === 0) [done, looks, pause] = [night, 0, 1];
    else [looks, pause] = [pause, Math.min(pause * 2, mostLooks)];
  };
  const look = (): void => {
    const night = newestNight(clock, timeZone);
    if (child !== null || night === done) return;
    if (looks > 0) {
      looks -= 1;
      return;
    }
    child = launch();
    child.once('exit', (code) => ended(night, code));
  };
  const timer = setInterval(look, lookEvery);
  look();
  return {
    stop: async () => {
      clearInterval(timer);
      if (child) await endChild(child);
    },
  };
};
