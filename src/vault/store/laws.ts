import { sql } from 'kysely';
import { z } from 'zod';
import type { PlainDate } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/index.ts';
import type { Answer, LawProposal, Seal } from '../two-seals.ts';

/** What the vault reads of an entry of the profile's list: who may pass on, who may open, which parts, what for. */
const entrySchema = z.object({
  givers: z.array(z.string()).nullable(),
  receivers: z.array(z.string()).nullable(),
  own: z.boolean(),
  two_bodies: z.boolean(),
  compartments: z.array(z.string()),
  purposes: z.array(z.string()),
  valid_from: z.string().nullable(),
  valid_to: z.string().nullable(),
});

/** A legal basis as it stands in the profile. */
export type LawEntry = z.output<typeof entrySchema>;

/** An approval as the database tells it: nothing of it is believed before its seals were looked at. */
export type ToldApproval = Answer<LawProposal> & Seal;

/** A text that the installation lists, with the approvals told of it, and the proposals that were ended. */
export type ToldLaw = {
  readonly code: string;
  readonly hash: string;
  readonly entry: unknown;
  readonly approvals: readonly ToldApproval[];
};

/** Reads what an entry says; throws when it is none. */
export const readEntry = (entry: unknown): LawEntry => entrySchema.parse(entry);

const signerOf = (row: 'p' | 'a', verb: 'proposed' | 'answered') => sql`json_build_object(
  'staffId', ${sql.ref(`${row}.${verb}_by`)}, 'organisationId', ${sql.ref(`${row}.organisation_id`)},
  'at', to_char(${sql.ref(`${row}.${verb}_at`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`;

const proposalOf = sql`json_build_object('kind', 'law', 'id', p.id, 'code', b.code, 'hash', p.hash, 'validFrom', p.valid_from,
  'by', ${signerOf('p', 'proposed')}, 'nonce', p.nonce, 'seal', p.seal)`;

const answerOf = sql`json_build_object('proposal', ${proposalOf},
    'answer', a.answer, 'by', ${signerOf('a', 'answered')}, 'nonce', a.nonce, 'seal', a.seal)`;

/** Approved, begun and not ended; rows of before there were seals are left out. */
const approvalsOf = (day: PlainDate) => sql`coalesce((select json_agg(${answerOf})
  from identity.law_proposal p join identity.law_answer a on a.proposal_id = p.id and a.answer = 'approved'
  where p.hash = b.hash and p.valid_from <= ${day}::date and p.seal is not null and a.seal is not null
    and not exists (select 1 from identity.law_end e where e.proposal_id = p.id)), '[]'::json)`;

/** The texts with these codes that the profile lists, with what is told of who approved them. */
export const lawsTold = async (
  database: Database,
  codes: readonly string[],
  day: PlainDate,
): Promise<readonly ToldLaw[]> => {
  if (codes.length === 0) return [];
  const found = await sql<ToldLaw>`
    select b.code, b.hash, b.entry, ${approvalsOf(day)} as approvals from identity.legal_basis b
    where b.listed and b.code = any (${[...new Set(codes)]}::text[])`.execute(database);
  return found.rows;
};

/** A text that is listed, by its hash. */
export const listedText = async (
  database: Database,
  hash: string,
): Promise<{ readonly code: string; readonly entry: unknown } | null> => {
  const found = await sql<{ code: string; entry: unknown }>`
    select code, entry from identity.legal_basis where hash = ${hash} and listed`.execute(database);
  return found.rows[0] ?? null;
};

/** A proposal as the database tells it; null when there is none, or none that was ever sealed. */
export const proposalTold = async (database: Database, id: string): Promise<(LawProposal & Seal) | null> => {
  const found = await sql<{ said: LawProposal & Seal }>`
    select ${proposalOf} as said from identity.law_proposal p join identity.legal_basis b on b.hash = p.hash
    where p.id = ${id} and p.seal is not null`.execute(database);
  return found.rows[0]?.said ?? null;
};

/** A proposal as the database tells it, with the text it is about and the answer to it. */
export type ToldLawAct = {
  readonly hash: string;
  readonly entry: unknown;
  readonly proposal: LawProposal & Seal;
  readonly answered: ToldApproval | null;
};

/** All of them that were sealed, the newest first, at most 500: what a page shows. */
export const toldLawActs = async (database: Database): Promise<readonly ToldLawAct[]> => {
  const found = await sql<ToldLawAct>`
    select b.hash, b.entry, ${proposalOf} as proposal, case when a.proposal_id is not null then ${answerOf} end as answered
    from identity.law_proposal p join identity.legal_basis b on b.hash = p.hash left join identity.law_answer a on a.proposal_id = p.id
    where p.seal is not null and (a.proposal_id is null or a.seal is not null)
    order by p.proposed_at desc, p.id desc limit 500`.execute(database);
  return found.rows;
};

/** Proposals that were ended. */
export const endedProposals = async (database: Database): Promise<readonly string[]> => {
  const found = await sql<{ id: string }>`
    select proposal_id as id from identity.law_end where ended_at is not null`.execute(database);
  return found.rows.map(({ id }) => id);
};

/** True when one of these bodies wrote something of the subject, or a report of it was keyed in for one. */
export const wroteOf = async (database: Database, subjectId: string, bodies: readonly string[]): Promise<boolean> => {
  const found = await sql<{ own: boolean }>`
    select identity.wrote_of(${subjectId}::uuid, ${[...bodies]}::uuid[]) as own`.execute(database);
  return found.rows[0]?.own === true;
};
