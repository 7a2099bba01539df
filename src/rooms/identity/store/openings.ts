import { type RawBuilder, sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** Why somebody might want to ask about a line. */
export const openingSigns = [
  'outside',
  'unassigned',
  'many',
  'many_in_day',
  'night',
  'weekend',
  'holiday',
  'refused',
] as const;
export type OpeningSign = (typeof openingSigns)[number];

/** One line of the journal about something sealed: opened or refused, shared or not. Codes only. */
export type OpeningLine = {
  readonly id: Uuid;
  readonly type: string;
  readonly at: Instant;
  readonly organisationId: Uuid;
  /** Who did it, as the directory names her; null for a program. */
  readonly byName: string | null;
  readonly about: 'person' | 'case' | 'report';
  readonly subjectId: Uuid;
  readonly data: Readonly<Record<string, unknown>>;
  /** Why somebody might want to ask; empty for nearly all. */
  readonly signs: readonly OpeningSign[];
  /** Subjects the same person had opened within the hour, and the twenty-four hours, that end with this line. */
  readonly inHour: number;
  readonly inDay: number;
};

/** Which lines, and what counts as unusual. */
export type OpeningQuestion = {
  /** `identity.opened` and so on; all when null. */
  readonly type: string | null;
  readonly staffId: Uuid | null;
  /** Nothing older. */
  readonly since: Instant;
  readonly unusualOnly: boolean;
  readonly page: number;
  readonly size: number;
  readonly timeZone: string;
  readonly night: { readonly from: number; readonly to: number };
  readonly weekend: readonly number[];
  /** Public holidays since then, where they count. */
  readonly holidays: readonly PlainDate[];
  readonly manyInAnHour: number;
  readonly manyInADay: number;
  /** What makes a file one's own work; and for how many days what nobody was given is anybody's to look at. */
  readonly ties: readonly string[];
  readonly unassignedDays: number;
};

/** Subjects the same person had opened within the hour, and the day, that end with this line. */
const together = sql`cross join lateral (
  select count(distinct b.subject_id) filter (where b.at > a.at - interval '1 hour')::int as hour, count(distinct b.subject_id)::int as day
  from journal.access_published b
  where a.type = 'identity.opened' and b.type = 'identity.opened' and b.actor = a.actor and b.at > a.at - interval '1 day' and b.at <= a.at) m`;

/** What the vault wrote into the line when it was opened; older lines say nothing of it, and nothing is read into them. */
const tieSigns = ({ ties, unassignedDays }: OpeningQuestion): RawBuilder<unknown> => sql`
  case when a.data ? 'ties' and not a.data -> 'ties' ?| ${[...ties]}::text[] then
    case when not a.data -> 'ties' ? 'unassigned' then 'outside'
      when coalesce((a.data ->> 'waiting_days')::int, 0) > ${unassignedDays} then 'unassigned' end end`;

const hourSigns = ({ timeZone, night, weekend, holidays }: OpeningQuestion): RawBuilder<unknown> => {
  const local = sql`(a.at at time zone ${timeZone})`;
  return sql`
    case when extract(hour from ${local}) >= ${night.from} or extract(hour from ${local}) < ${night.to} then 'night' end,
    case when extract(isodow from ${local}) = any (${[...weekend]}::int[]) then 'weekend' end,
    case when ${local}::date = any (${[...holidays]}::date[]) then 'holiday' end`;
};

const signsOf = (question: OpeningQuestion): RawBuilder<unknown> => sql`array_remove(array[
    ${tieSigns(question)},
    case when m.hour >= ${question.manyInAnHour} then 'many' end,
    case when m.day >= ${question.manyInADay} then 'many_in_day' end,
    ${hourSigns(question)},
    case when a.type like '%-refused' then 'refused' end], null)`;

const chosen = (question: OpeningQuestion): RawBuilder<unknown> => sql`
  select a.id, a.type, a.at, a.organisation_id, a.actor, a.about, a.subject_id, a.data, m.hour, m.day, ${signsOf(question)} as signs
  from journal.access_published a ${together}
  where a.at >= ${question.since}::timestamptz and (${question.type}::text is null or a.type = ${question.type})
    and (${question.staffId}::uuid is null or a.actor = ${question.staffId}::uuid)`;

const kept = ({ unusualOnly }: OpeningQuestion): RawBuilder<unknown> =>
  unusualOnly ? sql`where cardinality(c.signs) > 0` : sql``;

/** One page of the lines, newest first. */
export const findOpenings = async (tx: Transaction, question: OpeningQuestion): Promise<readonly OpeningLine[]> => {
  const { page, size } = question;
  const asked = sql<OpeningLine>`
    select c.id, c.type, c.at, c.organisation_id as "organisationId", s.display_name as "byName",
      c.about, c.subject_id as "subjectId", c.data, c.signs, c.hour as "inHour", c.day as "inDay"
    from (${chosen(question)}) c left join directory.staff_published s on s.id = c.actor
    ${kept(question)} order by c.at desc, c.id desc limit ${size} offset ${(page - 1) * size}`;
  return (await asked.execute(tx)).rows;
};

/** How many lines there are in all, and how many of them are unusual. */
export const countOpenings = async (
  tx: Transaction,
  question: OpeningQuestion,
): Promise<{ readonly total: number; readonly unusual: number }> => {
  const asked = sql<{ total: string; unusual: string }>`
    select count(*) as total, count(*) filter (where cardinality(c.signs) > 0) as unusual from (${chosen(question)}) c`;
  const [row] = (await asked.execute(tx)).rows;
  return { total: Number(row?.total ?? 0), unusual: Number(row?.unusual ?? 0) };
};

/** Who has a line in the journal since a moment, by name. */
export const findOpeners = async (
  tx: Transaction,
  since: Instant,
): Promise<readonly { readonly id: Uuid; readonly name: string }[]> => {
  const asked = sql<{ id: Uuid; name: string }>`
    select s.id, s.display_name as name from directory.staff_published s
    where exists (select 1 from journal.access_published a where a.actor = s.id and a.at >= ${since}::timestamptz) order by s.display_name limit 200`;
  return (await asked.execute(tx)).rows;
};
