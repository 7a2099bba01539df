import { sql } from 'kysely';
import type { PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';

/** A file as the proposing job sees it: whose, how far its person agreed, and no token. */
export type FileOfPair = {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly bodyCode: string;
  readonly organisationId: Uuid;
  readonly level: number;
  readonly told: string | null;
  readonly stops: readonly string[];
};

/** Two files whose records the run found alike, and nobody was ever asked about. */
export type Candidate = {
  readonly one: FileOfPair;
  readonly other: FileOfPair;
  readonly odds: number;
  readonly siblings: boolean;
  readonly strong: boolean;
  readonly parts: readonly string[];
};

const fileOf = (table: 'a' | 'b') =>
  sql.raw(`jsonb_build_object('id', ${table}.id, 'personId', ${table}.person_id, 'bodyCode', o${table}.code, 'organisationId', ${table}.organisation_id,
    'level', ${table}.level, 'told', ${table}.told, 'stops', to_jsonb(${table}.stops))`);

/** Pairs of different persons of different bodies that are not yet proposed. Odds in hundredths. */
export const candidates = async (tx: Transaction): Promise<readonly Candidate[]> => {
  const found = await sql<Candidate>`
    select ${fileOf('a')} as one, ${fileOf('b')} as other, e.odds, e.siblings, e.strong, e.parts
    from linkage.edge e
    join matching.file a on a.record_id = e.one join directory.organisation_published oa on oa.id = a.organisation_id
    join matching.file b on b.record_id = e.other join directory.organisation_published ob on ob.id = b.organisation_id
    where a.person_id <> b.person_id and a.organisation_id <> b.organisation_id and a.level >= 2 and b.level >= 2
      and not exists (select 1 from matching.pair p where p.one_file_id = least(a.id, b.id) and p.other_file_id = greatest(a.id, b.id))`.execute(
    tx,
  );
  return found.rows;
};

/** How many records the newest run held. */
export const recordsHeld = async (tx: Transaction): Promise<number> => {
  const found = await tx
    .selectFrom('linkage.run')
    .select('records')
    .orderBy('ran_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return found?.records ?? 0;
};

/** A pair to be asked about. */
export const insertPair = async (
  tx: Transaction,
  { one, other, parts }: Pick<Candidate, 'one' | 'other' | 'parts'>,
  on: PlainDate,
): Promise<Uuid> => {
  const id = newId();
  const [first = '', second = ''] = [one.id, other.id].sort();
  await tx
    .insertInto('matching.pair')
    .values({ id, one_file_id: first, other_file_id: second, parts: [...parts], proposed_on: on })
    .execute();
  return id;
};

export type NewSide = {
  readonly pairId: Uuid;
  readonly fileId: Uuid;
  readonly organisationId: Uuid;
  readonly otherClass: string;
  readonly shownOn: PlainDate;
  readonly expiresOn: PlainDate;
};

/** What a body will be shown. */
export const insertSide = async (tx: Transaction, it: NewSide): Promise<void> => {
  await tx
    .insertInto('matching.side')
    .values({
      ...{ id: newId(), pair_id: it.pairId, file_id: it.fileId, organisation_id: it.organisationId },
      ...{ other_class: it.otherClass, shown_on: it.shownOn, expires_on: it.expiresOn },
    })
    .execute();
};

/** A pair of which one person said yes and the other body was not shown anything yet. */
export type HalfPair = { readonly pairId: Uuid; readonly asked: FileOfPair; readonly next: FileOfPair };

/** Those pairs. */
export const halfPairs = async (tx: Transaction): Promise<readonly HalfPair[]> => {
  const found = await sql<HalfPair>`
    select p.id as "pairId", ${fileOf('a')} as asked, ${fileOf('b')} as next
    from matching.pair p
    join matching.side s on s.pair_id = p.id and s.answer = 'yes'
    join matching.file a on a.id = s.file_id join directory.organisation_published oa on oa.id = a.organisation_id
    join matching.file b on b.id in (p.one_file_id, p.other_file_id) and b.id <> a.id join directory.organisation_published ob on ob.id = b.organisation_id
    where p.state = 'possible' and (select count(*) from matching.side t where t.pair_id = p.id) = 1`.execute(tx);
  return found.rows;
};

/** A pair about which nobody said anything that binds yet. */
export type PossiblePair = { readonly pairId: Uuid; readonly one: FileOfPair; readonly other: FileOfPair };

/** All of them. */
export const possiblePairs = async (tx: Transaction): Promise<readonly PossiblePair[]> => {
  const found = await sql<PossiblePair>`
    select p.id as "pairId", ${fileOf('a')} as one, ${fileOf('b')} as other
    from matching.pair p
    join matching.file a on a.id = p.one_file_id join directory.organisation_published oa on oa.id = a.organisation_id
    join matching.file b on b.id = p.other_file_id join directory.organisation_published ob on ob.id = b.organisation_id
    where p.state = 'possible'`.execute(tx);
  return found.rows;
};

/** What is planned and its day has come, the longest waiting first, with how much its body is asked already and has not answered. */
export type Planned = { readonly id: Uuid; readonly organisationId: Uuid; readonly open: number };

/** All of them. */
export const plannedUntil = async (tx: Transaction, today: PlainDate): Promise<readonly Planned[]> => {
  const found = await sql<Planned>`
    select s.id, s.organisation_id as "organisationId", coalesce(o.open, 0)::integer as open from matching.side s
    left join (select organisation_id, count(*) as open from matching.side where released and answer = 'none' and expires_on >= ${today}
      group by organisation_id) o on o.organisation_id = s.organisation_id
    where not s.released and s.shown_on <= ${today} and s.expires_on >= ${today} order by s.shown_on, s.id`.execute(tx);
  return found.rows;
};

/** Shows a body what was planned, from today on. */
export const releaseSide = async (tx: Transaction, id: Uuid, on: PlainDate, until: PlainDate): Promise<void> => {
  await tx
    .updateTable('matching.side')
    .set({ released: true, shown_on: on, expires_on: until })
    .where('id', '=', id)
    .where('released', '=', false)
    .execute();
};

/** Ends a pair that may not be told any more, and takes away what nobody was shown yet. */
export const endPair = async (tx: Transaction, pairId: Uuid, today: PlainDate): Promise<void> => {
  await tx
    .deleteFrom('matching.side')
    .where('pair_id', '=', pairId)
    .where('answer', '=', 'none')
    .where('released', '=', false)
    .execute();
  await tx
    .updateTable('matching.pair')
    .set({ state: 'ended', settled_on: today })
    .where('id', '=', pairId)
    .where('state', '=', 'possible')
    .execute();
};

/** Ends pairs of which somebody said no, or nobody answered in time. Nobody is told. */
export const endSilent = async (tx: Transaction, today: PlainDate): Promise<void> => {
  await sql`
    update matching.pair p set state = 'ended', settled_on = ${today} where p.state = 'possible'
      and (exists (select 1 from matching.side s where s.pair_id = p.id and s.answer = 'no')
        or exists (select 1 from matching.side s where s.pair_id = p.id and s.answer = 'none' and s.expires_on < ${today}))`.execute(
    tx,
  );
};

/** Lets yeses that have run out end, and keeps files for all cases where the law counts everybody. */
export const keepFiles = async (tx: Transaction, today: PlainDate, byDuty: boolean): Promise<void> => {
  await sql`select matching.keep_files(${today}, ${byDuty})`.execute(tx);
};
