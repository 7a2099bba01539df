import { unwrapEnvelopeKey, unwrapEraseKey, vaultOrganisationId } from '../platform/sealing/wraps.ts';
import type { VaultOutcome } from '../platform/vault-client/contract.ts';
import { emptyInbox, inboxBatch, type InboxEntry, inboxEntries } from './store/sealed.ts';
import type { Vault } from './vault.ts';

const batchSize = 500;
const before = '00000000-0000-0000-0000-000000000000';

type Unpacked = { readonly entry: InboxEntry; readonly key: Buffer };

/** Null for an entry that does not open: it was not made by our sealing, and it must not stop the others. */
const unpack = async (vault: Vault, entry: InboxEntry): Promise<Unpacked | null> => {
  const privateKey = vault.keys.pairs.privateKey(vaultOrganisationId, entry.keyId);
  if (!privateKey) return null;
  const basis = { kind: entry.basisKind, code: entry.basisCode };
  try {
    const envelopeKey = await unwrapEnvelopeKey(privateKey, entry, {
      ...entry,
      organisationId: vaultOrganisationId,
      basis,
    });
    return { entry, key: unwrapEraseKey(envelopeKey, entry.wrapped, entry) };
  } catch {
    return null;
  }
};

const unpackAll = async (vault: Vault, entries: readonly InboxEntry[]): Promise<readonly Unpacked[]> =>
  (await Promise.all(entries.map((entry) => unpack(vault, entry)))).filter((one) => one !== null);

/** A key that was destroyed, or whose subject was erased, never comes back, even when an old backup brings its letter. */
const mayLive = ({ keys: { tombstones } }: Vault, subjectId: string, id: string): boolean =>
  !tombstones.has('subject', subjectId) && !tombstones.has('erase_key', id);

/** The erase keys of a subject by id: from the vault's own store, or still from the letter box. */
export const eraseKeysFor = async (
  vault: Vault,
  subjectId: string,
  ids: readonly string[],
): Promise<Map<string, Buffer>> => {
  const found = new Map<string, Buffer>();
  const living = ids.filter((id) => mayLive(vault, subjectId, id));
  for (const id of living) {
    const key = vault.keys.eraseKeys.find(id, subjectId);
    if (key) found.set(id, key);
  }
  const missing = living.filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  for (const { entry, key } of await unpackAll(vault, await inboxEntries(vault.database, missing)))
    if (entry.subjectId === subjectId) found.set(entry.eraseKeyId, key);
  return found;
};

const takeIn = async (vault: Vault, entries: readonly InboxEntry[]): Promise<number> => {
  const unpacked = await unpackAll(vault, entries);
  const living = unpacked.filter(({ entry }) => mayLive(vault, entry.subjectId, entry.eraseKeyId));
  vault.keys.eraseKeys.add(living.map(({ entry, key }) => ({ id: entry.eraseKeyId, subjectId: entry.subjectId, key })));
  await emptyInbox(
    vault.database,
    unpacked.map(({ entry }) => entry),
  );
  return unpacked.length;
};

/**
 * Moves erase keys out of the database into the vault's folder: on the disk there first, deleted here then. Interrupted
 * anywhere, the next run finishes it.
 */
export const collectEraseKeys = async (vault: Vault): Promise<VaultOutcome<'collectEraseKeys'>> => {
  let collected = 0;
  let after = before;
  for (;;) {
    const entries = await inboxBatch(vault.database, after, batchSize);
    if (entries.length > 0) collected += await takeIn(vault, entries);
    if (entries.length < batchSize) return { collected };
    after = entries.at(-1)?.eraseKeyId ?? after;
  }
};
