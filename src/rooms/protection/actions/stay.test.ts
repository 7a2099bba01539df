import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { codeOf } from '../../../../test/support/case-world.ts';
import { noticed, stayWorld } from '../../../../test/support/stay-world.ts';
import { addDays, fixedClock, type PlainDate } from '../../../platform/clock.ts';
import { valueOf } from '../../../platform/outcome.ts';
import { reportStay } from '../../identification/actions/index.ts';
import { endRunOutPeriods, noteParallel, serveDecision } from './index.ts';

const { world, today, on, colleague, take, told, grant, read, blocked, strip, added } = await stayWorld();
after(() => world.close());

describe('the reflection period', () => {
  test('is granted on the notice alone: ninety days, a number, and no question of consent or cooperation', async () => {
    const { caseId, noticeId } = await told();
    valueOf(await grant(noticeId));
    const view = await read(noticeId);
    assert.deepEqual([view.state, view.file.stay?.until], ['reflection', addDays(today, 90)]);
    assert.match(view.file.stay?.number ?? '', /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const clock = (await strip(caseId)).find(({ title }) => title === 'Reflection and recovery period');
    assert.equal(clock?.total, 90);
    assert.match(clock?.source ?? '', /art\. 93.*not yet verified/);
  });

  test('the strip shows the same clocks to police and support, and what was owed as done', async () => {
    const { caseId, noticeId } = await told();
    valueOf(await grant(noticeId));
    const titles = (await strip(caseId)).map(({ title, figure }) => [title, figure]);
    assert.deepEqual(titles, [
      ['Notice to the minister', '✓'],
      ['Reflection and recovery period', '90'],
      ['Start of assistance', '0'],
    ]);
  });

  test('protects although the status is lost meanwhile, to its last day; the return unit hears yes or no', async () => {
    const { caseId, noticeId, reference } = await told();
    valueOf(await grant(noticeId));
    await world.administrator.query(`update identification.removal_block set blocked = false where case_id = $1`, [
      caseId,
    ]);
    assert.equal(await blocked(reference), true);
    assert.equal(
      codeOf(await on(world.police, today, (scene) => reportStay(scene, caseId, { ...noticed, warning_read: true }))),
      'reflection_running',
    );
    const input = { decided_on: today, reasons: ['public_order'], reason_text: 'Invented.' };
    valueOf(await take(noticeId, 'terminate', input));
    assert.equal(await blocked(reference), false);
  });

  test('ends early for the two reasons of the law alone', async () => {
    const { caseId, noticeId } = await told();
    valueOf(await grant(noticeId));
    assert.equal(codeOf(await take(noticeId, 'terminate', { decided_on: today })), 'reason_needed');
    for (const reason of ['cooperation_ended', 'conditions_not_met'])
      assert.equal(
        codeOf(await take(noticeId, 'terminate', { decided_on: today, reasons: [reason] })),
        'reason_does_not_fit',
      );
    valueOf(await take(noticeId, 'terminate', { decided_on: today, reasons: ['renewed_contact'] }));
    assert.equal((await read(noticeId)).state, 'reflection_ended');
    assert.match((await strip(caseId)).find(({ title }) => title.startsWith('Reflection'))?.text ?? '', /ended early/);
  });

  test('ends by itself the day after its last day, and once', async () => {
    const { caseId, noticeId } = await told();
    valueOf(await grant(noticeId));
    const [last, after] = [addDays(today, 90), addDays(today, 91)];
    const run = (day: PlainDate) =>
      endRunOutPeriods({ database: world.worker, profile: world.profile, clock: fixedClock(`${day}T09:00:00.000Z`) });
    await run(last);
    assert.equal((await read(noticeId, last)).state, 'reflection');
    assert.ok((await run(after)) > 0);
    assert.equal((await read(noticeId, after)).state, 'reflection_over');
    assert.equal(await run(after), 0);
    const clock = (await strip(caseId, after)).find(({ title }) => title.startsWith('Reflection'));
    assert.match(clock?.text ?? '', /Ended on 20 February 2027/);
  });

  test('is refused to a citizen of the Union, with the reason said; in doubt it is granted', async () => {
    const { noticeId } = await told();
    const no = { decided_on: today, third_country: 'no' };
    assert.equal(codeOf(await take(noticeId, 'grant_reflection', no)), 'union_citizen');
    valueOf(await take(noticeId, 'grant_reflection', { decided_on: today, third_country: 'not_sure' }));
  });
});

describe('the permit', () => {
  const granted = { reasons: ['proceedings'], contact_broken: true, no_danger: true };

  test('six months, renewed from its last day, withdrawn for a reason of the law', async () => {
    const { caseId, noticeId, reference } = await told();
    valueOf(await grant(noticeId));
    const asked = addDays(today, 10);
    valueOf(await take(noticeId, 'apply_permit', { decided_on: asked, free_decision: true }));
    assert.equal((await read(noticeId, asked)).file.stay?.until, addDays(today, 90), 'the period goes on');
    const day = '2026-12-15' as PlainDate;
    const twice = await take(noticeId, 'grant', { decided_on: day, ...granted, contact_broken: false });
    assert.equal(codeOf(twice), 'contact_not_broken');
    assert.equal(
      codeOf(await take(noticeId, 'grant', { decided_on: day, ...granted, no_danger: false })),
      'danger_to_order',
    );
    valueOf(await take(noticeId, 'grant', { decided_on: day, ...granted }));
    assert.equal((await read(noticeId, day)).file.stay?.until, '2027-06-15');
    valueOf(await take(noticeId, 'renew', { decided_on: '2027-06-01' as PlainDate, ...granted }));
    assert.equal((await read(noticeId, '2027-06-01' as PlainDate)).file.stay?.until, '2027-12-15');
    const end = '2027-07-01' as PlainDate;
    valueOf(await take(noticeId, 'withdraw', { decided_on: end, reasons: ['proceedings_ended'] }));
    assert.equal((await read(noticeId, end)).state, 'permit_withdrawn');
    assert.equal(await blocked(reference, end), true, 'she is still presumed a victim');
    const { knots = [], told: others = [] } = await added(caseId, end);
    assert.deepEqual(
      knots.map(({ title }) => title),
      [
        'Reflection period granted from 22 November 2026',
        'Residence permit granted on 15 December 2026',
        'Residence permit renewed on 1 June 2027',
        'Residence permit withdrawn on 1 July 2027',
      ],
      'what runs in the strip of clocks stands in the thread as well',
    );
    const [immigration] = others;
    assert.equal(immigration?.organisationId, world.permits.organisationId);
    assert.match(immigration?.what ?? '', /^Not the case; told once, on 22 November 2026: Name, Date of birth/);
    const back = { decided_on: end, risk_checked: false };
    assert.equal(codeOf(await take(noticeId, 'return_decision', back)), 'risk_not_checked');
    valueOf(await take(noticeId, 'return_decision', { ...back, risk_checked: true }));
    assert.equal(await blocked(reference, end), false);
  });

  test('may be asked for without any period, and refused with reasons', async () => {
    const { noticeId } = await told();
    valueOf(await take(noticeId, 'apply_permit', { decided_on: today, free_decision: true }));
    assert.equal(codeOf(await take(noticeId, 'refuse', { decided_on: today })), 'reason_needed');
    valueOf(await take(noticeId, 'refuse', { decided_on: today, reasons: ['conditions_not_met'] }));
    assert.equal((await read(noticeId)).state, 'permit_refused');
  });

  test('international protection in parallel is noted and changes nothing else', async () => {
    const { noticeId } = await told();
    valueOf(await grant(noticeId));
    valueOf(await on(world.permits, today, (scene) => noteParallel(scene, { noticeId, version: '1' }, true)));
    const { file, state } = await read(noticeId);
    assert.deepEqual([file.stay?.inParallel, state], [true, 'reflection']);
  });
});

describe('days and colleagues that contradict each other', () => {
  test('no day ahead, none before the status, none before the last decision; back-dating in between is allowed', async () => {
    const { noticeId } = await told(addDays(today, -20));
    const third = { third_country: 'yes' };
    const late = addDays(today, 1);
    const ahead = await take(noticeId, 'grant_reflection', { decided_on: late, ...third }, { day: today });
    assert.equal(codeOf(ahead), 'day_ahead');
    const early = addDays(today, -21);
    assert.equal(
      codeOf(await take(noticeId, 'grant_reflection', { decided_on: early, ...third }, { day: today })),
      'day_before_status',
    );
    valueOf(await take(noticeId, 'grant_reflection', { decided_on: addDays(today, -15), ...third }, { day: today }));
    assert.equal((await read(noticeId)).file.stay?.until, addDays(today, 75));
    const before = { decided_on: addDays(today, -16), free_decision: true };
    assert.equal(codeOf(await take(noticeId, 'apply_permit', before, { day: today })), 'day_before_last');
  });

  test('a period that is over cannot be ended early', async () => {
    const { noticeId } = await told(addDays(today, -100));
    valueOf(await grant(noticeId, addDays(today, -100)));
    const input = { decided_on: today, reasons: ['public_order'] };
    assert.equal(codeOf(await take(noticeId, 'terminate', input)), 'term_over');
  });

  test('of two officers who decide at once one is told that the other was faster', async () => {
    const { noticeId } = await told();
    const input = { decided_on: today, third_country: 'yes' };
    const outcomes = await Promise.all([
      take(noticeId, 'grant_reflection', input, { version: '0' }),
      take(noticeId, 'grant_reflection', input, { version: '0', as: colleague }),
    ]);
    assert.deepEqual(outcomes.map(codeOf).sort(), ['changed_meanwhile', 'not refused']);
    assert.equal((await read(noticeId)).decisions.length, 1);
  });

  test('service is written down once, and not before the decision', async () => {
    const { noticeId } = await told();
    const { decisionId } = valueOf(await grant(noticeId));
    const serve = (day: PlainDate, now = today) =>
      on(world.permits, now, (scene) => serveDecision(scene, { noticeId, decisionId }, day));
    assert.equal(codeOf(await serve(addDays(today, -1))), 'served_before_decided');
    assert.equal(codeOf(await serve(addDays(today, 1))), 'day_ahead');
    valueOf(await serve(today));
    assert.equal(codeOf(await serve(today)), 'already_served');
  });
});
