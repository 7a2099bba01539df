import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, plainDate } from '../../../../platform/clock.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  allowedAppeal,
  allowedFinal,
  allowedJudgment,
  instances,
  isAllFinal,
  lastStanding,
  type Line,
  standing,
} from './index.ts';

const today = plainDate('2026-11-22');
const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'allowed');

let count = 0;
const line = (more: Partial<Line> = {}): Line => ({
  ...{ id: `j${count++}`, accused: 'a', instance: 'first', deliveredOn: plainDate('2008-04-10'), outcome: 'convicted' },
  ...{ correctsId: null, appealedOn: null, finalOn: null, ...more },
});
const judge = (more: Partial<Line>, lines: readonly Line[] = [], factsUntil: string | null = '2004-06-01') =>
  codeOf(allowedJudgment(line(more), { lines, today, factsUntil: factsUntil === null ? null : plainDate(factsUntil) }));

describe('the order of decisions', () => {
  test('no appeal before a first judgment, no cassation before an appeal, nothing after what is final', () => {
    assert.equal(judge({ instance: 'appeal' }), 'appeal_before_first');
    assert.equal(judge({ instance: 'cassation' }, [line()]), 'cassation_before_appeal');
    assert.equal(judge({}), 'allowed');
    assert.equal(judge({}, [line()]), 'already_judged');
    assert.equal(
      judge({ instance: 'appeal', deliveredOn: plainDate('2008-04-09') }, [line()]),
      'judgment_before_earlier',
    );
    assert.equal(judge({ instance: 'appeal', deliveredOn: plainDate('2008-09-01') }, [line()]), 'allowed');
    assert.equal(judge({ instance: 'appeal' }, [line({ finalOn: plainDate('2008-06-01') })]), 'already_final');
    assert.equal(judge({}, [], null), 'accused_not_charged');
    assert.equal(judge({ deliveredOn: plainDate('2004-05-31') }), 'judgment_before_facts');
    assert.equal(judge({ deliveredOn: addDays(today, 1) }), 'day_ahead');
  });

  test('a correction is a judgment of its own that stands in for one of its like, once', () => {
    const first = line();
    assert.equal(judge({ correctsId: first.id }, [first]), 'allowed');
    assert.equal(judge({ correctsId: first.id, accused: 'b' }, [first]), 'corrects_other');
    assert.equal(judge({ correctsId: first.id, instance: 'appeal' }, [first]), 'corrects_other');
    assert.equal(judge({ correctsId: 'nothing' }, [first]), 'corrects_other');
    const second = line({ correctsId: first.id, outcome: 'acquitted' });
    assert.equal(judge({ correctsId: first.id }, [first, second]), 'already_corrected');
    assert.deepEqual(
      standing([first, second]).map(({ outcome }) => outcome),
      ['acquitted'],
    );
    assert.equal(lastStanding([first, second], 'a')?.id, second.id);
  });

  const end = (lines: readonly Line[], on: string, how: 'term_over' | 'accepted' = 'term_over') =>
    codeOf(
      allowedFinal({ accused: 'a', on: plainDate(on), how }, lines, { today, termUntil: plainDate('2008-05-20') }),
    );

  test('nothing is final before a first judgment, while an appeal runs, or before its time is over', () => {
    assert.equal(end([], '2008-06-01'), 'final_before_first');
    assert.equal(end([line()], '2008-05-20'), 'term_still_runs');
    assert.equal(end([line()], '2008-05-21'), 'allowed');
    assert.equal(end([line()], '2008-04-20', 'accepted'), 'allowed');
    assert.equal(end([line()], '2008-04-09', 'accepted'), 'final_before_judgment');
    assert.equal(end([line({ appealedOn: plainDate('2008-04-20') })], '2008-06-01'), 'appeal_runs');
    assert.equal(end([line({ finalOn: plainDate('2008-06-01') })], '2008-06-02'), 'already_final');
    assert.equal(end([line()], '2027-01-01'), 'day_ahead');
  });

  test('an appeal comes after a judgment and within its time', () => {
    const appeal = (lines: readonly Line[], on: string) =>
      codeOf(allowedAppeal({ accused: 'a', on: plainDate(on) }, lines, { today, termUntil: plainDate('2008-05-20') }));
    assert.equal(appeal([], '2008-05-01'), 'appeal_before_first');
    assert.equal(appeal([line()], '2008-05-20'), 'allowed');
    assert.equal(appeal([line()], '2008-05-21'), 'already_final');
    assert.equal(appeal([line()], '2008-04-09'), 'judgment_before_earlier');
    assert.equal(appeal([line({ appealedOn: plainDate('2008-04-20') })], '2008-05-01'), 'appeal_runs');
    assert.equal(
      appeal([line(), line({ instance: 'appeal' }), line({ instance: 'cassation' })], '2008-05-01'),
      'no_appeal_to_cassation',
    );
    assert.equal(appeal([line()], '2027-01-01'), 'day_ahead');
  });

  test('in whatever order judgments are tried, instances that stand are without a gap, and never two alike', () => {
    const step = fc.record({
      instance: fc.constantFrom(...instances),
      day: fc.integer({ min: 0, max: 400 }),
      corrects: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        let lines: readonly Line[] = [];
        for (const { instance, day, corrects } of steps) {
          const deliveredOn = addDays(plainDate('2008-01-01'), day);
          const target = corrects ? (standing(lines).find((one) => one.instance === instance)?.id ?? null) : null;
          const next = line({ instance, deliveredOn, correctsId: target });
          if (judge(next, lines) === 'allowed') lines = [...lines, next];
        }
        const found = standing(lines).map((one) => instances.indexOf(one.instance));
        const sorted = found.toSorted((one, other) => one - other);
        assert.deepEqual(sorted, [...found.keys()]);
      }),
    );
  });

  test('all is final when what stands about every accused is', () => {
    const done = line({ finalOn: plainDate('2008-06-01') });
    assert.equal(isAllFinal([done], ['a']), true);
    assert.equal(isAllFinal([done], ['a', 'b']), false);
    assert.equal(isAllFinal([], []), false);
  });
});
