import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, type PlainDate } from '../../platform/clock.ts';
import { projectRoot } from '../../platform/root.ts';
import { type BedPreference, readProfile } from '../../profile/index.ts';
import {
  type BedFacts,
  freeAfter,
  matchBeds,
  type Neighbour,
  refusalsOf,
  type Taken,
  tooNearFor,
  type Wanted,
} from './rules/index.ts';

const profile = readProfile(`${projectRoot}/profiles/luxembourg`);
const day = (offset: number): PlainDate => addDays('2026-11-23' as PlainDate, offset);
const preferences = profile.accommodation.preferences.map(({ id }) => id);

const bed = (more: Partial<BedFacts> = {}): BedFacts => ({
  ...{ bedId: 'b', houseId: 'h', houseCode: 'LINDEN', room: '1', bed: 'A', organisationId: 'o', kind: 'dedicated' },
  ...{ area: 'mersch', takes: ['women', 'families', 'children'], features: [], languages: ['fr'], restrictions: [] },
  ...{ emergency: false, sleeps: 1, turnaroundDays: 1, inServiceFrom: day(-400), inServiceUntil: null },
  ...{ security: 'ordinary', childFrom: null, childUntil: null },
  ...more,
});
const wanted = (more: Partial<Wanted> = {}): Wanted => ({
  ...{ from: day(0), until: day(7), night: false, persons: 1, children: 0, sex: 'female', minor: 'no' },
  ...{ needs: [], wishes: [], languages: [], avoidAreas: [], avoidHouses: [], unwanted: [], childAges: [] },
  ...{ security: 'ordinary', distance: 'other_area', tooNear: [] },
  ...more,
});
const neighbour = (more: Partial<Neighbour> = {}): Neighbour => ({
  ...{ houseId: 'h', sex: 'female', minor: 'no', persons: 1, children: 0, conflict: null },
  ...more,
});
const taken = (from: number, until: number, free = until, kind: Taken['kind'] = 'stay'): Taken => ({
  ...{ bedId: 'b', kind, fromDay: day(from), untilDay: day(until), freeFrom: day(free) },
});
const rulesOf = (...[one, who, around]: [BedFacts, Wanted, { taken?: Taken[]; neighbours?: Neighbour[] }?]) =>
  refusalsOf(one, who, { taken: around?.taken ?? [], neighbours: around?.neighbours ?? [] }, day(8)).map(
    ({ rule }) => rule,
  );

describe('a bed is refused for one reason at a time', () => {
  const cases: readonly (readonly [string, BedFacts, Wanted, { taken?: Taken[]; neighbours?: Neighbour[] }?])[] = [
    ['taken', bed(), wanted(), { taken: [taken(3, 5)] }],
    ['closed', bed(), wanted(), { taken: [taken(-1, 1, 1, 'closure')] }],
    ['turnaround', bed(), wanted(), { taken: [taken(-4, 0, 1)] }],
    ['not_in_service', bed({ inServiceUntil: day(3) }), wanted()],
    ['only_for_nights', bed({ emergency: true }), wanted()],
    ['not_for_nights', bed(), wanted({ night: true })],
    ['abroad_needs_two', bed({ kind: 'abroad' }), wanted()],
    ['too_small', bed(), wanted({ persons: 2, children: 1 })],
    ['sex', bed(), wanted({ sex: 'male' })],
    ['sex_of_others', bed({ takes: ['women', 'men'] }), wanted(), { neighbours: [neighbour({ sex: 'male' })] }],
    ['family', bed({ takes: ['women', 'children'], sleeps: 2 }), wanted({ persons: 2 })],
    ['children', bed({ takes: ['women', 'families'], sleeps: 2 }), wanted({ persons: 2, children: 1 })],
    ['minor_alone', bed(), wanted({ minor: 'not_sure' })],
    ['adults_with_minors', bed({ takes: ['women', 'minors_alone'] }), wanted()],
    ['need_missing', bed(), wanted({ needs: ['wheelchair'] })],
    ['child_age', bed({ childFrom: 3, childUntil: 12 }), wanted({ childAges: [5, 2] })],
    ['child_age', bed({ childUntil: 12 }), wanted({ childAges: [13] })],
    ['unwanted', bed({ features: ['pets'] }), wanted({ unwanted: ['pets'] })],
    ['security_low', bed({ security: 'guarded' }), wanted({ security: 'high' })],
    ['restricted', bed({ restrictions: ['no_women'] }), wanted()],
    ['never_this_house', bed(), wanted({ avoidHouses: ['h'] })],
    ['exploiter_near', bed(), wanted({ avoidAreas: ['mersch'] })],
    ['too_near', bed(), wanted({ avoidAreas: ['esch'], tooNear: ['mersch'] })],
    ['must_not_meet', bed(), wanted(), { neighbours: [neighbour({ conflict: 'must_not_meet' })] }],
    ['same_exploiter', bed(), wanted(), { neighbours: [neighbour({ conflict: 'same_exploiter' })] }],
  ];
  for (const [index, [rule, one, who, around]] of cases.entries())
    test(`${rule} (${index + 1})`, () => assert.deepEqual(rulesOf(one, who, around), [rule]));

  test('and a bed that suits, for none; whoever gives another answer than female or male is shut out of no house', () => {
    assert.deepEqual(
      rulesOf(bed(), wanted(), {
        neighbours: [neighbour(), neighbour({ houseId: 'other', conflict: 'must_not_meet' })],
      }),
      [],
    );
    assert.deepEqual(rulesOf(bed(), wanted({ sex: 'other' }), { neighbours: [neighbour()] }), []);
  });

  test('an age nobody knows shuts nobody out, as much or more guarding suits, and areas that touch are asked of the profile', () => {
    assert.deepEqual(rulesOf(bed({ childFrom: 3, childUntil: 12 }), wanted({ childAges: [3, 12] })), []);
    assert.deepEqual(rulesOf(bed({ childFrom: 3, childUntil: 12 }), wanted()), []);
    assert.deepEqual(rulesOf(bed({ security: 'high' }), wanted({ security: 'guarded' })), []);
    const { areas } = profile.accommodation;
    assert.deepEqual(tooNearFor(areas, { avoidAreas: ['esch'], distance: 'no_neighbour' }), ['capellen', 'luxembourg']);
    assert.deepEqual(tooNearFor(areas, { avoidAreas: ['esch'], distance: 'other_area' }), []);
  });

  test('the night a stay ends is free for the next, when nothing has to be made ready', () => {
    assert.deepEqual(rulesOf(bed(), wanted(), { taken: [taken(-3, 0), taken(8, 9)] }), []);
    assert.deepEqual(rulesOf(bed(), wanted(), { taken: [taken(7, 9)] }), ['turnaround']);
  });
});

const anyDay = fc.integer({ min: -20, max: 20 }).map(day);
const some = (codes: readonly string[]) => fc.subarray([...codes]);
const anyBed = fc.record({
  bedId: fc.constantFrom('b', 'c'),
  houseId: fc.constantFrom('h', 'i'),
  houseCode: fc.constantFrom('LINDEN', 'BIRCH'),
  room: fc.constant('1'),
  bed: fc.constant('A'),
  organisationId: fc.constant('o'),
  kind: fc.constantFrom('dedicated' as const, 'reception' as const, 'abroad' as const),
  area: fc.constantFrom('mersch', 'esch', 'remich'),
  takes: some(['women', 'men', 'families', 'children', 'minors_alone']),
  features: some(['wheelchair', 'step_free', 'night_staff', 'quiet']),
  languages: some(['fr', 'en', 'ar']),
  restrictions: some(['no_new_people', 'no_men', 'no_women', 'no_children']),
  emergency: fc.boolean(),
  sleeps: fc.integer({ min: 1, max: 4 }),
  turnaroundDays: fc.integer({ min: 0, max: 3 }),
  inServiceFrom: anyDay,
  inServiceUntil: fc.option(anyDay, { nil: null }),
  security: fc.constantFrom('ordinary', 'guarded', 'high'),
  childFrom: fc.option(fc.integer({ min: 0, max: 8 }), { nil: null }),
  childUntil: fc.option(fc.integer({ min: 9, max: 17 }), { nil: null }),
});
const anyWanted = fc.record({
  from: anyDay,
  nights: fc.integer({ min: 1, max: 9 }),
  night: fc.boolean(),
  persons: fc.integer({ min: 1, max: 4 }),
  children: fc.integer({ min: 0, max: 3 }),
  sex: fc.constantFrom('female', 'male', 'other', 'unknown'),
  minor: fc.constantFrom('yes' as const, 'no' as const, 'not_sure' as const),
  needs: some(['wheelchair', 'step_free', 'night_staff']),
  wishes: some(['quiet']),
  languages: some(['fr', 'ar']),
  avoidAreas: some(['mersch', 'esch']),
  avoidHouses: some(['h']),
  security: fc.constantFrom('ordinary', 'guarded', 'high'),
  childAges: fc.array(fc.integer({ min: 0, max: 17 }), { maxLength: 2 }),
  unwanted: some(['quiet', 'step_free']),
  distance: fc.constantFrom('other_area', 'no_neighbour'),
  tooNear: some(['remich', 'mersch']),
});
const anyTaken = fc.record({
  bedId: fc.constantFrom('b', 'c'),
  from: anyDay,
  nights: fc.integer({ min: 1, max: 6 }),
  ready: fc.integer({ min: 0, max: 3 }),
});
const anyNeighbour = fc.record({
  houseId: fc.constantFrom('h', 'i'),
  sex: fc.constantFrom('female', 'male', 'other'),
  minor: fc.constant('no' as const),
  persons: fc.constant(1),
  children: fc.integer({ min: 0, max: 2 }),
  conflict: fc.constantFrom(null, 'must_not_meet' as const, 'same_exploiter' as const),
});
const anyWeights = fc
  .tuple(...preferences.map(() => fc.integer({ min: 0, max: 100 })))
  .map((weights) => preferences.map((id: BedPreference, index) => ({ id, weight: weights[index] ?? 0 })));

/** What must be true of a bed that is offered, said once more and otherwise than the rules say it. */
const isSafe = (one: BedFacts, who: Wanted, all: readonly Taken[], others: readonly Neighbour[]): boolean => {
  const nights = Array.from({ length: 40 }, (_, index) => addDays(who.from, index)).filter(
    (night) => night < who.until,
  );
  const free = nights.every(
    (night) => !all.some((it) => it.bedId === one.bedId && it.fromDay <= night && night < it.freeFrom),
  );
  const inside = nights.every(
    (night) => night >= one.inServiceFrom && (one.inServiceUntil === null || night < one.inServiceUntil),
  );
  const alone = others.filter(({ houseId }) => houseId === one.houseId).every(({ conflict }) => conflict === null);
  const childSafe = who.minor === 'no' || one.takes.includes('minors_alone');
  const equipped = who.needs.every((need) => one.features.includes(need));
  return (
    free &&
    inside &&
    alone &&
    childSafe &&
    equipped &&
    who.unwanted.every((what) => !one.features.includes(what)) &&
    (who.security === 'ordinary' || one.security === 'high' || one.security === who.security) &&
    who.childAges.every((age) => (one.childFrom ?? 0) <= age && age <= (one.childUntil ?? 17)) &&
    !who.tooNear.includes(one.area) &&
    one.emergency === who.night &&
    one.kind !== 'abroad' &&
    one.sleeps >= who.persons &&
    !who.avoidAreas.includes(one.area) &&
    !who.avoidHouses.includes(one.houseId) &&
    (who.children === 0 || one.takes.includes('children')) &&
    !one.restrictions.includes('no_new_people')
  );
};

describe('whatever the preferences', () => {
  const world = fc.tuple(
    fc.array(anyBed, { maxLength: 8 }),
    anyWanted,
    fc.array(anyTaken, { maxLength: 6 }),
    fc.array(anyNeighbour, { maxLength: 4 }),
    anyWeights,
    anyWeights,
  );
  type Weighed = readonly { readonly id: BedPreference; readonly weight: number }[];
  type Lived = { readonly taken: readonly Taken[]; readonly neighbours: readonly Neighbour[] };
  const matchWith = (beds: readonly BedFacts[], who: Wanted, around: Lived, weights: Weighed) =>
    matchBeds(beds, who, around, {
      ...{ weights, areas: profile.accommodation.areas },
      freeFrom: (until, days) => freeAfter(profile, until, days),
    });

  test('a hard rule is never broken, every refused bed says why, and none is lost', () => {
    fc.assert(
      fc.property(world, ([beds, { nights, ...asked }, spans, others, weights, otherWeights]) => {
        const who: Wanted = { ...asked, until: addDays(asked.from, nights) };
        const all: Taken[] = spans.map((it) => {
          const untilDay = addDays(it.from, it.nights);
          return { bedId: it.bedId, kind: 'stay', fromDay: it.from, untilDay, freeFrom: addDays(untilDay, it.ready) };
        });
        const first = matchWith(beds, who, { taken: all, neighbours: others }, weights);
        assert.equal(first.suitable.length + first.refused.length, beds.length);
        assert.ok(first.refused.every(({ reasons }) => reasons.length > 0));
        for (const { bed: one } of first.suitable)
          assert.ok(isSafe(one, who, all, others), JSON.stringify({ one, who }));
        const second = matchWith(beds, who, { taken: all, neighbours: others }, otherWeights);
        assert.deepEqual(second.refused, first.refused);
      }),
      { numRuns: 500 },
    );
  });

  test('what speaks for more comes first', () => {
    const weights = profile.accommodation.preferences;
    const beds = [bed({ bedId: 'plain' }), bed({ bedId: 'better', languages: ['ar'], features: ['night_staff'] })];
    const { suitable } = matchWith(beds, wanted({ languages: ['ar'] }), { taken: [], neighbours: [] }, weights);
    assert.deepEqual(
      suitable.map((one) => one.bed.bedId),
      ['better', 'plain'],
    );
    assert.ok(suitable[0]?.because.includes('shared_language'));
  });
});
