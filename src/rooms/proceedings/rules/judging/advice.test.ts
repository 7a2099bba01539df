import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, plainDate } from '../../../../platform/clock.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import { projectRoot } from '../../../../platform/root.ts';
import { readProfile } from '../../../../profile/index.ts';
import { allowedPayment, claimLanguage, dayInOrder, owed, twoTracks } from './index.ts';

const luxembourg = readProfile(join(projectRoot, 'profiles/luxembourg'));
const ruritania = readProfile(join(projectRoot, 'test/profiles/ruritania'));
const today = plainDate('2026-11-22');
const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'allowed');

describe('what comes of an award', () => {
  test('payments come to the award and never over it, in whatever parts', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.array(fc.integer({ min: -5, max: 400_000 })),
        (awarded, parts) => {
          let paid = 0;
          for (const part of parts) {
            const outcome = allowedPayment(part, { awarded, paid });
            if (isRefusal(outcome)) continue;
            assert.equal(outcome.paid, paid + part);
            assert.equal(outcome.settles, owed({ awarded, paid: outcome.paid }) === 0);
            paid = outcome.paid;
          }
          assert.ok(paid <= awarded);
        },
      ),
    );
    assert.equal(codeOf(allowedPayment(101, { awarded: 100, paid: 0 })), 'payment_over_award');
    assert.equal(codeOf(allowedPayment(0, { awarded: 100, paid: 0 })), 'amount_needed');
  });

  test('a claim to the State is taken in the languages of the country alone; its days follow each other', () => {
    assert.deepEqual(
      ['fr', 'de', 'lb', 'en'].map((language) => codeOf(claimLanguage(luxembourg, language))),
      ['allowed', 'allowed', 'allowed', 'claim_language'],
    );
    assert.equal(codeOf(claimLanguage(ruritania, 'fr')), 'claim_language');
    assert.equal(codeOf(dayInOrder(addDays(today, 1), { today, lastOn: null })), 'day_ahead');
    assert.equal(codeOf(dayInOrder(plainDate('2020-01-01'), { today, lastOn: today })), 'day_before_last');
    assert.equal(codeOf(dayInOrder(today, { today, lastOn: today })), 'allowed');
  });
});

describe('two qualifications beside each other', () => {
  const open = (seen: readonly string[]) =>
    Object.fromEntries(twoTracks(luxembourg, seen).map((side) => [side.code, side.open.length]));

  test('the same facts may speak for both; neither is ever said to be the right one', () => {
    assert.deepEqual(open([]), { abuse: 1, trafficking: 2 });
    assert.deepEqual(open(['pay_far_below']), { abuse: 0, trafficking: 1 });
    assert.deepEqual(open(['recruited']), { abuse: 1, trafficking: 1 });
    assert.deepEqual(open(['pay_far_below', 'lodging_unfit']), { abuse: 0, trafficking: 0 });
    const [abuse, trafficking] = twoTracks(luxembourg, ['pay_withheld', 'hours_excessive']);
    assert.deepEqual(abuse?.spoken, [{ element: 'abusive_conditions', facts: ['pay_withheld', 'hours_excessive'] }]);
    assert.deepEqual(trafficking?.spoken, [{ element: 'labour', facts: ['pay_withheld', 'hours_excessive'] }]);
  });

  test('more facts never close what was open before less', () => {
    const all = luxembourg.justice.two_track?.facts.map(({ code }) => code) ?? [];
    assert.ok(all.length >= 15);
    fc.assert(
      fc.property(fc.subarray(all), fc.subarray(all), (some, more) => {
        const [few, many] = [open(some), open([...new Set([...some, ...more])])];
        for (const track of ['abuse', 'trafficking']) assert.ok((many[track] ?? 9) <= (few[track] ?? 0));
      }),
    );
  });

  test('a country without the aid has none', () => {
    assert.deepEqual(twoTracks(ruritania, ['pay_withheld']), []);
  });
});
