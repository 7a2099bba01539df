import type { Field } from '../../../platform/form/index.ts';

/** Who the person is. */
export const personIdentity = [
  // Who the person is.
  { id: 'full_name', kind: 'text', limit: 300, tellable: true, secrecy: 'identity' },
  { id: 'given_name', kind: 'text', limit: 200, secrecy: 'identity' },
  { id: 'family_name', kind: 'text', limit: 200, secrecy: 'identity' },
  { id: 'name_in_own_script', kind: 'text', limit: 300, secrecy: 'identity' },
  { id: 'name_transliterated', kind: 'text', limit: 300, secrecy: 'identity' },
  {
    id: 'aliases',
    kind: 'repeat',
    most: 20,
    of: [{ id: 'alias', kind: 'text', limit: 300, required: true, secrecy: 'identity' }],
  },
  {
    id: 'born',
    kind: 'partial-date',
    precisions: ['exact', 'month', 'year', 'range', 'unknown'],
    notAfter: 'today',
    tellable: true,
    secrecy: 'identity',
  },
  { id: 'birth_place', kind: 'text', secrecy: 'identity' },
  {
    id: 'residence_situation',
    kind: 'choice',
    codes: 'residence-situation',
    as: 'select',
    tellable: true,
    secrecy: 'legal_residence',
  },
  { id: 'documents_withheld', kind: 'three-valued', secrecy: 'legal_residence' },
  {
    id: 'documents',
    kind: 'repeat',
    most: 20,
    of: [
      {
        id: 'document_kind',
        kind: 'choice',
        codes: 'document-kinds',
        as: 'select',
        required: true,
        secrecy: 'legal_residence',
      },
      { id: 'document_country', kind: 'country', secrecy: 'legal_residence' },
      { id: 'document_number', kind: 'text', secrecy: 'identity' },
    ],
  },
] as const satisfies readonly Field[];
