import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client } from 'pg';
import { isRefusal, valueOf } from '../../../platform/outcome.ts';
import { type BedWorld, bedWorld, dayFrom, today } from '../../../../test/support/bed-world.ts';
import { codeOf } from '../../../../test/support/case-world.ts';
import { fixedClock } from '../../../platform/clock.ts';
import { newId } from '../../../platform/ids.ts';
import {
  answerOffer,
  cancelRequest,
  changeEnd,
  closeBed,
  giveBed,
  type GiveInput,
  leave,
  moveIn,
  readNight,
  readPlacement,
  readPlacements,
  readSearch,
  reopenBed,
  restrict,
  settleMoveOn,
} from './index.ts';

let world: BedWorld;
before(async () => {
  world = await bedWorld();
});
after(() => world.close());

const give = (placementId: string, bedId: string, input: Partial<GiveInput> = {}, version: string | null = null) =>
  world.act(world.support, (scene) =>
    giveBed(scene, { placementId, bedId, version }, { from_day: today, nights: 10, ...input }),
  );
const answer = (placementId: string, who: 'person' | 'house', says = 'accepted', by = world.house) =>
  world.act(who === 'person' ? world.support : by, (scene) =>
    answerOffer(
      scene,
      { placementId, version: null, who },
      { answer: says, refusal_reason: says === 'refused' ? 'too_far' : undefined },
    ),
  );
const movesIn = (placementId: string, on = today) =>
  world.act(world.support, (scene) => moveIn(scene, { placementId, version: null }, { moved_in_on: on }));
const standing = async (bedId: string): Promise<readonly Record<string, unknown>[]> =>
  (
    await world.administrator.query(
      'select from_day, until_day, free_from, kind from accommodation.claim where bed_id = $1 and cancelled_at is null order by from_day',
      [bedId],
    )
  ).rows as Record<string, unknown>[];

describe('a stay that was to end', () => {
  test('keeps the bed while she sleeps on, is chased, and is let end later or ended; the bed is free the day after', async () => {
    const { bedIds, code } = await world.newHouse();
    const [bedId = ''] = bedIds;
    const placementId = await world.asked();
    valueOf(await give(placementId, bedId, { nights: 2 }));
    valueOf(await answer(placementId, 'person'));
    valueOf(await answer(placementId, 'house'));
    valueOf(await movesIn(placementId));
    const other = await world.asked();
    const on = (days: number) => fixedClock(`${dayFrom(days)}T09:00:00.000Z`);
    const seenOn = (days: number) =>
      world.act(
        world.support,
        async (scene) => {
          const { match } = valueOf(await readSearch(scene, other, { from: dayFrom(days), nights: 1 }));
          const list = valueOf(await readPlacements(scene, 'chased', 1));
          return {
            offered: match.suitable.some(({ bed }) => bed.houseCode === code),
            chased: list.rows.some(({ id }) => id === placementId),
          };
        },
        on(days),
      );
    assert.deepEqual(await seenOn(2), { offered: true, chased: false }, 'the day she is to leave on');
    assert.deepEqual(await seenOn(3), { offered: false, chased: true });
    const refused = await world.act(
      world.support,
      (scene) => giveBed(scene, { placementId: other, bedId, version: null }, { from_day: dayFrom(3), nights: 1 }),
      on(3),
    );
    assert.equal(codeOf(refused), 'bed_taken');
    const night = valueOf(await world.act(world.support, (scene) => readNight(scene, dayFrom(3)), on(3)));
    const house = night.houses.find((one) => one.code === code);
    assert.deepEqual([house?.free, house?.taken], [0, 1], 'the page of the night says so as well');
    const longer = (overstay?: string) =>
      world.act(
        world.support,
        (scene) => changeEnd(scene, { placementId, version: null }, { until_day: dayFrom(5), overstay }),
        on(3),
      );
    assert.equal(codeOf(await longer()), 'overstay_unanswered');
    valueOf(await longer('agreed'));
    const { steps } = (await world.act(world.support, (scene) => readPlacement(scene, placementId))) ?? { steps: [] };
    assert.deepEqual([steps[0]?.event, steps[0]?.reason], ['change_end', 'agreed']);
    assert.deepEqual(await seenOn(3), { offered: false, chased: false });
    valueOf(
      await world.act(
        world.house,
        (scene) => leave(scene, { placementId, version: null }, { left_on: dayFrom(6), move_on: 'family' }),
        on(6),
      ),
    );
    assert.deepEqual(await seenOn(7), { offered: true, chased: false });
  });
});

describe('one bed, one person', () => {
  test('fifty claims at once: exactly one wins, and the others are told until when', async () => {
    const { bedIds } = await world.newHouse();
    const bedId = bedIds[0] ?? '';
    const placements: string[] = [];
    for (let index = 0; index < 50; index++) placements.push(await world.asked());
    const outcomes = await Promise.all(placements.map((one) => give(one, bedId)));
    assert.equal(outcomes.filter((one) => !isRefusal(one)).length, 1);
    assert.deepEqual(
      [
        ...new Set(
          outcomes
            .map((one) => (isRefusal(one) ? `${one.refused} ${String(one.values?.['day'])}` : ''))
            .filter((told) => told !== ''),
        ),
      ],
      ['bed_taken 03.12.2026'],
    );
    assert.equal((await standing(bedId)).length, 1);
  });

  test('fifty claims written past every check: the database itself lets one stand', async () => {
    const { bedIds, houseId } = await world.newHouse();
    const placement = await world.placement(await world.asked());
    const line = `insert into accommodation.claim (id, bed_id, house_id, organisation_id, placement_id, kind, from_day, until_day, free_from, made_by, made_at)
      select $1, $2, $3, organisation_id, $4, 'stay', $5, $6, $6, $1, now() from accommodation.house where id = $3`;
    const clients = Array.from({ length: 10 }, () => new Client({ connectionString: world.database.administratorUrl }));
    await Promise.all(clients.map((client) => client.connect()));
    const tries = Array.from({ length: 50 }, async (_, index) => {
      const [from, until] = [dayFrom(index % 5), dayFrom((index % 5) + 6)];
      const client = clients[index % clients.length] ?? world.administrator;
      try {
        await client.query(line, [newId(), bedIds[0], houseId, placement.id, from, until]);
        return true;
      } catch (fault) {
        // Two that came in the same instant may also wait for each other: the database then gives one of them up.
        assert.match((fault as { code?: string }).code ?? '', /^(23P01|40P01)$/);
        return false;
      }
    });
    assert.equal((await Promise.all(tries)).filter(Boolean).length, 1);
    await Promise.all(clients.map((client) => client.end()));
  });

  test('stays follow each other to the day; a turnaround and a closure keep their nights', async () => {
    const { bedIds } = await world.newHouse({ turnaround_days: 1 });
    const bedId = bedIds[0] ?? '';
    valueOf(await give(await world.asked(), bedId, { nights: 4 }));
    const later = await world.asked({ needed_from: dayFrom(4) });
    assert.equal(codeOf(await give(later, bedId, { from_day: dayFrom(4), nights: 2 })), 'bed_taken');
    valueOf(await give(later, bedId, { from_day: dayFrom(7), nights: 2 }));
    const closed = (from: number, until: number) =>
      world.act(world.house, (scene) =>
        closeBed(scene, bedId, { closure_reason: 'repair', closed_from: dayFrom(from), closed_until: dayFrom(until) }),
      );
    assert.equal(codeOf(await closed(3, 6)), 'bed_in_use');
    assert.equal(codeOf(await closed(6, 6)), 'ends_before_start');
    valueOf(await closed(20, 25));
    assert.equal(codeOf(await give(await world.asked(), bedId, { from_day: dayFrom(19), nights: 3 })), 'bed_taken');
    const [, , closure] = await standing(bedId);
    assert.equal(closure?.['kind'], 'closure');
    const claim = await world.administrator.query(
      "select id from accommodation.claim where bed_id = $1 and kind = 'closure'",
      [bedId],
    );
    valueOf(await world.act(world.house, (scene) => reopenBed(scene, (claim.rows[0] as { id: string }).id)));
    valueOf(await give(await world.asked(), bedId, { from_day: dayFrom(19), nights: 3 }));
  });

  test('two who must never meet get no bed of one house, not even in the same second', async () => {
    const { bedIds } = await world.newHouse({}, [{}, {}]);
    const [one, other] = [await world.newCase(), await world.newCase()];
    await world.administrator.query(
      "insert into cases.case_link (id, case_id, other_case_id, kind, organisation_id, created_at, created_by) select $1, $2, $3, 'must_not_meet', lead_organisation_id, now(), $1 from cases.case_file where id = $2",
      [newId(), one, other],
    );
    const [first, second] = [await world.asked({}, one), await world.asked({}, other)];
    const outcomes = await Promise.all([give(first, bedIds[0] ?? ''), give(second, bedIds[1] ?? '')]);
    assert.deepEqual(outcomes.map(codeOf).sort(), ['bed_not_suitable', 'not refused']);
  });

  test('persons of one exploiter are kept apart, unless they are a family', async () => {
    const { bedIds } = await world.newHouse({}, [{}, {}, {}]);
    const report = newId();
    const [one, other, child] = [await world.newCase(report), await world.newCase(report), await world.newCase(report)];
    valueOf(await give(await world.asked({}, one), bedIds[0] ?? ''));
    assert.equal(codeOf(await give(await world.asked({}, other), bedIds[1] ?? '')), 'bed_not_suitable');
    await world.administrator.query(
      "insert into cases.case_link (id, case_id, other_case_id, kind, organisation_id, created_at, created_by) select $1, $2, $3, 'family', lead_organisation_id, now(), $1 from cases.case_file where id = $2",
      [newId(), child, one],
    );
    valueOf(await give(await world.asked({}, child), bedIds[2] ?? ''));
  });
});

describe('from the request to the end', () => {
  test('offer, both answers, move-in, a longer stay, a transfer for safety, the end', async () => {
    const { bedIds } = await world.newHouse({}, [{}, {}]);
    const [first = '', second = ''] = bedIds;
    const caseId = await world.newCase();
    const placementId = await world.asked({}, caseId);
    await assert.rejects(world.asked({}, caseId), /already_asked/);
    valueOf(await give(placementId, first));
    assert.equal(codeOf(await movesIn(placementId)), 'answers_missing');
    assert.equal(codeOf(await answer(placementId, 'house', 'accepted', world.otherHouse)), 'not_found');
    valueOf(await answer(placementId, 'person'));
    assert.equal(codeOf(await answer(placementId, 'person')), 'already_answered');
    valueOf(await answer(placementId, 'house'));
    assert.equal(codeOf(await movesIn(placementId, dayFrom(1))), 'day_ahead');
    assert.equal(codeOf(await movesIn(placementId, dayFrom(-1))), 'before_held');
    valueOf(await movesIn(placementId));
    const end = (until: number) =>
      world.act(world.support, (scene) =>
        changeEnd(scene, { placementId, version: null }, { until_day: dayFrom(until) }),
      );
    const next = await world.asked({ needed_from: dayFrom(12) });
    valueOf(await give(next, first, { from_day: dayFrom(12), nights: 3 }));
    assert.equal(codeOf(await end(14)), 'bed_in_use');
    assert.equal((await world.placement(placementId)).untilDay, dayFrom(10));
    assert.equal(codeOf(await end(0)), 'ends_before_start');
    valueOf(await end(12));
    const move = { from_day: today, nights: 12, transfer_reason: 'exploiter_near' };
    assert.equal(codeOf(await give(placementId, first, { ...move, house_agreed: true })), 'not_found', 'her own bed');
    assert.equal(codeOf(await give(placementId, second, move)), 'house_must_agree');
    assert.equal(
      codeOf(await give(placementId, second, { ...move, house_agreed: true, transfer_reason: undefined })),
      'reason_needed',
    );
    valueOf(await give(placementId, second, { ...move, house_agreed: true }));
    assert.equal((await world.placement(placementId)).bedId, second);
    assert.equal((await standing(first)).length, 1);
    const out = (on: number) =>
      world.act(world.house, (scene) =>
        leave(scene, { placementId, version: null }, { left_on: dayFrom(on), move_on: 'pending' }),
      );
    assert.equal(codeOf(await out(1)), 'day_ahead');
    valueOf(await out(0));
    assert.deepEqual(await standing(second), []);
    valueOf(
      await world.act(world.support, (scene) =>
        settleMoveOn(scene, { placementId, version: null }, { move_on: 'own_home' }),
      ),
    );
    assert.equal((await world.placement(placementId)).moveOn, 'own_home');
  });

  test('a no frees the bed and keeps the request; a request is taken back with a reason', async () => {
    const { bedIds } = await world.newHouse();
    const placementId = await world.asked();
    valueOf(await give(placementId, bedIds[0] ?? ''));
    valueOf(await answer(placementId, 'house', 'refused'));
    assert.equal((await world.placement(placementId)).state, 'requested');
    assert.deepEqual(await standing(bedIds[0] ?? ''), []);
    valueOf(
      await world.act(world.support, (scene) =>
        cancelRequest(scene, { placementId, version: null }, { cancel_reason: 'person_no_shelter' }),
      ),
    );
    assert.equal(codeOf(await give(placementId, bedIds[0] ?? '')), 'no_such_step');
  });

  test('two workers on one placement: the second is told that it was changed', async () => {
    const { bedIds } = await world.newHouse({}, [{}, {}]);
    const placementId = await world.asked();
    const seen = String((await world.placement(placementId)).version);
    const both = await Promise.all(bedIds.map((one) => give(placementId, one, {}, seen)));
    assert.equal(both.filter((one) => !isRefusal(one)).length, 1);
    assert.equal(
      (await world.administrator.query('select 1 from accommodation.claim where placement_id = $1', [placementId]))
        .rowCount,
      1,
    );
  });

  test('whom a house does not take for a while is refused there, with a day on which it is looked at again', async () => {
    const { houseId, bedIds } = await world.newHouse();
    const set = (review: number) =>
      world.act(world.house, (scene) =>
        restrict(scene, houseId, { restrictions: ['no_new_people'], review_on: dayFrom(review) }, null),
      );
    assert.equal(codeOf(await set(-1)), 'day_past');
    valueOf(await set(7));
    assert.equal(codeOf(await give(await world.asked(), bedIds[0] ?? '')), 'bed_not_suitable');
  });
});
