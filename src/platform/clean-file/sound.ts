/* Voice messages as telephones make them: MP3, M4A (ISO base media), Ogg with Opus or Vorbis. */

const id3Head = 10;

/** ID3v2 says its length in four times seven bits; a footer adds ten bytes. */
const afterId3 = (bytes: Buffer): number => {
  if (bytes.toString('latin1', 0, 3) !== 'ID3' || bytes.length < id3Head) return 0;
  const length = [6, 7, 8, 9].reduce((sum, place) => sum * 128 + ((bytes[place] ?? 0) & 0x7f), 0);
  return id3Head + length + ((bytes[5] ?? 0) & 0x10 ? id3Head : 0);
};

const bitRates: readonly (readonly number[])[] = [
  [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
  [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
];
const sampleRates = [44_100, 48_000, 32_000];

/** How long the frame of layer III is that begins here; 0 where none begins. */
const frameLength = (bytes: Buffer, at: number): number => {
  const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3);
  const version = (two >> 3) & 3;
  const rate = sampleRates[(three >> 2) & 3];
  const kilobits = bitRates[version === 3 ? 1 : 0]?.[three >> 4];
  if (one !== 0xff || two >> 5 !== 7 || version === 1 || ((two >> 1) & 3) !== 1 || !rate || !kilobits) return 0;
  const [samples, hertz] = version === 3 ? [144, rate] : [72, rate / (version === 2 ? 2 : 4)];
  return Math.floor((samples * kilobits * 1000) / hertz) + ((three >> 1) & 1);
};

/** Sound in MP3: its frames alone, so that every kind of tag goes; null when there are none to speak of. */
export const cleanMp3 = (bytes: Buffer): Buffer | null => {
  const frames: Buffer[] = [];
  for (let at = afterId3(bytes); at + 4 <= bytes.length; ) {
    const length = frameLength(bytes, at);
    if (length === 0 && frames.length > 0) break;
    if (length > 0 && at + length <= bytes.length) frames.push(bytes.subarray(at, at + length));
    at += Math.max(length, 1);
  }
  return frames.length < 2 ? null : Buffer.concat(frames);
};

const containers = ['moov', 'trak', 'mdia', 'minf', 'stbl', 'edts', 'dinf', 'moof', 'traf', 'mvex'];
/** Boxes that draw or sound; of what stands nowhere here the bytes are wiped, in their place, for others count on theirs. */
const needed = [
  ...['ftyp', 'mdat', 'mvhd', 'tkhd', 'mdhd', 'hdlr', 'smhd', 'dref', 'elst', 'stsd', 'stts', 'stsc', 'stsz', 'stz2'],
  ...['stco', 'co64', 'stss', 'sgpd', 'sbgp', 'sidx', 'mfhd', 'tfhd', 'tfdt', 'trun', 'trex', 'free'],
];
/** Heads that say when they were made. */
const dated = ['mvhd', 'tkhd', 'mdhd'];

const wipe = (bytes: Buffer, at: number, end: number): void => {
  bytes.write('free', at + 4, 'latin1');
  bytes.fill(0, at + 8, end);
};

const wipeDays = (bytes: Buffer, at: number, end: number): void => {
  const width = bytes[at + 8] === 1 ? 16 : 8;
  if (at + 12 + width <= end) bytes.fill(0, at + 12, at + 12 + width);
};

/** The name of what handles a track often names the telephone's program. */
const wipeName = (bytes: Buffer, at: number, end: number): void => {
  if (at + 32 <= end) bytes.fill(0, at + 32, end);
};

const wipeBoxes = (bytes: Buffer, from: number, to: number): boolean => {
  for (let at = from; at < to; ) {
    if (at + 8 > to) return false;
    const length = bytes.readUInt32BE(at);
    // Sixty-four bits of length, or "to the end": no telephone needs them for a message.
    const end = at + length;
    if (length < 8 || end > to) return false;
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (containers.includes(name)) {
      if (!wipeBoxes(bytes, at + 8, end)) return false;
    } else if (!needed.includes(name) || name === 'free') wipe(bytes, at, end);
    if (dated.includes(name)) wipeDays(bytes, at, end);
    if (name === 'hdlr') wipeName(bytes, at, end);
    at = end;
  }
  return true;
};

/** Sound in M4A with every box wiped that is not sound, and every day of making. */
export const cleanM4a = (bytes: Buffer): Buffer | null => {
  const copy = Buffer.from(bytes);
  return wipeBoxes(copy, 0, copy.length) && copy.includes('mdat', 0, 'latin1') ? copy : null;
};

const crcTable = Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x80000000 ? (value << 1) ^ 0x04c11db7 : value << 1;
  return value >>> 0;
});

const crcOf = (page: Buffer): number => {
  let value = 0;
  for (const byte of page) value = ((value << 8) ^ (crcTable[((value >>> 24) ^ byte) & 0xff] ?? 0)) >>> 0;
  return value;
};

const pageHead = 27;
const crcPlace = 22;

const pageAt = (bytes: Buffer, at: number): { readonly body: number; readonly end: number } | null => {
  if (bytes.toString('latin1', at, at + 4) !== 'OggS' || at + pageHead > bytes.length) return null;
  const segments = bytes[at + 26] ?? 0;
  const body = at + pageHead + segments;
  const length = bytes.subarray(at + pageHead, body).reduce((sum, one) => sum + one, 0);
  return body + length > bytes.length ? null : { body, end: body + length };
};

const tagHeads = ['OpusTags', '\x03vorbis'];

/** Comments become one long name of a program, made of spaces, and none after it; null when they do not end on this page. */
const wipeComments = (bytes: Buffer, at: number, page: { readonly body: number; readonly end: number }): boolean => {
  const head = tagHeads.find((one) => bytes.toString('latin1', page.body, page.body + one.length) === one);
  if (head === undefined) return true;
  const table = bytes.subarray(at + pageHead, page.body);
  const last = table.findIndex((one) => one < 255);
  if (last < 0) return false;
  const end = page.body + table.subarray(0, last + 1).reduce((sum, one) => sum + one, 0);
  const start = page.body + head.length;
  const framing = head === 'OpusTags' ? 0 : 1;
  const spare = end - start - 8 - framing;
  if (spare < 0) return false;
  bytes.writeUInt32LE(spare, start);
  bytes.fill(0x20, start + 4, start + 4 + spare);
  bytes.writeUInt32LE(0, start + 4 + spare);
  if (framing === 1) bytes[end - 1] = 1;
  const whole = bytes.subarray(at, page.end);
  whole.writeUInt32LE(0, crcPlace);
  whole.writeUInt32LE(crcOf(whole), crcPlace);
  return true;
};

/** Sound in Ogg with its comments wiped; null when they are too long to be a voice message's, or the file is not whole. */
export const cleanOgg = (bytes: Buffer): Buffer | null => {
  const copy = Buffer.from(bytes);
  let pages = 0;
  for (let at = 0; at < copy.length; pages += 1) {
    const page = pageAt(copy, at);
    if (page === null || !wipeComments(copy, at, page)) return null;
    at = page.end;
  }
  return pages < 2 ? null : copy;
};
