import type { Client } from 'pg';
import { canonicalHash } from '../../src/platform/canonical.ts';
import { newId } from '../../src/platform/ids.ts';

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

/** Two people switch a listed text on, as the program would, past row security. Gives the proposal's id. */
export const switchLaw = async (administrator: Client, hash: string, how: TestSwitch = {}): Promise<string> => {
  const id = newId();
  const body = await anyBody(administrator);
  const [[proposer, second], [first, other]] = [how.by ?? [newId(), newId()], how.bodies ?? [body, body]];
  await administrator.query(
    `insert into identity.law_proposal (id, hash, valid_from, proposed_by, organisation_id, proposed_at)
     values ($1, $2, $3, $4, $5, now())`,
    [id, hash, how.from ?? '2020-01-01', proposer, first],
  );
  if (how.answer !== null)
    await administrator.query(
      `insert into identity.law_answer (proposal_id, answer, answered_by, organisation_id, answered_at)
       values ($1, $2, $3, $4, now())`,
      [id, how.answer ?? 'approved', second, other],
    );
  return id;
};

/** Switches a proposal's law off. */
export const endLaw = async (administrator: Client, proposalId: string): Promise<void> => {
  await administrator.query(
    'insert into identity.law_end (proposal_id, ended_by, organisation_id, ended_at) values ($1, $2, $3, now())',
    [proposalId, newId(), await anyBody(administrator)],
  );
};

/** A legal basis that is listed and switched on. */
export const addLaw = async (administrator: Client, law: TestLaw): Promise<string> =>
  switchLaw(administrator, await listLaw(administrator, law));

/** Switches on all that the installation listed, by people of different bodies. */
export const switchOnAllLaws = async (administrator: Client): Promise<void> => {
  const bodies = await administrator.query<{ id: string }>('select id from directory.organisation order by id limit 2');
  const [first = '', second = ''] = bodies.rows.map(({ id }) => id);
  const listed = await administrator.query<{ hash: string }>('select hash from identity.legal_basis where listed');
  for (const { hash } of listed.rows) await switchLaw(administrator, hash, { bodies: [first, second] });
};
