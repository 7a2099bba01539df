import { org } from '../actors.ts';
import { type Attempt, day, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find, People } from './security.ts';

const clockEvent = (words: string, caseName: string): Values => ({
  ...{ id: id(`clock ${words}`), case_id: id(`case ${caseName}`), event: 'indications_found' },
  ...{ on_day: day, recorded_at: moment },
});

const childStep = (words: string, caseName: string, by: string, more: Values = {}): Values => ({
  ...{ id: id(`child_step ${words}`), case_id: id(`case ${caseName}`), organisation_id: org('SPJ') },
  ...{ number: 1, event: 'begin', to_state: 'minor', age: 'child', happened_on: day, recorded_by: by },
  ...{ recorded_at: moment, ...more },
});

const onwardStep = (words: string, caseName: string, by: string, more: Values = {}): Values => ({
  ...{ id: id(`onward_step ${words}`), case_id: id(`case ${caseName}`), organisation_id: org('SPJ'), path: 'return' },
  ...{ number: 1, event: 'assess', to_state: 'risk_assessment', happened_on: day, recorded_by: by },
  ...{ recorded_at: moment, ...more },
});

const conference = (words: string, to: string, by: string): Values => ({
  ...{ notice_id: id(`minister_notice ${words}`), organisation_id: org(to), opened_by: by, opened_at: moment },
});

const conferenceCase = (words: string, caseName: string): Values => ({
  ...{ notice_id: id(`minister_notice ${words}`), case_id: id(`case ${caseName}`) },
});

const entry = (words: string, notice: string, body: string, by: string): Values => ({
  ...{ id: id(`conference_entry ${words}`), notice_id: id(`minister_notice ${notice}`), organisation_id: body },
  ...{ number: words === 'fresh' ? 2 : 1, said: '{papers_complete:yes}', recorded_by: by, recorded_at: moment },
});

/** Three conferences, one of them without its case, and what two bodies say there. */
const conferenceRows = (officer: string): Row[] => [
  row('protection.conference', 'on a notice to DGI', conference('SPJ', 'DGI', officer), ['notice_id']),
  row('protection.conference', 'on a notice to ONA, without its case', conference('ONA, undecided', 'ONA', officer), [
    'notice_id',
  ]),
  row('protection.conference', 'on a notice to ONA', conference('ONA', 'ONA', officer), ['notice_id']),
  row('protection.conference_case', 'of a case of SPJ', conferenceCase('SPJ', 'main'), ['notice_id']),
  row('protection.conference_case', 'of a case of PQT-DIE', conferenceCase('ONA', 'foreign'), ['notice_id']),
  row('protection.conference_entry', 'of DGI', entry('DGI', 'SPJ', org('DGI'), officer)),
  row('protection.conference_entry', 'of ONA', entry('ONA', 'ONA', org('ONA'), officer)),
];

/** Conferences, as everybody tries to open and to write them. */
const conferenceAttempts = (rapporteur: string): Attempt[] => {
  const opens = (name: string, values: Values): Attempt => inserts('protection.conference', name, values);
  const writes = (name: string, values: Values): Attempt => inserts('protection.conference_entry', name, values);
  return [
    opens('on its own notice', conference('free', 'DGI', self)),
    opens('for another body', conference('free', 'ONA', self)),
    opens('in another’s name', conference('free', 'DGI', rapporteur)),
    inserts('protection.conference_case', 'the case of the notice', conferenceCase('ONA, undecided', 'main')),
    inserts('protection.conference_case', 'the case of another notice', conferenceCase('ONA, undecided', 'offered')),
    inserts('protection.conference_case', 'another case', conferenceCase('ONA, undecided', 'foreign')),
    writes('her own', entry('fresh', 'SPJ', own, self)),
    writes('as another body', entry('fresh', 'SPJ', org('MJ'), self)),
    writes('in another’s name', entry('fresh', 'SPJ', own, rapporteur)),
    writes('among others', entry('fresh', 'ONA', own, self)),
  ];
};

const stay = (notice: string, more: Values = {}): Values => ({
  ...{ notice_id: id(`minister_notice ${notice}`), organisation_id: org('DGI'), number: '7777-7777' },
  ...{ state: 'reflection', since: day, ...more },
});

const decision = (words: string, by: string, more: Values = {}): Values => ({
  ...{ id: id(`stay_decision ${words}`), notice_id: id('minister_notice SPJ'), organisation_id: org('DGI') },
  ...{ step: 'STAY-T01', event: 'grant_reflection', from_state: 'none', to_state: 'reflection' },
  ...{ decided_on: day, decided_by: by, recorded_at: moment, ...more },
});

const elsewhere: Values = { notice_id: id('minister_notice ONA'), organisation_id: org('ONA') };

/** What moves the clocks of two cases, and the stay of one person. */
export const protectionRows = (of: People): Row[] => {
  const officer = of('permit_officer').staffId;
  return [
    row('protection.clock_event', 'of a case of SPJ', clockEvent('main', 'main')),
    row('protection.clock_event', 'of a case of PQT-DIE', clockEvent('foreign', 'foreign')),
    row('protection.child_step', 'of a case of SPJ', childStep('main', 'main', officer)),
    row(
      'protection.child_step',
      'of a case of PQT-DIE',
      childStep('foreign', 'foreign', officer, { organisation_id: org('PQT-DIE') }),
    ),
    row('protection.onward_step', 'of a case of SPJ', onwardStep('main', 'main', officer)),
    row(
      'protection.onward_step',
      'of a case of SPJ, of a citizen of the Union',
      onwardStep('union', 'offered', officer, { path: 'union', event: 'begin', to_state: 'free' }),
    ),
    row(
      'protection.onward_step',
      'of a case of PQT-DIE',
      onwardStep('foreign', 'foreign', officer, { organisation_id: org('PQT-DIE') }),
    ),
    ...conferenceRows(officer),
    row('protection.stay', 'of a notice to DGI', stay('SPJ'), ['notice_id']),
    row('protection.stay', 'of a notice to ONA', stay('ONA', { organisation_id: org('ONA'), number: '9999-9999' }), [
      'notice_id',
    ]),
    row('protection.stay_decision', 'of a notice to DGI', decision('main', officer)),
    row('protection.stay_decision', 'of a notice to ONA', decision('ONA', officer, elsewhere)),
    row('protection.stay_decision', 'of a notice to DGI, served', decision('served', officer, { served_on: day })),
  ];
};

/** The path of a child, written by everybody. */
const childAttempts = (rapporteur: string): Attempt[] => {
  const childWrites = (name: string, values: Values): Attempt => inserts('protection.child_step', name, values);
  const fresh = (caseName: string, more: Values): Values => childStep('fresh', caseName, self, { number: 2, ...more });
  return [
    childWrites('to a case of SPJ', fresh('main', { organisation_id: own })),
    childWrites('to a case of SPJ, as another body', fresh('main', { organisation_id: org('MJ') })),
    childWrites('to a case of SPJ, in another’s name', {
      ...fresh('main', { organisation_id: own }),
      recorded_by: rapporteur,
    }),
    childWrites('to a case of PQT-DIE', fresh('foreign', { organisation_id: own })),
  ];
};

/** The way a person goes on, written by everybody. */
const onwardAttempts = (rapporteur: string): Attempt[] => {
  const writes = (name: string, values: Values): Attempt => inserts('protection.onward_step', name, values);
  const fresh = (caseName: string, more: Values): Values => onwardStep('fresh', caseName, self, { number: 2, ...more });
  return [
    writes('to a case of SPJ', fresh('main', { organisation_id: own })),
    writes('to a case of SPJ, as another body', fresh('main', { organisation_id: org('MJ') })),
    writes('to a case of SPJ, in another’s name', {
      ...fresh('main', { organisation_id: own }),
      recorded_by: rapporteur,
    }),
    writes('to a case of PQT-DIE', fresh('foreign', { organisation_id: own })),
  ];
};

/** Tried by everybody. */
export const protectionAttempts = (of: People, find: Find): Attempt[] => {
  const rapporteur = of('national_rapporteur').staffId;
  const [first, served] = ['of a notice to DGI', 'of a notice to DGI, served'].map((kind) =>
    find('protection.stay_decision', kind),
  );
  const decides = (name: string, values: Values): Attempt => inserts('protection.stay_decision', name, values);
  const begins = (name: string, values: Values): Attempt => inserts('protection.stay', name, values);
  return [
    inserts('protection.clock_event', 'to a case of SPJ', clockEvent('fresh', 'main')),
    inserts('protection.clock_event', 'to a case of PQT-DIE', clockEvent('fresh', 'foreign')),
    ...childAttempts(rapporteur),
    ...onwardAttempts(rapporteur),
    ...conferenceAttempts(rapporteur),
    begins('on a notice to DGI', stay('free', { organisation_id: own, number: '8888-8888' })),
    begins('on a notice to DGI, for another body', stay('free', { organisation_id: org('MJ'), number: '8888-8888' })),
    begins('on another notice', stay('ONA, undecided', { organisation_id: own, number: '8888-8888' })),
    begins('of a later version', stay('free', { organisation_id: own, number: '8888-8888', version: 2 })),
    updates('change it', find('protection.stay', 'of a notice to DGI'), "state = 'permit', version = 2"),
    updates('wind it back', find('protection.stay', 'of a notice to DGI'), 'version = 1'),
    decides('her own', decision('fresh', self, { organisation_id: own })),
    decides('as another body', decision('fresh', self, { organisation_id: org('MJ') })),
    decides('in another’s name', decision('fresh', rapporteur, { organisation_id: own })),
    decides('of nobody', { ...decision('fresh', self), decided_by: null }),
    decides('already served', decision('fresh', self, { organisation_id: own, served_on: day })),
    decides('on a stay of another body', decision('fresh', self, { ...elsewhere, organisation_id: own })),
    updates(
      'serve one of another body',
      find('protection.stay_decision', 'of a notice to ONA'),
      `served_on = '${day}'`,
    ),
    updates('change that of another body', find('protection.stay', 'of a notice to ONA'), 'version = 2'),
    updates('serve it', first, `served_on = '${day}'`),
    updates('serve one already served', served, `served_on = '${day}'`),
    updates('take the service back', served, 'served_on = null'),
  ];
};
