import type { Field } from '../../../platform/form/index.ts';

const doubtful = ['yes', 'not_sure'] as const;
/** *Not sure* counts as a child until an assessment says otherwise (Directive 2011/36/EU art. 13(2)). */
const maybeChild = { field: 'age_answer', isOneOf: ['child', 'not_sure'] } as const;
const adult = { field: 'age_answer', is: 'adult' } as const;

/** Citizenships and languages beside the first. */
const mostOthers = 10;

/** Age, languages, and for a child the person who protects it. */
export const personBasics = [
  // Age, language, and for a child the person who protects it.
  { id: 'age_answer', kind: 'choice', codes: 'age-answer', required: true, secrecy: 'open' },
  { id: 'child_at_the_time', kind: 'three-valued', secrecy: 'open', shownWhen: adult },
  { id: 'protection_told', kind: 'three-valued', required: true, secrecy: 'open', shownWhen: maybeChild },
  {
    id: 'protection_service',
    kind: 'text',
    secrecy: 'identity',
    shownWhen: { all: [maybeChild, { field: 'protection_told', is: 'yes' }] },
  },
  {
    id: 'protection_phone',
    kind: 'phone',
    secrecy: 'identity',
    shownWhen: { all: [maybeChild, { field: 'protection_told', is: 'yes' }] },
  },
  { id: 'guardian_name', kind: 'text', tellable: true, required: true, secrecy: 'identity', shownWhen: maybeChild },
  { id: 'guardian_phone', kind: 'phone', secrecy: 'identity', shownWhen: maybeChild },
  { id: 'guardian_email', kind: 'email', secrecy: 'identity', shownWhen: maybeChild },
  { id: 'sex', kind: 'choice', codes: 'sex', required: true, secrecy: 'open' },
  { id: 'citizenship', kind: 'country', required: true, tellable: true, secrecy: 'open' },
  {
    id: 'other_citizenships',
    kind: 'repeat',
    most: mostOthers,
    of: [{ id: 'other_citizenship', kind: 'country', secrecy: 'open' }],
  },
  { id: 'language', kind: 'language', required: true, tellable: true, secrecy: 'open' },
  {
    id: 'other_languages',
    kind: 'repeat',
    most: mostOthers,
    of: [{ id: 'other_language', kind: 'language', secrecy: 'open' }],
  },
  { id: 'interpreter_need', kind: 'three-valued', required: true, secrecy: 'open' },
  {
    id: 'interpreter_language',
    kind: 'language',
    secrecy: 'open',
    shownWhen: { field: 'interpreter_need', isOneOf: doubtful },
  },
  {
    id: 'interpreter_sex',
    kind: 'choice',
    codes: 'sex',
    secrecy: 'open',
    shownWhen: { field: 'interpreter_need', isOneOf: doubtful },
  },
  { id: 'communication_aids', kind: 'choices', codes: 'communication-aids', secrecy: 'health' },
  { id: 'has_children', kind: 'three-valued', secrecy: 'open' },
  {
    id: 'children_number',
    kind: 'number',
    least: 1,
    most: 30,
    width: 'short',
    secrecy: 'testimony',
    shownWhen: { field: 'has_children', is: 'yes' },
  },
  {
    id: 'children_where',
    kind: 'text',
    tellable: true,
    secrecy: 'testimony',
    shownWhen: { field: 'has_children', is: 'yes' },
  },
  {
    id: 'relations',
    kind: 'repeat',
    most: 20,
    of: [
      { id: 'other_person', kind: 'number', least: 1, most: 500, required: true, secrecy: 'open', width: 'short' },
      {
        id: 'relation',
        kind: 'choice',
        codes: 'alternative-contact-relation',
        as: 'select',
        required: true,
        secrecy: 'open',
      },
    ],
  },
] as const satisfies readonly Field[];
