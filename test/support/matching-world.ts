import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type RunningKeyServer, runNight, startKeyServer } from '../../src/linkage/index.ts';
import { matchingEncoder } from '../../src/main/matching/encoder.ts';
import { type Clock, fixedClock, systemClock } from '../../src/platform/clock.ts';
import { type Database, openDatabase } from '../../src/platform/database/index.ts';
import { newId } from '../../src/platform/ids.ts';
import { valueOf } from '../../src/platform/outcome.ts';
import { sealForBodies } from '../../src/platform/sealing/index.ts';
import type { SignedContext, VaultOutcome } from '../../src/platform/vault-client/index.ts';
import { addLaw } from './laws.ts';
import { insertSealed, stepInAs, testTelephone, type TestRole, type TestVault, testVault } from './vault.ts';

const worker: TestRole = {
  ...{ code: 'matcher', opens: ['identity'], purposes: ['support'] },
  permits: ['matching.answer', 'identity.record-consent', 'cases.read', 'referrals.send', 'referrals.read-own'],
};

/** A body with somebody who works there. */
export type Body = { readonly id: string; readonly staffId: string; readonly worker: SignedContext };

/** Who a person is, as the report form seals it. */
export type Names = Readonly<Record<string, string>>;

export type FileWanted = {
  readonly names: Names;
  readonly level?: 1 | 2 | 3;
  readonly tells?: string;
  readonly channel?: string;
  readonly citizenship?: string;
  /** Where she can be called, sealed as a part of its own. */
  readonly contact?: Names;
};

/** Two key servers, a vault that encodes, bodies that hold sealed names, and the nightly run: all as in production. */
export type MatchingWorld = {
  readonly vault: TestVault;
  readonly linkage: Database;
  readonly worker: Database;
  readonly addBody: (code: string) => Promise<Body>;
  /** A person in a report of the body, sealed to it, who answered about matching. Gives her and the answer. */
  readonly addFile: (
    body: Body,
    wanted: FileWanted,
  ) => Promise<{ readonly personId: string; readonly consentId: string }>;
  readonly addPerson: (body: Body, wanted: FileWanted) => Promise<string>;
  readonly agree: (
    body: Body,
    personId: string,
    level: number,
    more?: { readonly tells?: string | null; readonly marks?: boolean },
  ) => Promise<string>;
  readonly encode: () => Promise<VaultOutcome<'encodeWaiting'>>;
  readonly encodeAll: () => Promise<number>;
  readonly night: (clock?: Clock) => ReturnType<typeof runNight>;
  readonly stopServers: () => Promise<void>;
  readonly startServers: () => Promise<void>;
  readonly folders: readonly string[];
  readonly close: () => Promise<void>;
};

/** A name and a birth as the form seals them. */
export const named = (full_name: string, born: string): Names => ({
  full_name,
  born: JSON.stringify({ precision: 'exact', from: born, to: born }),
});

/** The same with given and family name apart. */
export const parted = (given_name: string, family_name: string, born: string): Names => ({
  ...named(`${given_name} ${family_name}`, born),
  ...{ given_name, family_name },
});

const shares = ['first', 'second'] as const;

const keyServers = (root: string) => {
  const folders = shares.map((share) => join(root, share));
  let running: readonly RunningKeyServer[] = [];
  const start = async (): Promise<void> => {
    running = await Promise.all(
      folders.map((directory) =>
        startKeyServer({
          ...{ directory, socketPath: join(directory, 'key.sock'), clock: systemClock },
          log: () => undefined,
        }),
      ),
    );
  };
  const stop = async (): Promise<void> => {
    await Promise.all(running.map((server) => server.close()));
    running = [];
  };
  const places = folders.map((directory) => ({
    ...{ socketPath: join(directory, 'key.sock'), clientKeyFile: join(directory, 'clients', 'vault.key') },
  }));
  return { folders, places, start, stop };
};

const insertPerson = async (vault: TestVault, body: Body, { channel = 'form', citizenship = 'RO' }: FileWanted) => {
  const [reportId, personId] = [newId(), newId()];
  await vault.administrator.query(
    `insert into referrals.report (id, client_reference, sender_organisation_id, sent_by, intake_channel, route, how_came_to_light, form_version,
       language, in_danger, urgency, urgency_rank, has_child, n_persons, sent_at, state, audience)
     values ($1, $1, $2, $3, $4, 'referral_with_consent', 'own_check', 1, 'en', 'no', 'routine', 4, false, 1, now(), 'received', array[$2::uuid])`,
    [reportId, body.id, body.staffId, channel],
  );
  await vault.administrator.query(
    `insert into referrals.report_person (id, report_id, ordinal, route, age_answer, age_band, sex, citizenships, forms, still_exploited, audience)
     values ($1, $2, 1, 'referral_with_consent', 'adult', 'unknown', 'female', array[$3], '{forced_labour}', 'not_sure', array[$4::uuid])`,
    [personId, reportId, citizenship, body.id],
  );
  return { reportId, personId };
};

const sealNames = async (vault: TestVault, body: Body, subjectId: string, wanted: FileWanted): Promise<void> => {
  const { keys, vaultKey } = valueOf(await vault.client().organisationKeys({ organisationIds: [body.id] }));
  const basis = { kind: 'law', code: 'OWN-RECORD' } as const;
  const rows = await sealForBodies({
    subjects: [
      {
        subjectId,
        compartments: { identity: wanted.names, ...(wanted.contact ? { contact_safe: wanted.contact } : {}) },
      },
    ],
    recipients: keys.map((key) => ({
      ...{
        ...key,
        publicKey: Buffer.from(key.publicKey, 'base64'),
        basis,
        compartments: ['identity', 'contact_safe'] as const,
      },
    })),
    vaultKey: { ...vaultKey, publicKey: Buffer.from(vaultKey.publicKey, 'base64') },
    by: body.staffId,
    at: systemClock.now(),
  });
  await insertSealed(vault.casework, body.worker, rows);
};

const agreeing =
  (vault: TestVault): MatchingWorld['agree'] =>
  async (body, personId, level, { tells = null, marks = false } = {}) => {
    const id = newId();
    await vault.administrator.query(
      `insert into identity.consent (id, person_id, report_id, answer, given_by, organisations, compartments, purposes, language, text_version,
         interpreter, method, given_on, recorded_by, recorded_by_organisation, recorded_at, audience, matching_level, matching_tells, matching_marks)
       select $1, p.id, p.report_id, 'given', 'person', array[$2::uuid], '{}', '{}', 'uk', '1', 'none', 'oral', current_date, $3, $2, now(),
         array[$2::uuid], $5, $6, $7 from referrals.report_person p where p.id = $4`,
      [id, body.id, body.staffId, personId, level, tells, marks],
    );
    return id;
  };

const newBody = async (vault: TestVault, code: string): Promise<Body> => {
  const id = await vault.addOrganisation(code);
  await addLaw(vault, { id: 'OWN-RECORD', receivers: [], own: true });
  const { id: staffId } = await vault.addStaff(id, [worker]);
  return { id, staffId, worker: await stepInAs(vault, staffId) };
};

const untilNothing = async (encode: MatchingWorld['encode']): Promise<number> => {
  let encoded = 0;
  for (;;) {
    const round = valueOf(await encode());
    encoded += round.encoded;
    if (round.encoded === 0) return encoded;
  }
};

/** Makes such a world; `close` removes it. */
export const matchingWorld = async (): Promise<MatchingWorld> => {
  const root = mkdtempSync(join(tmpdir(), 'ariane-matching-'));
  const servers = keyServers(root);
  await servers.start();
  const vault = await testVault({
    matching: matchingEncoder(servers.places, { neverFrom: ['portal', 'hotline'], telephone: testTelephone }),
  });
  const linkage = openDatabase(vault.database.urlFor('linkage'), { connections: 2 });
  const workerDatabase = openDatabase(vault.database.urlFor('worker'), { connections: 2 });
  const client = vault.client('cli', 60_000);
  const encode = () => client.encodeWaiting({});
  const addPerson: MatchingWorld['addPerson'] = async (body, wanted) => {
    const { personId } = await insertPerson(vault, body, wanted);
    await sealNames(vault, body, personId, wanted);
    return personId;
  };
  const agree = agreeing(vault);
  return {
    ...{ vault, linkage, worker: workerDatabase, encode, addPerson, agree, folders: servers.folders },
    addBody: (code) => newBody(vault, code),
    addFile: async (body, wanted) => {
      const personId = await addPerson(body, wanted);
      return { personId, consentId: await agree(body, personId, wanted.level ?? 2, { tells: wanted.tells ?? null }) };
    },
    encodeAll: () => untilNothing(encode),
    night: (clock = fixedClock(systemClock.now())) =>
      runNight({ database: linkage, clock, timeZone: 'Europe/Luxembourg' }),
    startServers: servers.start,
    stopServers: servers.stop,
    close: async () => {
      await Promise.all([linkage.destroy(), workerDatabase.destroy()]);
      await vault.close();
      await servers.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
};
