import { type ReviewTools, runReviews } from './actions/run-reviews.ts';

/** What happens by itself in this room, by the name of its job. It looks for its work: one run too many does no harm. */
export const identificationTasks = (tools: ReviewTools): Readonly<Record<string, () => Promise<void>>> => ({
  'identification:reviews': async () => void (await runReviews(tools)),
});

/** When the jobs run: dates of review once an hour, for the day begins at another hour than the server's. */
export const identificationCrontab: readonly string[] = ['23 * * * * identification:reviews'];
