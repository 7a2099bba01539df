import { randomBytes, randomInt } from 'node:crypto';
import { isRefusal, type Outcome } from '../../platform/outcome.ts';
import { deriveKey } from '../../platform/sealing/aead.ts';
import type { Person } from '../normalise/index.ts';
import type { StrongKind } from '../normalise/strong.ts';
import { type Answer, ask, conclude, type Question } from '../oprf/asking.ts';
import { filterKeyText, filterOf, filterTables, type FilterTables } from './filter.ts';
import { permuted } from './permute.ts';
import { segments, segmentStarts } from './segments.ts';
import { rowsPerRecord, type Token, tokensOf, usualFloor } from './tokens.ts';

/** What the store gets, 28 times for every record: 16 bytes of token, 144 of filter. */
export type Row = { readonly token: Uint8Array; readonly filter: Uint8Array };

/** A record on its way through the key servers. Only `question.blinded` leaves the process. */
export type Encoding = { readonly filter: Uint8Array; readonly tokens: readonly Token[]; readonly question: Question };

const otherStart = segmentStarts.other / 8;
const otherBytes = (segments.find(({ name }) => name === 'other')?.bits ?? 0) / 8;

/**
 * How many bytes of the part `other` are filled under a strong token: all for a document, half for a telephone or an address, and
 * far fewer for what is known of a person. So the store knows which kind a row is and weighs it, and not what stands in it.
 */
const filledUnder: Readonly<Record<StrongKind, number>> = { document: otherBytes, contact: otherBytes / 2 };

const marked = (filter: Uint8Array, kind: StrongKind): Uint8Array =>
  Uint8Array.from(filter)
    .fill(0, otherStart, otherStart + otherBytes)
    .fill(0xff, otherStart, otherStart + filledUnder[kind]);

const bitsIn = (byte: number): number => byte.toString(2).replaceAll('0', '').length;

/** Of which kind the row's strong token is; null for a row under names and dates. A permutation leaves the number of bits. */
export const strongKindOf = ({ filter }: Pick<Row, 'filter'>): StrongKind | null => {
  const bits = filter.subarray(otherStart, otherStart + otherBytes).reduce((sum, byte) => sum + bitsIn(byte), 0);
  const found = Object.entries(filledUnder).find(([, bytes]) => bits === bytes * 8);
  return (found?.[0] as StrongKind | undefined) ?? null;
};

/** A fair order (Fisher and Yates), so that places tell nothing. */
const shuffled = <Value>(values: readonly Value[]): readonly Value[] => {
  const all = [...values];
  for (let left = all.length; left > 1; left -= 1) {
    const [chosen] = all.splice(randomInt(left), 1);
    if (chosen !== undefined) all.push(chosen);
  }
  return all;
};

/** Rows without a token of the person are filled with tokens of nobody: no server sees how many names or dates she has. */
const padded = (tokens: readonly Token[]): readonly Token[] => [
  ...tokens,
  ...Array.from({ length: rowsPerRecord - tokens.length }, () => ({
    text: `nobody|${randomBytes(16).toString('hex')}`,
    strong: null,
  })),
];

/** Begins to encode a person with an epoch's tables; `floor` as in `tokensOf`. Always 28 points, in a random order. */
export const beginEncoding = (person: Person, tables: FilterTables, floor: number = usualFloor): Encoding => {
  const tokens = shuffled(padded(tokensOf(person, floor)));
  return { filter: filterOf(person, tables), tokens, question: ask(tokens.map(({ text }) => Buffer.from(text))) };
};

/** The row that a token's secret of 64 bytes gives: one part names the block, the other shuffles the filter. */
export const rowOf = (filter: Uint8Array, strong: StrongKind | null, secret: Uint8Array): Row => ({
  token: deriveKey(secret, 'ariane|linkage|v1|token').subarray(0, 16),
  filter: permuted(strong ? marked(filter, strong) : filter, deriveKey(secret, 'ariane|linkage|v1|permutation')),
});

/** Ends the encoding with what the two key servers answered: 28 rows for the store, or why there are none. */
export const endEncoding = (
  { filter, tokens, question }: Encoding,
  answers: readonly Answer[],
): Outcome<readonly Row[], 'answer-incomplete' | 'proof-wrong'> => {
  const secrets = conclude(question, answers);
  if (isRefusal(secrets)) return secrets;
  return shuffled(secrets.map((secret, at) => rowOf(filter, tokens[at]?.strong ?? null, secret)));
};

/** Asks for the filter key of an epoch, as one point. */
export const askFilterKey = (): Question => ask([Buffer.from(filterKeyText)]);

/** The tables of an epoch from what the two key servers answered to `askFilterKey`; to be kept in memory, never stored. */
export const tablesFrom = (
  question: Question,
  answers: readonly Answer[],
): Outcome<FilterTables, 'answer-incomplete' | 'proof-wrong'> => {
  const secrets = conclude(question, answers);
  return isRefusal(secrets)
    ? secrets
    : filterTables(deriveKey(secrets[0] ?? new Uint8Array(), 'ariane|linkage|v1|filters'));
};
