import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addDays, plainDate } from '../../../../platform/clock.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import { projectRoot } from '../../../../platform/root.ts';
import { readProfile } from '../../../../profile/index.ts';
import { allowedCharge, chargeable, type Facts, palermoSide } from './index.ts';

const luxembourg = readProfile(join(projectRoot, 'profiles/luxembourg'));
const ruritania = readProfile(join(projectRoot, 'test/profiles/ruritania'));
const today = plainDate('2026-11-22');
const facts = (from: string, to = from): Facts => ({ from: plainDate(from), to: plainDate(to) });
const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'allowed');

const charge = (offence: string, days: Facts, elements: readonly string[] = [], aggravating: readonly string[] = []) =>
  allowedCharge(luxembourg, { offence, facts: days, elements, aggravating }, today);

const recruited = ['recruit', 'labour'];
const old = ['adult', 'sexual_exploitation'];

describe('the offence in force on the days of the facts', () => {
  test('article 379 as it stood until 2009, article 382-1 since: neither beyond its days', () => {
    assert.equal(codeOf(charge('TRAFF-379-OLD', facts('2004-01-01', '2006-06-30'), old)), 'allowed');
    assert.equal(codeOf(charge('TRAFF-379-OLD', facts('2008-01-01', '2009-03-24'), old)), 'offence_no_longer');
    assert.equal(codeOf(charge('THB-BASE', facts('2009-03-23'), recruited)), 'offence_not_yet');
    assert.equal(codeOf(charge('THB-BASE', facts('2009-03-24'), recruited)), 'allowed');
    const refused = charge('THB-BASE', facts('2008-05-01'), recruited);
    assert.deepEqual(isRefusal(refused) && refused.values, { article: '382-1(1)', day: '2009-03-24' });
  });

  test('of adults and of children, the old article took both', () => {
    for (const victim of ['adult', 'child'])
      assert.equal(codeOf(charge('TRAFF-379-OLD', facts('2007-01-01'), [victim, 'entry'])), 'allowed');
    assert.equal(codeOf(charge('TRAFF-379-OLD', facts('2007-01-01'), ['entry'])), 'element_missing');
  });

  test('a client of a victim is charged for what happened since 2018, and only who knew', () => {
    assert.equal(codeOf(charge('CLIENT-THB', facts('2018-03-04'), ['trafficked', 'knew'])), 'offence_not_yet');
    assert.equal(codeOf(charge('CLIENT-THB', facts('2018-03-05'), ['trafficked', 'knew'])), 'allowed');
    assert.equal(codeOf(charge('CLIENT-THB', facts('2019-01-01'), ['trafficked'])), 'element_missing');
  });

  test('nobody is charged with a text that is not law yet, with a rule, or with a circumstance alone', () => {
    assert.equal(codeOf(charge('USE-SERVICES', facts('2026-08-01'), ['knew'])), 'offence_awaits_law');
    assert.equal(codeOf(charge('THB-CONS', facts('2020-01-01'))), 'offence_not_chargeable');
    assert.equal(codeOf(charge('SOLICIT', facts('2020-01-01'))), 'offence_not_chargeable');
    assert.equal(codeOf(charge('NO-SUCH', facts('2020-01-01'))), 'offence_not_chargeable');
    assert.equal(codeOf(charge('THB-AGG1', facts('2020-01-01'), ['vulnerable'])), 'offence_only_aggravates');
  });

  test('a purpose counts from the law that named it: begging since 2014', () => {
    assert.equal(codeOf(charge('THB-BASE', facts('2014-04-14'), ['recruit', 'begging'])), 'element_not_yet');
    assert.equal(codeOf(charge('THB-BASE', facts('2014-04-15'), ['recruit', 'begging'])), 'allowed');
    assert.equal(codeOf(charge('THB-BASE', facts('2020-01-01'), ['recruit', 'entry'])), 'element_unknown');
  });

  test('an act and a purpose are asked, means never: they aggravate', () => {
    assert.equal(codeOf(charge('THB-BASE', facts('2020-01-01'), ['recruit'])), 'element_missing');
    assert.equal(codeOf(charge('THB-BASE', facts('2020-01-01'), recruited)), 'allowed');
    const worse = charge('THB-BASE', facts('2020-01-01'), recruited, ['THB-AGG1:coercion']);
    assert.equal(codeOf(worse), 'allowed');
    assert.equal(
      codeOf(charge('THB-BASE', facts('2020-01-01'), recruited, ['THB-AGG1:nothing'])),
      'aggravation_does_not_fit',
    );
    assert.equal(codeOf(charge('PROC', facts('2020-01-01'), [], ['THB-AGG1:coercion'])), 'aggravation_does_not_fit');
  });

  test('days ahead and days backwards', () => {
    assert.equal(codeOf(charge('THB-BASE', facts('2026-11-23'), recruited)), 'facts_ahead');
    assert.equal(codeOf(charge('THB-BASE', facts('2020-01-02', '2020-01-01'), recruited)), 'facts_backwards');
  });

  test('on any days, whatever is offered is in force on all of them, and the two texts on trafficking never together', () => {
    const day = fc.integer({ min: 0, max: 12_000 }).map((days) => addDays(plainDate('1995-01-01'), days));
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 2000 }), (from, length) => {
        const days = { from, to: addDays(from, length) };
        const offered = chargeable(luxembourg, days);
        for (const { in_force: it } of offered) {
          assert.ok(it.from === null || it.from <= days.from);
          assert.ok(it.to === null || days.to < it.to);
        }
        const ids = offered.map(({ id }) => id);
        assert.ok(!(ids.includes('TRAFF-379-OLD') && ids.includes('THB-BASE')));
        assert.ok(!ids.includes('USE-SERVICES') && !ids.includes('THB-AGG1'));
      }),
    );
  });

  test('another country has its own texts: one that follows another, a circumstance of its own day', () => {
    const asked = (offence: string, on: string, aggravating: readonly string[] = []) =>
      codeOf(
        allowedCharge(
          ruritania,
          { offence, facts: facts(on), elements: offence === 'SNATCH' ? ['grab'] : [], aggravating },
          today,
        ),
      );
    assert.equal(asked('SNATCH-OLD', '2019-12-31'), 'allowed');
    assert.equal(asked('SNATCH', '2019-12-31'), 'offence_not_yet');
    assert.equal(asked('SNATCH', '2021-06-01', ['SNATCH-WORSE:night']), 'offence_not_yet');
    assert.equal(asked('SNATCH', '2022-06-01', ['SNATCH-WORSE:night']), 'allowed');
  });
});

describe('the same facts in the terms of the Palermo Protocol', () => {
  const side = (elements: readonly string[], aggravating: readonly string[] = []) => {
    const allowed = charge('THB-BASE', facts('2020-01-01'), elements, aggravating);
    assert.ok(!isRefusal(allowed));
    return palermoSide(allowed.elements);
  };

  test('an adult needs means, which the national text does not ask for', () => {
    assert.deepEqual(side(recruited), {
      ...{ acts: ['recruitment'], means: [], purposes: ['labour'], child: false, complete: false },
    });
    assert.equal(side(recruited, ['THB-AGG1:vulnerable']).complete, true);
    assert.deepEqual(side(recruited, ['THB-AGG1:vulnerable']).means, ['abuse_of_vulnerability']);
  });

  test('a child does not', () => {
    assert.equal(side(recruited, ['THB-AGG2:minor']).complete, true);
    assert.equal(side(recruited, ['THB-AGG2:minor']).child, true);
  });
});
