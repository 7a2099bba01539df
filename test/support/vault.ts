import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { Client } from 'pg';
import { asViewer, type Database, openDatabase, rowsAsJson } from '../../src/platform/database/index.ts';
import { newId } from '../../src/platform/ids.ts';
import type { TelephonePlan } from '../../src/platform/telephone.ts';
import { valueOf } from '../../src/platform/outcome.ts';
import type { SealedRows } from '../../src/platform/sealing/index.ts';
import { type SignedContext, type VaultClient, vaultClient } from '../../src/platform/vault-client/index.ts';
import { type BreakGlassLimits, startVault, type VaultSettings } from '../../src/vault/index.ts';
import { type TestDatabase, testDatabase } from './database.ts';

/** An invented role, for the directory of a test. */
export type TestRole = {
  readonly code: string;
  readonly permits?: readonly string[];
  readonly opens?: readonly string[];
  readonly opensDays?: number;
  readonly seesOnly?: 'own' | 'unit';
  readonly seesDays?: number;
  readonly opensOnly?: 'own_reports' | 'unit_reports' | 'entrusted' | 'packets';
  readonly purposes?: readonly string[];
  readonly signIn?: 'passkey' | 'password';
};

/** A database with a vault on it, in a folder of its own; `close` removes all. */
export type TestVault = {
  readonly settings: VaultSettings;
  readonly administrator: Client;
  readonly database: TestDatabase;
  readonly casework: Database;
  readonly log: string[];
  readonly client: (name?: string, timeout?: number) => VaultClient;
  readonly addOrganisation: (code: string, actsFor?: string) => Promise<string>;
  readonly addStaff: (
    organisationId: string,
    roles: readonly TestRole[],
    state?: 'active' | 'invited',
  ) => Promise<{ id: string; login: string }>;
  readonly restart: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly close: () => Promise<void>;
};

const directoryOf = (administrator: Client): Pick<TestVault, 'addOrganisation' | 'addStaff'> => ({
  addOrganisation: async (code, actsFor) => {
    const id = newId();
    await administrator.query(
      `insert into directory.organisation (id, code, kind, names, acts_for_id, has_accounts) values ($1, $2, 'test', '{}', $3, true)`,
      [id, code, actsFor ?? null],
    );
    return id;
  },
  addStaff: async (organisationId, roles, state = 'active') => {
    const [id, login] = [newId(), `person.${randomBytes(5).toString('hex')}`];
    await administrator.query(
      `insert into directory.staff (id, organisation_id, login, display_name, state) values ($1, $2, $3, 'Test Person', $4)`,
      [id, organisationId, login, state],
    );
    for (const role of roles) {
      await administrator.query(
        `insert into directory.role (code, names, organisation_codes, permits, opens, purposes, sign_in, opens_only, idle_minutes, opens_days,
           sees_only, sees_days)
         values ($1, '{}', '{}', $2, $3, $4, $5, $6, 15, $7, $8, $9) on conflict do nothing`,
        [
          role.code,
          role.permits ?? [],
          role.opens ?? [],
          role.purposes ?? [],
          role.signIn ?? 'passkey',
          role.opensOnly ?? null,
          role.opensDays ?? null,
          role.seesOnly ?? null,
          role.seesDays ?? null,
        ],
      );
      await administrator.query('insert into directory.staff_role (staff_id, role_code) values ($1, $2)', [
        id,
        role.code,
      ]);
    }
    return { id, login };
  },
});

/** Bounds of an opening in an emergency, for tests: those proposed for Luxembourg, with other bodies. */
export const testLimits: BreakGlassLimits = {
  ...{ minutes: 30, freshMinutes: 5, answerMinutes: 60, reviewHours: 72, purpose: 'protect' },
  ...{ compartments: ['identity', 'contact_safe'], told: [] },
};

/** How Luxembourg dials, for tests: no prefix within the country. */
export const testTelephone: TelephonePlan = {
  ...{ countryCode: '352', trunkPrefix: '', internationalPrefix: '00' },
  national: { least: 5, most: 9, first: '23456789' },
};

const clientsOf =
  ({ dataDirectory, socketPath }: VaultSettings, made: VaultClient[]): TestVault['client'] =>
  (name = 'casework', timeout = 2000) => {
    const clientKeyFile = join(dataDirectory, 'vault', 'clients', `${name}.key`);
    const client = vaultClient({ socketPath, clientName: name, clientKeyFile, timeout });
    made.push(client);
    return client;
  };

const usualSettings = (database: TestDatabase, dataDirectory: string, log: string[]): VaultSettings => ({
  dataDirectory,
  databaseUrl: database.urlFor('vault'),
  socketPath: join(dataDirectory, 'vault.sock'),
  demonstration: true,
  caseworkOrigin: 'http://localhost:8081',
  ...{ timeZone: 'Europe/Luxembourg', breakGlass: testLimits, telephone: testTelephone },
  log: (line) => void log.push(JSON.stringify(line)),
});

/** Starts a vault on a database of its own, or on the one given. `demonstration` (default) lets tests step in. */
export const testVault = async (
  changes: Partial<VaultSettings> = {},
  given: () => Promise<TestDatabase> = testDatabase,
): Promise<TestVault> => {
  const database = await given();
  const dataDirectory = mkdtempSync(join(tmpdir(), 'ariane-vault-'));
  const log: string[] = [];
  const settings = { ...usualSettings(database, dataDirectory, log), ...changes };
  let running = await startVault(settings);
  const administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  const casework = openDatabase(database.urlFor('casework'));
  const clients: VaultClient[] = [];
  const client = clientsOf(settings, clients);
  const stop = (): Promise<void> => running.close();
  const restart = async (): Promise<void> => {
    running = await startVault(settings);
  };
  const close = async (): Promise<void> => {
    for (const one of clients) one.close();
    await stop().catch(() => undefined);
    await administrator.end();
    await casework.destroy();
    await database.close();
    rmSync(dataDirectory, { recursive: true, force: true });
  };
  return {
    settings,
    administrator,
    database,
    casework,
    log,
    client,
    ...directoryOf(administrator),
    restart,
    stop,
    close,
  };
};

/** Opens a session: steps in through the vault and stores the session as casework does. */
export const stepInAs = async (vault: TestVault, staffId: string): Promise<SignedContext> => {
  const sessionHash = createHash('sha256').update(randomBytes(32)).digest('hex');
  const client = vault.client();
  const signed = valueOf(await client.stepIn({ staffId, sessionHash }));
  client.close();
  await sql`select security.begin_session(decode(${sessionHash}, 'hex'), ${signed.context}, decode(${signed.mac}, 'hex'), ${signed.idleMinutes})`.execute(
    vault.casework,
  );
  return signed;
};

/** Inserts sealed rows as the viewer, in the one way there is. */
export const insertSealed = (database: Database, signed: SignedContext, rows: SealedRows): Promise<void> =>
  asViewer(database, signed, async (tx) => {
    await sql`select identity.insert_sealed(${rowsAsJson(rows)}::jsonb)`.execute(tx);
  });

/** A consent to put behind keys; changes make it one that does not carry. */
export type TestConsent = {
  readonly id?: string;
  readonly personId: string;
  readonly organisations: readonly string[];
  /** The body that recorded it. */
  readonly by: string;
  readonly compartments?: readonly string[];
  readonly purposes?: readonly string[];
  readonly answer?: 'given' | 'refused';
  readonly validUntil?: string;
  readonly caseId?: string;
};

/** Records a consent as the program would, past row security. Gives its id. */
export const addConsent = async (administrator: Client, consent: TestConsent): Promise<string> => {
  const { id = newId(), organisations, by, compartments = ['identity', 'contact_safe', 'testimony'] } = consent;
  await administrator.query(
    `insert into identity.consent (id, person_id, case_id, answer, given_by, organisations, compartments, purposes, language, text_version,
       interpreter, method, given_on, valid_until, recorded_by_organisation, recorded_at, audience)
     values ($1, $2, $3, $4, 'person', $5, $6, $7, 'uk', '1', 'none', 'oral', '2020-01-01', $8, $9, now(), $10)`,
    [
      ...[id, consent.personId, consent.caseId ?? null, consent.answer ?? 'given', organisations, compartments],
      ...[consent.purposes ?? ['assistance'], consent.validUntil ?? null, by, [by, ...organisations]],
    ],
  );
  return id;
};
