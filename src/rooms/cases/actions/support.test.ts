import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { plainDate } from '../../../platform/clock.ts';
import { valueOf } from '../../../platform/outcome.ts';
import { signedViewer } from '../../../../test/support/personas.ts';
import { caseWorld, type CaseWorld, codeOf } from '../../../../test/support/case-world.ts';
import { appendToJournal } from '../../../platform/journal.ts';
import { sealFor } from '../../identity/index.ts';
import { personOfCase } from '../index.ts';
import {
  acceptSupport,
  addNote,
  amendNote,
  addTask,
  closeTask,
  declineSupport,
  readCase,
  readPapers,
  readSupportInbox,
  referToSupport,
  shareKeys,
  takeBackSupport,
} from './index.ts';

let world: CaseWorld;
before(async () => {
  world = await caseWorld();
});
after(() => world.close());

const offerOf = (caseId: string) =>
  world.as(world.police, (scene) => referToSupport(scene, caseId, { urgency: 'today' }));

const refer = async (caseId: string): Promise<string> => {
  valueOf(await world.agree(caseId));
  return valueOf(await offerOf(caseId)).referralId;
};

/** Writes down how the person of a case is called, for the police. */
const sealName = (caseId: string): Promise<void> =>
  world.as(world.police, async (scene) => {
    const person = await personOfCase(scene, caseId);
    const organisationId = world.police.organisationId;
    const basis = { kind: 'recipient', code: 'report' } as const;
    const compartments = { identity: { full_name: 'Nobody' } };
    const recipient = { organisationId, basis, compartments: ['identity'] as const };
    await sealFor(scene, [{ subjectId: person?.personId ?? '', compartments }], [recipient]);
  });

const secret = 'The house is full until the canary leaves.';

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

  test('to reach somebody is done by who has just read how she may be reached, where anything is known of it', async () => {
    const caseId = await world.newCase();
    const add = async (): Promise<string> =>
      valueOf(await world.as(world.police, (scene) => addTask(scene, caseId, { task_kind: 'contact_person' }))).taskId;
    const finish = (taskId: string, event: 'finish' | 'drop' = 'finish') =>
      world.as(world.police, (scene) => closeTask(scene, taskId, event, null));
    valueOf(await finish(await add()));
    const personId = await world.as(world.police, async (scene) => {
      const person = (await personOfCase(scene, caseId))?.personId ?? '';
      const organisationId = world.police.organisationId;
      const compartments = { contact_safe: { best_time: 'Mornings, never by voice mail' } };
      const basis = { kind: 'recipient', code: 'report' } as const;
      await sealFor(
        scene,
        [{ subjectId: person, compartments }],
        [{ organisationId, basis, compartments: ['contact_safe'] }],
      );
      return person;
    });
    assert.equal(codeOf(await finish(await add())), 'safe_contact_not_read');
    valueOf(await finish(await add(), 'drop'));
    await world.as(world.police, ({ tx, viewer, clock }) =>
      appendToJournal(tx, { organisationId: viewer.organisationId, staffId: viewer.staffId, now: clock.now() }, [
        {
          ...{ type: 'identity.opened', subject: { kind: 'subject', id: personId }, personId },
          data: { compartments: ['contact_safe'], purpose: 'contact_person' },
        },
      ]),
    );
    valueOf(await finish(await add()));
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

describe('what is added to a note', () => {
  const note = async (caseId: string) =>
    valueOf(
      await world.as(world.police, (scene) =>
        addNote(scene, caseId, { note_kind: 'contact', note_text: 'On Monday.' }),
      ),
    ).noteId;
  const amend = (who: typeof world.police, caseId: string, amended_note: string) =>
    world.as(who, (scene) => amendNote(scene, caseId, { amended_note, amendment_text: 'On Tuesday.' }));

  test('belongs to it, and what is added to an addition as well; the note is as it was', async () => {
    const caseId = await world.newCase();
    const noteId = await note(caseId);
    const added = valueOf(await amend(world.police, caseId, noteId));
    valueOf(await amend(world.police, caseId, added.noteId));
    const papers = await world.as(world.police, (scene) => readPapers(scene, caseId));
    assert.deepEqual(papers?.notes.map(({ amends }) => amends).toSorted(), [noteId, noteId, null]);
    assert.deepEqual(
      papers?.notes.map(({ kind }) => kind),
      ['contact', 'contact', 'contact'],
    );
  });

  test('never to a note of another case, nor by another body', async () => {
    const [caseId, otherId] = [await world.newCase(), await world.newCase()];
    const noteId = await note(caseId);
    assert.equal(codeOf(await amend(world.police, otherId, noteId)), 'no_such_note');
    assert.equal(codeOf(await amend(world.service, caseId, noteId)), 'not_found');
    await assert.rejects(
      world.administrator.query(
        `insert into cases.note (id, case_id, organisation_id, author_id, kind, at, amends)
         select gen_random_uuid(), $2, organisation_id, author_id, kind, at, id from cases.note where id = $1`,
        [noteId, otherId],
      ),
      /foreign key/,
    );
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
    const waits = async (): Promise<boolean> =>
      (await world.as(world.police, (scene) => readCase(scene, caseId)))?.tasks.some(
        ({ kind, state }) => kind === 'hand_over_keys' && state === 'open',
      ) === true;
    assert.equal(await waits(), true, 'who referred is told to look for the answer');
    assert.equal(codeOf(await share(true)), 'keys_not_shared');
    valueOf(await world.as(world.service, (scene) => acceptSupport(scene, referralId)));
    assert.equal(codeOf(await share(true)), 'nothing_sealed_yet', 'nothing of what was agreed is written down');
    assert.equal(await waits(), true);
    await sealName(caseId);
    assert.equal(codeOf(await share(false)), 'keys_not_shared');
    assert.equal(await waits(), true);
    valueOf(await share(true));
    assert.equal(await waits(), false);
    valueOf(await share(false));
  });

  test('is refused without a consent, with a refused or an ended one, and a second time', async () => {
    const caseId = await world.newCase();
    assert.equal(codeOf(await offerOf(caseId)), 'consent_needed');
    valueOf(await world.agree(caseId, { answer: 'refused', agreed_parts: [] }));
    assert.equal(codeOf(await offerOf(caseId)), 'consent_needed');
    valueOf(await world.agree(caseId, { kind: 'police', agreed_parts: ['identity'] }));
    assert.equal(codeOf(await offerOf(caseId)), 'consent_needed', 'the police are not the service');
    const { consentId } = valueOf(await world.agree(caseId));
    await world.administrator.query(
      `update identity.consent set given_on = '2020-01-01', valid_until = '2020-02-01' where id = $1`,
      [consentId],
    );
    assert.equal(codeOf(await offerOf(caseId)), 'consent_needed');
    await refer(caseId);
    assert.equal(codeOf(await offerOf(caseId)), 'already_offered');
  });

  test('is not accepted once the consent has ended; taken back, it takes the offer with it', async () => {
    const [ended, back] = [await world.newCase(), await world.newCase()];
    const [one, other] = [await refer(ended), await refer(back)];
    const accept = async (id: string) => codeOf(await world.as(world.service, (scene) => acceptSupport(scene, id)));
    await world.administrator.query(
      `update identity.consent set given_on = '2020-01-01', valid_until = '2020-02-01' where case_id = $1`,
      [ended],
    );
    assert.equal(await accept(one), 'consent_ended');
    const takeBack = `update identity.consent set withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'oral' where case_id = $1`;
    await world.administrator.query(takeBack, [back]);
    assert.equal(await accept(other), 'already_answered');
    valueOf(await world.agree(back));
    valueOf(await offerOf(back));
  });

  test('the service’s place ends with the consent, and a new consent may open it again', async () => {
    const caseId = await world.newCase();
    const referralId = await refer(caseId);
    valueOf(await world.as(world.service, (scene) => acceptSupport(scene, referralId)));
    const takeBack = `update identity.consent set withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'oral' where case_id = $1`;
    await world.administrator.query(takeBack, [caseId]);
    assert.equal(await world.as(world.service, (scene) => readCase(scene, caseId)), null);
    const { offers } = await world.as(world.service, (scene) => readSupportInbox(scene));
    const offer = offers.find(({ id }) => id === referralId);
    assert.equal(offer?.state, 'ended');
    valueOf(await world.agree(caseId));
    const again = valueOf(await offerOf(caseId)).referralId;
    valueOf(await world.as(world.service, (scene) => acceptSupport(scene, again)));
    assert.notEqual(await world.as(world.service, (scene) => readCase(scene, caseId)), null);
  });

  test('is declined with a reason, or taken back before the answer; the inspectorate never transfers', async () => {
    const [one, other] = [await world.newCase(), await world.newCase()];
    const declined = await refer(one);
    assert.equal(
      codeOf(await world.as(world.service, (scene) => declineSupport(scene, declined, {}))),
      'reason_needed',
    );
    valueOf(
      await world.as(world.service, (scene) =>
        declineSupport(scene, declined, { reason: 'no_capacity', words: secret }),
      ),
    );
    const back = await refer(other);
    assert.equal(codeOf(await world.as(world.police, (scene) => takeBackSupport(scene, back, {}))), 'reason_needed');
    const reason = { reason: 'offered_by_mistake' };
    valueOf(await world.as(world.police, (scene) => takeBackSupport(scene, back, reason)));
    assert.equal(codeOf(await world.as(world.service, (scene) => acceptSupport(scene, back))), 'already_answered');
    const inspector = await signedViewer(world.database, {
      role: 'labour_inspector',
      permits: ['cases.refer-support', 'cases.read', 'cases.work'],
    });
    assert.equal(
      codeOf(await world.as(inspector, (scene) => referToSupport(scene, one, { urgency: 'today' }))),
      'may_not_transfer',
    );
  });
});
