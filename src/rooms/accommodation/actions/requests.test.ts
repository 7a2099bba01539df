import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { bedWorld, today } from '../../../../test/support/bed-world.ts';
import { codeOf } from '../../../../test/support/case-world.ts';
import { addDays, fixedClock } from '../../../platform/clock.ts';
import { valueOf } from '../../../platform/outcome.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { idOfBody } from '../../directory/index.ts';
import { answerOffer, answerRequest, askReferral, countBedsWaiting, giveBed, moveIn, readPlacement } from './index.ts';

const world = await bedWorld();
after(() => world.close());
const { support, house, otherHouse, police, act } = world;

const ask = (placementId: string, more = {}, as: Viewer = house) =>
  act(as, (scene) =>
    askReferral(scene, placementId, { asked_for: 'health_care', asked_urgency: 'this_week', ...more }),
  );

/** Somebody who lives in a house of CARITAS. */
const living = async (): Promise<string> => {
  const { bedIds } = await world.newHouse();
  const placementId = await world.asked();
  const seen = { placementId, version: null };
  valueOf(
    await act(support, (scene) => giveBed(scene, { ...seen, bedId: bedIds[0] ?? '' }, { from_day: today, nights: 9 })),
  );
  assert.equal(codeOf(await ask(placementId)), 'no_such_step', 'nobody lives there yet');
  for (const [as, who] of [
    [support, 'person'],
    [house, 'house'],
  ] as const)
    valueOf(await act(as, (scene) => answerOffer(scene, { ...seen, who }, { answer: 'accepted' })));
  valueOf(await act(house, (scene) => moveIn(scene, seen, { moved_in_on: today })));
  return placementId;
};

const read = async (placementId: string, as: Viewer) => act(as, (scene) => readPlacement(scene, placementId));

describe('a house that asks for a referral', () => {
  test('asks the service for what the profile lets it; the service answers, the house reads how it ended', async () => {
    const placementId = await living();
    const before = (await act(support, countBedsWaiting)) ?? 0;
    assert.equal(codeOf(await ask(placementId, { asked_for: 'lodging' })), 'not_asked_by_houses');
    valueOf(await ask(placementId));
    assert.equal(codeOf(await ask(placementId)), 'request_open');
    assert.equal(await act(support, countBedsWaiting), before + 1);
    const [request] = (await read(placementId, support))?.requests ?? [];
    assert.deepEqual([request?.purpose, request?.state], ['health_care', 'asked']);
    const requestId = request?.id ?? '';
    const ends = (as: Viewer) => act(as, (scene) => answerRequest(scene, requestId, { request_outcome: 'referred' }));
    assert.equal(codeOf(await ends(house)), 'may_not_place');
    valueOf(await ends(support));
    assert.equal(codeOf(await ends(support)), 'already_answered');
    assert.deepEqual(
      (await read(placementId, house))?.requests.map(({ state, outcome }) => [state, outcome]),
      [['answered', 'referred']],
    );
    assert.equal(await act(support, countBedsWaiting), before);
    valueOf(await ask(placementId));
  });

  test('is seen by the two alone, and by another house not even once she lives there', async () => {
    const placementId = await living();
    valueOf(await ask(placementId));
    assert.equal(codeOf(await ask(placementId, {}, otherHouse)), 'not_found');
    assert.equal(codeOf(await ask(placementId, {}, support)), 'may_not_run');
    for (const as of [otherHouse, police]) assert.equal(await read(placementId, as), null);
    const rows = await world.administrator.query<{ it: string }>(
      'select q::text as it from accommodation.house_request q where placement_id = $1',
      [placementId],
    );
    assert.equal(rows.rows.length, 1);
    const { bedIds } = await world.newHouse({}, [{}], otherHouse);
    const move = { from_day: today, nights: 9, house_agreed: true, transfer_reason: 'exploiter_near' };
    valueOf(
      await act(support, (scene) => giveBed(scene, { placementId, version: null, bedId: bedIds[0] ?? '' }, move)),
    );
    assert.equal(await read(placementId, house), null);
    assert.deepEqual((await read(placementId, otherHouse))?.requests, []);
    assert.equal((await read(placementId, support))?.requests.length, 1, 'who owes the answer does not lose it');
  });

  test('shows as late to both once the answer is overdue, and is told to both bodies', async () => {
    const placementId = await living();
    const told = await act(house, async (scene) => {
      const events: { readonly type: string; readonly audience: readonly string[]; readonly data: unknown }[] = [];
      const emit: typeof scene.emit = (event) => {
        events.push({ type: event.type, audience: event.audience ?? [], data: event.data });
        scene.emit(event);
      };
      valueOf(await askReferral({ ...scene, emit }, placementId, { asked_for: 'health_care', asked_urgency: 'today' }));
      return events;
    });
    assert.deepEqual(told, [
      {
        type: 'accommodation.referral_asked',
        audience: ['CARITAS', 'INFOTRAITE'].map((code) => idOfBody(world.profile, code)),
        data: { packet_for: 'health_care' },
      },
    ]);
    const [request] = (await read(placementId, house))?.requests ?? [];
    assert.ok(request);
    const hours = world.profile.assistance.packets.answer_hours;
    assert.equal(Date.parse(request.answerBy) - Date.parse(request.askedAt), hours * 60 * 60 * 1000);
    const late = fixedClock(`${addDays(today, Math.ceil(hours / 24) + 1)}T09:00:00.000Z`);
    assert.ok(request.answerBy < late.now());
  });
});
