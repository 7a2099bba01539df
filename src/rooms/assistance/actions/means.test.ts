import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type AssistWorld, assistWorld } from '../../../../test/support/assist-world.ts';
import { type CaseWorld, codeOf } from '../../../../test/support/case-world.ts';
import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { valueOf } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { loadCase } from '../../cases/index.ts';
import {
  addFunding,
  addInterpreter,
  answerAid,
  closeSupport,
  divideWork,
  giveAid,
  noteConflict,
  noteSession,
  planSession,
  readCapacity,
  readGap,
  takeOutFunding,
} from './index.ts';

let assist: AssistWorld;
let world: CaseWorld;
let today: PlainDate;
before(async () => {
  assist = await assistWorld();
  world = assist.world;
  today = assist.today;
});
after(() => world.close());

const asService = <T>(work: (scene: Scene) => Promise<T>): Promise<T> => assist.asService(work);
const inNeeds = () => assist.inNeeds();
const view = (caseId: string) => assist.view(caseId);

describe('money, interpreters and the end', () => {
  test('above the limit a second person answers, in the program and in the database', async () => {
    const caseId = await inNeeds();
    const aid = (amount: number) =>
      asService((scene) => giveAid(scene, caseId, { amount, aid_ground: 'travel', payer: 'service', paid_on: today }));
    valueOf(await aid(200));
    valueOf(await aid(200.01));
    assert.deepEqual(await Promise.all([aid(0), aid(1.005)]).then((all) => all.map(codeOf)), [
      'amount_unclear',
      'amount_unclear',
    ]);
    assert.deepEqual((await view(caseId)).aid.map(({ state }) => state).toSorted(), ['asked', 'given']);
    const waiting = (await view(caseId)).aid.find(({ state }) => state === 'asked');
    const it = { caseId, aidId: waiting?.id ?? '' };
    assert.equal(codeOf(await asService((scene) => answerAid(scene, it, true))), 'second_person_needed');
    await assert.rejects(
      world.administrator.query("update assistance.aid set state = 'given' where id = $1", [it.aidId]),
      /check constraint/,
    );
    const second = await world.viewer('coteh_worker');
    valueOf(await world.as(second, (scene) => answerAid(scene, it, true)));
    assert.deepEqual(
      (await view(caseId)).aid.map(({ state }) => state),
      ['given', 'given'],
    );
  });

  test('an interpreter in conflict with a person is not booked for her, and the refusal says why', async () => {
    const caseId = await inNeeds();
    const added = (interpreter_number: string) =>
      asService((scene) => addInterpreter(scene, { interpreter_number, spoken: [{ language: 'uk' }], remote: true }));
    valueOf(await added('int-204'));
    assert.equal(codeOf(await added('INT-204')), 'number_taken');
    const book = (interpreter: string, language = 'uk') =>
      asService((scene) =>
        planSession(scene, caseId, {
          ...{ session_kind: 'legal', planned_day: addDays(today, 2), planned_hour: '9:00', session_place: 'office' },
          ...{ language, interpreter },
        }),
      );
    assert.equal(codeOf(await book('INT-999')), 'interpreter_unknown');
    assert.equal(codeOf(await book('INT-204', 'ar')), 'interpreter_not_language');
    valueOf(await book('INT-204'));
    const conflict = { interpreter_number: 'INT-204', conflict_ground: 'knows_suspect' };
    valueOf(await asService((scene) => noteConflict(scene, caseId, conflict)));
    const refused = await book('INT-204');
    assert.deepEqual(
      [codeOf(refused), 'values' in refused ? refused.values : null],
      ['interpreter_conflict', { why: 'knows_suspect' }],
    );
  });

  test('the end takes planned appointments back, and tells who referred that it ended and why, nothing else', async () => {
    const caseId = await inNeeds();
    valueOf(
      await asService((scene) =>
        planSession(scene, caseId, {
          ...{ session_kind: 'legal', planned_day: addDays(today, 2), planned_hour: '9:00', session_place: 'office' },
        }),
      ),
    );
    const input = { on_day: today, ending: 'victims_choice', exit_handed: true, report_back: true };
    const close = (exit_to: readonly string[]) =>
      world.acting(world.service, (scene) => closeSupport(scene, { caseId, version: null }, { ...input, exit_to }));
    assert.equal(codeOf((await close(['none', 'health'])).outcome), 'none_and_some');
    const { events } = await close(['social_office']);
    const told = events.find(({ type }) => type === 'assistance.reported_back');
    const file = await asService((scene) => loadCase(scene, caseId));
    assert.deepEqual([told?.audience, told?.data], [[file?.leadOrganisationId], { why: 'victims_choice' }]);
    assert.ok(events.every(({ type, audience = [] }) => type === 'assistance.reported_back' || audience.length === 0));
    const kept = await view(caseId);
    assert.deepEqual(
      [kept.closing?.exitTo, kept.sessions.map(({ state }) => state)],
      [['social_office'], ['cancelled']],
    );
  });

  test('hours paid for stand beside hours with persons; a period stands once, and a wrong one counts no more', async () => {
    const line = {
      ...{ funded_team: 'SAVTEH', starts_on: addDays(today, -13), ends_on: addDays(today, 30), weekly_hours: 40 },
      payer: 'ministry',
    };
    const add = (more: Partial<Parameters<typeof addFunding>[1]> = {}) =>
      asService((scene) => addFunding(scene, { ...line, ...more }));
    valueOf(await add({ funded_amount: 12_000.5 }));
    for (const [more, code] of [
      [{ starts_on: addDays(today, 30), ends_on: addDays(today, 60) }, 'period_twice'],
      [{ payer: 'court', ends_on: addDays(today, -20) }, 'period_reversed'],
      [{ payer: 'court', weekly_hours: 0.004 }, 'hours_unclear'],
      [{ payer: 'court', funded_amount: 1.005 }, 'amount_unclear'],
    ] as const)
      assert.equal(codeOf(await add(more)), code);
    const caseId = await inNeeds();
    const lead = { lead_team: 'SAVTEH', mine: true };
    valueOf(await asService((scene) => divideWork(scene, { caseId, version: null }, lead)));
    const planned = { planned_day: addDays(today, 1), planned_hour: '9:00', session_place: 'office' };
    valueOf(await asService((scene) => planSession(scene, caseId, { session_kind: 'legal', ...planned })));
    await world.administrator.query("update assistance.session set planned_at = now() - interval '1 day'");
    const sessionId = (await view(caseId)).sessions[0]?.id ?? '';
    const held = { attendance: 'yes', minutes: 240 };
    valueOf(await asService((scene) => noteSession(scene, { caseId, sessionId, version: null }, held)));
    const [found] = valueOf(await asService(readCapacity));
    assert.deepEqual(
      [found?.hours, found?.minutes, found?.share, found?.persons, found?.amountCents],
      [80, 240, 0.05, 1, 1_200_050],
    );
    const coordinator = await world.viewer('national_coordinator');
    assert.deepEqual(valueOf(await world.as(coordinator, readCapacity)), [found]);
    assert.equal(codeOf(await world.as(world.police, readCapacity)), 'may_not_work');
    const out = () => asService((scene) => takeOutFunding(scene, found?.id ?? ''));
    assert.equal(
      codeOf(await world.as(world.police, (scene) => takeOutFunding(scene, found?.id ?? ''))),
      'may_not_work',
    );
    valueOf(await out());
    assert.equal(codeOf(await out()), 'not_found');
    assert.deepEqual(valueOf(await asService(readCapacity)), []);
    valueOf(await add());
  });

  test('the body that coordinates sees quarters and medians, the service and the police do not', async () => {
    await inNeeds();
    const coordinator = await world.viewer('national_coordinator');
    const [quarter] = valueOf(await world.as(coordinator, readGap));
    assert.ok((quarter?.persons ?? 0) > 0 && (quarter?.contacted ?? 0) > 0);
    assert.deepEqual([quarter?.planned, quarter?.planDays], [0, null], 'nobody planned for is no plan after zero days');
    // Contacted nine days after the law began; whoever nobody spoke with does not pull the median to zero.
    await assist.accepted();
    await assist.accepted();
    await world.administrator.query(
      'update assistance.support set contacted_on = law_on + 9 where contacted_on is not null',
    );
    const [later] = valueOf(await world.as(coordinator, readGap));
    assert.equal(later?.contactDays, 9);
    assert.deepEqual(
      Object.keys(quarter ?? {}).filter((key) => /id|case|name|reference/i.test(key)),
      [],
    );
    assert.equal(codeOf(await world.as(world.police, readGap)), 'may_not_work');
    assert.equal(codeOf(await asService(readGap)), 'may_not_work');
  });
});
