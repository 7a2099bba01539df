import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import {
  answers,
  atThree,
  callDesk,
  type CallDesk,
  canary,
  codeOf,
  later,
  vaultOf,
} from '../../../test/support/call-world.ts';
import { findInClear, type ReportWorld, reportWorld } from '../../../test/support/reports.ts';
import type { Clock, PlainDate } from '../../platform/clock.ts';
import { refuse, valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import {
  addToCall,
  correctCall,
  noteCalledBack,
  openCallTexts,
  openNumber,
  tellResource,
} from './actions/calls/after.ts';
import { endWordsOfCalls } from './actions/calls/words-end.ts';
import { endCallerFlag, forgetMarks, lookUpNumber, setFlag } from './actions/calls/callers.ts';
import { countCall, noteCallAfterwards } from './actions/calls/desk.ts';
import { readCallFigures } from './actions/calls/figures.ts';
import { reportFromCall } from './actions/calls/into.ts';
import { closeCall, saveCall, takeOverCall } from './actions/calls/record.ts';
import { deleteDraft } from './actions/drafts/keep.ts';
import { readDraft } from './actions/drafts/read.ts';

let world: ReportWorld;
let worker: Viewer;
let colleague: Viewer;
let desk: CallDesk;
before(async () => {
  world = await reportWorld();
  worker = await world.viewer('hotline_worker');
  colleague = await world.viewer('coteh_worker');
  desk = callDesk(world, worker);
});
after(() => world.close());

const act: CallDesk['act'] = (...it) => desk.act(...it);
const opened: CallDesk['opened'] = (...it) => desk.opened(...it);
const close: CallDesk['close'] = (...it) => desk.close(...it);
const read: CallDesk['read'] = (...it) => desk.read(...it);
const deadVault = new Proxy({} as VaultClient, { get: () => async () => refuse('vault-down') });
const phone = { typed: canary.number, e164: '+352621555010' };

describe('a call', () => {
  test('is a record from the first ring, kept as typed, closed once; nothing of it lies in clear', async () => {
    const callId = await opened();
    const typed = { call_summary: [canary.summary], caller_number: [canary.number], call_back_from: ['half past'] };
    valueOf(await act(worker, (scene) => saveCall(scene, callId, typed)));
    assert.deepEqual((await read(worker, callId)).typed, typed);
    assert.deepEqual((await read(colleague, callId)).typed, {}, 'what is typed shows to who writes it');
    assert.equal(codeOf(await act(colleague, (scene) => saveCall(scene, callId, {}))), 'call_of_somebody_else');
    const back = { call_back: 'yes', caller_number: phone, call_back_words: canary.words } as const;
    assert.equal(codeOf(await close(callId, { call_back: 'yes', call_back_words: 'x' })), 'number_missing');
    assert.equal(codeOf(await close(callId, { ...back, call_back_from: 'noon' })), 'hour_unreadable');
    const backwards = { call_back_from: '12:00', call_back_until: '10:00' };
    assert.equal(codeOf(await close(callId, { ...back, ...backwards })), 'hours_backwards');
    valueOf(await close(callId, { ...back, call_back_from: '10:00', call_back_until: '12:00' }));
    const { call, sealed } = await read(worker, callId);
    assert.deepEqual(
      [call.kind, call.draft, call.call_back_from, call.call_back_until],
      ['about_self', null, 600, 720],
    );
    assert.ok(sealed.includes('caller_number') && sealed.includes('call_summary'));
    assert.equal(codeOf(await close(callId)), 'call_closed_already');
    assert.equal(codeOf(await act(worker, (scene) => saveCall(scene, callId, {}))), 'call_closed_already');
    assert.deepEqual(
      await findInClear(world.administrator, [canary.summary, canary.words, '621 555 010', '621555010']),
      [],
    );
  });

  test('is closed although the vault is down; its number then has no mark', async () => {
    const callId = await opened();
    const it = { callId, answers: answers({ caller_number: phone }) };
    valueOf(await act(worker, (scene) => closeCall(scene, it, deadVault)));
    assert.equal((await read(worker, callId)).call.caller_mark, null);
  });

  test('without words is counted in one touch, apart, and nothing is kept', async () => {
    const before = valueOf(await act(worker, (scene) => readCallFigures(scene, 30), later(1)));
    valueOf(await act(worker, (scene) => countCall(scene, 'silent')));
    assert.equal(codeOf(await act(worker, (scene) => countCall(scene, 'about_self'))), 'kind_needs_record');
    assert.equal(codeOf(await act(worker, (scene) => countCall(scene, 'nonsense'))), 'kind_needs_record');
    const after = valueOf(await act(worker, (scene) => readCallFigures(scene, 30), later(1)));
    const silent = (it: typeof before) => it.kind.find(({ code }) => code === 'silent')?.count ?? 0;
    assert.equal(silent(after), silent(before) + 1);
    assert.deepEqual([after.language, after.rareLanguages], [before.language, before.rareLanguages]);
  });

  test('is noted afterwards with its true time, its channel and who took it', async () => {
    const { rows } = await world.administrator.query<{ login: string }>(
      'select login from directory.staff where id = $1',
      [colleague.staffId],
    );
    const input = { call_day: '2026-11-22' as PlainDate, call_hour: '23:10', call_channel: 'messenger' };
    const note = (more: Partial<typeof input> & { call_taken_by?: string }) =>
      act(worker, (scene) => noteCallAfterwards(scene, { ...input, ...more }));
    const { callId } = valueOf(await note({ call_taken_by: rows[0]?.login ?? '' }));
    const { call } = await read(worker, callId);
    assert.deepEqual(
      [call.began_at, call.channel, call.taken_by, call.noted_by],
      ['2026-11-22T22:10:00.000Z', 'messenger', colleague.staffId, worker.staffId],
    );
    assert.equal(codeOf(await note({ call_day: '2026-11-23' as PlainDate })), 'moment_to_come');
    assert.equal(codeOf(await note({ call_hour: 'late' })), 'hour_unreadable');
    assert.equal(codeOf(await note({ call_taken_by: 'nobody.here' })), 'unknown_colleague');
    valueOf(await close(callId));
  });

  test('left open is gone on with by a colleague, with all that is typed', async () => {
    const callId = await opened();
    valueOf(await act(worker, (scene) => saveCall(scene, callId, { call_summary: ['half'] })));
    valueOf(await act(colleague, (scene) => takeOverCall(scene, callId)));
    assert.deepEqual((await read(colleague, callId)).typed, { call_summary: ['half'] });
    assert.equal(codeOf(await close(callId)), 'call_of_somebody_else');
    valueOf(await act(colleague, (scene) => closeCall(scene, { callId, answers: answers() })));
  });

  test('is put right for a while with what stood there, told of services, and added to', async () => {
    const callId = await opened();
    assert.equal(codeOf(await act(worker, (scene) => addToCall(scene, callId, 'early'))), 'call_still_open');
    valueOf(await close(callId));
    const correct = (viewer: Viewer, right_language: string, clock = atThree) =>
      act(viewer, (scene) => correctCall(scene, callId, { right_language }), clock);
    assert.equal(codeOf(await correct(worker, 'uk')), 'nothing_changed');
    valueOf(await correct(worker, 'ru'));
    assert.equal(codeOf(await correct(colleague, 'fr')), 'call_of_somebody_else');
    assert.equal(codeOf(await correct(worker, 'fr', later(25))), 'too_late_to_correct');
    valueOf(await act(colleague, (scene) => addToCall(scene, callId, 'Canary addition')));
    valueOf(await act(worker, (scene) => tellResource(scene, callId, 'police')));
    assert.equal(codeOf(await act(worker, (scene) => tellResource(scene, callId, 'nobody'))), 'no_such_service');
    const { lines, call } = await read(worker, callId);
    assert.deepEqual(
      lines.map(({ kind, code, was }) => [kind, code, was]),
      [
        ['corrected', 'ru', 'uk'],
        ['added', 'note', null],
        ['shared', 'police', null],
      ],
    );
    assert.equal(call.language, 'ru');
    assert.deepEqual(await findInClear(world.administrator, ['Canary addition']), []);
  });

  test('becomes a report in the existing form, filled with what was told, once', async () => {
    const callId = await opened();
    const typed = { call_danger: ['now'], call_kind: ['about_self'], call_language: ['uk'], call_summary: ['Told so'] };
    valueOf(await act(worker, (scene) => saveCall(scene, callId, typed)));
    const { draftId } = valueOf(await act(worker, (scene) => reportFromCall(scene, callId)));
    assert.equal(codeOf(await act(worker, (scene) => reportFromCall(scene, callId))), 'report_begun_already');
    const draft = await act(worker, (scene) => readDraft(scene, draftId));
    assert.ok(draft);
    const { report, persons } = draft.content;
    assert.deepEqual(
      ['keyed_in', 'intake_channel', 'in_danger', 'account', 'how_came_to_light', 'received_on.day'].map(
        (key) => report[key],
      ),
      [['yes'], ['phone'], ['yes'], ['Told so'], ['self_report'], ['23']],
    );
    assert.deepEqual(persons[0]?.raw['language'], ['uk']);
    assert.equal((await read(worker, callId)).call.draft_id, draftId);
    valueOf(await act(worker, (scene) => deleteDraft(scene, { draftId })));
    assert.equal((await read(worker, callId)).call.draft_id, null, 'a draft that went unsent is no report begun');
    valueOf(await act(worker, (scene) => reportFromCall(scene, callId)));
    valueOf(await close(callId));
  });
});

describe('a number that calls again', () => {
  const look = (callId: string, number = canary.number) =>
    act(worker, (scene) => lookUpNumber(scene, vaultOf(), { callId, raw: { caller_number: [number] } }));

  test('is known by its mark, however it is typed; a flag helps until its day and blocks nobody', async () => {
    const first = await opened();
    valueOf(await look(first, '00352 / 621-556.011'));
    assert.deepEqual((await read(worker, first)).known, { before: [], flags: [] });
    valueOf(await close(first, { caller_number: { typed: '621556011', e164: '+352621556011' } }));
    const flag = { flag_kind: 'abusive_before', flag_words: 'Canary advice', flag_term: 'day' };
    valueOf(await act(worker, (scene) => setFlag(scene, first, flag)));
    const second = await opened();
    assert.equal(codeOf(await act(worker, (scene) => setFlag(scene, second, flag))), 'number_not_looked_up');
    assert.equal(codeOf(await look(second, 'no')), 'number_missing');
    const down = await act(worker, (scene) =>
      lookUpNumber(scene, deadVault, { callId: second, raw: { caller_number: ['621556011'] } }),
    );
    assert.equal(codeOf(down), 'number_not_marked');
    valueOf(await look(second, '621 556 011'));
    const { known } = await read(worker, second);
    assert.deepEqual(
      [known.before.map(({ id }) => id), known.flags.map(({ kind }) => kind)],
      [[first], ['abusive_before']],
    );
    assert.equal((await read(worker, second, later(24 * 3))).known.flags.length, 0, 'a flag runs out');
    valueOf(await act(colleague, (scene) => endCallerFlag(scene, second, known.flags[0]?.id ?? '')));
    assert.equal((await read(worker, second)).known.flags.length, 0);
    assert.deepEqual(await findInClear(world.administrator, ['Canary advice', '621556011', '621 556 011']), []);
    valueOf(await close(second));
  });

  test('is forgotten when the term of the profile is over', async () => {
    const callId = await opened();
    valueOf(await look(callId));
    const forget = (now: Clock) => forgetMarks({ database: world.worker, clock: now, profile: world.profile });
    await forget(atThree);
    assert.notEqual((await read(worker, callId)).call.caller_mark, null);
    await forget(later(24 * 370));
    assert.equal((await read(worker, callId)).call.caller_mark, null);
    valueOf(await close(callId));
  });
});

describe('the words of a call', () => {
  const end = (clock: Clock) => endWordsOfCalls({ database: world.worker, clock, profile: world.profile });
  const year = later(24 * 370);

  test('end with the term of their class: read, added and rung no more; codes and figures stay', async () => {
    const callId = await opened();
    const back = { call_back: 'yes', caller_number: phone, call_back_words: canary.words } as const;
    valueOf(await close(callId, back));
    const left = await opened();
    valueOf(await act(worker, (scene) => saveCall(scene, left, { call_summary: ['forgotten'] })));
    const counted = (await act(worker, (scene) => readCallFigures(scene, 30))) as { kind: unknown };
    await end(later(24 * 30));
    assert.equal((await read(worker, callId)).call.texts_over_on, null, 'before its time');
    const ended = await end(year);
    assert.ok(ended >= 2 && (await end(year)) === 0, 'once');
    const { call } = await read(worker, callId);
    assert.deepEqual(
      [call.texts_over_on, call.call_back, call.caller_mark, call.kind],
      ['2027-11-28', null, null, 'about_self'],
    );
    const it = { callId, purpose: 'contact_person' };
    assert.equal(codeOf(await act(worker, (scene) => openCallTexts(scene, vaultOf(), it))), 'call_words_over');
    assert.equal(codeOf(await act(worker, (scene) => addToCall(scene, callId, 'late'))), 'call_words_over');
    assert.equal(
      codeOf(await act(worker, (scene) => openNumber(scene, vaultOf(), it), later(8))),
      'must_not_call_back',
    );
    const { rows } = await world.administrator.query(
      `select body::jsonb -> 'data' ->> 'data_class' as class from journal.event where type = 'referrals.call_words_ended' and subject_id = $1`,
      [callId],
    );
    assert.deepEqual(rows, [{ class: 'hotline_call' }]);
    const after = (await act(worker, (scene) => readCallFigures(scene, 30))) as { kind: unknown };
    assert.deepEqual(after.kind, counted.kind);
    // A record that was left open keeps nothing either; closing it keeps its codes alone.
    assert.deepEqual((await read(worker, left)).typed, {});
    assert.equal(codeOf(await act(worker, (scene) => saveCall(scene, left, {}))), 'call_words_over');
    valueOf(await close(left, back));
    const closed = await read(worker, left);
    assert.deepEqual([closed.sealed, closed.call.call_back, closed.call.caller_mark], [[], null, null]);
  });
});

describe('a caller who may be rung', () => {
  const number = { contact_safe: { caller_number: canary.number, call_back_words: canary.words } };
  const ring = (viewer: Viewer, callId: string, clock: Clock) =>
    act(viewer, (scene) => openNumber(scene, vaultOf(number), { callId, purpose: 'contact_person' }), clock);
  const agreed = { call_back: 'yes', caller_number: phone, call_back_words: canary.words } as const;
  const safe = { call_back_from: '10:00', call_back_until: '12:00' };

  test('only within the hours that are safe, only by who may see callers, and no more once reached', async () => {
    const callId = await opened();
    valueOf(await close(callId, { ...agreed, ...safe }));
    assert.equal(codeOf(await ring(worker, callId, atThree)), 'not_at_this_hour');
    const told = valueOf(await ring(worker, callId, later(8)));
    assert.deepEqual([told.number, told.words], [canary.number, canary.words]);
    assert.equal(codeOf(await ring(colleague, callId, later(8))), 'may_not_see_callers');
    const note = (result: string) => act(worker, (scene) => noteCalledBack(scene, callId, result), later(8));
    valueOf(await note('another_answered'));
    valueOf(await note('reached'));
    assert.equal(codeOf(await note('reached')), 'already_called_back');
    assert.equal(codeOf(await ring(worker, callId, later(8))), 'already_called_back');
  });

  test('never after a no', async () => {
    const callId = await opened();
    valueOf(await close(callId, { caller_number: phone }));
    assert.equal(codeOf(await ring(worker, callId, later(8))), 'must_not_call_back');
    assert.equal(
      codeOf(await act(worker, (scene) => noteCalledBack(scene, callId, 'reached'), later(8))),
      'must_not_call_back',
    );
  });
});
