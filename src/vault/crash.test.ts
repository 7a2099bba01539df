import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import { sealForBodies } from '../platform/sealing/index.ts';
import { frame, type Greeting, readFrames, requestMac } from '../platform/vault-client/frames.ts';
import type { SignedContext } from '../platform/vault-client/index.ts';
import { addConsent, insertSealed, stepInAs, type TestVault, testVault } from '../../test/support/vault.ts';
import { forkVault, killVault } from '../../test/support/vault-child.ts';

let vault: TestVault;
let police: string;
let service: string;
let officer: SignedContext;
let officerId: string;
before(async () => {
  vault = await testVault();
  police = await vault.addOrganisation('POLICE');
  service = await vault.addOrganisation('SERVICE');
  const opens = ['identity', 'contact_safe'];
  const officerRole = { code: 'officer', permits: ['cases.refer-support'], opens, purposes: ['interview'] };
  officerId = (await vault.addStaff(police, [officerRole])).id;
  officer = await stepInAs(vault, officerId);
});
after(() => vault.close());

const consentOf = (subjectId: string): string => subjectId.replace(/^.{8}/, 'c0c0c0c0');

const sealMany = async (count: number): Promise<string[]> => {
  const { keys, vaultKey } = valueOf(await vault.client().organisationKeys({ organisationIds: [police] }));
  const subjects = Array.from({ length: count }, () => ({
    subjectId: newId(),
    compartments: { identity: { familyName: 'Popescu' }, contact_safe: { telephone: '352' } },
  }));
  const recipients = keys.map(({ organisationId, keyId, publicKey }) => ({
    organisationId,
    keyId,
    publicKey: Buffer.from(publicKey, 'base64'),
    basis: { kind: 'recipient', code: 'report' } as const,
    compartments: ['identity' as const, 'contact_safe' as const],
  }));
  const vaultPublic = { keyId: vaultKey.keyId, publicKey: Buffer.from(vaultKey.publicKey, 'base64') };
  const rows = await sealForBodies({
    subjects,
    recipients,
    vaultKey: vaultPublic,
    by: officerId,
    at: systemClock.now(),
  });
  await insertSealed(vault.casework, officer, rows);
  for (const { subjectId } of subjects)
    await addConsent(vault.administrator, {
      ...{ id: consentOf(subjectId), personId: subjectId, organisations: [service], by: police },
    });
  return subjects.map(({ subjectId }) => subjectId);
};

const asking = (subjectId: string) => ({
  context: officer.context,
  mac: officer.mac,
  subjectId,
  compartments: ['identity' as const],
  purpose: 'interview',
  reason: 'first-interview',
});

const journalled = async (subjectId: string): Promise<number> => {
  const found = await vault.administrator.query(
    `select 1 from journal.event where type = 'identity.opened' and subject_id = $1`,
    [subjectId],
  );
  return found.rowCount ?? 0;
};

test('the line stands although nobody waited for the answer', async () => {
  const [subject = ''] = await sealMany(1);
  const key = Buffer.from(
    readFileSync(join(vault.settings.dataDirectory, 'vault', 'clients', 'casework.key'), 'utf8').trim(),
    'hex',
  );
  const socket = connect(vault.settings.socketPath);
  readFrames(socket, 100_000, (message) => {
    const asked = { client: 'casework', nonce: 1, call: 'open', body: JSON.stringify(asking(subject)) };
    socket.write(frame({ ...asked, mac: requestMac(key, (message as Greeting).challenge, asked) }), () =>
      socket.destroy(),
    );
  });
  for (let waited = 0; (await journalled(subject)) === 0 && waited < 100; waited += 1) await pause(20);
  assert.equal(await journalled(subject), 1);
});

/** How long this test may take; who asks a vault here waits twice as long, so that hanging on a dead one would show. */
const patient = 120_000;

test('killed in the middle, six times: whoever saw a plaintext stands in the journal, and all opens again afterwards', {
  timeout: patient,
}, async () => {
  await vault.stop();
  for (let round = 0; round < 6; round += 1) {
    const child = await forkVault(vault.settings);
    const client = vault.client('casework', 2 * patient);
    const subjects = await sealMany(8);
    const asked = subjects.map((subject) => client.open(asking(subject)));
    const collecting = vault.client('worker').collectEraseKeys({});
    await pause(randomInt(40));
    await killVault(child);
    const outcomes = await Promise.all(asked);
    await collecting;
    for (const [at, outcome] of outcomes.entries())
      if (!isRefusal(outcome)) assert.equal(await journalled(subjects[at] ?? ''), 1);
      else assert.equal(outcome.refused, 'vault-down');
    const next = await forkVault(vault.settings);
    valueOf(await vault.client('worker').collectEraseKeys({}));
    for (const subject of subjects) {
      const opened = valueOf(await vault.client().open(asking(subject)));
      assert.deepEqual(opened.fields, { identity: { familyName: 'Popescu' } });
    }
    await killVault(next);
  }
  await vault.restart();
});

const shareWithService = (subjectId: string) =>
  vault.client().share({
    ...{ context: officer.context, mac: officer.mac, subjectId, toOrganisationId: service },
    compartments: ['identity', 'contact_safe'],
    basis: { kind: 'consent', code: consentOf(subjectId) },
  });

type SharingState = { lines: number; envelopes: number; wraps: number };
const [nothing, everything] = [
  { lines: 0, envelopes: 0, wraps: 0 },
  { lines: 1, envelopes: 1, wraps: 2 },
];

/** What stands of sharing a subject with the service. */
const stateOf = async (subjectId: string): Promise<SharingState | undefined> => {
  const found = await vault.administrator.query<SharingState>(
    `select (select count(*)::integer from journal.event where type = 'identity.shared' and subject_id = $1) as lines,
      count(distinct e.id)::integer as envelopes, count(*)::integer as wraps
      from identity.envelope e join identity.data_key_wrap w on w.envelope_id = e.id
      join identity.data_key k on k.id = w.data_key_id where k.subject_id = $1 and e.organisation_id = $2`,
    [subjectId, service],
  );
  return found.rows[0];
};

const looseEnvelopes = async (): Promise<number> =>
  (
    await vault.administrator.query(
      `select 1 from identity.envelope e where organisation_id = $1
       and not exists (select 1 from identity.data_key_wrap w where w.envelope_id = e.id)`,
      [service],
    )
  ).rowCount ?? 0;

test('killed while sharing, between the line and the wraps: neither stands, and asking again completes it', async () => {
  const [subject = ''] = await sealMany(1);
  await vault.stop();
  const child = await forkVault(vault.settings);
  await vault.administrator.query('begin; lock table identity.data_key_wrap in share mode');
  const asked = shareWithService(subject);
  const waits = `select 1 from pg_locks where not granted and relation = 'identity.data_key_wrap'::regclass`;
  let waited = 0;
  for (; (await vault.administrator.query(waits)).rowCount === 0 && waited < 100; waited += 1) await pause(10);
  assert.ok(waited < 100, 'the vault reached the wraps');
  await killVault(child);
  // The server, too, forgets the transaction of the dead.
  await vault.administrator.query(
    `select pg_terminate_backend(pid) from pg_locks where not granted and pid <> pg_backend_pid()`,
  );
  await vault.administrator.query('commit');
  const outcome = await asked;
  assert.ok(isRefusal(outcome) && outcome.refused === 'vault-down');
  await vault.restart();
  assert.deepEqual(await stateOf(subject), nothing);
  assert.equal(await looseEnvelopes(), 0);
  valueOf(await shareWithService(subject));
  assert.deepEqual(await stateOf(subject), everything);
});

test('killed while sharing at any moment, four times: line and wraps stand together or not at all', async () => {
  const subjects = await sealMany(32);
  await vault.stop();
  for (let round = 0; round < 4; round += 1) {
    const child = await forkVault(vault.settings);
    const mine = subjects.slice(round * 8, round * 8 + 8);
    const asked = mine.map(shareWithService);
    await pause(randomInt(120));
    await killVault(child);
    const outcomes = await Promise.all(asked);
    await pause(50);
    for (const [at, subject] of mine.entries()) {
      const state = await stateOf(subject);
      assert.deepEqual(state, isRefusal(outcomes[at]) && state?.lines === 0 ? nothing : everything);
    }
  }
  assert.equal(await looseEnvelopes(), 0);
  await vault.restart();
  for (const subject of subjects) {
    valueOf(await shareWithService(subject));
    assert.deepEqual(await stateOf(subject), everything);
  }
});
