import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isRefusal, valueOf } from '../../../platform/outcome.ts';
import { type BedWorld, bedWorld, dayFrom, today } from '../../../../test/support/bed-world.ts';
import { readBedFigures, readHouse } from './board.ts';
import { changeBed } from './beds.ts';
import { changeClosure, closeBed, readClosures, reopenBed } from './closures.ts';
import { changeHouse } from './houses.ts';
import { changeNeeds } from './needs.ts';
import { readSearch } from './read.ts';
import { giveBed } from './give.ts';

let world: BedWorld;
before(async () => {
  world = await bedWorld();
});
after(() => world.close());

const closure = (from: number, until: number, reason = 'repair') => ({
  ...{ closure_reason: reason, closed_from: dayFrom(from), closed_until: dayFrom(until) },
});
const refusalOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'done');
const closuresIn = async (houseId: string) =>
  valueOf(await world.act(world.house, (scene) => readClosures(scene, houseId)));

describe('a closed time', () => {
  test('keeps every state it had; nights that were lost stay lost when the bed is opened again', async () => {
    const { houseId, bedIds } = await world.newHouse();
    const [bedId = ''] = bedIds;
    valueOf(await world.act(world.house, (scene) => closeBed(scene, bedId, closure(-6, 4))));
    const [before] = (await closuresIn(houseId)).now;
    assert.deepEqual([before?.lost, before?.planned], [6, 10]);
    const id = before?.closure.id ?? '';
    const version = String(before?.closure.version);
    const longer = closure(-6, 9, 'deep_clean');
    valueOf(await world.act(world.house, (scene) => changeClosure(scene, id, longer, version)));
    const late = await world.act(world.house, (scene) => changeClosure(scene, id, longer, version));
    assert.equal(refusalOf(late), 'changed_meanwhile');
    valueOf(await world.act(world.house, (scene) => reopenBed(scene, id)));
    const { now, over } = await closuresIn(houseId);
    assert.equal(now.length, 0);
    assert.deepEqual([over[0]?.lost, over[0]?.planned], [6, 6]);
    assert.deepEqual(
      over[0]?.changes.map(({ change, reason, untilDay, by }) => [change, reason, untilDay, typeof by]),
      [
        ['closed', 'repair', dayFrom(4), 'string'],
        ['changed', 'deep_clean', dayFrom(9), 'string'],
        ['reopened', 'deep_clean', today, 'string'],
      ],
    );
    const figures = valueOf(await world.act(world.support, (scene) => readBedFigures(scene, dayFrom(-10), dayFrom(1))));
    assert.equal(figures.lost.find(({ reason }) => reason === 'deep_clean')?.nights, 6);
    assert.equal(refusalOf(await world.act(world.house, (scene) => reopenBed(scene, id))), 'closed_meanwhile');
  });

  test('that had not begun is taken back and lost no night; only who runs the house changes it, and never over a stay', async () => {
    const { houseId, bedIds } = await world.newHouse({}, [{}, {}]);
    const [bedId = '', other = ''] = bedIds;
    valueOf(await world.act(world.house, (scene) => closeBed(scene, bedId, closure(20, 30))));
    const [coming] = (await closuresIn(houseId)).coming;
    const id = coming?.closure.id ?? '';
    for (const viewer of [world.otherHouse, world.support, world.police])
      assert.notEqual(
        refusalOf(await world.act(viewer, (scene) => changeClosure(scene, id, closure(20, 31), null))),
        'done',
      );
    const placementId = await world.asked();
    const given = { from_day: today, nights: 10 };
    valueOf(await world.act(world.support, (scene) => giveBed(scene, { placementId, bedId, version: null }, given)));
    const over = await world.act(world.house, (scene) => changeClosure(scene, id, closure(5, 30), null));
    assert.equal(refusalOf(over), 'bed_in_use');
    assert.equal((await closuresIn(houseId)).coming[0]?.closure.fromDay, dayFrom(20), 'nothing was changed');
    valueOf(await world.act(world.house, (scene) => reopenBed(scene, id)));
    const [back] = (await closuresIn(houseId)).over;
    assert.deepEqual([back?.closure.cancelled, back?.lost, back?.planned], [true, 0, 0]);
    assert.equal(
      refusalOf(await world.act(world.house, (scene) => closeBed(scene, other, closure(3, 3)))),
      'ends_before_start',
    );
  });
});

describe('the last day of a house or bed', () => {
  test('is refused before what stands in the way, with the bed and the first day that is possible; later ones are kept', async () => {
    const { houseId, bedIds, code } = await world.newHouse({ turnaround_days: 1 });
    const [bedId = ''] = bedIds;
    const placementId = await world.asked();
    const given = { from_day: today, nights: 4 };
    valueOf(await world.act(world.support, (scene) => giveBed(scene, { placementId, bedId, version: null }, given)));
    const facts = {
      ...{ house_code: code, house_kind: 'dedicated' as const, area: 'mersch', takes: ['women'], turnaround_days: 1 },
      opened_on: dayFrom(-300),
    };
    const closing = (on: number) =>
      world.act(world.house, (scene) => changeHouse(scene, houseId, { ...facts, closes_on: dayFrom(on) }, null));
    const early = await closing(2);
    assert.ok(isRefusal(early));
    assert.equal(early.refused, 'house_in_use');
    assert.deepEqual([early.field, early.values?.['bed'], early.values?.['edge']], ['closes_on', '1/A', 'end']);
    const bed = { sleeps: 1, emergency: false, in_service_from: dayFrom(-300) };
    const bedUntil = (on: number) =>
      world.act(world.house, (scene) => changeBed(scene, bedId, { ...bed, in_service_until: dayFrom(on) }, null));
    assert.equal(refusalOf(await bedUntil(3)), 'house_in_use');
    const late = await world.act(world.house, (scene) =>
      changeBed(scene, bedId, { ...bed, in_service_from: dayFrom(2) }, null),
    );
    assert.deepEqual(isRefusal(late) ? [late.refused, late.values?.['edge']] : [], ['house_in_use', 'start']);
    valueOf(await bedUntil(40));
    valueOf(await closing(30));
    const view = valueOf(await world.act(world.house, (scene) => readHouse(scene, houseId)));
    assert.equal(view.row.beds[0]?.bed.inServiceUntil, dayFrom(30), 'the house ends before its bed');
    assert.equal(
      refusalOf(await world.act(world.otherHouse, (scene) => changeBed(scene, bedId, bed, null))),
      'not_found',
    );
  });
});

describe('a search', () => {
  test('asks for guarding, ages, distance and what must not be there, and can be asked anew', async () => {
    const plain = await world.newHouse({ area: 'remich', features: ['pets'] });
    const guarded = await world.newHouse({ area: 'wiltz', house_security: 'high', child_from: 0, child_until: 12 }, [
      { sleeps: 3 },
    ]);
    const placementId = await world.asked({ avoid_areas: ['grevenmacher'] });
    const verdicts = async () => {
      const { match } = valueOf(
        await world.act(world.support, (scene) => readSearch(scene, placementId, { from: null, nights: null })),
      );
      const of = (bedId: string | undefined) =>
        match.refused.find(({ bed }) => bed.bedId === bedId)?.reasons.map(({ rule }) => rule) ?? [];
      return { plain: of(plain.bedIds[0]), guarded: of(guarded.bedIds[0]) };
    };
    assert.deepEqual(await verdicts(), { plain: [], guarded: [] });
    const needs = {
      ...{ sex: 'female', minor: 'no', persons: 3, children: 2, child_ages: [{ age: 4 }, { age: 14 }] },
      ...{ security: 'guarded', unwanted: ['pets'], avoid_areas: ['grevenmacher'], distance: 'no_neighbour' },
    };
    const change = (input: Parameters<typeof changeNeeds>[2]) =>
      world.act(world.support, (scene) => changeNeeds(scene, { placementId, version: null }, input));
    valueOf(await change(needs));
    assert.deepEqual(await verdicts(), {
      plain: ['too_small', 'unwanted', 'security_low', 'too_near'],
      guarded: ['child_age'],
    });
    const kept = await world.placement(placementId);
    assert.deepEqual([kept.childAges, kept.security, kept.distance], [[4, 14], 'guarded', 'no_neighbour']);
    const many = { ...needs, child_ages: [{ age: 1 }, { age: 2 }, { age: 3 }] };
    assert.equal(refusalOf(await change(many)), 'ages_do_not_fit');
    assert.equal(
      refusalOf(await world.act(world.house, (scene) => changeNeeds(scene, { placementId, version: null }, needs))),
      'may_not_place',
    );
  });
});
