import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../platform/clock.ts';
import { newId, type Uuid } from '../../platform/ids.ts';
import { isRefusal, type Outcome, valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import {
  canaries,
  contentOf,
  findInClear,
  personAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../test/support/reports.ts';
import { deliverDue } from './actions/deliver.ts';
import { submitReport } from './actions/send/submit.ts';
import { answerReporter, askReporter } from './actions/work/ask.ts';
import { merge, split } from './actions/work/divide.ts';
import { acknowledge, openCases, triage } from './actions/work/receive.ts';
import { closeWithoutFinding, redirect, tellOutcome } from './actions/work/settle.ts';
import { readReport, type ReportView } from './actions/read/report.ts';

let world: ReportWorld;
let inspector: Viewer;
let police: Viewer;
let prosecutor: Viewer;

before(async () => {
  world = await reportWorld();
  inspector = await world.viewer('labour_inspector');
  police = await world.viewer('judicial_police_officer');
  prosecutor = await world.viewer('prosecutor', 'PQT-LUX');
});
after(() => world.close());

const refusal = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'done');

const delivered = async (persons = 1): Promise<Uuid> => {
  const content = contentOf(Array.from({ length: persons }, () => personAnswers()));
  const sent = await world.as(inspector, (scene) =>
    submitReport(scene, { content, clientReference: newId(), channel: 'form' }),
  );
  await deliverDue({ database: world.worker, clock: systemClock, sendMail: async () => undefined });
  return valueOf(sent).reportId;
};

const acknowledged = async (persons = 1): Promise<Uuid> => {
  const reportId = await delivered(persons);
  valueOf(await world.as(police, (scene) => acknowledge(scene, { reportId })));
  return reportId;
};

const view = async (viewer: Viewer, reportId: Uuid): Promise<ReportView> => {
  const found = await world.as(viewer, (scene) => readReport(scene, reportId));
  assert.ok(found !== null && !isRefusal(found));
  return found;
};

describe('work on a sent report', () => {
  test('police and prosecutor acknowledge each for themselves, once; only the police move it', async () => {
    const reportId = await delivered();
    assert.equal(refusal(await world.as(inspector, (scene) => acknowledge(scene, { reportId }))), 'may_not_receive');
    valueOf(await world.as(prosecutor, (scene) => acknowledge(scene, { reportId })));
    assert.equal((await view(police, reportId)).report.state, 'transmitted');
    valueOf(await world.as(police, (scene) => acknowledge(scene, { reportId })));
    assert.equal((await view(inspector, reportId)).report.state, 'acknowledged');
    assert.equal(refusal(await world.as(police, (scene) => acknowledge(scene, { reportId }))), 'already_acknowledged');
    assert.ok((await view(inspector, reportId)).receipts.every((one) => one.acknowledgedAt !== null));
  });

  test('the reporter is asked back and answers; both texts are sealed, and the state comes back', async () => {
    const reportId = await acknowledged();
    const question = `Where is ${canaries.name}?`;
    const asked = valueOf(await world.as(police, (scene) => askReporter(scene, { reportId, question })));
    assert.equal((await view(inspector, reportId)).report.state, 'more_info');
    const answer = { questionId: asked.questionId, answer: canaries.account };
    assert.equal(
      refusal(await world.as(police, (scene) => answerReporter(scene, answer))),
      'may_not_answer_for_others',
    );
    valueOf(await world.as(inspector, (scene) => answerReporter(scene, answer)));
    assert.equal(refusal(await world.as(inspector, (scene) => answerReporter(scene, answer))), 'already_answered');
    assert.equal((await view(police, reportId)).report.state, 'acknowledged');
    assert.equal((await view(prosecutor, reportId)).questions.length, 0);
    assert.deepEqual(await findInClear(world.administrator, Object.values(canaries)), []);
  });

  test('what is not trafficking is redirected or closed with a reason, and the sender learns the outcome alone', async () => {
    const [one, other] = [await acknowledged(), await acknowledged()];
    valueOf(await world.as(police, (scene) => redirect(scene, { reportId: one, reason: 'labour', to: 'ITM' })));
    valueOf(
      await world.as(police, (scene) => closeWithoutFinding(scene, { reportId: other, reason: 'no_exploitation' })),
    );
    assert.deepEqual(
      (await view(inspector, one)).notices.map((notice) => notice.outcome),
      ['redirected'],
    );
    assert.deepEqual(
      (await view(inspector, other)).notices.map((notice) => notice.outcome),
      ['no_indications'],
    );
    assert.equal(
      refusal(await world.as(police, (scene) => redirect(scene, { reportId: other, reason: 'labour' }))),
      'step_not_possible',
    );
    assert.equal(
      refusal(await world.as(inspector, (scene) => redirect(scene, { reportId: one, reason: 'labour' }))),
      'may_not_redirect',
    );
  });

  test('a report is divided; the part keeps sender, date and readers, and nothing is lost', async () => {
    const reportId = await acknowledged(3);
    const persons = (await view(police, reportId)).persons.map((one) => one.person.id);
    assert.equal(
      refusal(await world.as(police, (scene) => split(scene, { reportId, personIds: persons }))),
      'all_persons',
    );
    assert.equal(
      refusal(await world.as(police, (scene) => split(scene, { reportId, personIds: [newId()] }))),
      'no_such_person',
    );
    const parted = valueOf(await world.as(police, (scene) => split(scene, { reportId, personIds: persons.slice(2) })));
    const [whole, part] = [await view(police, reportId), await view(police, parted.partId)];
    assert.deepEqual([whole.persons.length, part.persons.length], [2, 1]);
    assert.equal(part.report.sent_at, whole.report.sent_at);
    assert.deepEqual([part.related[0]?.how, whole.related[0]?.how], ['split_from', 'split_off']);
    assert.ok(part.persons[0]?.record.sections.some((section) => section.key === 'exploitation'));
    assert.equal((await view(prosecutor, parted.partId)).persons.length, 1);
  });

  test('two reports are joined; the same human being is named once, and the joined one rests', async () => {
    const [reportId, intoId] = [await acknowledged(2), await acknowledged(1)];
    const [personId, sameAs] = [
      (await view(police, reportId)).persons[0]?.person.id ?? '',
      (await view(police, intoId)).persons[0]?.person.id ?? '',
    ];
    assert.equal(
      refusal(await world.as(police, (scene) => merge(scene, { reportId, intoId: reportId, same: [] }))),
      'same_report',
    );
    const wrong = { reportId, intoId, same: [{ personId, sameAs: newId() }] };
    assert.equal(refusal(await world.as(police, (scene) => merge(scene, wrong))), 'no_such_person');
    valueOf(await world.as(police, (scene) => merge(scene, { reportId, intoId, same: [{ personId, sameAs }] })));
    assert.equal((await view(police, reportId)).persons[0]?.person.same_as, sameAs);
    assert.equal(
      refusal(await world.as(police, (scene) => triage(scene, { reportId, urgency: 'today', reason: 'mistake' }))),
      'merged_elsewhere',
    );
  });

  test('a case is opened for each person, once; two officers at once do not overwrite each other', async () => {
    const reportId = await acknowledged(2);
    const linked = valueOf(await world.as(police, (scene) => openCases(scene, { reportId }))).linked;
    assert.equal(new Set(linked.map((one) => one.caseId)).size, 2);
    assert.equal((await view(inspector, reportId)).report.state, 'linked');
    assert.equal(refusal(await world.as(police, (scene) => openCases(scene, { reportId }))), 'step_not_possible');
    const changed = (version: string) =>
      world.as(police, (scene) =>
        triage(scene, { reportId, urgency: 'immediate', reason: 'danger_looked_at', version }),
      );
    assert.equal(refusal(await changed('1')), 'changed_meanwhile');
    valueOf(
      await world.as(police, (scene) =>
        tellOutcome(scene, { personId: linked[0]?.personId ?? '', outcome: 'indications_found' }),
      ),
    );
    assert.deepEqual(
      (await view(inspector, reportId)).notices.map((notice) => notice.outcome),
      ['indications_found'],
    );
  });
});
