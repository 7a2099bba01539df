import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { valueOf } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { type BedWorld, bedWorld, dayFrom, today } from '../../../../test/support/bed-world.ts';
import { codeOf } from '../../../../test/support/case-world.ts';
import { abroadOfCase, alarmsOf, findPlaced } from '../store/index.ts';
import { holders, sealedFields } from '../../identity/index.ts';
import {
  answerOffer,
  endAbroad,
  endAlarm,
  giveBed,
  goAbroad,
  keepAddress,
  leave,
  moveIn,
  noteVisit,
  proposeAbroad,
  raiseAlarm,
  answerProposal,
} from './index.ts';

let world: BedWorld;
before(async () => {
  world = await bedWorld();
});
after(() => world.close());

const housed = async (caseId: string, minor = 'no'): Promise<string> => {
  const { bedIds } = await world.newHouse(minor === 'no' ? {} : { takes: ['minors_alone'] });
  const placementId = await world.asked({ minor }, caseId);
  const seen = { placementId, version: null };
  const bed = { ...seen, bedId: bedIds[0] ?? '' };
  valueOf(await world.act(world.support, (scene) => giveBed(scene, bed, { from_day: today, nights: 20 })));
  for (const who of ['person', 'house'] as const)
    valueOf(
      await world.act(who === 'person' ? world.support : world.house, (scene) =>
        answerOffer(scene, { ...seen, who }, { answer: 'accepted' }),
      ),
    );
  valueOf(await world.act(world.support, (scene) => moveIn(scene, seen, { moved_in_on: today })));
  return placementId;
};
const tasksOf = async (caseId: string): Promise<readonly (readonly [string, string])[]> => {
  const found = await world.administrator.query<{ kind: string; due: string }>(
    "select kind, due_on::text as due from cases.task where case_id = $1 and state = 'open' order by kind",
    [caseId],
  );
  return found.rows.map(({ kind, due }) => [kind, due]);
};
const policeSees = (caseId: string) =>
  world.act(world.police, async (scene: Scene) => ({
    placed: await findPlaced(scene.tx, caseId),
    alarms: await alarmsOf(scene.tx, { caseId }),
    abroad: await abroadOfCase(scene.tx, caseId),
  }));

describe('who knows where somebody sleeps', () => {
  test('the police knows that, not where; the address is sealed to the house and the service alone', async () => {
    const caseId = await world.newCase();
    const placementId = await housed(caseId);
    const { houseId } = await world.placement(placementId);
    assert.deepEqual((await policeSees(caseId)).placed, { placed: true, since: today });
    const found = await world.act(world.police, (scene) =>
      scene.tx.selectFrom('accommodation.placement').select('id').execute(),
    );
    assert.deepEqual(found, []);
    const address = { street: 'Canary street 7', place: 'L-0000 Canary', way_in: 'ring twice' };
    assert.equal(
      codeOf(await world.act(world.support, (scene) => keepAddress(scene, houseId ?? '', address))),
      'may_not_run',
    );
    assert.equal(
      codeOf(await world.act(world.otherHouse, (scene) => keepAddress(scene, houseId ?? '', address))),
      'not_found',
    );
    valueOf(await world.act(world.house, (scene) => keepAddress(scene, houseId ?? '', address)));
    valueOf(
      await world.act(world.house, (scene) => keepAddress(scene, houseId ?? '', { ...address, way_in: undefined })),
    );
    const fields = await world.act(world.house, (scene) => sealedFields(scene, [houseId ?? '']));
    assert.deepEqual(fields.map(({ field }) => field).sort(), [
      'place.1',
      'place.2',
      'street.1',
      'street.2',
      'way_in.1',
    ]);
    const who = await world.act(world.house, (scene) => holders(scene, [houseId ?? '']));
    assert.equal(new Set(who.map(({ organisationId }) => organisationId)).size, 2);
    const clear = await world.administrator.query(
      "select 1 from identity.sealed_field where position('Canary'::bytea in blob) > 0",
    );
    assert.equal(clear.rowCount, 0);
  });
});

describe('somebody is missing', () => {
  test('those of the profile are told at once; the police sees the alarm and nothing of the house; both may end it', async () => {
    const caseId = await world.newCase();
    const placementId = await housed(caseId);
    const raise = (input: Parameters<typeof raiseAlarm>[2]) =>
      world.act(world.house, (scene) => raiseAlarm(scene, { placementId, version: null }, input));
    assert.equal(codeOf(await raise({ last_seen_on: dayFrom(0), last_seen_hour: '23:00' })), 'not_seen_later');
    valueOf(await raise({ last_seen_on: dayFrom(-1), last_seen_hour: '21:30' }));
    assert.equal(codeOf(await raise({ last_seen_on: dayFrom(-1) })), 'already_missing');
    const { alarms } = await policeSees(caseId);
    assert.deepEqual(alarms[0]?.told, ['SPJ', 'INFOTRAITE']);
    const end = () =>
      world.act(world.police, (scene) => endAlarm(scene, alarms[0]?.id ?? '', { alarm_outcome: 'found_safe' }));
    valueOf(await end());
    assert.equal(codeOf(await end()), 'already_closed');
  });

  test('for a child, or somebody who may be one, who protects minors is told as well', async () => {
    const caseId = await world.newCase();
    const placementId = await housed(caseId, 'not_sure');
    const input = { last_seen_on: today, last_seen_hour: '8h30' };
    valueOf(await world.act(world.support, (scene) => raiseAlarm(scene, { placementId, version: null }, input)));
    const { alarms } = await policeSees(caseId);
    assert.equal(alarms[0]?.minor, true);
    assert.ok(alarms[0]?.told.includes('PQT-JEUN'));
  });
});

describe('another country', () => {
  test('needs the service and the police, has an end and visits', async () => {
    const caseId = await world.newCase();
    const placementId = await housed(caseId);
    const propose = (more: Partial<Parameters<typeof proposeAbroad>[2]> = {}) =>
      world.act(world.support, (scene) =>
        proposeAbroad(
          scene,
          { placementId, version: null },
          { abroad_country: 'BE', abroad_from: today, abroad_until: dayFrom(60), danger_checked: true, ...more },
        ),
      );
    assert.equal(codeOf(await propose({ abroad_until: dayFrom(-1) })), 'ends_before_start');
    assert.equal(codeOf(await propose({ abroad_country: 'FR' })), 'no_such_country');
    assert.equal(codeOf(await propose({ danger_checked: false })), 'risk_not_checked');
    valueOf(await propose());
    assert.equal(codeOf(await propose()), 'already_asked');
    const { abroad } = await policeSees(caseId);
    const id = abroad[0]?.id ?? '';
    assert.equal(codeOf(await world.act(world.support, (scene) => goAbroad(scene, id))), 'both_must_agree');
    assert.equal(codeOf(await world.act(world.support, (scene) => answerProposal(scene, id, true))), 'may_not_follow');
    valueOf(await world.act(world.police, (scene) => answerProposal(scene, id, true)));
    valueOf(await world.act(world.support, (scene) => goAbroad(scene, id)));
    assert.equal((await world.placement(placementId)).state, 'abroad');
    valueOf(await world.act(world.police, (scene) => noteVisit(scene, id, { visited_on: today })));
    const visited = (await policeSees(caseId)).abroad[0];
    assert.deepEqual([visited?.visits, visited?.visitedOn], [1, today]);
    const early = () => world.act(world.support, (scene) => noteVisit(scene, id, { visited_on: dayFrom(-1) }));
    assert.equal(codeOf(await early()), 'ends_before_start');
    assert.deepEqual(await tasksOf(caseId), [
      ['end_abroad', dayFrom(60)],
      ['visit_abroad', dayFrom(30)],
    ]);
    const visits = () => world.act(world.support, (scene) => noteVisit(scene, id, { visited_on: dayFrom(0) }));
    valueOf(await visits());
    assert.equal(codeOf(await world.act(world.support, (scene) => endAbroad(scene, id))), 'still_abroad');
    const { bedIds } = await world.newHouse();
    const back = { placementId, version: null, bedId: bedIds[0] ?? '' };
    valueOf(
      await world.act(world.support, (scene) =>
        giveBed(scene, back, { from_day: today, nights: 3, house_agreed: true }),
      ),
    );
    assert.equal((await policeSees(caseId)).abroad[0]?.state, 'ended');
    assert.deepEqual(await tasksOf(caseId), []);
    assert.equal(codeOf(await visits()), 'both_must_agree');
  });

  test('what was agreed and never begun is taken back; who leaves from abroad ends it', async () => {
    const agreed = async (): Promise<{ caseId: string; placementId: string; id: string }> => {
      const caseId = await world.newCase();
      const placementId = await housed(caseId);
      const input = { abroad_country: 'BE', abroad_from: today, abroad_until: dayFrom(20), danger_checked: true };
      valueOf(await world.act(world.support, (scene) => proposeAbroad(scene, { placementId, version: null }, input)));
      const id = (await policeSees(caseId)).abroad[0]?.id ?? '';
      valueOf(await world.act(world.police, (scene) => answerProposal(scene, id, true)));
      return { caseId, placementId, id };
    };
    const never = await agreed();
    assert.equal(codeOf(await world.act(world.house, (scene) => endAbroad(scene, never.id))), 'may_not_place');
    valueOf(await world.act(world.support, (scene) => endAbroad(scene, never.id)));
    assert.equal((await policeSees(never.caseId)).abroad[0]?.state, 'ended');
    assert.equal(codeOf(await world.act(world.support, (scene) => goAbroad(scene, never.id))), 'both_must_agree');
    const gone = await agreed();
    valueOf(await world.act(world.support, (scene) => goAbroad(scene, gone.id)));
    const seen = { placementId: gone.placementId, version: null };
    const out = { left_on: today, move_on: 'own_home' };
    valueOf(await world.act(world.support, (scene) => leave(scene, seen, out)));
    assert.equal((await policeSees(gone.caseId)).abroad[0]?.state, 'ended');
  });
});
