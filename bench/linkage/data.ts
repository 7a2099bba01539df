import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { normalise, type Person } from '../../src/linkage/index.ts';

/** A line of a list: which person it is about is known to the measurement alone. */
export type Entry = {
  readonly id: string;
  readonly entity: string;
  readonly given: string;
  readonly family: string;
  readonly birth: string;
  readonly sex: 'F' | 'M' | null;
  readonly nationality: string | null;
};

/** An entry made ready to be compared. */
export type Listed = { readonly entity: string; readonly person: Person };

const linesOf = (file: string): readonly string[] =>
  readFileSync(join(import.meta.dirname, '..', 'lists', file), 'utf8')
    .trimEnd()
    .split('\n')
    .slice(1);

const febrlEntry = (line: string): Entry => {
  const [id = '', given = '', family = '', date = ''] = line.split(',');
  const birth = date.length === 8 ? `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` : '';
  return { id, entity: id.split('-')[1] ?? '', given, family, birth, sex: null, nationality: null };
};

/** One of the FEBRL lists: `3` (5,000 records with doubles), `4a` and `4b` (the same 5,000 persons twice). Names and date of birth only. */
export const febrl = (list: '3' | '4a' | '4b'): readonly Entry[] => linesOf(`febrl-${list}.csv`).map(febrlEntry);

const crossScriptEntry = (line: string): Entry & { readonly list: string } => {
  const [list = '', id = '', entity = '', given = '', family = '', year = '', month = '', day = '', sex, country] =
    line.split('\t');
  return {
    ...{ list, id, entity, given, family, birth: year === '' ? '' : `${year}-${month}-${day}` },
    sex: sex === 'F' || sex === 'M' ? sex : null,
    nationality: country || null,
  };
};

/** The two invented lists of 1,000 with 400 persons in common, in many scripts. */
export const crossScript = (): readonly [readonly Entry[], readonly Entry[]] => {
  const entries = linesOf('cross-script.tsv').map(crossScriptEntry);
  return [entries.filter(({ list }) => list === 'A'), entries.filter(({ list }) => list === 'B')];
};

/** Makes an entry ready to be compared. */
export const listed = ({ entity, given, family, birth, sex, nationality }: Entry): Listed => ({
  entity,
  person: normalise({ names: [{ given, family }], births: birth === '' ? [] : [{ date: birth }], sex, nationality }),
});

/** A name in its own script and in Latin letters. */
export type TwoScripts = { readonly own: string; readonly latin: string };

/** Names of persons in Wikidata in another script and in Latin, each as often as it is borne there, at most 20 times. */
export const wikidataPairs = (language: string): readonly (TwoScripts & { readonly count: number })[] =>
  linesOf(`wikidata-${language}.tsv`).map((line) => {
    const [latin = '', own = '', count = '1'] = line.split('\t');
    return { latin, own: own.replaceAll(' ', ''), count: Math.min(20, Number(count)) };
  });

/** Frequent given names by country. */
export const forenames = (): readonly (TwoScripts & { readonly country: string; readonly sex: string })[] =>
  linesOf('forenames-by-country.csv').flatMap((line) => {
    const [country = '', , , , , , , , , sex = '', own = '', latin = ''] = line.trimEnd().split(',');
    return latin.trim() === '' ? [] : [{ country, sex, own: own.trim() || latin.trim(), latin: latin.trim() }];
  });

/** Frequent family names by country. */
export const surnames = (): readonly (TwoScripts & { readonly country: string })[] =>
  linesOf('surnames-by-country.csv').flatMap((line) => {
    const [country = '', , , , own = '', latin = ''] = line.trimEnd().split(',');
    return latin.trim() === '' ? [] : [{ country, own: own.trim() || latin.trim(), latin: latin.trim() }];
  });
