import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { addDays } from '../../../platform/clock.ts';
import { valueOf } from '../../../platform/outcome.ts';
import { caseWorld, type CaseWorld, codeOf, todayIn } from '../../../../test/support/case-world.ts';
import { planInterview, recordInterview, type RecordInput, type RightsInput, tellRights } from './index.ts';

let world: CaseWorld;
before(async () => {
  world = await caseWorld();
});
after(() => world.close());

const heard = (): RecordInput => ({
  held_on: todayIn(world.profile),
  place: 'own_office',
  language: 'uk',
  interpreter: 'professional_present',
  persons_present: ['interpreter'],
  support_accompanied: false,
  result: 'continues',
});
const told = (): RightsInput => ({
  told_on: todayIn(world.profile),
  occasion: 'first',
  rights: ['R01', 'R12'],
  obligations: ['O1'],
  dismissal_told: true,
  language: 'uk',
  interpreter: 'professional_present',
  acknowledged: 'yes',
});

describe('interviews and rights', () => {
  test('the first interview takes the status along; a planned one is recorded once', async () => {
    const caseId = await world.newCase();
    const plan = {
      planned_day: addDays(todayIn(world.profile), 1),
      planned_hour: '14:30',
      place: 'own_office',
      language: 'uk',
      interpreter: 'professional_present',
      interpreter_wish: 'female',
      support_accompanies: true,
    };
    assert.equal(
      codeOf(await world.as(world.police, (scene) => planInterview(scene, caseId, { ...plan, planned_hour: 'noon' }))),
      'hour_unclear',
    );
    const { interviewId } = valueOf(await world.as(world.police, (scene) => planInterview(scene, caseId, plan)));
    assert.equal(await world.stateOf(caseId), 'reported');
    assert.equal(
      codeOf(
        await world.as(world.police, (scene) =>
          recordInterview(scene, caseId, { ...heard(), held_on: addDays(todayIn(world.profile), 1) }, interviewId),
        ),
      ),
      'day_ahead',
    );
    valueOf(await world.as(world.police, (scene) => recordInterview(scene, caseId, heard(), interviewId)));
    assert.equal(await world.stateOf(caseId), 'interview');
    assert.equal(
      codeOf(await world.as(world.police, (scene) => recordInterview(scene, caseId, heard(), interviewId))),
      'already_held',
    );
    valueOf(await world.as(world.police, (scene) => recordInterview(scene, caseId, heard())));
    assert.equal((await world.read(world.police, caseId))?.interviews.length, 2);
  });

  test('the first information is not complete without “the case may be dismissed”: rule and database refuse', async () => {
    const caseId = await world.newCase();
    const tell = (change: Partial<RightsInput>) =>
      world.as(world.police, (scene) => tellRights(scene, caseId, { ...told(), ...change }));
    assert.equal(codeOf(await tell({ dismissal_told: false })), 'dismissal_not_told');
    assert.equal(codeOf(await tell({ rights: [] })), 'rights_not_told');
    assert.equal(codeOf(await tell({ interpreter: 'needed_missing' })), 'language_not_understood');
    assert.equal(codeOf(await tell({ occasion: 'turning_point' })), 'not_told_before');
    valueOf(await tell({ leaflet_version: '2020-10' }));
    assert.equal((await world.read(world.police, caseId))?.informationState, 'understood');
    assert.equal(codeOf(await tell({})), 'told_before');
    valueOf(await tell({ occasion: 'turning_point', dismissal_told: false }));
    await assert.rejects(
      world.administrator.query(
        "update identification.rights_told set dismissal_told = false where occasion = 'first'",
      ),
      /check/,
    );
  });
});
