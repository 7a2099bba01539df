import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from 'pg';

/** The database roles: `owner` and `definer` never log in; each process has one login, the worker also `statistics`; `linkage` is the nightly run's. */
export const roleNames = [
  'owner',
  'definer',
  'casework',
  'portal',
  'worker',
  'vault',
  'statistics',
  'auditor',
  'linkage',
] as const;
export type RoleName = (typeof roleNames)[number];

const loginRoles: readonly RoleName[] = ['casework', 'portal', 'worker', 'vault', 'statistics', 'auditor', 'linkage'];

/** Roles of earlier versions: what still has the name in a server can no longer log in (docs/decisions/0011). */
const retiredRoles = ['backup'];

/** Replaces `{{owner}}`, `{{casework}}`… in an SQL file by the quoted names of this installation's roles, `{{casework:name}}` by the bare name. */
export const withRoles = (text: string, prefix: string): string =>
  text.replace(/\{\{(\w+)(:name)?\}\}/g, (_, name: string, bare: string | undefined) => {
    if (!(roleNames as readonly string[]).includes(name)) throw new Error(`unknown database role {{${name}}}`);
    return bare ? `${prefix}_${name}` : `"${prefix}_${name}"`;
  });

type Passwords = Record<string, string>;

/** The passwords of the login roles, each made when first needed and kept beside the data, readable by us alone. */
export const rolePasswords = (dataDirectory: string): Passwords => {
  const file = join(dataDirectory, 'roles.json');
  const known = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Passwords) : {};
  const missing = loginRoles.filter((role) => known[role] === undefined);
  if (missing.length === 0) return known;
  mkdirSync(dataDirectory, { recursive: true });
  const made = Object.fromEntries(missing.map((role) => [role, randomBytes(24).toString('base64url')]));
  writeFileSync(file, JSON.stringify({ ...known, ...made }), { mode: 0o600 });
  return { ...known, ...made };
};

/** The address with which a role logs in, made from the administrator's. */
export const roleAddress = (administrator: string, prefix: string, role: RoleName, passwords: Passwords): string => {
  const address = new URL(administrator);
  address.username = `${prefix}_${role}`;
  address.password = encodeURIComponent(passwords[role] ?? '');
  return address.toString();
};

const createRole = async (
  client: Client,
  prefix: string,
  role: RoleName,
  password: string | undefined,
): Promise<void> => {
  const name = `${prefix}_${role}`;
  const known = await client.query('select 1 from pg_roles where rolname = $1', [name]);
  const login = password ? `login password '${password}'` : 'nologin';
  const attributes = `${login} nosuperuser nocreatedb nocreaterole nobypassrls noreplication`;
  await client.query(`${known.rowCount ? 'alter' : 'create'} role "${name}" with ${attributes}`);
};

const limitRole = async (client: Client, prefix: string, role: RoleName): Promise<void> => {
  const name = `"${prefix}_${role}"`;
  await client.query(
    `alter role ${name} set statement_timeout = '${role === 'casework' || role === 'portal' ? 20 : 600}s'`,
  );
  await client.query(`alter role ${name} set idle_in_transaction_session_timeout = '60s'`);
  await client.query(`alter role ${name} set search_path = ''`);
};

const retireRole = async (client: Client, name: string): Promise<void> => {
  const known = await client.query('select 1 from pg_roles where rolname = $1', [name]);
  if (known.rowCount) await client.query(`alter role "${name}" with nologin password null`);
};

/** Makes or renews the roles of this installation. The administrator's role must be able to create roles. */
export const prepareRoles = async (client: Client, prefix: string, passwords: Passwords): Promise<void> => {
  for (const role of roleNames) await createRole(client, prefix, role, passwords[role]);
  for (const role of retiredRoles) await retireRole(client, `${prefix}_${role}`);
  for (const role of loginRoles) await limitRole(client, prefix, role);
  for (const role of ['owner', 'definer', 'worker']) await client.query(`grant "${prefix}_${role}" to current_user`);
};
