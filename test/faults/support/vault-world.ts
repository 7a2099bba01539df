import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { installProfile, installStaff } from '../../../src/main/install/store.ts';
import type { CustodySettings } from '../../../src/platform/custody-settings.ts';
import { openDatabase } from '../../../src/platform/database/index.ts';
import { newId } from '../../../src/platform/ids.ts';
import { valueOf } from '../../../src/platform/outcome.ts';
import { projectRoot } from '../../../src/platform/root.ts';
import { type VaultClient, vaultClient } from '../../../src/platform/vault-client/index.ts';
import { type Viewer, viewerFrom } from '../../../src/platform/viewer.ts';
import { readProfile } from '../../../src/profile/index.ts';
import { beginSession, organisationId } from '../../../src/rooms/directory/index.ts';
import { type TestDatabase, testDatabase } from '../../support/database.ts';
import { switchOnAllLaws } from '../../support/laws.ts';
import type { ReportWorld } from '../../support/reports.ts';
import { forkVault, killVault } from '../../support/vault-child.ts';

/** The part of a world for reports that these tests use, with a vault in a process of its own. */
export type VaultWorld = Pick<
  ReportWorld,
  'database' | 'casework' | 'worker' | 'administrator' | 'profile' | 'draftKey'
> & {
  /** Lets somebody with a role step in through the vault, as in the demonstration. */
  readonly stepIn: (role: string, organisationCode: string) => Promise<Viewer>;
  /** A client as the processes have it, with their time limits. */
  readonly client: (name: 'casework' | 'worker' | 'cli') => VaultClient;
  /** SIGKILL, and waits until it is gone. */
  readonly killVault: () => Promise<void>;
  readonly startVault: () => Promise<void>;
  /** SIGSTOP and SIGCONT: the vault hangs and comes back. */
  readonly signalVault: (signal: 'SIGSTOP' | 'SIGCONT') => void;
  readonly close: () => Promise<void>;
};

type Place = { readonly directory: string; readonly socketPath: string };

const clientsOf = ({ directory, socketPath }: Place) => {
  const made: VaultClient[] = [];
  const client: VaultWorld['client'] = (clientName) => {
    const clientKeyFile = join(directory, 'vault', 'clients', `${clientName}.key`);
    const one = vaultClient({ socketPath, clientName, clientKeyFile });
    made.push(one);
    return one;
  };
  return { client, closeAll: () => made.forEach((one) => one.close()) };
};

const stepper =
  (world: Pick<VaultWorld, 'casework' | 'profile' | 'client'>, administratorUrl: string): VaultWorld['stepIn'] =>
  async (role, organisationCode) => {
    const id = newId();
    const login = `t${randomBytes(6).toString('hex')}`;
    const person = { id, organisationCode, login, displayName: `Test ${role}`, language: 'en' as const };
    await installStaff(administratorUrl, 'ariane_test', {
      profileId: world.profile.id,
      staff: [{ ...person, roles: [role], synthetic: true }],
    });
    const sessionHash = randomBytes(32).toString('hex');
    const signed = valueOf(await world.client('cli').stepIn({ staffId: id, sessionHash }));
    await beginSession(world.casework, sessionHash, signed);
    return viewerFrom(signed.context, signed.mac);
  };

const openParts = async (database: TestDatabase) => {
  const profile = readProfile(join(projectRoot, 'profiles/luxembourg'));
  await installProfile(database.administratorUrl, 'ariane_test', profile);
  const administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  return {
    ...{ database, profile, administrator, draftKey: randomBytes(32) },
    casework: openDatabase(database.urlFor('casework'), { connections: 6 }),
    worker: openDatabase(database.urlFor('worker'), { connections: 2 }),
  };
};

/** A database with the country's bodies and a vault beside it, its root kept as told, each body with its keys; `close` removes all. */
export const vaultWorld = async (custody: CustodySettings = { kind: 'file' }): Promise<VaultWorld> => {
  const parts = await openParts(await testDatabase());
  const directory = mkdtempSync(join(tmpdir(), 'ariane-dead-'));
  const socketPath = join(directory, 'vault.sock');
  const settings = {
    ...{ dataDirectory: directory, databaseUrl: parts.database.urlFor('vault'), socketPath, demonstration: true },
    ...{ caseworkOrigin: 'http://localhost:8081', timeZone: parts.profile.timeZone, custody },
  };
  let child = await forkVault(settings);
  const { client, closeAll } = clientsOf({ directory, socketPath });
  const bodies = parts.profile.organisations.filter(({ accounts }) => accounts);
  const organisationIds = bodies.map(({ code }) => organisationId(parts.profile.id, code));
  valueOf(await client('cli').organisationKeys({ organisationIds }));
  await switchOnAllLaws({ administrator: parts.administrator, settings });
  const close = async (): Promise<void> => {
    closeAll();
    await killVault(child);
    await Promise.all([parts.administrator.end(), parts.casework.destroy(), parts.worker.destroy()]);
    await parts.database.close();
    rmSync(directory, { recursive: true, force: true });
  };
  return {
    ...{ ...parts, client, close, stepIn: stepper({ ...parts, client }, parts.database.administratorUrl) },
    killVault: () => killVault(child),
    startVault: async () => {
      child = await forkVault(settings);
    },
    signalVault: (signal) => void child.kill(signal),
  };
};
