import { org } from '../actors.ts';
import { type Attempt, day, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find, People } from './security.ts';

/** Which columns of a table name whom, and what else it demands. */
type Shape = {
  readonly key: readonly string[];
  readonly by: string | null;
  readonly rest: Values;
  readonly report?: true;
};

const shapes: Readonly<Record<string, Shape>> = {
  status: { key: ['case_id'], by: null, rest: { state: 'reported', since: day }, report: true },
  interview: { key: ['id'], by: 'planned_by', rest: {} },
  decision: {
    key: ['id'],
    by: 'decided_by',
    rest: {
      step: 'S1',
      event: 'presume',
      from_state: 'a',
      to_state: 'b',
      decided_on: day,
      recorded_at: moment,
      state: 'in_force',
    },
  },
  palermo_view: { key: ['decision_id'], by: null, rest: {} },
  rights_told: {
    key: ['id'],
    by: 'told_by',
    rest: {
      occasion: 'first',
      state: 'a',
      told_on: day,
      rights: ['R1'],
      dismissal_told: true,
      language: 'en',
      interpreter: 'none',
      acknowledged: 'yes',
      recorded_at: moment,
    },
  },
  notice_origin: { key: ['notice_id'], by: null, rest: { kind: 'minister_notice', made_at: moment } },
  removal_block: { key: ['case_id'], by: null, rest: { blocked: true, reflection: true, since: day } },
  person_outcome: { key: ['case_id'], by: null, rest: { outcome: 'indications', on_day: day }, report: true },
};

const withBody = ['interview', 'decision', 'palermo_view', 'rights_told'];
const references: Readonly<Record<string, string>> = {
  main: '1111-1111',
  foreign: '2222-2222',
  offered: '3333-3333',
  free: '5555-5555',
  'foreign too': '4444-4444',
};

const part = (table: string, words: string, of: string, [body, by]: readonly [string, string]): Values => {
  const shape = shapes[table];
  if (!shape) throw new Error(`no shape for ${table}`);
  return {
    case_id: id(`case ${of}`),
    ...(shape.key[0] === 'case_id' ? {} : { [shape.key[0] ?? 'id']: id(`${table} ${words}`) }),
    ...(withBody.includes(table) ? { organisation_id: body } : {}),
    ...(shape.by === null ? {} : { [shape.by]: by }),
    ...(shape.report ? { report_id: id('report delivered'), person_id: id(`person ${of}`) } : {}),
    ...(table === 'removal_block' ? { reference: references[of] ?? '' } : {}),
    ...(table === 'palermo_view' ? { decision_id: id(`decision ${words}`) } : {}),
    ...shape.rest,
    // Told apart from one that nobody gave: it was given, and nothing is blocked.
    ...(table === 'removal_block' && of === 'foreign' ? { blocked: false } : {}),
  };
};

const notice = (table: string, words: string, from: string, by: string): Values => ({
  id: id(`${table} ${words}`),
  from_organisation_id: from,
  to_organisation_id: org('DGI'),
  audience: [from, org('DGI')],
  fields: ['family_name'],
  legal_reference: 'L. 29.8.2008, 93',
  ...(table === 'minister_notice'
    ? { reference: '1111-1111', status: 'presumed', status_on: day, sent_by: by, sent_at: moment }
    : {
        reported_on: day,
        status_at_that_moment: 'presumed',
        warning_read: true,
        reported_by: by,
        reported_at: moment,
      }),
});

const notices = ['minister_notice', 'stay_report'];

const waiting = (kind: string, values: Values): Row =>
  row('identification.decision', kind, { ...values, state: 'awaiting_review' });

/** What other bodies wrote on a case, and what is left of a body on a case it no longer sees. */
const rowsOfOtherBodies = (second: string): Row[] =>
  ['decision', 'interview'].flatMap((table) => [
    row(
      `identification.${table}`,
      'of SPJ on a case it does not see',
      part(table, 'lost', 'foreign', [org('SPJ'), second]),
    ),
    row(`identification.${table}`, 'of PQT-LUX on a case of SPJ', part(table, 'LUX', 'main', [org('PQT-LUX'), second])),
    row(
      `identification.${table}`,
      'of INFOTRAITE on a case of SPJ',
      part(table, 'I', 'main', [org('INFOTRAITE'), second]),
    ),
  ]);

/** Notices on which nothing was decided, or which another body received; and the case of the first. */
const otherNotices = (police: string): Row[] => [
  ...['DGI, undecided', 'ONA', 'ONA, undecided'].map((words) => {
    const to = org(words.slice(0, 3));
    const values = notice('minister_notice', words === 'DGI, undecided' ? 'free' : words, org('SPJ'), police);
    return row('identification.minister_notice', `from SPJ to ${words}`, {
      ...{ ...values, to_organisation_id: to, audience: [org('SPJ'), to] },
    });
  }),
  row(
    'identification.notice_origin',
    'of the notice to DGI',
    { ...part('notice_origin', 'SPJ', 'main', ['', '']), notice_id: id('minister_notice SPJ') },
    ['notice_id'],
  ),
  row(
    'identification.notice_origin',
    'of the notice to ONA',
    { ...part('notice_origin', 'ONA', 'offered', ['', '']), notice_id: id('minister_notice ONA') },
    ['notice_id'],
  ),
  row(
    'identification.notice_origin',
    'of an undecided notice',
    { ...part('notice_origin', 'ONA, undecided', 'main', ['', '']), notice_id: id('minister_notice ONA, undecided') },
    ['notice_id'],
  ),
];

/** How two persons are examined, one by SPJ, one under another court; and the notices to the residence authority. */
export const identificationRows = (of: People): Row[] => {
  const police = of('judicial_police_officer').staffId;
  const second = of('judicial_police_officer/second').staffId;
  return [
    row('identification.first_state', 'of the profile', { id: 1 }),
    row(
      'identification.review_rule',
      'of the profile',
      { state: 'reported', after_days: 30, remind_days: 10, becomes: 'interview' },
      ['state'],
    ),
    ...Object.entries(shapes).flatMap(([table, { key }]) => [
      row(`identification.${table}`, 'of a case of SPJ', part(table, 'main', 'main', [org('SPJ'), police]), key),
      row(
        `identification.${table}`,
        'of a case of PQT-DIE',
        {
          ...part(table, 'foreign', 'foreign', [org('PQT-DIE'), second]),
          ...(table === 'status' ? { reminded_for: '2026-04-01', reminded_on: day } : {}),
        },
        key,
      ),
    ]),
    waiting('awaiting review', part('decision', 'waiting', 'main', [org('SPJ'), police])),
    waiting('awaiting review at PQT-DIE', part('decision', 'court', 'foreign too', [org('PQT-DIE'), second])),
    waiting('awaiting review, of PQT-LUX on a case of SPJ', part('decision', 'free', 'free', [org('PQT-LUX'), second])),
    ...rowsOfOtherBodies(second),
    row('identification.decision', 'without Palermo view', part('decision', 'bare', 'main', [org('SPJ'), police])),
    ...otherNotices(police),
    ...notices.map((table) =>
      row(`identification.${table}`, 'from SPJ to DGI', notice(table, 'SPJ', org('SPJ'), police)),
    ),
  ];
};

const partAttempts = (of: People): Attempt[] =>
  Object.entries(shapes).flatMap(([table, { by }]) => {
    const name = `identification.${table}`;
    const view = table === 'palermo_view' ? { decision_id: id('decision bare') } : {};
    const fresh = (caseName: string, body: string, who: string): Values => ({
      ...part(table, 'fresh', caseName, [body, who]),
      ...view,
    });
    // A case that has no row yet, where a case has but one.
    const once = shapes[table]?.key[0] === 'case_id';
    const [free, foreign] = once ? ['free', 'foreign too'] : ['main', 'foreign'];
    return [
      inserts(name, 'to a case of SPJ', fresh(free, own, self)),
      inserts(name, 'to a case of PQT-DIE', fresh(foreign, own, self)),
      ...(withBody.includes(table) ? [inserts(name, 'as another body', fresh(free, org('MJ'), self))] : []),
      ...(by === null ? [] : [inserts(name, 'in another’s name', fresh(free, own, of('national_rapporteur').staffId))]),
    ];
  });

const changes = (of: People, find: Find): Attempt[] => {
  const at = (table: string, kind = 'of a case of SPJ'): Row => find(`identification.${table}`, kind);
  const review = (by: string): string => `state = 'in_force', reviewed_at = now(), reviewed_by = '${by}'`;
  const touch = 'version = 2';
  const foreign = 'of a case of PQT-DIE';
  return [
    inserts('identification.decision', 'one already reviewed', {
      ...part('decision', 'fresh', 'main', [own, self]),
      reviewed_by: id('somebody'),
      reviewed_at: moment,
    }),
    updates('set the status', at('status'), `state = 'presumed', ${touch}`),
    updates('set the status of another', at('status', foreign), `state = 'presumed', ${touch}`),
    updates('record it', at('interview'), `result = 'x', ${touch}`),
    updates('record another', at('interview', foreign), touch),
    updates('review it', at('decision', 'awaiting review'), review(self)),
    updates('review in another’s name', at('decision', 'awaiting review'), review(of('national_rapporteur').staffId)),
    updates('review one of another court', at('decision', 'awaiting review at PQT-DIE'), review(self)),
    updates('review one in force', at('decision'), review(self)),
    updates('supersede it', at('decision'), "state = 'superseded'"),
    updates('supersede one awaiting review', at('decision', 'awaiting review'), "state = 'superseded'"),
    updates('put it in force unreviewed', at('decision', 'awaiting review'), "state = 'in_force'"),
    updates('supersede one of another body', at('decision', 'of PQT-LUX on a case of SPJ'), "state = 'superseded'"),
    updates('review one of another body', at('decision', 'awaiting review, of PQT-LUX on a case of SPJ'), review(self)),
    updates('record one of another body', at('interview', 'of PQT-LUX on a case of SPJ'), touch),
    updates('supersede one of another court', at('decision', foreign), "state = 'superseded'"),
    updates('begin as identified', at('first_state', 'of the profile'), "state = 'identified'"),
    updates('let time alone decide', at('review_rule', 'of the profile'), "becomes = 'c'"),
    updates('block removal', at('removal_block'), touch),
    updates('wind back the block', at('removal_block'), 'version = 1'),
    updates('change the block of another', at('removal_block', foreign), touch),
    updates('change it', at('person_outcome'), touch),
    updates('wind it back', at('person_outcome'), 'version = 1'),
    updates('change another', at('person_outcome', foreign), touch),
  ];
};

const stayAttempts = (): Attempt[] => {
  const tries = (name: string, of: string): Attempt =>
    inserts('identification.notice_origin', name, {
      ...part('notice_origin', 'fresh', of, [own, self]),
      kind: 'stay_report',
    });
  return [tries('of a stay, of a case of SPJ', 'offered'), tries('of a stay, while a removal is blocked', 'main')];
};

const noticeAttempts = (of: People, find: Find): Attempt[] =>
  notices.flatMap((table) => {
    const name = `identification.${table}`;
    const sent = find(name, 'from SPJ to DGI');
    const fresh = notice(table, 'fresh', own, self);
    const by = table === 'minister_notice' ? 'sent_by' : 'reported_by';
    const receives = (who: string): string => `received_at = now(), received_by = '${who}'`;
    return [
      inserts(name, 'of her own body', fresh),
      inserts(name, 'as another body', {
        ...fresh,
        from_organisation_id: org('MJ'),
        audience: [org('MJ'), org('DGI')],
      }),
      inserts(name, 'in another’s name', { ...fresh, [by]: of('national_rapporteur').staffId }),
      inserts(name, 'already received', { ...fresh, received_at: moment }),
      inserts(name, 'with more readers', { ...fresh, audience: [own, org('DGI'), org('MJ')] }),
      inserts(name, 'with fewer readers', { ...fresh, audience: [own] }),
      updates('receive it', sent, receives(self)),
      updates('receive it for another', sent, receives(of('national_rapporteur').staffId)),
    ];
  });

export const identificationAttempts = (of: People, find: Find): Attempt[] => [
  ...partAttempts(of),
  ...changes(of, find),
  ...noticeAttempts(of, find),
  ...stayAttempts(),
];
