import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import type { Compartment } from '../platform/sealing/index.ts';
import { type SealedWorld, sealedWorld } from '../../test/support/sealed-world.ts';
import type { TestConsent } from '../../test/support/vault.ts';

let world: SealedWorld;
before(async () => {
  world = await sealedWorld();
});
after(() => world.close());

const change = (text: string, ...values: readonly unknown[]) => world.vault.administrator.query(text, [...values]);
const takenBack = `withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'oral'`;

const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');
const refusalsOf = async (subject: string, type: string): Promise<unknown[]> =>
  (await world.lines(subject)).filter((line) => line.type === type).map(({ data }) => data['refused']);

describe('the record of the consent decides', () => {
  test('whether keys are shared: refused, of another person, for other parts or bodies, ended, taken back', async () => {
    const { ministry, service } = world;
    const subject = await world.sealPerson();
    const on = async (changes: Partial<TestConsent>): Promise<string> =>
      codeOf(await world.share(subject, await world.agree(subject, changes)));
    assert.equal(await on({ answer: 'refused' }), 'not-in-consent');
    assert.equal(await on({ personId: newId() }), 'not-in-consent');
    assert.equal(await on({ compartments: ['identity'] }), 'not-in-consent');
    assert.equal(await on({ organisations: [ministry] }), 'not-in-consent');
    assert.equal(await on({ by: ministry, organisations: [ministry, service] }), 'not-in-consent');
    assert.equal(await on({ validUntil: '2020-02-01' }), 'consent-expired');
    assert.equal(codeOf(await world.share(subject, 'never-recorded')), 'not-in-consent');
    const back = await world.agree(subject);
    await change(`update identity.consent set ${takenBack} where id = $1`, back);
    assert.equal(codeOf(await world.share(subject, back)), 'consent-withdrawn');
    assert.equal((await refusalsOf(subject, 'identity.share-refused')).length, 8);
    assert.equal(codeOf(await world.open(world.helper, subject)), 'consent-withdrawn', 'nothing was let in meanwhile');
  });

  test('every opening anew: purpose, part, body, last day, answer, withdrawal', async () => {
    const subject = await world.sealPerson();
    const consent = await world.agree(subject, { compartments: ['identity', 'testimony'] });
    const parts: Compartment[] = ['identity', 'testimony'];
    valueOf(await world.share(subject, consent, { compartments: parts }));
    const opening = async (to: string, compartments: Compartment[] = ['identity']): Promise<string> => {
      await change(`update identity.consent set ${to} where id = $1`, consent);
      return codeOf(await world.open(world.helper, subject, compartments));
    };
    assert.equal(await opening(`purposes = '{help_with_rights}'`), 'not-in-consent');
    assert.equal(await opening(`purposes = '{assistance}', compartments = '{identity}'`, parts), 'not-in-consent');
    assert.equal(await opening(`purposes = '{assistance}'`), 'done');
    assert.equal(await opening(`organisations = '{${world.ministry}}'`), 'not-in-consent');
    assert.equal(await opening(`organisations = '{${world.service}}', valid_until = '2020-02-01'`), 'consent-expired');
    assert.equal(await opening(`valid_until = null, answer = 'refused'`), 'not-in-consent');
    assert.equal(await opening(`answer = 'given', ${takenBack}`), 'consent-withdrawn');
    assert.deepEqual(await refusalsOf(subject, 'identity.open-refused'), [
      ...['not-in-consent', 'not-in-consent', 'not-in-consent', 'consent-expired', 'not-in-consent'],
      'consent-withdrawn',
    ]);
  });

  test('what is held on two grounds opens while one of them stands', async () => {
    const subject = await world.sealPerson();
    const [first, second] = [await world.agree(subject), await world.agree(subject)];
    valueOf(await world.share(subject, first));
    valueOf(await world.share(subject, second));
    await change(`update identity.consent set valid_until = '2020-02-01' where id = $1`, second);
    valueOf(await world.open(world.helper, subject));
  });
});

describe('damage is named and noted, and gives no text at all', () => {
  const damaged = async (subject: string, compartments: Compartment[] = ['identity']): Promise<void> => {
    assert.deepEqual(await world.open(world.officer, subject, compartments), { refused: 'damaged' });
    const last = (await world.lines(subject)).at(-1);
    assert.deepEqual([last?.type, last?.data['refused']], ['identity.open-refused', 'damaged']);
  };

  test('a key moved to another part', async () => {
    const subject = await world.sealPerson();
    const move = `update identity.data_key set compartment = case compartment when 'identity' then 'testimony' else 'identity' end
      where subject_id = $1 and compartment in ('identity', 'testimony')`;
    await change(move, subject);
    await damaged(subject);
  });

  test('a text of another person, alone and beside whole ones', async () => {
    const [one, other] = [await world.sealPerson(), await world.sealPerson()];
    const blob = `select blob from identity.sealed_field where subject_id = $2 and field = 'familyName'`;
    await change(
      `update identity.sealed_field set blob = (${blob}) where subject_id = $1 and field = 'familyName'`,
      one,
      other,
    );
    await damaged(one);
    await damaged(one, ['testimony', 'identity']);
  });

  test('one bit of a text, of a wrap, of an envelope', async () => {
    const [text, wrap, envelope] = [await world.sealPerson(), await world.sealPerson(), await world.sealPerson()];
    const flipped = (column: string): string => `${column} = set_byte(${column}, 40, get_byte(${column}, 40) # 1)`;
    const keys = `identity.data_key k where k.subject_id = $1`;
    await change(`update identity.sealed_field set ${flipped('blob')} where subject_id = $1`, text);
    await change(
      `update identity.data_key_wrap set ${flipped('wrapped')} where data_key_id in (select k.id from ${keys})`,
      wrap,
    );
    await change(
      `update identity.envelope set ${flipped('ciphertext')} where id in
        (select w.envelope_id from identity.data_key_wrap w where w.data_key_id in (select k.id from ${keys}))`,
      envelope,
    );
    for (const subject of [text, wrap, envelope]) await damaged(subject);
  });

  test('sharing what is damaged hands over nothing', async () => {
    const subject = await world.sealPerson();
    await change(
      `update identity.data_key set compartment = 'identity' where subject_id = $1 and compartment = 'testimony'`,
      subject,
    );
    const consent = await world.agree(subject);
    assert.equal(codeOf(await world.share(subject, consent)), 'damaged');
    const held = await change(`select 1 from identity.envelope where basis_code = $1`, consent);
    assert.equal(held.rowCount, 0);
    assert.deepEqual(await refusalsOf(subject, 'identity.share-refused'), ['damaged']);
  });
});
