export const millisecondsPerDay = 86_400_000;

/** Minutes to wait before the next attempt to deliver: 1, 2, 4 … at most two hours. */
export const minutesBeforeNextAttempt = (attempts: number): number => Math.min(120, 2 ** Math.min(attempts, 10));
