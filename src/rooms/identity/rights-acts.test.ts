import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { codeOf, todayIn } from '../../../test/support/case-world.ts';
import { rightsWorld, type RightsWorld } from '../../../test/support/rights-world.ts';
import { addMonths, fixedClock, plainDate, systemClock } from '../../platform/clock.ts';
import { refuse, valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import { acceptCorrection, correctable, correctText } from './actions/rights/correct.ts';
import { approveErasure, keepersOf, liftHold, readHolds, setHold, takeUpProposal } from './actions/rights/erase.ts';
import { confirmTold, countToldWaiting, readRightsNotices } from './actions/rights/notices.ts';
import { readRequest, readRequests, refuseRequest } from './actions/rights/requests.ts';
import { liftRestriction, restrict, rightsMarks } from './actions/rights/restrict.ts';
import { proposeDue } from './index.ts';

let world: RightsWorld;
before(async () => {
  world = await rightsWorld();
});
after(() => world.close());

describe('a correction', () => {
  test('is written for all who could open the old text, which stays beneath; the others are told, by their own reference', async () => {
    const caseId = await world.heldCase();
    const { personId } = await world.personOf(caseId);
    const requestId = await world.taken(caseId, 'rectification');
    const correction = { part: 'identity', field: 'full_name', text: 'Right Name' };
    const write = (given = correction) => world.as(world.police, (scene) => correctText(scene, requestId, given));
    assert.equal(codeOf(await write()), 'not_in_this_state');
    valueOf(await world.as(world.officer, (scene) => acceptCorrection(scene, requestId)));
    assert.equal(codeOf(await write({ ...correction, field: 'shoe_size' })), 'nothing_to_correct');
    const known = await world.as(world.police, (scene) => correctable(scene, personId));
    assert.ok(known.some(({ field }) => field === 'full_name'));
    valueOf(await write());
    const rows = await world.administrator.query(
      `select f.id, array_agg(distinct e.organisation_id order by e.organisation_id) as bodies from identity.sealed_field f
       join identity.data_key_wrap w on w.data_key_id = f.data_key_id join identity.envelope e on e.id = w.envelope_id
       where f.subject_id = $1 and f.field = 'full_name' group by f.id`,
      [personId],
    );
    const holders = [world.body('INFOTRAITE'), world.body('PQT-LUX'), world.body('SPJ')].sort();
    assert.deepEqual(
      rows.rows.map(({ bodies }: { bodies: string[] }) => bodies.toSorted()),
      [holders, holders],
    );
    const [notice] = await world.as(world.service, readRightsNotices);
    assert.deepEqual([notice?.kind, notice?.confirmedAt], ['corrected', null]);
    assert.equal(await world.as(world.service, countToldWaiting), 1);
    valueOf(await world.as(world.service, (scene) => confirmTold(scene, notice?.id ?? '')));
    assert.equal(await world.as(world.service, countToldWaiting), 0);
    assert.equal(codeOf(await world.as(world.service, (scene) => confirmTold(scene, notice?.id ?? ''))), 'not_found');
  });
});

describe('a restriction', () => {
  test('leaves the purposes of the profile, stands on the case, and is lifted', async () => {
    const caseId = await world.heldCase();
    const requestId = await world.taken(caseId, 'restriction');
    valueOf(await world.as(world.officer, (scene) => restrict(scene, requestId)));
    const request = await world.as(world.officer, (scene) => readRequest(scene, requestId));
    assert.deepEqual(request?.purposes, world.profile.dataRights.restriction.purposes);
    assert.deepEqual(await world.as(world.police, (scene) => rightsMarks(scene, caseId)), ['restricted']);
    valueOf(await world.as(world.officer, (scene) => liftRestriction(scene, requestId)));
    assert.deepEqual(await world.as(world.police, (scene) => rightsMarks(scene, caseId)), []);
    assert.equal(codeOf(await world.as(world.officer, (scene) => restrict(scene, requestId))), 'not_in_this_state');
  });
});

describe('an erasure', () => {
  const erasing = { eraseSubject: async () => ({ keptBy: [] }) } as unknown as VaultClient;

  test('asked of a body of police is refused by its law, and what stays is said; the schedule may end it', async () => {
    const caseId = await world.heldCase();
    const requestId = await world.taken(caseId, 'erasure');
    assert.equal(
      codeOf(await world.as(world.officer, (scene) => approveErasure(scene, erasing, requestId))),
      'kept_by_law',
    );
    const request = await world.as(world.officer, (scene) => readRequest(scene, requestId));
    assert.ok(request);
    const keepers = await world.as(world.officer, (scene) => keepersOf(scene, request));
    assert.deepEqual(keepers, [{ organisationId: world.body('PQT-LUX'), ground: 'law_enforcement_keeps' }]);
    valueOf(await world.as(world.officer, (scene) => refuseRequest(scene, requestId, 'law_enforcement_keeps')));
  });

  test('that the vault refuses is refused by its name', async () => {
    const requestId = await world.taken(await world.heldCase(), 'erasure');
    await world.administrator.query(
      `update identity.rights_request set asked_by = 'schedule', proof = null where id = $1`,
      [requestId],
    );
    for (const [code, told] of [
      ['same-person', 'same_person'],
      ['held', 'held'],
      ['already-decided', 'not_in_this_state'],
      ['vault-down', 'unavailable'],
    ] as const) {
      const answer = { eraseSubject: async () => refuse(code) } as unknown as VaultClient;
      assert.equal(codeOf(await world.as(world.officer, (scene) => approveErasure(scene, answer, requestId))), told);
    }
  });

  test('is proposed by the nightly job when nobody worked on a case for its term, once, and held back by name', async () => {
    const caseId = await world.heldCase();
    const worked = `update cases.case_file set opened_at = now() - interval '3 years', victim_status = 'declined' where id = $1`;
    await world.administrator.query(worked, [caseId]);
    await world.administrator.query(`update cases.case_file set victim_status = 'identified' where id <> $1`, [caseId]);
    const night = (clock = systemClock) => proposeDue({ database: world.worker, profile: world.profile, clock });
    const later = fixedClock(`${addMonths(todayIn(world.profile), 25)}T02:00:00Z`);
    const before = await night();
    assert.equal(before, 0, 'the journal says that somebody opened the case lately');
    assert.equal(await night(later), 1);
    assert.equal(await night(later), 0);
    const [proposal] = await world.as(world.officer, (scene) => readRequests(scene, { caseId }));
    assert.deepEqual([proposal?.state, proposal?.dataClass, proposal?.recordedBy], ['proposed', 'detection', null]);
    assert.ok(proposal);
    assert.equal(
      codeOf(await world.as(world.officer, (scene) => takeUpProposal(scene, proposal.id))),
      'nobody_else_approves',
      'who alone approves does not ask as well: it would never be approved',
    );
    valueOf(await world.as(world.police, (scene) => takeUpProposal(scene, proposal.id)));
    const hold = { hold_ground: 'court_order' };
    assert.equal(
      codeOf(await world.as(world.police, (scene) => setHold(scene, proposal, hold))),
      'may_not_answer_request',
    );
    const past = { ...hold, hold_until: plainDate('2020-01-01') };
    assert.equal(codeOf(await world.as(world.officer, (scene) => setHold(scene, proposal, past))), 'hold_in_past');
    const { holdId } = valueOf(await world.as(world.officer, (scene) => setHold(scene, proposal, hold)));
    assert.equal((await world.as(world.officer, (scene) => readHolds(scene, proposal.personId))).length, 1);
    assert.equal((await world.as(world.serviceOfficer, (scene) => readHolds(scene, proposal.personId))).length, 0);
    valueOf(await world.as(world.officer, (scene) => liftHold(scene, holdId)));
    assert.equal(codeOf(await world.as(world.officer, (scene) => liftHold(scene, holdId))), 'not_found');
  });
});
