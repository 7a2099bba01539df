import type { Field } from '../../../platform/form/index.ts';

const online = {
  field: 'recruitment_channel',
  isOneOf: ['online_social_network', 'online_advertisement', 'online_other'],
} as const;

/** People of one episode; the list in the report names up to fifty. */
const mostOfEpisode = 10;

/** What happened to the person: forms, episodes, places, how it began. */
export const personStory = [
  // What happened: forms, episodes, places, how it began.
  { id: 'forms', kind: 'choices', codes: 'exploitation-forms', least: 1, required: true, secrecy: 'open' },
  {
    id: 'forms_other',
    kind: 'text',
    tellable: true,
    required: true,
    secrecy: 'testimony',
    shownWhen: {
      any: [
        { field: 'forms', includes: 'other' },
        { field: 'forms', includes: 'sexual_other' },
        { field: 'forms', includes: 'criminal_other' },
      ],
    },
  },
  { id: 'life_before', kind: 'long-text', rows: 3, tellable: true, secrecy: 'testimony' },
  { id: 'how_it_began', kind: 'long-text', tellable: true, secrecy: 'testimony' },
  {
    id: 'recruitment_channel',
    kind: 'choice',
    codes: 'recruitment-channel',
    as: 'select',
    tellable: true,
    secrecy: 'open',
  },
  {
    id: 'online_platform',
    kind: 'choice',
    codes: 'online-platforms',
    as: 'select',
    tellable: true,
    required: true,
    secrecy: 'open',
    shownWhen: online,
  },
  { id: 'platform_other', kind: 'text', secrecy: 'testimony', shownWhen: { field: 'online_platform', is: 'other' } },
  { id: 'advert', kind: 'long-text', rows: 3, tellable: true, secrecy: 'testimony', shownWhen: online },
  {
    id: 'periods',
    kind: 'repeat',
    most: 30,
    of: [
      {
        id: 'when',
        kind: 'partial-date',
        precisions: ['exact', 'month', 'year', 'age', 'range', 'unknown'],
        notAfter: 'today',
        tellable: true,
        secrecy: 'testimony',
      },
      { id: 'period_form', kind: 'choice', codes: 'exploitation-forms', as: 'select', secrecy: 'testimony' },
      { id: 'sector', kind: 'choice', codes: 'economic-sectors', as: 'select', secrecy: 'testimony' },
      { id: 'control_means', kind: 'choices', codes: 'control-means', secrecy: 'testimony' },
      { id: 'what_happened', kind: 'long-text', limit: 15_000, tellable: true, secrecy: 'testimony' },
      // Numbers in the report's list of people who are said to exploit.
      {
        id: 'period_exploiters',
        kind: 'repeat',
        most: mostOfEpisode,
        of: [{ id: 'exploiter_number', kind: 'number', least: 1, most: 50, secrecy: 'testimony', width: 'short' }],
      },
    ],
  },
  {
    id: 'places',
    kind: 'repeat',
    most: 50,
    of: [
      { id: 'country', kind: 'country', secrecy: 'testimony' },
      { id: 'commune', kind: 'commune', secrecy: 'testimony' },
      { id: 'place_precision', kind: 'choice', codes: 'place-precision', as: 'select', secrecy: 'testimony' },
      { id: 'place_description', kind: 'long-text', rows: 2, tellable: true, secrecy: 'testimony' },
      // Number of the person's episode that happened there.
      { id: 'period_number', kind: 'number', least: 1, most: 30, secrecy: 'testimony', width: 'short' },
    ],
  },
  { id: 'taken_elsewhere', kind: 'three-valued', secrecy: 'testimony' },
  {
    id: 'journey',
    kind: 'long-text',
    tellable: true,
    secrecy: 'testimony',
    shownWhen: { field: 'taken_elsewhere', is: 'yes' },
  },
] as const satisfies readonly Field[];
