import { type ProposeTools, proposeMatches } from './actions/propose.ts';

/** What happens by itself in this room, by the name of its job. It looks for its work: one run too many does no harm. */
export const matchingTasks = (tools: ProposeTools): Readonly<Record<string, () => Promise<void>>> => ({
  'matching:propose': () => proposeMatches(tools),
});

/** When the job runs: once an hour, for the night comes at another hour than the server's. */
export const matchingCrontab: readonly string[] = ['41 * * * * matching:propose'];
