import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import { projectRoot } from '../platform/root.ts';
import { sealForBodies } from '../platform/sealing/index.ts';
import { frame, type Greeting, readFrames, requestMac } from '../platform/vault-client/frames.ts';
import type { SignedContext } from '../platform/vault-client/index.ts';
import { insertSealed, stepInAs, type TestVault, testVault } from '../../test/support/vault.ts';

let vault: TestVault;
let police: string;
let officer: SignedContext;
let officerId: string;
before(async () => {
  vault = await testVault();
  police = await vault.addOrganisation('POLICE');
  officerId = (await vault.addStaff(police, [{ code: 'officer', opens: ['identity'], purposes: ['interview'] }])).id;
  officer = await stepInAs(vault, officerId);
});
after(() => vault.close());

const sealMany = async (count: number): Promise<string[]> => {
  const { keys, vaultKey } = valueOf(await vault.client().organisationKeys({ organisationIds: [police] }));
  const subjects = Array.from({ length: count }, () => ({
    subjectId: newId(),
    compartments: { identity: { familyName: 'Popescu' } },
  }));
  const recipients = keys.map(({ organisationId, keyId, publicKey }) => ({
    organisationId,
    keyId,
    publicKey: Buffer.from(publicKey, 'base64'),
    basis: { kind: 'recipient', code: 'report' } as const,
    compartments: ['identity' as const],
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

const startProcess = async (): Promise<ChildProcess> => {
  const { log: _, ...settings } = vault.settings;
  const child = fork(join(projectRoot, 'test/support/vault-process.ts'), [JSON.stringify(settings)], {
    execArgv: ['--import', 'tsx'],
  });
  await new Promise<void>((ready, failed) => {
    child.once('message', () => ready());
    child.once('exit', (code) => failed(new Error(`the vault ended (${code})`)));
  });
  return child;
};

const kill = (child: ChildProcess): Promise<void> =>
  new Promise((gone) => {
    child.once('exit', () => gone());
    child.kill('SIGKILL');
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

test('killed in the middle, six times: whoever saw a plaintext stands in the journal, and all opens again afterwards', async () => {
  await vault.stop();
  for (let round = 0; round < 6; round += 1) {
    const child = await startProcess();
    const client = vault.client();
    const subjects = await sealMany(8);
    const asked = subjects.map((subject) => client.open(asking(subject)));
    const collecting = vault.client('worker').collectEraseKeys({});
    await pause(randomInt(40));
    const started = performance.now();
    await kill(child);
    const outcomes = await Promise.all(asked);
    await collecting;
    assert.ok(performance.now() - started < 2000, 'nobody hangs on a dead vault');
    for (const [at, outcome] of outcomes.entries())
      if (!isRefusal(outcome)) assert.equal(await journalled(subjects[at] ?? ''), 1);
      else assert.equal(outcome.refused, 'vault-down');
    const next = await startProcess();
    valueOf(await vault.client('worker').collectEraseKeys({}));
    for (const subject of subjects) {
      const opened = valueOf(await vault.client().open(asking(subject)));
      assert.deepEqual(opened.fields, { identity: { familyName: 'Popescu' } });
    }
    await kill(next);
  }
  await vault.restart();
});
