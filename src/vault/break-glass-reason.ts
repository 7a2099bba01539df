import type { Transaction } from '../platform/database/index.ts';
import { newId } from '../platform/ids.ts';
import { appendToJournal } from '../platform/journal.ts';
import { type Outcome, refuse } from '../platform/outcome.ts';
import { newKey } from '../platform/sealing/aead.ts';
import { openField, sealField } from '../platform/sealing/field.ts';
import {
  type DataKeyRow,
  type SealedFieldRow,
  type SealRecipient,
  wrapForBody,
  type WrappedForBody,
} from '../platform/sealing/seal.ts';
import type { Compartment } from '../platform/sealing/wraps.ts';
import type { BreakGlassRefusal, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { asProgram } from '../platform/database/index.ts';
import { judgeBases } from './bases.ts';
import { authorOf, entryOf, missingPermit, type Step, takeStep } from './break-glass-checks.ts';
import { asDamage, dataKeyOf, livingKeys, opening } from './held-keys.ts';
import { publish } from './organisation-keys.ts';
import { type BreakGlass, findBreakGlass } from './store/break-glass.ts';
import { heldKeys, sealedFields } from './store/sealed.ts';
import { addEnvelope } from './store/sharing.ts';
import { addDataKey, addTexts } from './store/withdrawal.ts';
import type { Vault } from './vault.ts';

const field = 'reason';
const compartment = 'notes';

/** The rows of a sealed reason. */
export type SealedReason = {
  readonly key: DataKeyRow;
  readonly wraps: readonly WrappedForBody[];
  readonly texts: readonly SealedFieldRow[];
};

/** A body that gets keys in an emergency, and nothing but these parts. */
export const borrowerOf = async (
  vault: Vault,
  requestId: string,
  organisationId: string,
  parts: readonly Compartment[],
): Promise<SealRecipient> => {
  const { keyId, publicKey } = await publish(vault, organisationId);
  const basis = { kind: 'break_glass', code: requestId } as const;
  return { organisationId, keyId, publicKey: Buffer.from(publicKey, 'base64'), basis, compartments: parts };
};

/**
 * Seals why somebody asks, under the id of the request, for the bodies that decide and review: nobody else can read it,
 * and it outlives the emergency. The vault seals it itself, since it alone knows who is asked.
 */
export const sealReason = async (vault: Vault, row: BreakGlass, reason: string): Promise<SealedReason> => {
  const erase = { id: newId(), key: newKey() };
  const [id, bytes] = [newId(), newKey()];
  const key = { id, subject_id: row.id, compartment, epoch: 1, erase_key_id: erase.id } as const;
  const wraps: WrappedForBody[] = [];
  for (const organisationId of row.audience) {
    const recipient = await borrowerOf(vault, row.id, organisationId, [compartment]);
    wraps.push(await wrapForBody(recipient, [{ row: key, key: bytes, eraseKey: erase.key }], row.requestedAt));
  }
  const blob = sealField(bytes, reason, { subjectId: row.id, dataKeyId: id, field });
  const text = { id: newId(), subject_id: row.id, compartment, data_key_id: id, field, blob } as const;
  bytes.fill(0);
  vault.keys.eraseKeys.add([{ ...erase, subjectId: row.id }]);
  return { key, wraps, texts: [{ ...text, created_at: row.requestedAt, created_by: row.requestedBy }] };
};

/** Stores a sealed reason, after its request. */
export const storeReason = async (tx: Transaction, { key, wraps, texts }: SealedReason): Promise<void> => {
  await addDataKey(tx, key);
  for (const one of wraps) await addEnvelope(tx, one);
  await addTexts(tx, texts);
};

const readText = async ({ vault, viewer }: Step, row: BreakGlass): Promise<string | null> => {
  const { organisationIds } = viewer.person;
  const wanted = { subjectId: row.id, compartments: [compartment] as const, organisationIds };
  const held = await heldKeys(vault.database, { ...wanted, heldBy: ['break_glass'] });
  const { standing } = await judgeBases(vault, held, { subjectId: row.id });
  const [living] = await livingKeys(vault, row.id, standing);
  if (!living) return null;
  const dataKey = await dataKeyOf(vault, row.id, living);
  const stored = (await sealedFields(vault.database, [living.held.dataKeyId])).find((one) => one.field === field);
  const bound = { subjectId: row.id, dataKeyId: living.held.dataKeyId, field };
  const text = stored ? opening(() => openField(dataKey, stored.blob, bound)) : null;
  dataKey.fill(0);
  return text;
};

const mayRead = ({ viewer }: Step, row: BreakGlass): boolean => {
  const isIn = (bodies: readonly string[]): boolean => viewer.person.organisationIds.some((id) => bodies.includes(id));
  return (
    row.requestedBy === viewer.context.staff ||
    (isIn(row.addressed) && missingPermit(viewer, 'identity.approve-emergency') === null) ||
    (isIn(row.audience) && missingPermit(viewer, 'identity.review-emergency') === null)
  );
};

type Read = Outcome<{ reason: string }, BreakGlassRefusal>;

const read = async (step: Step, id: string): Promise<Read> => {
  const missing = missingPermit(step.viewer, 'identity.see-emergencies');
  if (missing) return refuse(missing);
  const row = await findBreakGlass(step.vault.database, id);
  if (!row || !mayRead(step, row)) return refuse('unknown-request');
  const line = entryOf('identity.emergency_reason_read', row);
  const author = authorOf(step.vault, step.viewer.context);
  await asProgram(step.vault.database, (tx) => appendToJournal(tx, author, [line]));
  const text = await asDamage(() => readText(step, row));
  return text === null ? refuse('damaged') : { reason: text };
};

/** Opens why somebody asked, for that person, for who may approve and for who reviews; the line in the journal first. */
export const breakGlassReason = (
  vault: Vault,
  request: VaultRequest<'breakGlassReason'>,
): Promise<VaultOutcome<'breakGlassReason'>> =>
  takeStep(vault, { step: 'reason', asked: request }, (step) => read(step, request.requestId));
