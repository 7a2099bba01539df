import type { Transaction } from '../platform/database/index.ts';
import { newId } from '../platform/ids.ts';
import { newKey } from '../platform/sealing/aead.ts';
import { openField, sealField } from '../platform/sealing/field.ts';
import type { DataKeyRow, DataKeyWrapRow, SealedFieldRow } from '../platform/sealing/seal.ts';
import { wrapDataKey } from '../platform/sealing/wraps.ts';
import { asDamage, dataKeyOf, envelopeKeyOf, livingKeys, opening } from './held-keys.ts';
import type { HeldKey } from './store/sealed.ts';
import { addKey, type KeyOfConsent, markWaiting, removeKey, textsUnder } from './store/withdrawal.ts';
import type { Vault } from './vault.ts';

/**
 * What became of a data key: sealed anew for who still holds it, gone because nobody does, waiting because somebody who holds
 * it has locked her keys, or left because it does not open.
 */
export type Fate = 'rekeyed' | 'removed' | 'waiting' | 'left';

/** One erase key for everything of one subject that is sealed anew at once. */
export type FreshErase = { readonly id: string; readonly key: Buffer };

type Anew = { readonly key: DataKeyRow; readonly bytes: Buffer; readonly erase: FreshErase };

const sealAnew = async (
  tx: Transaction,
  old: { readonly id: string; readonly bytes: Buffer },
  { key, bytes }: Anew,
): Promise<SealedFieldRow[]> =>
  (await textsUnder(tx, old.id)).map((row) => {
    const bound = { subjectId: key.subject_id, field: row.field };
    const text = opening(() => openField(old.bytes, row.blob, { ...bound, dataKeyId: old.id }));
    return { ...row, data_key_id: key.id, blob: sealField(bytes, text, { ...bound, dataKeyId: key.id }) };
  });

const wrapAnew = async (vault: Vault, holders: readonly HeldKey[], { key, bytes, erase }: Anew) => {
  const wraps: DataKeyWrapRow[] = [];
  for (const holder of holders) {
    const { envelopeId } = holder;
    const envelopeKey = await envelopeKeyOf(vault, holder);
    const bound = { envelopeId, subjectId: key.subject_id, compartment: key.compartment, dataKeyId: key.id };
    const wrapped = wrapDataKey({ envelopeKey, eraseKey: erase.key }, bytes, bound);
    wraps.push({ data_key_id: key.id, envelope_id: envelopeId, wrapped });
  }
  return wraps;
};

const anewOf = (old: KeyOfConsent, erase: FreshErase): Anew => ({
  key: {
    ...{ id: newId(), subject_id: old.subject_id, compartment: old.compartment, epoch: old.epoch + 1 },
    erase_key_id: erase.id,
  },
  bytes: newKey(),
  erase,
});

/**
 * Seals what hangs under a data key anew for those who still hold it: same texts, authors and moments, another key. Where
 * nobody is left the texts go, for nobody may read them any more (GDPR art. 17(1)(b)). What does not open is left as it is.
 */
export const rekey = async (
  vault: Vault,
  tx: Transaction,
  old: KeyOfConsent,
  { remaining, erase }: { readonly remaining: readonly HeldKey[]; readonly erase: FreshErase },
): Promise<Fate> => {
  const [first] = remaining;
  if (first === undefined) {
    await removeKey(tx, old.id);
    return 'removed';
  }
  // Nobody may be kept from taking back a consent because a body's keys are locked: its wraps go, the texts stay as they are
  // and are sealed anew when it unlocks (renew.ts).
  const states = remaining.map(({ organisationId, keyId }) => vault.keys.pairs.stateOf(organisationId, keyId));
  if (states.includes('gone')) return 'left';
  if (states.includes('locked')) {
    await markWaiting(tx, old.id);
    return 'waiting';
  }
  const [living] = await livingKeys(vault, old.subject_id, [first]);
  if (living === undefined) return 'left';
  const made = await asDamage(async () => {
    const bytes = await dataKeyOf(vault, old.subject_id, living);
    const anew = anewOf(old, erase);
    const texts = await sealAnew(tx, { id: old.id, bytes }, anew);
    const wraps = await wrapAnew(vault, remaining, anew);
    for (const key of [bytes, anew.bytes]) key.fill(0);
    return { key: anew.key, texts, wraps };
  });
  if (made === null) return 'left';
  vault.keys.eraseKeys.add([{ ...erase, subjectId: old.subject_id }]);
  await removeKey(tx, old.id);
  await addKey(tx, made);
  return 'rekeyed';
};
