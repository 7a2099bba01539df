import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import type { RotationProgress, VaultClient } from '../platform/vault-client/index.ts';
import { type SealedWorld, sealedWorld, texts } from '../../test/support/sealed-world.ts';
import { forkVault, killVault } from '../../test/support/vault-child.ts';

let world: SealedWorld;
let cli: VaultClient;
before(async () => {
  world = await sealedWorld();
  cli = world.vault.client('cli', 10_000);
});
after(() => world.close());

const seal = async (count: number): Promise<string[]> => {
  const subjects: string[] = [];
  for (let made = 0; made < count; made += 1) subjects.push(await world.sealPerson());
  return subjects;
};

const finish = async (ask = cli): Promise<RotationProgress> => {
  for (;;) {
    const { progress } = valueOf(await ask.rewrapBatch({ organisationId: world.police }));
    assert.ok(progress, 'an exchange runs');
    if (progress.state === 'finished') return progress;
  }
};

const assertOpens = async (subjects: readonly string[]): Promise<void> => {
  for (const subject of subjects)
    assert.deepEqual(valueOf(await world.open(world.officer, subject)).fields, { identity: texts.identity });
};

type KeyRow = { readonly key_id: string; readonly state: string };

const keysOf = async (): Promise<KeyRow[]> => {
  const text = `select key_id, state from identity.organisation_key where organisation_id = $1 order by key_id`;
  return (await world.vault.administrator.query<KeyRow>(text, [world.police])).rows;
};

const underOldKeys = async (): Promise<number> => {
  const active = (await keysOf()).find(({ state }) => state === 'active')?.key_id;
  const text = 'select 1 from identity.envelope where organisation_id = $1 and key_id <> $2';
  return (await world.vault.administrator.query(text, [world.police, active])).rowCount ?? 0;
};

const linesOfKeys = async (): Promise<string[]> => {
  const text = `select type from journal.event where subject_kind = 'organisation-key' and chain = $1 order by seq`;
  return (await world.vault.administrator.query<{ type: string }>(text, [world.police])).rows.map(({ type }) => type);
};

const restDay = `update identity.organisation_key set retired_at = retired_at - interval '25 hours' where state = 'decrypt-only'`;
const keyFiles = (): string[] =>
  readdirSync(join(world.vault.settings.dataDirectory, 'vault', 'keys', 'organisations')).filter((name) =>
    name.startsWith(world.police),
  );

describe('the key of an organisation is exchanged', () => {
  test('everything opens before, meanwhile and afterwards, and stands under the new key', async () => {
    const earlier = await seal(60);
    const [old] = await keysOf();
    const begun = valueOf(await cli.rotateKey({ organisation: 'POLICE' }));
    assert.equal(begun.total, 60);
    assert.notEqual(begun.keyId, old?.key_id);
    const meanwhile = await seal(1);
    assert.equal(valueOf(await cli.rewrapBatch({})).progress?.done, 50);
    await assertOpens([...earlier.slice(0, 3), ...earlier.slice(-3), ...meanwhile]);
    const { done, damaged } = await finish();
    assert.deepEqual([done, damaged], [60, 0]);
    assert.equal(await underOldKeys(), 0);
    await assertOpens([...earlier.slice(0, 5), ...earlier.slice(-5), ...meanwhile]);
    assert.deepEqual(valueOf(await cli.rewrapBatch({})), { progress: null });
    assert.deepEqual(await linesOfKeys(), ['identity.key_rotation_begun', 'identity.key_rotation_finished']);
  });

  test('the old key is destroyed only after a day without anything under it, and for good', async () => {
    const subjects = await seal(1);
    valueOf(await cli.rotateKey({ organisation: 'POLICE' }));
    await world.vault.administrator.query(restDay);
    const [oldest] = await keysOf();
    assert.ok(
      !valueOf(await cli.destroyKeys({ organisation: 'POLICE' })).destroyed.includes((await keysOf())[1]?.key_id ?? ''),
    );
    assert.equal((await keysOf())[0]?.state, 'destroyed', 'the one of the exchange before, empty for a day');
    await finish();
    await world.vault.administrator.query(restDay);
    valueOf(await cli.destroyKeys({ organisation: 'POLICE' }));
    assert.deepEqual(
      (await keysOf()).map(({ state }) => state),
      ['destroyed', 'destroyed', 'active'],
    );
    assert.equal(keyFiles().length, 1);
    assert.ok(!keyFiles().some((name) => name.includes(oldest?.key_id ?? '')));
    await assertOpens(subjects);
    await world.vault.stop();
    await world.vault.restart();
    await assertOpens(subjects);
  });

  test('what comes back under a destroyed key is refused by name, and that is written down', async () => {
    const [subject = ''] = await seal(1);
    const destroyed = (await keysOf())[0]?.key_id;
    const text = `update identity.envelope set key_id = $1 where id in (select w.envelope_id from identity.data_key_wrap w
      join identity.data_key k on k.id = w.data_key_id where k.subject_id = $2)`;
    await world.vault.administrator.query(text, [destroyed, subject]);
    const outcome = await world.open(world.officer, subject);
    assert.ok(isRefusal(outcome) && outcome.refused === 'key-revoked', JSON.stringify(outcome));
    assert.deepEqual(
      (await world.lines(subject)).map(({ type, data }) => [type, data['refused']]),
      [['identity.open-refused', 'key-revoked']],
    );
    const consent = await world.agree(subject);
    const shared = await world.share(subject, consent);
    assert.ok(isRefusal(shared) && shared.refused === 'key-revoked');
    await world.vault.administrator.query(
      'delete from identity.data_key_wrap w using identity.envelope e where e.id = w.envelope_id and e.key_id = $1',
      [destroyed],
    );
    await world.vault.administrator.query('delete from identity.envelope where key_id = $1', [destroyed]);
  });

  test('can be stopped: the new key stays, the old one opens, and the next exchange takes up both', async () => {
    const subjects = await seal(3);
    valueOf(await cli.rotateKey({ organisation: 'POLICE' }));
    assert.deepEqual(valueOf(await cli.cancelRotation({ organisation: 'POLICE' })), { cancelled: true });
    assert.deepEqual(valueOf(await cli.rewrapBatch({})), { progress: null });
    const again = await cli.cancelRotation({ organisation: 'POLICE' });
    assert.ok(isRefusal(again) && again.refused === 'no-rotation');
    assert.ok((await underOldKeys()) > 0);
    await assertOpens(subjects);
    valueOf(await cli.rotateKey({ organisation: 'POLICE' }));
    await finish();
    assert.equal(await underOldKeys(), 0);
    await assertOpens(subjects);
  });

  test('an altered envelope is counted and left, and keeps nothing from finishing', async () => {
    const [whole = '', bad = ''] = await seal(2);
    const text = `update identity.envelope set ciphertext = decode(repeat('ab', 48), 'hex') where id in (select w.envelope_id
      from identity.data_key_wrap w join identity.data_key k on k.id = w.data_key_id where k.subject_id = $1)`;
    await world.vault.administrator.query(text, [bad]);
    valueOf(await cli.rotateKey({ organisation: 'POLICE' }));
    assert.equal((await finish()).damaged, 1);
    assert.equal(await underOldKeys(), 1);
    await assertOpens([whole]);
    const removed = `delete from identity.data_key_wrap w using identity.data_key k where k.id = w.data_key_id and k.subject_id = $1`;
    await world.vault.administrator.query(removed, [bad]);
    await world.vault.administrator.query(
      `delete from identity.envelope where ciphertext = decode(repeat('ab', 48), 'hex')`,
    );
  });

  test('an organisation that is not there has no key to exchange; casework and worker may not begin it', async () => {
    const unknown = await cli.rotateKey({ organisation: 'NOBODY' });
    assert.ok(isRefusal(unknown) && unknown.refused === 'unknown-organisation');
    for (const name of ['casework', 'worker', 'portal']) {
      const refused = await world.vault.client(name).rotateKey({ organisation: 'POLICE' });
      assert.ok(isRefusal(refused) && refused.refused === 'not-permitted');
    }
  });

  test('the vault’s own key too: erase keys that wait in the letter box come in afterwards', async () => {
    const subjects = await seal(2);
    valueOf(await cli.rotateKey({ organisation: 'VAULT' }));
    while (valueOf(await cli.rewrapBatch({})).progress !== null);
    assert.ok(valueOf(await cli.collectEraseKeys({})).collected >= 2);
    await assertOpens(subjects);
  });
});

test('what a crash left half written or half destroyed keeps no vault from starting, and is cleared away', async () => {
  const folder = join(world.vault.settings.dataDirectory, 'vault', 'keys', 'organisations');
  await world.vault.stop();
  for (const ending of ['new', 'gone'])
    writeFileSync(join(folder, `${world.police}.${newId()}.key.${ending}`), Buffer.alloc(93));
  await world.vault.restart();
  assert.deepEqual(
    readdirSync(folder).filter((name) => !name.endsWith('.key')),
    [],
  );
});

type Act = () => Promise<unknown>;

const acts: readonly Act[] = [
  () => cli.rotateKey({ organisation: 'POLICE' }),
  () => cli.rewrapBatch({}),
  () => cli.rewrapBatch({}),
  () => cli.destroyKeys({ organisation: 'POLICE' }),
];

test('killed at random moments of the exchange, eight times: nothing is lost, and it finishes', async (context) => {
  const subjects = await seal(120);
  const seed = Number(process.env['ARIANE_SEED'] ?? randomInt(1_000_000));
  context.diagnostic(`seed ${seed}`);
  let drawn = seed;
  const draw = (below: number): number => {
    drawn = (drawn * 48_271 + 11) % 2_147_483_647;
    return drawn % below;
  };
  await world.vault.stop();
  for (let round = 0; round < 8; round += 1) {
    const child = await forkVault(world.vault.settings);
    await world.vault.administrator.query(restDay);
    const asked = acts.slice(0, 1 + draw(acts.length)).map((act) => act());
    await pause(draw(120));
    await killVault(child);
    await Promise.all(asked);
  }
  await world.vault.restart();
  valueOf(await cli.rotateKey({ organisation: 'POLICE' }));
  await finish();
  assert.equal(await underOldKeys(), 0);
  await world.vault.administrator.query(restDay);
  valueOf(await cli.destroyKeys({ organisation: 'POLICE' }));
  assert.deepEqual(keyFiles().length, 1, keyFiles().join(' '));
  assert.equal((await keysOf()).filter(({ state }) => state === 'active').length, 1);
  for (const subject of subjects.slice(0, 50)) await assertOpens([subject]);
});
