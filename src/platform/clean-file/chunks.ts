/* Files that are rows of named pieces: PNG (each with its check sum) and RIFF (WebP, WAV). */

const pngHead = 8;
/** What draws the picture (PNG, W3C), moving ones too; not the clock, texts, EXIF, nor colour profiles, which name devices. */
const pngNeeded = ['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'sBIT', 'acTL', 'fcTL', 'fdAT'];

/** The picture without anything else; null when it is not whole. */
export const cleanPng = (bytes: Buffer): Buffer | null => {
  const kept = [bytes.subarray(0, pngHead)];
  for (let at = pngHead; at + 12 <= bytes.length; ) {
    const end = at + 12 + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const name = bytes.toString('latin1', at + 4, at + 8);
    if (pngNeeded.includes(name)) kept.push(bytes.subarray(at, end));
    if (name === 'IEND') return Buffer.concat(kept);
    at = end;
  }
  return null;
};

const riffHead = 12;
const webpNeeded = ['VP8 ', 'VP8L', 'VP8X', 'ALPH', 'ANIM', 'ANMF'];
const wavNeeded = ['fmt ', 'data', 'fact'];

/** In the head of a WebP: says which extra pieces there are. Profile, EXIF and XMP (bits 5, 3, 2) are there no more. */
const withoutFlags = (chunk: Buffer): Buffer => {
  if (chunk.toString('latin1', 0, 4) !== 'VP8X' || chunk.length < 9) return chunk;
  const head = Buffer.from(chunk);
  head[8] = (head[8] ?? 0) & ~0b0010_1100;
  return head;
};

const cleanRiff = (bytes: Buffer, needed: readonly string[]): Buffer | null => {
  const kept: Buffer[] = [];
  for (let at = riffHead; at + 8 <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    const end = at + 8 + length;
    if (end > bytes.length) return null;
    if (needed.includes(bytes.toString('latin1', at, at + 4)))
      kept.push(withoutFlags(bytes.subarray(at, end)), Buffer.alloc(length % 2));
    at = end + (length % 2);
  }
  if (kept.length === 0) return null;
  const head = Buffer.from(bytes.subarray(0, riffHead));
  const body = Buffer.concat(kept);
  head.writeUInt32LE(body.length + 4, 4);
  return Buffer.concat([head, body]);
};

/** A picture in WebP without anything else. */
export const cleanWebp = (bytes: Buffer): Buffer | null => cleanRiff(bytes, webpNeeded);

/** Sound in WAV without anything else. */
export const cleanWav = (bytes: Buffer): Buffer | null => cleanRiff(bytes, wavNeeded);
