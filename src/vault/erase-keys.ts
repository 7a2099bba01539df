import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { binding, envelopeOverhead, openBytes, sealBytes } from '../platform/sealing/aead.ts';

/*
 * The erase keys: one per subject and sealing, without which nothing of that subject opens. One file of equal records
 * `id(16) | subject(16) | sealed key(61)`, only ever appended to and synced before anybody relies on it. Whoever loses
 * power in the middle of a record leaves a tail that is cut off at the next start; its keys still lie in the inbox.
 * To destroy a key, its record is overwritten where it lies and synced: no second file ever holds the others' bytes. What a
 * disk keeps of overwritten blocks is closed by the store key and by encrypting the disk.
 */

/** An erase key and whom it belongs to. */
export type EraseKey = { readonly id: string; readonly subjectId: string; readonly key: Uint8Array };

export type EraseKeyStore = {
  /** The key, or null when the vault does not hold it (never came, or was destroyed). */
  readonly find: (id: string, subjectId: string) => Buffer | null;
  /** Takes keys in; they are on the disk when this returns. Ones already held are left alone. */
  readonly add: (keys: readonly EraseKey[]) => void;
  /** The ids of all keys held of these subjects. */
  readonly ofSubjects: (subjectIds: readonly string[]) => readonly string[];
  /** Destroys keys: their bytes are overwritten, on the disk when this returns. Ones not held are left out. */
  readonly destroy: (ids: readonly string[]) => void;
  readonly count: () => number;
  readonly close: () => void;
};

const sealedLength = envelopeOverhead + 32;
const recordLength = 32 + sealedLength;

const idBytes = (id: string): Buffer => Buffer.from(id.replaceAll('-', ''), 'hex');
const idText = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
const contextOf = (id: string, subjectId: string): string => binding('vault-erase-key', 'v1', id, subjectId);

const recordOf = (storeKey: Uint8Array, { id, subjectId, key }: EraseKey): Buffer =>
  Buffer.concat([idBytes(id), idBytes(subjectId), sealBytes(storeKey, key, contextOf(id, subjectId))]);

type Kept = { readonly at: number; readonly subjectId: string; readonly sealed: Buffer };

/** Stands where a destroyed key was: no identifier is made of zeros alone. */
const nobody = '00000000-0000-0000-0000-000000000000';

const readRecords = (file: string): Map<string, Kept> => {
  const content = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const known = new Map<string, Kept>();
  for (let at = 0; at + recordLength <= content.length; at += recordLength) {
    const id = idText(content.subarray(at, at + 16));
    const subjectId = idText(content.subarray(at + 16, at + 32));
    const sealed = content.subarray(at + 32, at + recordLength);
    if (id !== nobody) known.set(id, { at, subjectId, sealed });
  }
  return known;
};

const openWithoutTornTail = (file: string, records: number): number => {
  const handle = openSync(file, existsSync(file) ? 'r+' : 'w+', 0o600);
  ftruncateSync(handle, records * recordLength);
  fsyncSync(handle);
  return handle;
};

const wholeRecords = (file: string): number =>
  existsSync(file) ? Math.floor(readFileSync(file).length / recordLength) : 0;

const overwrite = (handle: number, places: readonly number[]): void => {
  for (const at of places) {
    const bytes = Buffer.concat([Buffer.alloc(16), randomBytes(recordLength - 16)]);
    writeSync(handle, bytes, 0, undefined, at);
  }
  fsyncSync(handle);
};

const opener =
  (known: ReadonlyMap<string, Kept>, storeKey: Uint8Array): EraseKeyStore['find'] =>
  (id, subjectId) => {
    const kept = known.get(id);
    if (!kept) return null;
    try {
      return openBytes(storeKey, kept.sealed, contextOf(id, subjectId));
    } catch {
      return null;
    }
  };

/** Opens the file of erase keys, sealed under the vault's store key. */
export const openEraseKeys = (file: string, storeKey: Uint8Array): EraseKeyStore => {
  const known = readRecords(file);
  let records = wholeRecords(file);
  const handle = openWithoutTornTail(file, records);
  const find = opener(known, storeKey);
  const add = (keys: readonly EraseKey[]): void => {
    const fresh = keys.filter(({ id, subjectId }) => find(id, subjectId) === null);
    if (fresh.length === 0) return;
    const written = fresh.map((key) => ({ ...key, record: recordOf(storeKey, key) }));
    writeSync(handle, Buffer.concat(written.map(({ record }) => record)), 0, undefined, records * recordLength);
    fsyncSync(handle);
    for (const { id, subjectId, record } of written)
      known.set(id, { at: records++ * recordLength, subjectId, sealed: record.subarray(32) });
  };
  const destroy = (ids: readonly string[]): void => {
    const held = ids.filter((id) => known.has(id));
    if (held.length === 0) return;
    overwrite(
      handle,
      held.map((id) => known.get(id)?.at ?? 0),
    );
    for (const id of held) {
      known.get(id)?.sealed.fill(0);
      known.delete(id);
    }
  };
  return {
    ...{ find, add, destroy },
    ofSubjects: (subjectIds) => [...known].flatMap(([id, kept]) => (subjectIds.includes(kept.subjectId) ? [id] : [])),
    count: () => known.size,
    close: () => closeSync(handle),
  };
};
