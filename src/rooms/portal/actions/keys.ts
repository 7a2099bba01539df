import { createHash, randomInt } from 'node:crypto';
import { argon2id, publicKeyOfSeed } from '../../../platform/sealing/index.ts';
import { turnstile } from '../../../platform/turnstile.ts';
import type { PageLanguage } from '../facts.ts';
import { wordsToDraw } from '../facts/words.ts';
import { checkDigit, grouped, numberLength, readWords } from '../rules.ts';

/*
 * What number and words of a person's page become. Argon2id (RFC 9106), 32 MiB, three passes, one lane, twice: once over the
 * number alone (under which the page is found) and once over number and words (a proof, and the seed of a key pair). A stolen
 * database therefore tests a guess of a number (63 bits) or of words (40 bits or more) at some 0.1 s and 32 MiB each, and
 * the salts hold no secret: a number unknown costs exactly what a known one costs.
 */

/** Written beside each page, so that a later way can stand beside this one. */
export const keyKind = 1;

const cost = { memory: 32 * 1024, passes: 3, parallelism: 1 } as const;
const atOnce = 1;
const mostWaiting = 30;
/** One derivation after the other, whichever code it is of: each takes tens of megabytes. */
export const inTurn = turnstile(atOnce, mostWaiting);

const saltOf = (use: string): Buffer => createHash('sha256').update(`ariane|own-page|${keyKind}|${use}`).digest();

/** What the two become: what the database finds the page by, what proves them, and the seed of the private key. */
export type PageKeys = { readonly lookup: Buffer; readonly proof: Buffer; readonly seed: Buffer };

const derive = async (number: string, words: string): Promise<PageKeys> => {
  const both = Buffer.from(`${number}|${readWords(words)}`);
  const [lookup, secret] = await Promise.all([
    argon2id(Buffer.from(number), saltOf('lookup'), { ...cost, tagLength: 32 }),
    argon2id(both, saltOf(`secret|${number}`), { ...cost, tagLength: 64 }),
  ]);
  return { lookup, proof: secret.subarray(0, 32), seed: secret.subarray(32) };
};

/** Derives the keys of a page, one visitor after the other: the same work whether there is such a page or not. */
export const pageKeys = (number: string, words: string): Promise<PageKeys | 'busy'> =>
  inTurn(() => derive(number, words));

/** What of the keys is kept: none of it opens anything. */
export const keptOf = ({ lookup, proof, seed }: PageKeys) => ({
  lookup,
  proofHash: createHash('sha256').update(proof).digest(),
  publicKey: publicKeyOfSeed(seed),
});

const drawDigits = (length: number): string => Array.from({ length }, () => randomInt(10)).join('');

/** A number for a new page: nineteen digits drawn, one that checks them. */
export const drawNumber = (): string => {
  const drawn = drawDigits(numberLength - 1);
  return `${drawn}${checkDigit(drawn)}`;
};

/** Bits that words drawn hold at least. */
const bitsOfWords = 40;
const digitsDrawn = 16;

/** Sixteen digits, for who does not read (53 bits). */
export const drawDigitsToRemember = (): string => grouped(drawDigits(digitsDrawn));

/** Words in the person's language: five of 256 (40 bits), six of 128 (42 bits). */
export const drawWords = (language: PageLanguage): string => {
  const list = wordsToDraw[language];
  const count = Math.ceil(bitsOfWords / Math.log2(list.length));
  return Array.from({ length: count }, () => list[randomInt(list.length)] ?? '').join(' ');
};
