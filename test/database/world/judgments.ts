import { org } from '../actors.ts';
import { criminalCases, onCriminalCase, writesOn } from './proceedings.ts';
import { type Attempt, day, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find, People } from './security.ts';

type Of = keyof typeof criminalCases;

/** What hangs on a criminal case of charges, courts and victims: the columns of a row beside those every such row has. */
const hanging: Readonly<Record<string, (of: Of) => Values>> = {
  charge: (of) => ({
    ...{ number: 1, suspect_id: id(`suspect ${of}`), offence: 'THB-BASE', facts_from: day, facts_to: day },
    ...{ elements: '{recruit,labour}', aggravating: '{}', charged_on: day },
  }),
  hearing: () => ({ number: 1, instance: 'first', held_on: day, protections: '{}' }),
  judgment: (of) => ({
    ...{ number: 1, suspect_id: id(`suspect ${of}`), instance: 'first', delivered_on: day, in_presence: true },
    ...{ outcome: 'acquitted', mitigating: false, retained: '{}', forms: '{}', bans: '{}' },
  }),
  victim_entry: () => ({ number: 1, case_id: id('case main'), kind: 'civil_party', codes: '{}', happened_on: day }),
};

const line = (table: string, of: Of, more: Values = {}): Values =>
  onCriminalCase(table, of, { ...hanging[table]?.(of), ...more });

const claim = (words: string, more: Values = {}): Values => ({
  ...{ id: id(`claim ${words}`), organisation_id: org('MJ'), from_organisation_id: org('INFOTRAITE') },
  ...{ reference: '4444-4444', language: 'fr', asked_cents: 300_000, filed_on: day, state: 'filed' },
  ...{ recorded_by: id('service'), recorded_at: moment, ...more },
});

const step = (words: string, more: Values = {}): Values => ({
  ...{ id: id(`compensation_step ${words}`), case_id: id('case main'), organisation_id: org('INFOTRAITE') },
  ...{ number: 1, step: 'CMP-T05', event: 'claim_state', from_state: 'none', to_state: 'state_claim', cents: 300_000 },
  ...{ happened_on: day, recorded_by: id('service'), recorded_at: moment, ...more },
});

/** A day after the one everything happens on. */
const later = '2026-03-09';

const granted = { state: 'granted', decided_on: day, granted_cents: 100 };

const compensationRows = (): Row[] => [
  row('proceedings.compensation_step', 'of a case of SPJ', step('main', { claim_id: id('claim main') })),
  row('proceedings.compensation_step', 'of a case of SPJ, decided', {
    ...step('decided', { case_id: id('case offered'), claim_id: id('claim decided') }),
  }),
  row('proceedings.compensation_step', 'of a case of PQT-DIE', {
    ...step('foreign', { case_id: id('case foreign'), organisation_id: org('PQT-DIE') }),
  }),
];

/** Charges, hearings, judgments, what victims were told, claims to the State and what came of them. */
export const judgmentRows = (of: People): Row[] => [
  ...Object.keys(hanging).flatMap((table) =>
    (Object.keys(criminalCases) as Of[]).map((name) =>
      row(`proceedings.${table}`, `on the case ${criminalCases[name]}`, line(table, name)),
    ),
  ),
  row(
    'proceedings.charge',
    'dropped',
    line('charge', 'main', { id: id('charge dropped'), number: 2, dropped_on: day }),
  ),
  row(
    'proceedings.judgment',
    'that is final',
    line('judgment', 'main', { id: id('judgment final'), number: 2, final_on: day, final_how: 'accepted' }),
  ),
  row(
    'proceedings.judgment',
    'appealed against',
    line('judgment', 'main', { id: id('judgment appealed'), number: 3, appealed_on: day }),
  ),
  row(
    'proceedings.victim_entry',
    'of somebody no service sees',
    line('victim_entry', 'main', { id: id('victim_entry unseen'), number: 2, case_id: id('case foreign') }),
  ),
  row('proceedings.claim', 'to MJ', claim('main')),
  row('proceedings.claim', 'to MJ, decided', {
    ...claim('decided', { ...granted, reference: '5555-5555' }),
    decided_by: of('compensation_officer').staffId,
  }),
  row('proceedings.claim', 'to DGI, from ONA', {
    ...claim('other', { reference: '6666-6666', organisation_id: org('DGI'), from_organisation_id: org('ONA') }),
  }),
  ...compensationRows(),
];

const claimAttempts = (find: Find): Attempt[] => {
  const files = (name: string, more: Values = {}): Attempt =>
    inserts('proceedings.claim', name, {
      ...claim('fresh', { from_organisation_id: own, recorded_by: self, reference: '7777-7777' }),
      ...more,
    });
  // Days are written out: what reads a column is narrowed by reading, and would not show who may change without it.
  const decides = `state = 'refused', decided_on = '${later}'`;
  return [
    files('of her own body'),
    files('for another body', { from_organisation_id: org('MJ') }),
    files('in another’s name', { recorded_by: id('somebody') }),
    files('decided already', granted),
    updates('refuse it', find('proceedings.claim', 'to MJ'), `${decides}, decided_by = '${self}'`),
    updates(
      'refuse it in another’s name',
      find('proceedings.claim', 'to MJ'),
      `${decides}, decided_by = '${id('somebody')}'`,
    ),
    updates(
      'refuse one that is decided',
      find('proceedings.claim', 'to MJ, decided'),
      "state = 'refused', granted_cents = null",
    ),
    updates('refuse one to DGI', find('proceedings.claim', 'to DGI, from ONA'), `${decides}, decided_by = '${self}'`),
    updates('let it wait', find('proceedings.claim', 'to MJ'), "state = 'filed'"),
    updates(
      'let it wait in one’s own name',
      find('proceedings.claim', 'to MJ'),
      `state = 'filed', decided_by = '${self}'`,
    ),
  ];
};

const compensationAttempts = (): Attempt[] => {
  const writes = (name: string, more: Values): Attempt =>
    inserts('proceedings.compensation_step', name, {
      ...step('fresh', { organisation_id: own, recorded_by: self, number: 2 }),
      ...more,
    });
  const ofCase = { criminal_case_id: id('criminal main') };
  return [
    writes('for a case of SPJ', {}),
    writes('for a case of SPJ, with a claim', { claim_id: id('claim main') }),
    writes('for a case of SPJ, with a claim of ONA', { claim_id: id('claim other') }),
    writes('for a case of SPJ, of a criminal case', ofCase),
    writes('for a case of SPJ, of a criminal case of PQT-DIE', { criminal_case_id: id('criminal diekirch') }),
    writes('of a criminal case, with a claim', { ...ofCase, claim_id: id('claim main') }),
    writes('of a judgment without a criminal case', { judgment_id: id('judgment main') }),
    writes('for another body', { organisation_id: org('MJ') }),
    writes('of a criminal case, for another body', { ...ofCase, organisation_id: org('MJ') }),
    writes('in another’s name', { recorded_by: id('somebody') }),
    writes('of a criminal case, in another’s name', { ...ofCase, recorded_by: id('somebody') }),
    writes('for a case of PQT-DIE', { case_id: id('case foreign') }),
    writes('of a criminal case, for who left it', { ...ofCase, case_id: id('case offered') }),
    writes('of a criminal case, for a stranger', { ...ofCase, case_id: id('case foreign') }),
  ];
};

const onCase = (find: Find, table: string, of: Of): Row =>
  find(`proceedings.${table}`, `on the case ${criminalCases[of]}`);

const changes = (find: Find): Attempt[] => {
  const on = (table: string, of: Of): Row => onCase(find, table, of);
  return [
    updates('drop that of PQT-LUX', on('charge', 'main'), 'dropped_on = charged_on'),
    updates('drop that of PQT-DIE', on('charge', 'diekirch'), 'dropped_on = charged_on'),
    updates('let it stand', on('charge', 'main'), 'dropped_on = null'),
    updates('move the end', find('proceedings.charge', 'dropped'), "dropped_on = '2026-03-04'"),
    updates('appeal', on('judgment', 'main'), `appealed_on = '${later}'`),
    updates('make it final', on('judgment', 'main'), `final_on = '${later}', final_how = 'accepted'`),
    updates('appeal in the case of PQT-DIE', on('judgment', 'diekirch'), `appealed_on = '${later}'`),
    updates('move the appeal', find('proceedings.judgment', 'appealed against'), `appealed_on = '${later}'`),
    updates('move the day it is final', find('proceedings.judgment', 'that is final'), `final_on = '${later}'`),
    updates('say nothing', on('judgment', 'main'), 'appealed_on = null'),
    updates(
      'take back that it is final',
      find('proceedings.judgment', 'that is final'),
      'final_on = null, final_how = null',
    ),
  ];
};

/** What is tried on charges, courts and victims. */
export const judgmentAttempts = (find: Find): Attempt[] => {
  const fresh = (table: string, of: Of, more: Values): Values =>
    line(table, of, { id: id(`${table} fresh`), organisation_id: own, recorded_by: self, number: 9, ...more });
  return [
    ...['charge', 'hearing', 'judgment', 'victim_entry'].flatMap((table) =>
      writesOn(table, { ...hanging[table]?.('main'), number: 9 }),
    ),
    inserts(
      'proceedings.charge',
      'of somebody of another case',
      fresh('charge', 'main', { suspect_id: id('suspect diekirch') }),
    ),
    inserts('proceedings.charge', 'dropped from the first', fresh('charge', 'main', { dropped_on: day })),
    inserts(
      'proceedings.judgment',
      'on somebody of another case',
      fresh('judgment', 'main', { suspect_id: id('suspect diekirch') }),
    ),
    inserts(
      'proceedings.victim_entry',
      'of a stranger',
      fresh('victim_entry', 'main', { case_id: id('case foreign') }),
    ),
    inserts('proceedings.victim_entry', 'of who left', fresh('victim_entry', 'main', { case_id: id('case offered') })),
    ...changes(find),
    ...claimAttempts(find),
    ...compensationAttempts(),
  ];
};

/** Functions of this part, called by everybody. */
export const judgmentCalls = () => {
  const tells = (of: Of, happened: string): string =>
    `select proceedings.tell_victims('${id(`criminal ${of}`)}', null, '${happened}', '${day}', '${moment}')`;
  const decides = (of: string): string =>
    `select proceedings.tell_claim('${id(`claim ${of}`)}', 'CMP-T06', 'grant', 'state_claim', 'state_granted', '${moment}')`;
  const [victims, claims] = ['proceedings.tell_victims', 'proceedings.tell_claim'];
  return [
    { function: victims, name: 'of the case of PQT-LUX', sql: tells('main', 'case_dismissed') },
    { function: victims, name: 'of the case of PQT-DIE', sql: tells('diekirch', 'case_dismissed') },
    { function: victims, name: 'of the sealed case', sql: tells('sealed', 'case_dismissed') },
    { function: victims, name: 'what is not of courts', sql: tells('main', 'permit_granted') },
    { function: claims, name: 'of one that waits', sql: decides('main') },
    { function: claims, name: 'of one she decided', sql: decides('decided') },
    { function: claims, name: 'of one she did not decide', sql: decides('other') },
  ];
};
