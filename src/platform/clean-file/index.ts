import { createHash } from 'node:crypto';
import { cleanPng, cleanWav, cleanWebp } from './chunks.ts';
import { cleanJpeg } from './jpeg.ts';
import { cleanM4a, cleanMp3, cleanOgg } from './sound.ts';

/*
 * Pictures and sound as anybody may send them, without what tells where, when, with what and by whom they were made. Judged by what a file
 * is, never by its name. What is not known here, and what is not whole, is refused: nothing goes through half cleaned.
 */

/** What a file really is, and how it is cleaned. */
type Kind = {
  readonly type: string;
  readonly is: (bytes: Buffer) => boolean;
  readonly clean: (bytes: Buffer) => Buffer | null;
};

const begins = (at: number, ...bytes: readonly number[]) => {
  const sought = Buffer.from(bytes);
  return (file: Buffer): boolean => file.subarray(at, at + sought.length).equals(sought);
};
const says = (at: number, text: string) => begins(at, ...Buffer.from(text, 'latin1'));

const riff = (form: string) => {
  const [outer, inner] = [says(0, 'RIFF'), says(8, form)];
  return (file: Buffer): boolean => outer(file) && inner(file);
};

/** Sound in a box of its own, or as telephones label it; not films. */
const isM4a = (file: Buffer): boolean =>
  says(4, 'ftyp')(file) &&
  ['M4A ', 'M4B ', 'mp42', 'mp41', 'isom', '3gp4', '3gp5', '3gp6'].includes(file.toString('latin1', 8, 12)) &&
  !file.includes('vmhd', 0, 'latin1');

const isMp3 = (file: Buffer): boolean => says(0, 'ID3')(file) || (file[0] === 0xff && ((file[1] ?? 0) & 0xe6) === 0xe2);

const kinds: readonly Kind[] = [
  { type: 'image/jpeg', is: begins(0, 0xff, 0xd8, 0xff), clean: cleanJpeg },
  { type: 'image/png', is: begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a), clean: cleanPng },
  { type: 'image/webp', is: riff('WEBP'), clean: cleanWebp },
  { type: 'audio/wav', is: riff('WAVE'), clean: cleanWav },
  { type: 'audio/ogg', is: says(0, 'OggS'), clean: cleanOgg },
  { type: 'audio/mp4', is: isM4a, clean: cleanM4a },
  { type: 'audio/mpeg', is: isMp3, clean: cleanMp3 },
];

/** A file that was cleaned: what it is, its bytes, and their fingerprint. */
export type CleanedFile = { readonly type: string; readonly bytes: Buffer; readonly sha256: string };

/** Cleans a picture or a voice message; null for what is neither, is not whole, or says two things of itself. */
export const cleanFile = (received: Uint8Array): CleanedFile | null => {
  const file = Buffer.from(received);
  const kind = kinds.find(({ is }) => is(file));
  const bytes = kind?.clean(file) ?? null;
  if (kind === undefined || bytes === null) return null;
  return { type: kind.type, bytes, sha256: createHash('sha256').update(bytes).digest('hex') };
};
