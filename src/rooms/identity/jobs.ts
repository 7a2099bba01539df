import { alarmUnreviewed, type IdentityJobs, mailEmergencies } from './actions/emergency-alarms.ts';

/** What happens by itself in this room, and when. */
export const identityTasks = (tools: IdentityJobs): Readonly<Record<string, () => Promise<void>>> => ({
  'identity:emergencies': async () => {
    await alarmUnreviewed(tools);
    await mailEmergencies(tools);
  },
});

/** When they run. */
export const identityCrontab: readonly string[] = ['* * * * * identity:emergencies'];
