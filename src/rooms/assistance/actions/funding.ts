import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import { hasPermit } from '../../../platform/viewer.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayWork } from '../access.ts';
import { hoursUntil, periodHolds, shareWithPersons } from '../rules/index.ts';
import { type Capacity, insertFunding, readCapacities, withdrawFunding } from '../store/index.ts';
import { type Result, serviceOf, today } from './acting.ts';

export type FundingInput = {
  readonly funded_team: string;
  readonly starts_on: PlainDate;
  readonly ends_on: PlainDate;
  readonly weekly_hours: number;
  readonly payer: string;
  readonly funded_amount?: number | undefined;
};

const centsGiven = ({ funded_amount: sum }: FundingInput): number | null | undefined => {
  if (sum === undefined) return null;
  const cents = Math.round(sum * 100);
  return cents > 0 && Math.abs(sum * 100 - cents) < 1e-6 ? cents : undefined;
};

/** Writes a funding period of a team of one's own service down. */
export const addFunding = async (scene: Scene, input: FundingInput): Result<{ readonly team: string }> => {
  const may = mayWork(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const amountCents = centsGiven(input);
  if (amountCents === undefined) return refuse('amount_unclear', { field: 'funded_amount' });
  const it = { team: input.funded_team, startsOn: input.starts_on, endsOn: input.ends_on, payer: input.payer };
  const weeklyMinutes = Math.round(input.weekly_hours * 60);
  const same = (await readCapacities(scene.tx, scene.profile.timeZone)).filter(
    ({ team, payer, organisationId }) => team === it.team && payer === it.payer && organisationId === serviceOf(scene),
  );
  const holds = periodHolds(it, weeklyMinutes, same);
  if (isRefusal(holds)) return holds;
  const isNew = await insertFunding(scene.tx, {
    ...{ ...it, weeklyMinutes, amountCents, currency: scene.profile.currency, organisationId: serviceOf(scene) },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  if (!isNew) return refuse('period_twice', { field: 'starts_on' });
  scene.emit({
    type: 'assistance.funding_added',
    subject: { kind: 'organisation', id: serviceOf(scene) },
    data: { ...it, weekly_minutes: weeklyMinutes, amount_cents: amountCents },
  });
  return { team: it.team };
};

/** Takes a line that was wrong out of the count; it stays, with who took it out. */
export const takeOutFunding = async (scene: Scene, id: Uuid): Result<{ readonly id: Uuid }> => {
  const may = mayWork(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const out = await withdrawFunding(scene.tx, { id, by: scene.viewer.staffId, at: scene.clock.now() });
  if (!out) return refuse('not_found');
  scene.emit({
    type: 'assistance.funding_withdrawn',
    subject: { kind: 'organisation', id: serviceOf(scene) },
    data: { funding: id },
  });
  return { id };
};

/** A funding period as figures: hours paid for until today, hours spent with persons, and the part they are. */
export type CapacityLine = Capacity & { readonly hours: number; readonly share: number | null };

/** Hours and money of the own service, or of all for the body that coordinates; no case and no person. */
export const readCapacity = async (scene: Scene): Result<readonly CapacityLine[]> => {
  const { viewer, profile, tx } = scene;
  if (!hasPermit(viewer, 'assistance.work') && !hasPermit(viewer, 'assistance.gap')) return refuse('may_not_work');
  return (await readCapacities(tx, profile.timeZone)).map((line) => {
    const hours = hoursUntil(line, line.weeklyMinutes, today(scene));
    return { ...line, hours, share: shareWithPersons(line.minutes, hours) };
  });
};
