import {
  type DeliveryTools,
  deliverDue,
  endDeliveredDrafts,
  endExpiredDrafts,
  raiseAlarms,
  warnOfDrafts,
} from './actions/deliver.ts';

/** What happens by itself in this room, by the name of its job. Each looks for its work: one run too many does no harm. */
export const referralTasks = (tools: DeliveryTools): Readonly<Record<string, () => Promise<void>>> => ({
  'referrals:deliver': async () => {
    await deliverDue(tools);
    await endDeliveredDrafts(tools);
  },
  'referrals:drafts': async () => {
    await warnOfDrafts(tools);
    await endExpiredDrafts(tools);
  },
  'referrals:alarms': async () => void (await raiseAlarms(tools)),
});

/** When the jobs run beside being woken: failed deliveries every minute, alarms every five, drafts once an hour. */
export const referralCrontab: readonly string[] = [
  '* * * * * referrals:deliver',
  '*/5 * * * * referrals:alarms',
  '17 * * * * referrals:drafts',
];
