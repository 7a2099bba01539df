import type { Field } from '../../../platform/form/index.ts';

const doubtful = ['yes', 'not_sure'] as const;
/** *Not sure* counts as a child until an assessment says otherwise (Directive 2011/36/EU art. 13(2)). */
const maybeChild = { field: 'age_answer', isOneOf: ['child', 'not_sure'] } as const;

/** How things stand now, and the signs that were noticed. */
export const personNow = [
  // How things stand now.
  { id: 'still_exploited', kind: 'three-valued', required: true, secrecy: 'open' },
  {
    id: 'kept_there_by',
    kind: 'long-text',
    tellable: true,
    required: true,
    secrecy: 'testimony',
    shownWhen: { field: 'still_exploited', isOneOf: doubtful },
  },
  {
    id: 'how_left',
    kind: 'long-text',
    tellable: true,
    required: true,
    secrecy: 'testimony',
    shownWhen: { field: 'still_exploited', is: 'no' },
  },
  { id: 'now_commune', kind: 'commune', secrecy: 'testimony' },
  { id: 'now_country', kind: 'country', secrecy: 'testimony' },
  { id: 'last_contact', kind: 'choice', codes: 'last-contact', tellable: true, secrecy: 'open' },
  { id: 'last_contact_details', kind: 'long-text', rows: 3, tellable: true, secrecy: 'testimony' },
  { id: 'at_risk', kind: 'three-valued', secrecy: 'open' },
  {
    id: 'risk_reasons',
    kind: 'long-text',
    rows: 3,
    tellable: true,
    required: true,
    secrecy: 'testimony',
    shownWhen: { field: 'at_risk', isOneOf: doubtful },
  },
  { id: 'reported_before', kind: 'three-valued', secrecy: 'open' },
  {
    id: 'earlier_reference',
    kind: 'text',
    limit: 200,
    tellable: true,
    secrecy: 'investigation',
    shownWhen: { field: 'reported_before', is: 'yes' },
  },
  {
    id: 'barriers',
    kind: 'choices',
    codes: 'barriers-to-reporting',
    secrecy: 'open',
    shownWhen: { field: 'reported_before', isNot: 'yes' },
  },
  // Signs that were noticed.
  { id: 'signs_general', kind: 'choices', codes: 'signs-general', secrecy: 'testimony' },
  { id: 'signs_child', kind: 'choices', codes: 'signs-child', secrecy: 'testimony', shownWhen: maybeChild },
  { id: 'signs_situation', kind: 'choices', codes: 'signs-situation', secrecy: 'testimony' },
  { id: 'noticed_where', kind: 'choices', codes: 'interview-place', secrecy: 'testimony' },
  // Only for signs that were noticed somewhere else than the others.
  {
    id: 'noticed_elsewhere',
    kind: 'repeat',
    most: 60,
    of: [
      { id: 'sign_elsewhere', kind: 'choice', codes: 'signs-any', as: 'select', required: true, secrecy: 'testimony' },
      { id: 'sign_where', kind: 'choices', codes: 'interview-place', least: 1, required: true, secrecy: 'testimony' },
    ],
  },
  { id: 'signs_details', kind: 'long-text', tellable: true, secrecy: 'testimony' },
] as const satisfies readonly Field[];
