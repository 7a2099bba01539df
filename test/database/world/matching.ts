import { org } from '../actors.ts';
import type { Call } from './calls.ts';
import { type Attempt, bytes, day, id, inserts, moment, type Row, row, updates, type Values } from './row.ts';
import type { Find } from './security.ts';

const record = (words: string): string => id(`linkage record ${words}`);
const file = (words: string): string => id(`matching file ${words}`);

/** Two identifiers in the order in which pairs are kept. */
const ordered = (one: string, other: string, names: readonly [string, string] = ['one', 'other']): Values => {
  const [first, second] = [one, other].sort();
  return { [names[0]]: first ?? '', [names[1]]: second ?? '' };
};

const records: readonly (readonly [string, boolean])[] = [
  ['compared', false],
  ['new', true],
  ['third', false],
];

const recordRow = (words: string, isNew: boolean): Row =>
  row('linkage.record', words, { id: record(words), key_epoch: 1, norm_version: 1, day, is_new: isNew });

const tokenOf = (words: string, fill: number): Values => ({
  ...{ record_id: record(words), token: bytes(16, fill), filter: bytes(144, 3) },
});

const edgeOf = (one: string, other: string): Values => ({
  ...ordered(record(one), record(other)),
  ...{ odds: 500, siblings: false, strong: false, parts: ['birth:same'] },
});

const saidOf = (one: string, other: string): Values => ({
  ...ordered(record(one), record(other)),
  ...{ kind: 'not_same', said_on: day },
});

const runOf = (words: string): Values => ({
  ...{ id: id(`linkage run ${words}`), night: day, ran_at: moment, key_epoch: 1, norm_version: 1 },
  ...{ records: 3, pairs: 1, central: 3, low: 2, high: 3 },
});

const memberOf = (words: string): Values => ({ record_id: record(words), counted: id('group'), probable: id('group') });

const fileOf = (words: string, body: string, more: Values = {}): Values => ({
  ...{ id: file(words), person_id: id(`person matched ${words}`), organisation_id: org(body), level: 2 },
  ...{ record_id: record(words), kept_on: day, ...more },
});

const pairOf = (words: string, one: string, other: string, more: Values = {}): Values => ({
  id: id(`matching pair ${words}`),
  ...ordered(file(one), file(other), ['one_file_id', 'other_file_id']),
  ...{ parts: ['birth:same'], proposed_on: day, ...more },
});

const sideOf = (words: string, [pair, ofFile, body]: readonly [string, string, string], more: Values = {}): Values => ({
  ...{ id: id(`matching side ${words}`), pair_id: id(`matching pair ${pair}`), file_id: file(ofFile) },
  ...{
    organisation_id: org(body),
    other_class: 'support',
    shown_on: day,
    expires_on: '2099-01-01',
    released: true,
    ...more,
  },
});

const yes: Values = {
  ...{ answer: 'yes', answered_on: day, answered_by: id('somebody'), method: 'oral', language: 'uk' },
};

const openTo = (...codes: readonly string[]): Values => ({ state: 'open', audience: codes.map(org) });

/** Records and files that may be of one person: asked and not answered, open to both, settled. */
export const matchingRows = (): Row[] => [
  ...records.map(([words, isNew]) => recordRow(words, isNew)),
  recordRow('foreign', false),
  row('linkage.token_row', 'of a record', tokenOf('compared', 1), ['record_id', 'token']),
  row('linkage.edge', 'of two records', edgeOf('compared', 'third'), ['one', 'other']),
  row('linkage.said', 'of two records', saidOf('compared', 'third'), ['one', 'other']),
  row('linkage.run', 'of a night', runOf('known')),
  row('linkage.member', 'of a record', memberOf('compared'), ['record_id']),
  row('matching.file', 'of INFOTRAITE', fileOf('compared', 'INFOTRAITE'), ['record_id']),
  row('matching.file', 'of SPJ', fileOf('third', 'SPJ'), ['record_id']),
  row('matching.file', 'of CNVV', fileOf('new', 'CNVV'), ['record_id']),
  row('matching.file', 'of HOSP', fileOf('foreign', 'HOSP'), ['record_id']),
  row('matching.pair', 'asked', pairOf('asked', 'compared', 'third')),
  row('matching.pair', 'open to INFOTRAITE and CNVV', pairOf('open', 'compared', 'new', openTo('INFOTRAITE', 'CNVV'))),
  row('matching.pair', 'settled, to be seen by nobody', pairOf('settled', 'third', 'foreign', { state: 'not_same' })),
  row('matching.pair', 'asked of INFOTRAITE alone', pairOf('half', 'compared', 'foreign')),
  row('matching.side', 'asked of INFOTRAITE', sideOf('asked', ['asked', 'compared', 'INFOTRAITE'])),
  row('matching.side', 'asked of SPJ', sideOf('asked other', ['asked', 'third', 'SPJ'], yes)),
  row('matching.side', 'open at INFOTRAITE', sideOf('open', ['open', 'compared', 'INFOTRAITE'], yes)),
  row('matching.side', 'open at CNVV', sideOf('open other', ['open', 'new', 'CNVV'], yes)),
  row(
    'matching.side',
    'later at INFOTRAITE',
    sideOf('later', ['half', 'compared', 'INFOTRAITE'], { shown_on: '2098-01-01', released: false }),
  ),
];

const linkageAttempts = (find: Find): Attempt[] => [
  inserts('linkage.record', 'one more', { id: record('more'), key_epoch: 1, norm_version: 1, day, is_new: true }),
  updates('mark it', find('linkage.record', 'new'), 'is_new = false'),
  updates('give it another key', find('linkage.record', 'new'), 'key_epoch = 2'),
  inserts('linkage.token_row', 'one more', tokenOf('compared', 2)),
  updates('put another filter', find('linkage.token_row', 'of a record'), `filter = '\\x${'05'.repeat(144)}'`),
  inserts('linkage.edge', 'one more', edgeOf('compared', 'new')),
  updates('make it likelier', find('linkage.edge', 'of two records'), 'odds = 900'),
  inserts('linkage.said', 'one more', saidOf('compared', 'new')),
  updates('say otherwise', find('linkage.said', 'of two records'), `kind = 'same'`),
  inserts('linkage.run', 'one more', runOf('fresh')),
  updates('count otherwise', find('linkage.run', 'of a night'), 'high = 9'),
  inserts('linkage.member', 'one more', memberOf('third')),
  updates('group otherwise', find('linkage.member', 'of a record'), `counted = '${id('another group')}'`),
];

/** What is tried on them. */
export const matchingAttempts = (find: Find): Attempt[] => [
  ...linkageAttempts(find),
  inserts('matching.file', 'one more', fileOf('more', 'INFOTRAITE')),
  updates('widen it', find('matching.file', 'of INFOTRAITE'), 'level = 3'),
  inserts('matching.pair', 'one more', pairOf('fresh', 'third', 'new')),
  inserts('matching.pair', 'one open at once', pairOf('fresh open', 'third', 'new', openTo('SPJ'))),
  updates('end it', find('matching.pair', 'asked'), `state = 'ended'`),
  updates('end an open one', find('matching.pair', 'open to INFOTRAITE and CNVV'), `state = 'ended', audience = '{}'`),
  updates('end a settled one', find('matching.pair', 'settled, to be seen by nobody'), `state = 'ended'`),
  updates('ask again', find('matching.pair', 'settled, to be seen by nobody'), `state = 'possible'`),
  updates('settle it', find('matching.pair', 'asked'), `state = 'same'`),
  updates(
    'let somebody look',
    find('matching.pair', 'open to INFOTRAITE and CNVV'),
    `audience = audience || '${org('MJ')}'::uuid`,
  ),
  inserts('matching.side', 'one more', sideOf('fresh', ['half', 'foreign', 'HOSP'], { released: false })),
  inserts('matching.side', 'one shown at once', sideOf('fresh shown', ['half', 'foreign', 'HOSP'])),
  updates('show it', find('matching.side', 'later at INFOTRAITE'), 'released = true'),
  updates('plan another day', find('matching.side', 'later at INFOTRAITE'), "shown_on = '2098-02-01'"),
  updates('ask for longer', find('matching.side', 'asked of INFOTRAITE'), "expires_on = '2099-02-01'"),
  updates('hide it again', find('matching.side', 'asked of INFOTRAITE'), 'released = false'),
  inserts('matching.side', 'one answered before', sideOf('fresh yes', ['half', 'foreign', 'HOSP'], yes)),
  updates(
    'answer it by hand',
    find('matching.side', 'asked of INFOTRAITE'),
    `answer = 'no', answered_on = '${day}', answered_by = '${id('somebody')}'`,
  ),
  updates(
    'take the answer back',
    find('matching.side', 'asked of SPJ'),
    "answer = 'none', answered_on = null, answered_by = null, method = null, language = null",
  ),
];

const call = (name: string, words: string, sql: string): Call => ({ function: name, name: words, sql });

const answer = (words: string, side: string, on = day): Call =>
  call(
    'matching.answer_side',
    words,
    `select 1 where matching.answer_side('${id(`matching side ${side}`)}', 'no', 'oral', 'uk', '${on}')`,
  );

const judge = (words: string, side: string): Call =>
  call(
    'matching.judge_side',
    words,
    `select 1 where matching.judge_side('${id(`matching side ${side}`)}', 'not_same', '${day}') is not null`,
  );

const stop = (words: string, of: string, version: number): Call =>
  call('matching.stop_file', words, `select 1 where matching.stop_file('${file(of)}', '{family}', ${version})`);

const rows = (count: number, fill: number): string =>
  `(select array_agg(decode(lpad(to_hex(n), ${2 * fill}, '0'), 'hex')) from generate_series(1, ${count}) n)`;

const store = (words: string, of: string, count: number): Call =>
  call(
    'linkage.store_record',
    words,
    `select 1 where linkage.store_record('${file(of)}', 2, 1, '${day}', ${rows(count, 16)}, ${rows(count, 144)})`,
  );

/** Functions of matching. */
export const matchingCalls: readonly Call[] = [
  answer('what INFOTRAITE is asked', 'asked'),
  answer('what is answered already', 'asked other'),
  answer('what is not shown yet', 'later'),
  answer('before its day', 'asked', '2000-01-01'),
  answer('what is asked no more', 'asked', '2099-06-01'),
  judge('a pair open at INFOTRAITE', 'open'),
  judge('one that nobody answered', 'asked'),
  judge('one that the other side did not answer', 'asked other'),
  stop('a file of INFOTRAITE', 'compared', 1),
  stop('a file that changed meanwhile', 'compared', 7),
  store('28 rows of a file', 'compared', 28),
  store('27 rows of a file', 'compared', 27),
  store('rows of a file that is gone', 'nowhere', 28),
  call('matching.due', 'the list', "select 1 where (select count(*) from matching.due(9, 9, '{}', 10)) >= 0"),
  call('matching.keep_files', 'for the night', `select matching.keep_files('${day}', false)`),
  call('linkage.forget', 'a person', `select 1 where linkage.forget('${id('person matched compared')}') = 1`),
];
