import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type BedWorld, bedWorld, dayFrom, today } from '../../test/support/bed-world.ts';
import {
  answers,
  atThree,
  callDesk,
  type CallDesk,
  canary,
  codeOf,
  later,
  vaultOf,
} from '../../test/support/call-world.ts';
import { testSite } from '../../test/support/staff-site.ts';
import { valueOf } from '../platform/outcome.ts';
import type { Viewer } from '../platform/viewer.ts';
import { readNight, takeNight } from '../rooms/accommodation/actions/index.ts';
import { acknowledgeShiftNote, leaveShiftNote } from '../rooms/cases/actions/index.ts';
import { putOnCall } from '../rooms/directory/index.ts';
import {
  countCall,
  countCallsOffered,
  countCallsOpen,
  openCall,
  readDesk,
} from '../rooms/referrals/actions/calls/desk.ts';
import { readCallFigures } from '../rooms/referrals/actions/calls/figures.ts';
import { answerCall, keepCall, offerCall, readOffered } from '../rooms/referrals/actions/calls/hand-on.ts';
import { keepBedNeeds } from '../rooms/referrals/actions/calls/bed.ts';
import { reportFromCall } from '../rooms/referrals/actions/calls/into.ts';
import { readCall } from '../rooms/referrals/actions/calls/read.ts';
import { closeCall, saveCall, takeOverCall } from '../rooms/referrals/actions/calls/record.ts';
import { callScreens } from '../rooms/referrals/screens/calls/index.ts';

let world: BedWorld;
let worker: Viewer;
let colleague: Viewer;
let officer: Viewer;
let desk: CallDesk;
before(async () => {
  world = await bedWorld();
  worker = await world.viewer('hotline_worker');
  colleague = await world.viewer('coteh_worker');
  officer = world.police;
  desk = callDesk(world, worker);
});
after(() => world.close());

const act: CallDesk['act'] = (...it) => desk.act(...it);
const opened: CallDesk['opened'] = (...it) => desk.opened(...it);
const close: CallDesk['close'] = (...it) => desk.close(...it);
const read: CallDesk['read'] = (...it) => desk.read(...it);
const offer = (callId: string, to: string) => act(worker, (scene) => offerCall(scene, callId, to));
const handoverOf = async (callId: string): Promise<string> => (await read(worker, callId)).handovers[0]?.id ?? '';

describe('three in the morning', () => {
  test('a call: noted while it runs, a bed for tonight, the colleague on call, the report, and the hand-over to the morning', async () => {
    const { callId, typed } = {
      callId: await opened(),
      typed: { call_danger: ['now'], call_language: ['uk'], call_summary: ['Ran away'] },
    };
    valueOf(await act(worker, (scene) => saveCall(scene, callId, typed)));
    // Who answers now: the officer put herself on call; nobody of the service did, and that is said.
    const duty = {
      duty_from_day: dayFrom(-1),
      duty_from_hour: '20:00',
      duty_until_day: today,
      duty_until_hour: '08:00',
    };
    const { rows } = await world.administrator.query<{ login: string }>(
      'select login from directory.staff where id = $1',
      [officer.staffId],
    );
    const how = {
      duty_staff: rows[0]?.login ?? '',
      duty_channel: 'telephone',
      duty_number: '+352 000 24 02',
      number_checked_on: today,
    };
    valueOf(await act(officer, (scene) => putOnCall(scene, { ...duty, ...how })));
    const { onCall } = valueOf(await act(worker, readDesk));
    assert.deepEqual(
      onCall.map(({ body, now }) => [body.code, now.length]),
      [
        ['INFOTRAITE', 0],
        ['SPJ', 1],
      ],
    );
    // A bed, at once, without a case.
    const { bedIds } = await world.newHouse({}, [{ emergency: true, sleeps: 2 }]);
    // The search begins with what the caller said; the room that is given is tied to the call.
    const raw = { ...typed, bed_persons: ['2'], bed_children: ['1'], bed_needs: ['wheelchair'] };
    const said = { bed_persons: 2, bed_children: 1, bed_sex: 'female', bed_minor: 'no', call_language: 'uk' } as const;
    const keep = { callId, raw, answers: { ...said, bed_needs: ['wheelchair'] } };
    valueOf(await act(worker, (scene) => keepBedNeeds(scene, keep)));
    const looked = valueOf(await act(worker, (scene) => readNight(scene, null, callId)));
    assert.deepEqual(looked.caller?.match.suitable, []);
    const why = looked.caller?.match.refused.find(({ bed }) => bed.bedId === bedIds[0]);
    assert.ok(why?.reasons.some(({ rule, code }) => rule === 'need_missing' && code === 'wheelchair'));
    valueOf(await act(worker, (scene) => keepBedNeeds(scene, { ...keep, answers: said })));
    const again = valueOf(await act(worker, (scene) => readNight(scene, null, callId))).caller;
    assert.ok(again !== null && again.match.suitable.some(({ bed }) => bed.bedId === bedIds[0]));
    assert.deepEqual([again.needs.persons, again.needs.languages], [2, ['uk']]);
    const needs = { sex: 'female', minor: 'no', persons: 2, children: 1, for_call: callId };
    const night = valueOf(await act(worker, (scene) => takeNight(scene, { bedId: bedIds[0] ?? '' }, needs)));
    const tied = await read(worker, callId);
    assert.deepEqual(
      [tied.call.placement_id, tied.call.bed_persons, tied.typed['call_outcomes']],
      [night.placementId, null, ['bed_found']],
    );
    // The colleague takes the call over while both speak; the record goes on until she did.
    valueOf(await offer(callId, 'SPJ'));
    valueOf(await act(officer, async (scene) => answerCall(scene, await handoverOf(callId), true)));
    // The report is begun, filled with what was told; the record is closed with what came of it.
    const { draftId } = valueOf(await act(worker, (scene) => reportFromCall(scene, callId)));
    valueOf(await close(callId, { call_danger: 'now', call_outcomes: ['handed_to_police', 'report_made'] }));
    const told = await read(worker, callId);
    assert.deepEqual([...told.call.outcomes], ['handed_to_police', 'report_made', 'bed_found']);
    assert.equal(told.call.draft_id, draftId);
    // The next shift takes the note over: nobody is between two chairs, and no record is left open.
    const { noteId } = valueOf(
      await act(worker, (scene) => leaveShiftNote(scene, { shift_text: 'Bed N1, police has her.' })),
    );
    valueOf(await act(colleague, (scene) => acknowledgeShiftNote(scene, noteId), later(5)));
    assert.deepEqual(valueOf(await act(colleague, readDesk, later(5))).open, []);
  });
});

describe('a call handed on', () => {
  test('locks the record until somebody of the other body answers; codes go with it and no word', async () => {
    const callId = await opened();
    const typed = { call_danger: ['now'], call_language: ['uk'], call_summary: [canary.summary] };
    valueOf(await act(worker, (scene) => saveCall(scene, callId, typed)));
    assert.equal(codeOf(await offer(callId, 'DGI')), 'body_takes_no_calls');
    valueOf(await offer(callId, 'SPJ'));
    assert.equal(codeOf(await offer(callId, 'SPJ')), 'call_handed_on');
    assert.equal(codeOf(await act(worker, (scene) => saveCall(scene, callId, typed))), 'call_handed_on');
    assert.equal(codeOf(await close(callId)), 'call_handed_on');
    assert.equal(codeOf(await act(colleague, (scene) => takeOverCall(scene, callId))), 'call_handed_on');
    const [seen] = valueOf(await act(officer, readOffered));
    assert.deepEqual([seen?.danger, seen?.language, seen?.state], ['now', 'uk', 'offered']);
    assert.equal(await act(officer, countCallsOffered), 1);
    assert.equal(await act(officer, (scene) => readCall(scene, callId)), null, 'the record stays with the desk');
    const id = await handoverOf(callId);
    valueOf(await act(officer, (scene) => answerCall(scene, id, true)));
    assert.equal(codeOf(await act(officer, (scene) => answerCall(scene, id, false))), 'already_answered');
    valueOf(await close(callId, { call_outcomes: ['handed_to_police'] }));
  });

  test('within the desk goes over with its record to somebody else, never to oneself; or is kept, or refused', async () => {
    const callId = await opened();
    valueOf(await act(worker, (scene) => saveCall(scene, callId, { call_summary: ['so far'] })));
    valueOf(await offer(callId, 'INFOTRAITE'));
    const first = await handoverOf(callId);
    assert.equal(codeOf(await act(worker, (scene) => answerCall(scene, first, true))), 'own_offer');
    valueOf(await act(colleague, (scene) => answerCall(scene, first, false)));
    valueOf(await offer(callId, 'INFOTRAITE'));
    valueOf(await act(worker, async (scene) => keepCall(scene, await handoverOf(callId))));
    valueOf(await offer(callId, 'INFOTRAITE'));
    const third = await handoverOf(callId);
    valueOf(await act(colleague, (scene) => answerCall(scene, third, true)));
    assert.deepEqual((await read(colleague, callId)).typed, { call_summary: ['so far'] });
    valueOf(await act(colleague, (scene) => closeCall(scene, { callId, answers: answers() })));
  });
});

describe('who takes no calls', () => {
  test('opens, counts, reads, looks up and hands on nothing', async () => {
    const callId = await opened();
    const inspector = await world.viewer('labour_inspector');
    for (const viewer of [inspector, officer]) {
      assert.equal(codeOf(await act(viewer, openCall)), 'may_not_take_calls');
      assert.equal(codeOf(await act(viewer, (scene) => countCall(scene, 'silent'))), 'may_not_take_calls');
      assert.equal(await act(viewer, (scene) => readCall(scene, callId)), null);
      assert.equal(codeOf(await act(viewer, (scene) => readCallFigures(scene, 30))), 'may_not_take_calls');
      assert.equal(await act(viewer, countCallsOpen), null);
    }
    assert.equal(codeOf(await act(inspector, readOffered)), 'may_not_take_over_calls');
    assert.equal(await act(inspector, countCallsOffered), null);
    valueOf(await close(callId));
  });
});

describe('the desk on its pages', () => {
  const siteAt = (viewer: Viewer, clock = atThree, vault = vaultOf({ notes: { call_summary: canary.summary } })) => {
    const { casework: database, profile, draftKey } = world;
    return testSite({ database, profile, viewer, clock, screens: callScreens({ draftKey, vault }) });
  };
  const lastCall = async (): Promise<string> =>
    (await world.administrator.query<{ id: string }>('select id from referrals.call order by id desc limit 1')).rows[0]
      ?.id ?? '';

  test('a call from its first ring to its end: typed, refused beside the field, closed, read for a purpose', async () => {
    const site = await siteAt(worker);
    assert.match((await site.get('/calls')).text, /A call comes in/);
    assert.equal((await site.post('/calls', '/calls')).status, 303);
    const at = `/calls/${await lastCall()}`;
    assert.match((await site.get(at)).text, /Can you talk safely now\?/);
    const typed = { call_summary: canary.summary, call_language: 'uk', caller_number: '621 777 012' };
    assert.equal((await site.post(`${at}/autosave`, at, typed)).status, 303);
    assert.equal((await site.post(`${at}/number`, at, typed)).status, 303);
    const looked = await site.get(at);
    assert.match(looked.text, /has not called before/);
    assert.match(looked.text, /621 777 012/);
    const wrong = await site.post(`${at}/close`, at, typed);
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /Canary summary of the night<\/textarea>/);
    const whole = {
      ...typed,
      call_danger: 'no',
      call_kind: 'information',
      call_back: 'no',
      call_outcomes: 'information_given',
    };
    const done = await site.post(`${at}/close`, at, whole);
    assert.equal(
      done.status,
      303,
      /class="error-summary.*?<\/section>|error[^>]*>([^<]{5,200})/s.exec(done.text)?.[0] ?? '',
    );
    const closed = await site.get(at);
    assert.doesNotMatch(closed.text, /Canary|621 777/);
    assert.match(closed.text, /Do not ring/);
    assert.match((await site.post(`${at}/open`, at, { purpose: 'support' })).text, /Canary summary of the night/);
    assert.equal((await site.post(`${at}/ring`, at, { purpose: 'support' })).status, 422);
    await site.close();
  });

  test('one touch counts; services stand in the language of the caller; figures say what they hide', async () => {
    const site = await siteAt(worker);
    assert.equal((await site.post('/calls/apart', '/calls', { _button: 'hung_up' })).status, 303);
    const at = `/calls/services?call=${(await readOne(site)) ?? ''}`;
    assert.match((await site.get(`${at}&language=fr`)).text, /Personne ne peut répondre/);
    const figures = await site.get('/calls/figures');
    assert.match(figures.text, /<svg[^>]+role="img"/);
    assert.match(figures.text, /Hung up/);
    await site.close();
    const police = await siteAt(officer);
    assert.equal((await police.get('/calls')).status, 403);
    assert.equal((await police.get('/calls/offered')).status, 200);
    await police.close();
  });

  const readOne = async (site: { get: (path: string) => Promise<{ text: string }> }): Promise<string | undefined> =>
    /\/calls\/([0-9a-f-]{36})"/.exec((await site.get('/calls')).text)?.[1];
});
