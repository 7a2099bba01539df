import { org } from '../actors.ts';
import type { Call } from './calls.ts';
import { type Attempt, bytes, id, inserts, moment, own, type Row, row, self, updates, type Values } from './row.ts';
import type { Find, People } from './security.ts';

const later = '2026-03-02T09:00:00Z';
const references: Readonly<Record<string, string>> = {
  ...{ open: '1111-1111', handed: '2222-2222', closed: '3333-3333', theirs: '4444-4444', fresh: '5555-5555' },
  ...{ held: '6666-6666', over: '8888-8888' },
};

const call = (words: string, body: string, by: string, more: Values = {}): Values => ({
  ...{ id: id(`call ${words}`), organisation_id: body, reference: references[words] ?? '', channel: 'phone' },
  ...{ began_at: moment, noted_at: moment, noted_by: by, taken_by: by, ...more },
});
const closed = (by: string): Values => ({
  ...{ kind: 'about_self', closed_at: later, closed_by: by, caller_mark: bytes(16) },
});
const over = { caller_mark: null, texts_over_on: '2026-03-03' };
const line = (words: string, of: string, body: string, by: string): Values => ({
  ...{ id: id(`call line ${words}`), call_id: id(`call ${of}`), organisation_id: body, kind: 'added', code: 'note' },
  ...{ by_staff: by, at: later },
});
const flag = (words: string, body: string, by: string, more: Values = {}): Values => ({
  ...{ id: id(`caller flag ${words}`), organisation_id: body, caller_mark: bytes(16), kind: 'approach', set_by: by },
  ...{ set_at: moment, expires_on: '2026-09-02', ...more },
});
const handover = (words: string, of: string, [from, to]: readonly [string, string], more: Values = {}): Values => ({
  ...{ id: id(`call handover ${words}`), call_id: id(`call ${of}`), reference: references[of] ?? '' },
  ...{ from_organisation_id: from, to_organisation_id: to, audience: from === to ? [from] : [from, to] },
  ...{ danger: 'now', offered_at: moment, answer_by: later, ...more },
});

const callRows = (by: string): Row[] => {
  const [desk, ministry] = [org('INFOTRAITE'), org('MJ')];
  return [
    row('referrals.call', 'of INFOTRAITE, open', call('open', desk, by)),
    row('referrals.call', 'of INFOTRAITE, handed on', call('handed', desk, by)),
    row(
      'referrals.call',
      'of INFOTRAITE, closed',
      call('closed', desk, by, { ...closed(by), draft_id: id('draft inspector') }),
    ),
    row(
      'referrals.call',
      'of INFOTRAITE, held',
      // The report that began from it is about somebody whom the police must keep for now.
      call('held', desk, by, { ...closed(by), draft_id: id('client delivered') }),
    ),
    row(
      'referrals.call',
      'of INFOTRAITE, its words over',
      call('over', desk, by, { ...closed(by), ...over, draft_id: id('client over') }),
    ),
    row('referrals.call', 'of MJ', call('theirs', ministry, by, { ...closed(by), draft_id: id('client theirs') })),
  ];
};

/** Calls of two bodies, and what hangs on them. */
export const hotlineRows = (of: People): Row[] => {
  const by = of('hotline_worker').staffId;
  const [desk, police, ministry] = [org('INFOTRAITE'), org('SPJ'), org('MJ')];
  const offered_by = by;
  return [
    ...callRows(by),
    row('referrals.call_line', 'of INFOTRAITE', line('ours', 'closed', desk, by)),
    row('referrals.call_line', 'of INFOTRAITE, its words over', line('over', 'over', desk, by)),
    row('referrals.call_line', 'of MJ', line('theirs', 'theirs', ministry, by)),
    row('referrals.caller_flag', 'of INFOTRAITE', flag('ours', desk, by)),
    row('referrals.caller_flag', 'of INFOTRAITE, ended', flag('old', desk, by, { ended_by: by, ended_at: later })),
    row('referrals.caller_flag', 'of INFOTRAITE, without its mark', flag('unmarked', desk, by, { caller_mark: null })),
    row('referrals.caller_flag', 'of MJ', flag('theirs', ministry, by)),
    row('referrals.call_handover', 'offered to SPJ', handover('out', 'open', [desk, police], { offered_by })),
    row('referrals.call_handover', 'offered within INFOTRAITE', handover('in', 'handed', [desk, desk], { offered_by })),
    row(
      'referrals.call_handover',
      'accepted by SPJ',
      handover('done', 'closed', [desk, police], {
        ...{ offered_by, state: 'accepted', ended_by: of('judicial_police_officer').staffId, ended_at: later },
      }),
    ),
    row(
      'referrals.call_handover',
      'between MJ and PGD',
      handover('theirs', 'theirs', [ministry, org('PGD')], {
        ...{ offered_by, state: 'taken_back', ended_by: by, ended_at: later },
      }),
    ),
  ];
};

const somebody = id('staff real');

const callAttempts = (of: People, find: Find): Attempt[] => {
  const fresh = (name: string, more: Values = {}): Attempt =>
    inserts('referrals.call', name, call('fresh', own, self, more));
  const [open, old, theirs] = ['of INFOTRAITE, open', 'of INFOTRAITE, closed', 'of MJ'].map((kind) =>
    find('referrals.call', kind),
  );
  return [
    fresh('for her own body'),
    fresh('for another body', { organisation_id: org('CARITAS') }),
    fresh('in another’s name', { noted_by: somebody }),
    fresh('taken by somebody of another body', { taken_by: of('national_coordinator').staffId }),
    updates('take it over', open, `noted_by = '${self}', version = version + 1`),
    updates('write in another’s record', open, "language = 'fr', version = version + 1"),
    updates('change a closed one', old, "language = 'fr', version = version + 1"),
    updates('mark a closed one', old, "caller_mark = '\\x02020202020202020202020202020202'"),
    updates('take a mark away', old, 'caller_mark = null'),
    updates('change that of MJ', theirs, "language = 'fr', version = version + 1"),
    updates('take away a mark of MJ', theirs, 'caller_mark = null'),
    updates('end its words', old, "caller_mark = null, texts_over_on = '2026-03-03'"),
    updates(
      'tie it to another draft',
      find('referrals.call', 'of INFOTRAITE, held'),
      `draft_id = '${id('draft nurse')}'`,
    ),
    updates('forget its draft', find('referrals.call', 'of INFOTRAITE, held'), 'draft_id = null'),
    updates('bring its words back', find('referrals.call', 'of INFOTRAITE, its words over'), 'texts_over_on = null'),
  ];
};

const hangingAttempts = (find: Find): Attempt[] => {
  const [desk, ministry] = [org('INFOTRAITE'), org('MJ')];
  const writes = (name: string, values: Values): Attempt => inserts('referrals.call_line', name, values);
  const sets = (name: string, more: Values = {}): Attempt =>
    inserts('referrals.caller_flag', name, flag('fresh', own, self, more));
  const ends = (by: string): string => `ended_by = '${by}', ended_at = now()`;
  const ours = find('referrals.caller_flag', 'of INFOTRAITE');
  return [
    writes('in her own name', line('fresh', 'closed', desk, self)),
    writes('in another’s name', line('fresh', 'closed', desk, somebody)),
    writes('for another body', line('fresh', 'closed', ministry, self)),
    writes('about a call of MJ', line('fresh', 'theirs', desk, self)),
    sets('for her own body'),
    sets('for another body', { organisation_id: org('CARITAS') }),
    sets('in another’s name', { set_by: somebody }),
    sets('ended already', { ended_by: self, ended_at: later }),
    sets('without a mark', { caller_mark: null }),
    updates('end it', ours, ends(self)),
    updates('end it in another’s name', ours, ends(somebody)),
    updates('end it again', find('referrals.caller_flag', 'of INFOTRAITE, ended'), ends(self)),
    updates('end that of MJ', find('referrals.caller_flag', 'of MJ'), ends(self)),
    updates('take its mark away', ours, 'caller_mark = null'),
    updates('end its words', find('referrals.caller_flag', 'of INFOTRAITE, without its mark'), 'words_gone = true'),
    updates(
      'bring its words back',
      find('referrals.caller_flag', 'of INFOTRAITE, without its mark'),
      'words_gone = false',
    ),
    updates('give it another mark', ours, "caller_mark = '\\x02020202020202020202020202020202'"),
  ];
};

const handoverAttempts = (find: Find): Attempt[] => {
  const [desk, police, ministry] = [org('INFOTRAITE'), org('SPJ'), org('MJ')];
  const offers = (name: string, more: Values = {}, of = 'closed', from = desk): Attempt =>
    inserts('referrals.call_handover', name, handover('fresh', of, [from, police], { offered_by: self, ...more }));
  const ends = (state: string, by: string): string =>
    `state = '${state}', ended_by = '${by}', ended_at = now(), version = version + 1`;
  const out = find('referrals.call_handover', 'offered to SPJ');
  const done = find('referrals.call_handover', 'accepted by SPJ');
  return [
    offers('an offer'),
    offers('in another’s name', { offered_by: somebody }),
    offers('already accepted', { state: 'accepted', ended_by: somebody, ended_at: later }),
    offers('in the name of another body', {}, 'closed', ministry),
    offers('of a call of MJ', {}, 'theirs'),
    updates('leave it offered', out, 'version = version + 1'),
    updates('accept it', out, ends('accepted', self)),
    updates('accept it in another’s name', out, ends('accepted', somebody)),
    updates(
      'accept what is offered within',
      find('referrals.call_handover', 'offered within INFOTRAITE'),
      ends('accepted', self),
    ),
    updates('take it back', out, ends('taken_back', self)),
    updates('take it back in another’s name', out, ends('taken_back', somebody)),
    updates('take back what is accepted', done, ends('taken_back', self)),
    updates('say no after all', done, ends('refused', self)),
  ];
};

/** What is tried on them. */
export const hotlineAttempts = (of: People, find: Find): Attempt[] => [
  ...callAttempts(of, find),
  ...hangingAttempts(find),
  ...handoverAttempts(find),
];

const retires = (name: string, condition: string): Call => ({
  ...{ function: 'referrals.retire_calls', name, sql: `select 1 where ${condition}` },
});
const retired = (before: string, of: string): string =>
  `exists (select 1 from referrals.retire_calls('${before}', '2026-03-03') r where r.id = '${id(`call ${of}`)}')`;
const waits = (name: string, subject: string): Call => ({
  ...{ function: 'referrals.words_over', name },
  sql: `select * from referrals.words_over() where subject_id = '${id(subject)}'`,
});

/** What is asked of the functions that end words. */
export const hotlineCalls: readonly Call[] = [
  retires('what ended before', retired('2026-03-03', 'closed')),
  retires('what a hold keeps', retired('2026-03-03', 'held')),
  retires('nothing before its time', `not ${retired('2026-03-01', 'closed')}`),
  waits('a call whose words are over', 'call over'),
  waits('what was added to it', 'call line over'),
  waits('words of a flag without a mark', 'caller flag unmarked'),
  waits('words of a flag that holds', 'caller flag ours'),
  waits('a call that is not over', 'call closed'),
];
