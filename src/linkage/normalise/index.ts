import type { TelephonePlan } from '../../platform/telephone.ts';
import { type Birth, type BirthFact, readBirth } from './birth.ts';
import { type Name, type NameFact, readName } from './names.ts';
import { readStrong, type StrongFact } from './strong.ts';

/** Goes up with every change of what is compared; records of different versions are not comparable. */
export const NORM_VERSION = 2;

/** What a file knows of a person that may serve to count her once. */
export type PersonFacts = {
  /** Up to six names: maiden name, alias, passport, native script. */
  readonly names: readonly NameFact[];
  /** Up to three dates of birth. */
  readonly births: readonly BirthFact[];
  readonly sex: 'F' | 'M' | null;
  /** Code of a country, always of the same list (ISO 3166-1 alpha-2). */
  readonly nationality: string | null;
  readonly strong?: readonly StrongFact[];
};

/** A person ready to be encoded. Holds names: it never leaves the process that made it. */
export type Person = {
  readonly names: readonly Name[];
  readonly births: readonly Birth[];
  readonly sex: 'F' | 'M' | null;
  readonly nationality: string | null;
  readonly strong: readonly string[];
};

const present = <Value>(value: Value | null): readonly Value[] => (value === null ? [] : [value]);

/**
 * Makes the facts of a person comparable across languages, scripts and papers. What is unusable is left out; so is a telephone
 * without its country where nobody says how the country dials.
 */
export const normalise = (facts: PersonFacts, telephone: TelephonePlan | null = null): Person => ({
  names: facts.names.slice(0, 6).flatMap((fact) => present(readName(fact))),
  births: facts.births.slice(0, 3).flatMap((fact) => present(readBirth(fact))),
  sex: facts.sex,
  nationality: facts.nationality?.trim().toUpperCase() || null,
  strong: [...new Set((facts.strong ?? []).flatMap((fact) => present(readStrong(fact, telephone))))],
});
