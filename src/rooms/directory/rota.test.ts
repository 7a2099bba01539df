import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { codeOf } from '../../../test/support/case-world.ts';
import { type ReportWorld, reportWorld } from '../../../test/support/reports.ts';
import { testSite } from '../../../test/support/staff-site.ts';
import { fixedClock, type Instant, instantPlus, type PlainDate } from '../../platform/clock.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import {
  chainOf,
  countRotaGaps,
  type DutyInput,
  putOnCall,
  readOnCall,
  readRota,
  takeOffCall,
} from './actions/index.ts';
import { gapsIn, type Span } from './rules.ts';
import { directoryScreens } from './screens/index.ts';

const midnight = '2026-11-23T00:00:00.000Z' as Instant;
const hour = 3_600_000;
const at = (hours: number): Instant => instantPlus(midnight, hours * hour);
const span = (from: number, until: number): Span => ({ from: at(from), until: at(until) });

describe('when nobody is on call', () => {
  test('before, between and after the entries; entries that overlap leave no gap', () => {
    assert.deepEqual(gapsIn([], span(0, 24)), [span(0, 24)]);
    assert.deepEqual(gapsIn([span(10, 14), span(-3, 4), span(12, 20)], span(0, 24)), [span(4, 10), span(20, 24)]);
    assert.deepEqual(gapsIn([span(-5, 30)], span(0, 24)), []);
    assert.deepEqual(gapsIn([span(24, 30), span(-9, 0)], span(0, 24)), [span(0, 24)]);
  });

  test('an hour is in a gap exactly when no entry holds it', () => {
    const entry = fc.tuple(fc.integer({ min: -5, max: 30 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 8 }), (entries) => {
        const duties = entries.map(([from, length]) => span(from, from + length));
        const gaps = gapsIn(duties, span(0, 24));
        const holds = (spans: readonly Span[], moment: Instant): boolean =>
          spans.some((one) => one.from <= moment && moment < one.until);
        for (let each = 0; each < 24; each++) assert.equal(holds(gaps, at(each)), !holds(duties, at(each)));
      }),
    );
  });
});

/** Ten at night in Luxembourg. */
const night = fixedClock('2026-11-23T21:00:00.000Z');
let world: ReportWorld;
let service: Viewer;
let police: Viewer;
before(async () => {
  world = await reportWorld();
  service = await world.viewer('hotline_worker');
  police = await world.viewer('judicial_police_officer');
});
after(() => world.close());

const loginOf = async ({ staffId }: Viewer): Promise<string> =>
  (await world.administrator.query<{ login: string }>('select login from directory.staff where id = $1', [staffId]))
    .rows[0]?.login ?? '';
const dutyOf = async (viewer: Viewer, more: Partial<DutyInput> = {}): Promise<DutyInput> => ({
  ...{ duty_staff: await loginOf(viewer), duty_from_day: '2026-11-23' as PlainDate, duty_from_hour: '20:00' },
  ...{ duty_until_day: '2026-11-24' as PlainDate, duty_until_hour: '8h00', duty_channel: 'telephone' },
  ...{ duty_number: '+352 000 111', number_checked_on: '2026-01-02' as PlainDate, ...more },
});
const put = async (by: Viewer, more: Partial<DutyInput> = {}, who = by) => {
  const input = await dutyOf(who, more);
  return world.as(by, (scene) => putOnCall(scene, input), night);
};

describe('the rota of a body', () => {
  test('who is on call is seen at once by who may call, and a gap is an alarm until it is closed', async () => {
    assert.equal(await world.as(service, countRotaGaps, night), 1);
    const { dutyId } = valueOf(await put(service));
    const rota = valueOf(await world.as(service, readRota, night));
    assert.deepEqual([rota.duties.length, rota.gaps.map(({ from }) => from)], [1, ['2026-11-24T07:00:00.000Z']]);
    const seen = valueOf(await world.as(police, readOnCall, night));
    const byCode = Object.fromEntries(seen.map(({ body, now }) => [body.code, now.map(({ number }) => number)]));
    assert.deepEqual(byCode, { INFOTRAITE: ['+352 000 111'], SPJ: [] });
    assert.ok(seen.every(({ uncheckedBefore }) => uncheckedBefore > '2026-01-02'));
    assert.equal(codeOf(await world.as(police, (scene) => takeOffCall(scene, dutyId), night)), 'not_found');
    valueOf(
      await put(service, {
        duty_from_day: '2026-11-24' as PlainDate,
        duty_from_hour: '08:00',
        duty_until_day: '2026-12-08' as PlainDate,
        duty_until_hour: '08:00',
      }),
    );
    assert.equal(await world.as(service, countRotaGaps, night), 0);
    valueOf(await world.as(service, (scene) => takeOffCall(scene, dutyId), night));
    assert.equal(await world.as(service, countRotaGaps, night), 1);
    assert.equal(codeOf(await world.as(service, (scene) => takeOffCall(scene, dutyId), night)), 'not_found');
  });

  test('where nobody is on call the next of the chain answers, at last a number; the coming week tells its gaps', async () => {
    const seen = valueOf(await world.as(police, readOnCall, fixedClock('2026-12-20T02:00:00.000Z')));
    assert.deepEqual(
      seen.map(({ body, now, gaps }) => [body.code, now.length, gaps.length]),
      [
        ['INFOTRAITE', 0, 1],
        ['SPJ', 0, 1],
      ],
    );
    const chain = chainOf(world, seen);
    assert.deepEqual(
      chain.map(({ now, number }) => [now.length, number]),
      [
        [0, null],
        [0, null],
        [0, '113'],
      ],
    );
    assert.deepEqual(
      chain.map(({ isUnverified }) => isUnverified),
      [true, true, false],
    );
  });

  test('an account that was closed answers no call: its time is a gap', async () => {
    const colleague = await world.viewer('judicial_police_officer');
    valueOf(await put(police, {}, colleague));
    const onCall = async () =>
      valueOf(await world.as(service, readOnCall, night)).find(({ body }) => body.code === 'SPJ')?.now.length;
    assert.equal(await onCall(), 1);
    await world.administrator.query("update directory.staff set state = 'disabled' where id = $1", [colleague.staffId]);
    assert.equal(await onCall(), 0);
    assert.equal(codeOf(await put(police, {}, colleague)), 'unknown_person');
  });

  test('says what is wrong with an entry; nobody writes the rota of another body or without the permit', async () => {
    const cases: readonly (readonly [Partial<DutyInput>, string])[] = [
      [{ duty_until_hour: '25:00' }, 'no_hour'],
      [{ duty_until_day: '2026-11-22' as PlainDate }, 'hours_backwards'],
      [{ duty_until_day: '2026-12-20' as PlainDate }, 'too_long'],
      [{ duty_number: 'ask Anna' }, 'no_number'],
      [{ duty_staff: 'nobody.here' }, 'unknown_person'],
    ];
    for (const [more, code] of cases) assert.equal(codeOf(await put(service, more)), code);
    assert.equal(codeOf(await put(service, {}, police)), 'unknown_person');
    const permits = await world.viewer('permit_officer');
    assert.equal(codeOf(await put(permits)), 'may_not_keep_rota');
    assert.ok(isRefusal(await world.as(permits, readOnCall, night)));
    assert.equal(await world.as(permits, countRotaGaps, night), null);
  });

  test('on its pages: the number can be pressed, what was typed stays, and nobody else gets in', async () => {
    const { profile, casework: database } = world;
    const screens = directoryScreens({ profile, database } as never);
    const siteFor = (viewer: Viewer) => testSite({ database, profile, viewer, clock: night, screens });
    const [site, house, permits] = [
      await siteFor(service),
      await siteFor(await world.viewer('house_worker', 'CARITAS')),
      await siteFor(await world.viewer('permit_officer')),
    ];
    valueOf(await put(service));
    assert.match((await house.get('/on-call')).text, /href="tel:\+352000111"/);
    assert.match((await site.get('/on-call')).text, /Nobody is on call/);
    assert.match((await site.get('/rota')).text, /Somebody is on call at every moment of the next 14 days/);
    const wrong = await site.post('/rota', '/rota', { duty_staff: await loginOf(service), duty_number: 'ask Anna' });
    assert.equal(wrong.status, 422);
    assert.match(wrong.text, /value="ask Anna"/);
    for (const path of ['/rota', '/on-call']) assert.equal((await permits.get(path)).status, 403);
    assert.equal((await house.get('/rota')).status, 403);
    for (const one of [site, house, permits]) await one.close();
  });
});
