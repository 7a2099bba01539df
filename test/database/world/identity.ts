import { org } from '../actors.ts';
import { type Attempt, bytes, id, inserts, moment, type Row, row, self, updates, type Values } from './row.ts';
import type { Find, People } from './security.ts';

export const vaultBody = '00000000-0000-0000-0000-000000000000';

export const envelope = (words: string, body: string, more: Values = {}): Values => ({
  id: id(`envelope ${words}`),
  organisation_id: body,
  key_id: id(`key ${body === vaultBody ? 'vault' : 'ITM'}`),
  encapsulation: bytes(32),
  ciphertext: bytes(48),
  basis_kind: 'recipient',
  basis_code: 'X',
  created_at: moment,
  ...more,
});
const key = (words: string, body: string, state: string): Values => ({
  key_id: id(`key ${words}`),
  organisation_id: body,
  public_key: bytes(32),
  state,
});
const keyOf = (body: string): Row =>
  row('identity.organisation_key', `of ${body}`, key(body, org(body), 'active'), ['key_id']);
export const dataKey = (words: string, epoch = 1): Values => ({
  id: id(`data key ${words}`),
  subject_id: id(`subject ${words}`),
  compartment: 'identity',
  epoch,
  erase_key_id: id('erase key'),
});
export const wrap = (words: string, envelopeWords = words): Values => ({
  data_key_id: id(`data key ${words}`),
  envelope_id: id(`envelope ${envelopeWords}`),
  wrapped: bytes(61),
});
export const sealed = (words: string, author: string | null): Values => ({
  id: id(`sealed ${words}`),
  subject_id: id(`subject ${words}`),
  compartment: 'identity',
  data_key_id: id(`data key ${words}`),
  field: 'family_name',
  blob: bytes(300),
  created_at: moment,
  created_by: author,
});
export const erase = (words: string): Values => ({
  id: id(`erase ${words}`),
  envelope_id: id('envelope of the vault'),
  subject_id: id('subject for ITM'),
  wrapped: bytes(61),
});

const rotation = (words: string, body: string): Values => ({
  id: id(`rotation ${words}`),
  organisation_id: body,
  new_key_id: id('key ITM'),
  total: 1,
  started_at: moment,
});

const authorOf = (of: People, words: string): string | null => {
  if (words === 'withdrawn') return null;
  return of(words === 'for ITM' ? 'labour_inspector' : 'judicial_police_officer/unit').staffId;
};

const mark = (words: string, body: string): Values => ({
  subject_id: id(`subject ${words}`),
  organisation_id: body,
  token: bytes(16),
});
const takenIn = (words: string, body: string): Values => ({
  subject_id: id(`subject ${words}`),
  organisation_id: body,
  version: 1,
});
const due = (words: string, body: string): Values => ({
  ...{
    subject_id: id(`subject ${words}`),
    organisation_id: body,
    stamp: id(`stamp ${words}`),
    due_at: moment,
    tries: 0,
  },
});

/** Sealed fields, the keys they hang under, and the letter box of erase keys. */
export const identityRows = (of: People): Row[] => [
  row('identity.organisation_key', 'active', key('ITM', org('ITM'), 'active'), ['key_id']),
  row('identity.organisation_key', 'retired', key('old', org('ITM'), 'decrypt-only'), ['key_id']),
  ...['INFOTRAITE', 'SPJ'].map(keyOf),
  row('identity.organisation_key', 'of the vault', key('vault', vaultBody, 'active'), ['key_id']),
  row('identity.search_token', 'of ITM', mark('for ITM', org('ITM')), ['subject_id', 'organisation_id']),
  row('identity.search_index', 'of ITM', takenIn('for ITM', org('ITM')), ['subject_id', 'organisation_id']),
  row('identity.search_due', 'of ITM', due('for ITM', org('ITM')), ['subject_id', 'organisation_id']),
  row('identity.key_rotation', 'of ITM', rotation('of ITM', org('ITM'))),
  row('identity.envelope', 'for ITM', envelope('for ITM', org('ITM'))),
  row('identity.envelope', 'for SPJ', envelope('for SPJ', org('SPJ'))),
  row('identity.envelope', 'withdrawn from ITM', envelope('withdrawn', org('ITM'), { withdrawn_at: moment })),
  row('identity.envelope', 'of the vault, emptied', envelope('emptied', vaultBody)),
  row('identity.envelope', 'for ITM, unused', envelope('unused', org('ITM'))),
  row('identity.envelope', 'for DGI by law', envelope('by law', org('DGI'), { basis_kind: 'law' })),
  row('identity.envelope', 'of the vault', envelope('of the vault', vaultBody)),
  ...['for ITM', 'for SPJ', 'withdrawn'].flatMap((words) => [
    row('identity.data_key', words, dataKey(words)),
    row('identity.data_key_wrap', words, wrap(words), ['data_key_id', 'envelope_id']),
    row('identity.sealed_field', words, sealed(words, authorOf(of, words))),
  ]),
  row('identity.envelope', 'for CNVV of packets', envelope('of packets', org('CNVV'), { basis_kind: 'consent' })),
  ...(['done by HOSP', 'accepted by HOSP'] as const).flatMap((kind) => [
    row('identity.data_key', `of the packet ${kind}`, { ...dataKey(kind), subject_id: id(`packet ${kind}`) }),
    row('identity.data_key_wrap', `of the packet ${kind}`, wrap(kind, 'of packets'), ['data_key_id', 'envelope_id']),
  ]),
  row('identity.data_key', 'of a second epoch', dataKey('anew', 2)),
  row('identity.data_key', 'of the person of a case', { ...dataKey('person'), subject_id: id('person shared') }),
  row(
    'identity.envelope',
    'for CNVV on a consent, emptied',
    envelope('of a consent', org('CNVV'), { basis_kind: 'consent' }),
  ),
  row(
    'identity.envelope',
    'for CNVV in an emergency, emptied',
    envelope('of an emergency', org('CNVV'), { basis_kind: 'break_glass' }),
  ),
  row('identity.erase_key_inbox', 'waiting', erase('waiting')),
];

/** The reason is sealed under the id of the request. */
const ofEmergency = { subject_id: id('break glass asked') };

const searchAttempts = (find: Find): Attempt[] => [
  inserts('identity.search_token', 'of SPJ', mark('fresh', org('SPJ'))),
  inserts('identity.search_index', 'of SPJ', takenIn('fresh', org('SPJ'))),
  inserts('identity.search_due', 'of SPJ', due('fresh', org('SPJ'))),
  updates('postpone', find('identity.search_due', 'of ITM'), 'tries = 1'),
  updates('make it due anew', find('identity.search_due', 'of ITM'), `stamp = '${id('another stamp')}'`),
  updates('take in anew', find('identity.search_index', 'of ITM'), 'version = 2'),
  updates('hand it to another body', find('identity.search_index', 'of ITM'), `organisation_id = '${org('SPJ')}'`),
];

const renewalAttempts = (find: Find): Attempt[] => [
  inserts('identity.key_rotation', 'of SPJ', rotation('fresh', org('SPJ'))),
  updates('end it', find('identity.key_rotation', 'of ITM'), "state = 'finished', ended_at = started_at"),
  updates('lead it to another key', find('identity.key_rotation', 'of ITM'), `new_key_id = '${id('key old')}'`),
  updates('let it wait', find('identity.data_key', 'for ITM'), 'renew_since = now()'),
];

export const identityAttempts = (find: Find): Attempt[] => [
  inserts('identity.organisation_key', 'a key', key('fresh', org('MJ'), 'active')),
  updates('retire it', find('identity.organisation_key', 'active'), "state = 'decrypt-only'"),
  ...searchAttempts(find),
  ...renewalAttempts(find),
  updates('wrap it anew', find('identity.envelope', 'for ITM'), `key_id = '${id('key old')}'`),
  updates('wrap a withdrawn one anew', find('identity.envelope', 'withdrawn from ITM'), `key_id = '${id('key old')}'`),
  inserts('identity.envelope', 'a fresh one', envelope('fresh', org('ITM'))),
  inserts(
    'identity.envelope',
    'one withdrawn before it began',
    envelope('fresh', org('ITM'), { withdrawn_at: moment }),
  ),
  inserts('identity.envelope', 'on a consent', envelope('fresh', org('ITM'), { basis_kind: 'consent' })),
  inserts('identity.envelope', 'on a consent, to the vault', envelope('fresh', vaultBody, { basis_kind: 'consent' })),
  inserts(
    'identity.envelope',
    'on a consent withdrawn before',
    envelope('fresh', org('ITM'), { basis_kind: 'consent', withdrawn_at: moment }),
  ),
  inserts('identity.envelope', 'in an emergency', envelope('fresh', org('ITM'), { basis_kind: 'break_glass' })),
  inserts('identity.data_key', 'of the reason of an emergency', { ...dataKey('fresh'), ...ofEmergency }),
  inserts('identity.data_key_wrap', 'in an emergency', wrap('for ITM', 'of an emergency')),
  inserts('identity.sealed_field', 'the reason of an emergency', {
    ...{ ...sealed('for ITM', self), id: id('fresh'), ...ofEmergency },
  }),
  updates('bring it back', find('identity.envelope', 'withdrawn from ITM'), 'withdrawn_at = null'),
  updates('hand it over', find('identity.envelope', 'for SPJ'), `organisation_id = '${org('ITM')}'`),
  inserts('identity.data_key', 'a fresh one', dataKey('fresh')),
  inserts('identity.data_key_wrap', 'a fresh one', wrap('for ITM', 'for SPJ')),
  inserts('identity.data_key_wrap', 'by law', wrap('for ITM', 'by law')),
  inserts('identity.data_key', 'one of a second epoch', dataKey('fresh', 2)),
  inserts('identity.data_key_wrap', 'of a second epoch', wrap('anew', 'for SPJ')),
  inserts('identity.sealed_field', 'of a second epoch, in nobody’s name', { ...sealed('anew', null), id: id('fresh') }),
  inserts('identity.sealed_field', 'past its function', { ...sealed('for ITM', self), id: id('fresh') }),
  updates('overwrite it', find('identity.sealed_field', 'for ITM'), `blob = '\\x${'00'.repeat(300)}'`),
  inserts('identity.erase_key_inbox', 'a fresh one', erase('fresh')),
];
