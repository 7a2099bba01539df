import type { VNode } from 'preact';
import type { PlainDate } from '../../../../platform/clock.ts';
import { type Fact, Facts, named, type PageContext } from '../../../../platform/web/index.ts';
import type { PersonView } from '../../actions/triage/index.ts';
import { namedAll, yesNo } from './parts.tsx';

type Period = PersonView['periods'][number];

/** When an episode was, as exactly as it is known. */
export const periodText = (page: PageContext, period: Period): string => {
  const { t, date } = page.words;
  const { date_precision: precision, from_day: from, to_day: to } = period;
  if (precision === 'age') return t('platform.form.date.at_age', { age: period.at_age ?? 0 });
  if (precision === 'unknown' || (from === null && to === null)) return t('platform.form.date.unknown');
  if (precision === 'year') return (from ?? '').slice(0, 4);
  if (precision === 'exact') return date((from ?? '') as PlainDate, 'long');
  const day = (value: string | null): string => (value === null ? '…' : date(value as PlainDate, 'short'));
  return `${day(from)} – ${day(to)}`;
};

const exploitersText = (page: PageContext, period: Period): string => {
  const numbers = period.exploiter_numbers;
  return numbers.length === 0
    ? ''
    : page.words.t('referrals.received.period_exploiters', { count: numbers.length, numbers: numbers.join(', ') });
};

const placePeriod = (page: PageContext, { period_number: number }: PersonView['places'][number]): string =>
  number === null ? '' : page.words.t('referrals.received.place_period', { number });

const Episodes = ({ it, page }: { it: PersonView; page: PageContext }): VNode => (
  <ul class="plain-list">
    {it.periods.map((period) => (
      <li key={period.id}>
        {[
          periodText(page, period),
          period.form === null ? '' : named(page, 'exploitation-forms', period.form),
          period.sector === null ? '' : named(page, 'economic-sectors', period.sector),
          period.control_means.length === 0 ? '' : namedAll(page, 'control-means', period.control_means),
          exploitersText(page, period),
        ]
          .filter((text) => text !== '')
          .join(' · ')}
      </li>
    ))}
  </ul>
);

const Places = ({ it, page }: { it: PersonView; page: PageContext }): VNode => (
  <ul class="plain-list">
    {it.places.map((place) => (
      <li key={place.id}>
        {[
          place.commune === null ? '' : named(page, 'communes', place.commune),
          place.country === null ? '' : named(page, 'countries', place.country),
          place.place_precision === null ? '' : named(page, 'place-precision', place.place_precision),
          placePeriod(page, place),
        ]
          .filter((text) => text !== '')
          .join(' · ') || page.words.t('referrals.received.place_sealed')}
      </li>
    ))}
  </ul>
);

const label = (page: PageContext, id: string): string => page.words.t(`referrals.field.${id}.label`);

const answered = (page: PageContext, list: string, code: string | null): string =>
  code === null ? page.words.t('referrals.triage.not_asked') : named(page, list, code);

const nowFacts = ({ person }: PersonView, page: PageContext): readonly Fact[] => [
  { label: label(page, 'still_exploited'), value: yesNo(page.words, person.still_exploited) },
  { label: label(page, 'last_contact'), value: answered(page, 'last-contact', person.last_contact) },
  { label: label(page, 'at_risk'), value: yesNo(page.words, person.at_risk) },
  {
    label: label(page, 'recruitment_channel'),
    value: answered(page, 'recruitment-channel', person.recruitment_channel),
  },
  ...(person.online_platform === null
    ? []
    : [{ label: label(page, 'online_platform'), value: named(page, 'online-platforms', person.online_platform) }]),
  { label: label(page, 'has_children'), value: yesNo(page.words, person.has_children) },
  { label: label(page, 'reported_before'), value: yesNo(page.words, person.reported_before) },
  ...(person.barriers.length === 0
    ? []
    : [{ label: label(page, 'barriers'), value: namedAll(page, 'barriers-to-reporting', person.barriers) }]),
  { label: label(page, 'cooperates'), value: yesNo(page.words, person.cooperates) },
];

const needFacts = ({ needs, residence }: PersonView, page: PageContext): readonly Fact[] => [
  ...(needs === null
    ? []
    : [
        { label: label(page, 'special_needs'), value: namedAll(page, 'special-needs', needs.special_needs) },
        {
          label: label(page, 'communication_aids'),
          value: namedAll(page, 'communication-aids', needs.communication_aids),
        },
      ]),
  ...(residence === null
    ? []
    : [
        {
          label: label(page, 'residence_situation'),
          value: answered(page, 'residence-situation', residence.residence_situation),
        },
        { label: label(page, 'documents'), value: namedAll(page, 'document-kinds', residence.document_kinds) },
        { label: label(page, 'documents_withheld'), value: yesNo(page.words, residence.documents_withheld) },
      ]),
];

const channelText = (page: PageContext, channel: PersonView['channels'][number]): string => {
  const { t } = page.words;
  const hours =
    channel.from_hour === null && channel.to_hour === null
      ? ''
      : t('referrals.received.hours', { from: channel.from_hour ?? 0, to: channel.to_hour ?? 24 });
  return [
    named(page, 'contact-channels', channel.channel),
    t(channel.is_safe ? 'referrals.received.safe' : 'referrals.received.not_safe'),
    hours,
    channel.voice_message_allowed ? t('referrals.received.voice_allowed') : '',
  ]
    .filter((text) => text !== '')
    .join(' · ');
};

const contactFacts = (it: PersonView, page: PageContext): readonly Fact[] => {
  if (it.contact === null) return [];
  const { no_contact_reason: reason } = it.contact;
  const ways = it.channels.map((channel) => <li key={channel.id}>{channelText(page, channel)}</li>);
  return [
    {
      label: page.words.t('referrals.received.contact'),
      value: ways.length > 0 ? <ul class="plain-list">{ways}</ul> : answered(page, 'no-contact-reasons', reason),
      note: it.contact.third_party_permitted === true ? page.words.t('referrals.received.third_party') : undefined,
    },
  ];
};

const storyFacts = (it: PersonView, page: PageContext): readonly Fact[] => [
  ...(it.periods.length === 0 ? [] : [{ label: label(page, 'periods'), value: <Episodes it={it} page={page} /> }]),
  ...(it.places.length === 0 ? [] : [{ label: label(page, 'places'), value: <Places it={it} page={page} /> }]),
];

/** All that is told of a person in codes, as far as it reached the viewer. */
export const PersonFacts = ({ it, page }: { it: PersonView; page: PageContext }): VNode => (
  <Facts
    facts={[...storyFacts(it, page), ...nowFacts(it, page), ...needFacts(it, page), ...contactFacts(it, page)].map(
      ({ note, ...fact }) => (note === undefined ? fact : { ...fact, note }),
    )}
  />
);
