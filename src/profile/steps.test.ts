import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { plainDate } from '../platform/clock.ts';
import { isRefusal } from '../platform/outcome.ts';
import { guardNames, nextState, possibleSteps, readProfile, unmetGuards } from './index.ts';

const luxembourg = readProfile(join(import.meta.dirname, '../../profiles/luxembourg'));
const ruritania = readProfile(join(import.meta.dirname, '../../test/profiles/ruritania'));
const on = plainDate('2026-11-21');
const status = luxembourg.steps('victim-status');

test('only the identifying body presumes, and only with a reason and its indicators', () => {
  const ask = (organisation: string, holds: ('reasoned' | 'indicators-kept')[]) =>
    nextState(status, 'interview', 'indications_found', { organisations: [organisation], on, holds });
  assert.deepEqual(ask('ITM', ['reasoned', 'indicators-kept']), {
    refused: 'not_your_step',
    values: { state: 'interview', event: 'indications_found' },
  });
  const withoutReason = ask('SPJ', ['indicators-kept']);
  assert.ok(isRefusal(withoutReason) && withoutReason.values?.guard === 'reasoned');
  const allowed = ask('SPJ', ['reasoned', 'indicators-kept']);
  assert.ok(!isRefusal(allowed) && allowed.state === 'presumed' && allowed.transition.id === 'VIC-T03');
});

test('the reported are not called detected', () => {
  for (const machine of Object.values(luxembourg.machines)) {
    assert.ok(!machine.states.some((state) => state.id === 'detected'));
  }
  assert.equal(luxembourg.stateName('victim-status', 'reported', 'de'), 'Gemeldet');
});

test('a person declines freely; staff only write it down', () => {
  const decline = (organisation: string) =>
    nextState(status, 'presumed', 'decline', { organisations: [organisation], on, holds: ['person-decides'] });
  assert.ok(!isRefusal(decline('SPJ')) && !isRefusal(decline('VICTIM')));
  assert.ok(isRefusal(decline('DGI')));
});

test('the first information needs that the case may be dismissed', () => {
  const rights = luxembourg.steps('rights-information');
  const [first] = possibleSteps(rights, 'none', ['SPJ'], on);
  assert.ok(first);
  assert.deepEqual(unmetGuards(first, ['rights-told', 'language-understood']), ['dismissal-told']);
});

test('losing a status needs two people', () => {
  const lose = (holds: Parameters<typeof unmetGuards>[1]) =>
    nextState(status, 'presumed', 'lose_status', { organisations: ['SPJ'], on, holds });
  assert.ok(isRefusal(lose(['reasoned', 'legal-check'])));
  assert.ok(!isRefusal(lose(['reasoned', 'legal-check', 'two-people'])));
});

test('no step before its law is in force, none after it ended', () => {
  const [step] = status.transitions;
  assert.ok(step);
  const dated = { ...status, transitions: [{ ...step, valid_from: '2026-01-01', valid_to: '2027-01-01' }] };
  const at = (day: string) =>
    nextState(dated, 'potential', 'report', {
      organisations: ['ITM'],
      on: plainDate(day),
      holds: ['indicator-screening'],
    });
  assert.deepEqual(
    ['2025-12-31', '2026-01-01', '2026-12-31', '2027-01-01'].map((day) => isRefusal(at(day))),
    [true, false, false, true],
  );
});

const machines = [luxembourg, ruritania].flatMap((profile) => Object.values(profile.machines));
const situation = fc.constantFrom(...machines).chain((machine) =>
  fc.record({
    machine: fc.constant(machine),
    state: fc.constantFrom(...machine.states.map((state) => state.id), 'nowhere'),
    event: fc.constantFrom(...machine.transitions.map((step) => step.event), 'nothing'),
    organisations: fc.subarray([...luxembourg.organisations, ...ruritania.organisations].map((one) => one.code)),
    holds: fc.subarray([...guardNames]),
  }),
);

test('a step is taken exactly when the table, the body and the conditions allow it', () => {
  fc.assert(
    fc.property(situation, ({ machine, state, event, organisations, holds }) => {
      const outcome = nextState(machine, state, event, { organisations, on, holds });
      const offered = possibleSteps(machine, state, organisations, on).find((step) => step.event === event);
      const allowed = offered !== undefined && unmetGuards(offered, holds).length === 0;
      assert.equal(!isRefusal(outcome), allowed);
      if (!isRefusal(outcome)) assert.equal(outcome.state, offered?.to);
    }),
    { numRuns: 500 },
  );
});

test('no final state is ever left, and nobody acts for no organisation', () => {
  fc.assert(
    fc.property(situation, ({ machine, state, organisations }) => {
      assert.equal(possibleSteps(machine, state, [], on).length, 0);
      const final = machine.states.find((one) => one.id === state)?.final === true;
      if (final) assert.equal(possibleSteps(machine, state, organisations, on).length, 0);
    }),
  );
});
