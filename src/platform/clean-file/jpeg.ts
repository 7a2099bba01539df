/* JPEG (ITU-T T.81): segments until the picture begins. What a picture needs stays (which way up it is, too), whatever tells where, when or with what goes. */

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

const exifHead = Buffer.from('Exif\0\0', 'latin1');
const orientationTag = 0x0112;

/** Which way up the camera was held, by the one tag of EXIF that says it (TIFF 6.0); 1, as it is stored, when nothing does. */
const orientationIn = (tiff: Buffer): number => {
  const isLittle = tiff.toString('latin1', 0, 2) === 'II';
  const short = (at: number): number =>
    at + 2 > tiff.length ? 0 : isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at);
  const first = tiff.length < 8 ? 0 : isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  for (let entry = 0; entry < short(first); entry += 1) {
    const at = first + 2 + entry * 12;
    if (short(at) !== orientationTag) continue;
    const said = short(at + 8);
    return said >= 1 && said <= 8 ? said : 1;
  }
  return 1;
};

/** An EXIF that says the orientation and nothing else: eight bytes of head, one entry, no second directory. */
const uprightSegment = (orientation: number): Buffer => {
  const head = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1];
  const entry = [orientationTag >> 8, orientationTag & 255, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0];
  const body = Buffer.concat([exifHead, Buffer.from([...head, ...entry, 0, 0, 0, 0])]);
  return Buffer.concat([Buffer.from([0xff, 0xe1, 0, body.length + 2]), body]);
};

/** What stays of a segment that is not needed: of EXIF which way up the picture is, where that is not as it is stored. */
const restOf = (segment: Buffer): readonly Buffer[] => {
  if (segment[1] !== 0xe1 || !segment.subarray(4, 10).equals(exifHead)) return [];
  const orientation = orientationIn(segment.subarray(10));
  return orientation === 1 ? [] : [uprightSegment(orientation)];
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
      const segment = bytes.subarray(at, end);
      kept.push(...(isNeeded(marker) ? [withoutThumbnail(segment)] : restOf(segment)));
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
