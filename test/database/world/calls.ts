import { org } from '../actors.ts';
import { id, own, self } from './row.ts';
import type { People } from './security.ts';

/** A call of a definer function; it counts as done when it gives a row. */
export type Call = { readonly function: string; readonly name: string; readonly sql: string };

const call = (name: string, words: string, sql: string): Call => ({ function: name, name: words, sql });

const event = (actor: string): string =>
  `jsonb_build_array(jsonb_build_object('id', '${id('event fresh')}', 'type', 'x.y', 'at', '2026-03-02T08:00:00Z', 'actor', '${actor}',
    'subject_kind', 'report', 'subject_id', '${id('report delivered')}', 'audience', jsonb_build_array(), 'data', '{}'::jsonb))`;

const append = (chain: string, actor: string): string => `select journal.append('${chain}', ${event(actor)})`;

const openCase = (person: string, report: string, lead = org('SPJ')): string =>
  `select cases.open_case('${id('case opened')}', '${id(`person ${person}`)}', '${id(`report ${report}`)}', '${lead}', '4444-4444',
    '${id('access opened')}', '{identity}', now())`;

const begin = (of: string, state = 'reported', on = '2026-03-02'): string =>
  `select identification.begin_status('${id(`case ${of}`)}', '${state}', '${on}')`;

const review = (of: string, asked: string): string =>
  `select 1 from identification.${asked} found where found.case_id = '${id(`case ${of}`)}'`;

const reviewCalls = (): Call[] => {
  const [remind, take] = ['identification.remind_of_reviews', 'identification.take_due_steps'];
  return [
    call(remind, 'of a status that falls due', review('main', "remind_of_reviews('2027-01-01', now(), 50)")),
    call(remind, 'of one reminded of before', review('foreign', "remind_of_reviews('2027-01-01', now(), 50)")),
    call(remind, 'long before', review('main', "remind_of_reviews('2026-03-10', now(), 50)")),
    call(take, 'of a status reminded of', review('foreign', "take_due_steps('2027-01-01', 50)")),
    call(take, 'of one nobody was reminded of', review('main', "take_due_steps('2027-01-01', 50)")),
    call(take, 'before its time', review('foreign', "take_due_steps('2026-03-22', 50)")),
  ];
};

const answer = (words: string): string =>
  `select 1 where referrals.answer_question('${id(`question_to_reporter ${words}`)}', now())`;

const written = (subject: string, author: string, body = id('no body')): string =>
  `select 1 where referrals.written_by('${id(subject)}', array['${author}'::uuid], array['${body}'::uuid])`;

const authorCalls = (of: People): Call[] => {
  const [name, inspector] = ['referrals.written_by', of('labour_inspector').staffId];
  return [
    ...[
      ['a report', 'report delivered'],
      ['a person', 'person shared'],
      ['a case', 'case main'],
    ].map(([words = '', subject = '']) =>
      call('referrals.sent_on', words, `select 1 where referrals.sent_on('${id(subject)}') is not null`),
    ),
    call(name, 'a person, by the inspector', written('person shared', inspector)),
    call(name, 'a report, by the inspector', written('report delivered', inspector)),
    call(name, 'a report, for CARITAS', written('report keyed', inspector, org('CARITAS'))),
    call(name, 'a person, by a colleague', written('person shared', of('labour_inspector/colleague').staffId)),
    call(name, 'a case, by the inspector', written('case main', inspector)),
  ];
};

const wrote = (words: string, body: string): Call =>
  call('identity.wrote_of', words, `select 1 where identity.wrote_of('${id(words)}', array['${body}'::uuid])`);

const ownWritingCalls: readonly Call[] = [
  wrote('report keyed', org('CARITAS')),
  wrote('subject for ITM', org('ITM')),
  wrote('subject for SPJ', org('SPJ')),
  wrote('subject withdrawn', org('ITM')),
  wrote('subject unknown', org('ITM')),
  call(
    'identity.wrote_of',
    'what ITM wrote, for SPJ',
    `select 1 where identity.wrote_of('${id('subject for ITM')}', array['${org('SPJ')}'::uuid])`,
  ),
];

const ties = (subject: string, [people, body]: readonly [string, string], found: string): string =>
  `select 1 from cases.ties_to('${id(subject)}', array['${people}'::uuid], '{}', array['${org(body)}'::uuid]) where ${found}`;

const caseloadCalls = (of: People): Call[] => {
  const name = 'cases.ties_to';
  const [inspector, other] = [of('labour_inspector').staffId, of('labour_inspector/colleague').staffId];
  const officer = of('judicial_police_officer').staffId;
  const one = "'assigned' = any (ties)";
  return [
    call(name, 'of the inspector, to a person in her report', ties('person caseless', [inspector, 'ITM'], one)),
    call(name, 'of a colleague, to a person in it', ties('person caseless', [other, 'ITM'], one)),
    call(
      name,
      'of SPJ, where it was given to nobody',
      ties('report delivered', [other, 'SPJ'], "'unassigned' = any (ties)"),
    ),
    call(
      name,
      'of an officer, to a case with a task of hers',
      ties('case main', [officer, 'SPJ'], "'task' = any (ties)"),
    ),
    call(name, 'to what is no file', ties('subject for ITM', [inspector, 'ITM'], 'true')),
  ];
};

const deliver = (words: string): string =>
  `select 1 where referrals.deliver('${id(`outbox ${words}`)}', '${id('inbox made')}', '${id('event made')}', '5555-5555', '6666-6666', now())`;

const forged = JSON.stringify({
  session: '11'.repeat(32),
  staff: id('x'),
  organisation: id('y'),
  kind: 'staff',
  expires: '2099-01-01T00:00:00Z',
});

const sessionCalls = (of: People): Call[] => {
  const sessionOf = (name: string): string => (JSON.parse(of(name).context ?? '{}') as { session: string }).session;
  return [
    call('security.set_context_key', 'a new key', `select security.set_context_key('\\x${'00'.repeat(32)}')`),
    call(
      'security.begin_session',
      'with a forged context',
      `select security.begin_session('\\x${'11'.repeat(32)}', '${forged}', '\\x${'22'.repeat(32)}', 30)`,
    ),
    call(
      'security.open_session',
      'a living one',
      `select * from security.open_session('\\x${sessionOf('labour_inspector')}')`,
    ),
    call(
      'security.open_session',
      'an ended one',
      `select * from security.open_session('\\x${sessionOf('ended session')}')`,
    ),
    call(
      'security.open_session',
      'an expired one',
      `select * from security.open_session('\\x${sessionOf('expired session')}')`,
    ),
    call(
      'security.open_session',
      'of a disabled person',
      `select * from security.open_session('\\x${sessionOf('disabled person')}')`,
    ),
    call('security.end_session', 'a living one', `select security.end_session('\\x${sessionOf('labour_inspector')}')`),
    call('security.api_tokens', 'the list', 'select * from security.api_tokens()'),
    call(
      'security.end_api_token',
      'of a machine of ITM',
      `select 1 where security.end_api_token('\\x${sessionOf('labour_inspector/machine')}')`,
    ),
  ];
};

const personas = 'security.synthetic_personas';
const personaCalls: readonly Call[] = [
  call(personas, 'the list', 'select * from security.synthetic_personas()'),
  call(
    personas,
    'somebody real',
    `select * from security.synthetic_personas() p join directory.staff s on s.id = p.staff_id where not s.synthetic`,
  ),
];

const removal = (words: string, reference: string, isAnswered: string): Call =>
  call(
    'identification.removal_blocked',
    words,
    `select 1 where identification.removal_blocked('${reference}') ${isAnswered}`,
  );

/** Whatever is not a plain *no* counts as told. */
const removalCalls: readonly Call[] = [
  removal('a known reference', '1111-1111', ''),
  removal('a reference nobody gave', '9999-9999', 'is distinct from false'),
  removal('a reference without a block', '2222-2222', 'is distinct from false'),
];

const journalCalls = (of: People): Call[] => [
  call('journal.append', 'to her own chain as herself', append(own, self)),
  call('journal.append', 'to her own chain as another', append(own, of('national_rapporteur').staffId)),
  call('journal.append', 'to another chain', append(org('ECPAT'), self)),
];

const identityCalls: readonly Call[] = ['who_can_open', 'last_openings', 'openings_by_body'].flatMap((name) =>
  [
    ['for ITM', 'a subject of ITM'],
    ['withdrawn', 'a subject withdrawn from ITM'],
  ].map(([words, said]) =>
    call(`identity.${name}`, said ?? '', `select * from identity.${name}(array['${id(`subject ${words}`)}'::uuid])`),
  ),
);

const emergencyCalls: readonly Call[] = [
  ['a case of SPJ', 'SPJ'],
  ['a case that ITM does not see', 'ITM'],
].map(([said = '', body = '']) =>
  call(
    'identity.case_for_break_glass',
    said,
    `select * from identity.case_for_break_glass('${id('case main')}', array['${org(body)}'::uuid])`,
  ),
);

const tellCase = (notice: string): string =>
  `select protection.tell_case('${id(`minister_notice ${notice}`)}', '${id(`told ${notice}`)}', 'permit_granted', '2026-03-02', null, true, false, now())`;

const settle = (of: string, kind = 'guardian'): string =>
  `select 1 from cases.settle_everywhere('${id(`case ${of}`)}', '${kind}', now())`;

const protectionCalls: readonly Call[] = [
  call('cases.settle_everywhere', 'of a case of SPJ', settle('main')),
  call('cases.settle_everywhere', 'of a case of PQT-DIE', settle('foreign')),
  call('cases.settle_everywhere', 'tasks of another kind', settle('main', 'call')),
  call('protection.tell_case', 'of a stay of DGI', tellCase('SPJ')),
  call('protection.tell_case', 'of a stay of another body', tellCase('ONA')),
  call(
    'protection.end_periods',
    'all',
    "select count(*) from protection.end_periods('none_such', 'over', 'STAY-T03', 'expire', 'reflection_over', '2026-03-02', now())",
  ),
  call(
    'protection.remind',
    'of a case of SPJ',
    `select set_task from protection.remind('${id('case main')}', '{}', 'term_ends', '2026-03-02', now())`,
  ),
];

/** The functions that do what no row policy allows, and how each is tried. */
export const callAttempts = (of: People): readonly Call[] => [
  ...journalCalls(of),
  ...sessionCalls(of),
  ...authorCalls(of),
  ...ownWritingCalls,
  ...caseloadCalls(of),
  ...personaCalls,
  ...identityCalls,
  ...reviewCalls(),
  ...emergencyCalls,
  call('identity.journal_is_whole', 'asked', 'select 1 where identity.journal_is_whole()'),
  call('cases.open_case', 'of a person received by SPJ', openCase('caseless', 'delivered')),
  call('cases.open_case', 'led by her own body', openCase('caseless', 'delivered', own)),
  call('cases.open_case', 'of a person in another report', openCase('caseless', 'asked')),
  call('cases.open_case', 'of a person kept from SPJ', openCase('kept', 'delivered')),
  call('cases.end_expired_access', 'all', 'select cases.end_expired_access()'),
  call('identification.begin_status', 'of a case without status', begin('offered')),
  call('identification.begin_status', 'as identified', begin('offered', 'identified')),
  call('identification.begin_status', 'on another day', begin('offered', 'reported', '2026-02-02')),
  call('identification.begin_status', 'of a person nobody reported', begin('free')),
  call('identification.begin_status', 'of a person kept from SPJ', begin('kept')),
  call('referrals.answer_question', 'to ITM', answer('shared')),
  call('referrals.answer_question', 'answered before', answer('old')),
  ...removalCalls,
  ...protectionCalls,
  call('referrals.deliver', 'one that waits', deliver('waiting')),
  call('referrals.deliver', 'one already delivered', deliver('asked')),
  call(
    'referrals.delivery_failed',
    'one that waits',
    `select referrals.delivery_failed('${id('outbox waiting')}', 'timeout', now())`,
  ),
  call('jobs.wake', 'a job', "select jobs.wake('referrals:deliver', '{}', null, null)"),
];
