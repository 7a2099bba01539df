import type { Profile } from '../../profile/index.ts';
import {
  type DeliveryTools,
  deliverDue,
  endDeliveredDrafts,
  endExpiredDrafts,
  raiseAlarms,
  sendNotice,
  warnOfDrafts,
} from './actions/deliver.ts';
import { forgetMarks } from './actions/calls/callers.ts';
import { endWordsOfCalls } from './actions/calls/words-end.ts';

type ReferralTask = (payload?: Readonly<Record<string, string | number>>) => Promise<void>;

const wordsTask = 'referrals:call-words';
const draftsTask = 'referrals:drafts';
const callersTask = 'referrals:callers';

/** What happens by itself in this room, by the name of its job. Each looks for its work: one run too many does no harm. */
export const referralTasks = (
  tools: DeliveryTools & {
    readonly profile: Profile;
    /** Told how many things a job of retention took up. */
    readonly onCount?: (job: string, count: number) => void;
  },
): Readonly<Record<string, ReferralTask>> => ({
  'referrals:deliver': async () => {
    await deliverDue(tools);
    await endDeliveredDrafts(tools);
  },
  [draftsTask]: async () => {
    await warnOfDrafts(tools);
    tools.onCount?.(draftsTask, await endExpiredDrafts(tools));
  },
  [callersTask]: async () => tools.onCount?.(callersTask, await forgetMarks(tools)),
  [wordsTask]: async () => tools.onCount?.(wordsTask, await endWordsOfCalls(tools)),
  'referrals:notify': (payload = {}) => sendNotice(tools, payload),
  'referrals:alarms': async () => void (await raiseAlarms(tools)),
});

/** When the jobs run beside being woken: failed deliveries every minute, alarms every five, drafts once an hour, marks of numbers and words of calls once a night. */
export const referralCrontab: readonly string[] = [
  '* * * * * referrals:deliver',
  '*/5 * * * * referrals:alarms',
  `17 * * * * ${draftsTask}`,
  `41 2 * * * ${callersTask}`,
  `53 2 * * * ${wordsTask}`,
];
