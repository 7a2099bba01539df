import { org } from '../actors.ts';
import { type Attempt, day, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find } from './security.ts';

const bodies = (...codes: readonly string[]): string[] => codes.map(org);

/** A consent recorded by the police for the service, about the shared person, unless told otherwise. */
const consent = (words: string, more: Values = {}): Values => ({
  id: id(`consent ${words}`),
  person_id: id('person shared'),
  case_id: id('case main'),
  answer: 'given',
  given_by: 'person',
  organisations: bodies('INFOTRAITE'),
  compartments: ['identity'],
  purposes: ['support'],
  language: 'en',
  text_version: '1',
  interpreter: 'none',
  method: 'oral',
  given_on: day,
  recorded_by_organisation: org('SPJ'),
  recorded_at: moment,
  audience: bodies('SPJ', 'INFOTRAITE'),
  ...more,
});

const other = { person_id: id('person other'), case_id: id('case offered') };
const forAnother = { organisations: bodies('CNVV'), audience: bodies('SPJ', 'CNVV') };
const takenBack = { withdrawn_at: moment, withdrawn_on: day, withdrawn_how: 'oral' };

/** An answer about a body abroad that the service took, not the police. */
const toIom = (body: string): Values => ({
  ...{ organisations: bodies(body), audience: bodies('INFOTRAITE', body), recorded_by_organisation: org('INFOTRAITE') },
});

/** A yes to being matched: it names no part, no purpose and nobody else. */
const matched = (body: string): Values => ({
  ...{ matching_level: 2, compartments: [], purposes: [], organisations: [body] },
  ...{ recorded_by_organisation: body, audience: [body] },
});

/** Consents on cases and reports, and those that let nobody in. */
export const consentRows = (): Row[] => {
  const one = (kind: string, words: string, more: Values = {}): Row =>
    row('identity.consent', kind, consent(words, more));
  return [
    one('of INFOTRAITE, recorded by SPJ', 'accepted'),
    one('of INFOTRAITE for an offer', 'offered', other),
    one('of CNVV', 'fresh', { ...other, ...forAnother }),
    one('of CNVV for a case of PQT-DIE', 'foreign', {
      ...{ person_id: id('person waiting'), case_id: id('case foreign'), ...forAnother },
    }),
    one('of CNVV for another person', 'another', forAnother),
    one('of BESHEL for another person', 'abroad', {
      organisations: bodies('BESHEL'),
      audience: bodies('SPJ', 'BESHEL'),
    }),
    one('of IOM, asked by INFOTRAITE', 'return', toIom('IOM')),
    one('of IOM, refused to INFOTRAITE', 'return refused', {
      ...{ ...toIom('IOM'), answer: 'refused', audience: bodies('INFOTRAITE') },
    }),
    one('of IOM, asked by INFOTRAITE, no return', 'no return', { ...toIom('IOM'), ...other }),
    one('of BESHEL, asked by INFOTRAITE', 'asked abroad', toIom('BESHEL')),
    one('of CNVV, taken back', 'withdrawn', { ...other, ...forAnother, ...takenBack }),
    one('about matching, of INFOTRAITE', 'matching', matched(org('INFOTRAITE'))),
    one('refused', 'refused', { ...other, organisations: bodies('CNVV'), answer: 'refused', audience: bodies('SPJ') }),
    one('of SPJ, with a report of ITM', 'report', {
      ...{ case_id: null, report_id: id('report delivered'), organisations: bodies('SPJ') },
      ...{ recorded_by_organisation: org('ITM'), audience: bodies('ITM', 'SPJ') },
    }),
  ];
};

const notice = (words: string, body: string): Values => ({
  id: id(`withdrawal notice ${words}`),
  consent_id: id('consent withdrawn'),
  organisation_id: body,
  created_at: moment,
});

/** Notices that a consent was taken back. */
export const withdrawalRows = (): Row[] => [
  row('identity.withdrawal_notice', 'to INFOTRAITE', notice('service', org('INFOTRAITE'))),
  row('identity.withdrawal_notice', 'to SPJ', {
    ...notice('waiting police', org('SPJ')),
    ...{ consent_id: id('consent accepted'), reference: '1111-1111' },
  }),
  row('identity.withdrawal_notice', 'to ITM', {
    ...notice('reporter', org('ITM')),
    consent_id: id('consent accepted'),
    reference: '1111-1111',
  }),
  row('identity.withdrawal_notice', 'to SPJ, confirmed', {
    ...notice('police', org('SPJ')),
    ...{ reference: '2222-2222', confirmed_at: moment, confirmed_by: id('somebody') },
  }),
];

const onReport = { case_id: null, report_id: id('report delivered') };

const changes = (find: Find): Attempt[] => {
  const standing = find('identity.consent', 'of INFOTRAITE, recorded by SPJ');
  const took = `withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'oral'`;
  const confirms = `confirmed_at = now(), confirmed_by = '${self}'`;
  const waiting = find('identity.withdrawal_notice', 'to INFOTRAITE');
  return [
    updates('take it back', standing, took),
    updates(
      'take it back as the person herself',
      standing,
      `withdrawn_at = now(), withdrawn_on = '${day}', withdrawn_how = 'own_page'`,
    ),
    updates('take it back a second time', find('identity.consent', 'of CNVV, taken back'), took),
    updates(
      'take it back a second time, as the person herself',
      find('identity.consent', 'of CNVV, taken back'),
      took.replace('oral', 'own_page'),
    ),
    updates('say who, without taking it back', standing, `withdrawn_by = '${id('somebody')}'`),
    updates('take a refused one back', find('identity.consent', 'refused'), took),
    updates(
      'give it again',
      find('identity.consent', 'of CNVV, taken back'),
      'withdrawn_at = null, withdrawn_on = null, withdrawn_how = null',
    ),
    updates('widen it', standing, `organisations = organisations || '${org('MJ')}'::uuid`),
    inserts('identity.withdrawal_notice', 'one made up', notice('fresh', own)),
    inserts('identity.withdrawal_notice', 'one confirmed before', {
      ...notice('fresh', own),
      ...{ confirmed_at: moment, confirmed_by: self },
    }),
    updates('confirm that to SPJ', find('identity.withdrawal_notice', 'to SPJ'), confirms),
    updates('confirm it', waiting, confirms),
    updates('confirm it for somebody else', waiting, `confirmed_at = now(), confirmed_by = '${id('somebody')}'`),
    updates('confirm it again', find('identity.withdrawal_notice', 'to SPJ, confirmed'), confirms),
  ];
};

/** What is tried on consents. */
export const consentAttempts = (find: Find): Attempt[] => {
  const tries = (name: string, more: Values = {}): Attempt =>
    inserts('identity.consent', name, {
      ...consent('tried', { recorded_by: self, recorded_by_organisation: own, audience: [own, org('INFOTRAITE')] }),
      ...more,
    });
  return [
    ...changes(find),
    tries('on a case of SPJ and INFOTRAITE'),
    tries('about matching', matched(own)),
    tries('taken back before', takenBack),
    tries('in another’s name', { recorded_by: id('somebody') }),
    tries('for another body', { recorded_by_organisation: org('MJ'), audience: bodies('MJ', 'INFOTRAITE') }),
    tries('hidden from her own body', { audience: bodies('INFOTRAITE') }),
    tries('with more readers', { audience: [own, ...bodies('INFOTRAITE', 'MJ')] }),
    tries('refused', { answer: 'refused', audience: [own] }),
    tries('refused, and told', { answer: 'refused' }),
    tries('on a case of PQT-DIE', { case_id: id('case foreign'), person_id: id('person waiting') }),
    tries('of another person', { person_id: id('person other') }),
    tries('with the inspector’s report', onReport),
    tries('with the inspector’s report, of another person', { ...onReport, person_id: id('person waiting') }),
    tries('with another report', { ...onReport, report_id: id('report asked') }),
    tries('with the report of an officer who may send no more', {
      ...{ case_id: null, report_id: id('report reviewing'), person_id: id('person reviewing') },
    }),
  ];
};
