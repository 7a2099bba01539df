import { createHmac } from 'node:crypto';
import { type Instant, instantPlus, systemClock } from '../platform/clock.ts';
import { type Refusal, refuse } from '../platform/outcome.ts';
import { sameMac } from '../platform/vault-client/frames.ts';
import type { SessionRefusal, SignedContext } from '../platform/vault-client/contract.ts';
import { personById, type Person, sessionLives } from './store/people.ts';
import { authorsFor, narrowParts, type Sees, seesOf } from './reach.ts';
import { today, type Vault } from './vault.ts';

/** What the vault says of a viewer, and signs. The order of the keys is the order of the text. */
export type Context = {
  readonly v: 1;
  readonly staff: string;
  readonly organisation: string;
  readonly unit: string | null;
  readonly organisationCode: string;
  readonly displayName: string;
  readonly roles: readonly string[];
  readonly permits: readonly string[];
  readonly opens: readonly string[];
  readonly purposes: readonly string[];
  /** Compartments opened only of what `authors` wrote; for screens, the vault asks the directory anew. */
  readonly opensOwn: readonly string[];
  readonly authors: readonly string[];
  /** Absent when no role is narrowed; read by security.sees_all and security.reach in the database. */
  readonly sees?: Sees;
  readonly language: string;
  readonly session: string;
  readonly kind: 'staff' | 'api';
  readonly issued: Instant;
  readonly expires: Instant;
};

/** A working day's sign-in ends after this, however busy (ASVS 7.3.2). */
const longestSession = 10 * 60 * 60 * 1000;
const apiIdleMinutes = 525_600;
/** A context names no more; beyond it a screen may lack a button that the vault would have granted. */
const mostAuthors = 300;

const union = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort();

const macOf = (vault: Vault, context: string): string =>
  createHmac('sha256', vault.keys.contextKey).update(context).digest('hex');

const sign = (vault: Vault, fields: Context, idleMinutes: number): SignedContext => {
  const context = JSON.stringify(fields);
  return { context, mac: macOf(vault, context), expires: fields.expires, idleMinutes };
};

const who = (person: Person) => ({
  v: 1 as const,
  staff: person.staffId,
  organisation: person.organisationId,
  unit: person.unitId,
  organisationCode: person.organisationCode,
  displayName: person.displayName,
  roles: person.roles.map(({ code }) => code),
});

const sightOf = (person: Person): { readonly sees?: Sees } => {
  const sees = seesOf(person);
  return sees === undefined ? {} : { sees };
};

/** Signs the context of a person whose proof was good: everything her roles give her today, bound to the session. */
export const signForStaff = (vault: Vault, person: Person, sessionHash: string): SignedContext => {
  const issued = systemClock.now();
  const fields: Context = {
    ...who(person),
    permits: union(person.roles.map(({ permits }) => permits)),
    opens: union(person.roles.map(({ opens }) => opens)),
    purposes: union(person.roles.map(({ purposes }) => purposes)),
    opensOwn: narrowParts(person),
    authors: authorsFor(person).slice(0, mostAuthors),
    ...sightOf(person),
    language: person.language,
    session: sessionHash,
    kind: 'staff',
    issued,
    expires: instantPlus(issued, longestSession),
  };
  return sign(vault, fields, Math.min(30, ...person.roles.map(({ idleMinutes }) => idleMinutes)));
};

/** What a machine's token is good for. */
export type ApiGrant = { readonly tokenHash: string; readonly scopes: readonly string[]; readonly expires: Instant };

/** Signs the context of a machine's token: the listed permits and nothing sealed. */
export const signForApi = (vault: Vault, person: Person, grant: ApiGrant): SignedContext => {
  const fields: Context = {
    ...who(person),
    permits: union([grant.scopes]),
    opens: [],
    purposes: [],
    opensOwn: [],
    authors: [person.staffId],
    ...sightOf(person),
    language: person.language,
    session: grant.tokenHash,
    kind: 'api',
    issued: systemClock.now(),
    expires: grant.expires,
  };
  return sign(vault, fields, apiIdleMinutes);
};

/** A viewer whose context and session hold, with what the directory says of her at this moment. */
export type VerifiedViewer = { readonly context: Context; readonly person: Person };

/** What a client passes on: a context and its signature. */
export type Signed = { readonly context: string; readonly mac: string };

/** Reads a context whose signature is ours, ended or not; null for any other. */
export const readContext = (vault: Vault, { context, mac }: Signed): Context | null =>
  sameMac(mac, macOf(vault, context)) ? (JSON.parse(context) as Context) : null;

/**
 * Checks a context that a client passes on: signed by us, not expired, its session alive, the person still here.
 * Refusals: `context-not-valid`, `session-ended`.
 */
export const verifyViewer = async (vault: Vault, signed: Signed): Promise<VerifiedViewer | Refusal<SessionRefusal>> => {
  const context = readContext(vault, signed);
  if (!context) return refuse('context-not-valid');
  if (context.expires <= systemClock.now()) return refuse('session-ended');
  if (!(await sessionLives(vault.database, context.session, signed.mac))) return refuse('session-ended');
  const person = await personById(vault.database, context.staff, today(vault));
  if (person?.state !== 'active' || person.organisationId !== context.organisation) return refuse('session-ended');
  return { context, person };
};

/** Rights count only while both the signed context and today's directory give them: what is taken away is gone at once. */
export const stillGranted = (
  viewer: VerifiedViewer,
  right: 'permits' | 'opens' | 'purposes',
  wanted: string,
): boolean =>
  viewer.context[right].includes(wanted) && viewer.person.roles.some((role) => role[right].includes(wanted));
