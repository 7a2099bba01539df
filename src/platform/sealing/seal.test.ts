import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock } from '../clock.ts';
import { newId } from '../ids.ts';
import { type Changes, openRows } from '../../../test/support/open-rows.ts';
import { newWrappingKeyPair, type WrappingKeyPair } from './hpke.ts';
import { type SealedRows, sealForBodies, type SealRecipient, type SealRequest } from './seal.ts';
import type { Compartment } from './wraps.ts';

type Body = { readonly recipient: SealRecipient; readonly pair: WrappingKeyPair };

const body = (compartments: readonly Compartment[]): Body => {
  const pair = newWrappingKeyPair();
  const basis = { kind: 'law', code: 'law-2009-art-4' } as const;
  return {
    pair,
    recipient: { organisationId: newId(), keyId: newId(), publicKey: pair.publicKey, basis, compartments },
  };
};

const police = body(['identity', 'testimony']);
const helpers = body(['identity', 'contact_safe']);
const vaultPair = newWrappingKeyPair();
const persons = [newId(), newId()] as const;
const canaries = ['Canary-Familienname', 'Canary-Téléphone', 'Canary-Aussage über den Arbeitgeber'];

const request: SealRequest = {
  subjects: persons.map((subjectId) => ({
    subjectId,
    compartments: {
      identity: { familyName: 'Canary-Familienname', givenName: 'X' },
      contact_safe: { telephone: 'Canary-Téléphone' },
      testimony: { account: 'Canary-Aussage über den Arbeitgeber' },
      health: {},
    },
  })),
  recipients: [police.recipient, helpers.recipient],
  vaultKey: { keyId: newId(), publicKey: vaultPair.publicKey },
  by: newId(),
  at: fixedClock('2026-03-01T09:00:00Z').now(),
};

/** Opens as the vault would, from rows and private keys alone. */
const openAs = (rows: SealedRows, who: Body, subjectId: string, changes: Changes = {}) =>
  openRows(rows, {
    vault: vaultPair,
    pair: who.pair,
    organisationId: who.recipient.organisationId,
    subjectId,
    changes,
  });

test('each body opens its own compartments and no other', async () => {
  const rows = await sealForBodies(request);
  assert.deepEqual(await openAs(rows, police, persons[0]), {
    familyName: 'Canary-Familienname',
    givenName: 'X',
    account: 'Canary-Aussage über den Arbeitgeber',
  });
  assert.deepEqual(await openAs(rows, helpers, persons[1]), {
    familyName: 'Canary-Familienname',
    givenName: 'X',
    telephone: 'Canary-Téléphone',
  });
});

test('cost: one HPKE wrap per body and one for the vault, whatever the number of persons', async () => {
  const rows = await sealForBodies(request);
  assert.equal(rows.envelopes.length, 3);
  assert.equal(rows.dataKeys.length, 6, 'an empty compartment makes no key');
  assert.equal(rows.eraseInbox.length, 2);
  assert.equal(rows.sealedFields.length, 8);
});

test('the rows alone hold no plaintext in any encoding', async () => {
  const rows = await sealForBodies(request);
  const bytes = Object.values(rows)
    .flat()
    .flatMap((row) => Object.values(row as Record<string, unknown>));
  const haystack = Buffer.concat(bytes.map((value) => (Buffer.isBuffer(value) ? value : Buffer.from(String(value)))));
  for (const canary of canaries)
    for (const needle of [
      Buffer.from(canary),
      Buffer.from(canary, 'utf16le'),
      Buffer.from(Buffer.from(canary).toString('base64').slice(0, 12)),
    ])
      assert.equal(haystack.includes(needle), false, canary);
});

test('a stranger, a wrong compartment, subject, field or a changed basis do not open', async () => {
  const rows = await sealForBodies(request);
  const stranger = { ...police, pair: newWrappingKeyPair() };
  await assert.rejects(openAs(rows, stranger, persons[0]));
  await assert.rejects(openAs(rows, police, persons[0], { compartment: 'health' }));
  await assert.rejects(openAs(rows, police, persons[0], { subject: persons[1] }));
  await assert.rejects(openAs(rows, police, persons[0], { field: 'telephone' }));
  const relabelled = { ...rows, envelopes: rows.envelopes.map((row) => ({ ...row, basis_kind: 'consent' as const })) };
  await assert.rejects(openAs(relabelled, police, persons[0]));
});

test('rows swapped between persons do not open', async () => {
  const rows = await sealForBodies(request);
  const swapped = {
    ...rows,
    sealedFields: rows.sealedFields.map((row, at, all) => ({
      ...row,
      blob: all[(at + 1) % all.length]?.blob ?? row.blob,
    })),
  };
  await assert.rejects(openAs(swapped, police, persons[0]));
});

test('without the erase key the envelope key alone opens nothing', async () => {
  const rows = await sealForBodies(request);
  const erased = { ...rows, eraseInbox: [] };
  assert.deepEqual(await openAs(erased, police, persons[0]), {});
});

test('a compartment that nobody gets is a fault', async () => {
  await assert.rejects(sealForBodies({ ...request, recipients: [police.recipient] }), /contact_safe/);
});
