import { endRunOutPackets, type RemindTools, remindOfEndingAssessments } from './actions/index.ts';

/** What happens by itself in this room; it looks for its work, so one run too many does no harm. */
export const assistanceTasks = (tools: RemindTools): Readonly<Record<string, () => Promise<void>>> => ({
  'assistance:assessments': async () => void (await remindOfEndingAssessments(tools)),
  'assistance:packets': async () => void (await endRunOutPackets(tools)),
});

/** Days change at midnight: every hour, so that a moved clock or a machine that slept does not matter. */
export const assistanceCrontab: readonly string[] = [
  '29 * * * * assistance:assessments',
  '31 * * * * assistance:packets',
];
