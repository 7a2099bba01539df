import { readMrzNames } from './mrz.ts';
import { joinedServant, withoutParticles } from './particles.ts';
import { type NameWord, nameWord } from './words.ts';

/** A name as a file has it; any of the parts may be missing. A passport's machine-readable line is the best of all. */
export type NameFact =
  | { readonly given?: string; readonly family?: string }
  | { readonly full: string }
  | { readonly mrz: string };

/** A name ready to be compared. Where order is not known, all words are given names. */
export type Name = { readonly given: readonly NameWord[]; readonly family: readonly NameWord[] };

/** Longer names are cut: no key or filter needs more. */
const mostWords = 6;

const wordsOf = (text: string): readonly NameWord[] => {
  const plain = text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/['’‘`ʼʹʻ´]/g, '');
  const parts = joinedServant(plain.split(/[^\p{L}\p{M}\p{N}]+/u).filter((part) => part !== ''));
  return withoutParticles(parts.flatMap((part) => nameWord(part) ?? [])).slice(0, mostWords);
};

const nameOf = (given: string, family: string): Name => ({ given: wordsOf(given), family: wordsOf(family) });

const nameOfMrz = (line: string): Name => {
  const names = readMrzNames(line);
  return names ? nameOf(names.given, names.family) : nameOf('', '');
};

/** Makes a name ready to be compared; null when nothing is left of it. */
export const readName = (fact: NameFact): Name | null => {
  const name =
    'mrz' in fact
      ? nameOfMrz(fact.mrz)
      : 'full' in fact
        ? nameOf(fact.full, '')
        : nameOf(fact.given ?? '', fact.family ?? '');
  return name.given.length + name.family.length === 0 ? null : name;
};
