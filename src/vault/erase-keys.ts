import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { binding, envelopeOverhead, openBytes, sealBytes } from '../platform/sealing/aead.ts';

/*
 * The erase keys: one per subject and sealing, without which nothing of that subject opens. One file of equal records
 * `id(16) | subject(16) | sealed key(61)`, only ever appended to and synced before anybody relies on it. Whoever loses
 * power in the middle of a record leaves a tail that is cut off at the next start; its keys still lie in the inbox.
 */

/** An erase key and whom it belongs to. */
export type EraseKey = { readonly id: string; readonly subjectId: string; readonly key: Uint8Array };

export type EraseKeyStore = {
  /** The key, or null when the vault does not hold it (never came, or was destroyed). */
  readonly find: (id: string, subjectId: string) => Buffer | null;
  /** Takes keys in; they are on the disk when this returns. Ones already held are left alone. */
  readonly add: (keys: readonly EraseKey[]) => void;
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

const readRecords = (file: string): Map<string, Buffer> => {
  const content = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const known = new Map<string, Buffer>();
  for (let at = 0; at + recordLength <= content.length; at += recordLength)
    known.set(idText(content.subarray(at, at + 16)), content.subarray(at + 32, at + recordLength));
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

/** Opens the file of erase keys, sealed under the vault's store key. */
export const openEraseKeys = (file: string, storeKey: Uint8Array): EraseKeyStore => {
  const known = readRecords(file);
  let records = wholeRecords(file);
  const handle = openWithoutTornTail(file, records);
  const find = (id: string, subjectId: string): Buffer | null => {
    const sealed = known.get(id);
    if (!sealed) return null;
    try {
      return openBytes(storeKey, sealed, contextOf(id, subjectId));
    } catch {
      return null;
    }
  };
  const add = (keys: readonly EraseKey[]): void => {
    const fresh = keys.filter(({ id, subjectId }) => find(id, subjectId) === null);
    if (fresh.length === 0) return;
    const written = fresh.map((key) => ({ id: key.id, record: recordOf(storeKey, key) }));
    writeSync(handle, Buffer.concat(written.map(({ record }) => record)), 0, undefined, records * recordLength);
    fsyncSync(handle);
    records += written.length;
    for (const { id, record } of written) known.set(id, record.subarray(32));
  };
  return { find, add, count: () => known.size, close: () => closeSync(handle) };
};
