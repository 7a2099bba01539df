import { organisationId } from '../../src/rooms/directory/index.ts';
import type { Scratch } from './scratch.ts';

/** How much there is: houses of four beds, and stays before, on and after a day. */
export type BedLoad = { readonly houses: number; readonly stays: number; readonly today: string };

/**
 * A country far larger than ours: houses of five areas with four beds each (one of them a family room, one in eight a room for
 * the night), and stays of ten to fifty nights that follow each other on the same bed around today. One person in five of those
 * who live somewhere must not meet the person a bed is looked for. `$1` body of the houses, `$2` service, `$3` houses,
 * `$4` stays, `$5` today, `$6` areas.
 */
const statements = [
  `create temp table bed_told as select $1::uuid as runs, $2::uuid as service, $3::int as houses, $4::int as stays, $5::date as today, $6::text[] as areas`,
  `insert into accommodation.house (id, organisation_id, code, kind, area, takes, features, languages, turnaround_days, opened_on, created_by, created_at)
    select uuidv7(), runs, 'H' || n, 'dedicated', areas[1 + n % cardinality(areas)],
      (array['{women,families,children}', '{men}', '{women,children}', '{women,men}', '{minors_alone}'])[1 + n * 7 % 5]::text[],
      (array['{}', '{night_staff}', '{wheelchair,step_free}', '{step_free}'])[1 + n * 11 % 4]::text[],
      (array['{fr}', '{pt,fr}', '{uk}', '{zh,en}'])[1 + n * 13 % 4]::text[], n % 3, today - 900, runs, now()
    from bed_told, generate_series(1, houses) n`,
  `insert into accommodation.bed (id, house_id, organisation_id, room, code, emergency, sleeps, in_service_from)
    select uuidv7(), h.id, h.organisation_id, bed.n::text, 'A', (h.n * 4 + bed.n) % 32 = 0, case when bed.n = 4 then 4 else 1 end, today - 900
    from (select *, row_number() over (order by code) as n from accommodation.house) h, generate_series(1, 4) bed(n), bed_told`,
  // Stay number s of a bed: the beds take turns, so each has two or three stays one after the other, most around today.
  `create temp table stay as
    select uuidv7() as placement, b.id as bed, b.house_id, c.id as case_id, s,
      today - 40 + (s / beds)::int * 55 + (s * 17 % 20)::int as from_day, (10 + s * 19 % 30)::int as nights
    from bed_told, (select count(*) as beds from accommodation.bed where not emergency) counted, generate_series(0, stays - 1) s
      join (select *, row_number() over (order by id) - 1 as n from accommodation.bed where not emergency) b on b.n = s % (select count(*) from accommodation.bed where not emergency)
      join (select id, row_number() over (order by id) - 1 as n from cases.case_file where audience @> array[(select service from bed_told)]) c on c.n = s + 1`,
  `insert into accommodation.placement (id, reference, case_id, support_organisation_id, house_organisation_id, audience, state, house_id, bed_id,
      needed_from, nights, persons, children, sex, minor, from_day, until_day, moved_in_on, left_on, move_on, requested_by, requested_at)
    select placement, substr(code, 1, 4) || '-' || substr(code, 5, 4), case_id, service, runs, array[service, runs],
      case when from_day + nights <= today then 'left' when from_day > today then 'offered' else 'placed' end, house_id, bed,
      from_day, nights, 1, 0, (array['female', 'female', 'male'])[1 + s % 3], 'no', from_day, from_day + nights,
      case when from_day <= today then from_day end, case when from_day + nights <= today then from_day + nights end,
      case when from_day + nights <= today then 'own_home' end, service, now()
    from stay, bed_told, lateral (select upper(lpad(to_hex(((s + 1)::bigint * 2246822519) % 4294967296), 8, '0')) as code) made`,
  `insert into accommodation.claim (id, bed_id, house_id, organisation_id, placement_id, kind, from_day, until_day, free_from, made_by, made_at)
    select uuidv7(), bed, house_id, runs, placement, 'stay', from_day, from_day + nights, from_day + nights + 2, service, now() from stay, bed_told`,
  `insert into accommodation.placement (id, reference, case_id, support_organisation_id, audience, state, needed_from, nights, persons, children, sex, minor,
      needs, wishes, languages, avoid_areas, requested_by, requested_at)
    select uuidv7(), '0000-0000', (select id from cases.case_file where audience @> array[service] order by id limit 1), service, array[service], 'requested',
      today, 21, 1, 0, 'female', 'no', '{}', '{night_staff}', '{uk}', array[areas[1]], service, now() from bed_told`,
  `insert into cases.case_link (id, case_id, other_case_id, kind, organisation_id, created_at, created_by)
    select uuidv7(), p.case_id, s.case_id, 'must_not_meet', service, now(), service
    from stay s, accommodation.placement p, bed_told where p.reference = '0000-0000' and s.s % 500 = 7`,
];

/** Fills a scratch database with houses and stays, in bulk; gives the placement a bed is looked for. */
export const fillBeds = async (place: Scratch, { houses, stays, today }: BedLoad): Promise<string> => {
  const { administrator, profile } = place;
  const idOf = (code: string): string => organisationId(profile.id, code);
  const areas = profile.accommodation.areas.slice(0, 5).map(({ code }) => code);
  await administrator.query('set session_replication_role = replica');
  const [first, ...rest] = statements;
  await administrator.query(first ?? '', [idOf('CARITAS'), idOf('INFOTRAITE'), houses, stays, today, areas]);
  for (const statement of rest) await administrator.query(statement);
  await administrator.query('set session_replication_role = default');
  await administrator.query('vacuum analyze');
  const found = await administrator.query<{ id: string; stays: number }>(
    "select id, (select count(*)::int from accommodation.claim) as stays from accommodation.placement where reference = '0000-0000'",
  );
  const [row] = found.rows;
  if (row === undefined || row.stays !== stays) throw new Error(`there are ${row?.stays ?? 'no'} stays, not ${stays}`);
  return row.id;
};
