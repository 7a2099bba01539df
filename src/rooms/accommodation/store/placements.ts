import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, newReference, type Uuid } from '../../../platform/ids.ts';
import type { Answer } from '../facts.ts';
import type { Needs } from '../rules/index.ts';

/** What somebody needs, and for which nights. */
export type Request = Needs & { readonly neededFrom: PlainDate; readonly nights: number };

/** A safe bed for one person or family, from the request to the end. */
export type Placement = Request & {
  readonly id: Uuid;
  readonly reference: string;
  readonly caseId: Uuid | null;
  readonly supportOrganisationId: Uuid;
  readonly houseOrganisationId: Uuid | null;
  readonly audience: readonly Uuid[];
  readonly state: string;
  readonly houseId: Uuid | null;
  readonly bedId: Uuid | null;
  readonly personAnswer: Answer | null;
  readonly houseAnswer: Answer | null;
  readonly fromDay: PlainDate | null;
  readonly untilDay: PlainDate | null;
  readonly movedInOn: PlainDate | null;
  readonly leftOn: PlainDate | null;
  readonly moveOn: string | null;
  readonly outsidePlace: string | null;
  readonly atRisk: boolean;
  readonly reviewOn: PlainDate | null;
  readonly requestedAt: Instant;
  readonly version: number;
  readonly houseCode: string | null;
  readonly room: string | null;
  readonly bed: string | null;
  readonly caseReference: string | null;
};

const columns = sql`p.id, p.reference, p.case_id as "caseId", p.support_organisation_id as "supportOrganisationId",
  p.house_organisation_id as "houseOrganisationId", p.audience, p.state, p.house_id as "houseId", p.bed_id as "bedId",
  p.needed_from as "neededFrom", p.nights, p.persons, p.children, p.sex, p.minor, p.needs, p.wishes, p.languages,
  p.security, p.child_ages as "childAges", p.unwanted, p.distance, p.avoid_areas as "avoidAreas", p.avoid_houses as "avoidHouses", p.person_answer as "personAnswer", p.house_answer as "houseAnswer",
  p.from_day as "fromDay", p.until_day as "untilDay", p.moved_in_on as "movedInOn", p.left_on as "leftOn", p.move_on as "moveOn",
  p.outside_place as "outsidePlace", p.at_risk as "atRisk", p.review_on as "reviewOn", p.requested_at as "requestedAt", p.version,
  h.code as "houseCode", b.room, b.code as bed, r.code as "caseReference"`;

const tables = sql`accommodation.placement p left join accommodation.house h on h.id = p.house_id
  left join accommodation.bed b on b.id = p.bed_id
  left join cases.case_reference_published r on r.case_id = p.case_id and r.organisation_id = p.support_organisation_id`;

/** One placement, or null when there is none for this viewer. */
export const findPlacement = async (tx: Transaction, id: Uuid): Promise<Placement | null> => {
  const found = await sql<Placement>`select ${columns} from ${tables} where p.id = ${id}::uuid`.execute(tx);
  return found.rows[0] ?? null;
};

/** The placements of a case that this viewer sees, the living one first, then the newest. */
export const placementsOfCase = async (tx: Transaction, caseId: Uuid): Promise<readonly Placement[]> => {
  const found = await sql<Placement>`select ${columns} from ${tables} where p.case_id = ${caseId}::uuid
    order by (p.state in ('left', 'cancelled')), p.requested_at desc limit 50`.execute(tx);
  return found.rows;
};

/** What of the placements is listed. */
export type Listing = 'waiting' | 'now' | 'chased' | 'over';

/** Somebody has not left though her stay was to end before this day. */
const overstays = (today: PlainDate) =>
  sql`(p.state in ('placed', 'emergency_night') and p.bed_id is not null and p.until_day < ${today}::date)`;

const listedOn = (today: PlainDate) => ({
  waiting: sql`p.state in ('requested', 'offered')`,
  now: sql`p.state in ('placed', 'placed_temp', 'emergency_night', 'abroad')`,
  // What must not be forgotten: nobody knows where somebody went, a night without a case, a place outside to be looked at, a stay
  // that is over on paper alone.
  chased: sql`((p.state = 'left' and p.move_on = 'pending') or (p.case_id is null and p.state not in ('left', 'cancelled'))
    or p.state = 'placed_temp' or ${overstays(today)})`,
  over: sql`p.state in ('left', 'cancelled')`,
});

/** Beds in which somebody still sleeps whose stay was to end before a day. */
export const overstaysOn = async (
  tx: Transaction,
  today: PlainDate,
): Promise<readonly { readonly placementId: Uuid; readonly bedId: Uuid; readonly untilDay: PlainDate }[]> => {
  const found = await sql<{ placementId: Uuid; bedId: Uuid; untilDay: PlainDate }>`select p.id as "placementId",
    p.bed_id as "bedId", p.until_day as "untilDay" from accommodation.placement p where ${overstays(today)}`.execute(
    tx,
  );
  return found.rows;
};

/** One page of placements of a kind, the most pressing first. */
export const listPlacements = async (
  tx: Transaction,
  which: Listing,
  page: { readonly size: number; readonly number: number; readonly today: PlainDate },
): Promise<readonly Placement[]> => {
  const listed = listedOn(page.today);
  const found = await sql<Placement>`select ${columns} from ${tables} where ${listed[which]}
    order by coalesce(p.review_on, p.from_day, p.needed_from) ${sql.raw(which === 'over' ? 'desc' : 'asc')}, p.id
    limit ${page.size} offset ${(page.number - 1) * page.size}`.execute(tx);
  return found.rows;
};

/** How many placements of each kind the viewer sees. */
export const countPlacements = async (
  tx: Transaction,
  today: PlainDate,
): Promise<Readonly<Record<Listing, number>>> => {
  const listed = listedOn(today);
  const found = await sql<Record<Listing, number>>`select count(*) filter (where ${listed.waiting})::int as waiting,
    count(*) filter (where ${listed.now})::int as now, count(*) filter (where ${listed.chased})::int as chased,
    count(*) filter (where ${listed.over})::int as over from accommodation.placement p`.execute(tx);
  return found.rows[0] ?? { waiting: 0, now: 0, chased: 0, over: 0 };
};

/** How many offers wait for an answer of a house of one of these bodies. */
export const countForHouses = async (tx: Transaction, organisationIds: readonly Uuid[]): Promise<number> => {
  const found = await sql<{ count: number }>`select count(*)::int as count from accommodation.placement p
    where p.state = 'offered' and p.house_answer is null and p.house_organisation_id = any (${organisationIds}::uuid[])`.execute(
    tx,
  );
  return found.rows[0]?.count ?? 0;
};

/** Who comes and goes on a day, of the placements this viewer sees. */
export const movesOn = async (tx: Transaction, day: PlainDate): Promise<readonly Placement[]> => {
  const found = await sql<Placement>`select ${columns} from ${tables}
    where p.state in ('offered', 'placed', 'emergency_night') and (p.from_day = ${day}::date or p.until_day = ${day}::date)
    order by h.code, b.room, b.code limit 200`.execute(tx);
  return found.rows;
};

export type NewPlacement = Request & {
  readonly caseId: Uuid | null;
  readonly supportOrganisationId: Uuid;
  readonly state: string;
  readonly by: Uuid;
  readonly at: Instant;
};

/** The columns of what somebody needs. */
const demands = (it: Needs) => ({
  ...{ persons: it.persons, children: it.children, sex: it.sex, minor: it.minor, needs: [...it.needs] },
  ...{ wishes: [...it.wishes], languages: [...it.languages], avoid_areas: [...it.avoidAreas] },
  ...{ avoid_houses: [...it.avoidHouses], security: it.security, child_ages: [...it.childAges] },
  ...{ unwanted: [...it.unwanted], distance: it.distance },
});

/** Asks for a bed; null when the case has one that is not over. */
export const insertPlacement = async (tx: Transaction, it: NewPlacement): Promise<Uuid | null> => {
  const id = newId();
  const result = await tx
    .insertInto('accommodation.placement')
    .values({
      ...{ id, reference: newReference(), case_id: it.caseId, support_organisation_id: it.supportOrganisationId },
      ...{ audience: [it.supportOrganisationId], state: it.state, needed_from: it.neededFrom, nights: it.nights },
      ...{ requested_by: it.by, requested_at: it.at, ...demands(it) },
    })
    .onConflict((on) => on.doNothing())
    .executeTakeFirst();
  return result.numInsertedOrUpdatedRows === 1n ? id : null;
};

/** What a step changes of a placement. */
export type PlacementChange = {
  readonly state?: string;
  readonly caseId?: Uuid;
  readonly house?: { readonly organisationId: Uuid; readonly houseId: Uuid; readonly bedId: Uuid } | null;
  readonly personAnswer?: Answer | null;
  readonly houseAnswer?: Answer | null;
  readonly fromDay?: PlainDate | null;
  readonly untilDay?: PlainDate | null;
  readonly movedInOn?: PlainDate | null;
  readonly leftOn?: PlainDate;
  readonly moveOn?: string;
  readonly outsidePlace?: string | null;
  readonly atRisk?: true;
  readonly reviewOn?: PlainDate | null;
  readonly minor?: Placement['minor'];
  /** Something else is looked for from now on. */
  readonly needs?: Needs;
};

const houseOf = ({ house }: PlacementChange, seen: Placement) => {
  if (house === undefined) return {};
  const own = seen.supportOrganisationId;
  const audience = house === null || house.organisationId === own ? [own] : [own, house.organisationId];
  return {
    audience,
    house_organisation_id: house?.organisationId ?? null,
    house_id: house?.houseId ?? null,
    bed_id: house?.bedId ?? null,
  };
};

const given = <Value>(name: string, value: Value | undefined): Record<string, Value> =>
  value === undefined ? {} : { [name]: value };

/** Changes a placement if the version is still the one seen; tells whether it was. */
export const updatePlacement = async (tx: Transaction, seen: Placement, it: PlacementChange): Promise<boolean> => {
  const result = await tx
    .updateTable('accommodation.placement')
    .set({
      ...houseOf(it, seen),
      ...(it.needs === undefined ? {} : demands(it.needs)),
      ...given('state', it.state),
      ...given('case_id', it.caseId),
      ...given('person_answer', it.personAnswer),
      ...given('house_answer', it.houseAnswer),
      ...given('from_day', it.fromDay),
      ...given('until_day', it.untilDay),
      ...given('moved_in_on', it.movedInOn),
      ...given('left_on', it.leftOn),
      ...given('move_on', it.moveOn),
      ...given('outside_place', it.outsidePlace),
      ...given('at_risk', it.atRisk),
      ...given('review_on', it.reviewOn),
      ...given('minor', it.minor),
      version: seen.version + 1,
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** A step of a placement, as its history shows it. */
export type Step = {
  readonly event: string;
  readonly toState: string;
  readonly reason: string | null;
  readonly onDay: PlainDate;
  readonly untilDay: PlainDate | null;
  readonly bedId: Uuid | null;
  readonly organisationId: Uuid;
  readonly madeBy: Uuid;
  readonly madeAt: Instant;
};

/** Writes a step into the history. */
export const insertStep = async (tx: Transaction, placementId: Uuid, it: Step): Promise<void> => {
  await tx
    .insertInto('accommodation.step')
    .values({
      ...{ id: newId(), placement_id: placementId, event: it.event, to_state: it.toState, reason: it.reason },
      ...{ on_day: it.onDay, until_day: it.untilDay, bed_id: it.bedId, organisation_id: it.organisationId },
      ...{ made_by: it.madeBy, made_at: it.madeAt },
    })
    .execute();
};

/** A step with the bed it was about, by the words of its house; nothing of the address. */
export type ToldStep = Step & {
  readonly houseCode: string | null;
  readonly room: string | null;
  readonly bed: string | null;
};

/** The history of a placement, newest first. */
export const stepsOf = async (tx: Transaction, placementId: Uuid): Promise<readonly ToldStep[]> => {
  const found =
    await sql<ToldStep>`select s.event, s.to_state as "toState", s.reason, s.on_day as "onDay", s.until_day as "untilDay",
      s.bed_id as "bedId", s.organisation_id as "organisationId", s.made_by as "madeBy", s.made_at as "madeAt",
      h.code as "houseCode", b.room, b.code as bed
    from accommodation.step s left join accommodation.bed b on b.id = s.bed_id left join accommodation.house h on h.id = b.house_id
    where s.placement_id = ${placementId}::uuid order by s.made_at desc, s.id desc limit 200`.execute(tx);
  return found.rows;
};

/** The case that a body calls by this reference, or null when it knows none. */
export const caseCalled = async (tx: Transaction, reference: string): Promise<Uuid | null> => {
  const found = await sql<{ caseId: Uuid }>`select r.case_id as "caseId" from cases.case_reference_published r
    where r.code = ${reference} limit 1`.execute(tx);
  return found.rows[0]?.caseId ?? null;
};
