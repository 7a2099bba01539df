import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { codeOf } from '../../../../test/support/case-world.ts';
import { firm, judgment, on, trialIn } from '../../../../test/support/trial-world.ts';
import { justiceWorld } from '../../../../test/support/justice-world.ts';
import { plainDate } from '../../../platform/clock.ts';
import { valueOf } from '../../../platform/outcome.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { dropCharge, fileAppeal, type JudgmentInput, makeFinal } from './index.ts';

const world = await justiceWorld();
after(() => world.close());
const { prosecutor, colleague, registrar, police, act, newCriminalCase } = world;
const { court, accused, charge, refer, judge, finish, atTrial } = trialIn(world);
const day = plainDate;

describe('the convictions of the cable of 2009', () => {
  const cable = [
    {
      delivered: '2008-04-10',
      persons: [
        ['IT', 36, 4000],
        ['RO', 36, 4000],
      ],
    },
    {
      delivered: '2008-04-24',
      persons: [
        ['IT', 3, 5000],
        ['FR', 3, 3000],
      ],
    },
    {
      delivered: '2008-05-15',
      persons: [
        ['IT', 24, 5000],
        ['IT', 24, 5000],
      ],
    },
    { delivered: '2008-06-12', persons: [['IT', 30, 3000]] },
  ] as const;

  test('seven persons in four cases by article 379 as it was, from the charge to final, each sentence as pronounced', async () => {
    const sentences: string[] = [];
    for (const { delivered, persons } of cable) {
      const { id, suspects } = await atTrial(persons.map(([citizen]) => citizen));
      for (const [index, [, months, fine]] of persons.entries())
        valueOf(
          await judge(
            id,
            suspects[index] ?? '',
            judgment(delivered, { ...firm(months, fine), retained: [String(index + 1)] }),
          ),
        );
      assert.equal((await court(id)).file.state, 'convicted', 'once everybody is judged');
      for (const suspectId of suspects) valueOf(await finish(id, suspectId, '2008-09-01'));
      const view = await court(id);
      assert.equal(view.file.state, 'final');
      assert.deepEqual(new Set(view.suspects.map(({ state }) => state)), new Set(['convicted']));
      for (const one of view.judgments)
        sentences.push(`${one.sentence.pronounced} ${(one.sentence.fineCents ?? 0) / 100}`);
    }
    assert.deepEqual(sentences, ['36 4000', '36 4000', '3 5000', '3 3000', '24 5000', '24 5000', '30 3000']);
  });
});

describe('what is kept out', () => {
  test('an article that was not in force, an offence outside its days, an element of later, nothing ticked', async () => {
    const id = await newCriminalCase({ opened_on: day('2004-09-01') });
    const suspectId = await accused(id, 'IT');
    const tried = async (more: Parameters<typeof charge>[2]) => codeOf(await charge(id, suspectId, more));
    const base = ['THB-BASE:recruit', 'THB-BASE:labour'];
    assert.equal(await tried({ offence: 'THB-BASE', elements: base }), 'offence_not_yet');
    assert.equal(await tried({ facts_to: day('2010-01-01'), charged_on: day('2010-02-01') }), 'offence_no_longer');
    const of2012 = { facts_from: day('2012-01-01'), facts_to: day('2012-02-01'), charged_on: day('2012-03-01') };
    const begging = ['THB-BASE:recruit', 'THB-BASE:begging'];
    assert.equal(await tried({ ...of2012, offence: 'THB-BASE', elements: begging }), 'element_not_yet');
    assert.equal(await tried({ elements: [] }), 'element_missing');
    assert.equal(await tried({ charged_on: day('2004-06-29') }), 'charged_before_facts');
    assert.equal(await tried({ as: police }), 'may_not_decide');
    assert.equal(codeOf(await refer(id, '2007-11-05')), 'nobody_charged');
    valueOf(await charge(id, suspectId));
    const [only] = (await court(id, prosecutor)).charges;
    const drop = () =>
      act(prosecutor, (scene) =>
        dropCharge(scene, { ...on(id), chargeId: only?.id ?? '' }, { dropped_on: day('2006-01-01') }),
      );
    valueOf(await drop());
    assert.equal(codeOf(await drop()), 'not_found');
    assert.equal(codeOf(await refer(id, '2007-11-05')), 'nobody_charged');
  });

  test('parts that do not add up, a verdict without a charge, a judgment by a prosecutor; what stands is untouched', async () => {
    const { id, first } = await atTrial();
    const tried = async (more: Partial<JudgmentInput>, as: Viewer = registrar) =>
      codeOf(await judge(id, first, judgment('2008-04-10', { ...firm(36, 4000), ...more }), { as }));
    assert.equal(await tried({ months_firm: 12, months_suspended: 12 }), 'parts_do_not_add_up');
    assert.equal(await tried({ retained: [] }), 'verdict_needs_charge');
    assert.equal(await tried({ retained: ['7'] }), 'verdict_needs_charge');
    assert.equal(await tried({ instance: 'appeal' }), 'appeal_before_first');
    assert.equal(await tried({ delivered_on: day('2008-03-09') }), 'no_hearing_yet');
    assert.equal(await tried({}, prosecutor), 'may_not_judge');
    assert.equal((await court(id)).judgments.length, 0);
  });

  test('a final decision before a first one, before its time, or while an appeal runs', async () => {
    const { id, first } = await atTrial();
    const none = await act(registrar, (scene) =>
      makeFinal(scene, { ...on(id), judgmentId: first }, { final_on: day('2008-09-01'), final_how: 'accepted' }),
    );
    assert.equal(codeOf(none), 'not_found');
    valueOf(await judge(id, first, judgment('2008-04-10', firm(36, 4000))));
    // Forty days after 10 April 2008 (CPP art. 203, recalled).
    assert.equal(codeOf(await finish(id, first, '2008-05-20')), 'term_still_runs');
    const [stands] = (await court(id)).judgments;
    const appeal = (appealed_on: string) =>
      act(registrar, (scene) =>
        fileAppeal(scene, { ...on(id), judgmentId: stands?.id ?? '' }, { appealed_on: day(appealed_on) }),
      );
    assert.equal(codeOf(await appeal('2008-06-20')), 'already_final');
    valueOf(await appeal('2008-05-02'));
    assert.equal((await court(id)).file.state, 'appeal');
    assert.equal(codeOf(await finish(id, first, '2008-09-01')), 'appeal_runs');
    const more = {
      instance: 'appeal',
      forms: ['SURSIS_PART'],
      months_pronounced: 24,
      months_suspended: 12,
      months_firm: 12,
    };
    valueOf(await judge(id, first, judgment('2008-10-01', more)));
    assert.equal((await court(id)).file.state, 'convicted');
    valueOf(await finish(id, first, '2008-10-02', 'accepted'));
    assert.equal((await court(id)).file.state, 'final');
    assert.equal(codeOf(await charge(id, first)), 'case_over');
  });

  test('two who edit at once: the second is told so, and nothing of the first is lost', async () => {
    const id = await newCriminalCase({ opened_on: day('2004-09-01') });
    const suspectId = await accused(id, 'IT');
    const version = String((await court(id, prosecutor)).file.version);
    valueOf(await charge(id, suspectId, { version }));
    assert.equal(codeOf(await charge(id, suspectId, { version, as: colleague })), 'changed_meanwhile');
    assert.equal((await court(id, prosecutor)).charges.length, 1);
  });

  test('a correction is a judgment of its own; the one it stands in for stays as it was', async () => {
    const { id, first } = await atTrial();
    valueOf(await judge(id, first, judgment('2008-04-10', firm(36, 4000))));
    const [wrong] = (await court(id)).judgments;
    const correctsId = wrong?.id ?? '';
    valueOf(await judge(id, first, judgment('2008-04-10', firm(30, 4000)), { correctsId }));
    const again = await judge(id, first, judgment('2008-04-10', firm(24, 4000)), { correctsId });
    assert.equal(codeOf(again), 'already_corrected');
    const view = await court(id);
    assert.deepEqual(
      view.judgments.map(({ sentence }) => sentence.pronounced),
      [36, 30],
    );
    assert.equal(codeOf(await judge(id, first, judgment('2008-04-10', firm(24, 1)))), 'already_judged');
  });
});
