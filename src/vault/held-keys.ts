import { unwrapDataKey, unwrapEnvelopeKey } from '../platform/sealing/wraps.ts';
import { eraseKeysFor } from './erase-key-inbox.ts';
import type { HeldKey } from './store/sealed.ts';
import type { Vault } from './vault.ts';

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

/** Opens a data key through the envelope it is held by. Throws when a row was moved or altered. The caller forgets it. */
export const dataKeyOf = async (vault: Vault, subjectId: string, { held, eraseKey }: LivingKey): Promise<Buffer> => {
  const privateKey = vault.keys.privateKeyOf(held.organisationId, held.keyId);
  if (!privateKey) throw new Error('the private key of an envelope is not in the vault');
  const basis = { kind: held.basisKind, code: held.basisCode };
  const envelopeKey = await unwrapEnvelopeKey(privateKey, held, { ...held, basis });
  return unwrapDataKey({ envelopeKey, eraseKey }, held.wrapped, { ...held, subjectId });
};
