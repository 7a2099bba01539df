import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { codeOf, todayIn } from '../../../test/support/case-world.ts';
import { canary, heldTexts, rightsWorld, type RightsWorld } from '../../../test/support/rights-world.ts';
import { addDays, addMonths, plainDate } from '../../platform/clock.ts';
import { valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { assembleAnswer, decideAnswer, handOver, notePart, openPart, partsOf } from './actions/rights/answer.ts';
import {
  countOpenRequests,
  extendRequest,
  isOverdue,
  readRequest,
  refuseRequest,
  takeRequest,
} from './actions/rights/requests.ts';

let world: RightsWorld;
before(async () => {
  world = await rightsWorld();
});
after(() => world.close());

describe('a request', () => {
  test('runs from the day it came, for the months of its law; longer once, for a reason', async () => {
    const caseId = await world.heldCase();
    const day = plainDate('2026-01-31');
    const { requestId } = valueOf(await world.ask(caseId, 'access', { received_on: day }));
    const first = await world.as(world.officer, (scene) => readRequest(scene, requestId));
    assert.deepEqual([first?.receivedOn, first?.dueOn, first?.state], [day, '2026-02-28', 'received']);
    assert.ok(first && isOverdue(first, plainDate('2026-03-01')) && !isOverdue(first, plainDate('2026-02-28')));
    valueOf(await world.as(world.officer, (scene) => extendRequest(scene, requestId, 'complex')));
    assert.equal((await world.as(world.officer, (scene) => readRequest(scene, requestId)))?.dueOn, addMonths(day, 3));
    assert.equal(
      codeOf(await world.as(world.officer, (scene) => extendRequest(scene, requestId, 'complex'))),
      'already_extended',
    );
    assert.ok((await world.as(world.officer, countOpenRequests)) > 0);
  });

  test('is taken by who may, on a day that has come, with the authority of who speaks for the person', async () => {
    const caseId = await world.heldCase();
    assert.equal(codeOf(await world.ask(caseId, 'access', { asked_by: 'guardian' })), 'authority_needed');
    const tomorrow = addDays(todayIn(world.profile), 1);
    assert.equal(codeOf(await world.ask(caseId, 'access', { received_on: tomorrow })), 'request_day_ahead');
    const person = await world.personOf(caseId);
    const input = { asked_by: 'person', proof: 'known_to_worker', received_on: todayIn(world.profile) };
    assert.equal(
      codeOf(await world.as(world.officer, (scene) => takeRequest(scene, person, 'access', input))),
      'may_not_take_request',
    );
  });

  test('is seen by its body alone', async () => {
    const requestId = await world.taken(await world.heldCase(), 'access');
    assert.equal(await world.as(world.serviceOfficer, (scene) => readRequest(scene, requestId)), null);
    assert.equal(await world.as(world.permits, (scene) => readRequest(scene, requestId)), null);
  });

  test('is refused on a ground that the law knows for it, by who answers', async () => {
    const caseId = await world.heldCase();
    const requestId = await world.taken(caseId, 'access');
    const by = (viewer: Viewer, ground: string) => world.as(viewer, (scene) => refuseRequest(scene, requestId, ground));
    assert.equal(codeOf(await by(world.police, 'manifestly_unfounded')), 'may_not_answer_request');
    assert.equal(codeOf(await by(world.officer, 'legal_claims')), 'ground_not_of_this');
    valueOf(await by(world.officer, 'manifestly_unfounded'));
    assert.equal(codeOf(await by(world.officer, 'manifestly_unfounded')), 'not_in_this_state');
  });
});

describe('what a person is answered', () => {
  test('is read for the names of others first; nothing that names them is given', async () => {
    const caseId = await world.heldCase();
    const requestId = await world.taken(caseId, 'access');
    const part = (one: string) => ({ requestId, part: one });
    const decide = (map: Readonly<Record<string, string>>) =>
      world.as(world.officer, (scene) => decideAnswer(scene, requestId, new Map(Object.entries(map))));
    assert.equal(codeOf(await decide({ identity: 'give' })), 'not_in_this_state', 'nobody has read it yet');
    world.asked.length = 0;
    const read = valueOf(await world.as(world.police, (scene) => openPart(scene, world.vault, part('testimony'))));
    assert.deepEqual(read.opened, { testimony: heldTexts['testimony'] });
    assert.deepEqual(world.asked, [{ purpose: 'access_request', compartments: ['testimony'] }]);
    for (const never of ['reporter', 'investigation'])
      assert.equal(
        codeOf(await world.as(world.police, (scene) => openPart(scene, world.vault, part(never)))),
        'not_found',
      );
    valueOf(await world.as(world.police, (scene) => notePart(scene, part('identity'), false)));
    assert.equal(await world.stateOf(requestId), 'received');
    valueOf(await world.as(world.police, (scene) => notePart(scene, part('testimony'), true)));
    assert.equal(await world.stateOf(requestId), 'read');
    const facts = {
      case: 'give',
      consents: 'give',
      recipients: 'give',
      recipients_protected: 'give',
      openings: 'give',
    };
    const whole = { ...facts, identity: 'give', testimony: 'rights_of_others', reporter: 'rights_of_others' };
    assert.equal(codeOf(await decide(whole)), 'part_undecided');
    assert.equal(codeOf(await decide({ ...whole, investigation: 'give' })), 'part_never_given');
    const protectedOne = { ...whole, investigation: 'investigation_protected' };
    assert.equal(codeOf(await decide({ ...protectedOne, testimony: 'give' })), 'others_named');
    assert.equal(codeOf(await decide({ ...protectedOne, testimony: 'because' })), 'ground_not_of_this');
    valueOf(await decide(protectedOne));
  });

  test('holds the person’s own and nobody else: no reporter, no investigator, no relative, no police named unless decided', async () => {
    const caseId = await world.heldCase();
    const requestId = await world.decided(caseId);
    world.asked.length = 0;
    const answer = valueOf(await world.as(world.police, (scene) => assembleAnswer(scene, world.vault, requestId)));
    assert.deepEqual(world.asked, [{ purpose: 'access_request', compartments: ['identity'] }]);
    const text = JSON.stringify({ ...answer, decisions: [...answer.decisions] });
    assert.ok(text.includes(canary.own));
    for (const secret of [canary.story, canary.reporter, canary.note, 'Canarisseau', world.police.displayName])
      assert.ok(!text.includes(secret), secret);
    assert.deepEqual(
      answer.recipients.map(({ organisationId }) => organisationId),
      [world.body('INFOTRAITE')],
      'the prosecutor is not named while that would harm',
    );
    assert.equal(answer.consents.length, 1);
    const told = await world.decided(await world.heldCase(), { recipients_protected: 'give' });
    const open = valueOf(await world.as(world.police, (scene) => assembleAnswer(scene, world.vault, told)));
    assert.ok(open.recipients.some(({ organisationId }) => organisationId === world.body('PQT-LUX')));
  });

  test('is handed over once, by who took the request', async () => {
    const requestId = await world.decided(await world.heldCase());
    assert.equal(codeOf(await world.as(world.officer, (scene) => handOver(scene, requestId))), 'may_not_take_request');
    valueOf(await world.as(world.police, (scene) => handOver(scene, requestId)));
    assert.equal(codeOf(await world.as(world.police, (scene) => handOver(scene, requestId))), 'not_in_this_state');
    assert.equal(await world.stateOf(requestId), 'handed_over');
  });

  test('is made of nothing that nobody holds', async () => {
    const requestId = await world.taken(await world.newCase(), 'access');
    const request = await world.as(world.officer, (scene) => readRequest(scene, requestId));
    assert.ok(request);
    const { parts } = await world.as(world.officer, (scene) => partsOf(scene, request));
    assert.deepEqual(
      parts.filter(({ isText }) => isText),
      [],
    );
  });
});
