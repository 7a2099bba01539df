import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { plainDate } from '../clock.ts';
import { newWrappingKeyPair } from './hpke.ts';
import { checkPacket, fingerprintOf, makePacket, readPacket, type SignedPacket } from './packet.ts';

/** Made once, by the recipient key derived from 32 bytes 07 (RFC 9180 §7.1.3) and the Ed25519 seed of 32 bytes 09. */
const known: SignedPacket = {
  packet: [
    '{"ciphertext":"kyRZlZutS45QXZY9AEJKJDaS5E0doVbo7vr95dxZy3noL2qUoHrxuiQ6ti5KSqXjQR1LUOLcXNI+AK6y1',
    'JcPohThtOU9uuT40e5a9yH59eDA2gsXfz+Ly6mO5OYfze5LkVzsfWhqs5PU7zUsdCKKjFSz+Bj5Dbavfry9SST3W4bPGXrS8',
    'ce1oBc6aNovwJM6L0+sGRKXg+M/UWzaWHGIAPRLErW97J+35crBEg+hNqiAKw8ZT/Tz670ULLuzd5PZVeXlYLEEpz0dZ9OFb',
    'UqqjQ==","encapsulation":"mLzkNYp/u6usN3DbsqfNy6uSEq8av9r1TOCdyQn4KgQ=","expires_on":"2026-04-01',
    '","format":"ariane sealed packet v1","from":"Service","made_at":"2026-03-02T08:00:00.000Z","reci',
    'pient":"22036 69630 13983 23259 61292 92826 54071 43162","reference":"7KQ2-M4XD","to":"Body"}',
  ].join(''),
  signature: 'cuXDdgrmQcZuq8903VLENm+MpbRUiP44ebLAUBzKYl/E7JWj4U19T6ehik0hpbDbwEJ/pLHhmAOd27Xl15iAAQ==',
  publicKey: '/RckOFqgx1tk+3jNYC+h2ZH96/drE8WO1wLqyDXp9hg=',
};
const privateKey = Buffer.from('iWYVFh1cTatr6Zu2mxgPIshusKwbiRLpWO1d0IgTVzs=', 'base64');
const inTime = { today: plainDate('2026-04-01'), signer: known.publicKey };

test('a packet of before opens as it did: the known answer', () => {
  const opened = readPacket(known, privateKey, inTime);
  assert.ok(typeof opened !== 'string');
  assert.deepEqual(opened.content, { facts: { full_name: 'Invented' } });
  assert.equal(opened.head.reference, '7KQ2-M4XD');
  assert.ok(!known.packet.includes('Invented'));
});

test('altered anywhere, by another signer, past its last day, for another key, or no packet at all: each is told apart', () => {
  assert.equal(checkPacket(known, { ...inTime, today: plainDate('2026-04-02') }), 'expired');
  const altered = { ...known, packet: known.packet.replace('2026-04-01', '2027-04-01') };
  assert.equal(readPacket(altered, privateKey, inTime), 'altered');
  assert.equal(checkPacket({ ...known, signature: Buffer.alloc(64).toString('base64') }, inTime), 'altered');
  const other = Buffer.alloc(32, 1).toString('base64');
  assert.equal(checkPacket(known, { ...inTime, signer: other }), 'other-signer');
  assert.equal(readPacket(known, newWrappingKeyPair().privateKey, inTime), 'wrong-key');
  for (const packet of ['', '{}', 'null', '[]', known.packet.replace('v1', 'v2')])
    assert.equal(checkPacket({ ...known, packet }, inTime), 'not-a-packet');
});

test('what is readable is bound to what is sealed: signed anew with another head it does not open', () => {
  const { privateKey: signer } = generateKeyPairSync('ed25519');
  const pair = newWrappingKeyPair();
  const head = {
    reference: '1111-1111',
    from: 'A',
    to: 'B',
    made_at: '2026-03-02',
    expires_on: plainDate('2026-04-01'),
  };
  const make = (to: string) => makePacket({ ...head, to }, { a: 1 }, { recipient: pair.publicKey, signer });
  const [one, two] = [make('B'), make('C')].map(({ packet }) => JSON.parse(packet) as Record<string, string>);
  const mixed = makePacket(head, {}, { recipient: pair.publicKey, signer });
  const check = { today: plainDate('2026-03-03'), signer: null };
  assert.ok(typeof readPacket(make('B'), pair.privateKey, check) !== 'string');
  const swapped = {
    ...mixed,
    packet: JSON.stringify({ ...two, ciphertext: one?.['ciphertext'], encapsulation: one?.['encapsulation'] }),
  };
  assert.equal(readPacket(swapped, pair.privateKey, check), 'altered');
});

test('the digits to read aloud are those of the whole key', () => {
  const key = Buffer.alloc(32, 3);
  assert.match(fingerprintOf(key), /^\d{5}( \d{5}){7}$/);
  assert.notEqual(fingerprintOf(key), fingerprintOf(Buffer.concat([key.subarray(0, 31), Buffer.alloc(1)])));
});
