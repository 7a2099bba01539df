import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { plainDate } from '../../../platform/clock.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import { readProfile } from '../../../profile/index.ts';
import { endStates, machineOf, openStates, reportEvents, saidWithReason, stepsFrom } from '../steps.ts';
import {
  endOfReport,
  isNotTraffickingReason,
  mayBeNoTrafficking,
  mayPair,
  maySplitOff,
  reporterMayKnow,
  stateAfter,
  waitingOf,
} from './triage.ts';

const profile = readProfile('profiles/luxembourg');
const on = plainDate('2026-11-21');
const police = { organisations: ['SPJ'], on, holds: ['reporter-reachable', ...saidWithReason] as const };
const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : String(outcome));

describe('steps of a report', () => {
  test('the police take a report from its arrival to its end, and nobody else does', () => {
    assert.equal(stateAfter(profile, 'transmitted', 'acknowledge', police), 'acknowledged');
    assert.equal(stateAfter(profile, 'acknowledged', 'ask', police), 'more_info');
    assert.equal(stateAfter(profile, 'more_info', 'go_on', police), 'acknowledged');
    assert.equal(stateAfter(profile, 'acknowledged', 'link', police), 'linked');
    assert.equal(stateAfter(profile, 'linked', 'close', police), 'closed');
    const inspector = { ...police, organisations: ['ITM'] };
    for (const event of ['acknowledge', 'link', 'redirect', 'not_thb'] as const)
      for (const state of openStates)
        assert.equal(codeOf(stateAfter(profile, state, event, inspector)), 'step_not_possible');
    assert.equal(stateAfter(profile, 'more_info', 'answer', inspector), 'acknowledged');
  });

  test('a reporter without access is not asked this way', () => {
    const unreachable = { ...police, holds: [] };
    assert.equal(codeOf(stateAfter(profile, 'acknowledged', 'ask', unreachable)), 'reporter_not_reachable');
  });

  test('every step this room offers leads to a state of the table, and none leads out of an end', () => {
    const states = machineOf(profile).states.map(({ id }) => id);
    for (const state of states)
      for (const step of stepsFrom(profile, state, police)) {
        assert.ok(states.includes(step.to));
        assert.ok(reportEvents.some((event) => event === step.event));
      }
    for (const state of ['closed', 'closed_not_thb']) assert.deepEqual(stepsFrom(profile, state, police), []);
    assert.ok([...openStates, ...endStates].every((state) => states.includes(state)));
  });
});

describe('what may be said of a report', () => {
  test('no trafficking is not said of victims, nor of who was found to be one and then declined or lost the status', () => {
    const nobody = { status: null, outcome: null };
    const others = [
      nobody,
      { status: 'reported', outcome: 'still_open' },
      { status: 'declined', outcome: 'person_declined' },
    ];
    assert.equal(mayBeNoTrafficking([...others, { status: 'not_victim', outcome: 'no_indications' }]), true);
    for (const status of ['presumed', 'identified'])
      assert.equal(codeOf(mayBeNoTrafficking([nobody, { status, outcome: null }])), 'persons_are_victims');
    for (const status of ['declined', 'status_lost', 'not_victim', 'closed'])
      assert.equal(
        codeOf(mayBeNoTrafficking([...others, { status, outcome: 'indications_found' }])),
        'persons_are_victims',
      );
  });

  test('what a report came to follows from its persons, and waits for the last of them', () => {
    const end = (...outcomes: (string | null)[]): string =>
      codeOf(endOfReport(outcomes.map((outcome) => ({ outcome }))));
    for (const missing of [null, 'still_open']) assert.equal(end('indications_found', missing), 'persons_undecided');
    assert.equal(end(), 'persons_undecided');
    assert.equal(end('no_indications', 'person_declined', 'indications_found'), 'indications_found');
    assert.equal(end('person_declined', 'no_indications', 'duplicate'), 'no_indications');
    assert.equal(end('person_not_found', 'person_declined'), 'person_declined');
    assert.equal(end('duplicate', 'person_not_found'), 'person_not_found');
  });

  test('only reasons of “not a victim” are reasons for it', () => {
    assert.equal(isNotTraffickingReason(profile, 'labour_offence'), true);
    assert.equal(isNotTraffickingReason(profile, 'other'), true);
    assert.equal(isNotTraffickingReason(profile, 'indicators_observed'), false);
    assert.equal(isNotTraffickingReason(profile, 'constructor'), false);
  });

  test('the reporter learns what the police found, never what the person chose', () => {
    assert.equal(reporterMayKnow('indications_found'), 'indications_found');
    assert.equal(reporterMayKnow('person_declined'), null);
    assert.equal(reporterMayKnow('still_open'), null);
  });
});

const persons = [
  { id: 'a', case_id: null, same_as: null },
  { id: 'b', case_id: 'c1', same_as: null },
  { id: 'c', case_id: null, same_as: null },
];

describe('dividing and joining', () => {
  test('some persons go, not all, none with a case, none who is not there', () => {
    assert.equal(maySplitOff(persons, ['a']), true);
    assert.equal(codeOf(maySplitOff(persons, [])), 'no_person');
    assert.equal(codeOf(maySplitOff(persons, ['a', 'b', 'c'])), 'all_persons');
    assert.equal(codeOf(maySplitOff(persons, ['b'])), 'persons_have_cases');
    assert.equal(codeOf(maySplitOff(persons, ['x'])), 'no_such_person');
    assert.equal(codeOf(maySplitOff(persons, ['a', 'a'])), 'no_such_person');
  });

  test('each human being is one', () => {
    const theirs = [{ id: 'x', case_id: 'c2', same_as: null }];
    assert.equal(mayPair(persons, theirs, []), true);
    assert.equal(mayPair(persons, theirs, [{ from: 'a', to: 'x' }]), true);
    const twice = [
      { from: 'a', to: 'x' },
      { from: 'c', to: 'x' },
    ];
    assert.equal(codeOf(mayPair(persons, theirs, twice)), 'paired_twice');
    assert.equal(codeOf(mayPair(persons, theirs, [{ from: 'x', to: 'a' }])), 'no_such_person');
    assert.equal(codeOf(mayPair(persons, theirs, [{ from: 'b', to: 'x' }])), 'persons_have_cases');
  });

  test('however persons are chosen, a report never becomes empty', () => {
    const free = persons.map((one) => ({ ...one, case_id: null }));
    fc.assert(
      fc.property(fc.array(fc.constantFrom<string>('a', 'b', 'c', 'x')), (wanted) => {
        if (maySplitOff(free, wanted) !== true) return;
        const left = free.filter(({ id }) => !wanted.includes(id));
        assert.ok(left.length > 0 && left.length + wanted.length === free.length);
      }),
    );
  });
});

test('waiting is told in whole days and hours, never negative', () => {
  assert.deepEqual(waitingOf(3_600_000 * 49), { days: 2, hours: 1 });
  assert.deepEqual(waitingOf(59 * 60_000), { days: 0, hours: 0 });
  assert.deepEqual(waitingOf(-5), { days: 0, hours: 0 });
});
