import { org } from '../actors.ts';
import {
  type Attempt,
  bytes,
  day,
  id,
  inserts,
  moment,
  own,
  type Row,
  row,
  self,
  updates,
  type Values,
} from './row.ts';
import type { Find, People } from './security.ts';

const key = (words: string, body: string, more: Values = {}): Values => ({
  ...{ id: id(`recipient key ${words}`), organisation_id: body, recipient_id: org('CNVV'), public_key: bytes(32) },
  ...{ entered_at: moment, entered_nonce: 'ab'.repeat(16), entered_seal: 'cd'.repeat(32), ...more },
});

const sealed = (words: string, body: string, more: Values = {}): Values => ({
  ...{ id: id(`sealed packet ${words}`), case_id: id('case main'), person_id: id('person shared') },
  ...{ organisation_id: body, recipient_id: org('CNVV'), recipient_key_id: id('recipient key confirmed') },
  ...{ facts: ['name'], compartments: ['identity'], consent_id: id('consent accepted'), packet: bytes(8) },
  ...{ made_at: moment, expires_on: day, ...more },
});

const confirmedSeal = { confirmed_nonce: 'ab'.repeat(16), confirmed_seal: 'cd'.repeat(32) };

const keyRows = (of: People): Row[] => {
  const service = org('INFOTRAITE');
  const entered = { entered_by: of('hotline_worker').staffId };
  const officer = of('judicial_police_officer').staffId;
  const confirmed = { ...entered, confirmed_by: officer, confirmed_at: moment, ...confirmedSeal };
  const revoked = { revoked_by: officer, revoked_at: moment };
  const one = (kind: string, values: Values): Row => row('assistance.recipient_key', kind, values);
  return [
    one('of INFOTRAITE', key('entered', service, { ...entered, recipient_id: org('IOM') })),
    one('of INFOTRAITE, confirmed', key('confirmed', service, confirmed)),
    one('of INFOTRAITE, revoked', key('revoked', service, { ...entered, ...revoked, recipient_id: org('BESHEL') })),
    one('of MJ', key('ministry', org('MJ'), entered)),
    // What the police could seal to if its roles let it: seen by nobody else.
    one('of SPJ, confirmed', key('police confirmed', org('SPJ'), confirmed)),
    one('of SPJ, confirmed, of IOM', key('police iom', org('SPJ'), { ...confirmed, recipient_id: org('IOM') })),
    one('of SPJ, unconfirmed', key('police unconfirmed', org('SPJ'), { ...entered, recipient_id: org('BESHEL') })),
    one('of SPJ, revoked', key('police revoked', org('SPJ'), { ...confirmed, ...revoked })),
  ];
};

/** Keys of bodies outside, and packets that were handed on. */
export const sealedPacketRows = (of: People): Row[] => {
  const service = org('INFOTRAITE');
  const by = { made_by: of('savteh_worker').staffId };
  const one = (kind: string, values: Values): Row => row('assistance.sealed_packet', kind, values);
  const over = { state: 'done', received_on: day, outcome: 'helped' };
  const foreign = { case_id: id('case foreign'), person_id: id('person waiting') };
  return [
    ...keyRows(of),
    one('of INFOTRAITE', sealed('made', service, { ...by, reference: '3333-3331' })),
    one('of INFOTRAITE, over', sealed('over', service, { ...by, reference: '3333-3332', ...over })),
    one('of MJ', sealed('ministry', org('MJ'), { ...by, reference: '3333-3333' })),
    one(
      'of INFOTRAITE on a case of PQT-DIE',
      sealed('foreign', service, { ...by, reference: '3333-3334', ...foreign }),
    ),
  ];
};

const keyAttempts = (find: Find): Attempt[] => {
  const enters = (name: string, more: Values = {}): Attempt =>
    inserts(
      'assistance.recipient_key',
      name,
      key('fresh', own, { entered_by: self, recipient_id: org('EUROPOL'), ...more }),
    );
  const confirms = (by: string): string =>
    `confirmed_by = '${by}', confirmed_at = now(), confirmed_nonce = repeat('ab', 16), confirmed_seal = repeat('cd', 32)`;
  const revokes = (by: string): string => `revoked_by = '${by}', revoked_at = now()`;
  const table = 'assistance.recipient_key';
  const [entered, used] = [find(table, 'of INFOTRAITE'), find(table, 'of INFOTRAITE, confirmed')];
  const [revoked, ministry] = [find(table, 'of INFOTRAITE, revoked'), find(table, 'of MJ')];
  return [
    enters('of her own body'),
    enters('confirmed already', { confirmed_by: id('staff real'), confirmed_at: moment, ...confirmedSeal }),
    enters('revoked already', { revoked_by: self, revoked_at: moment }),
    enters('for another body', { organisation_id: org('MJ') }),
    enters('in another’s name', { entered_by: id('staff real') }),
    updates('confirm that of INFOTRAITE', entered, confirms(self)),
    updates('confirm it in another’s name', entered, confirms(id('staff real'))),
    updates('confirm that of MJ', ministry, confirms(self)),
    updates('confirm one that is revoked', revoked, confirms(self)),
    updates('confirm it again', used, 'version = version + 1'),
    updates('revoke that of INFOTRAITE', entered, revokes(self)),
    updates('revoke it in another’s name', entered, revokes(id('staff real'))),
    updates('revoke that of MJ', ministry, revokes(self)),
    updates('revoke it again', revoked, revokes(self)),
    updates('use it again', revoked, 'revoked_by = null, revoked_at = null'),
  ];
};

const makingAttempts = (): Attempt[] => {
  const base = { made_by: self, reference: '4444-4444', consent_id: id('consent another') };
  const makes = (name: string, more: Values = {}): Attempt =>
    inserts(
      'assistance.sealed_packet',
      name,
      sealed('fresh', own, { ...base, recipient_key_id: id('recipient key police confirmed'), ...more }),
    );
  const other = { case_id: id('case offered'), person_id: id('person other') };
  return [
    makes('on her consent'),
    makes('done already', { state: 'done', received_on: day, outcome: 'helped' }),
    makes('to a key nobody confirmed', {
      ...{ recipient_key_id: id('recipient key police unconfirmed'), recipient_id: org('BESHEL') },
      consent_id: id('consent abroad'),
    }),
    makes('to a body she did not name', { recipient_key_id: id('recipient key police iom'), recipient_id: org('IOM') }),
    makes('to a key that is revoked', { recipient_key_id: id('recipient key police revoked') }),
    makes('to a key of another body', { recipient_key_id: id('recipient key confirmed') }),
    makes('to a key of somebody else', { recipient_key_id: id('recipient key police iom') }),
    makes('on a consent about somebody else', { consent_id: id('consent fresh') }),
    makes('on a consent taken back', { ...other, consent_id: id('consent withdrawn') }),
    makes('on a refusal', { ...other, consent_id: id('consent refused') }),
    makes('with a part she did not agree to', { compartments: ['identity', 'health'] }),
    makes('of a case of PQT-DIE', {
      ...{ case_id: id('case foreign'), person_id: id('person waiting'), consent_id: id('consent foreign') },
    }),
    makes('of another person than the case’s', { person_id: id('person other'), consent_id: id('consent fresh') }),
    makes('for another body', { organisation_id: org('MJ') }),
    makes('in another’s name', { made_by: id('staff real') }),
  ];
};

/** What is tried on them. */
export const sealedPacketAttempts = (find: Find): Attempt[] => {
  const table = 'assistance.sealed_packet';
  const receives = `state = 'received', received_on = '${day}'`;
  const made = find(table, 'of INFOTRAITE');
  return [
    ...keyAttempts(find),
    ...makingAttempts(),
    updates('receive that of INFOTRAITE', made, receives),
    updates('receive that of MJ', find(table, 'of MJ'), receives),
    updates(
      'receive that of INFOTRAITE on a case of PQT-DIE',
      find(table, 'of INFOTRAITE on a case of PQT-DIE'),
      receives,
    ),
    updates('receive one that is over', find(table, 'of INFOTRAITE, over'), "state = 'received', outcome = null"),
    updates('make it anew', made, 'version = version + 1'),
    updates('withdraw it', made, "state = 'withdrawn', packet = null"),
  ];
};
