import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Client } from 'pg';
import { projectRoot } from '../../src/platform/root.ts';
import { organisationId } from '../../src/rooms/directory/actions/ids.ts';
import type { TestDatabase } from '../support/database.ts';
import { type Persona, signedViewer } from '../support/personas.ts';

/** Somebody who tries a cell of the matrix: a person with a context, or a process with its database role. */
export type Actor = {
  readonly name: string;
  /** The database role without the installation's prefix. */
  readonly role: string;
  readonly organisationCode: string | null;
  /** Codes of the bodies in whose name she works; empty when her context is worth nothing. */
  readonly bodies: readonly string[];
  readonly permits: readonly string[];
  /** Her roles reach less than her body: see `narrowed`. */
  readonly isNarrowed?: boolean;
  readonly staffId: string;
  readonly context: string | null;
  readonly mac: string | null;
  /** `signed`: through security.authenticate. `set by hand`: as a statement smuggled in would do it. */
  readonly entrance: 'signed' | 'set by hand' | 'none';
};

const nobody = '00000000-0000-0000-0000-000000000000';

/** The identifier of an organisation of the profile. */
export const org = (code: string): string => organisationId('luxembourg', code);

type Profile = { units: Record<string, string[]> };
const read = <T>(name: string): T =>
  JSON.parse(readFileSync(join(projectRoot, 'profiles/luxembourg', name), 'utf8')) as T;

const actsFor = new Map(
  Object.entries(read<Profile>('profile.json').units).flatMap(([body, units]) =>
    units.map((unit) => [unit, body] as const),
  ),
);

/** Every role of the profile, with the body in which it is tried (default: the first that may hold it). */
export const roleCodes: readonly string[] = read<{ roles: { code: string }[] }>('roles.json').roles.map(
  ({ code }) => code,
);
const homes: Readonly<Record<string, string>> = { data_protection_officer: 'SPJ', administrator: 'ITM' };

const everyPermit = [
  ...new Set(read<{ roles: { permits: string[] }[] }>('roles.json').roles.flatMap(({ permits }) => permits)),
];

const inspectorPermits = ['referrals.write', 'referrals.send', 'referrals.read-own'];

/** Beside one person per role: a colleague, bodies of the same kind, units, a second administrator, a machine. */
const more: Readonly<Record<string, Persona>> = {
  'labour_inspector/colleague': { role: 'labour_inspector' },
  'labour_inspector/machine': { role: 'labour_inspector', kind: 'api', permits: inspectorPermits },
  'judicial_police_officer/second': { role: 'judicial_police_officer' },
  'judicial_police_officer/unit': { role: 'judicial_police_officer', organisationCode: 'SPJ-CO' },
  'prosecutor/other-court': { role: 'prosecutor', organisationCode: 'PQT-DIE' },
  'savteh_worker/unit': { role: 'savteh_worker', organisationCode: 'SAVTEH' },
  'health_professional/other-house': { role: 'health_professional', organisationCode: 'MSF' },
  'administrator/police': { role: 'administrator', organisationCode: 'SPJ' },
  'house_worker/other-house': { role: 'house_worker', organisationCode: 'CRL' },
  // Some whom roles.json does not know: a term about the body must hold without the term about the permit, and the reverse.
  'judicial_police_officer/reviewing': {
    role: 'judicial_police_officer',
    permits: ['cases.read', 'referrals.receive', 'identification.review', 'identification.report-stay'],
  },
  'judicial_police_officer/working': {
    role: 'judicial_police_officer',
    permits: ['cases.read', 'cases.work', 'identification.decide', 'identification.notify-minister'],
  },
  'house_worker/placing': { role: 'house_worker', permits: ['accommodation.read', 'accommodation.place'] },
  'savteh_worker/reading': { role: 'savteh_worker', permits: ['cases.read'] },
  'labour_inspector/with-every-permit': { role: 'labour_inspector', permits: everyPermit },
  'savteh_worker/with-every-permit': { role: 'savteh_worker', permits: everyPermit },
  'judicial_police_officer/with-every-permit': { role: 'judicial_police_officer', permits: everyPermit },
};

/** Permits to read or change what a role may reach only in part. */
const ofServices = ['cases.accept-support', 'referrals.send', 'referrals.read-own'];
const reachedThings = [
  ...['referrals.receive', 'referrals.triage', 'referrals.split-merge', 'referrals.redirect'],
  ...['cases.read', 'cases.work', 'cases.refer-support', ...ofServices],
];

/**
 * Some whose roles reach less than their body: by one's own hand (here in the inspector's place), by one's unit, for a time. What
 * their body sees is not meant for them (`ITM+referrals.send`): they are named where they reach.
 */
const narrowed = (idOf: (name: string) => string): Readonly<Record<string, Persona>> => {
  const inspector = idOf('labour_inspector');
  const reading = { role: 'labour_inspector', permits: ['referrals.read-own'] };
  const police = { role: 'judicial_police_officer', permits: reachedThings.filter((one) => !ofServices.includes(one)) };
  const service = { role: 'savteh_worker', permits: ['cases.read', 'cases.work', 'cases.accept-support'] };
  return {
    'labour_inspector/standing-in': { ...reading, sees: { scope: 'own', own: [inspector] } },
    'labour_inspector/of-the-unit': { ...reading, sees: { scope: 'unit', hands: [inspector] } },
    'labour_inspector/of-another-unit': {
      ...{ role: 'labour_inspector', permits: [...reading.permits, 'referrals.receive-redirected'] },
      sees: { scope: 'own', hands: [inspector] },
    },
    'judicial_police_officer/in-its-place': {
      ...{ ...police, sees: { scope: 'own', own: [idOf('judicial_police_officer')] } },
    },
    'judicial_police_officer/for-a-day': { ...police, sees: { scope: 'all', days: 1 } },
    'judicial_police_officer/for-a-century': { ...police, sees: { scope: 'all', days: 36_500 } },
    // Reach of a case without its report.
    'judicial_police_officer/of-cases-alone': {
      ...police,
      permits: ['cases.read'],
      sees: { scope: 'all', days: 36_500 },
    },
    'savteh_worker/of-its-own': { ...service, sees: { scope: 'own' } },
  };
};

/** Contexts that are worth nothing; each is tried with the rights of a police officer of the leading body. */
const worthless: Readonly<Record<string, Persona>> = {
  'expired session': { role: 'judicial_police_officer', lastsMilliseconds: -60_000 },
  'ended session': { role: 'judicial_police_officer' },
  'disabled person': { role: 'judicial_police_officer' },
  'forged signature': { role: 'judicial_police_officer' },
  'edited context': { role: 'labour_inspector' },
};

const programs = ['portal', 'worker', 'vault', 'statistics', 'auditor', 'linkage', 'definer', 'owner'];

const actorOf = async (database: TestDatabase, name: string, persona: Persona): Promise<Actor> => {
  const viewer = await signedViewer(database, { ...persona, displayName: `Test ${name}`.slice(0, 60) });
  const body = actsFor.get(viewer.organisationCode);
  return {
    name,
    role: 'casework',
    organisationCode: viewer.organisationCode,
    bodies: [viewer.organisationCode, ...(body ? [body] : [])],
    permits: viewer.permits,
    staffId: viewer.staffId,
    context: viewer.context,
    mac: viewer.mac,
    entrance: 'signed',
  };
};

const spoil = async (administrator: Client, actor: Actor): Promise<Actor> => {
  const wasted: Actor = { ...actor, bodies: [], permits: [], entrance: 'set by hand' };
  if (actor.name === 'ended session')
    await administrator.query('update security.session set ended_at = now() where staff_id = $1', [actor.staffId]);
  if (actor.name === 'disabled person')
    await administrator.query("update directory.staff set state = 'disabled' where id = $1", [actor.staffId]);
  if (actor.name === 'forged signature') return { ...wasted, mac: 'ab'.repeat(32) };
  if (actor.name === 'edited context')
    return { ...wasted, context: (actor.context ?? '').replace('"labour_inspector"', '"judicial_police_officer"') };
  return wasted;
};

const programOf = (role: string): Actor => ({
  name: `@${role}`,
  role,
  organisationCode: null,
  bodies: [],
  permits: [],
  staffId: nobody,
  context: null,
  mac: null,
  entrance: 'none',
});

/** Makes all who try the matrix: members of staff with live sessions, worthless contexts, and the processes. */
export const makeActors = async (database: TestDatabase): Promise<readonly Actor[]> => {
  const people: Record<string, Persona> = {
    ...Object.fromEntries(
      roleCodes.map((role) => [role, { role, ...(homes[role] ? { organisationCode: homes[role] } : {}) }]),
    ),
    ...more,
  };
  const actors: Actor[] = [];
  for (const [name, persona] of Object.entries(people)) actors.push(await actorOf(database, name, persona));
  const idOf = (name: string): string => actors.find((actor) => actor.name === name)?.staffId ?? nobody;
  for (const [name, persona] of Object.entries(narrowed(idOf)))
    actors.push({ ...(await actorOf(database, name, persona)), isNarrowed: true });
  const administrator = new Client({ connectionString: database.administratorUrl });
  await administrator.connect();
  for (const [name, persona] of Object.entries(worthless))
    actors.push(await spoil(administrator, await actorOf(database, name, persona)));
  await administrator.end();
  return [...actors, { ...programOf('casework'), name: 'without context' }, ...programs.map(programOf)];
};

/**
 * Who is meant by a line of the matrix, as names of actors. Terms, separated by spaces:
 * `ITM` everyone who works in the name of that body · `ITM+referrals.send` those of them who may that ·
 * `everyone`, `everyone+permit` · `anybody` also without context · `@vault` a process ·
 * `labour_inspector` that one person · `-administrator` all the same not that one.
 */
export const who = (line: string, actors: readonly Actor[]): ReadonlySet<string> => {
  const meant = new Set<string>();
  for (const term of line.split(/\s+/).filter(Boolean)) {
    const found = actors.filter((actor) => isMeant(term.replace(/^-/, ''), actor)).map(({ name }) => name);
    if (found.length === 0) throw new Error(`the matrix names nobody by "${term}"`);
    for (const name of found) void (term.startsWith('-') ? meant.delete(name) : meant.add(name));
  }
  return meant;
};

const isMeant = (term: string, actor: Actor): boolean => {
  const [first = '', permit] = term.split('+');
  if (actor.isNarrowed && reachedThings.includes(permit ?? '')) return first === actor.name;
  if (first === actor.name) return permit === undefined || actor.permits.includes(permit);
  if (first === 'anybody') return actor.role === 'casework';
  const present = first === 'everyone' ? actor.bodies.length > 0 : actor.bodies.includes(first);
  return present && (permit === undefined || actor.permits.includes(permit));
};
