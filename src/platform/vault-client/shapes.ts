import { z } from 'zod';
import { compartments } from '../sealing/wraps.ts';

/* What requests to the vault are made of. */

/** An identifier of a row. */
export const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
export const code = z.string().regex(/^[A-Za-z0-9._:-]{1,80}$/);
export const moment = z.iso.datetime();
export const compartment = z.enum(compartments);
export const signed = { context: z.string().max(30_000), mac: sha256 };
export const about = z
  .strictObject({ caseId: uuid.optional(), reportId: uuid.optional(), personId: uuid.optional() })
  .optional();

/** A packet for a body outside: of each part the texts that go, by the beginning of their names. */
export const packetRequest = z.strictObject({
  ...signed,
  subjectId: uuid,
  parts: z
    .array(z.strictObject({ compartment, fields: z.array(code).min(1).max(50) }))
    .min(1)
    .max(compartments.length),
  purpose: code,
  keyId: uuid,
  consentId: uuid,
  reference: code,
  expiresOn: z.iso.date(),
  about,
});

/** What one of two people does: proposes or answers a legal basis, enters or confirms the public key of a body outside. */
export const actOfTwo = z.discriminatedUnion('does', [
  z.strictObject({ does: z.literal('propose-law'), id: uuid, hash: sha256, validFrom: z.iso.date() }),
  z.strictObject({ does: z.literal('answer-law'), proposalId: uuid, answer: z.enum(['approved', 'declined']) }),
  z.strictObject({
    does: z.literal('enter-key'),
    id: uuid,
    organisationId: uuid,
    recipientId: uuid,
    publicKey: sha256,
  }),
  z.strictObject({ does: z.literal('confirm-key'), keyId: uuid }),
]);
