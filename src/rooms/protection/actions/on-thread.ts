import type { Words } from '../../../platform/words.ts';
import type { ClockEvent, Profile } from '../../../profile/index.ts';
import { basisInWords, type CaseAddition } from '../../cases/index.ts';
import { bodyName, idOfBody } from '../../directory/index.ts';
import { presumedNotice } from '../../identification/index.ts';
import type { StoredEvent } from '../store/index.ts';

/** What was granted to a person, or came to an end: it moves a clock of the case, and stands in its thread as well. */
const told: Readonly<Partial<Record<ClockEvent, 'decision' | 'event'>>> = {
  reflection_granted: 'decision',
  reflection_extended: 'event',
  reflection_waived: 'event',
  reflection_ended_early: 'event',
  reflection_over: 'event',
  permit_granted: 'decision',
  permit_renewed: 'decision',
  permit_withdrawn: 'event',
  other_status: 'event',
  left_country: 'event',
};

const deciding = (profile: Profile) => idOfBody(profile, profile.organisationFor('decides_residence').code);

/** Knots of the thread: what the body that decides on residence told the case, on which day. */
export const stayKnots = (
  events: readonly StoredEvent[],
  profile: Profile,
  words: Words,
): NonNullable<CaseAddition['knots']> =>
  events.flatMap(({ id, type, on, at }) => {
    const weight = told[type];
    const title = (): string => words.t(`protection.thread.${type}`, { day: words.date(on, 'long') });
    return weight === undefined
      ? []
      : [{ id, at, title: title(), by: bodyName(profile, words, deciding(profile)), weight }];
  });

/** That the body that decides on residence was told of the person, what, and by which article: it does not see the case. */
export const toldOfPerson = (
  events: readonly StoredEvent[],
  profile: Profile,
  words: Words,
): NonNullable<CaseAddition['told']> => {
  const first = events.find(({ type }) => type === 'minister_told');
  if (first === undefined) return [];
  const { fields, basis } = profile.notice(presumedNotice);
  const said = fields.map((field) => words.t(`identification.notice.field.${field}`)).join(', ');
  const law = basis.kind === 'law' ? profile.bases.find(({ id }) => id === basis.code) : undefined;
  const day = words.date(first.on, 'long');
  return [
    {
      organisationId: deciding(profile),
      what: words.t('protection.told.what', { day, fields: said }),
      why: law === undefined ? '' : basisInWords(words, profile.nameIn(law.names, words.language), law.article),
    },
  ];
};
