import type { Field } from '../../../platform/form/index.ts';

const adult = { field: 'age_answer', is: 'adult' } as const;
const phoneLike = { field: 'channel', isOneOf: ['phone', 'messenger'] } as const;

/** How to reach the person safely. */
export const personContact = [
  // How to reach the person without endangering anybody.
  { id: 'can_be_contacted', kind: 'yes-no', required: true, secrecy: 'contact_safe' },
  {
    id: 'no_contact_reason',
    kind: 'choice',
    codes: 'no-contact-reasons',
    required: true,
    secrecy: 'contact_safe',
    shownWhen: { field: 'can_be_contacted', is: false },
  },
  {
    id: 'no_contact_details',
    kind: 'text',
    secrecy: 'contact_safe',
    shownWhen: { field: 'can_be_contacted', is: false },
  },
  {
    id: 'channels',
    kind: 'repeat',
    most: 10,
    shownWhen: { field: 'can_be_contacted', is: true },
    of: [
      {
        id: 'channel',
        kind: 'choice',
        codes: 'contact-channels',
        as: 'select',
        required: true,
        secrecy: 'contact_safe',
      },
      { id: 'channel_value', kind: 'text', secrecy: 'contact_safe' },
      { id: 'channel_is_safe', kind: 'yes-no', required: true, secrecy: 'contact_safe' },
      { id: 'voice_message_allowed', kind: 'yes-no', secrecy: 'contact_safe', shownWhen: phoneLike },
      { id: 'from_hour', kind: 'number', least: 0, most: 23, secrecy: 'contact_safe', width: 'short' },
      { id: 'to_hour', kind: 'number', least: 1, most: 24, secrecy: 'contact_safe', width: 'short' },
      { id: 'channel_note', kind: 'text', secrecy: 'contact_safe' },
    ],
  },
  { id: 'alternative_name', kind: 'text', secrecy: 'contact_safe' },
  {
    id: 'alternative_relation',
    kind: 'choice',
    codes: 'alternative-contact-relation',
    as: 'select',
    required: true,
    secrecy: 'contact_safe',
    shownWhen: { field: 'alternative_name', answered: true },
  },
  {
    id: 'alternative_phone',
    kind: 'phone',
    secrecy: 'contact_safe',
    shownWhen: { field: 'alternative_name', answered: true },
  },
  {
    id: 'alternative_is_not_exploiter',
    kind: 'yes-no',
    required: true,
    secrecy: 'contact_safe',
    shownWhen: { field: 'alternative_name', answered: true },
  },
  { id: 'third_party_name', kind: 'text', secrecy: 'contact_safe' },
  {
    id: 'third_party_address',
    kind: 'text',
    secrecy: 'contact_safe',
    shownWhen: { field: 'third_party_name', answered: true },
  },
  {
    id: 'third_party_permitted',
    kind: 'yes-no',
    required: true,
    secrecy: 'contact_safe',
    shownWhen: { field: 'third_party_name', answered: true },
  },
] as const satisfies readonly Field[];

/** What the person needs, and what was told of support. */
export const personSupport = [
  { id: 'special_needs', kind: 'choices', codes: 'special-needs', secrecy: 'health' },
  { id: 'needs_details', kind: 'long-text', rows: 3, tellable: true, secrecy: 'health' },
  { id: 'support_information', kind: 'choice', codes: 'support-information', required: true, secrecy: 'open' },
] as const satisfies readonly Field[];

/** Whether an adult is willing to talk with the police. */
export const personCooperates = [
  { id: 'cooperates', kind: 'three-valued', secrecy: 'open', shownWhen: adult },
] as const satisfies readonly Field[];

/** What an adult agrees to; never asked for a child, for whom the law decides. */
export const personConsent = [
  { id: 'agrees_police', kind: 'yes-no', required: true, secrecy: 'open', shownWhen: adult },
  { id: 'agrees_support', kind: 'yes-no', required: true, secrecy: 'open', shownWhen: adult },
  {
    id: 'refusal_reason',
    kind: 'choice',
    codes: 'consent-refusal',
    as: 'select',
    secrecy: 'open',
    shownWhen: {
      all: [
        adult,
        {
          any: [
            { field: 'agrees_police', is: false },
            { field: 'agrees_support', is: false },
          ],
        },
      ],
    },
  },
  { id: 'explained_by_recorder', kind: 'yes-no', required: true, secrecy: 'open', shownWhen: adult },
  {
    id: 'explained_by',
    kind: 'text',
    required: true,
    secrecy: 'reporter',
    shownWhen: { all: [adult, { field: 'explained_by_recorder', is: false }] },
  },
  { id: 'explained_on', kind: 'date', notAfter: 'today', required: true, secrecy: 'open', shownWhen: adult },
  { id: 'explained_in', kind: 'language', required: true, secrecy: 'open', shownWhen: adult },
  {
    id: 'explained_with',
    kind: 'choice',
    codes: 'interpreter-kinds',
    required: true,
    secrecy: 'open',
    shownWhen: adult,
  },
  { id: 'residence_said', kind: 'choice', codes: 'residence-said', required: true, secrecy: 'open', shownWhen: adult },
] as const satisfies readonly Field[];
