import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, type PlainDate, plainDate } from '../../platform/clock.ts';
import { isRefusal } from '../../platform/outcome.ts';
import { readProfile } from '../../profile/index.ts';
import { ageFor, answerHolds, consentState, mayAnswer, type Said } from './rules.ts';

const profile = readProfile('profiles/luxembourg');
const { guardian } = profile.consents;
const support = profile.consentKind('support');
const today = plainDate('2026-11-22');
const code = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'holds');

const ages = fc.constantFrom('adult', 'child', 'not_sure', 'unknown');
const speakers = fc.record({
  givenBy: fc.constantFrom('person', 'guardian', 'representative'),
  authority: fc.option(fc.constantFrom(...guardian.authorities.map((one) => one.code), 'invented'), { nil: undefined }),
});

describe('who may answer', () => {
  test('nobody who may be a child ever answers alone, and who answers for a child has an authority for children', () => {
    fc.assert(
      fc.property(ages, speakers, (age, speaker) => {
        if (age === 'adult' || mayAnswer(guardian, age, speaker) !== true) return true;
        return speaker.givenBy !== 'person' && guardian.for_a_child.includes(speaker.authority ?? '');
      }),
    );
  });

  test('an adult answers herself, or somebody does by an authority that the profile names', () => {
    fc.assert(
      fc.property(speakers, (speaker) => {
        const named = guardian.authorities.some((one) => one.code === speaker.authority);
        const may = speaker.givenBy === 'person' || (speaker.givenBy === 'representative' && named);
        return (mayAnswer(guardian, 'adult', speaker) === true) === may;
      }),
    );
  });

  test('each refusal says what is missing', () => {
    assert.equal(code(mayAnswer(guardian, 'not_sure', { givenBy: 'person' })), 'guardian_needed');
    assert.equal(code(mayAnswer(guardian, 'adult', { givenBy: 'guardian' })), 'adult_has_no_guardian');
    assert.equal(
      code(mayAnswer(guardian, 'child', { givenBy: 'guardian', authority: 'written_power' })),
      'authority_needed',
    );
  });

  test('adult only where nobody doubts it', () => {
    assert.equal(ageFor(null, 'adult'), 'adult');
    for (const reported of ['child', 'not_sure', null]) assert.notEqual(ageFor(reported, 'not_sure'), 'adult');
    assert.equal(ageFor('not_sure', 'adult'), 'not_sure');
  });
});

const said: Said = {
  ...{ answer: 'given', parts: ['identity'], givenOn: today, interpreter: 'not_needed', noExplained: true },
};

describe('an answer', () => {
  test('holds for no more than was asked, and only after *no* was explained', () => {
    const all = ['identity', 'contact_safe', 'testimony', 'health', 'legal_residence', 'investigation', 'notes'];
    fc.assert(
      fc.property(fc.subarray(all, { minLength: 1 }), fc.boolean(), (parts, noExplained) => {
        const within = parts.every((part) => support.compartments.some((one) => one === part));
        return (answerHolds(support, { ...said, parts, noExplained }, today) === true) === (within && noExplained);
      }),
    );
  });

  test('a no needs no parts; a yes needs one, a day that has come, its interpreter and no end in the past', () => {
    const held = (changes: Partial<Said>): string => code(answerHolds(support, { ...said, ...changes }, today));
    assert.equal(held({ answer: 'refused', parts: [] }), 'holds');
    assert.equal(held({ parts: [] }), 'nothing_agreed');
    assert.equal(held({ givenOn: addDays(today, 1) }), 'consent_day_ahead');
    assert.equal(held({ interpreter: 'needed_missing' }), 'interpreter_missing');
    assert.equal(held({ validUntil: addDays(today, -1) }), 'ends_before');
    assert.equal(held({ validUntil: today }), 'holds');
    assert.equal(held({ parts: ['testimony'] }), 'not_asked_for');
  });

  test('counts until its last day, and not once it was taken back', () => {
    const state = (validUntil: PlainDate | null, withdrawnAt: string | null = null): string =>
      consentState({ answer: 'given', validUntil, withdrawnAt }, today);
    assert.deepEqual([state(null), state(today), state(addDays(today, -1))], ['given', 'given', 'expired']);
    assert.equal(state(null, '2026-11-22T10:00:00.000Z'), 'withdrawn');
    assert.equal(consentState({ answer: 'refused', validUntil: null, withdrawnAt: null }, today), 'refused');
  });
});
