import { asProgram, type Transaction } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { appendToJournal, type JournalEntry } from '../../platform/journal.ts';
import { newKey } from '../../platform/sealing/aead.ts';
import { vaultOrganisationId } from '../../platform/sealing/wraps.ts';
import { type FreshErase, rekey } from '../rekey.ts';
import {
  countTexts,
  eraseKeysOf,
  keysOfSubjects,
  removeEmptyEnvelopes,
  removeWrapsOf,
  subjectsOf,
} from '../store/erasure.ts';
import { bodiesThatHoldBack, type ErasureRow, lockErasure, markErased, type Proof, proofOf } from '../store/rights.ts';
import { deleteTokensOf } from '../store/search.ts';
import { lockSharing } from '../store/sharing.ts';
import type { KeyOfConsent } from '../store/withdrawal.ts';
import { now, today, type Vault } from '../vault.ts';
import { certify } from './certificate.ts';
import { forgetElsewhere, forgetSubjects } from '../store/forget.ts';

/** What is to be erased, and who keeps their part. */
type Plan = {
  readonly request: ErasureRow;
  readonly subjects: readonly string[];
  readonly eraseKeys: readonly string[];
  readonly keptBy: readonly string[];
  /** Somebody who keeps a part has locked her keys: it cannot be sealed anew, and nothing is destroyed before it is. */
  readonly isLocked: boolean;
};

/**
 * Who keeps what they hold. Whoever is bound to keep it; and when a person asked one body, every other that holds it on a
 * ground of its own, for that body answers for itself (GDPR art. 4(7)). What stands on the person's consent goes with it.
 */
const keepers = (request: ErasureRow, keys: readonly KeyOfConsent[], held: readonly string[]): readonly string[] => {
  const holders = keys.flatMap((key) => key.holders);
  const own = holders.filter(
    ({ organisationId, basisKind }) =>
      organisationId !== request.organisationId &&
      organisationId !== vaultOrganisationId &&
      (held.includes(organisationId) ||
        (request.askedBy !== 'schedule' && (basisKind === 'law' || basisKind === 'recipient'))),
  );
  return [...new Set(own.map(({ organisationId }) => organisationId))].sort();
};

const planOf = async (vault: Vault, tx: Transaction, request: ErasureRow): Promise<Plan> => {
  const subjects = await subjectsOf(tx, request.personId);
  const keys = await keysOfSubjects(tx, subjects);
  const held = await bodiesThatHoldBack(tx, request.personId, today(vault));
  const known = vault.keys.eraseKeys.ofSubjects(subjects);
  const keptBy = keepers(request, keys, held);
  const kept = keys.flatMap((key) => key.holders).filter(({ organisationId }) => keptBy.includes(organisationId));
  return {
    request,
    subjects,
    eraseKeys: [...new Set([...(await eraseKeysOf(tx, subjects)), ...known])].sort(),
    keptBy,
    isLocked: kept.some((one) => vault.keys.pairs.stateOf(one.organisationId, one.keyId) === 'locked'),
  };
};

/** Nobody opens it any more, in this database or in any backup of it: remembered first, then the keys destroyed. */
const destroy = (vault: Vault, { subjects, eraseKeys, keptBy }: Plan): void => {
  if (keptBy.length === 0) for (const subject of subjects) vault.keys.tombstones.add('subject', subject);
  for (const id of eraseKeys) vault.keys.tombstones.add('erase_key', id);
  vault.keys.eraseKeys.destroy(eraseKeys);
};

/** Who keeps it opens the same texts under new keys; whoever does not holds no key any more. */
const sealForKeepers = async (vault: Vault, tx: Transaction, { subjects, keptBy }: Plan): Promise<void> => {
  for (const subject of subjects) await lockSharing(tx, subject);
  const keys = await keysOfSubjects(tx, subjects);
  const fresh = new Map<string, FreshErase>();
  for (const key of keys) {
    const erase = fresh.get(key.subject_id) ?? { id: newId(), key: newKey() };
    fresh.set(key.subject_id, erase);
    const remaining = key.holders.filter(({ organisationId }) => keptBy.includes(organisationId));
    await rekey(vault, tx, key, { remaining, erase });
  }
  const holders = keys.flatMap((key) => key.holders.map(({ organisationId }) => organisationId));
  const losing = [...new Set(holders)].filter((id) => !keptBy.includes(id));
  await deleteTokensOf(tx, subjects, losing);
  await forgetElsewhere(tx, subjects, keptBy);
  await removeWrapsOf(tx, { subjects, keptBy });
  await removeEmptyEnvelopes(
    tx,
    keys.flatMap(({ holders }) => holders.map(({ envelopeId }) => envelopeId)),
  );
};

const entryOf = ({ request, eraseKeys, keptBy }: Plan, texts: number): JournalEntry => ({
  type: 'identity.erased',
  subject: { kind: 'rights_request', id: request.id },
  personId: request.personId,
  caseId: request.caseId,
  audience: [request.organisationId],
  data: { texts, keys: eraseKeys.length, kept_by: [...keptBy] },
});

const removeRows = async (
  vault: Vault,
  tx: Transaction,
  plan: Plan,
): Promise<Proof & { keptBy: readonly string[] }> => {
  const { request, subjects, eraseKeys, keptBy } = plan;
  const at = now(vault);
  const texts = await countTexts(tx, subjects);
  const author = { organisationId: request.organisationId, staffId: request.decidedBy, now: at };
  await appendToJournal(tx, author, [entryOf(plan, texts)]);
  const proof = { ...certify(vault, request, { at, subjects, eraseKeys, texts, keptBy }), keptBy };
  await markErased(tx, request.id, proof);
  await (keptBy.length === 0 ? forgetSubjects(tx, subjects, at) : sealForKeepers(vault, tx, plan));
  return proof;
};

/** What an erasure left behind: its signed certificate, and who keeps their part. */
export type Done = Proof & { readonly keptBy: readonly string[] };

/** True when somebody who keeps a part must unlock first. */
export const waitsForKeeper = async (vault: Vault, tx: Transaction, request: ErasureRow): Promise<boolean> =>
  (await planOf(vault, tx, request)).isLocked;

const begun = (vault: Vault, requestId: string): Promise<Plan | Done | null> =>
  asProgram(vault.database, async (tx) => {
    const request = await lockErasure(tx, requestId);
    if (request === null) return null;
    return request.state === 'approved' ? planOf(vault, tx, request) : proofOf(tx, requestId);
  });

/**
 * Carries out an erasure that two people decided. May be cut off anywhere and begun again: what everybody loses is
 * destroyed before its rows go; where somebody keeps a part, that part stands under new keys before the old are destroyed.
 * Null when there is no such erasure; `locked` while somebody who keeps a part has not unlocked (it is taken up again then).
 */
export const carryOut = async (vault: Vault, requestId: string): Promise<Done | 'locked' | null> => {
  const plan = await begun(vault, requestId);
  if (plan === null || !('subjects' in plan)) return plan;
  if (plan.isLocked) return 'locked';
  if (plan.keptBy.length === 0) destroy(vault, plan);
  const done = await asProgram(vault.database, async (tx) => {
    const request = await lockErasure(tx, requestId);
    return request?.state === 'approved' ? removeRows(vault, tx, plan) : proofOf(tx, requestId);
  });
  if (plan.keptBy.length > 0) destroy(vault, plan);
  return done;
};
