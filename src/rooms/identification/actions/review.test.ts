import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../../platform/clock.ts';
import { asViewer } from '../../../platform/database/index.ts';
import { valueOf } from '../../../platform/outcome.ts';
import { caseWorld, type CaseWorld, codeOf, decisionFor } from '../../../../test/support/case-world.ts';
import { type DecideInput, readReviews, reviewDecision } from './index.ts';

let world: CaseWorld;
before(async () => {
  world = await caseWorld();
});
after(() => world.close());

const because = (reason: string, more: Partial<DecideInput> = {}): DecideInput =>
  decisionFor(world.profile, reason, more);

describe('two people', () => {
  const identified = async (): Promise<string> => {
    const caseId = await world.presumed();
    valueOf(await world.take(world.police, caseId, 'identify', because('facts_confirmed')));
    return caseId;
  };

  for (const [event, reason, end] of [
    ['downgrade_to_presumed', 'new_elements', 'presumed'],
    ['lose_status', 'fraud', 'status_lost'],
  ] as const)
    test(`${event} waits for a second officer, who is another`, async () => {
      const caseId = await identified();
      const { decisionId, awaitsReview } = valueOf(
        await world.take(world.police, caseId, event, because(reason, { legal_check: true })),
      );
      assert.deepEqual([awaitsReview, await world.stateOf(caseId)], [true, 'identified']);
      assert.equal(
        codeOf(await world.take(world.second, caseId, 'close', because('follow_up_ended'))),
        'already_awaiting',
      );
      assert.equal(
        codeOf(await world.as(world.police, (scene) => reviewDecision(scene, decisionId, { confirms: true }))),
        'may_not_review_own',
      );
      assert.ok((await world.as(world.second, readReviews)).decisions.some((one) => one.id === decisionId));
      valueOf(await world.as(world.second, (scene) => reviewDecision(scene, decisionId, { confirms: true })));
      assert.equal(await world.stateOf(caseId), end);
      assert.equal(
        codeOf(await world.as(world.second, (scene) => reviewDecision(scene, decisionId, { confirms: true }))),
        'already_reviewed',
      );
    });

  test('lose_status asks for the legal check; the block of removal ends with the status', async () => {
    const caseId = await identified();
    assert.equal(
      codeOf(await world.take(world.police, caseId, 'lose_status', because('fraud', { legal_check: false }))),
      'legal_check_needed',
    );
    const { decisionId } = valueOf(
      await world.take(world.police, caseId, 'lose_status', because('fraud', { legal_check: true })),
    );
    valueOf(await world.as(world.second, (scene) => reviewDecision(scene, decisionId, { confirms: true })));
    assert.equal((await world.read(world.police, caseId))?.block?.blocked, false);
  });

  test('sent back: nothing changes, and it can be decided again', async () => {
    const caseId = await identified();
    const { decisionId } = valueOf(
      await world.take(world.police, caseId, 'downgrade_to_presumed', because('new_elements')),
    );
    const silent = await world.as(world.second, (scene) => reviewDecision(scene, decisionId, { confirms: false }));
    assert.equal(codeOf(silent), 'reason_needed');
    valueOf(
      await world.as(world.second, (scene) =>
        reviewDecision(scene, decisionId, { confirms: false, reason: 'facts_missing', words: 'Ask the canary again.' }),
      ),
    );
    assert.equal(await world.stateOf(caseId), 'identified');
    valueOf(await world.take(world.police, caseId, 'downgrade_to_presumed', because('new_elements')));
  });

  test('the database itself refuses an officer who confirms her own decision', async () => {
    const caseId = await identified();
    const { decisionId } = valueOf(
      await world.take(world.police, caseId, 'downgrade_to_presumed', because('new_elements')),
    );
    const own = asViewer(world.casework, world.police, (tx) =>
      tx
        .updateTable('identification.decision')
        .set({ state: 'in_force', reviewed_by: world.police.staffId, reviewed_at: systemClock.now() })
        .where('id', '=', decisionId)
        .execute(),
    );
    await assert.rejects(own);
  });
});
