import assert from 'node:assert/strict';
import type { Journey } from '../support/index.ts';

/** The running year of the figure as the command line prints it: one report is sent now. */
export const runningYear = async (journey: Journey): Promise<Record<string, number>> => {
  const { text, code } = await journey.ariane('figure', 'detection-itm', '--json');
  assert.equal(code, 0, text);
  const figure = JSON.parse(text.slice(text.indexOf('{'))) as {
    periods: { period: string; values: Record<string, number> }[];
  };
  return figure.periods.toSorted((a, b) => a.period.localeCompare(b.period)).at(-1)?.values ?? {};
};
