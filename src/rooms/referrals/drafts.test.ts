import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { fixedClock, instantPlus, systemClock } from '../../platform/clock.ts';
import { flatten, type RawForm } from '../../platform/form/index.ts';
import type { Uuid } from '../../platform/ids.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import {
  canaries,
  findInClear,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../test/support/reports.ts';
import {
  deliverDue,
  endDeliveredDrafts,
  endExpiredDrafts,
  type NoticeKind,
  raiseAlarms,
  warnOfDrafts,
} from './actions/deliver.ts';
import { addEvidence, removeEvidence } from './actions/drafts/evidence.ts';
import { addPerson, deleteDraft, removePerson, saveDraft, startDraft } from './actions/drafts/keep.ts';
import { checkDraft, countDraftsEnding, listDrafts, readDraft } from './actions/drafts/read.ts';
import { sendReport } from './actions/drafts/send.ts';
import { listOwnReports, searchReports } from './actions/read/lists.ts';
import { personSections, reportSections } from './facts/sections.ts';

let world: ReportWorld;
let inspector: Viewer;
let colleague: Viewer;
const notices: NoticeKind[] = [];

before(async () => {
  world = await reportWorld();
  inspector = await world.viewer('labour_inspector');
  colleague = await world.viewer('labour_inspector');
});
after(() => world.close());

const day = 86_400_000;
const later = (days: number) => fixedClock(instantPlus(systemClock.now(), days * day));
const tools = (clock = systemClock) => ({
  profile: world.profile,
  database: world.worker,
  clock,
  sendMail: async ({ kind }: { kind: NoticeKind }) => void notices.push(kind),
});

const begin = async (label = 'Wren'): Promise<Uuid> =>
  valueOf(await world.as(inspector, (scene) => startDraft(scene, { label }))).draftId;

const fill = async (draftId: Uuid, person = personAnswers(), report = reportAnswers()): Promise<void> => {
  const draft = await world.as(inspector, (scene) => readDraft(scene, draftId));
  const personId = draft?.content.persons[0]?.id ?? '';
  const typed: RawForm = flatten(report);
  valueOf(
    await world.as(inspector, (scene) =>
      saveDraft(scene, { draftId, personId: null, sections: reportSections, typed }),
    ),
  );
  const sections = personSections;
  valueOf(
    await world.as(inspector, (scene) => saveDraft(scene, { draftId, personId, sections, typed: flatten(person) })),
  );
};

const send = (draftId: Uuid, version: string | null = null, declared = true) =>
  world.as(inspector, (scene) => sendReport(scene, { draftId, version, declared }));

const draftExists = async (draftId: Uuid): Promise<boolean> =>
  (await world.administrator.query('select 1 from referrals.draft where id = $1', [draftId])).rowCount === 1;

describe('drafts', () => {
  test('keep whatever was typed, unchanged', async () => {
    const draftId = await begin();
    const danger = reportSections.filter((one) => one.key === 'account');
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 200 }), async (text) => {
        const typed = flatten({ account: text, reporter_name: 'belongs to another page' });
        valueOf(
          await world.as(inspector, (scene) => saveDraft(scene, { draftId, personId: null, sections: danger, typed })),
        );
        const kept = await world.as(inspector, (scene) => readDraft(scene, draftId));
        assert.deepEqual(kept?.content.report['account'], typed['account']);
        assert.deepEqual(kept?.content.report['reporter_name'], [inspector.displayName]);
      }),
      { numRuns: 25 },
    );
  });

  test('are seen by nobody else, and hold nothing in clear', async () => {
    const draftId = await begin(canaries.label);
    await fill(draftId);
    assert.equal(await world.as(colleague, (scene) => readDraft(scene, draftId)), null);
    assert.ok((await world.as(colleague, listDrafts)).every((one) => one.draftId !== draftId));
    assert.deepEqual(await findInClear(world.administrator, Object.values(canaries)), []);
  });

  test('persons come and go', async () => {
    const draftId = await begin();
    await fill(draftId);
    const first = await world.as(inspector, (scene) => readDraft(scene, draftId));
    const like = first?.content.persons[0]?.id;
    const added = valueOf(await world.as(inspector, (scene) => addPerson(scene, { draftId, like })));
    const two = await world.as(inspector, (scene) => readDraft(scene, draftId));
    assert.deepEqual(two?.content.persons[1]?.raw['language'], ['uk']);
    assert.equal(two?.content.persons[1]?.raw['full_name'], undefined);
    valueOf(await world.as(inspector, (scene) => removePerson(scene, { draftId, personId: added.personId })));
    assert.equal((await world.as(inspector, (scene) => readDraft(scene, draftId)))?.content.persons.length, 1);
  });

  test('a deletion by its owner is noted, and nothing of what it held', async () => {
    const draftId = await begin();
    valueOf(await world.as(inspector, (scene) => deleteDraft(scene, { draftId })));
    assert.equal(await draftExists(draftId), false);
    const noted = await world.administrator.query(
      `select body from journal.event where subject_id = $1 and type = 'referrals.draft_deleted'`,
      [draftId],
    );
    assert.equal(noted.rowCount, 1);
  });

  test('warn after 21 days, end after 28, each once, and say so', async () => {
    const draftId = await begin();
    notices.length = 0;
    const waiting = (viewer: Viewer, days: number) =>
      world.as(viewer, (scene) => countDraftsEnding({ ...scene, clock: later(days) }));
    assert.equal(await waiting(inspector, 20), null);
    assert.ok(((await waiting(inspector, 22)) ?? 0) >= 1, 'it waits on the start page of its owner');
    assert.equal(await waiting(colleague, 22), null, 'and on no other');
    assert.equal(await warnOfDrafts(tools(later(20))), 0);
    assert.ok((await warnOfDrafts(tools(later(22)))) >= 1);
    assert.equal(await warnOfDrafts(tools(later(22))), 0);
    assert.equal(await endExpiredDrafts(tools(later(27))), 0);
    assert.ok((await endExpiredDrafts(tools(later(29)))) >= 1);
    assert.equal(await draftExists(draftId), false);
    assert.ok(notices.includes('draft_ends_soon') && notices.includes('draft_ended'));
  });
});

describe('sending a draft', () => {
  test('eight at once make one report and one receipt; the draft goes when all have it', async () => {
    const draftId = await begin('Robin');
    await fill(draftId);
    const answers = await Promise.all(Array.from({ length: 8 }, () => send(draftId)));
    assert.equal(new Set(answers.map((answer) => JSON.stringify(valueOf(answer)))).size, 1);
    const { reportId } = valueOf(answers[0] ?? (await send(draftId)));
    const made = await world.administrator.query('select id from referrals.report where client_reference = $1', [
      draftId,
    ]);
    assert.deepEqual(made.rows, [{ id: reportId }]);
    assert.equal(await endDeliveredDrafts(tools()), 0);
    assert.ok(await draftExists(draftId));
    await deliverDue(tools());
    assert.ok((await endDeliveredDrafts(tools())) >= 1);
    assert.equal(await draftExists(draftId), false);
    assert.equal(valueOf(await send(draftId)).reportId, reportId);
    const own = valueOf(await world.as(inspector, (scene) => listOwnReports(scene, 1)));
    assert.equal(own.lines.find((line) => line.id === reportId)?.label, 'Robin');
    assert.equal(own.lines.find((line) => line.id === reportId)?.received, 2);
  });

  test('is refused without the declaration, and when the draft changed after it was checked', async () => {
    const draftId = await begin();
    await fill(draftId);
    const check = await world.as(inspector, (scene) => checkDraft(scene, draftId));
    const undeclared = await send(draftId, null, false);
    assert.ok(isRefusal(undeclared) && undeclared.refused === 'not_declared');
    await fill(draftId);
    const outdated = await send(draftId, String(check?.draft.version));
    assert.ok(isRefusal(outdated) && outdated.refused === 'changed_meanwhile');
  });

  test('a report is found by reference as people type it and by own label, in one’s own body alone', async () => {
    const draftId = await begin('Grey  Heron');
    await fill(draftId);
    const { reference, reportId } = valueOf(await send(draftId));
    const found = async (viewer: Viewer, searched: string) =>
      valueOf(await world.as(viewer, (scene) => searchReports(scene, searched))).map((line) => line.id);
    assert.deepEqual(await found(inspector, reference.toLowerCase().replace('-', ' ')), [reportId]);
    assert.deepEqual(await found(inspector, 'grey heron'), [reportId]);
    assert.deepEqual(await found(inspector, 'grey'), []);
    const police = await world.viewer('judicial_police_officer');
    await deliverDue(tools());
    assert.deepEqual(await found(police, 'grey heron'), []);
    assert.deepEqual(await found(police, reference), []);
  });

  test('answers that fell away are shown before and dropped when sent', async () => {
    const draftId = await begin();
    await fill(draftId, personAnswers({ age_answer: 'adult', guardian_name: canaries.colleague }));
    const check = await world.as(inspector, (scene) => checkDraft(scene, draftId));
    assert.ok(check?.inactive.some((one) => one.person === 1 && 'guardian_name' in one.answers));
    const { reportId } = valueOf(await send(draftId));
    const sealed = await world.administrator.query(
      `select 1 from identity.sealed_field where field = 'guardian_name' and subject_id in
       (select id from referrals.report_person where report_id = $1)`,
      [reportId],
    );
    assert.equal(sealed.rowCount, 0);
  });

  test('nobody who has not acknowledged in time goes unnoticed', async () => {
    const draftId = await begin();
    await fill(draftId, personAnswers(), reportAnswers({ in_danger: 'yes', danger_reasons: { untold: 'not_asked' } }));
    const { reportId } = valueOf(await send(draftId));
    await deliverDue(tools());
    notices.length = 0;
    await raiseAlarms(tools());
    const alarms = async () =>
      (
        await world.administrator.query(
          `select 1 from journal.event where type = 'referrals.overdue' and report_id = $1`,
          [reportId],
        )
      ).rowCount;
    assert.equal(await alarms(), 0);
    await raiseAlarms(tools(later(1)));
    await raiseAlarms(tools(later(2)));
    assert.equal(await alarms(), 2);
    assert.ok(notices.includes('report_overdue'));
  });
});

describe('evidence', () => {
  const png = Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );
  const add = (draftId: Uuid, bytes: Uint8Array, kind = 'photograph', name = `${canaries.name}.png`) =>
    world.as(inspector, (scene) =>
      addEvidence(scene, {
        ...{ draftId, kind, description: canaries.account, files: [{ name, bytes }] },
        day: { precision: 'unknown', from: null, to: null },
      }),
    );
  const refusedWith = async (draftId: Uuid, bytes: Uint8Array): Promise<string> => {
    const outcome = await add(draftId, bytes);
    return isRefusal(outcome) ? outcome.refused : 'taken';
  };

  test('is judged by its content, not by its name', async () => {
    const draftId = await begin();
    assert.equal(
      await refusedWith(draftId, Buffer.from('MZ\u0000\u0000 a program called photo.png')),
      'file_type_not_taken',
    );
    assert.equal(
      await refusedWith(draftId, Buffer.from('%PDF-1.7\n1 0 obj <</Encrypt 2 0 R>>\n%%EOF')),
      'file_protected',
    );
    assert.equal(await refusedWith(draftId, Buffer.alloc(0)), 'file_empty');
    assert.equal(await refusedWith(draftId, Buffer.from('notes of the day, ëäö')), 'taken');
    assert.equal(await refusedWith(draftId, png), 'taken');
  });

  test('is sealed at once, goes with the report, and a copy of papers only where names go', async () => {
    const draftId = await begin();
    await fill(draftId);
    valueOf(await add(draftId, png));
    valueOf(await add(draftId, png, 'identity_copy'));
    assert.deepEqual(await findInClear(world.administrator, [canaries.name, png.toString('hex').slice(20, 60)]), []);
    const { reportId } = valueOf(await send(draftId));
    await deliverDue(tools());
    const files = await world.administrator.query<{ compartment: string; n: number }>(
      'select compartment, cardinality(audience) as n from referrals.evidence_file where report_id = $1 order by 1',
      [reportId],
    );
    assert.deepEqual(files.rows, [
      { compartment: 'identity', n: 3 },
      { compartment: 'testimony', n: 3 },
    ]);
  });

  test('is taken off again without a trace', async () => {
    const draftId = await begin();
    valueOf(await add(draftId, png));
    const draft = await world.as(inspector, (scene) => readDraft(scene, draftId));
    const fileId = draft?.content.files[0]?.id ?? '';
    valueOf(await world.as(inspector, (scene) => removeEvidence(scene, { draftId, fileId })));
    const left = await world.administrator.query('select 1 from referrals.evidence_file where id = $1', [fileId]);
    assert.equal(left.rowCount, 0);
  });
});
