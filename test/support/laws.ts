import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';
import { canonicalHash } from '../../src/platform/canonical.ts';
import { type Instant, type PlainDate, systemClock } from '../../src/platform/clock.ts';
import type { CustodySettings } from '../../src/platform/custody-settings.ts';
import { newId } from '../../src/platform/ids.ts';
import type { VaultClient } from '../../src/platform/vault-client/index.ts';
import { custodianOf } from '../../src/vault/custody/choose.ts';
import {
  type Answer,
  type LawProposal,
  type Seal,
  sealAnswer,
  sealingKeyFrom,
  sealProposal,
} from '../../src/vault/two-seals.ts';

/** A legal basis of a test; changes make it one that does not cover. */
export type TestLaw = {
  readonly id: string;
  readonly givers?: readonly string[] | null;
  readonly receivers?: readonly string[] | null;
  readonly own?: boolean;
  readonly compartments?: readonly string[];
  readonly purposes?: readonly string[];
  readonly valid_from?: string | null;
  readonly valid_to?: string | null;
  readonly two_bodies?: boolean;
};

const everyPart = 'identity contact_safe testimony health legal_residence investigation reporter notes'.split(' ');

/** Lists a legal basis as the installation does, off. Gives its hash. */
export const listLaw = async (administrator: Client, law: TestLaw): Promise<string> => {
  const entry = {
    ...{ article: 'Art. 1', names: {}, text: {}, valid_from: null, valid_to: null, givers: null, receivers: null },
    ...{ own: false, two_bodies: false, compartments: everyPart, purposes: [] },
    ...law,
  };
  const hash = canonicalHash(entry);
  await administrator.query('update identity.legal_basis set listed = false where code = $1', [law.id]);
  await administrator.query(
    `insert into identity.legal_basis (hash, code, entry, listed) values ($1, $2, $3, true)
     on conflict (hash) do update set listed = true`,
    [hash, law.id, JSON.stringify(entry)],
  );
  return hash;
};

/** A database with the folder of the vault that judges what stands in it: its key seals what two people did. */
export type Switchboard = {
  readonly administrator: Client;
  readonly settings: { readonly dataDirectory: string; readonly custody?: CustodySettings };
};

/** The key of the vault's seals, read from its folder. */
export const sealingKeyOf = async ({ settings }: Switchboard): Promise<Buffer> => {
  const folder = join(settings.dataDirectory, 'vault');
  const custodian = await custodianOf(settings.custody ?? { kind: 'file' })(folder);
  return sealingKeyFrom(await custodian.unwrap(readFileSync(join(folder, 'keys', 'store.key'))));
};

/** Who switched it on, from when, and how it ended. */
export type TestSwitch = {
  readonly by?: readonly [string, string];
  readonly bodies?: readonly [string, string];
  readonly answer?: 'approved' | 'declined' | null;
  readonly from?: string;
};

const anyBody = async (administrator: Client): Promise<string> => {
  const found = await administrator.query<{ id: string }>('select id from directory.organisation order by id limit 1');
  return found.rows[0]?.id ?? '';
};

/** Writes a proposal as it is given, past row security. */
export const writeProposal = async (administrator: Client, said: LawProposal & Seal): Promise<void> => {
  const { id, hash, validFrom, by, nonce, seal } = said;
  await administrator.query(
    `insert into identity.law_proposal (id, hash, valid_from, proposed_by, organisation_id, proposed_at, nonce, seal)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [id, hash, validFrom, by.staffId, by.organisationId, by.at, nonce, seal],
  );
};

/** Writes an answer as it is given, past row security. */
export const writeAnswer = async (administrator: Client, said: Answer<LawProposal> & Seal): Promise<void> => {
  const { proposal, answer, by, nonce, seal } = said;
  await administrator.query(
    `insert into identity.law_answer (proposal_id, answer, answered_by, organisation_id, answered_at, nonce, seal)
     values ($1, $2, $3, $4, $5, $6, $7)`,
    [proposal.id, answer, by.staffId, by.organisationId, by.at, nonce, seal],
  );
};

const codeOf = async (administrator: Client, hash: string): Promise<string> => {
  const text = 'select code from identity.legal_basis where hash = $1';
  return (await administrator.query<{ code: string }>(text, [hash])).rows[0]?.code ?? '';
};

/** What two people said about a listed text, each sealed by the key; nothing is written. */
export const saidOf = async (
  { administrator }: Switchboard,
  key: Uint8Array,
  hash: string,
  how: TestSwitch = {},
): Promise<Answer<LawProposal> & Seal> => {
  const body = await anyBody(administrator);
  const [[proposer, second], [first, other]] = [how.by ?? [newId(), newId()], how.bodies ?? [body, body]];
  const at = systemClock.now();
  const proposed = {
    ...{
      kind: 'law' as const,
      id: newId(),
      code: await codeOf(administrator, hash),
      hash,
      validFrom: (how.from ?? '2020-01-01') as PlainDate,
    },
    by: { staffId: proposer, organisationId: first, at },
  };
  const proposal = { ...proposed, ...sealProposal(key, proposed) };
  const answered = { proposal, answer: how.answer ?? 'approved', by: { staffId: second, organisationId: other, at } };
  return { ...answered, ...sealAnswer(key, answered) };
};

/** Two people switch a listed text on, as the program would, past row security. Gives the proposal's id. */
export const switchLaw = async (board: Switchboard, hash: string, how: TestSwitch = {}): Promise<string> => {
  const said = await saidOf(board, await sealingKeyOf(board), hash, how);
  await writeProposal(board.administrator, said.proposal);
  if (how.answer !== null) await writeAnswer(board.administrator, said);
  return said.proposal.id;
};

/** Switches a proposal's law off. */
export const endLaw = async (administrator: Client, proposalId: string): Promise<void> => {
  await administrator.query(
    'insert into identity.law_end (proposal_id, ended_by, organisation_id, ended_at) values ($1, $2, $3, now())',
    [proposalId, newId(), await anyBody(administrator)],
  );
};

/** A legal basis that is listed and switched on. */
export const addLaw = async (board: Switchboard, law: TestLaw): Promise<string> =>
  switchLaw(board, await listLaw(board.administrator, law));

/** Switches on all that the installation listed, by people of different bodies. */
export const switchOnAllLaws = async (board: Switchboard): Promise<void> => {
  const { administrator } = board;
  const bodies = await administrator.query<{ id: string }>('select id from directory.organisation order by id limit 2');
  const [first = '', second = ''] = bodies.rows.map(({ id }) => id);
  const listed = await administrator.query<{ hash: string }>('select hash from identity.legal_basis where listed');
  for (const { hash } of listed.rows) await switchLaw(board, hash, { bodies: [first, second] });
};

/** A vault that seals whatever it is asked to seal and vouches for it, for worlds in which none runs; everything else it leaves to another. */
export const sealingVault = (rest: object = {}): VaultClient => {
  const proposed: string[] = [];
  const sealAct: VaultClient['sealAct'] = async ({ at, act }) => {
    if ('id' in act) proposed.push(act.id);
    return { nonce: randomBytes(16).toString('hex'), seal: randomBytes(32).toString('hex'), at: at as Instant };
  };
  return { ...rest, sealAct, vouchedActs: async () => ({ ids: proposed }) } as unknown as VaultClient;
};
