import { sql } from 'kysely';
import { z } from 'zod';
import { canonicalHash } from '../../platform/canonical.ts';
import type { PlainDate } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';

/** What the vault reads of an entry of the profile's list: who may pass on, who may open, which parts, what for. */
const entrySchema = z.object({
  givers: z.array(z.string()).nullable(),
  receivers: z.array(z.string()).nullable(),
  own: z.boolean(),
  compartments: z.array(z.string()),
  purposes: z.array(z.string()),
  valid_from: z.string().nullable(),
  valid_to: z.string().nullable(),
});

/** A legal basis as it stands in the profile, and whether two people have switched on exactly this text. */
export type LawRow = z.output<typeof entrySchema> & { readonly isOn: boolean };

type Found = { readonly code: string; readonly hash: string; readonly entry: unknown; readonly isOn: boolean };

/** Approved by another person than proposed it, of another body where the entry asks for it, begun and not ended. */
const switchedOn = (day: PlainDate) => sql`exists (select 1 from identity.law_proposal p
  join identity.law_answer a on a.proposal_id = p.id and a.answer = 'approved' and a.answered_by <> p.proposed_by
    and (not b.two_bodies or a.organisation_id <> p.organisation_id)
  where p.hash = b.hash and p.valid_from <= ${day}::date
    and not exists (select 1 from identity.law_end e where e.proposal_id = p.id))`;

const inForce = ({ valid_from, valid_to }: LawRow, day: PlainDate): boolean =>
  (valid_from ?? '') <= day && (valid_to === null || valid_to > day);

/** The text must be the one that was approved, letter by letter: the hash is computed here and not believed. */
const lawOf = ({ hash, entry, isOn }: Found): LawRow => {
  const read = entrySchema.parse(entry);
  return { ...read, isOn: isOn && canonicalHash(entry) === hash };
};

/** The legal bases with these codes that the profile lists and that are in force on a day. */
export const lawsCalled = async (
  database: Database,
  codes: readonly string[],
  day: PlainDate,
): Promise<ReadonlyMap<string, LawRow>> => {
  if (codes.length === 0) return new Map();
  const found = await sql<Found>`
    select b.code, b.hash, b.entry, ${switchedOn(day)} as "isOn" from identity.legal_basis b
    where b.listed and b.code = any (${[...new Set(codes)]}::text[])`.execute(database);
  const laws = found.rows.map((row) => [row.code, lawOf(row)] as const);
  return new Map(laws.filter(([, law]) => inForce(law, day)));
};

/** True when one of these bodies wrote something of the subject, or a report of it was keyed in for one. */
export const wroteOf = async (database: Database, subjectId: string, bodies: readonly string[]): Promise<boolean> => {
  const found = await sql<{ own: boolean }>`
    select identity.wrote_of(${subjectId}::uuid, ${[...bodies]}::uuid[]) as own`.execute(database);
  return found.rows[0]?.own === true;
};
