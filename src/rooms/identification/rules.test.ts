import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { plainDate } from '../../platform/clock.ts';
import { isRefusal, type Outcome, valueOf } from '../../platform/outcome.ts';
import { readProfile } from '../../profile/index.ts';
import {
  allowedStep,
  type DecisionFacts,
  type DecisionPlace,
  informationAfter,
  type InformationFacts,
  isRemovalBlocked,
  noticeAllowed,
  outcomeOf,
  questionsFor,
  reasonsFor,
  replay,
  type StatusEvent,
  stayReportAllowed,
  thirdCountryOf,
} from './rules.ts';
import { decidableSteps, firstState, isFinal, statusMachine } from './steps.ts';

const profile = readProfile('profiles/luxembourg');
const machine = profile.steps(statusMachine);
const today = plainDate('2026-11-21');
const police = ['SPJ'];

const facts: DecisionFacts = {
  event: 'indications_found',
  decidedOn: today,
  reasons: ['indicators_observed'],
  indicators: ['DEL-01'],
  legalCheck: true,
  freeDecision: true,
  followUpEnded: true,
};
const place: DecisionPlace = { state: 'reported', organisations: police, today, reviewed: false };
const code = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'allowed');

/** The reason that fits a step, so that only what a test is about is wrong. */
const fitting = (event: string, to: string): readonly string[] => reasonsFor(profile, { event, to }).slice(0, 1);

describe('who may decide what, from where', () => {
  test('every step of the table, by the police, with all that its guards ask', () => {
    for (const step of machine.transitions.filter(({ event }) => event !== 'report' && event !== 'start_interview'))
      for (const state of step.from) {
        const given = { ...facts, event: step.event, reasons: fitting(step.event, step.to) };
        const allowed = valueOf(allowedStep(profile, given, { ...place, state }));
        assert.deepEqual(
          [allowed.to, allowed.needsReview],
          [step.to, step.guards.includes('two-people')],
          `${state} ${step.event}`,
        );
      }
  });

  test('no other body takes a step of the identifying one', () => {
    for (const organisation of profile.organisations.filter(
      (one) => !['SPJ', 'INFOTRAITE', 'VICTIM'].includes(one.code),
    ))
      for (const { event, from, to } of machine.transitions.filter((one) => one.event !== 'report')) {
        const given = { ...facts, event, reasons: fitting(event, to) };
        const outcome = allowedStep(profile, given, {
          ...place,
          state: from[0] ?? '',
          organisations: [organisation.code],
        });
        assert.equal(code(outcome), 'not_your_step', `${organisation.code} ${event}`);
      }
  });

  test('each guard that is not met is named, at its field', () => {
    const cases: readonly (readonly [Partial<DecisionFacts>, string, string, string])[] = [
      [{ reasons: [] }, 'reported', 'reason_needed', 'reasons'],
      [{ indicators: [] }, 'reported', 'indicators_needed', 'indicators'],
      [{ decidedOn: plainDate('2026-11-22') }, 'reported', 'day_ahead', 'decided_on'],
      [{ reasons: ['fraud'] }, 'reported', 'reason_does_not_fit', 'reasons'],
      [
        { event: 'lose_status', reasons: ['fraud'], legalCheck: false },
        'identified',
        'legal_check_needed',
        'legal_check',
      ],
      [
        { event: 'decline', reasons: ['left_country'], freeDecision: false },
        'reported',
        'person_must_decide',
        'free_decision',
      ],
      [
        { event: 'close', reasons: ['follow_up_ended'], followUpEnded: false },
        'declined',
        'follow_up_open',
        'follow_up_ended',
      ],
    ];
    for (const [change, state, refused, field] of cases) {
      const outcome = allowedStep(profile, { ...facts, ...change }, { ...place, state });
      assert.ok(isRefusal(outcome));
      assert.deepEqual([outcome.refused, outcome.field], [refused, field]);
    }
    assert.equal(code(allowedStep(profile, { ...facts, event: 'identify' }, place)), 'no_such_step');
    assert.equal(code(allowedStep(profile, { ...facts, event: 'nonsense' }, place)), 'no_such_step');
  });

  test('reviewed by a second officer, a decision needs no further review', () => {
    const given = { ...facts, event: 'lose_status', reasons: ['fraud'] };
    assert.equal(
      valueOf(allowedStep(profile, given, { ...place, state: 'presumed', reviewed: true })).needsReview,
      false,
    );
  });

  test('each form asks what the guards of its step need, and no more', () => {
    for (const step of machine.transitions) {
      const asked = questionsFor(profile, step);
      assert.equal(asked.includes('indicators'), step.guards.includes('indicators-kept'));
      assert.equal(asked.includes('legal_check'), step.guards.includes('legal-check'));
      assert.equal(asked.includes('free_decision'), step.guards.includes('person-decides'));
      assert.ok(!step.guards.includes('reasoned') || asked.includes('reasons'));
    }
  });

  test('from a final state nothing can be decided', () => {
    for (const { id } of machine.states.filter(({ final }) => final)) {
      assert.equal(isFinal(profile, id), true);
      assert.deepEqual(decidableSteps(profile, id, police, today), []);
    }
    assert.equal(isFinal(profile, 'presumed'), false);
  });
});

describe('what the events give', () => {
  test('after any walk through the table, replaying the events gives the status at its end', () => {
    const walk = fc.array(fc.nat(20), { maxLength: 30 });
    fc.assert(
      fc.property(walk, (choices) => {
        let state = firstState(profile);
        const events: StatusEvent[] = [];
        for (const choice of choices) {
          const steps = decidableSteps(profile, state, police, today);
          const step = steps[choice % Math.max(1, steps.length)];
          if (step === undefined) break;
          events.push(
            { type: 'identification.decision_proposed', to: 'nowhere' },
            { type: 'identification.status_changed', to: step.to },
          );
          state = step.to;
        }
        assert.equal(replay(profile, events), state);
      }),
      { verbose: true },
    );
    assert.equal(replay(profile, []), 'reported');
  });

  test('indications found at any time stay the outcome; else the present state decides', () => {
    for (const { id } of machine.states) assert.equal(outcomeOf(id, true), 'indications_found');
    assert.deepEqual(
      ['not_victim', 'declined', 'interview', 'reported'].map((state) => outcomeOf(state, false)),
      ['no_indications', 'person_declined', 'still_open', 'still_open'],
    );
  });
});

describe('removal, notice, irregular stay', () => {
  test('a removal is blocked for a held status unless the person is known to be a citizen of the Union', () => {
    for (const { id } of machine.states)
      for (const answer of ['yes', 'no', 'not_sure'] as const)
        assert.equal(
          isRemovalBlocked(id, answer),
          ['presumed', 'identified'].includes(id) && answer !== 'no',
          `${id} ${answer}`,
        );
  });

  test('the notice is for a held status and a person who is or may be a third-country national', () => {
    assert.equal(code(noticeAllowed('presumed', 'yes')), 'allowed');
    assert.equal(code(noticeAllowed('identified', 'not_sure')), 'allowed');
    assert.equal(code(noticeAllowed('presumed', 'no')), 'not_third_country');
    assert.equal(code(noticeAllowed('reported', 'yes')), 'status_not_held');
  });

  test('an irregular stay is not reported while the person must not be removed, nor without the warning', () => {
    assert.equal(code(stayReportAllowed({ reflection: true, warningRead: true })), 'reflection_running');
    assert.equal(code(stayReportAllowed({ reflection: false, warningRead: false })), 'warning_not_read');
    assert.equal(code(stayReportAllowed({ reflection: false, warningRead: true })), 'allowed');
  });

  test('whether somebody is a third-country national follows from the groups of countries; unknown is not sure', () => {
    assert.deepEqual(
      [['UA'], ['FR'], ['LU'], ['CH'], ['UA', 'FR'], [], ['XX-none']].map((list) => thirdCountryOf(profile, list)),
      ['yes', 'no', 'no', 'no', 'no', 'not_sure', 'not_sure'],
    );
  });
});

describe('information on rights', () => {
  const told: InformationFacts = {
    occasion: 'first',
    toldOn: today,
    rights: ['R01'],
    dismissalTold: true,
    interpreter: 'professional_present',
    leafletVersion: '2020-10',
    acknowledged: 'yes',
  };
  const after = (state: string, change: Partial<InformationFacts> = {}, organisations = police) =>
    informationAfter(profile, state, { ...told, ...change }, { organisations, today });

  test('orally, with the leaflet, acknowledged: as far as it went', () => {
    assert.equal(after('none', { leafletVersion: null }), 'oral');
    assert.equal(after('none', { acknowledged: 'declined' }), 'written');
    assert.equal(after('none'), 'understood');
    assert.equal(after('understood', { occasion: 'turning_point', dismissalTold: false }), 'renewed');
    assert.equal(after('renewed', { occasion: 'turning_point' }), 'renewed');
  });

  test('is none without a right, without “the case may be dismissed”, without a language understood, or by a body that may not', () => {
    assert.equal(code(after('none', { rights: [] })), 'rights_not_told');
    assert.equal(code(after('none', { dismissalTold: false })), 'dismissal_not_told');
    assert.equal(code(after('none', { interpreter: 'needed_missing' })), 'language_not_understood');
    assert.equal(code(after('none', { toldOn: plainDate('2027-01-01') })), 'day_ahead');
    assert.equal(code(after('oral')), 'told_before');
    assert.equal(code(after('none', { occasion: 'turning_point' })), 'not_told_before');
    assert.equal(code(after('none', {}, ['DGI'])), 'not_your_step');
  });

  test('no first information ever goes through without the dismissal, whatever else was told', () => {
    const any = fc.record({
      rights: fc.subarray(['R01', 'R12', 'R26']),
      leafletVersion: fc.option(fc.constant('1')),
      acknowledged: fc.constantFrom('yes', 'no', 'declined'),
      interpreter: fc.constantFrom('not_needed', 'professional_present', 'needed_missing'),
    });
    fc.assert(
      fc.property(any, (change) => isRefusal(after('none', { ...change, dismissalTold: false }))),
      { verbose: true },
    );
  });
});
