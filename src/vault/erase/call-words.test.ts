import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Erasable, type ErasureWorld, erasureWorld } from '../../../test/support/erasure-world.ts';
import { newId, newReference } from '../../platform/ids.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';

let world: ErasureWorld;
before(async () => {
  world = await erasureWorld();
});
after(() => world.close());

const query = async (text: string, ...values: readonly (string | null)[]) =>
  (await world.vault.administrator.query<Record<string, unknown>>(text, [...values])).rows;

/** A closed call of the police with a sealed text and a sealed addition, long ago; from it the report of somebody began. */
const call = async (person: Erasable | null): Promise<{ callId: string; lineId: string }> => {
  const [callId, lineId] = [newId(), newId()];
  const [officer] = await query('select id from directory.staff where organisation_id = $1 limit 1', world.police);
  const staff = String(officer?.['id']);
  await query(
    `insert into referrals.call (id, organisation_id, reference, channel, began_at, noted_at, noted_by, taken_by, kind, closed_at,
       closed_by, caller_mark, call_back, call_back_from, call_back_until, draft_id, bed_persons)
     values ($1, $2, $3, 'phone', '2024-01-01', '2024-01-01', $4, $4, 'about_self', '2024-01-01', $4, decode(repeat('07', 16), 'hex'),
       'yes', 600, 720, $5, 2)`,
    ...[callId, world.police, newReference(), staff, person?.reportId ?? null],
  );
  await query(
    `insert into referrals.call_line (id, call_id, organisation_id, kind, code, by_staff, at) values ($1, $2, $3, 'added', 'note', $4, now())`,
    ...[lineId, callId, world.police, staff],
  );
  for (const subject of [callId, lineId]) await world.sealPerson(undefined, subject);
  return { callId, lineId };
};

const rowOf = async (callId: string) =>
  (
    await query(
      `select texts_over_on is not null as over, texts_gone as gone, caller_mark, call_back, bed_persons, kind from referrals.call where id = $1`,
      callId,
    )
  )[0];
const bare = { over: true, gone: true, caller_mark: null, call_back: null, bed_persons: null, kind: 'about_self' };
const sealed = async (...subjects: readonly string[]): Promise<number> =>
  (
    await query(
      'select 1 from identity.sealed_field where subject_id = any (string_to_array($1, $2)::uuid[])',
      subjects.join(),
      ',',
    )
  ).length;
const opens = async (subject: string): Promise<string> => {
  const answer = await world.open(world.officer, subject, ['identity']);
  return isRefusal(answer) ? answer.refused : 'done';
};
const retire = (before: string, today = '2026-01-01') =>
  query('select id from referrals.retire_calls($1::timestamptz, $2::date)', before, today);
const isRetired = async (callId: string, before = '2025-01-01'): Promise<boolean> =>
  (await retire(before)).some(({ id }) => id === callId);

describe('the words of a call', () => {
  test('go with the person whose report began from it; its codes stay', async () => {
    const person = await world.person();
    const { callId, lineId } = await call(person);
    const other = await call(null);
    assert.equal(await opens(callId), 'done');
    valueOf(await world.erase(world.approver, await world.request(person)));
    assert.deepEqual(await rowOf(callId), bare);
    assert.equal(await sealed(callId, lineId), 0);
    assert.deepEqual([await opens(callId), await opens(lineId)], ['erased', 'erased']);
    assert.equal(await opens(other.callId), 'done');
  });

  test('are held while the person whose report began from it has the use of her data restricted', async () => {
    const person = await world.person();
    const { callId, lineId } = await call(person);
    const lift = await world.restrict(person, ['access_request']);
    assert.deepEqual([await opens(callId), await opens(lineId)], ['restricted', 'restricted']);
    assert.equal(
      await opens(person.reportId),
      'restricted',
      'and so is the report itself, as long as it is hers alone',
    );
    await lift();
    assert.equal(await opens(callId), 'done');
  });

  test('stay while the report speaks of somebody else, too', async () => {
    const [one] = await world.twoOfOneReport();
    const { callId } = await call(one);
    valueOf(await world.erase(world.approver, await world.request(one)));
    assert.equal(await opens(callId), 'done');
  });

  test('end with their term, unless they are held; then the vault destroys their keys of itself', async () => {
    const person = await world.person();
    const { callId, lineId } = await call(person);
    const lift = await world.hold(person, world.police);
    assert.equal(await isRetired(callId), false, 'held');
    await lift();
    assert.equal(await isRetired(callId, '2023-01-01'), false, 'before its time');
    assert.equal(await isRetired(callId), true);
    assert.equal(await isRetired(callId), false, 'once');
    // The vault looks every five seconds; a restart looks at once.
    await world.vault.stop();
    await world.vault.restart();
    assert.equal(await sealed(callId, lineId), 0);
    assert.deepEqual(await rowOf(callId), bare);
    assert.equal(await opens(callId), 'erased');
    assert.equal(await opens(person.personId), 'done', 'what else is known of the person stays');
  });
});
