import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  addDays,
  dateIn,
  dayNumber,
  dayOfNumber,
  instant,
  type PlainDate,
  plainDate,
} from '../../../../platform/clock.ts';
import { projectRoot } from '../../../../platform/root.ts';
import { type ClockEvent, clockEvents, readProfile } from '../../../../profile/index.ts';
import { clockBook } from './book.ts';
import { type ClockFace, facesOn, remindersOn } from './face.ts';
import { arrive, type HappenedEvent, notYet, recompute } from './fold.ts';

const luxembourg = readProfile(join(projectRoot, 'profiles/luxembourg'));
const ruritania = readProfile(join(projectRoot, 'test/profiles/ruritania'));
const book = clockBook(luxembourg);

let written = 0;
const it = (type: ClockEvent, on: string, more: Partial<HappenedEvent> = {}): HappenedEvent => ({
  ...{ id: String(written++).padStart(6, '0'), type, on: plainDate(on) },
  ...more,
});

const face = (id: string, on: string, ...events: readonly HappenedEvent[]): ClockFace => {
  const own = id === 'REST' || id === 'HASTE' ? clockBook(ruritania) : book;
  const found = facesOn(own, recompute(own, events), plainDate(on)).find((one) => one.id === id);
  assert.ok(found, `${id} does not run`);
  return found;
};

test('every legal clock of the profile can be counted by a machine', () => {
  const clocks = luxembourg.laws.filter(({ id }) => id.startsWith('CLK-'));
  // Twenty of the law on victims, and the three months for which a citizen of the Union needs no ground to stay.
  assert.equal(clocks.length, 21);
  assert.deepEqual(
    clocks.filter(({ clock }) => clock === undefined).map(({ id }) => id),
    [],
  );
  assert.equal(book.ids.length + clockBook(luxembourg, 'country').ids.length, 21);
});

test('ninety days from the grant, the day of the grant not counted: the last day still belongs to them', () => {
  const granted = it('reflection_granted', '2026-11-22');
  assert.equal(face('CLK-REFLECT', '2026-11-22', granted).until, '2027-02-20');
  assert.equal(face('CLK-REFLECT', '2027-02-20', granted).state, 'running');
  assert.equal(face('CLK-REFLECT', '2027-02-20', granted).left, 0);
  assert.equal(face('CLK-REFLECT', '2027-02-21', granted).state, 'over');
});

test('a second grant while the period runs changes nothing; one after its end begins a new one', () => {
  const first = it('reflection_granted', '2026-01-10');
  assert.equal(face('CLK-REFLECT', '2026-03-01', first, it('reflection_granted', '2026-02-10')).since, '2026-01-10');
  assert.equal(face('CLK-REFLECT', '2026-06-01', first, it('reflection_granted', '2026-05-10')).since, '2026-05-10');
});

test('the period ends early for the two reasons of the law, and for no other', () => {
  const granted = it('reflection_granted', '2026-01-10');
  for (const reason of ['renewed_contact', 'public_order']) {
    const stopped = face('CLK-REFLECT', '2026-03-01', granted, it('reflection_ended_early', '2026-02-01', { reason }));
    assert.deepEqual([stopped.state, stopped.endedOn, stopped.reason], ['ended_early', '2026-02-01', reason]);
  }
  for (const reason of ['no_cooperation', null])
    assert.equal(
      face('CLK-REFLECT', '2026-03-01', granted, it('reflection_ended_early', '2026-02-01', { reason })).state,
      'running',
    );
});

test('six months keep the day of the month, and take the last one where a month is too short', () => {
  const until = (on: string) => face('CLK-PERMIT', on, it('permit_granted', on)).until;
  assert.equal(until('2026-08-31'), '2027-02-28');
  assert.equal(until('2027-08-31'), '2028-02-29');
  assert.equal(until('2026-03-15'), '2026-09-15');
  assert.equal(until('2028-02-29'), '2028-08-29');
});

test('a renewal counts from the last day when it comes in time, from its own day when it comes late', () => {
  const granted = it('permit_granted', '2026-01-15');
  assert.equal(face('CLK-PERMIT', '2026-07-01', granted, it('permit_renewed', '2026-07-01')).until, '2027-01-15');
  const late = face('CLK-PERMIT', '2026-09-01', granted, it('permit_renewed', '2026-08-01'));
  assert.deepEqual([late.since, late.until], ['2026-08-01', '2027-02-01']);
});

test('three working days step over weekends and holidays, also in years no list was written for', () => {
  const until = (on: string) => face('CLK-EMPNOT', on, it('work_begun', on)).until;
  assert.equal(until('2026-11-20'), '2026-11-25');
  assert.equal(until('2026-12-24'), '2026-12-30', 'Christmas, St Stephen and a Sunday do not count');
  assert.equal(until('2031-12-24'), '2031-12-31');
  assert.equal(until('2026-04-30'), '2026-05-06', 'Labour Day and a weekend do not count');
});

test('the last day of an appeal moves on from a day of rest; that of the reflection period stays', () => {
  // 40 days after 11 November 2026 is 21 December; after 15 November it is Christmas Day, a Friday.
  assert.equal(face('CLK-APPEAL', '2026-11-15', it('judgment_delivered', '2026-11-11')).until, '2026-12-21');
  assert.equal(face('CLK-APPEAL', '2026-11-15', it('judgment_delivered', '2026-11-15')).until, '2026-12-28');
  assert.equal(face('CLK-REFLECT', '2026-09-26', it('reflection_granted', '2026-09-26')).until, '2026-12-25');
});

test('a duty without delay is measured and never expires', () => {
  const learnt = it('crime_learnt', '2020-02-29');
  const open = face('CLK-REPORT', '2040-03-01', learnt);
  assert.deepEqual([open.state, open.until, open.left], ['running', null, null]);
  assert.equal(open.passed, dayNumber(plainDate('2040-03-01')) - dayNumber(plainDate('2020-02-29')));
  assert.equal(face('CLK-REPORT', '2040-03-01', learnt, it('reported_to_prosecutor', '2020-03-02')).passed, 2);
});

test('what is claimed after the last day is told as late', () => {
  const facts = it('facts_happened', '2020-05-01');
  assert.equal(face('CLK-COMP-FILE', '2023-01-01', facts, it('compensation_claimed', '2022-05-01')).late, false);
  assert.equal(face('CLK-COMP-FILE', '2023-01-01', facts, it('compensation_claimed', '2022-05-02')).late, true);
});

test('a pause stands still, and its days come on top', () => {
  const granted = it('reflection_granted', '2024-03-01');
  const paused = it('assistance_suspended', '2024-03-11');
  const still = face('REST', '2024-05-01', granted, paused);
  assert.deepEqual([still.state, still.passed, still.until], ['paused', 10, null]);
  const on = face('REST', '2024-03-25', granted, paused, it('assistance_resumed', '2024-03-21'));
  assert.deepEqual([on.state, on.passed, on.until], ['running', 14, '2024-04-24']);
});

// In Ruritania the day of the event is the first day of its term.
test('the law of a date stays the law of that date', () => {
  assert.equal(face('REST', '2023-12-31', it('reflection_granted', '2023-12-31')).until, '2024-01-29');
  assert.equal(face('REST', '2024-01-01', it('reflection_granted', '2024-01-01')).until, '2024-02-14');
  const old = it('reflection_granted', '2023-12-31');
  const renewed = face('REST', '2024-01-20', old, it('permit_renewed', '2024-01-20'));
  assert.equal(renewed.until, '2024-03-14', 'a renewal takes the law of its own day: 45 days more');
});

test('a moment belongs to the day it is where the country is, in summer and in winter', () => {
  const zone = luxembourg.timeZone;
  assert.equal(dateIn(instant('2026-03-28T23:30:00.000Z'), zone), '2026-03-29', 'the night the clocks go forward');
  assert.equal(dateIn(instant('2026-10-24T22:30:00.000Z'), zone), '2026-10-25', 'the night they go back');
  const granted = it('reflection_granted', dateIn(instant('2026-10-24T22:30:00.000Z'), zone));
  assert.equal(face('CLK-REFLECT', granted.on, granted).until, addDays(granted.on, 90));
});

test('reminders come on their days, the last one alone, and stop when the clock does', () => {
  const granted = it('reflection_granted', '2026-01-01');
  const asked = (on: string, ...more: readonly HappenedEvent[]) =>
    remindersOn(book, recompute(book, [granted, ...more]), plainDate(on)).map((one) => one.on);
  assert.deepEqual(asked('2026-03-01'), []);
  assert.deepEqual(asked('2026-03-02'), ['2026-03-02']);
  assert.deepEqual(asked('2026-03-31'), ['2026-03-27']);
  assert.deepEqual(asked('2026-04-02'), []);
  assert.deepEqual(asked('2026-03-31', it('reflection_waived', '2026-03-05')), []);
});

test('a clock nobody has compared with the law says so', () => {
  const granted = it('reflection_granted', '2026-01-01');
  assert.equal(face('CLK-REFLECT', '2026-01-02', granted).unverified, true);
});

const anyEvent: fc.Arbitrary<HappenedEvent> = fc.record({
  id: fc.uuid(),
  type: fc.constantFrom(...clockEvents),
  on: fc.integer({ min: 18_000, max: 21_500 }).map(dayOfNumber),
  reason: fc.constantFrom('renewed_contact', 'public_order', 'fraud', 'other', null),
  days: fc.constantFrom(null, 5, 30),
});
const life = fc.uniqueArray(anyEvent, { maxLength: 40, selector: ({ id }) => id });

for (const profile of [luxembourg, ruritania])
  test(`running clocks are the recomputed ones, in whatever order events come in (${profile.id})`, () => {
    const own = clockBook(profile);
    fc.assert(
      fc.property(
        life.chain((events) =>
          fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })),
        ),
        ([events, delivered]) => {
          const running = delivered.reduce((before, event) => arrive(own, before, event), notYet(own));
          assert.deepEqual(running.runs, recompute(own, events));
          // What comes twice counts once.
          assert.equal(
            delivered.reduce((before, event) => arrive(own, before, event), running),
            running,
          );
        },
      ),
      { numRuns: 300 },
    );
  });

test('no clock ends before it began, no duty has a last day, and every day belongs to one state', () => {
  fc.assert(
    fc.property(life, fc.integer({ min: 18_000, max: 22_000 }).map(dayOfNumber), (events, today: PlainDate) => {
      for (const one of facesOn(book, recompute(book, events), today)) {
        assert.ok(one.until === null || one.until >= one.since);
        assert.ok(one.endedOn === null || one.endedOn >= one.since);
        assert.ok(one.kind === 'term' || one.until === null);
        assert.ok(one.state !== 'over' || one.kind === 'term');
        assert.ok(one.passed >= 0);
      }
    }),
    { numRuns: 300 },
  );
});
