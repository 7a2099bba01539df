import { millisecondsBetween } from '../platform/clock.ts';
import type { Compartment } from '../platform/sealing/wraps.ts';
import { isOpenPacket } from './store/packets.ts';
import { type Person, type Role, sentOn, writtenBy } from './store/people.ts';
import { now, today, type Vault } from './vault.ts';

/** How far a role reaches into what its body holds. What a body was entrusted with is what it holds keys to. */
type Reach = 'all' | 'unit' | 'own' | 'packets';

const reachOfRole = ({ opensOnly }: Role): Reach =>
  (({ own_reports: 'own', unit_reports: 'unit', entrusted: 'all', packets: 'packets' }) as const)[
    opensOnly ?? 'entrusted'
  ];

const fromWide: readonly Reach[] = ['all', 'unit', 'own', 'packets'];

const widest = (reaches: readonly Reach[]): Reach => fromWide.find((one) => reaches.includes(one)) ?? 'packets';

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

/** What one role lists: for the policies of the database, which know of roles only what is signed here. */
type SeenByRole = {
  readonly permits: readonly string[];
  readonly scope: 'all' | 'unit' | 'own';
  readonly days: number | null;
};

/** How far a person's lists reach, role by role, and whose hands count as her own and as her unit's. */
export type Sees = {
  readonly roles: readonly SeenByRole[];
  readonly own: readonly string[];
  readonly unit: readonly string[];
};

/** A context names no more hands; who stands beyond it is not listed. */
const mostHands = 300;

/** What a person lists, or undefined when no role of hers is narrowed: then every list shows what her body has. */
export const seesOf = ({ roles, authors, unitAuthors }: Person): Sees | undefined =>
  roles.every(({ seesOnly, seesDays }) => seesOnly === null && seesDays === null)
    ? undefined
    : {
        roles: roles.map(({ permits, seesOnly, seesDays }) => ({ permits, scope: seesOnly ?? 'all', days: seesDays })),
        own: authors.slice(0, mostHands),
        unit: unitAuthors.slice(0, mostHands),
      };

/** What is known of a subject, asked of the database once and only where a role is narrowed. */
type Facts = {
  readonly own: boolean;
  readonly unit: boolean;
  readonly packets: boolean;
  readonly days: number | null;
};

const day = 24 * 60 * 60 * 1000;

const factsOf = async (vault: Vault, person: Person, subjectId: string): Promise<Facts> => {
  const bodies = person.organisationIds;
  const written = (authors: readonly string[]): Promise<boolean> =>
    writtenBy(vault.database, subjectId, { authors, bodies });
  const sent = await sentOn(vault.database, subjectId);
  return {
    own: await written(person.authors),
    unit: await written([...person.authors, ...person.unitAuthors]),
    packets: (await isOpenPacket(vault.database, subjectId, { bodies, on: today(vault) })) === true,
    days: sent === null ? null : millisecondsBetween(sent, now(vault)) / day,
  };
};

const isNarrow = (role: Role): boolean => reachOfRole(role) !== 'all' || role.opensDays !== null;
const isInScope = (role: Role, { own, unit, packets }: Facts): boolean =>
  ({ all: true, unit, own, packets })[reachOfRole(role)];
const isYoung = ({ opensDays }: Role, { days }: Facts): boolean =>
  opensDays === null || days === null || days <= opensDays;

/** Why the roles of a person do not reach a subject. */
export type OutOfReach = 'not-own-report' | 'record-too-old';

/**
 * Why the roles of the person do not reach this subject, or null when they do: for each compartment one role that opens it, whose
 * scope holds it (all, what her unit wrote, what she or somebody she stands in for wrote, or was keyed in for her body from a
 * letter) and for which it is not too old. Two roles never lend each other what neither has.
 */
export const outOfReach = async (
  vault: Vault,
  person: Person,
  wanted: { readonly subjectId: string; readonly compartments: readonly Compartment[] },
): Promise<OutOfReach | null> => {
  const needed = wanted.compartments.map((one) => person.roles.filter(({ opens }) => opens.includes(one)));
  const narrowed = needed.filter((roles) => roles.every(isNarrow));
  if (narrowed.length === 0) return null;
  const facts = await factsOf(vault, person, wanted.subjectId);
  if (narrowed.every((roles) => roles.some((role) => isInScope(role, facts) && isYoung(role, facts)))) return null;
  return narrowed.every((roles) => roles.some((role) => isInScope(role, facts))) ? 'record-too-old' : 'not-own-report';
};
