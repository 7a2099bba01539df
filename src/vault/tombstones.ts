import { closeSync, existsSync, fsyncSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import { binding, envelopeOverhead, openBytes, sealBytes } from '../platform/sealing/aead.ts';

/*
 * What must not come back: consents taken back, subjects erased, erase keys destroyed, approvals of a law that were ended,
 * keys of bodies outside that were revoked. One file of equal records, only ever appended to, sealed
 * under the store key, and synced before the database commits; it is not in the database's backup. Whoever restores an old
 * backup restores consents that were taken back since: the vault refuses on its own memory and takes them back again.
 */

export type TombstoneKind = 'consent' | 'subject' | 'erase_key' | 'law' | 'recipient_key';

export type Tombstones = {
  readonly has: (kind: TombstoneKind, id: string) => boolean;
  /** Remembers for good; on the disk when this returns. */
  readonly add: (kind: TombstoneKind, id: string) => void;
  readonly all: (kind: TombstoneKind) => readonly string[];
  readonly close: () => void;
};

/** In the order of their digit in a record: new ones are added at the end. */
const kinds: readonly TombstoneKind[] = ['consent', 'subject', 'erase_key', 'law', 'recipient_key'];
const plainLength = 37;
const recordLength = envelopeOverhead + plainLength;
const context = binding('vault-tombstone', 'v1');

const recordOf = (storeKey: Uint8Array, kind: TombstoneKind, id: string): Buffer =>
  sealBytes(storeKey, Buffer.from(`${kinds.indexOf(kind)}${id}`), context);

const readRecord = (storeKey: Uint8Array, record: Uint8Array): readonly [TombstoneKind | undefined, string] => {
  const text = openBytes(storeKey, record, context).toString('utf8');
  return [kinds[Number(text[0])], text.slice(1)];
};

const readAll = (file: string, storeKey: Uint8Array): Map<TombstoneKind, Set<string>> => {
  const content = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const known = new Map(kinds.map((kind) => [kind, new Set<string>()]));
  for (let at = 0; at + recordLength <= content.length; at += recordLength) {
    const [kind, id] = readRecord(storeKey, content.subarray(at, at + recordLength));
    if (kind) known.get(kind)?.add(id);
  }
  return known;
};

/** Opens the file of tombstones. A record torn by a loss of power at the end is cut off; a damaged one throws. */
export const openTombstones = (file: string, storeKey: Uint8Array): Tombstones => {
  const known = readAll(file, storeKey);
  let records = existsSync(file) ? Math.floor(readFileSync(file).length / recordLength) : 0;
  const handle = openSync(file, existsSync(file) ? 'r+' : 'w+', 0o600);
  ftruncateSync(handle, records * recordLength);
  fsyncSync(handle);
  return {
    has: (kind, id) => known.get(kind)?.has(id) === true,
    add: (kind, id) => {
      if (known.get(kind)?.has(id)) return;
      writeSync(handle, recordOf(storeKey, kind, id), 0, undefined, records * recordLength);
      fsyncSync(handle);
      records += 1;
      known.get(kind)?.add(id);
    },
    all: (kind) => [...(known.get(kind) ?? [])],
    close: () => closeSync(handle),
  };
};
