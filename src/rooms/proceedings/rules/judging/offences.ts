import type { PlainDate } from '../../../../platform/clock.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Offence, OffenceElement, Profile } from '../../../../profile/index.ts';
import type { JudgingRefusal } from '../../facts/index.ts';

type Result<Value> = Outcome<Value, JudgingRefusal>;

/** The first and the last day of the facts. */
export type Facts = { readonly from: PlainDate; readonly to: PlainDate };

/** What somebody is to be charged with. Aggravating points are written `OFFENCE:element`. */
export type ChargeInput = {
  readonly offence: string;
  readonly facts: Facts;
  readonly elements: readonly string[];
  readonly aggravating: readonly string[];
};

/** A charge that may stand. */
export type AllowedCharge = { readonly offence: Offence; readonly elements: readonly OffenceElement[] };

/** Where an element stands, written so that two offences may have an element of one code. */
export const pointCode = (offence: string, element: string): string => `${offence}:${element}`;

/** True when a text was in force on every day of the facts: nobody is judged by a text of before or after (Constitution; Penal Code art. 2). */
export const isInForce = ({ in_force: it }: Pick<Offence, 'in_force'>, facts: Facts): boolean =>
  !it.awaits_law && (it.from === null || it.from <= facts.from) && (it.to === null || facts.to < it.to);

const periodRefusal = ({ in_force: it, article }: Offence, facts: Facts): Result<true> => {
  if (it.awaits_law) return refuse('offence_awaits_law', { field: 'offence', values: { article } });
  if (it.from !== null && facts.from < it.from)
    return refuse('offence_not_yet', { field: 'offence', values: { article, day: it.from } });
  if (it.to !== null && facts.to >= it.to)
    return refuse('offence_no_longer', { field: 'offence', values: { article, day: it.to } });
  return true;
};

const daysRefusal = ({ from, to }: Facts, today: PlainDate): Result<true> => {
  if (to > today) return refuse('facts_ahead', { field: 'facts_to' });
  return to < from ? refuse('facts_backwards', { field: 'facts_to' }) : true;
};

const versionsOf = (profile: Profile, id: string): readonly Offence[] =>
  profile.offences.offences.filter((one) => one.id === id);

/** The text of an offence that counts on the days of the facts; any text of it where none was in force then. */
export const offenceAt = (profile: Profile, id: string, facts: Facts): Offence | null => {
  const versions = versionsOf(profile, id);
  return versions.find((one) => isInForce(one, facts)) ?? versions[0] ?? null;
};

/** All offences somebody can be charged with on those days. */
export const chargeable = (profile: Profile, facts: Facts): readonly Offence[] =>
  profile.offences.offences.filter(
    (one) => one.charge !== undefined && !one.charge.only_aggravates && isInForce(one, facts),
  );

/** The elements of an offence, those it shares with another one among them. */
export const elementsOf = (profile: Profile, offence: Offence): readonly OffenceElement[] => {
  const shared = offence.charge?.elements_of;
  const other = shared === undefined ? undefined : profile.offences.offences.find(({ id }) => id === shared);
  return [...(other?.charge?.elements ?? []), ...(offence.charge?.elements ?? [])];
};

/** What can make an offence worse, point by point. */
export const aggravationsOf = (
  profile: Profile,
  offence: Offence,
): readonly { readonly code: string; readonly offence: Offence; readonly element: OffenceElement }[] =>
  (offence.charge?.aggravated_by ?? [])
    .flatMap((id) => versionsOf(profile, id))
    .flatMap((worse) =>
      (worse.charge?.elements ?? []).map((element) => ({
        ...{ code: pointCode(worse.id, element.code), offence: worse, element },
      })),
    );

const elementPeriod = (element: OffenceElement, facts: Facts, field: string): Result<true> => {
  const values = { element: element.code };
  if (element.valid_from !== undefined && facts.from < element.valid_from)
    return refuse('element_not_yet', { field, values: { ...values, day: element.valid_from } });
  return element.valid_to !== undefined && facts.to >= element.valid_to
    ? refuse('element_no_longer', { field, values: { ...values, day: element.valid_to } })
    : true;
};

const ticked = (profile: Profile, offence: Offence, input: ChargeInput): Result<readonly OffenceElement[]> => {
  const known = elementsOf(profile, offence);
  const found: OffenceElement[] = [];
  for (const code of input.elements) {
    const element = known.find((one) => one.code === code);
    if (element === undefined) return refuse('element_unknown', { field: 'elements' });
    const holds = elementPeriod(element, input.facts, 'elements');
    if (isRefusal(holds)) return holds;
    found.push(element);
  }
  const short = offence.charge?.asks.find(
    ({ kind, least }) => found.filter((element) => element.kind === kind).length < least,
  );
  return short === undefined ? found : refuse('element_missing', { field: 'elements', values: { kind: short.kind } });
};

const worsened = (profile: Profile, offence: Offence, input: ChargeInput): Result<readonly OffenceElement[]> => {
  const known = aggravationsOf(profile, offence);
  const found: OffenceElement[] = [];
  for (const code of input.aggravating) {
    const versions = known.filter((one) => one.code === code);
    const [first] = versions;
    if (first === undefined) return refuse('aggravation_does_not_fit', { field: 'aggravating' });
    const point = versions.find((one) => isInForce(one.offence, input.facts)) ?? first;
    const text = periodRefusal(point.offence, input.facts);
    if (isRefusal(text)) return { ...text, field: 'aggravating' };
    const holds = elementPeriod(point.element, input.facts, 'aggravating');
    if (isRefusal(holds)) return holds;
    found.push(point.element);
  }
  return found;
};

/**
 * May somebody be charged with this? Only by a text that was in force on every day of the facts, with the elements it asks for, each
 * in force then. Facts on both sides of a new law are two charges, one by each text.
 */
export const allowedCharge = (profile: Profile, input: ChargeInput, today: PlainDate): Result<AllowedCharge> => {
  const days = daysRefusal(input.facts, today);
  if (isRefusal(days)) return days;
  const offence = offenceAt(profile, input.offence, input.facts);
  if (offence?.charge === undefined) return refuse('offence_not_chargeable', { field: 'offence' });
  if (offence.charge.only_aggravates) return refuse('offence_only_aggravates', { field: 'offence' });
  const text = periodRefusal(offence, input.facts);
  if (isRefusal(text)) return text;
  const elements = ticked(profile, offence, input);
  if (isRefusal(elements)) return elements;
  const worse = worsened(profile, offence, input);
  return isRefusal(worse) ? worse : { offence, elements: [...elements, ...worse] };
};

/** The same facts in the terms of the Palermo Protocol. */
export type PalermoSide = {
  readonly acts: readonly string[];
  readonly means: readonly string[];
  readonly purposes: readonly string[];
  readonly child: boolean;
  /** Act, means and purpose, or for a child act and purpose (art. 3(c)): all there. */
  readonly complete: boolean;
};

const collected = (elements: readonly OffenceElement[], of: 'acts' | 'means' | 'purposes'): readonly string[] => [
  ...new Set(elements.flatMap(({ palermo }) => palermo?.[of] ?? [])),
];

/** What ticked elements say in the terms of the Palermo Protocol; a view beside the charge, which it never changes. */
export const palermoSide = (elements: readonly OffenceElement[]): PalermoSide => {
  const [acts, means, purposes] = [
    collected(elements, 'acts'),
    collected(elements, 'means'),
    collected(elements, 'purposes'),
  ];
  const child = elements.some(({ palermo }) => palermo?.child === true);
  return {
    ...{ acts, means, purposes, child },
    complete: acts.length > 0 && purposes.length > 0 && (child || means.length > 0),
  };
};

/** The least and the most a text threatens, in months and in whole units of the currency; null where it names none. */
export type Threat = {
  readonly leastMonths: number | null;
  readonly mostMonths: number | null;
  readonly leastFine: number | null;
  readonly mostFine: number | null;
};

const monthsOf = (years: number | null | undefined): number | null =>
  years === null || years === undefined ? null : Math.round(years * 12 * 10) / 10;

const heavier = (one: Threat, other: Threat): Threat =>
  (one.mostMonths ?? 0) >= (other.mostMonths ?? 0) ? one : other;

/** What a charge threatens: the heaviest text among the offence and what aggravates it; the first of the penalties each names. */
export const threatOf = (profile: Profile, offence: Offence, aggravating: readonly string[]): Threat | null => {
  const worse = aggravationsOf(profile, offence).filter(({ code }) => aggravating.includes(code));
  const threats = [offence, ...worse.map((one) => one.offence)].flatMap(({ penalties }): readonly Threat[] => {
    const [first] = penalties;
    if (first === undefined) return [];
    return [
      {
        ...{ leastMonths: monthsOf(first.prison_min_years), mostMonths: monthsOf(first.prison_max_years) },
        ...{ leastFine: first.fine_min_eur ?? null, mostFine: first.fine_max_eur ?? null },
      },
    ];
  });
  return threats.length === 0 ? null : threats.reduce(heavier);
};
