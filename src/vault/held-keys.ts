import { unwrapDataKey, unwrapEnvelopeKey } from '../platform/sealing/wraps.ts';
import { eraseKeysFor } from './erase-key-inbox.ts';
import type { HeldKey } from './store/sealed.ts';
import type { Vault } from './vault.ts';

/** Something sealed did not open with the keys that belong to it: altered, or moved to another place. */
class Damage extends Error {
  override readonly name = 'Damage';
}

/** The private key of an envelope is not to be had: its body has not unlocked it, or it was destroyed. */
export class OutOfReach extends Error {
  override readonly name = 'OutOfReach';
  readonly refusal: 'locked' | 'key-revoked';
  constructor(state: 'held' | 'locked' | 'gone') {
    super('the private key of an envelope is not to be had');
    this.refusal = state === 'gone' ? 'key-revoked' : 'locked';
  }
}

/** Opens with a key that fits; what does not open is damage, not a fault of ours. */
export const opening = <T>(open: () => T): T => {
  try {
    return open();
  } catch (cause) {
    throw new Damage('sealed matter does not open', { cause });
  }
};

/** Null where damage stopped the work; any other fault goes on. */
export const asDamage = async <T>(work: () => Promise<T>): Promise<T | null> => {
  try {
    return await work();
  } catch (fault) {
    if (fault instanceof Damage) return null;
    throw fault;
  }
};

/** A data key that an organisation holds, with the erase key that opens it together with the envelope. */
export type LivingKey = { readonly held: HeldKey; readonly eraseKey: Buffer };

/** Keys whose erase key was destroyed open nothing: the subject was erased, and they are left out. */
export const livingKeys = async (
  vault: Vault,
  subjectId: string,
  held: readonly HeldKey[],
): Promise<readonly LivingKey[]> => {
  const ids = held.map(({ eraseKeyId }) => eraseKeyId);
  const eraseKeys = await eraseKeysFor(vault, subjectId, ids);
  return held.flatMap((one) => {
    const eraseKey = eraseKeys.get(one.eraseKeyId);
    return eraseKey ? [{ held: one, eraseKey }] : [];
  });
};

/** Opens the key of an envelope. Throws damage when the row was altered. */
export const envelopeKeyOf = (vault: Vault, held: HeldKey): Promise<Buffer> => {
  const privateKey = vault.keys.pairs.privateKey(held.organisationId, held.keyId);
  if (!privateKey) throw new OutOfReach(vault.keys.pairs.stateOf(held.organisationId, held.keyId));
  const basis = { kind: held.basisKind, code: held.basisCode };
  return unwrapEnvelopeKey(privateKey, held, { ...held, basis }).catch((cause: unknown) => {
    throw new Damage('an envelope does not open', { cause });
  });
};

/** Opens a data key through the envelope it is held by. Throws damage when a row was moved or altered. The caller forgets it. */
export const dataKeyOf = async (vault: Vault, subjectId: string, { held, eraseKey }: LivingKey): Promise<Buffer> => {
  const envelopeKey = await envelopeKeyOf(vault, held);
  return opening(() => unwrapDataKey({ envelopeKey, eraseKey }, held.wrapped, { ...held, subjectId }));
};
