import { type Instant, instantPlus } from '../platform/clock.ts';
import { asProgram, type Transaction } from '../platform/database/index.ts';
import { newId } from '../platform/ids.ts';
import { appendToJournal, type JournalEntry } from '../platform/journal.ts';
import { isRefusal, refuse, type Refusal } from '../platform/outcome.ts';
import { unwrapEnvelopeKey, vaultOrganisationId, wrapEnvelopeKey } from '../platform/sealing/wraps.ts';
import type { RotationProgress, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import type { PublicPair } from './key-pairs.ts';
import {
  beginRotation,
  destroyedKeys,
  endRunning,
  envelopesUnderOthers,
  listedKeys,
  markDestroyed,
  newestRotations,
  type NewWrapping,
  nextOldEnvelopes,
  noteProgress,
  type OldEnvelope,
  organisationCalled,
  rewrapEnvelopes,
  type Rotation,
  runningRotations,
} from './store/rotation.ts';
import { publishIn, publishedKeyIds } from './store/sealed.ts';
import { now, type Vault } from './vault.ts';

/*
 * The exchange of an organisation's key: a new pair to seal to from now on, everything sealed before wrapped anew in small
 * batches, each with its progress in one transaction, so that a crash anywhere loses nothing and the next batch goes on. The
 * old key only opens meanwhile, and is destroyed by a second command once nothing stands under it.
 */

/** So few that nobody who asks for an opening waits long behind them: about 50 ms. */
const batchSize = 50;
/** A key retired less than this ago may still be in the hand of somebody who is sealing. */
const restOfKeys = 24 * 60 * 60 * 1000;

const entryOf = (type: string, keyId: string, data: JournalEntry['data']): JournalEntry => ({
  type,
  subject: { kind: 'organisation-key', id: keyId },
  ...(data ? { data } : {}),
});

const write = (vault: Vault, tx: Transaction, organisationId: string, entry: JournalEntry): Promise<void> =>
  appendToJournal(tx, { organisationId, staffId: null, now: now(vault) }, [entry]);

const bodyCalled = async (vault: Vault, code: string): Promise<string | Refusal<'unknown-organisation'>> => {
  const id = code === 'VAULT' ? vaultOrganisationId : await organisationCalled(vault.database, code);
  return id ?? refuse('unknown-organisation', { values: { organisation: code } });
};

/** A pair that was made and never published (the vault died between) is taken; else another is made. */
const freshPair = async (vault: Vault, organisationId: string): Promise<PublicPair | null> => {
  const { pairs } = vault.keys;
  const newest = pairs.newest(organisationId);
  const published = await publishedKeyIds(vault.database, organisationId);
  return published.includes(newest.keyId) ? pairs.another(organisationId) : newest;
};

const progressOf = (rotation: Rotation): RotationProgress => ({
  ...{ organisationId: rotation.organisationId, keyId: rotation.newKeyId, state: rotation.state },
  ...{ total: rotation.total, done: rotation.done, damaged: rotation.damaged },
});

/**
 * Begins the exchange of an organisation's key: from now on everything is sealed to the new one. Refusals:
 * `unknown-organisation`, `locked` (its people must have unlocked their keys).
 */
export const rotateKey = async (
  vault: Vault,
  request: VaultRequest<'rotateKey'>,
): Promise<VaultOutcome<'rotateKey'>> => {
  const organisationId = await bodyCalled(vault, request.organisation);
  if (isRefusal(organisationId)) return organisationId;
  const pair = await freshPair(vault, organisationId);
  if (!pair) return refuse('locked');
  return asProgram(vault.database, async (tx) => {
    await publishIn(tx, pair);
    const begun = { id: newId(), organisationId, newKeyId: pair.keyId, done: 0, damaged: 0, reached: null };
    const total = await envelopesUnderOthers(tx, begun);
    const rotation: Rotation = { ...begun, state: 'running', total };
    await beginRotation(tx, rotation, now(vault));
    await write(vault, tx, organisationId, entryOf('identity.key_rotation_begun', pair.keyId, { total }));
    return progressOf(rotation);
  });
};

/** Null for an envelope that does not open: it was altered, or its key is gone. It opens nothing, before and after. */
const rewrapped = async (vault: Vault, pair: PublicPair, old: OldEnvelope): Promise<NewWrapping | null> => {
  const privateKey = vault.keys.pairs.privateKey(old.organisationId, old.keyId);
  if (!privateKey) return null;
  const bound = { ...old, basis: { kind: old.basisKind, code: old.basisCode } };
  try {
    const key = await unwrapEnvelopeKey(privateKey, old, bound);
    const message = await wrapEnvelopeKey(pair.publicKey, key, { ...bound, keyId: pair.keyId });
    key.fill(0);
    return { envelopeId: old.envelopeId, ...message };
  } catch {
    return null;
  }
};

/** At the end of a pass: finished when all that is left is damaged, else once more from the beginning. */
const afterPass = async (tx: Transaction, rotation: Rotation): Promise<Rotation> => {
  const left = await envelopesUnderOthers(tx, rotation);
  return left <= rotation.damaged
    ? { ...rotation, state: 'finished' }
    : { ...rotation, reached: null, damaged: 0, total: rotation.done + left };
};

const nextBatch = async (vault: Vault, tx: Transaction, rotation: Rotation): Promise<Rotation> => {
  const pair = vault.keys.pairs.publicPair(rotation.organisationId, rotation.newKeyId);
  if (!pair) throw new Error('the key that an exchange leads to is not in the vault');
  const old = await nextOldEnvelopes(tx, rotation, batchSize);
  const made: NewWrapping[] = [];
  for (const one of old) {
    const wrapping = await rewrapped(vault, pair, one);
    if (wrapping) made.push(wrapping);
  }
  await rewrapEnvelopes(tx, pair.keyId, made);
  const after: Rotation = {
    ...rotation,
    done: rotation.done + made.length,
    damaged: rotation.damaged + old.length - made.length,
    reached: old.at(-1)?.envelopeId ?? rotation.reached,
  };
  return old.length < batchSize ? afterPass(tx, after) : after;
};

const isLocked = (vault: Vault, { organisationId }: Rotation): boolean =>
  vault.keys.pairs.locks.stateOf(organisationId) === 'locked';

/**
 * Wraps the next batch anew, of one organisation or of the one that has waited longest. Those whose people have not
 * unlocked their keys wait. Gives null when nothing is to be done.
 */
export const rewrapBatch = (vault: Vault, request: VaultRequest<'rewrapBatch'>): Promise<VaultOutcome<'rewrapBatch'>> =>
  asProgram(vault.database, async (tx) => {
    const running = await runningRotations(tx, request.organisationId ?? null);
    const rotation = running.find((one) => !isLocked(vault, one));
    if (!rotation) return running.length > 0 ? refuse('locked') : { progress: null };
    const after = await nextBatch(vault, tx, rotation);
    await noteProgress(tx, after, now(vault));
    if (after.state === 'finished') {
      const { total, done, damaged } = after;
      const entry = entryOf('identity.key_rotation_finished', after.newKeyId, { total, done, damaged });
      await write(vault, tx, after.organisationId, entry);
    }
    return { progress: progressOf(after) };
  });

/** Stops wrapping anew. The new key stays the one to seal to; what stands under the old one stays readable. Refusal: `no-rotation`. */
export const cancelRotation = async (
  vault: Vault,
  request: VaultRequest<'cancelRotation'>,
): Promise<VaultOutcome<'cancelRotation'>> => {
  const organisationId = await bodyCalled(vault, request.organisation);
  if (isRefusal(organisationId)) return organisationId;
  return asProgram(vault.database, async (tx) => {
    if (!(await endRunning(tx, organisationId, now(vault)))) return refuse('no-rotation');
    const { keyId } = vault.keys.pairs.newest(organisationId);
    await write(vault, tx, organisationId, entryOf('identity.key_rotation_cancelled', keyId, {}));
    return { cancelled: true };
  });
};

/** All keys with what stands under them, and how far each exchange has come. */
export const listKeys = async (vault: Vault, request: VaultRequest<'listKeys'>): Promise<VaultOutcome<'listKeys'>> => {
  const body = request.organisation === undefined ? null : await bodyCalled(vault, request.organisation);
  if (isRefusal(body)) return body;
  const rotations = (await newestRotations(vault.database)).map(progressOf);
  return {
    keys: await listedKeys(vault.database, body),
    rotations: rotations.filter(({ organisationId }) => body === null || organisationId === body),
  };
};

/**
 * Destroys the retired keys of an organisation under which nothing stands any more. Old backups of the database that were
 * sealed to them can then be opened by nobody. The database says so first; a file that a crash left goes at the next start.
 */
export const destroyKeys = async (
  vault: Vault,
  request: VaultRequest<'destroyKeys'>,
): Promise<VaultOutcome<'destroyKeys'>> => {
  const organisationId = await bodyCalled(vault, request.organisation);
  if (isRefusal(organisationId)) return organisationId;
  const before: Instant = instantPlus(now(vault), -restOfKeys);
  const destroyed = await asProgram(vault.database, async (tx) => {
    const ids = await markDestroyed(tx, organisationId, before);
    for (const id of ids) await write(vault, tx, organisationId, entryOf('identity.key_destroyed', id, {}));
    return ids;
  });
  for (const id of destroyed) vault.keys.pairs.destroy(organisationId, id);
  return { destroyed };
};

/** At the start: removes private keys whose destruction was decided before a crash. */
export const finishDestroying = async (vault: Vault): Promise<void> => {
  for (const { organisationId, keyId } of await destroyedKeys(vault.database))
    vault.keys.pairs.destroy(organisationId, keyId);
};
