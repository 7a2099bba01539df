import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { installStaff } from '../../../src/main/install/store.ts';
import { instantPlus, systemClock } from '../../../src/platform/clock.ts';
import { openDatabase, type Database } from '../../../src/platform/database/index.ts';
import { roleAddress, rolePasswords } from '../../../src/platform/database/roles.ts';
import { newId } from '../../../src/platform/ids.ts';
import { projectRoot } from '../../../src/platform/root.ts';
import { hashOfToken, newSessionToken } from '../../../src/platform/web/staff/cookies.ts';
import { readProfile } from '../../../src/profile/index.ts';
import { organisationId } from '../../../src/rooms/directory/index.ts';
import { launchSystem, type RunningSystem, untilHealthy } from '../../support/system.ts';

/** The whole program as in production, in a folder of its own, with a token for another system of one body. */
export type LiveSystem = {
  readonly system: RunningSystem;
  readonly supervisor: number;
  /** A connection of its own to the database, as the administrator; call `end`. Rejects while the server is away. */
  readonly administrator: () => Promise<Client>;
  readonly auditor: () => Database;
  readonly token: string;
  readonly close: () => Promise<void>;
};

const ports = { portalPort: 19_380, caseworkPort: 19_381 };
const production = {
  ...{ PORTAL_ORIGIN: 'https://help.example.lu', CASEWORK_ORIGIN: 'https://work.example.lu' },
  LOG_LEVEL: 'fatal',
};

const read = (folder: string, name: string): string => readFileSync(join(folder, 'database', name), 'utf8').trim();

const addressIn = (folder: string): string =>
  `postgres://postgres:${encodeURIComponent(read(folder, 'administrator'))}@127.0.0.1:${read(folder, 'port')}/postgres`;

const connect = async (address: string): Promise<Client> => {
  const client = new Client({ connectionString: address, connectionTimeoutMillis: 3000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
};

/** Signs a token as the vault does, with the key the vault has given the database, and keeps it as a session. */
const signToken = async (client: Client, staffId: string, organisationCode: string): Promise<string> => {
  const profile = readProfile(join(projectRoot, 'profiles/luxembourg'));
  const token = newSessionToken();
  const organisation = organisationId(profile.id, organisationCode);
  const expires = instantPlus(systemClock.now(), 3_600_000);
  const context = JSON.stringify({
    ...{ v: 1, staff: staffId, organisation, organisationCode, displayName: 'Other system', roles: [] },
    ...{ permits: ['referrals.send', 'referrals.read-own'], opens: [], purposes: [], language: 'en' },
    ...{ session: hashOfToken(token), kind: 'api', issued: systemClock.now(), expires },
  });
  const found = await client.query<{ key: Buffer }>('select key from security.context_key');
  const mac = createHmac('sha256', found.rows[0]?.key ?? '')
    .update(context)
    .digest();
  await client.query(
    `insert into security.session (id_hash, staff_id, organisation_id, kind, context, mac, expires_at, idle_minutes)
     values (decode($1, 'hex'), $2, $3, 'api', $4, $5, $6, 60)`,
    [hashOfToken(token), staffId, organisation, context, mac, expires],
  );
  return token;
};

const makeToken = async (address: string): Promise<string> => {
  const [id, login] = [newId(), `api${randomBytes(5).toString('hex')}`];
  const account = { id, organisationCode: 'ITM', login, displayName: 'Other system', language: 'en' as const };
  await installStaff(address, 'ariane', {
    profileId: 'luxembourg',
    staff: [{ ...account, roles: ['labour_inspector'], synthetic: false }],
  });
  const client = await connect(address);
  await client.query("update directory.staff set state = 'active' where id = $1", [id]);
  const token = await signToken(client, id, 'ITM');
  await client.end();
  return token;
};

/** Starts the bundle with its supervisor and waits until both sites are healthy. */
export const liveSystem = async (): Promise<LiveSystem> => {
  const directory = mkdtempSync(join(tmpdir(), 'ariane-kill-'));
  const system = launchSystem({ directory, ...ports, serve: true, environment: production });
  await untilHealthy(system);
  const address = addressIn(directory);
  const auditorAddress = roleAddress(address, 'ariane', 'auditor', rolePasswords(directory));
  return {
    system,
    supervisor: system.child.pid ?? 0,
    administrator: () => connect(address),
    auditor: () => openDatabase(auditorAddress, { connections: 2 }),
    token: await makeToken(address),
    close: async () => {
      await system.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};
