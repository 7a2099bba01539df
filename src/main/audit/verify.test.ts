import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { after, afterEach, before, describe, test } from 'node:test';
import fc from 'fast-check';
import {
  chain,
  events,
  otherChain,
  rawKey,
  type TestJournal,
  testJournal,
  vaultKey,
} from '../../../test/support/journal.ts';
import type { Finding } from './finding.ts';
import { type AuditReport, verifyJournal } from './verify.ts';

let journal: TestJournal;
before(async () => {
  journal = await testJournal();
});
after(() => journal.close());
afterEach(() => journal.mend());

const change = (...statements: readonly string[]): Promise<void> => journal.change(...statements);
const verify = (key: string | null = null): Promise<AuditReport> => verifyJournal(journal.auditor, key);

const found = async (): Promise<readonly string[]> => {
  const report = await verify();
  assert.equal(report.sound, report.findings.length === 0);
  return report.findings.map(
    ({ kind, chain: one, seq, to }: Finding) =>
      `${kind} ${one === chain ? 'A' : one === otherChain ? 'B' : '-'} ${seq}${to === undefined ? '' : `-${to}`}`,
  );
};

const here = `chain = '${chain}'`;
const rehash = `hash = sha256(prev || convert_to(body, 'UTF8'))`;
/** Writes hashes, links and head anew from a number on, as somebody with all rights would. */
const rewriteFrom = (seq: number): string => `
  do $$ declare e record; last bytea; begin
    select hash into last from journal.event where ${here} and seq = ${seq} - 1;
    for e in select * from journal.event where ${here} and seq >= ${seq} order by seq loop
      last := sha256(last || convert_to(e.body, 'UTF8'));
      update journal.event set prev = (select hash from journal.event where ${here} and seq = e.seq - 1), hash = last
        where ${here} and seq = e.seq;
    end loop;
    update journal.head set hash = last, seq = (select max(seq) from journal.event where ${here}) where ${here};
  end $$`;

test('an untouched journal is whole', async () => {
  const report = await verify(rawKey(vaultKey));
  assert.deepEqual(report.findings, []);
  assert.deepEqual([report.chains, report.events, report.checkpoints, report.notYetSigned], [2, events + 3, 1, 0]);
  assert.deepEqual(report.keys, [rawKey(vaultKey)]);
});

test('events after the last checkpoint are counted as not yet signed', async () => {
  await journal.write(otherChain, 2);
  assert.equal((await verify()).notYetSigned, 2);
});

describe('an edited row', () => {
  test('its body', async () => {
    await change(
      `update journal.event set body = replace(body, 'report-sent', 'report-lost') where ${here} and seq = 5`,
    );
    assert.deepEqual(await found(), ['edited A 5']);
  });
  test('its body, its columns and its hash', async () => {
    await change(
      `update journal.event set body = replace(body, 'report-sent', 'report-lost'), type = 'referrals.report-lost' where ${here} and seq = 5`,
      `update journal.event set ${rehash} where ${here} and seq = 5`,
    );
    assert.deepEqual(await found(), ['edited A 5']);
  });
  test('the last one, with its hash', async () => {
    await change(
      `update journal.event set body = replace(body, '"v": 1', '"v": 2') where ${here} and seq = ${events}`,
      `update journal.event set ${rehash} where ${here} and seq = ${events}`,
    );
    assert.deepEqual(await found(), [`rewritten A ${events}`, `edited A ${events}`]);
  });
  test('the link to the row before', async () => {
    await change(`update journal.event set prev = sha256('x') where ${here} and seq = 4`);
    assert.deepEqual(await found(), ['edited A 4']);
  });
  test('the first link, hashed anew', async () => {
    await change(
      `update journal.event set prev = sha256('x') where ${here} and seq = 1`,
      `update journal.event set ${rehash} where ${here} and seq = 1`,
    );
    assert.deepEqual(await found(), ['edited A 1', 'edited A 1']);
  });
  test('a body that is no JSON', async () => {
    await change(`update journal.event set body = 'nothing' where ${here} and seq = 2`);
    assert.deepEqual(await found(), ['edited A 2']);
  });
  for (const [column, value] of [
    ['type', `'other.thing'`],
    ['at', `at + interval '1 microsecond'`],
    ['recorded_at', `recorded_at - interval '1 microsecond'`],
    ['actor', 'null'],
    ['subject_kind', `'case'`],
    ['subject_id', 'gen_random_uuid()'],
    ['case_id', 'gen_random_uuid()'],
    ['report_id', 'null'],
    ['person_id', 'gen_random_uuid()'],
    ['audience', 'audience || gen_random_uuid()'],
    ['data', `data || '{"persons": 99}'`],
    ['id', 'gen_random_uuid()'],
  ] as const)
    test(`the column ${column}, its body untouched`, async () => {
      await change(`update journal.event set ${column} = ${value} where ${here} and seq = 3`);
      const { findings } = await verify();
      assert.deepEqual(
        findings.map(({ kind, seq, what }) => [kind, seq, what]),
        [['edited', 3, `its body says otherwise than ${column}`]],
      );
    });
});

describe('a missing row', () => {
  test('in the middle', async () => {
    await change(`delete from journal.event where ${here} and seq in (4, 5)`);
    assert.deepEqual(await found(), ['missing A 4-5']);
  });
  test('in the middle, the rest renumbered', async () => {
    await change(
      `delete from journal.event where ${here} and seq = 4`,
      `update journal.event set seq = -seq where ${here} and seq > 4`,
      `update journal.event set seq = -seq - 1 where ${here} and seq < 0`,
      `update journal.head set seq = seq - 1 where ${here}`,
    );
    assert.deepEqual(await found(), ['missing A 4-4', 'head A 11']);
  });
  test('at the end', async () => {
    await change(`delete from journal.event where ${here} and seq > 9`);
    assert.deepEqual(await found(), ['missing A 10-12']);
  });
  test('at the end, the head set back: the checkpoint knows', async () => {
    await change(`delete from journal.event where ${here} and seq > 9`, rewriteFrom(9));
    assert.deepEqual(await found(), ['missing A 10-12']);
  });
  test('a whole chain with its head', async () => {
    await change(`delete from journal.event where ${here}`, `delete from journal.head where ${here}`);
    assert.deepEqual(await found(), ['missing A 1-12']);
  });
  test('the first', async () => {
    await change(`delete from journal.event where ${here} and seq = 1`);
    assert.deepEqual(await found(), ['missing A 1-1']);
  });
});

const forge = (seq: number, number: number): string => `
  insert into journal.event select chain, ${seq}, gen_random_uuid(), type, at, recorded_at, actor, subject_kind, subject_id,
    case_id, report_id, person_id, audience, data, jsonb_set(body::jsonb, '{seq}', '${number}')::text, prev, hash
  from journal.event where ${here} and seq = ${seq - 1};
  update journal.event f set prev = b.hash, hash = sha256(b.hash || convert_to(f.body, 'UTF8')), id = (f.body::jsonb ->> 'id')::uuid
  from journal.event b where f.chain = b.chain and f.${here} and f.seq = ${seq} and b.seq = ${seq - 1}`;
const makeRoomAt = (seq: number): readonly string[] => [
  'alter table journal.event drop constraint event_id_key',
  `update journal.event set seq = -seq where ${here} and seq >= ${seq}`,
  `update journal.event set seq = -seq + 1 where ${here} and seq < 0`,
];
const closeRoom = 'alter table journal.event add constraint event_id_key unique (id)';

describe('an inserted row', () => {
  test('in the middle, well hashed, the rest renumbered', async () => {
    await change(...makeRoomAt(6), forge(6, 6), `update journal.head set seq = seq + 1 where ${here}`);
    const said = await found();
    await journal.mend();
    await change(closeRoom);
    assert.deepEqual(said, ['inserted A 6', 'head A 13']);
  });
  test('at the end, the head not moved', async () => {
    await change('alter table journal.event drop constraint event_id_key', forge(events + 1, events + 1));
    const said = await found();
    await journal.mend();
    await change(closeRoom);
    assert.deepEqual(said, ['inserted A 13-13']);
  });
  test('taken from another chain', async () => {
    await change(`update journal.event set chain = '${chain}', seq = 13 where chain = '${otherChain}' and seq = 3`);
    assert.deepEqual(await found(), ['inserted A 13', 'missing B 3-3']);
  });
});

describe('reordered rows', () => {
  test('two that changed places', async () => {
    await change(
      `update journal.event set seq = -1 where ${here} and seq = 6`,
      `update journal.event set seq = 6 where ${here} and seq = 7`,
      `update journal.event set seq = 7 where ${here} and seq = -1`,
    );
    assert.deepEqual(await found(), ['reordered A 6', 'reordered A 7']);
  });
  test('the last one moved on', async () => {
    await change(`update journal.event set seq = 1012 where ${here} and seq = 12`);
    assert.deepEqual(await found(), ['reordered A 1012']);
  });
  test('one moved far away', async () => {
    await change(`update journal.event set seq = 100 where ${here} and seq = 6`);
    assert.deepEqual(await found(), ['reordered A 100']);
  });
  test('one moved before the beginning, where nobody may read', async () => {
    await change(`update journal.event set seq = -5 where ${here} and seq = 6`);
    assert.deepEqual(await found(), ['missing A 6-6']);
  });
});

describe('heads and checkpoints', () => {
  test('a chain written anew with all hashes and its head: only the checkpoint tells', async () => {
    await change(
      `update journal.event set body = replace(body, '"persons": 5', '"persons": 4'), data = data || '{"persons": 4}' where ${here} and seq = 5`,
      rewriteFrom(5),
    );
    assert.deepEqual(await found(), [`rewritten A ${events}`]);
  });
  test('the head taken away or changed', async () => {
    await change(`delete from journal.head where ${here}`);
    assert.deepEqual(await found(), ['head A 12']);
    await journal.mend();
    await change(`update journal.head set hash = sha256('x') where ${here}`);
    assert.deepEqual(await found(), ['edited A 12']);
  });
  test('a note that was changed, a signature of somebody else, a note that makes no sense', async () => {
    await change(`update journal.checkpoint set note = replace(note, ' 12 ', ' 11 ')`);
    assert.deepEqual(await found(), ['checkpoint - null']);
    await journal.mend();
    await change(`update journal.checkpoint set signature = decode(repeat('00', 64), 'hex')`);
    assert.deepEqual(await found(), ['checkpoint - null']);
    await journal.mend();
    await journal.checkpoint(vaultKey, 'anything');
    assert.deepEqual(await found(), ['checkpoint - null']);
  });
  test('a key that is not the vault’s', async () => {
    await journal.checkpoint(generateKeyPairSync('ed25519'));
    assert.deepEqual((await verify()).findings, []);
    const { findings } = await verify(rawKey(vaultKey));
    assert.deepEqual(
      findings.map(({ kind }) => kind),
      ['checkpoint'],
    );
  });
  test('a later checkpoint that holds less', async () => {
    const hash = 'ab'.repeat(32);
    await journal.checkpoint(
      vaultKey,
      `ariane journal checkpoint v1\n2024-03-06T00:00:00.000Z\n${otherChain} 1 ${hash}\n`,
    );
    assert.deepEqual(await found(), ['checkpoint B 1', 'rewritten B 1']);
  });
});

test('no single change to any column of any row passes', async () => {
  const changes = fc.record({
    seq: fc.integer({ min: 1, max: events }),
    set: fc.constantFrom(
      `body = body || ' '`,
      `hash = sha256(hash)`,
      `prev = sha256(prev)`,
      `seq = seq + 1000`,
      `chain = gen_random_uuid()`,
      `data = '{}'`,
      `audience = '{}'`,
      `at = now()`,
    ),
  });
  await fc.assert(
    fc.asyncProperty(changes, async ({ seq, set }) => {
      await change(`update journal.event set ${set} where ${here} and seq = ${seq}`);
      const { sound } = await verify();
      await journal.mend();
      assert.equal(sound, false);
    }),
    { numRuns: 60 },
  );
});
