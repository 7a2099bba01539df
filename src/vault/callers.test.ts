import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isRefusal } from '../platform/outcome.ts';
import type { SignedContext, VaultClient } from '../platform/vault-client/index.ts';
import { stepInAs, type TestRole, type TestVault, testVault } from '../../test/support/vault.ts';

const role = (permits: readonly string[]): TestRole => ({ code: 'desk', opens: [], purposes: [], permits });

describe('marks of numbers that call', () => {
  let vault: TestVault;
  let client: VaultClient;
  let bodies: readonly [string, string];
  let takers: readonly [SignedContext, SignedContext];
  let other: SignedContext;

  before(async () => {
    vault = await testVault();
    client = vault.client();
    bodies = [await vault.addOrganisation('DESK'), await vault.addOrganisation('OTHER')];
    const taker = async (body: string) =>
      stepInAs(vault, (await vault.addStaff(body, [role(['referrals.take-calls'])])).id);
    takers = [await taker(bodies[0]), await taker(bodies[1])];
    other = await stepInAs(vault, (await vault.addStaff(bodies[0], [{ ...role([]), code: 'nobody' }])).id);
  });
  after(() => vault.close());

  const mark = async ({ context, mac }: SignedContext, number: string, organisationId = bodies[0]) => {
    const made = await client.markCaller({ context, mac, organisationId, number });
    return isRefusal(made) ? made.refused : made.mark;
  };

  test('are the same for a number however it is typed, another for another number, and another in each body', async () => {
    const first = await mark(takers[0], '+352 621 555 010');
    assert.match(first, /^[0-9a-f]{32}$/);
    for (const typed of ['00352 621-555-010', '621 555 010', '+352 (0) 621 555 010'])
      assert.equal(await mark(takers[0], typed), first, typed);
    assert.notEqual(await mark(takers[0], '+352 621 555 011'), first);
    assert.notEqual(await mark(takers[1], '+352 621 555 010', bodies[1]), first);
  });

  test('are made for who takes calls of that body alone, and each asking stands in the journal without the number', async () => {
    assert.equal(await mark(other, '+352 621 555 010'), 'not-allowed');
    assert.equal(await mark(takers[1], '+352 621 555 010', bodies[0]), 'not-allowed');
    assert.equal(await mark(takers[0], 'no number'), 'bad-request');
    const { rows } = await vault.administrator.query<{ type: string; whole: string }>(
      "select type, e::text as whole from journal.event e where type like 'identity.caller%'",
    );
    assert.ok(rows.some(({ type }) => type === 'identity.caller_marked'));
    assert.ok(rows.some(({ type }) => type === 'identity.caller-refused'));
    // Three digits stand in a hash by chance; six of the number do not.
    assert.ok(rows.every(({ whole }) => !/621\s?555/.test(whole)));
  });

  test('stop for who tries number after number', async () => {
    const answers: string[] = [];
    for (let number = 0; number < 62; number += 1)
      answers.push(await mark(takers[1], `+352 621 ${555_010 + number}`, bodies[1]));
    assert.notEqual(answers[0], 'budget');
    assert.equal(answers.at(-1), 'budget');
  });
});
