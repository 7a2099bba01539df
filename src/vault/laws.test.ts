import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import { type SealedWorld, sealedWorld } from '../../test/support/sealed-world.ts';
import { addLaw, endLaw, listLaw, switchLaw } from '../../test/support/laws.ts';
import { stepInAs } from '../../test/support/vault.ts';

let world: SealedWorld;
before(async () => {
  world = await sealedWorld();
});
after(() => world.close());

const change = (text: string, ...values: readonly unknown[]) => world.vault.administrator.query(text, [...values]);
const administrator = () => world.vault.administrator;
const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');
const refusalsOf = async (subject: string): Promise<unknown[]> =>
  (await world.lines(subject)).flatMap(({ data }) => (data['refused'] === undefined ? [] : [data['refused']]));

let count = 0;
/** A code that no other test uses, and somebody sealed to the police on its ground. */
const held = async (): Promise<{ readonly id: string; readonly subject: string }> => {
  count += 1;
  const id = `ARTICLE-${count}`;
  return { id, subject: await world.sealPerson({ kind: 'law', code: id }) };
};
const opening = async (subject: string): Promise<string> => codeOf(await world.open(world.officer, subject));

describe('an article opens only what it covers, while two people stand behind it', () => {
  test('never listed; listed and off; proposed; declined; approved for later; on; ended', async () => {
    const { id, subject } = await held();
    assert.equal(await opening(subject), 'not-in-law');
    const hash = await listLaw(administrator(), { id, purposes: ['identify'] });
    assert.equal(await opening(subject), 'law-not-switched-on');
    await switchLaw(world.vault, hash, { answer: null });
    assert.equal(await opening(subject), 'law-not-switched-on', 'one person is not two');
    await switchLaw(world.vault, hash, { answer: 'declined' });
    await switchLaw(world.vault, hash, { from: '2999-01-01' });
    assert.equal(await opening(subject), 'law-not-switched-on');
    const proposal = await switchLaw(world.vault, hash);
    assert.equal(await opening(subject), 'done');
    await endLaw(administrator(), proposal);
    assert.equal(await opening(subject), 'law-not-switched-on', 'at the next opening');
    assert.deepEqual(await refusalsOf(subject), [
      'not-in-law',
      ...['law-not-switched-on', 'law-not-switched-on', 'law-not-switched-on', 'law-not-switched-on'],
    ]);
  });

  test('one person in both places, or two of one body where two bodies are asked for, is nobody', async () => {
    const [one, other] = [await held(), await held()];
    const somebody = newId();
    const alone = await listLaw(administrator(), { id: one.id, purposes: ['identify'] });
    await switchLaw(world.vault, alone, { by: [somebody, somebody] });
    assert.equal(await opening(one.subject), 'law-not-switched-on');
    const both = await listLaw(administrator(), { id: other.id, purposes: ['identify'], two_bodies: true });
    await switchLaw(world.vault, both, { bodies: [world.police, world.police] });
    assert.equal(await opening(other.subject), 'law-not-switched-on');
    await switchLaw(world.vault, both, { bodies: [world.police, world.ministry] });
    assert.equal(await opening(other.subject), 'done');
  });

  test('a text that changed is another text, and off; one altered in its row is off as well', async () => {
    const { id, subject } = await held();
    await addLaw(world.vault, { id, purposes: ['identify'] });
    assert.equal(await opening(subject), 'done');
    await listLaw(administrator(), { id, purposes: ['identify', 'assistance'] });
    assert.equal(await opening(subject), 'law-not-switched-on');
    const second = await held();
    await addLaw(world.vault, { id: second.id, purposes: ['assistance'] });
    assert.equal(await opening(second.subject), 'not-in-law');
    const widened = `update identity.legal_basis set entry = jsonb_set(entry, '{purposes}', '["identify"]') where code = $1`;
    await change(widened, second.id);
    assert.equal(await opening(second.subject), 'law-not-switched-on', 'the hash is computed, not believed');
  });

  test('another body, part or purpose, a day before or after it is in force', async () => {
    const { ministry, police } = world;
    const right = { purposes: ['identify'] };
    const changes = [
      { ...right, receivers: [ministry] },
      { ...right, compartments: ['health'] },
      { purposes: ['assistance'] },
      { ...right, valid_from: '2999-01-01' },
      { ...right, valid_to: '2020-01-01' },
    ];
    for (const one of changes) {
      const { id, subject } = await held();
      await addLaw(world.vault, { id, ...one });
      assert.equal(await opening(subject), 'not-in-law', JSON.stringify(one));
    }
    const { id, subject } = await held();
    await addLaw(world.vault, {
      id,
      ...right,
      receivers: [police],
      valid_from: '2020-01-01',
      valid_to: '2999-01-01',
    });
    assert.equal(await opening(subject), 'done');
  });

  test('what was sealed with it is not lost: it opens again when two people switch it on', async () => {
    const { id, subject } = await held();
    const hash = await listLaw(administrator(), { id, purposes: ['identify'] });
    assert.equal(await opening(subject), 'law-not-switched-on');
    await switchLaw(world.vault, hash);
    assert.deepEqual(Object.keys(valueOf(await world.open(world.officer, subject)).fields), ['identity']);
  });

  test('part of what is asked on a ground that stands, part on one that does not: nothing is given', async () => {
    const { id, subject } = await held();
    await addLaw(world.vault, { id, purposes: ['identify'], compartments: ['identity'] });
    assert.equal(codeOf(await world.open(world.officer, subject, ['identity', 'testimony'])), 'not-in-law');
    assert.equal(codeOf(await world.open(world.officer, subject, ['identity'])), 'done');
  });
});

describe('passing on by law', () => {
  const notifier = { code: 'notice', opens: ['identity'], purposes: [], permits: ['identification.notify-minister'] };
  const pass = async (subject: string, code: string): Promise<string> => {
    const { context, mac } = await stepInAs(world.vault, (await world.vault.addStaff(world.police, [notifier])).id);
    const wanted = { context, mac, subjectId: subject, toOrganisationId: world.ministry };
    const basis = { kind: 'law', code } as const;
    return codeOf(await world.vault.client().share({ ...wanted, compartments: ['identity'], basis }));
  };

  test('names an article that is on, lets this body pass on and that body in, and covers the part', async () => {
    const { ministry, police, service } = world;
    const subject = await world.sealPerson();
    assert.equal(await pass(subject, 'NO-ARTICLE'), 'not-in-law');
    const law = { id: 'PASS', givers: [police], receivers: [ministry], compartments: ['identity'] };
    await listLaw(administrator(), law);
    assert.equal(await pass(subject, 'PASS'), 'law-not-switched-on');
    for (const wrong of [{ receivers: [service] }, { givers: [service] }, { compartments: ['health'] }]) {
      await addLaw(world.vault, { ...law, ...wrong });
      assert.equal(await pass(subject, 'PASS'), 'not-in-law', JSON.stringify(wrong));
    }
    await addLaw(world.vault, { ...law, receivers: [], givers: null, own: true });
    assert.equal(await pass(subject, 'PASS'), 'not-in-law', 'one’s own record lets nobody else in');
    const held = await change(`select 1 from identity.envelope where basis_code = 'PASS'`);
    assert.equal(held.rowCount, 0);
    assert.equal((await refusalsOf(subject)).length, 6);
    await addLaw(world.vault, law);
    assert.equal(await pass(subject, 'PASS'), 'done');
  });

  test('what is held on an article that is off is not passed on', async () => {
    const { id, subject } = await held();
    await addLaw(world.vault, { id: 'ONWARD' });
    assert.equal(await pass(subject, 'ONWARD'), 'not-in-law');
    await addLaw(world.vault, { id });
    assert.equal(await pass(subject, 'ONWARD'), 'done');
  });
});

const investigator = { code: 'investigator', opens: ['identity'], purposes: ['identify'], permits: [] };

// Last, for it ends the session of the officer who seals in this file.
describe('what a body keeps of its own', () => {
  test('opens for who wrote it, whatever became of her, and for nobody else', async () => {
    const { id, subject } = await held();
    await addLaw(world.vault, { id, purposes: ['identify'], receivers: [], own: true });
    assert.equal(await opening(subject), 'done');
    const colleague = await stepInAs(world.vault, (await world.vault.addStaff(world.police, [investigator])).id);
    await change(
      `update directory.staff set state = 'disabled' where id in
      (select created_by from identity.sealed_field where subject_id = $1)`,
      subject,
    );
    const { context, mac } = colleague;
    const asked = { context, mac, subjectId: subject, compartments: ['identity' as const], purpose: 'identify' };
    assert.equal(codeOf(await world.vault.client().open({ ...asked, reason: 'help' })), 'done');
    await change('update identity.sealed_field set created_by = $2 where subject_id = $1', subject, newId());
    assert.equal(codeOf(await world.vault.client().open({ ...asked, reason: 'help' })), 'not-in-law');
  });
});
