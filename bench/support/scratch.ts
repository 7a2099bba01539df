import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { installProfile, installStaff } from '../../src/main/install/store.ts';
import { instantPlus, systemClock } from '../../src/platform/clock.ts';
import { startEmbeddedServer } from '../../src/platform/database/launcher.ts';
import { migrate } from '../../src/platform/database/migrate.ts';
import { type RoleName, roleAddress, rolePasswords } from '../../src/platform/database/roles.ts';
import { newId } from '../../src/platform/ids.ts';
import { projectRoot } from '../../src/platform/root.ts';
import { newWrappingKeyPair } from '../../src/platform/sealing/hpke.ts';
import { vaultOrganisationId } from '../../src/platform/sealing/index.ts';
import { type Viewer, viewerFrom } from '../../src/platform/viewer.ts';
import { type Profile, readProfile } from '../../src/profile/index.ts';
import { organisationId } from '../../src/rooms/directory/index.ts';
import { hashOfToken, newSessionToken } from '../../src/platform/web/staff/cookies.ts';

/** A PostgreSQL of its own that syncs to disk as in production, with the country's bodies and keys to seal to. */
export type Scratch = {
  readonly directory: string;
  readonly administratorUrl: string;
  readonly administrator: Client;
  readonly profile: Profile;
  readonly addressFor: (role: RoleName) => string;
  /** Makes a member of staff with a live session; the token is what a browser or another system would carry. */
  readonly signIn: (role: string, organisationCode: string, kind?: 'staff' | 'api') => Promise<SignedIn>;
  readonly close: () => Promise<void>;
};
export type SignedIn = { readonly viewer: Viewer; readonly token: string };

const prefix = 'ariane';
/** The vault is not what is measured: the bench signs contexts in its place. */
const contextKey = randomBytes(32);

const giveKeys = async (administrator: Client, profile: Profile): Promise<void> => {
  await administrator.query('insert into security.context_key (id, key) values (1, $1)', [contextKey]);
  const bodies = profile.organisations.map(({ code }) => organisationId(profile.id, code));
  for (const id of [vaultOrganisationId, ...bodies])
    await administrator.query(
      'insert into identity.organisation_key (key_id, organisation_id, public_key) values ($1, $2, $3)',
      [newId(), id, newWrappingKeyPair().publicKey],
    );
};

type Login = {
  readonly staffId: string;
  readonly role: string;
  readonly organisationCode: string;
  readonly kind: string;
};

const contextOf = (profile: Profile, { staffId, role, organisationCode, kind }: Login, session: string): string => {
  const { permits, opens, purposes } = profile.role(role);
  const now = systemClock.now();
  return JSON.stringify({
    ...{ v: 1, staff: staffId, organisation: organisationId(profile.id, organisationCode), organisationCode },
    ...{ displayName: `Bench ${role}`, roles: [role], permits, opens, purposes, language: 'fr', session, kind },
    ...{ issued: now, expires: instantPlus(now, 8 * 3_600_000) },
  });
};

const signer =
  (administrator: Client, administratorUrl: string, profile: Profile): Scratch['signIn'] =>
  async (role, organisationCode, kind = 'staff') => {
    const [staffId, token] = [newId(), newSessionToken()];
    const login = `bench${randomBytes(6).toString('hex')}`;
    await installStaff(administratorUrl, prefix, {
      profileId: profile.id,
      staff: [
        { id: staffId, organisationCode, login, displayName: 'Bench', language: 'fr', roles: [role], synthetic: true },
      ],
    });
    const context = contextOf(profile, { staffId, role, organisationCode, kind }, hashOfToken(token));
    const mac = createHmac('sha256', contextKey).update(context).digest();
    const viewer = viewerFrom(context, mac.toString('hex'));
    await administrator.query(
      'insert into security.session (id_hash, staff_id, organisation_id, kind, context, mac, expires_at, idle_minutes) values ($1,$2,$3,$4,$5,$6,$7,480)',
      [Buffer.from(viewer.session, 'hex'), staffId, viewer.organisationId, kind, context, mac, viewer.expires],
    );
    return { viewer, token };
  };

/** Makes such a server in a folder of its own; `close` removes all of it. */
export const scratch = async (): Promise<Scratch> => {
  const directory = mkdtempSync(join(tmpdir(), 'ariane-bench-'));
  const server = await startEmbeddedServer({ directory: join(directory, 'database'), durable: true, bound: true });
  const passwords = rolePasswords(directory);
  await migrate(server.url, prefix, passwords);
  const profile = readProfile(join(projectRoot, 'profiles/luxembourg'));
  await installProfile(server.url, prefix, profile);
  const administrator = new Client({ connectionString: server.url });
  await administrator.connect();
  await giveKeys(administrator, profile);
  const close = async (): Promise<void> => {
    await administrator.end();
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  return {
    ...{ directory, administrator, profile, close, administratorUrl: server.url },
    addressFor: (role) => roleAddress(server.url, prefix, role, passwords),
    signIn: signer(administrator, server.url, profile),
  };
};
