import assert from 'node:assert/strict';
import { openField } from '../../src/platform/sealing/field.ts';
import type { WrappingKeyPair } from '../../src/platform/sealing/hpke.ts';
import type { SealedRows } from '../../src/platform/sealing/seal.ts';
import {
  type Compartment,
  unwrapDataKey,
  unwrapEnvelopeKey,
  unwrapEraseKey,
} from '../../src/platform/sealing/wraps.ts';

/** What a thief may have altered on the way. */
export type Changes = { readonly compartment?: Compartment; readonly field?: string; readonly subject?: string };

/** Who opens what, with which keys. */
export type Opening = {
  readonly vault: WrappingKeyPair;
  readonly pair: WrappingKeyPair;
  readonly organisationId: string;
  readonly subjectId: string;
  readonly changes?: Changes;
};

/** Opens as the vault would, from rows and private keys alone. */
export const openRows = async (
  rows: SealedRows,
  { vault, pair, organisationId, subjectId, changes = {} }: Opening,
): Promise<Record<string, string>> => {
  const envelope = rows.envelopes.find(({ organisation_id }) => organisation_id === organisationId);
  const toVault = rows.envelopes.at(-1);
  assert.ok(envelope && toVault);
  const bindingOf = (row: typeof envelope) => ({
    envelopeId: row.id,
    organisationId: row.organisation_id,
    keyId: row.key_id,
    basis: { kind: row.basis_kind, code: row.basis_code },
  });
  const envelopeKey = await unwrapEnvelopeKey(pair.privateKey, envelope, bindingOf(envelope));
  const vaultKey = await unwrapEnvelopeKey(vault.privateKey, toVault, bindingOf(toVault));
  const opened: Record<string, string> = {};
  for (const dataKey of rows.dataKeys.filter(({ subject_id }) => subject_id === subjectId)) {
    const wrap = rows.dataKeyWraps.find((one) => one.data_key_id === dataKey.id && one.envelope_id === envelope.id);
    const inbox = rows.eraseInbox.find(({ id }) => id === dataKey.erase_key_id);
    if (!wrap || !inbox) continue;
    const inVault = { envelopeId: toVault.id, eraseKeyId: inbox.id, subjectId };
    const eraseKey = unwrapEraseKey(vaultKey, inbox.wrapped, inVault);
    const bound = {
      envelopeId: envelope.id,
      subjectId: changes.subject ?? subjectId,
      compartment: changes.compartment ?? dataKey.compartment,
      dataKeyId: dataKey.id,
    };
    const key = unwrapDataKey({ envelopeKey, eraseKey }, wrap.wrapped, bound);
    for (const row of rows.sealedFields.filter(({ data_key_id }) => data_key_id === dataKey.id))
      opened[row.field] = openField(key, row.blob, {
        subjectId,
        dataKeyId: dataKey.id,
        field: changes.field ?? row.field,
      });
  }
  return opened;
};
