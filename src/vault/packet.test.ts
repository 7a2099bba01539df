import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type SealedWorld, sealedWorld, texts } from '../../test/support/sealed-world.ts';
import { stepInAs } from '../../test/support/vault.ts';
import { addDays, plainDate, systemClock } from '../platform/clock.ts';
import { newId } from '../platform/ids.ts';
import { isRefusal, valueOf } from '../platform/outcome.ts';
import { newWrappingKeyPair } from '../platform/sealing/hpke.ts';
import { readPacket, type SignedPacket } from '../platform/sealing/packet.ts';
import type { SignedContext, VaultRequest } from '../platform/vault-client/index.ts';

const pair = newWrappingKeyPair();
const today = systemClock.today('Europe/Luxembourg');
let world: SealedWorld;
let abroad: string;
let keyId: string;
let sender: SignedContext;

before(async () => {
  world = await sealedWorld();
  const { vault, police } = world;
  abroad = await vault.addOrganisation('ABROAD');
  const role = {
    code: 'sender',
    opens: ['identity', 'testimony'],
    purposes: ['identify'],
    permits: ['assistance.refer'],
  };
  const [one, two] = [await vault.addStaff(police, [role]), await vault.addStaff(police, [role])];
  sender = await stepInAs(vault, one.id);
  keyId = newId();
  await vault.administrator.query(
    `insert into assistance.recipient_key (id, organisation_id, recipient_id, public_key, entered_by, entered_at, confirmed_by, confirmed_at)
     values ($1, $2, $3, $4, $5, now(), $6, now())`,
    [keyId, police, abroad, pair.publicKey, one.id, two.id],
  );
});
after(() => world.close());

const asking = async (changes: Partial<VaultRequest<'sealPacket'>> = {}, subjectId?: string) => {
  const subject = subjectId ?? (await world.sealPerson());
  const consentId = await world.agree(subject, { organisations: [abroad], compartments: ['identity'] });
  return world.vault.client().sealPacket({
    ...{ context: sender.context, mac: sender.mac, subjectId: subject, purpose: 'identify', keyId, consentId },
    ...{ parts: [{ compartment: 'identity', fields: ['familyName'] }], reference: '1111-1111' },
    ...{ expiresOn: addDays(today, 10), ...changes },
  });
};
const codeOf = async (changes: Partial<VaultRequest<'sealPacket'>>): Promise<string> => {
  const outcome = await asking(changes);
  return isRefusal(outcome) ? outcome.refused : 'sealed';
};

describe('a packet for a body outside', () => {
  test('holds the chosen texts alone, for the recipient’s key alone, signed by the vault; the lines come first', async () => {
    const subject = await world.sealPerson();
    const { packet } = valueOf(await asking({}, subject));
    assert.ok(!packet.includes('Canary'));
    const signed = JSON.parse(packet) as SignedPacket;
    const opened = readPacket(signed, pair.privateKey, { today: plainDate(today), signer: signed.publicKey });
    assert.ok(typeof opened !== 'string');
    assert.deepEqual(opened.content, { facts: { identity: { familyName: texts.identity.familyName } } });
    assert.deepEqual([opened.head.from, opened.head.to], ['POLICE', 'ABROAD']);
    const own = await world.vault.client('cli').signCheckpoint({});
    assert.equal(valueOf(own).publicKey, signed.publicKey);
    const lines = (await world.lines(subject)).map(({ type }) => type);
    assert.deepEqual(lines, ['identity.opened', 'identity.packet-sealed']);
  });

  test('is refused without a consent to this very body for all of it, and nothing is opened', async () => {
    const subject = await world.sealPerson();
    const other = await world.agree(subject, { organisations: [world.service], compartments: ['identity'] });
    assert.equal(await codeOf({ subjectId: subject, consentId: other }), 'not-in-consent');
    const wide = [{ compartment: 'testimony' as const, fields: ['account'] }];
    assert.equal(await codeOf({ parts: wide }), 'not-in-consent');
    assert.equal(await codeOf({ consentId: newId() }), 'not-in-consent');
    const lines = (await world.lines(subject)).map(({ type }) => type);
    assert.deepEqual(lines, ['identity.packet-refused']);
  });

  test('is refused to a key that one person entered alone, to a revoked one and to another body’s', async () => {
    const set = (change: string) =>
      world.vault.administrator.query(`update assistance.recipient_key set ${change} where id = $1`, [keyId]);
    assert.equal(await codeOf({ keyId: newId() }), 'unknown-key');
    await set('revoked_by = entered_by, revoked_at = now()');
    assert.equal(await codeOf({}), 'unknown-key');
    await set(`revoked_by = null, revoked_at = null, organisation_id = '${world.ministry}'`);
    assert.equal(await codeOf({}), 'unknown-key');
    const confirmed = await world.vault.administrator.query<{ by: string }>(
      'select confirmed_by as by from assistance.recipient_key where id = $1',
      [keyId],
    );
    await set(`organisation_id = '${world.police}', confirmed_by = null, confirmed_at = null`);
    assert.equal(await codeOf({}), 'unknown-key');
    await set(`confirmed_by = '${confirmed.rows[0]?.by}', confirmed_at = now()`);
    assert.equal(await codeOf({}), 'sealed');
  });

  test('is refused to who does not refer persons, whatever she may open', async () =>
    assert.equal(await codeOf({ context: world.officer.context, mac: world.officer.mac }), 'not-allowed'));
});
