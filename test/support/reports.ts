import { createHash } from 'node:crypto';
import { Client } from 'pg';
import { type Clock, systemClock } from '../../src/platform/clock.ts';
import { asViewer, type Database, openDatabase } from '../../src/platform/database/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { appendToJournal, type JournalEntry } from '../../src/platform/journal.ts';
import { isRefusal } from '../../src/platform/outcome.ts';
import { newWrappingKeyPair } from '../../src/platform/sealing/hpke.ts';
import { vaultOrganisationId } from '../../src/platform/sealing/index.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { type Profile, readProfile, type Scene } from '../../src/profile/index.ts';
import { organisationId } from '../../src/rooms/directory/index.ts';
import { type TestDatabase, testDatabase } from './database.ts';
import { installForTests, signedViewer } from './personas.ts';

/** Names that must never be found in a table in clear. */
export const canaries = {
  name: 'Zdenka Canary-Kowalczyk',
  alias: 'Canaryboss',
  phone: '+352 621 987 654',
  account: 'The canary foreman keeps their passports in a blue tin.',
  exploiter: 'Maurice Canarisseau',
  colleague: 'Colleague Canarisson',
  label: 'Canary wren',
} as const;

/** Answers of a report that may be sent as it is; changes are laid over it. */
export const reportAnswers = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  reporter_name: 'Inspector Test',
  reporter_phone: '+352 247 12345',
  second_contact_name: canaries.colleague,
  second_contact_email: 'team@example.org',
  how_came_to_light: 'own_check',
  commune_noticed: 'luxembourg',
  in_danger: 'no',
  account: canaries.account,
  interview_place: 'workplace',
  persons_present: ['colleague'],
  exploiters: [
    {
      exploiter_known: 'yes',
      exploiter_name: canaries.exploiter,
      nicknames: canaries.alias,
      exploiter_relation: 'employer',
    },
  ],
  other_victims: 'no',
  police_told: 'no',
  ...changes,
});

/** Answers about a person that may be sent as they are. */
export const personAnswers = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> => ({
  age_answer: 'adult',
  sex: 'female',
  citizenship: 'UA',
  language: 'uk',
  interpreter_need: 'yes',
  interpreter_language: 'uk',
  forms: ['forced_labour'],
  recruitment_channel: 'online_social_network',
  online_platform: 'facebook',
  periods: [
    { when: { precision: 'range', from: '2026-03-01', to: '2026-05-31' }, control_means: ['withholds_documents'] },
  ],
  places: [{ country: 'LU', commune: 'luxembourg', place_description: 'behind the canary yard' }],
  still_exploited: 'no',
  how_left: { untold: 'not_asked' },
  full_name: canaries.name,
  born: '1999-04-12',
  residence_situation: 'permit',
  can_be_contacted: true,
  channels: [{ channel: 'phone', channel_value: canaries.phone, channel_is_safe: true, from_hour: 10, to_hour: 12 }],
  special_needs: ['medication'],
  support_information: 'asks_contact',
  ...changes,
});

/** A person that was asked for consent, as bodies without a duty to report do. */
export const consentAnswers = (police: boolean, support: boolean, changes: Readonly<Record<string, unknown>> = {}) =>
  personAnswers({
    agrees_police: police,
    agrees_support: support,
    explained_on: '2026-11-01',
    explained_in: 'uk',
    explained_with: 'professional_remote',
    explained_by_recorder: true,
    residence_said: 'both',
    ...changes,
  });

/** Content to send with some persons. */
export const contentOf = (persons: readonly Record<string, unknown>[], report = reportAnswers()) => ({
  report,
  persons: persons.map((answers) => ({ id: newId(), answers })),
  files: [],
});

/** A database with the country's bodies, keys to seal to, and the roles' connections. */
export type ReportWorld = {
  readonly database: TestDatabase;
  readonly casework: Database;
  readonly worker: Database;
  readonly administrator: Client;
  readonly profile: Profile;
  readonly draftKey: Buffer;
  readonly privateKeys: ReadonlyMap<string, Uint8Array>;
  readonly viewer: (role: string, organisationCode?: string) => Promise<Viewer>;
  /** Acts as casework does: one transaction, a refusal undoes it, events last. */
  readonly as: <T>(
    viewer: Viewer,
    work: (scene: Scene & { draftKey: Buffer }) => Promise<T>,
    clock?: Clock,
  ) => Promise<T>;
  readonly close: () => Promise<void>;
};

const giveKeys = async (client: Client, profile: Profile): Promise<Map<string, Uint8Array>> => {
  const keys = new Map<string, Uint8Array>();
  const ids = [vaultOrganisationId, ...profile.organisations.map((one) => organisationId(profile.id, one.code))];
  for (const id of ids) {
    const pair = newWrappingKeyPair();
    keys.set(id, pair.privateKey);
    await client.query(
      'insert into identity.organisation_key (key_id, organisation_id, public_key) values ($1, $2, $3)',
      [newId(), id, pair.publicKey],
    );
  }
  return keys;
};

class Undone extends Error {
  readonly outcome: unknown;
  constructor(outcome: unknown) {
    super('undone');
    this.outcome = outcome;
  }
}

const acting =
  (casework: Database, profile: Profile, draftKey: Buffer): ReportWorld['as'] =>
  async <T>(viewer: Viewer, work: (scene: Scene & { draftKey: Buffer }) => Promise<T>, clock: Clock = systemClock) => {
    try {
      return await asViewer(casework, viewer, async (tx) => {
        const events: JournalEntry[] = [];
        const outcome = await work({
          tx,
          viewer,
          profile,
          clock,
          draftKey,
          ownWordKey: draftKey,
          emit: (entry) => void events.push(entry),
        });
        if (isRefusal(outcome)) throw new Undone(outcome);
        const author = { organisationId: viewer.organisationId, staffId: viewer.staffId, now: clock.now() };
        await appendToJournal(tx, author, events);
        return outcome;
      });
    } catch (fault) {
      if (fault instanceof Undone) return fault.outcome as T;
      throw fault;
    }
  };

/** Makes such a world; `close` removes it. */
export const reportWorld = async (): Promise<ReportWorld> => {
  const database = await testDatabase();
  await installForTests(database);
  const profile = readProfile('profiles/luxembourg');
  const administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  const privateKeys = await giveKeys(administrator, profile);
  const casework = openDatabase(database.urlFor('casework'), { connections: 10 });
  const worker = openDatabase(database.urlFor('worker'), { connections: 2 });
  const draftKey = createHash('sha256').update('test draft key').digest();
  return {
    ...{ database, casework, worker, administrator, profile, draftKey, privateKeys },
    viewer: (role, organisationCode) =>
      signedViewer(database, { role, ...(organisationCode ? { organisationCode } : {}) }),
    as: acting(casework, profile, draftKey),
    close: async () => {
      await Promise.all([casework.destroy(), worker.destroy(), administrator.end()]);
      await database.close();
    },
  };
};

/** Every text cell of every table of the program that holds one of the words; a dump would show no more. */
export const findInClear = async (administrator: Client, words: readonly string[]): Promise<readonly string[]> => {
  const tables = await administrator.query<{ schema: string; name: string }>(
    `select table_schema as schema, table_name as name from information_schema.tables
     where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema', 'directory', 'graphile_worker')`,
  );
  const found: string[] = [];
  for (const { schema, name } of tables.rows) {
    const rows = await administrator.query<{ row: string }>(`select t::text as row from ${schema}.${name} t`);
    for (const { row } of rows.rows)
      for (const word of words) {
        const hex = Buffer.from(word, 'utf8').toString('hex');
        if (row.includes(word) || row.includes(hex)) found.push(`${schema}.${name}: ${word}`);
      }
  }
  return found;
};
