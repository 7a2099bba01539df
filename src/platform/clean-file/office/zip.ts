import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib';

/* A ZIP (PKWARE APPNOTE), as office programs pack their documents: no parts that span files, no passwords, nothing over four gigabytes. */

/** A part of a document: where it lies inside, and what it holds. */
export type Part = { readonly name: string; readonly bytes: Buffer };

const endMark = 0x0605_4b50;
const listMark = 0x0201_4b50;
const partMark = 0x0403_4b50;
const [endLength, listLength, partLength] = [22, 46, 30];
const mostParts = 3000;
const mostBytes = 64 * 1024 * 1024;
const [stored, deflated] = [0, 8];

/** Where the list of parts is told: in the last bytes of the file, behind which stands nothing. */
const endOf = (bytes: Buffer): number | null => {
  const at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (at < 0 || at + endLength > bytes.length) return null;
  return at + endLength + bytes.readUInt16LE(at + 20) === bytes.length ? at : null;
};

type Listed = {
  readonly name: string;
  readonly packed: Buffer;
  readonly how: number;
  readonly size: number;
  readonly sum: number;
};

/** Names lead nowhere but into the document. */
const isSafe = (name: string): boolean =>
  name !== '' &&
  !name.includes('\\') &&
  !name.includes('\0') &&
  !name.split('/').some((step) => step === '' || step === '..' || step === '.');

const listedAt = (bytes: Buffer, at: number): (Listed & { readonly next: number }) | null => {
  if (at + listLength > bytes.length || bytes.readUInt32LE(at) !== listMark) return null;
  const [flags, how] = [bytes.readUInt16LE(at + 8), bytes.readUInt16LE(at + 10)];
  const [sum, length, size] = [16, 20, 24].map((offset) => bytes.readUInt32LE(at + offset));
  const [named = 0, extra = 0, remark = 0] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset));
  const place = bytes.readUInt32LE(at + 42);
  const end = at + listLength + named;
  if (end > bytes.length || place + partLength > bytes.length || bytes.readUInt32LE(place) !== partMark) return null;
  const from = place + partLength + bytes.readUInt16LE(place + 26) + bytes.readUInt16LE(place + 28);
  if (flags & 1 || (how !== stored && how !== deflated) || from + (length ?? 0) > bytes.length) return null;
  const packed = bytes.subarray(from, from + (length ?? 0));
  const name = bytes.toString('utf8', at + listLength, end);
  return { name, packed, how, size: size ?? 0, sum: sum ?? 0, next: end + extra + remark };
};

const unpack = ({ packed, how, size, sum }: Listed): Buffer | null => {
  try {
    const whole = how === stored ? packed : inflateRawSync(packed, { maxOutputLength: Math.max(1, size) });
    return whole.length === size && crc32(whole) === sum ? whole : null;
  } catch {
    return null;
  }
};

/** All parts; null for what is no whole ZIP, is locked, says a name twice, or holds more than a document does. */
export const readZip = (bytes: Buffer): readonly Part[] | null => {
  const end = endOf(bytes);
  if (end === null) return null;
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostParts) return null;
  const parts: Part[] = [];
  const names = new Set<string>();
  let left = mostBytes;
  for (let at = bytes.readUInt32LE(end + 16), entry = 0; entry < count; entry += 1) {
    const listed = listedAt(bytes, at);
    if (listed === null) return null;
    at = listed.next;
    if (listed.name.endsWith('/') && listed.size === 0) continue;
    left -= listed.size;
    if (left < 0 || !isSafe(listed.name) || names.has(listed.name.toLowerCase())) return null;
    names.add(listed.name.toLowerCase());
    const whole = unpack(listed);
    if (whole === null) return null;
    parts.push({ name: listed.name, bytes: whole });
  }
  return parts;
};

/** The first day there is in a ZIP: 1 January 1980. */
const noDay = 0x0021;
const namesInUnicode = 0x0800;

const fields = (part: Part, packed: Buffer): Buffer => {
  const head = Buffer.alloc(26);
  head.writeUInt16LE(20, 0);
  head.writeUInt16LE(namesInUnicode, 2);
  head.writeUInt16LE(deflated, 4);
  head.writeUInt16LE(noDay, 8);
  head.writeUInt32LE(crc32(part.bytes), 10);
  head.writeUInt32LE(packed.length, 14);
  head.writeUInt32LE(part.bytes.length, 18);
  head.writeUInt16LE(Buffer.byteLength(part.name), 22);
  return head;
};

const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};

/** A ZIP of these parts: without days, remarks or whatever else one may write beside a part. */
export const writeZip = (parts: readonly Part[]): Buffer => {
  const written: Buffer[] = [];
  const listed: Buffer[] = [];
  let at = 0;
  for (const part of parts) {
    const [packed, name] = [deflateRawSync(part.bytes), Buffer.from(part.name)];
    const head = fields(part, packed);
    listed.push(u32(listMark), Buffer.from([20, 0]), head, Buffer.alloc(10), u32(at), name);
    written.push(u32(partMark), head, name, packed);
    at += 4 + head.length + name.length + packed.length;
  }
  const list = Buffer.concat(listed);
  const end = Buffer.alloc(endLength);
  end.writeUInt32LE(endMark, 0);
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(list.length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...written, list, end]);
};
