import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

/** Which steps of the loading are done, so that an interrupted one goes on where it was. */
export type Progress = {
  readonly isDone: (step: string) => boolean;
  /** Does a step unless it was done before; gives what it gave then. Its value must be JSON. */
  readonly once: <T>(step: string, work: () => Promise<T>) => Promise<T>;
};

const lineSchema = z.object({ step: z.string(), value: z.unknown() });

const readLines = (file: string): Map<string, unknown> => {
  if (!existsSync(file)) return new Map();
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return new Map(
    lines.flatMap((line) => {
      try {
        const { step, value } = lineSchema.parse(JSON.parse(line));
        return [[step, value] as const];
      } catch {
        // The last line may have been cut off; its step is done again.
        return [];
      }
    }),
  );
};

/** Keeps progress in a file, a line for each step. */
export const progressIn = (file: string): Progress => {
  const known = readLines(file);
  let mayBeDone = known.size > 0;
  /** Cut off between the commit and the line: the first step after an interruption may be refused as already done. */
  const afterInterruption = async <T>(work: () => Promise<T>): Promise<T> => {
    const isFirst = mayBeDone;
    mayBeDone = false;
    try {
      return await work();
    } catch (fault) {
      if (isFirst) return null as T;
      throw fault;
    }
  };
  return {
    isDone: (step) => known.has(step),
    once: async <T>(step: string, work: () => Promise<T>): Promise<T> => {
      if (known.has(step)) return known.get(step) as T;
      const value = await afterInterruption(work);
      known.set(step, value);
      // JSON leaves `undefined` out, and a line without its value would not be known again.
      appendFileSync(file, `${JSON.stringify({ step, value: value ?? null })}\n`, { mode: 0o600 });
      return value;
    },
  };
};
