import { defineForm } from '../../src/platform/form/index.ts';

/** A form with every kind of field. */
export const galleryForm = defineForm('gallery', [
  { id: 'code', kind: 'text', limit: 40, required: true },
  { id: 'channel', kind: 'choice', codes: 'channels', required: true },
  {
    id: 'advert',
    kind: 'text',
    limit: 500,
    width: 'full',
    shownWhen: { field: 'channel', is: 'advert' },
    required: true,
  },
  { id: 'account', kind: 'long-text', limit: 4000, tellable: true, required: true, secrecy: 'testimony' },
  { id: 'indicators', kind: 'choices', codes: 'indicators', least: 1 },
  { id: 'danger', kind: 'yes-no' },
  { id: 'minor', kind: 'three-valued', required: true },
  { id: 'born', kind: 'partial-date', notAfter: 'today', tellable: true, secrecy: 'identity' },
  {
    id: 'started',
    kind: 'partial-date',
    precisions: ['exact', 'month', 'year', 'age', 'range', 'unknown'],
    bornIn: 'born',
  },
  { id: 'seen', kind: 'date', notAfter: 'today' },
  { id: 'hours', kind: 'number', least: 0, most: 24, width: 'short' },
  { id: 'phone', kind: 'phone', secrecy: 'contact_safe' },
  { id: 'email', kind: 'email' },
  { id: 'language', kind: 'language', tellable: true },
  { id: 'nationality', kind: 'country' },
  { id: 'evidence', kind: 'file', most: 3, limit: 1024 * 1024, accept: ['application/pdf', 'image/png'] },
  {
    id: 'places',
    kind: 'repeat',
    most: 4,
    of: [
      { id: 'country', kind: 'country', required: true },
      { id: 'description', kind: 'text', limit: 100 },
      { id: 'people', kind: 'repeat', most: 2, of: [{ id: 'person', kind: 'text', limit: 50 }] },
    ],
  },
]);

/** A small form that two people change. */
export const sharedForm = defineForm('gallery', [
  { id: 'code', kind: 'text', required: true },
  { id: 'account', kind: 'long-text' },
  { id: 'seen', kind: 'date' },
]);

export const signInForm = defineForm('gallery', [
  { id: 'login', kind: 'text', required: true, autocomplete: 'username' },
  { id: 'password', kind: 'text', secret: true, required: true, autocomplete: 'current-password' },
]);
