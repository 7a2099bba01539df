import { sign } from 'node:crypto';
import { erasureFormat } from '../../platform/certificate.ts';
import { canonicalText } from '../../platform/canonical.ts';
import type { Instant } from '../../platform/clock.ts';
import { auditPublicKey } from '../keys.ts';
import type { ErasureRow, Proof } from '../store/rights.ts';
import type { Vault } from '../vault.ts';

/** What an erasure did, as its certificate tells it. */
export type Erased = {
  readonly at: Instant;
  readonly subjects: readonly string[];
  readonly eraseKeys: readonly string[];
  readonly texts: number;
  readonly keptBy: readonly string[];
};

/** Says what was erased, who asked and who approved, and signs it with the key that signs the journal (Ed25519). */
export const certify = (vault: Vault, request: ErasureRow, erased: Erased): Proof => {
  const certificate = canonicalText({
    format: erasureFormat,
    request: request.id,
    body: request.organisationId,
    reference: request.reference,
    asked_by: request.askedBy,
    data_class: request.dataClass,
    requested_by: request.recordedBy,
    approved_by: request.decidedBy,
    at: erased.at,
    subjects: [...erased.subjects].sort(),
    erase_keys: [...erased.eraseKeys].sort(),
    sealed_texts: erased.texts,
    kept_by: [...erased.keptBy].sort(),
  });
  const signature = sign(null, Buffer.from(certificate), vault.keys.auditKey);
  return { certificate, signature, publicKey: auditPublicKey(vault.keys) };
};
