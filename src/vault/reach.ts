import type { Compartment } from '../platform/sealing/wraps.ts';
import { type Person, type Role, writtenBy } from './store/people.ts';
import type { Vault } from './vault.ts';

/** How far a role reaches into what its body holds. What a body was entrusted with is what it holds keys to. */
type Reach = 'all' | 'unit' | 'own';

const reachOfRole = ({ opensOnly }: Role): Reach =>
  opensOnly === 'own_reports' ? 'own' : opensOnly === 'unit_reports' ? 'unit' : 'all';

const widest = (reaches: readonly Reach[]): Reach =>
  reaches.includes('all') ? 'all' : reaches.includes('unit') ? 'unit' : 'own';

const reachInto = ({ roles }: Person, compartment: string): Reach =>
  widest(roles.filter(({ opens }) => opens.includes(compartment)).map(reachOfRole));

/** Compartments that the person opens only of some reports. */
export const narrowParts = (person: Person): readonly string[] =>
  [...new Set(person.roles.flatMap(({ opens }) => opens))].filter((one) => reachInto(person, one) !== 'all').sort();

/** Whose reports those are: her own, of whom she stands in for, and of her unit where a role says so. */
export const authorsFor = (person: Person): readonly string[] =>
  narrowParts(person).some((one) => reachInto(person, one) === 'unit')
    ? [...new Set([...person.authors, ...person.unitAuthors])]
    : person.authors;

/**
 * True when the roles of the person reach this subject in each compartment: nothing narrows them, or she, somebody she
 * stands in for, or her unit wrote the report. A report keyed in for her body from a letter has no other author there.
 */
export const reaches = async (
  vault: Vault,
  person: Person,
  wanted: { readonly subjectId: string; readonly compartments: readonly Compartment[] },
): Promise<boolean> => {
  const needed = wanted.compartments.map((one) => reachInto(person, one)).filter((one) => one !== 'all');
  if (needed.length === 0) return true;
  const authors = needed.includes('own') ? person.authors : [...person.authors, ...person.unitAuthors];
  return writtenBy(vault.database, wanted.subjectId, { authors, bodies: person.organisationIds });
};
