import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { atTen, type BedWorld, bedWorld } from '../../../test/support/bed-world.ts';
import { codeOf } from '../../../test/support/case-world.ts';
import { testSite } from '../../../test/support/staff-site.ts';
import { fixedClock, type Instant, instantPlus } from '../../platform/clock.ts';
import { openDatabase } from '../../platform/database/index.ts';
import { isRefusal, refuse, valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { idOfBody } from '../directory/index.ts';
import {
  acknowledgeShiftNote,
  answerWarm,
  countHandOver,
  finishWarm,
  leaveShiftNote,
  lookAfter,
  offerWarm,
  readHandOver,
  remindOfLateNotes,
  takeBackWarm,
} from './actions/index.ts';
import { casesScreens } from './screens/index.ts';

let world: BedWorld;
let officer: Viewer;
let second: Viewer;
let colleague: Viewer;
before(async () => {
  world = await bedWorld();
  [officer, second] = [world.police, await world.viewer('judicial_police_officer')];
  colleague = await world.viewer('hotline_worker');
});
after(() => world.close());

const [police, service] = ['SPJ', 'INFOTRAITE'] as const;
const offer = (by: Viewer, caseId: string, to: string) =>
  world.act(by, (scene) => offerWarm(scene, caseId, { to_body: to, handover_reason: 'danger_now' }));
const openOf = async (caseId: string): Promise<string> =>
  (
    await world.administrator.query<{ id: string }>(
      "select id from cases.warm_handover where case_id = $1 and state in ('offered', 'accepted')",
      [caseId],
    )
  ).rows[0]?.id ?? '00000000-0000-0000-0000-000000000000';

/** Which body answers for a case and whether somebody there looks after it: from the rows, as nobody of the program reads them. */
const truthOf = async (caseId: string): Promise<{ body: string; hasPerson: boolean }> => {
  const { rows } = await world.administrator.query<{ body: string; has: boolean }>(
    `with file as (select * from cases.case_file where id = $1),
       last as (select h.to_organisation_id from cases.warm_handover h, file where h.case_id = file.id and h.state = 'done'
         and h.to_organisation_id = any (file.audience) order by h.ended_at desc limit 1),
       answers as (select coalesce((select to_organisation_id from last), lead_organisation_id) as body from file)
     select answers.body, exists (select 1 from cases.case_reference r join directory.staff s on s.id = r.owner_id
       where r.case_id = $1 and r.organisation_id = answers.body and s.state = 'active') as has from answers`,
    [caseId],
  );
  return { body: rows[0]?.body ?? '', hasPerson: rows[0]?.has === true };
};

const isAlarmAt = async (viewer: Viewer, caseId: string): Promise<boolean> => {
  const open = valueOf(await world.act(viewer, readHandOver));
  assert.equal(open.orphans.length, Math.min(open.orphanCount, 20));
  return open.orphans.some(({ id }) => id === caseId);
};

/** Who has no account any more does nothing: the database ends her session. */
const unlessClosed = (fault: unknown): void => {
  if (!String(fault).includes('the session has ended')) throw fault;
};

type Step = { readonly name: string; readonly take: (caseId: string) => Promise<unknown> };

const steps = (): readonly Step[] => {
  const by = (name: string, viewer: Viewer, takes: boolean): Step => ({
    name,
    take: (caseId) => world.act(viewer, (scene) => lookAfter(scene, caseId, takes)),
  });
  const answer = (name: string, viewer: Viewer, yes: boolean): Step => ({
    name,
    take: async (caseId) => {
      const id = await openOf(caseId);
      return world.act(viewer, (scene) => answerWarm(scene, id, yes));
    },
  });
  const end = (name: string, viewer: Viewer, act: typeof finishWarm): Step => ({
    name,
    take: async (caseId) => {
      const id = await openOf(caseId);
      return world.act(viewer, (scene) => act(scene, id));
    },
  });
  return [
    by('the officer takes the case', officer, true),
    by('the second officer takes it', second, true),
    by('the officer gives it back', officer, false),
    by('the service takes it', world.support, true),
    by('the service gives it back', world.support, false),
    { name: 'the police offers the person', take: (caseId) => offer(officer, caseId, service) },
    { name: 'the service offers the person', take: (caseId) => offer(world.support, caseId, police) },
    answer('the service says yes', colleague, true),
    answer('the police says yes', second, true),
    answer('the service says no', colleague, false),
    end('the police says done', officer, finishWarm),
    end('the service says done', world.support, finishWarm),
    end('the police keeps her', officer, takeBackWarm),
    {
      name: 'the second officer’s account is closed',
      take: () =>
        world.administrator.query("update directory.staff set state = 'disabled' where id = $1", [second.staffId]),
    },
    {
      name: 'the service loses its place in the case',
      take: (caseId) =>
        world.administrator.query(
          'update cases.case_access set withdrawn_at = now() where case_id = $1 and organisation_id = $2 and withdrawn_at is null',
          [caseId, idOfBody(world.profile, service)],
        ),
    },
  ];
};

describe('nothing is ever between two chairs', () => {
  test('after every step of any story an open case has a body and a person, or is an alarm of that body', async () => {
    const story = fc.array(fc.integer({ min: 0, max: steps().length - 1 }), { minLength: 3, maxLength: 9 });
    const told = { people: 0, alarms: 0, moved: 0 };
    await fc.assert(
      fc.asyncProperty(story, async (numbers) => {
        // An account that was closed stays closed: each story has a second officer of its own.
        second = await world.viewer('judicial_police_officer');
        const all = steps();
        const caseId = await world.newCase();
        for (const number of numbers) {
          await all[number]?.take(caseId).catch(unlessClosed);
          const { body, hasPerson } = await truthOf(caseId);
          const viewer = body === idOfBody(world.profile, police) ? officer : world.support;
          const isAlarm = await isAlarmAt(viewer, caseId);
          assert.equal(isAlarm, !hasPerson, all[number]?.name ?? '');
          told[isAlarm ? 'alarms' : 'people'] += 1;
          if (viewer !== officer) told.moved += 1;
        }
        await world.administrator.query('update cases.case_file set closed_at = now() where id = $1', [caseId]);
        assert.equal(await isAlarmAt(officer, caseId), false);
      }),
      { numRuns: 25, examples: [[[0, 5, 7, 10, 4]], [[0, 5, 7, 10, 14]], [[1, 13]], [[5, 2, 9, 12]]] },
    );
    assert.ok(told.people > 0 && told.alarms > 0 && told.moved > 0, JSON.stringify(told));
  });

  test('who is away leaves her cases to nobody, unless somebody who is here stands in', async () => {
    const [owner, deputy] = [
      await world.viewer('judicial_police_officer'),
      await world.viewer('judicial_police_officer'),
    ];
    const caseId = await world.newCase();
    await world.act(officer, (scene) => lookAfter(scene, caseId, false));
    valueOf(await world.act(owner, (scene) => lookAfter(scene, caseId, true)));
    assert.equal(await isAlarmAt(officer, caseId), false);
    const away = (staff: Viewer, standIn: Viewer | null) =>
      world.administrator.query(
        `insert into directory.absence (id, staff_id, organisation_id, from_day, to_day, stand_in_id)
         values (gen_random_uuid(), $1, $2, current_date - 400, current_date + 400, $3)`,
        [staff.staffId, staff.organisationId, standIn?.staffId ?? null],
      );
    await away(owner, deputy);
    assert.equal(await isAlarmAt(officer, caseId), false, 'somebody stands in');
    await away(deputy, null);
    const open = valueOf(await world.act(officer, readHandOver));
    assert.deepEqual(
      open.orphans.filter(({ id }) => id === caseId).map(({ why }) => why),
      ['away'],
      'who stands in is away as well',
    );
  });

  test('until both have said it, the giver answers and cannot put the person down; the receiver cannot be skipped', async () => {
    const caseId = await world.newCase();
    const { handoverId } = valueOf(await offer(world.support, caseId, police));
    const act = (viewer: Viewer, work: typeof finishWarm) => world.act(viewer, (scene) => work(scene, handoverId));
    assert.equal(codeOf(await offer(officer, caseId, service)), 'handover_open');
    assert.equal(codeOf(await world.act(world.support, (scene) => lookAfter(scene, caseId, false))), 'handover_open');
    assert.equal(codeOf(await act(world.support, finishWarm)), 'no_such_step');
    assert.equal(codeOf(await act(officer, finishWarm)), 'no_such_step');
    assert.equal(
      codeOf(await world.act(world.support, (scene) => answerWarm(scene, handoverId, true))),
      'no_such_step',
    );
    valueOf(await world.act(officer, (scene) => answerWarm(scene, handoverId, true)));
    assert.equal(codeOf(await world.act(world.support, (scene) => lookAfter(scene, caseId, false))), 'handover_open');
    valueOf(await act(world.support, finishWarm));
    valueOf(await world.act(world.support, (scene) => lookAfter(scene, caseId, false)));
    assert.equal(codeOf(await act(world.support, takeBackWarm)), 'no_such_step');
    const stranger = await world.newCase();
    assert.equal(codeOf(await offer(world.support, stranger, 'DGI')), 'body_not_in_case');
    const permits = await world.viewer('permit_officer');
    assert.equal(codeOf(await offer(permits, stranger, police)), 'may_not_hand_over');
    assert.ok(isRefusal(await world.act(permits, readHandOver)));
    assert.equal(await world.act(permits, countHandOver), null);
  });
});

describe('from shift to shift', () => {
  const leave = (text: string, references: readonly string[] = []) =>
    world.act(colleague, (scene) =>
      leaveShiftNote(scene, { shift_text: text, mentioned: references.map((one) => ({ case_reference: one })) }),
    );

  test('a note is sealed, names cases by reference, and somebody else takes it over, once', async () => {
    const caseId = await world.newCase();
    const { rows } = await world.administrator.query<{ code: string }>(
      'select code from cases.case_reference where case_id = $1 and organisation_id = $2',
      [caseId, idOfBody(world.profile, service)],
    );
    assert.equal(codeOf(await leave('Canary', ['0000-0000'])), 'case_unknown');
    const before = (await world.act(world.support, countHandOver)) ?? 0;
    const { noteId } = valueOf(await leave('Canary in the night', [rows[0]?.code ?? '', '']));
    assert.equal(await world.act(world.support, countHandOver), before + 1);
    const clear = await world.administrator.query(
      "select 1 from identity.sealed_field where position('Canary'::bytea in blob) > 0",
    );
    assert.equal(clear.rowCount, 0);
    const open = valueOf(await world.act(world.support, readHandOver));
    assert.deepEqual(open.notes[0]?.cases, [{ id: caseId, reference: rows[0]?.code }]);
    const take = (by: Viewer) => world.act(by, (scene) => acknowledgeShiftNote(scene, noteId));
    assert.equal(codeOf(await take(colleague)), 'own_note');
    assert.equal(codeOf(await take(officer)), 'not_found');
    valueOf(await take(world.support));
    assert.equal(codeOf(await take(world.support)), 'already_answered');
    assert.equal(await world.act(world.support, countHandOver), before);
  });

  test('on its page: a note that nobody took over in time is an alarm in words; the text is opened for a purpose', async () => {
    const { noteId } = valueOf(await leave('Canary'));
    const vault = new Proxy({} as VaultClient, {
      get: (_, call) => async () =>
        call === 'open' ? { fields: { notes: { shift_text: 'Canary in the night' } } } : refuse('vault-down'),
    });
    const { profile, casework: database } = world;
    const siteAt = (viewer: Viewer, clock = atTen) =>
      testSite({ database, profile, viewer, clock, screens: casesScreens({ vault, parts: [] }) });
    const [site, late, permits] = [
      await siteAt(world.support),
      await siteAt(world.support, fixedClock('2026-11-23T11:30:00.000Z')),
      await siteAt(await world.viewer('permit_officer')),
    ];
    assert.doesNotMatch((await site.get('/shifts')).text, /nobody took it over in time/);
    const page = await late.get('/shifts');
    assert.match(page.text, /nobody took it over in time/);
    assert.doesNotMatch(page.text, /Canary/);
    const opened = await site.post(`/shifts/${noteId}/open`, '/shifts', { purpose: 'support' });
    assert.match(opened.text, /Canary in the night/);
    const wrong = await site.post('/shifts', '/shifts', {
      shift_text: 'kept',
      'mentioned.0.case_reference': 'nonsense',
    });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /kept<\/textarea>/);
    const caseId = await world.newCase();
    const at = `/cases/${caseId}/handover`;
    assert.equal((await site.post(at, at, { to_body: 'SPJ', handover_reason: 'danger_now' })).status, 303);
    assert.match((await site.get(at)).text, /waits for the answer/);
    assert.match((await late.get('/shifts')).text, /ring again/);
    for (const path of ['/shifts', at]) assert.equal((await permits.get(path)).status, 403);
    for (const one of [site, late, permits]) await one.close();
  });

  test('a note that nobody took over in time is told to its body, once, without what it says', async () => {
    const { noteId } = valueOf(await leave('Canary-late'));
    const worker = openDatabase(world.database.urlFor('worker'), { connections: 1 });
    const told: string[] = [];
    const tools = { database: worker, tellBody: async (body: string) => void told.push(body) };
    const run = (at: Instant) => remindOfLateNotes({ ...tools, clock: fixedClock(at) });
    const { rows } = await world.administrator.query<{ due: Instant }>(
      'select due_at as due from cases.shift_note where id = $1',
      [noteId],
    );
    const due = rows[0]?.due;
    assert.ok(due);
    await run(instantPlus(due, -1000));
    assert.deepEqual(told, [], 'there is time');
    assert.ok((await run(instantPlus(due, 60_000))) >= 1, 'notes of the tests above are late as well');
    assert.equal(await run(instantPlus(due, 120_000)), 0);
    await worker.destroy();
    assert.deepEqual(told, [idOfBody(world.profile, service)]);
    const lines = `select data::text as data from journal.event where type = 'cases.shift_note_late' and subject_id = $1`;
    assert.deepEqual((await world.administrator.query(lines, [noteId])).rows, [{ data: '{}' }]);
  });
});
