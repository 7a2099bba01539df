import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fixedClock, instantPlus, type PlainDate } from '../../../platform/clock.ts';
import { isRefusal, type Outcome } from '../../../platform/outcome.ts';
import { readProfile } from '../../../profile/index.ts';
import { answersAt, inOrder, isLeftOpen, mayCorrect, mayRing, rareTogether } from './calls.ts';

const world = { profile: readProfile('profiles/luxembourg') };
const atThree = fixedClock('2026-11-23T02:00:00.000Z');
const later = (hours: number) => fixedClock(instantPlus(atThree.now(), hours * 3_600_000));
const codeOf = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'done');

describe('rules of calls', () => {
  const monday = '2026-11-23' as PlainDate;
  const resource = () => {
    const found = world.profile.hotline.resources.find(({ code }) => code === 'infotraite');
    assert.ok(found);
    return found;
  };

  test('a caller is rung on a yes, within the hours, until reached; never else', () => {
    const rule = { call_back: 'yes', call_back_from: 600, call_back_until: 720, called_back_at: null };
    const at = (minutes: number) => ({ day: monday, minutes });
    assert.equal(mayRing(rule, at(600)), true);
    for (const minutes of [599, 720, 0]) assert.equal(codeOf(mayRing(rule, at(minutes))), 'not_at_this_hour');
    for (const call_back of ['no', 'not_asked', null])
      assert.equal(codeOf(mayRing({ ...rule, call_back }, at(650))), 'must_not_call_back');
    assert.equal(codeOf(mayRing({ ...rule, called_back_at: atThree.now() }, at(650))), 'already_called_back');
    assert.equal(mayRing({ ...rule, call_back_from: null, call_back_until: null }, at(3)), true);
  });

  test('a closed record is put right by who closed it, for the hours of the profile', () => {
    const call = { closed_by: 'me', closed_at: atThree.now() };
    const by = (staffId: string, hours: number) => mayCorrect(call, { staffId, now: later(hours).now(), hours: 24 });
    assert.equal(by('me', 24), true);
    assert.equal(codeOf(by('me', 25)), 'too_late_to_correct');
    assert.equal(codeOf(by('you', 1)), 'call_of_somebody_else');
    const open = { closed_by: null, closed_at: null };
    assert.equal(codeOf(mayCorrect(open, { staffId: 'me', now: atThree.now(), hours: 24 })), 'call_still_open');
  });

  test('a service answers by its hours, its holidays, and the hours of a language', () => {
    const state = (minutes: number, more: { isHoliday?: boolean; language?: string } = {}, day = monday) =>
      answersAt(resource(), { at: { day, minutes }, isHoliday: false, ...more });
    assert.equal(state(9 * 60), 'open');
    assert.equal(state(12 * 60 + 30), 'closed');
    assert.equal(state(9 * 60, {}, '2026-11-22' as PlainDate), 'closed');
    assert.equal(state(9 * 60, { isHoliday: true }), 'holiday');
    assert.equal(state(14 * 60, { language: 'pt' }), 'other_hours');
    assert.equal(state(9 * 60, { language: 'pt' }), 'open');
    const night = { at: { day: monday, minutes: 180 }, isHoliday: true };
    assert.equal(inOrder(world.profile.hotline.resources, night)[0]?.code, 'police');
  });

  test('codes of few calls are one number', () => {
    const counts = [
      { code: 'fr', count: 3 },
      { code: 'ti', count: 1 },
      { code: 'uk', count: 9 },
      { code: 'th', count: 2 },
    ];
    const told = rareTogether(counts, 3);
    assert.deepEqual([told.shown.map(({ code }) => code), told.rare], [['uk', 'fr'], 3]);
  });

  test('a record is an alarm once it is open longer than the profile lets it', () => {
    assert.equal(isLeftOpen(atThree.now(), later(1).now(), 60), false);
    assert.equal(isLeftOpen(atThree.now(), later(1.1).now(), 60), true);
  });
});
