import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addDays } from '../../../platform/clock.ts';
import { newId } from '../../../platform/ids.ts';
import { valueOf } from '../../../platform/outcome.ts';
import { caseWorld, type CaseWorld, codeOf, decisionFor, todayIn } from '../../../../test/support/case-world.ts';
import { decide, type DecideInput, endWithoutStep, notifyMinister, readReportOutcomes, statusAgrees } from './index.ts';

let world: CaseWorld;
before(async () => {
  world = await caseWorld();
});
after(() => world.close());

const sure = (): DecideInput => decisionFor(world.profile, 'indicators_observed');
const because = (reason: string, more: Partial<DecideInput> = {}): DecideInput =>
  decisionFor(world.profile, reason, more);

describe('deciding', () => {
  test('indications found: status, outcome, the event a figure counts, tasks that only call for the notice', async () => {
    const caseId = await world.newCase();
    const { outcome, events } = await world.acting(world.police, (scene) =>
      decide(scene, { caseId, event: 'indications_found', version: null }, sure()),
    );
    valueOf(outcome);
    const types = events.map((event) => event.type);
    for (const type of [
      'identification.status_changed',
      'identification.indications_found',
      'identification.outcome_reached',
      'cases.task_set',
    ])
      assert.ok(types.includes(type), type);
    assert.ok(!types.includes('identification.minister_notified') && !types.includes('identification.stay_reported'));
    const found = events.find((event) => event.type === 'identification.indications_found');
    assert.deepEqual(Object.keys(found?.data ?? {}).sort(), ['case', 'date', 'person', 'report']);
    const view = await world.read(world.police, caseId);
    assert.deepEqual(
      [view?.status.state, view?.outcome, view?.block?.blocked, view?.palermo.size, view?.file.status],
      ['presumed', 'indications_found', true, 1, 'presumed'],
    );
    assert.equal(events.filter((event) => event.data?.['kind'] === 'notify_minister').length, 1);
  });

  test('a citizen of the Union: no block, no task to notify', async () => {
    const caseId = await world.newCase();
    const { events } = await world.acting(world.police, (scene) =>
      decide(scene, { caseId, event: 'indications_found', version: null }, { ...sure(), third_country: 'no' }),
    );
    assert.equal(events.filter((event) => event.data?.['kind'] === 'notify_minister').length, 0);
    assert.equal((await world.read(world.police, caseId))?.block, null);
    assert.equal(
      codeOf(
        await world.as(world.police, (scene) =>
          notifyMinister(scene, caseId, { name: 'Test Person', date_of_birth: '1990', nationality: 'UA' }),
        ),
      ),
      'not_third_country',
    );
  });

  test('is refused without reason, without indicators, ahead of its day, with another step’s reason, from a wrong state', async () => {
    const caseId = await world.newCase();
    assert.equal(
      codeOf(await world.take(world.police, caseId, 'indications_found', { ...sure(), reasons: [] })),
      'reason_needed',
    );
    assert.equal(
      codeOf(await world.take(world.police, caseId, 'indications_found', { ...sure(), indicators: [] })),
      'indicators_needed',
    );
    assert.equal(
      codeOf(
        await world.take(world.police, caseId, 'indications_found', {
          ...sure(),
          decided_on: addDays(todayIn(world.profile), 1),
        }),
      ),
      'day_ahead',
    );
    assert.equal(
      codeOf(await world.take(world.police, caseId, 'indications_found', because('no_act'))),
      'reason_does_not_fit',
    );
    assert.equal(
      codeOf(await world.take(world.police, caseId, 'identify', because('facts_confirmed'))),
      'no_such_step',
    );
    assert.equal(await world.stateOf(caseId), 'reported');
  });

  test('of two who decide on the same page, the second is told', async () => {
    const caseId = await world.newCase();
    const version = String((await world.read(world.police, caseId))?.status.version);
    valueOf(
      await world.as(world.police, (scene) => decide(scene, { caseId, event: 'indications_found', version }, sure())),
    );
    assert.equal(
      codeOf(
        await world.as(world.second, (scene) =>
          decide(scene, { caseId, event: 'no_indications', version }, because('no_act')),
        ),
      ),
      'changed_meanwhile',
    );
  });

  test('the person declines freely, and may come back at any time; indications once found stay counted', async () => {
    const caseId = await world.presumed();
    assert.equal(
      codeOf(
        await world.take(world.police, caseId, 'decline', because('no_cooperation_wished', { free_decision: false })),
      ),
      'person_must_decide',
    );
    valueOf(
      await world.take(world.police, caseId, 'decline', because('no_cooperation_wished', { free_decision: true })),
    );
    assert.deepEqual(
      [await world.stateOf(caseId), (await world.read(world.police, caseId))?.outcome],
      ['declined', 'indications_found'],
    );
    valueOf(
      await world.take(world.police, caseId, 'come_back', { decided_on: todayIn(world.profile), free_decision: true }),
    );
    assert.equal(await world.stateOf(caseId), 'interview');
  });

  test('nothing found ends the report’s part of the person; another person of the report is still open', async () => {
    const report = newId();
    const [one, other] = [await world.newCase(report), await world.newCase(report)];
    valueOf(await world.take(world.police, one, 'no_indications', because('labour_offence')));
    const outcomes = async () =>
      (await world.as(world.police, (scene) => readReportOutcomes(scene, report)))
        .map(({ outcome }) => outcome ?? 'none')
        .toSorted((one, other) => one.localeCompare(other));
    assert.deepEqual(await outcomes(), ['no_indications', 'none']);
    valueOf(await world.as(world.police, (scene) => endWithoutStep(scene, other, { outcome: 'person_not_found' })));
    assert.deepEqual(await outcomes(), ['no_indications', 'person_not_found']);
  });
});

describe('the stored status', () => {
  test('is what the journal says, after every walk through the table', async () => {
    const caseId = await world.newCase();
    const walk: readonly (readonly [string, DecideInput])[] = [
      ['indications_found', sure()],
      ['decline', because('no_cooperation_wished', { free_decision: true })],
      ['come_back', { decided_on: todayIn(world.profile), free_decision: true }],
      ['indications_found', sure()],
      ['identify', because('facts_confirmed')],
      ['close', { decided_on: todayIn(world.profile), follow_up_ended: true, reasons: [] }],
    ];
    for (const [event, input] of walk) {
      valueOf(await world.take(world.police, caseId, event, input));
      assert.equal(await world.as(world.police, (scene) => statusAgrees(scene, caseId)), true, event);
    }
    assert.equal(await world.stateOf(caseId), 'closed');
  });
});
