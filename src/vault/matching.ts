import { createHmac } from 'node:crypto';
import type { JournalEntry } from '../platform/journal.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../platform/outcome.ts';
import type { Encoder } from './encoder.ts';
import type { MatchingRefusal, VaultOutcome } from '../platform/vault-client/contract.ts';
import { judgeBases } from './bases.ts';
import { asDamage, OutOfReach } from './held-keys.ts';
import { openHeld } from './open.ts';
import { closedToAll } from './restriction.ts';
import { record, subjectEntry } from './store/journal.ts';
import { type FileDue, filesDue, storeRecord } from './store/matching.ts';
import { type HeldKey, heldKeys } from './store/sealed.ts';
import { now, today, type Vault } from './vault.ts';

/** Files for one round; each takes some 0.4 seconds of the processor, and openings wait meanwhile. */
const filesAtOnce = 10;

const pseudonymOf = (vault: Vault, organisationId: string): string =>
  createHmac('sha256', vault.keys.lookupKey).update(`matching|${organisationId}`).digest('hex').slice(0, 32);

/** What the file's body itself can have opened of the person, on grounds that stand today. */
const openFor = async (vault: Vault, encoder: Encoder, { personId, organisationId, marks }: FileDue) => {
  const wanted = { subjectId: personId, compartments: encoder.compartments(marks), organisationIds: [organisationId] };
  const { standing } = await judgeBases(vault, await heldKeys(vault.database, wanted), {
    subjectId: personId,
  });
  return standing.length === 0 ? null : standing;
};

type Ready = { readonly encoder: Encoder; readonly epoch: number; readonly norm: number };

const entryOf = (file: FileDue, held: readonly HeldKey[], { epoch, norm }: Ready): JournalEntry => {
  const { personId, caseId, reportId } = file;
  const about = { personId, caseId: caseId ?? undefined, reportId: reportId ?? undefined };
  const data = { compartments: [...new Set(held.map(({ compartment }) => compartment))].sort(), epoch, version: norm };
  const entry: Pick<JournalEntry, 'type' | 'data'> = { type: 'matching.encoded', data };
  return { ...subjectEntry(entry.type, { subjectId: personId, about }), ...entry };
};

/** A body that keeps its keys locked: its files wait until it unlocks them. */
const whenLocked = (fault: unknown): null => {
  if (fault instanceof OutOfReach) return null;
  throw fault;
};

/** The line in the body's chain stands before anything is opened, as for every opening. */
const encodeOne = async (
  vault: Vault,
  { encoder, epoch, norm }: Ready,
  file: FileDue,
): Promise<Outcome<boolean, MatchingRefusal>> => {
  const held = await openFor(vault, encoder, file);
  const { personId, organisationId } = file;
  if (held === null || (await closedToAll(vault, personId, { organisationIds: [organisationId] })) !== null)
    return false;
  const author = { organisationId, staffId: null, now: now(vault) };
  await record(vault.database, author, entryOf(file, held, { encoder, epoch, norm }));
  const opened = await asDamage(() => openHeld(vault, personId, held)).catch(whenLocked);
  if (opened === null) return false;
  const matter = { opened, sex: file.sex, citizenships: file.citizenships, marks: file.marks };
  const encoded = await encoder.encode({ ...matter, organisation: pseudonymOf(vault, organisationId) });
  return isRefusal(encoded) ? encoded : storeRecord(vault.database, file.id, today(vault), encoded);
};

/** Files that could not be encoded are not tried again for an hour, so that they do not stand before the others. */
const pause = 60 * 60 * 1000;
const waiting = new WeakMap<Vault, Map<string, number>>();

const isPaused = (vault: Vault, id: string): boolean => (waiting.get(vault)?.get(id) ?? 0) > performance.now();

const pauseFile = (vault: Vault, id: string): void => {
  const known = waiting.get(vault) ?? new Map<string, number>();
  waiting.set(vault, known.set(id, performance.now() + pause));
};

const encodeSome = async (
  vault: Vault,
  ready: Ready,
  due: readonly FileDue[],
): Promise<number | Refusal<MatchingRefusal>> => {
  let encoded = 0;
  for (const file of due) {
    const done = await encodeOne(vault, ready, file);
    if (isRefusal(done) && done.refused !== 'quota') return encoded > 0 ? encoded : done;
    if (done === true) encoded += 1;
    else pauseFile(vault, file.id);
  }
  return encoded;
};

const encodeRound = async (vault: Vault): Promise<VaultOutcome<'encodeWaiting'>> => {
  const encoder = vault.encoder;
  if (encoder === null) return refuse('matching-off');
  const standing = await encoder.standing();
  if (isRefusal(standing)) return standing;
  const due = await filesDue(vault.database, { ...standing, neverFrom: encoder.neverFrom, most: 500 });
  const next = due.filter(({ id }) => !isPaused(vault, id)).slice(0, filesAtOnce);
  const encoded = await encodeSome(vault, { encoder, ...standing }, next);
  return isRefusal(encoded) ? encoded : { encoded, waiting: due.length - encoded };
};

const turns = new WeakMap<Vault, Promise<unknown>>();

/**
 * Encodes the next files whose person agreed to be matched. Answers how many, and never anything about whether somebody is
 * known elsewhere: nobody compares before the night. Without both key servers nothing is encoded and the files wait.
 */
export const encodeWaiting = (vault: Vault): Promise<VaultOutcome<'encodeWaiting'>> => {
  const mine = (turns.get(vault) ?? Promise.resolve()).then(
    () => encodeRound(vault),
    () => encodeRound(vault),
  );
  turns.set(vault, mine);
  return mine;
};
