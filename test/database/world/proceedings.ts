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

const criminalCase = (words: string, more: Values = {}): Values => ({
  ...{
    id: id(`criminal ${words}`),
    organisation_id: org('PQT-LUX'),
    reference: '1111-1111',
    audience: [org('PQT-LUX')],
  },
  ...{ origin: 'own_initiative', scope: 'internal', opened_on: day, first_qualification: 'thb_labour' },
  ...{ last_qualification: 'thb_labour', state: 'preliminary', since: day, created_by: id('prosecutor') },
  ...{ created_at: moment, ...more },
});

const body = (of: string, code: string, part: string, more: Values = {}): Values => ({
  ...{ id: id(`criminal ${of} ${code}`), criminal_case_id: id(`criminal ${of}`), organisation_id: org(code), part },
  ...{ since: day, named_by: id('prosecutor'), recorded_at: moment, ...more },
});

/** What hangs on a criminal case, by table: the columns of a row beside those every such row has. */
const hanging: Readonly<Record<string, (words: string) => Values>> = {
  case_step: () => ({
    number: 1,
    step: 'CRI-T01',
    event: 'open',
    from_state: 'reported',
    to_state: 'preliminary',
    decided_on: day,
  }),
  qualification: () => ({ number: 1, code: 'thb_labour', qualified_on: day }),
  suspect: () => ({ number: 1, kind: 'natural', role: 'recruiter', danger: false }),
  measure: () => ({ number: 1, kind: 'search', ordered_by: 'instructs', ordered_on: day }),
  request_abroad: () => ({
    ...{ number: 1, kind: 'europol', own_definition: 'act_purpose', sent_on: day, state: 'sent', since: day },
  }),
  request_step: (of) => ({
    ...{ number: 1, request_id: id(`request_abroad ${of}`), step: 'MLA-T01', event: 'send', to_state: 'sent' },
    happened_on: day,
  }),
  exhibit: () => ({ number: 1, kind: 'document', origin: 'seized', taken_on: day }),
  custody_step: (of) => ({
    ...{ number: 1, exhibit_id: id(`exhibit ${of}`), event: 'taken', holder_id: org('SPJ'), happened_on: day },
    hash: bytes(32),
  }),
  exchange: () => ({ number: 1, to_part: 'prosecutes', purpose: 'opinion' }),
  joint_operation: () => ({ number: 1, held_on: day, bodies: ['SPJ', 'ITM'], result: 'nothing_found', persons: 0 }),
  node: () => ({ number: 1, kind: 'company' }),
  link: () => ({
    ...{ number: 1, from_label: 'S1', to_label: 'N1', kind: 'owns', confidence: 'possible', source: 'register' },
    asserted_on: day,
  }),
  case_victim: () => ({ number: 1, case_id: id('case main'), joined_on: day }),
};

/** A row of such a table, on one of the cases. */
export const onCriminalCase = (table: string, of: string, more: Values = {}): Values => ({
  ...{ id: id(`${table} ${of}`), criminal_case_id: id(`criminal ${of}`), organisation_id: org('PQT-LUX') },
  ...{ recorded_by: id('prosecutor'), recorded_at: moment, ...hanging[table]?.(of), ...more },
});

/** The three cases: of the prosecutor of Luxembourg with police, judge and court; of the one of Diekirch alone; a sealed one. */
export const criminalCases = {
  main: 'of PQT-LUX, SPJ, JI and TA',
  diekirch: 'of PQT-DIE alone',
  sealed: 'sealed for two',
} as const;

const table = 'proceedings.criminal_case';

/** Criminal cases, the bodies that work on them, and what hangs on them. */
export const proceedingsRows = (of: People): Row[] => [
  row(table, criminalCases.main, criminalCase('main')),
  row(table, criminalCases.diekirch, criminalCase('diekirch', { ...ofDiekirch, reference: '2222-2222' })),
  row(
    table,
    criminalCases.sealed,
    criminalCase('sealed', {
      reference: '3333-3333',
      sealed_for: [of('prosecutor').staffId, of('judicial_police_officer').staffId],
    }),
  ),
  row('proceedings.case_body', 'PQT-LUX in its case', body('main', 'PQT-LUX', 'prosecutes')),
  row('proceedings.case_body', 'SPJ in that case', body('main', 'SPJ', 'investigates')),
  row('proceedings.case_body', 'JI in that case', body('main', 'JI', 'instructs')),
  row('proceedings.case_body', 'TA in that case', body('main', 'TA', 'judges')),
  row('proceedings.case_body', 'ITM, which left that case', body('main', 'ITM', 'investigates', { until: day })),
  row('proceedings.case_body', 'PQT-DIE in its case', body('diekirch', 'PQT-DIE', 'prosecutes')),
  row('proceedings.case_body', 'MJ in the case of PQT-DIE', body('diekirch', 'MJ', 'investigates')),
  row('proceedings.case_body', 'PQT-LUX in the sealed case', body('sealed', 'PQT-LUX', 'prosecutes')),
  row('proceedings.case_body', 'SPJ in the sealed case', body('sealed', 'SPJ', 'investigates')),
  ...Object.keys(hanging).flatMap((name) =>
    (Object.keys(criminalCases) as (keyof typeof criminalCases)[]).map((of) =>
      row(`proceedings.${name}`, `on the case ${criminalCases[of]}`, onCriminalCase(name, of)),
    ),
  ),
  row(
    'proceedings.case_victim',
    'who left the case of PQT-LUX',
    onCriminalCase('case_victim', 'main', {
      ...{ id: id('case_victim left'), number: 2, case_id: id('case offered'), left_on: day },
    }),
  ),
];

const ofDiekirch = { organisation_id: org('PQT-DIE'), audience: [org('PQT-DIE')] };

/** What is tried on a table that hangs on a case: as it should be, for another body, in another’s name, on a case of another service. */
export const writesOn = (name: string, more: Values): Attempt[] => {
  const fresh = (what: string, of: string, changes: Values = {}): Attempt =>
    inserts(`proceedings.${name}`, what, {
      ...onCriminalCase(name, of, { id: id(`${name} fresh`), organisation_id: own, recorded_by: self, ...more }),
      ...changes,
    });
  return [
    fresh('on the case of PQT-LUX', 'main'),
    fresh('for another body', 'main', { organisation_id: org('MJ') }),
    fresh('in another’s name', 'main', { recorded_by: id('somebody') }),
    fresh('on a case of PQT-DIE', 'diekirch'),
  ];
};

const caseAttempts = (find: Find): Attempt[] => {
  const opens = (name: string, more: Values = {}): Attempt =>
    inserts(table, name, {
      ...criminalCase('fresh', { organisation_id: own, audience: [own], created_by: self, reference: '9999-9999' }),
      ...more,
    });
  const report = { origin: 'report', from_report_id: id('report delivered') };
  return [
    opens('of her own body'),
    opens('for another body', { organisation_id: org('MJ'), audience: [org('MJ')] }),
    opens('in another’s name', { created_by: id('somebody') }),
    opens('seen by another body', { audience: [own, org('MJ')] }),
    opens('from a report', report),
    opens('from a report she does not see', { ...report, from_report_id: id('report waiting') }),
    updates('suspend that of PQT-LUX', find(table, criminalCases.main), "state = 'suspended'"),
    updates('suspend the sealed one', find(table, criminalCases.sealed), "state = 'suspended'"),
  ];
};

const bodyAttempts = (find: Find): Attempt[] => {
  const names = (name: string, of: string, more: Values = {}): Attempt =>
    inserts('proceedings.case_body', name, body(of, 'CSJ', 'judges', { named_by: self, ...more }));
  const there = find('proceedings.case_body', 'TA in that case');
  const gone = find('proceedings.case_body', 'ITM, which left that case');
  return [
    names('CSJ into the case of PQT-LUX', 'main'),
    names('CSJ in another’s name', 'main', { named_by: id('somebody') }),
    names('CSJ into a case of PQT-DIE', 'diekirch'),
    names('CSJ as one that left', 'main', { until: day }),
    updates('end the part of TA', there, "until = '2026-03-04'"),
    updates('end the part of MJ', find('proceedings.case_body', 'MJ in the case of PQT-DIE'), "until = '2026-03-04'"),
    updates('let it stay', there, 'until = null'),
    updates('move the end', gone, "until = '2026-03-04'"),
  ];
};

const writes = (): Attempt[] => [
  ...['case_step', 'qualification', 'suspect', 'measure', 'request_abroad', 'request_step'].flatMap((name) =>
    writesOn(name, { number: 2 }),
  ),
  ...['exhibit', 'exchange', 'joint_operation', 'node', 'link'].flatMap((name) => writesOn(name, { number: 2 })),
  ...writesOn('custody_step', { number: 2, previous: bytes(32) }),
  ...writesOn('case_victim', { number: 3, case_id: id('case free') }),
];

const changes = (find: Find): Attempt[] =>
  Object.entries({
    suspect: 'danger = true',
    measure: "result = 'partly', ended_on = '2026-03-04'",
    request_abroad: "state = 'answered'",
    link: "withdrawn_on = '2026-03-04'",
  }).flatMap(([name, change]) => [
    updates('change that of PQT-LUX', find(`proceedings.${name}`, `on the case ${criminalCases.main}`), change),
    updates('change that of PQT-DIE', find(`proceedings.${name}`, `on the case ${criminalCases.diekirch}`), change),
  ]);

/** What is tried on criminal cases. */
export const proceedingsAttempts = (find: Find): Attempt[] => {
  const leaves = "left_on = '2026-03-04'";
  const victims = 'proceedings.case_victim';
  const stranger = onCriminalCase('case_victim', 'main', {
    ...{ id: id('case_victim other'), number: 9, organisation_id: own, recorded_by: self, case_id: id('case foreign') },
  });
  return [
    ...caseAttempts(find),
    ...bodyAttempts(find),
    ...writes(),
    ...changes(find),
    inserts(victims, 'nobody of a report she received', stranger),
    updates('end it', find(victims, `on the case ${criminalCases.main}`), leaves),
    updates('let her stay', find(victims, `on the case ${criminalCases.main}`), 'left_on = null'),
    updates('end that of PQT-DIE', find(victims, `on the case ${criminalCases.diekirch}`), leaves),
    updates('move the end', find(victims, 'who left the case of PQT-LUX'), "left_on = '2026-03-04'"),
  ];
};
