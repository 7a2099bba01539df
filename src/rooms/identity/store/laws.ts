import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** What somebody did about a legal basis, and when. */
export type LawAct = {
  readonly staffId: Uuid;
  readonly name: string | null;
  readonly organisationId: Uuid;
  readonly at: Instant;
};

/** A proposal to switch a legal basis on, with what came of it. */
export type LawProposal = {
  readonly id: Uuid;
  readonly code: string;
  readonly hash: string;
  readonly validFrom: PlainDate;
  readonly proposed: LawAct;
  readonly answer: 'approved' | 'declined' | null;
  readonly answered: LawAct | null;
  readonly ended: LawAct | null;
  /** False for what was done before the vault sealed such rows: it counts for nothing. */
  readonly isSealed: boolean;
};

const actOf = (alias: 'p' | 'a' | 'e', verb: 'proposed' | 'answered' | 'ended') => sql`json_build_object(
  'staffId', ${sql.ref(`${alias}.${verb}_by`)}, 'organisationId', ${sql.ref(`${alias}.organisation_id`)},
  'at', to_char(${sql.ref(`${alias}.${verb}_at`)} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
  'name', (select s.display_name from directory.staff_published s where s.id = ${sql.ref(`${alias}.${verb}_by`)}))`;

/** Proposals and what came of them, the newest first, at most 500. */
export const lawProposals = async (tx: Transaction): Promise<readonly LawProposal[]> => {
  const found = await sql<LawProposal>`
    select p.id, b.code, p.hash, p.valid_from as "validFrom", a.answer, ${actOf('p', 'proposed')} as proposed,
      p.seal is not null and (a.proposal_id is null or a.seal is not null) as "isSealed",
      case when a.proposal_id is not null then ${actOf('a', 'answered')} end as answered,
      case when e.proposal_id is not null then ${actOf('e', 'ended')} end as ended
    from identity.law_proposal p join identity.legal_basis b on b.hash = p.hash
    left join identity.law_answer a on a.proposal_id = p.id left join identity.law_end e on e.proposal_id = p.id
    order by p.proposed_at desc, p.id desc limit 500`.execute(tx);
  return found.rows;
};

/** Texts the installation lists, by their hash. */
export const listedLaws = async (tx: Transaction): Promise<ReadonlySet<string>> => {
  const rows = await tx.selectFrom('identity.legal_basis').select('hash').where('listed', '=', true).execute();
  return new Set(rows.map(({ hash }) => hash));
};

/** Until the transaction ends, nobody else acts on this text: two at once would both find nothing there. */
export const lockLaw = async (tx: Transaction, hash: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`identity.law ${hash}`}, 0))`.execute(tx);
};

/** What the vault gave for this very act; without it the row counts for nothing. */
export type LawSeal = { readonly nonce: string; readonly seal: string };

type By = LawSeal & { readonly staffId: Uuid; readonly organisationId: Uuid; readonly at: Instant };

/** Notes a proposal. */
export const insertProposal = async (
  tx: Transaction,
  it: { readonly id: Uuid; readonly hash: string; readonly validFrom: PlainDate },
  by: By,
): Promise<void> => {
  const { id, hash, validFrom } = it;
  const { nonce, seal } = by;
  const who = { proposed_by: by.staffId, organisation_id: by.organisationId, proposed_at: by.at };
  await tx
    .insertInto('identity.law_proposal')
    .values({ id, hash, valid_from: validFrom, nonce, seal, ...who })
    .execute();
};

/** Notes the second person's answer. */
export const insertAnswer = async (
  tx: Transaction,
  it: { readonly proposalId: Uuid; readonly answer: 'approved' | 'declined' },
  by: By,
): Promise<void> => {
  const who = { answered_by: by.staffId, organisation_id: by.organisationId, answered_at: by.at };
  await tx
    .insertInto('identity.law_answer')
    .values({ proposal_id: it.proposalId, answer: it.answer, nonce: by.nonce, seal: by.seal, ...who })
    .execute();
};

/** Notes the end. */
export const insertEnd = async (tx: Transaction, proposalId: Uuid, by: Omit<By, keyof LawSeal>): Promise<void> => {
  const who = { ended_by: by.staffId, organisation_id: by.organisationId, ended_at: by.at };
  await tx
    .insertInto('identity.law_end')
    .values({ proposal_id: proposalId, ...who })
    .execute();
};
