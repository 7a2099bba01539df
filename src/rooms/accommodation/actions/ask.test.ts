import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { valueOf } from '../../../platform/outcome.ts';
import { type BedWorld, atNight, bedWorld, dayFrom, today } from '../../../../test/support/bed-world.ts';
import { codeOf } from '../../../../test/support/case-world.ts';
import { giveBed, type GiveInput, joinCase, placeOutside, searchBeds, takeNight } from './index.ts';

let world: BedWorld;
before(async () => {
  world = await bedWorld();
});
after(() => world.close());

const give = (placementId: string, bedId: string, input: Partial<GiveInput> = {}, version: string | null = null) =>
  world.act(world.support, (scene) =>
    giveBed(scene, { placementId, bedId, version }, { from_day: today, nights: 10, ...input }),
  );

describe('when there is no bed', () => {
  const outside = (placementId: string, hasBed: boolean, checked = true) =>
    world.act(world.support, (scene) =>
      placeOutside(
        scene,
        { placementId, version: null },
        { outside_place: 'hotel', outside_from: today, risk_checked: checked },
        hasBed,
      ),
    );

  test('a place outside raises a flag that stays, and a day on which it is looked at', async () => {
    const placementId = await world.asked();
    assert.equal(codeOf(await outside(placementId, false, false)), 'risk_not_checked');
    assert.equal(codeOf(await outside(placementId, true)), 'beds_free_now');
    valueOf(await outside(placementId, false));
    const { bedIds } = await world.newHouse();
    assert.equal((await world.placement(placementId)).reviewOn, dayFrom(1));
    valueOf(await outside(placementId, false));
    valueOf(await give(placementId, bedIds[0] ?? '', { house_agreed: true }));
    const kept = await world.placement(placementId);
    assert.deepEqual([kept.state, kept.atRisk], ['placed', true]);
  });

  test('a room for tonight in one act, without a case; joined to one in the morning', async () => {
    const beds = [{ emergency: true }];
    const { bedIds } = await world.newHouse(
      { house_kind: 'reception', takes: ['women', 'men', 'minors_alone'] },
      beds,
      world.otherHouse,
    );
    const needs = { sex: 'male', minor: 'not_sure', persons: 1, children: 0 };
    const night = (typed = '') =>
      world.act(
        world.support,
        (scene) => takeNight(scene, { bedId: bedIds[0] ?? '' }, { ...needs, case_reference: typed }),
        atNight,
      );
    const { placementId } = valueOf(await night());
    assert.equal(codeOf(await night('AAAA-0000')), 'case_unknown');
    assert.equal(codeOf(await night()), 'bed_taken');
    const kept = await world.placement(placementId);
    assert.deepEqual(
      [kept.state, kept.caseId, kept.fromDay, kept.untilDay],
      ['emergency_night', null, today, dayFrom(1)],
    );
    const caseId = await world.newCase();
    const reference = (
      await world.administrator.query(
        'select r.code from cases.case_reference r join directory.organisation o on o.id = r.organisation_id where o.code = $$INFOTRAITE$$ and case_id = $1',
        [caseId],
      )
    ).rows[0] as { code: string };
    const joined = (typed: string) =>
      world.act(world.support, (scene) => joinCase(scene, { placementId, version: null }, typed));
    assert.equal(codeOf(await joined('nothing')), 'case_unknown');
    valueOf(await joined(reference.code));
    assert.equal((await world.placement(placementId)).caseId, caseId);
  });

  test('by day, a bed of a house comes before a room for the night', async () => {
    const { bedIds } = await world.newHouse({ house_kind: 'reception' }, [{ emergency: true }], world.otherHouse);
    await world.newHouse();
    const needs = { sex: 'female', minor: 'no', persons: 1, children: 0 };
    const night = () => world.act(world.support, (scene) => takeNight(scene, { bedId: bedIds[0] ?? '' }, needs));
    assert.equal(codeOf(await night()), 'beds_free_now');
  });

  test('a search says of every bed why not, and shows no address', async () => {
    await world.newHouse({ takes: ['men'] });
    const placement = await world.placement(await world.asked());
    const found = await world.act(world.support, (scene) =>
      searchBeds(scene, { placement, from: today, nights: 3, night: false }),
    );
    assert.ok(found.refused.every(({ reasons }) => reasons.length > 0));
    assert.ok(found.refused.some(({ reasons }) => reasons.some(({ rule }) => rule === 'sex')));
  });
});
