import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { newId } from '../../src/platform/ids.ts';
import { projectRoot } from '../../src/platform/root.ts';
import { type Viewer, viewerFrom } from '../../src/platform/viewer.ts';
import { readProfile } from '../../src/profile/index.ts';
import { organisationId } from '../../src/rooms/directory/actions/ids.ts';
import { lawEntries } from '../../src/rooms/identity/index.ts';
import type { TestDatabase } from './database.ts';

type RoleData = {
  code: string;
  names: Record<string, string>;
  organisations: string[];
  permits: string[];
  opens: string[];
  purposes: string[];
  opens_only?: string;
  sees_only?: 'own' | 'unit';
  sees_days?: number;
  sign_in: string;
  idle_minutes: number;
};
type OrganisationData = { code: string; names: Record<string, string>; kind: string; parent: string | null };

const read = <T>(name: string): T =>
  JSON.parse(readFileSync(join(projectRoot, 'profiles/luxembourg', name), 'utf8')) as T;

/** The key with which tests sign who is looking, in place of the vault. */
export const testContextKey = Buffer.alloc(32, 7);

const installLaws = async (client: Client): Promise<void> => {
  for (const { hash, entry } of lawEntries(readProfile(join(projectRoot, 'profiles/luxembourg'))))
    await client.query(
      'insert into identity.legal_basis (hash, code, entry, listed) values ($1, $2, $3, true) on conflict (hash) do nothing',
      [hash, entry.id, JSON.stringify(entry)],
    );
};

const connected = async (database: TestDatabase): Promise<Client> => {
  const client = new Client({ connectionString: database.administratorUrl });
  await client.connect();
  return client;
};

/** Puts the organisations, roles and legal bases of the profile and the tests' signing key into a test database. */
export const installForTests = async (database: TestDatabase): Promise<void> => {
  const { organisations } = read<{ organisations: OrganisationData[] }>('organisations.json');
  const { roles } = read<{ roles: RoleData[] }>('roles.json');
  const { arranged_by } = read<{ return: { arranged_by: string } }>('onward.json').return;
  const { units } = read<{ units: Record<string, string[]> }>('profile.json');
  const actsFor = new Map(Object.entries(units).flatMap(([body, list]) => list.map((unit) => [unit, body] as const)));
  const id = (code: string): string => organisationId('luxembourg', code);
  const client = await connected(database);
  await client.query(
    'insert into security.context_key (id, key) values (1, $1) on conflict (id) do update set key = $1',
    [testContextKey],
  );
  await client.query(
    "insert into identification.first_state (id, state) values (1, 'reported') on conflict (id) do nothing",
  );
  for (const one of organisations)
    await client.query(
      'insert into directory.organisation (id, code, kind, names, has_accounts, arranges_returns) values ($1, $2, $3, $4, true, $5) on conflict (id) do nothing',
      [id(one.code), one.code, one.kind, one.names, one.code === arranged_by],
    );
  for (const [unit, body] of actsFor)
    await client.query('update directory.organisation set acts_for_id = $2 where id = $1', [id(unit), id(body)]);
  for (const role of roles)
    await client.query(
      'insert into directory.role values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict (code) do nothing',
      [
        role.code,
        role.names,
        role.organisations,
        role.permits,
        role.opens,
        role.purposes,
        role.sign_in,
        role.idle_minutes,
        role.opens_only ?? null,
      ],
    );
  await installLaws(client);
  await client.end();
};

type Reach = { readonly scope: 'all' | 'unit' | 'own'; readonly days: number | null; readonly own: readonly string[] };

/** As the vault signs it (src/vault/reach.ts): nothing when the role is not narrowed. */
const sightOf = (persona: Persona, role: RoleData, staffId: string): object => {
  const asked = persona.sees ?? {};
  const scope = asked.scope ?? role.sees_only ?? 'all';
  const days = asked.days ?? role.sees_days ?? null;
  if (scope === 'all' && days === null) return {};
  const permits = persona.permits ?? role.permits;
  const own = asked.own ?? [staffId];
  return { sees: { roles: [{ permits, scope, days }], own, unit: [staffId, ...(asked.hands ?? [])] } };
};

export type Persona = {
  readonly role: string;
  /** Default: the first organisation that may hold the role. */
  readonly organisationCode?: string;
  readonly displayName?: string;
  readonly language?: string;
  /** Add or take away permits, for tests of refusals. */
  readonly permits?: readonly string[];
  readonly kind?: 'staff' | 'api';
  /** In place of what the role says of its reach; `hands` are those of her unit beside herself. */
  readonly sees?: Partial<Reach> & { readonly hands?: readonly string[] };
  /** Milliseconds from now; negative: already ended. Default eight hours. */
  readonly lastsMilliseconds?: number;
};

const contextText = (persona: Persona, role: RoleData, session: Buffer, staffId: string): string => {
  const code = persona.organisationCode ?? role.organisations.find((one) => one !== '*') ?? 'MJ';
  const now = performance.timeOrigin + performance.now();
  return JSON.stringify({
    v: 1,
    staff: staffId,
    organisation: organisationId('luxembourg', code),
    organisationCode: code,
    displayName: persona.displayName ?? `Test ${role.names['en'] ?? role.code}`,
    roles: [role.code],
    permits: persona.permits ?? role.permits,
    opens: role.opens,
    purposes: role.purposes,
    opensOwn: role.opens_only?.endsWith('_reports') ? role.opens : [],
    authors: [staffId],
    ...sightOf(persona, role, staffId),
    language: persona.language ?? 'en',
    session: session.toString('hex'),
    kind: persona.kind ?? 'staff',
    issued: new Date(now).toISOString(),
    expires: new Date(now + (persona.lastsMilliseconds ?? 8 * 3_600_000)).toISOString(),
  });
};

/** Makes a member of staff with a live session and gives the signed viewer. Call `installForTests` first. */
export const signedViewer = async (database: TestDatabase, persona: Persona): Promise<Viewer> => {
  const role = read<{ roles: RoleData[] }>('roles.json').roles.find((one) => one.code === persona.role);
  if (!role) throw new Error(`no role ${persona.role} in the profile`);
  const staffId = newId();
  const session = randomBytes(32);
  const context = contextText(persona, role, session, staffId);
  const mac = createHmac('sha256', testContextKey).update(context).digest();
  const viewer = viewerFrom(context, mac.toString('hex'));
  const client = new Client({ connectionString: database.administratorUrl });
  await client.connect();
  await client.query(
    "insert into directory.staff (id, organisation_id, login, display_name, language, state, synthetic) values ($1, $2, $3, $4, $5, 'active', true)",
    [
      staffId,
      viewer.organisationId,
      `t${staffId.replaceAll('-', '').slice(0, 30)}`,
      viewer.displayName,
      viewer.language,
    ],
  );
  await client.query('insert into directory.staff_role (staff_id, role_code) values ($1, $2)', [staffId, role.code]);
  await client.query(
    'insert into security.session (id_hash, staff_id, organisation_id, kind, context, mac, expires_at, idle_minutes) values ($1,$2,$3,$4,$5,$6,$7,30)',
    [session, staffId, viewer.organisationId, viewer.kind, context, mac, viewer.expires],
  );
  await client.end();
  return viewer;
};
