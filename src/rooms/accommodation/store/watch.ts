import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

/** Only whether somebody has a bed, for the police of a case; null when that is not this viewer's to know. */
export const findPlaced = async (
  tx: Transaction,
  caseId: Uuid,
): Promise<{ readonly placed: boolean; readonly since: PlainDate } | null> => {
  const found = await sql<{ placed: boolean; since: PlainDate }>`select placed, since from accommodation.placed
    where case_id = ${caseId}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

/** Somebody is missing: since when, who was told, how it ended. Says nothing of the house. */
export type Alarm = {
  readonly id: Uuid;
  readonly placementId: Uuid;
  readonly caseId: Uuid | null;
  readonly audience: readonly Uuid[];
  readonly minor: boolean;
  readonly lastSeenAt: Instant;
  readonly told: readonly string[];
  readonly state: 'open' | 'closed';
  readonly outcome: string | null;
  readonly raisedAt: Instant;
  readonly closedAt: Instant | null;
  readonly version: number;
};

const alarmColumns = sql`a.id, a.placement_id as "placementId", a.case_id as "caseId", a.audience, a.minor, a.last_seen_at as "lastSeenAt",
  a.told, a.state, a.outcome, a.raised_at as "raisedAt", a.closed_at as "closedAt", a.version`;

/** Alarms of a placement, or of a case, newest first. */
export const alarmsOf = async (
  tx: Transaction,
  of: { readonly placementId: Uuid } | { readonly caseId: Uuid },
): Promise<readonly Alarm[]> => {
  const where =
    'placementId' in of ? sql`a.placement_id = ${of.placementId}::uuid` : sql`a.case_id = ${of.caseId}::uuid`;
  const found = await sql<Alarm>`select ${alarmColumns} from accommodation.alarm a where ${where}
    order by a.raised_at desc limit 50`.execute(tx);
  return found.rows;
};

/** Open alarms that this viewer was told of. */
export const openAlarms = async (tx: Transaction): Promise<readonly Alarm[]> => {
  const found = await sql<Alarm>`select ${alarmColumns} from accommodation.alarm a where a.state = 'open'
    order by a.raised_at limit 100`.execute(tx);
  return found.rows;
};

/** One alarm, or null. */
export const findAlarm = async (tx: Transaction, id: Uuid): Promise<Alarm | null> => {
  const found = await sql<Alarm>`select ${alarmColumns} from accommodation.alarm a where a.id = ${id}::uuid`.execute(
    tx,
  );
  return found.rows[0] ?? null;
};

/** Raises an alarm; null when one is open for this placement. */
export const insertAlarm = async (
  tx: Transaction,
  it: Pick<Alarm, 'placementId' | 'caseId' | 'audience' | 'minor' | 'lastSeenAt' | 'told' | 'raisedAt'> & {
    readonly by: Uuid;
  },
): Promise<Uuid | null> => {
  const id = newId();
  const result = await tx
    .insertInto('accommodation.alarm')
    .values({
      ...{ id, placement_id: it.placementId, case_id: it.caseId, audience: [...it.audience], minor: it.minor },
      ...{ last_seen_at: it.lastSeenAt, told: [...it.told], raised_by: it.by, raised_at: it.raisedAt },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n ? id : null;
};

/** Ends an alarm; false when somebody ended it before. */
export const closeAlarm = async (
  tx: Transaction,
  seen: Alarm,
  it: { readonly outcome: string; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .updateTable('accommodation.alarm')
    .set({ state: 'closed', outcome: it.outcome, closed_by: it.by, closed_at: it.at, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('state', '=', 'open')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** A placement in another country, agreed by two bodies. */
export type Abroad = {
  readonly id: Uuid;
  readonly placementId: Uuid;
  readonly caseId: Uuid;
  readonly supportOrganisationId: Uuid;
  readonly policeOrganisationId: Uuid;
  readonly country: string;
  readonly state: 'proposed' | 'agreed' | 'refused' | 'ended';
  readonly fromDay: PlainDate;
  readonly untilDay: PlainDate;
  readonly visitEveryDays: number;
  readonly visitedOn: PlainDate | null;
  readonly visits: number;
  readonly version: number;
};

const abroadColumns = sql`a.id, a.placement_id as "placementId", a.case_id as "caseId", a.support_organisation_id as "supportOrganisationId",
  a.police_organisation_id as "policeOrganisationId", a.country, a.state, a.from_day as "fromDay", a.until_day as "untilDay",
  a.visit_every_days as "visitEveryDays", a.visited_on as "visitedOn", a.visits, a.version`;

/** Placements abroad of a case, newest first. */
export const abroadOfCase = async (tx: Transaction, caseId: Uuid): Promise<readonly Abroad[]> => {
  const found = await sql<Abroad>`select ${abroadColumns} from accommodation.abroad a where a.case_id = ${caseId}::uuid
    order by a.proposed_at desc limit 20`.execute(tx);
  return found.rows;
};

/** One of them, or null. */
export const findAbroad = async (tx: Transaction, id: Uuid): Promise<Abroad | null> => {
  const found = await sql<Abroad>`select ${abroadColumns} from accommodation.abroad a where a.id = ${id}::uuid`.execute(
    tx,
  );
  return found.rows[0] ?? null;
};

/** Placements abroad that wait for the viewer's police body. */
export const countAbroadWaiting = async (tx: Transaction): Promise<number> => {
  const found = await sql<{ count: number }>`select count(*)::int as count from accommodation.abroad a
    where a.state = 'proposed'`.execute(tx);
  return found.rows[0]?.count ?? 0;
};

/** All of them that wait or run, for the list. */
export const livingAbroad = async (tx: Transaction): Promise<readonly Abroad[]> => {
  const found =
    await sql<Abroad>`select ${abroadColumns} from accommodation.abroad a where a.state in ('proposed', 'agreed')
    order by a.from_day limit 100`.execute(tx);
  return found.rows;
};

/** Proposes one; null when one is proposed or agreed already. */
export const insertAbroad = async (
  tx: Transaction,
  it: Omit<Abroad, 'id' | 'state' | 'visitedOn' | 'visits' | 'version'> & { readonly by: Uuid; readonly at: Instant },
): Promise<Uuid | null> => {
  const id = newId();
  const result = await tx
    .insertInto('accommodation.abroad')
    .values({
      ...{ id, placement_id: it.placementId, case_id: it.caseId, support_organisation_id: it.supportOrganisationId },
      ...{
        police_organisation_id: it.policeOrganisationId,
        audience: [it.supportOrganisationId, it.policeOrganisationId],
      },
      ...{ country: it.country, from_day: it.fromDay, until_day: it.untilDay, visit_every_days: it.visitEveryDays },
      ...{ proposed_by: it.by, proposed_at: it.at },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n ? id : null;
};

/** The police's answer; false when it was answered before. */
export const answerAbroad = async (
  tx: Transaction,
  seen: Abroad,
  it: { readonly state: 'agreed' | 'refused'; readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .updateTable('accommodation.abroad')
    .set({ state: it.state, answered_by: it.by, answered_at: it.at, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('state', '=', 'proposed')
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Notes a visit, or the end. */
export const followAbroad = async (
  tx: Transaction,
  seen: Abroad,
  it: { readonly visitedOn: PlainDate } | { readonly state: 'ended' },
): Promise<boolean> => {
  const change = 'state' in it ? { state: it.state } : { visited_on: it.visitedOn, visits: seen.visits + 1 };
  const result = await tx
    .updateTable('accommodation.abroad')
    .set({ ...change, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
