/* JPEG (ITU-T T.81): segments until the picture begins. What a picture needs stays, whatever tells where, when or with what goes. */

const startOfImage = 0xd8;
const startOfScan = 0xda;
const endOfImage = 0xd9;

/** Tables, frames, restart interval, and APP0 (JFIF: the shape of a dot) and APP14 (Adobe: how colours are stored). */
const isNeeded = (marker: number): boolean =>
  (marker >= 0xc0 && marker <= 0xcf) || [0xdb, 0xdd, 0xe0, 0xee].includes(marker);

/** APP0 may carry a small picture of the same thing, made before somebody cut it: its first sixteen bytes are enough. */
const withoutThumbnail = (segment: Buffer): Buffer => {
  if (segment[1] !== 0xe0 || segment.length < 18) return segment;
  const head = Buffer.from(segment.subarray(0, 18));
  head.writeUInt16BE(16, 2);
  head.fill(0, 16);
  return head;
};

/** Where the coded picture ends: at the end marker, behind which cameras and telephones hang films and depths. */
const endOfScan = (bytes: Buffer, from: number): number | null => {
  for (let at = bytes.indexOf(0xff, from); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1] ?? 0;
    if (next === 0 || next === 0xff || (next >= 0xd0 && next <= 0xd7)) continue;
    return at;
  }
  return null;
};

/** The picture without anything else; null when it is not whole. */
export const cleanJpeg = (bytes: Buffer): Buffer | null => {
  const kept: Buffer[] = [Buffer.from([0xff, startOfImage])];
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === endOfImage) return Buffer.concat([...kept, Buffer.from([0xff, endOfImage])]);
    const end = at + 2 + bytes.readUInt16BE(at + 2);
    if (end > bytes.length) return null;
    if (marker !== startOfScan) {
      if (isNeeded(marker)) kept.push(withoutThumbnail(bytes.subarray(at, end)));
      at = end;
      continue;
    }
    const next = endOfScan(bytes, end);
    if (next === null) return null;
    kept.push(bytes.subarray(at, next));
    at = next;
    if (bytes[at + 1] === endOfImage) return Buffer.concat([...kept, Buffer.from([0xff, endOfImage])]);
  }
  return null;
};
