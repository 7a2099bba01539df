import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { caseWorld, type CaseWorld, codeOf } from '../../../test/support/case-world.ts';
import { personOfCase } from '../cases/index.ts';
import { readConsents, recordConsent, standingConsents } from './index.ts';
import { agreed } from '../../../test/support/case-world.ts';
import { idOfBody } from '../directory/index.ts';

let world: CaseWorld;
before(async () => {
  world = await caseWorld();
});
after(() => world.close());

const knownTo = async (viewer: Viewer, caseId: string) => {
  const person = await world.as(world.police, (scene) => personOfCase(scene, caseId));
  return world.as(viewer, (scene) => readConsents(scene, person?.personId ?? ''));
};

describe('what a person answered', () => {
  test('a yes is a record with all that makes it one, seen by whom it lets in and by who took it', async () => {
    const caseId = await world.newCase();
    const { consentId } = valueOf(await world.agree(caseId));
    const [mine] = await knownTo(world.police, caseId);
    assert.deepEqual(
      [mine?.id, mine?.answer, mine?.givenBy, mine?.language, mine?.interpreter, mine?.method, mine?.textVersion],
      [consentId, 'given', 'person', 'uk', 'professional_present', 'oral', 'support-2026-1'],
    );
    assert.deepEqual(mine?.organisations, [idOfBody(world.profile, 'INFOTRAITE')]);
    assert.equal((await knownTo(world.service, caseId)).length, 1);
    assert.equal((await knownTo(world.permits, caseId)).length, 0);
  });

  test('a no is known to who took it alone, lets nobody in, and tells nobody', async () => {
    const caseId = await world.newCase();
    const person = await world.as(world.police, (scene) => personOfCase(scene, caseId));
    assert.ok(person);
    const no = agreed(world.profile, { answer: 'refused', agreed_parts: [] });
    const { outcome, events } = await world.acting(world.police, (scene) => recordConsent(scene, person, no));
    valueOf(outcome);
    assert.deepEqual(
      events.map(({ type, audience }) => [type, audience]),
      [['identity.consent_refused', []]],
    );
    assert.equal((await knownTo(world.service, caseId)).length, 0);
    const service = idOfBody(world.profile, 'INFOTRAITE');
    const standing = await world.as(world.police, (scene) => standingConsents(scene, person.personId, service));
    assert.deepEqual(standing, []);
  });

  test('a child is answered for: whatever the form says, the report’s doubt counts', async () => {
    const caseId = await world.newCase();
    const young = `update referrals.report_person set age_answer = 'not_sure' where id = (select person_id from cases.case_file where id = $1)`;
    await world.administrator.query(young, [caseId]);
    assert.equal(codeOf(await world.agree(caseId)), 'guardian_needed');
    assert.equal(codeOf(await world.agree(caseId, { given_by: 'guardian' })), 'authority_needed');
    valueOf(await world.agree(caseId, { given_by: 'guardian', authority: 'ad_hoc_administrator' }));
  });

  test('is recorded by who may, about a case they see, of a kind that the profile asks', async () => {
    const caseId = await world.newCase();
    const person = await world.as(world.police, (scene) => personOfCase(scene, caseId));
    assert.ok(person);
    const as = async (viewer: Viewer) =>
      codeOf(await world.as(viewer, (scene) => recordConsent(scene, person, agreed(world.profile))));
    assert.equal(await as(world.permits), 'may_not_record_consent');
    await assert.rejects(as(world.service), /row-level security/);
    assert.equal(codeOf(await world.agree(caseId, { kind: 'anything' })), 'not_found');
    assert.equal(codeOf(await world.agree(caseId, { agreed_parts: ['testimony'] })), 'not_asked_for');
  });
});
