import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { plainDate } from '../../../platform/clock.ts';
import { valueOf } from '../../../platform/outcome.ts';
import { signedViewer } from '../../../../test/support/personas.ts';
import { caseWorld, type CaseWorld, codeOf } from '../../../../test/support/case-world.ts';
import {
  acceptSupport,
  addNote,
  addTask,
  closeTask,
  declineSupport,
  readCase,
  readPapers,
  readSupportInbox,
  type ReferInput,
  referToSupport,
  shareKeys,
  takeBackSupport,
} from './index.ts';

let world: CaseWorld;
before(async () => {
  world = await caseWorld();
});
after(() => world.close());

const consent: ReferInput = {
  given_by: 'person',
  given_on: plainDate('2026-11-02'),
  method: 'oral',
  language: 'uk',
  interpreter: 'professional_present',
  text_version: '3',
  agreed_parts: ['identity', 'contact_safe'],
  urgency: 'today',
};

const refer = async (caseId: string): Promise<string> =>
  valueOf(await world.as(world.police, (scene) => referToSupport(scene, caseId, consent))).referralId;

describe('tasks and notes', () => {
  test('a task is done once, with the version seen', async () => {
    const caseId = await world.newCase();
    const { taskId } = valueOf(
      await world.as(world.police, (scene) =>
        addTask(scene, caseId, { task_kind: 'follow_up', due_on: plainDate('2026-12-01'), for_me: true }),
      ),
    );
    assert.equal(
      codeOf(await world.as(world.police, (scene) => closeTask(scene, taskId, 'finish', '7'))),
      'changed_meanwhile',
    );
    valueOf(await world.as(world.police, (scene) => closeTask(scene, taskId, 'finish', '1')));
    assert.equal(
      codeOf(await world.as(world.police, (scene) => closeTask(scene, taskId, 'drop', null))),
      'already_closed',
    );
  });

  test('a note is ciphertext in the database; its header is seen by the own body only', async () => {
    const caseId = await world.newCase();
    const secret = 'The shelter is at the old mill.';
    valueOf(
      await world.as(world.police, (scene) => addNote(scene, caseId, { note_kind: 'analysis', note_text: secret })),
    );
    assert.equal((await world.as(world.police, (scene) => readPapers(scene, caseId)))?.notes.length, 1);
    const found = await world.administrator.query<{ n: number }>(
      'select count(*)::int as n from identity.sealed_field where position($1::bytea in blob) > 0',
      [Buffer.from(secret)],
    );
    assert.equal(found.rows[0]?.n, 0);
  });
});

describe('referral to the support service', () => {
  test('the service sees the offer, accepts, and then the case, but not how the person is examined', async () => {
    const caseId = await world.newCase();
    const referralId = await refer(caseId);
    assert.equal(await world.as(world.service, (scene) => readCase(scene, caseId)), null);
    assert.ok(
      (await world.as(world.service, (scene) => readSupportInbox(scene))).offers.some((one) => one.id === referralId),
    );
    valueOf(await world.as(world.service, (scene) => acceptSupport(scene, referralId)));
    const view = await world.as(world.service, (scene) => readCase(scene, caseId));
    assert.deepEqual(
      [
        view?.accesses.map((one) => one.basisKind).sort(),
        view?.file.inquiryAudience.includes(world.service.organisationId),
      ],
      [['consent', 'lead'], false],
    );
    assert.notEqual(
      view?.file.reference,
      (await world.as(world.police, (scene) => readCase(scene, caseId)))?.file.reference,
    );
    assert.equal(
      codeOf(await world.as(world.service, (scene) => acceptSupport(scene, referralId))),
      'already_answered',
    );
    valueOf(
      await world.as(world.police, (scene) => addNote(scene, caseId, { note_kind: 'analysis', note_text: 'ours' })),
    );
    assert.equal((await world.as(world.service, (scene) => readPapers(scene, caseId)))?.notes.length, 0);
  });

  test('keys are handed over once the vault can, and asking again changes nothing', async () => {
    const caseId = await world.newCase();
    const referralId = await refer(caseId);
    const share = (done: boolean) => world.as(world.police, (scene) => shareKeys(scene, async () => done, referralId));
    assert.equal(codeOf(await share(true)), 'keys_not_shared');
    valueOf(await world.as(world.service, (scene) => acceptSupport(scene, referralId)));
    assert.equal(codeOf(await share(false)), 'keys_not_shared');
    valueOf(await share(true));
    valueOf(await share(false));
  });

  test('is refused twice, without interpreter, ahead of its day, for parts the service may not have', async () => {
    const caseId = await world.newCase();
    const attempt = async (change: Partial<ReferInput>) =>
      codeOf(await world.as(world.police, (scene) => referToSupport(scene, caseId, { ...consent, ...change })));
    assert.equal(await attempt({ interpreter: 'needed_missing' }), 'interpreter_missing');
    assert.equal(await attempt({ given_on: plainDate('2099-01-01') }), 'consent_day_ahead');
    assert.equal(await attempt({ agreed_parts: ['testimony'] }), 'compartment_not_for_service');
    await refer(caseId);
    assert.equal(await attempt({}), 'already_offered');
  });

  test('is declined with a reason, or taken back before the answer; the inspectorate never transfers', async () => {
    const [one, other] = [await world.newCase(), await world.newCase()];
    const declined = await refer(one);
    assert.equal(
      codeOf(await world.as(world.service, (scene) => declineSupport(scene, declined, undefined))),
      'reason_needed',
    );
    valueOf(await world.as(world.service, (scene) => declineSupport(scene, declined, 'no_capacity')));
    const back = await refer(other);
    valueOf(await world.as(world.police, (scene) => takeBackSupport(scene, back)));
    assert.equal(codeOf(await world.as(world.service, (scene) => acceptSupport(scene, back))), 'already_answered');
    const inspector = await signedViewer(world.database, {
      role: 'labour_inspector',
      permits: ['cases.refer-support', 'cases.read', 'cases.work'],
    });
    assert.equal(codeOf(await world.as(inspector, (scene) => referToSupport(scene, one, consent))), 'may_not_transfer');
  });
});
