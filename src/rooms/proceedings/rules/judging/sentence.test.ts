import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isRefusal } from '../../../../platform/outcome.ts';
import { projectRoot } from '../../../../platform/root.ts';
import { readProfile } from '../../../../profile/index.ts';
import {
  checkSentence,
  isEffective,
  noSentence,
  outsideThreat,
  type Sentence,
  suspensionOf,
  threatOf,
} from './index.ts';

const luxembourg = readProfile(join(projectRoot, 'profiles/luxembourg'));
const codeOf = (outcome: unknown): string => (isRefusal(outcome) ? outcome.refused : 'allowed');

const prison = (form: string, pronounced: number, suspended: number, firm: number): Sentence => ({
  ...{ ...noSentence, forms: [form], pronounced, suspended, firm },
});
const check = (sentence: Sentence, kind: 'natural' | 'legal' = 'natural') =>
  codeOf(checkSentence(luxembourg, sentence, kind));

describe('sentences', () => {
  test('months pronounced are suspended and firm ones, whatever the numbers', () => {
    const months = fc.integer({ min: 0, max: 400 });
    fc.assert(
      fc.property(months, months, months, (pronounced, suspended, firm) => {
        const forms = luxembourg.offences.sentence_forms.filter((form) => form.kind === 'prison');
        for (const form of forms) {
          const sentence = {
            ...prison(form.id, pronounced, suspended, firm),
            probation: form.prison?.probation === true ? 12 : null,
          };
          const verdict = check(sentence);
          if (verdict !== 'allowed') continue;
          assert.equal(suspended + firm, pronounced);
          assert.ok(pronounced > 0);
          const how = suspensionOf(sentence);
          if (form.prison?.suspended === 'none') assert.equal(how, 'none');
          if (form.prison?.suspended === 'all') assert.equal(how, 'full');
          if (form.prison?.suspended === 'part') assert.equal(how, 'part');
        }
      }),
    );
  });

  test('every split of a length is one form and only one of: firm, in part, in full', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 360 }), fc.nat({ max: 360 }), (whole, held) => {
        const suspended = Math.min(whole, held);
        const fitting = ['FERME', 'SURSIS_INT', 'SURSIS_PART'].filter(
          (form) => check(prison(form, whole, suspended, whole - suspended)) === 'allowed',
        );
        assert.equal(fitting.length, 1);
      }),
    );
  });

  test('parts that do not add up, no length, two forms, prison for a company', () => {
    assert.equal(check(prison('SURSIS_PART', 36, 12, 12)), 'parts_do_not_add_up');
    assert.equal(check(prison('FERME', 0, 0, 0)), 'length_needed');
    assert.equal(check({ ...prison('FERME', 3, 0, 3), forms: ['FERME', 'SURSIS_INT'] }), 'one_prison_form');
    assert.equal(check(prison('FERME', 3, 0, 3), 'legal'), 'legal_person_no_prison');
    assert.equal(check(prison('FERME', 12, 6, 6)), 'suspension_does_not_fit');
    assert.equal(check(prison('SURSIS_PART', 12, 12, 0)), 'suspension_does_not_fit');
    assert.equal(check({ ...noSentence, forms: ['AMENDE'], fineCents: 1, pronounced: 3 }), 'length_without_form');
    assert.equal(check(noSentence), 'sentence_empty');
    assert.equal(check({ ...noSentence, forms: ['GALLOWS'] }), 'form_unknown');
  });

  test('probation, fines, hours, bans each say how much or of what, and only with their form', () => {
    const probation = prison('SURSIS_PROB', 24, 24, 0);
    assert.equal(check(probation), 'probation_needed');
    assert.equal(check({ ...probation, probation: 36 }), 'allowed');
    assert.equal(check({ ...prison('FERME', 3, 0, 3), probation: 3 }), 'probation_without_form');
    assert.equal(check({ ...noSentence, forms: ['AMENDE'] }), 'amount_needed');
    assert.equal(check({ ...noSentence, forms: ['AMENDE'], fineCents: 0 }), 'amount_needed');
    assert.equal(check({ ...prison('FERME', 3, 0, 3), fineCents: 300_000 }), 'amount_without_form');
    assert.equal(check({ ...noSentence, forms: ['CONFISC'] }), 'allowed');
    assert.equal(check({ ...noSentence, forms: ['TIG'] }), 'hours_needed');
    assert.equal(check({ ...noSentence, forms: ['TIG'], workHours: 120 }), 'allowed');
    assert.equal(check({ ...noSentence, forms: ['AMENDE'], fineCents: 1, workHours: 3 }), 'hours_without_form');
    assert.equal(check({ ...noSentence, forms: ['INTERD'] }), 'ban_needed');
    assert.equal(check({ ...noSentence, forms: ['FERMET'], bans: ['activity'] }), 'ban_without_form');
    assert.equal(check({ ...noSentence, forms: ['SUSP_PRON', 'AMENDE'], fineCents: 1 }), 'deferral_stands_alone');
    assert.equal(check({ ...noSentence, forms: ['AMENDE', 'EXCL'], fineCents: 500_000 }, 'legal'), 'allowed');
  });

  test('a fully suspended one takes nothing at once, a fine beside it does', () => {
    assert.equal(isEffective(luxembourg, prison('SURSIS_INT', 12, 12, 0)), false);
    assert.equal(
      isEffective(luxembourg, { ...prison('SURSIS_INT', 12, 12, 0), forms: ['SURSIS_INT', 'AMENDE'], fineCents: 1 }),
      true,
    );
    assert.equal(suspensionOf(noSentence), null);
  });

  test('the seven sentences of 2008 hold; two of them lie below what article 379 threatened, which is said and never refused', () => {
    const cases = [
      [36, 4000],
      [36, 4000],
      [3, 5000],
      [3, 3000],
      [24, 5000],
      [24, 5000],
      [30, 3000],
    ] as const;
    const offence = luxembourg.offences.offences.find(({ id }) => id === 'TRAFF-379-OLD');
    assert.ok(offence);
    const threat = threatOf(luxembourg, offence, []);
    assert.deepEqual(threat, { leastMonths: 6, mostMonths: 36, leastFine: 500, mostFine: 125_000 });
    const outside = cases.map(([months, fine]) => {
      const sentence = { ...prison('FERME', months, 0, months), forms: ['FERME', 'AMENDE'], fineCents: fine * 100 };
      assert.equal(check(sentence), 'allowed');
      return outsideThreat(sentence, threat).join();
    });
    assert.deepEqual(outside, ['', '', 'below_prison', 'below_prison', '', '', '']);
  });

  test('the heaviest text counts for what is threatened', () => {
    const base = luxembourg.offences.offences.find(({ id }) => id === 'THB-BASE');
    assert.ok(base);
    const most = (aggravating: readonly string[]) => threatOf(luxembourg, base, aggravating)?.mostMonths;
    assert.deepEqual(
      [most([]), most(['THB-AGG1:vulnerable']), most(['THB-AGG1:vulnerable', 'THB-AGG2:minor'])],
      [60, 120, 180],
    );
    assert.deepEqual(outsideThreat(prison('FERME', 240, 0, 240), threatOf(luxembourg, base, [])), ['above_prison']);
    assert.deepEqual(outsideThreat(prison('FERME', 240, 0, 240), null), []);
  });
});
