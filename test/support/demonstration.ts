import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { inventedStaffId } from '../../src/main/demonstration/personas.ts';
import { readInvented } from '../../src/main/demonstration/files.ts';
import { progressIn } from '../../src/main/demonstration/progress.ts';
import type { StageParts } from '../../src/main/demonstration/stage.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { openDatabase } from '../../src/platform/database/index.ts';
import { type Viewer, viewerFrom } from '../../src/platform/viewer.ts';
import { organisationId } from '../../src/rooms/directory/index.ts';
import { testContextKey } from './personas.ts';
import { type ReportWorld, reportWorld } from './reports.ts';

/** A world in which the synthetic personas exist, signed in by the tests' key in place of the vault's. */
export type DemonstrationWorld = {
  readonly world: ReportWorld;
  readonly parts: StageParts;
  /** Begins another session of a persona, however often she signed in before. */
  readonly signInAnew: (login: string) => Promise<Viewer>;
  readonly close: () => Promise<void>;
};

const profileDirectory = 'profiles/luxembourg';

const addPersonas = async (client: Client, world: ReportWorld): Promise<void> => {
  const { profile } = world;
  await client.query("insert into security.installation (id, kind) values (1, 'demonstration') on conflict do nothing");
  for (const one of readInvented(profileDirectory).personas) {
    const id = inventedStaffId(profile.id, one.login);
    await client.query(
      "insert into directory.staff (id, organisation_id, login, display_name, language, state, synthetic) values ($1, $2, $3, $4, $5, 'active', true)",
      [id, organisationId(profile.id, one.organisation), one.login, one.name, one.language],
    );
    for (const role of one.roles)
      await client.query('insert into directory.staff_role (staff_id, role_code) values ($1, $2)', [id, role]);
  }
};

const signer =
  (client: Client, { profile }: ReportWorld) =>
  async (login: string): Promise<Viewer> => {
    const persona = readInvented(profileDirectory).personas.find((one) => one.login === login);
    if (!persona) throw new Error(`no persona ${login}`);
    const roles = persona.roles.map((code) => profile.role(code));
    const session = randomBytes(32);
    const context = JSON.stringify({
      ...{ v: 1, staff: inventedStaffId(profile.id, login), organisationCode: persona.organisation, kind: 'staff' },
      ...{ organisation: organisationId(profile.id, persona.organisation), displayName: persona.name },
      ...{
        roles: persona.roles,
        permits: roles.flatMap((one) => one.permits),
        opens: roles.flatMap((one) => one.opens),
        opensOwn: roles.flatMap((one) => (one.opens_only?.endsWith('_reports') ? one.opens : [])),
      },
      ...{
        purposes: roles.flatMap((one) => one.purposes),
        language: persona.language,
        session: session.toString('hex'),
      },
      ...{ issued: systemClock.now(), expires: '2099-01-01T00:00:00.000Z' },
    });
    const mac = createHmac('sha256', testContextKey).update(context).digest();
    const viewer = viewerFrom(context, mac.toString('hex'));
    await client.query(
      'insert into security.session (id_hash, staff_id, organisation_id, kind, context, mac, expires_at, idle_minutes) values ($1,$2,$3,$4,$5,$6,$7,60)',
      [session, viewer.staffId, viewer.organisationId, 'staff', context, mac, viewer.expires],
    );
    return viewer;
  };

const once = <Key, Value>(make: (key: Key) => Promise<Value>): ((key: Key) => Promise<Value>) => {
  const known = new Map<Key, Promise<Value>>();
  return (key) => {
    const value = known.get(key) ?? make(key);
    known.set(key, value);
    return value;
  };
};

/** Makes such a world; `close` removes it. */
export const demonstrationWorld = async (): Promise<DemonstrationWorld> => {
  const world = await reportWorld();
  const client = new Client({ connectionString: world.database.administratorUrl });
  await client.connect();
  await addPersonas(client, world);
  const folder = mkdtempSync(join(tmpdir(), 'ariane-demonstration-'));
  const { casework, worker, profile, draftKey } = world;
  const signInAnew = signer(client, world);
  const portal = openDatabase(world.database.urlFor('portal'), { connections: 1 });
  const parts: StageParts = {
    ...{ casework, worker, portal, profile, draftKey, invented: readInvented(profileDirectory) },
    ...{ now: systemClock.now(), today: systemClock.today(profile.timeZone) },
    signIn: once(signInAnew),
    progress: progressIn(join(folder, 'progress')),
    ...{ vault: null, clock: systemClock },
    matching: null,
  };
  const close = async (): Promise<void> => {
    await client.end();
    await portal.destroy();
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { world, parts, signInAnew, close };
};
