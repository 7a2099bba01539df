import type { PlainDate } from '../../../platform/clock.ts';
import type { BedPreference } from '../../../profile/index.ts';
import { accommodationLists, type HouseKind, type Minor } from '../facts.ts';
import type { ServiceTime, Taken } from './occupancy.ts';

/** What somebody needs, in codes. */
export type Needs = {
  readonly persons: number;
  readonly children: number;
  readonly sex: string;
  readonly minor: Minor;
  readonly needs: readonly string[];
  readonly wishes: readonly string[];
  readonly languages: readonly string[];
  /** Areas where an exploiter is known. */
  readonly avoidAreas: readonly string[];
  readonly avoidHouses: readonly string[];
  /** How guarded the house has to be at least. */
  readonly security: string;
  /** Ages of who is under 18, as far as they are known. */
  readonly childAges: readonly number[];
  /** What a house or bed must not have. */
  readonly unwanted: readonly string[];
  /** How far from an exploiter: in another area, or in one that does not touch it either. */
  readonly distance: string;
};

/** What is looked for: needs in a span of nights. `until` is the first night that is not needed. */
export type Wanted = Needs & {
  readonly from: PlainDate;
  readonly until: PlainDate;
  /** A room for the night, given at once. */
  readonly night: boolean;
  /** Areas that touch one where an exploiter is known, where that is too near. */
  readonly tooNear: readonly string[];
};

/** What a house is for whoever might live there. Nothing of its address. */
export type HouseTraits = {
  readonly kind: HouseKind;
  readonly area: string;
  readonly takes: readonly string[];
  readonly features: readonly string[];
  readonly languages: readonly string[];
  readonly turnaroundDays: number;
  /** How guarded it is. */
  readonly security: string;
  /** The ages of children it takes; null where there is no bound. */
  readonly childFrom: number | null;
  readonly childUntil: number | null;
};

/** A bed with its house, as far as it matters for whom it suits. Nothing of its address. */
export type BedFacts = HouseTraits &
  ServiceTime & {
    readonly bedId: string;
    readonly houseId: string;
    readonly houseCode: string;
    readonly room: string;
    readonly bed: string;
    readonly organisationId: string;
    readonly restrictions: readonly string[];
    readonly emergency: boolean;
    readonly sleeps: number;
  };

/** Somebody who would live in the same house, as facts of compatibility alone. */
export type Neighbour = {
  readonly houseId: string;
  readonly sex: string;
  readonly minor: Minor;
  readonly persons: number;
  readonly children: number;
  readonly conflict: 'must_not_meet' | 'same_exploiter' | null;
};

/** Rules that no preference outweighs; texts `accommodation.rule.<rule>`. */
export const hardRules = [
  'taken',
  'closed',
  'turnaround',
  'not_in_service',
  'only_for_nights',
  'not_for_nights',
  'abroad_needs_two',
  'too_small',
  'sex',
  'sex_of_others',
  'family',
  'children',
  'minor_alone',
  'adults_with_minors',
  'child_age',
  'need_missing',
  'unwanted',
  'security_low',
  'restricted',
  'never_this_house',
  'exploiter_near',
  'too_near',
  'must_not_meet',
  'same_exploiter',
] as const;
export type HardRule = (typeof hardRules)[number];

/** Why a bed is refused: the rule, and from which day it would no longer hold, or what is missing. */
export type Reason = { readonly rule: HardRule; readonly day?: PlainDate; readonly code?: string };

/** What stands around a bed. */
export type Around = { readonly taken: readonly Taken[]; readonly neighbours: readonly Neighbour[] };

const genderOf: Readonly<Record<string, string>> = { female: 'women', male: 'men' };

const meets = (one: Taken, wanted: Wanted, freeFrom: PlainDate): boolean =>
  one.fromDay < freeFrom && one.freeFrom > wanted.from;

const whenTaken = (one: Taken, wanted: Wanted): Reason => {
  if (one.kind === 'closure') return { rule: 'closed', day: one.untilDay };
  // Free in the nights asked for, but the bed is still (or would still be) made ready.
  const inTurnaround = one.untilDay <= wanted.from || one.fromDay >= wanted.until;
  return { rule: inTurnaround ? 'turnaround' : 'taken', day: one.freeFrom };
};

const ofTime = (bed: BedFacts, wanted: Wanted, taken: readonly Taken[], freeFrom: PlainDate): readonly Reason[] => {
  const clash = taken.find((one) => meets(one, wanted, freeFrom));
  const outOfService =
    wanted.from < bed.inServiceFrom || (bed.inServiceUntil !== null && wanted.until > bed.inServiceUntil);
  return [
    ...(clash === undefined ? [] : [whenTaken(clash, wanted)]),
    ...(outOfService ? [{ rule: 'not_in_service' as const }] : []),
    ...(bed.emergency && !wanted.night ? [{ rule: 'only_for_nights' as const }] : []),
    ...(!bed.emergency && wanted.night ? [{ rule: 'not_for_nights' as const }] : []),
    ...(bed.kind === 'abroad' ? [{ rule: 'abroad_needs_two' as const }] : []),
  ];
};

/** Restrictions of a house for a while, and to whom each shuts the door. */
const shutsOut: Readonly<Record<string, (wanted: Wanted) => boolean>> = {
  no_new_people: () => true,
  no_men: ({ sex }) => sex === 'male',
  no_women: ({ sex }) => sex === 'female',
  no_children: ({ children, minor }) => children > 0 || minor !== 'no',
};

/** A child, or somebody who may be one, who comes alone: houses for minors only (doubt counts as child). */
const isMinorAlone = ({ minor }: Wanted): boolean => minor !== 'no';

const levels: readonly string[] = accommodationLists['house-security'];

/** The first age that lies outside what a house takes. What nobody knows shuts nobody out: the house is asked. */
const ageOutside = ({ childFrom, childUntil }: BedFacts, { childAges }: Wanted): number | undefined =>
  childAges.find((age) => age < (childFrom ?? 0) || age > (childUntil ?? 17));

/** What the service asked of a house for this person beyond what the house is for. */
const ofDemands = (bed: BedFacts, wanted: Wanted): readonly Reason[] => {
  const age = ageOutside(bed, wanted);
  const missing = wanted.needs.find((need) => !bed.features.includes(need));
  const unwanted = wanted.unwanted.find((one) => bed.features.includes(one));
  return [
    ...(age === undefined ? [] : [{ rule: 'child_age' as const, code: String(age) }]),
    ...(missing === undefined ? [] : [{ rule: 'need_missing' as const, code: missing }]),
    ...(unwanted === undefined ? [] : [{ rule: 'unwanted' as const, code: unwanted }]),
    ...(levels.indexOf(bed.security) < levels.indexOf(wanted.security)
      ? [{ rule: 'security_low' as const, code: bed.security }]
      : []),
  ];
};

const ofWhom = (bed: BedFacts, wanted: Wanted): readonly Reason[] => {
  const gender = genderOf[wanted.sex];
  const takes = (code: string): boolean => bed.takes.includes(code);
  const restriction = bed.restrictions.find((code) => shutsOut[code]?.(wanted) === true);
  const sexed = takes('women') || takes('men');
  return [
    ...(bed.sleeps < wanted.persons ? [{ rule: 'too_small' as const }] : []),
    // Another answer than female or male shuts nobody out: the house is asked.
    ...(sexed && gender !== undefined && !takes(gender) ? [{ rule: 'sex' as const }] : []),
    ...(wanted.persons > 1 && !takes('families') ? [{ rule: 'family' as const }] : []),
    ...(wanted.children > 0 && !takes('children') ? [{ rule: 'children' as const }] : []),
    ...(isMinorAlone(wanted) && !takes('minors_alone') ? [{ rule: 'minor_alone' as const }] : []),
    ...(!isMinorAlone(wanted) && takes('minors_alone') && !bed.emergency
      ? [{ rule: 'adults_with_minors' as const }]
      : []),
    ...(restriction === undefined ? [] : [{ rule: 'restricted' as const, code: restriction }]),
  ];
};

/** Whoever lives there already may be of one sex only, where the house takes both but not as families. */
const mixesSexes = (bed: BedFacts, wanted: Wanted, others: readonly Neighbour[]): boolean => {
  const own = genderOf[wanted.sex];
  if (own === undefined || bed.emergency || bed.takes.includes('families')) return false;
  return others.some(({ sex }) => genderOf[sex] !== undefined && genderOf[sex] !== own);
};

const ofSafety = (bed: BedFacts, wanted: Wanted, others: readonly Neighbour[]): readonly Reason[] => [
  ...(mixesSexes(bed, wanted, others) ? [{ rule: 'sex_of_others' as const }] : []),
  ...(wanted.avoidHouses.includes(bed.houseId) ? [{ rule: 'never_this_house' as const }] : []),
  ...(wanted.avoidAreas.includes(bed.area) ? [{ rule: 'exploiter_near' as const, code: bed.area }] : []),
  ...(wanted.tooNear.includes(bed.area) && !wanted.avoidAreas.includes(bed.area)
    ? [{ rule: 'too_near' as const, code: bed.area }]
    : []),
  ...(others.some(({ conflict }) => conflict === 'must_not_meet') ? [{ rule: 'must_not_meet' as const }] : []),
  ...(others.some(({ conflict }) => conflict === 'same_exploiter') ? [{ rule: 'same_exploiter' as const }] : []),
];

/**
 * Every reason why this bed must not be given to this person; none when it suits. `freeFrom` is the day the bed would be
 * free again after the stay, its turnaround counted. Pure: no preference is asked, so none can outweigh a rule.
 */
export const refusalsOf = (bed: BedFacts, wanted: Wanted, around: Around, freeFrom: PlainDate): readonly Reason[] => {
  const others = around.neighbours.filter(({ houseId }) => houseId === bed.houseId);
  return [
    ...ofTime(
      bed,
      wanted,
      around.taken.filter(({ bedId }) => bedId === bed.bedId),
      freeFrom,
    ),
    ...ofWhom(bed, wanted),
    ...ofDemands(bed, wanted),
    ...ofSafety(bed, wanted, others),
  ];
};

/** Which areas touch which, from the profile. */
export type Areas = readonly { readonly code: string; readonly next_to: readonly string[] }[];

/** Areas too near for somebody: those that touch one where an exploiter is known, where she is to be farther away. */
export const tooNearFor = (areas: Areas, { avoidAreas, distance }: Pick<Needs, 'avoidAreas' | 'distance'>): string[] =>
  distance === 'no_neighbour'
    ? areas.filter(({ code }) => touches(areas, code, avoidAreas)).map(({ code }) => code)
    : [];

const touches = (areas: Areas, area: string, avoided: readonly string[]): boolean =>
  areas.some(({ code, next_to: near }) => code === area && near.some((one) => avoided.includes(one)));

const speaksFor: Readonly<
  Record<
    BedPreference,
    (bed: BedFacts, wanted: Wanted, around: { areas: Areas; others: readonly Neighbour[] }) => boolean
  >
> = {
  shared_language: (bed, { languages }) => languages.some((one) => bed.languages.includes(one)),
  wished_features: (bed, { wishes }) => wishes.length > 0 && wishes.every((one) => bed.features.includes(one)),
  night_staff: (bed) => bed.features.includes('night_staff'),
  far_from_exploiter: (bed, { avoidAreas }, { areas }) => !touches(areas, bed.area, avoidAreas),
  no_empty_place: (bed, { persons }) => bed.sleeps === persons,
  dedicated: (bed) => bed.kind === 'dedicated',
  children_there: (_, { children }, { others }) => children > 0 && others.some((one) => one.children > 0),
};

/** The weight each preference has, from the profile. */
export type Weights = readonly { readonly id: BedPreference; readonly weight: number }[];

/** What speaks for a bed, and how much in all. */
export type Praise = { readonly score: number; readonly because: readonly BedPreference[] };

/** Adds up what speaks for a bed. Never asked whether it may be given: that is `refusalsOf`. */
export const praiseOf = (
  bed: BedFacts,
  wanted: Wanted,
  around: { readonly areas: Areas; readonly neighbours: readonly Neighbour[]; readonly weights: Weights },
): Praise => {
  const others = around.neighbours.filter(({ houseId }) => houseId === bed.houseId);
  const met = around.weights.filter(({ id }) => speaksFor[id](bed, wanted, { areas: around.areas, others }));
  return { score: met.reduce((sum, { weight }) => sum + weight, 0), because: met.map(({ id }) => id) };
};
