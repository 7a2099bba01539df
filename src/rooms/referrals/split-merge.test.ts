import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { isRefusal, type Outcome, valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import {
  canaries,
  contentOf,
  findInClear,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../test/support/reports.ts';
import { deliverDue } from './actions/deliver.ts';
import { submitReport } from './actions/send/submit.ts';
import {
  acknowledge,
  findOther,
  labelReceived,
  linkPersons,
  mergeReports,
  type QueueFilter,
  readQueue,
  readReceived,
  searchReports,
  setTriage,
  splitReport,
} from './actions/triage/index.ts';

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

const sendMail = async (): Promise<void> => undefined;

/** Sends a report and has it delivered; gives its id. */
const received = async (
  persons = [personAnswers()],
  changes: Record<string, unknown> = {},
  sender: Viewer = inspector,
): Promise<string> => {
  const content = contentOf(persons, reportAnswers(changes));
  const sent = await world.as(sender, (scene) =>
    submitReport(scene, { content, clientReference: newId(), channel: 'form' }),
  );
  await deliverDue({ database: world.worker, clock: systemClock, sendMail, onFault: (code) => assert.fail(code) });
  return valueOf(sent).reportId;
};

const refusedWith = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'not refused');

const view = async (viewer: Viewer, reportId: string) =>
  valueOf(await world.as(viewer, (scene) => readReceived(scene, reportId)));

const acknowledged = async (persons?: Parameters<typeof received>[0]): Promise<string> => {
  const reportId = await received(persons);
  valueOf(await world.as(police, (scene) => acknowledge(scene, { reportId })));
  return reportId;
};

const all: QueueFilter = { state: 'open', page: 1, size: 200 };

describe('dividing and joining', () => {
  test('some persons get a report of their own, with what was told of the matter', async () => {
    const reportId = await received([
      personAnswers(),
      personAnswers({
        age_answer: 'not_sure',
        protection_told: 'no',
        guardian_name: { untold: 'not_known' },
        child_at_the_time: undefined,
      }),
      personAnswers(),
    ]);
    const { persons } = await view(police, reportId);
    const [first, second] = persons.map(({ person }) => person.id);
    const { partId } = valueOf(
      await world.as(police, (scene) =>
        splitReport(scene, { reportId }, { persons: [second ?? ''], reason: 'other_matter' }),
      ),
    );
    const part = await view(police, partId);
    assert.equal(part.persons.length, 1);
    assert.equal(part.report.has_child, true);
    assert.equal(part.report.split_from, reportId);
    assert.equal(part.exploiters.length, 1);
    assert.notEqual(part.reference, null);
    assert.equal((await view(police, reportId)).persons.length, 2);
    const everyone = [first ?? '', persons[2]?.person.id ?? ''];
    const rest = await world.as(police, (scene) =>
      splitReport(scene, { reportId }, { persons: everyone, reason: 'mistake' }),
    );
    assert.equal(refusedWith(rest), 'all_persons');
    const queue = await world.as(police, (scene) => readQueue(scene, all));
    assert.ok(queue.lines.some(({ id }) => id === partId) && queue.lines.some(({ id }) => id === reportId));
    valueOf(await world.as(police, (scene) => acknowledge(scene, { reportId: partId, openCases: true })));
  });

  test('two reports about the same facts: the person counts once, both stay', async () => {
    const into = await acknowledged([personAnswers()]);
    const from = await acknowledged([personAnswers(), personAnswers({ sex: 'male' })]);
    valueOf(await world.as(police, (scene) => linkPersons(scene, { reportId: into })));
    const mine = (await view(police, from)).persons.map(({ person }) => person.id);
    const theirs = (await view(police, into)).persons.map(({ person }) => person.id);
    const pairs = [{ from: mine[0] ?? '', to: theirs[0] ?? '' }];
    const version = String((await view(police, from)).report.version);
    valueOf(await world.as(police, (scene) => mergeReports(scene, { reportId: from, otherId: into, version }, pairs)));
    const after = await view(police, from);
    assert.equal(after.report.merged_into, into);
    assert.equal(after.persons[0]?.person.same_as, theirs[0]);
    const target = await view(police, into);
    assert.equal(after.persons[0]?.person.case_id, target.persons[0]?.person.case_id);
    assert.notEqual(after.persons[1]?.person.case_id, null);
    assert.ok(target.hanging.some(({ id, kind }) => id === from && kind === 'merged'));
    const change = await world.as(police, (scene) => setTriage(scene, { reportId: from }, { urgency: 'today' }));
    assert.equal(refusedWith(change), 'merged_elsewhere');
    const queue = await world.as(police, (scene) => readQueue(scene, all));
    assert.ok(!queue.lines.some(({ id }) => id === from));
    const itself = await world.as(police, (scene) => mergeReports(scene, { reportId: into, otherId: into }, []));
    assert.equal(refusedWith(itself), 'same_report');
  });

  test('the other report is found by reference or own word, and not finding it says so', async () => {
    const reportId = await acknowledged();
    const other = await acknowledged();
    const { reference } = await view(police, other);
    valueOf(await world.as(police, (scene) => labelReceived(scene, { reportId: other, label: canaries.label })));
    for (const searched of [reference ?? '', reference?.toLowerCase().replace('-', ' ') ?? '', canaries.label])
      assert.equal(valueOf(await world.as(police, (scene) => findOther(scene, { reportId, searched }))).otherId, other);
    const nothing = await world.as(police, (scene) => findOther(scene, { reportId, searched: 'Nightingale' }));
    assert.equal(refusedWith(nothing), 'no_such_report');
    const found = valueOf(await world.as(police, (scene) => searchReports(scene, ` ${canaries.label.toUpperCase()} `)));
    assert.deepEqual(
      found.lines.map(({ id, label }) => [id, label]),
      [[other, canaries.label]],
    );
    assert.deepEqual(await findInClear(world.administrator, [canaries.label]), []);
    assert.deepEqual(valueOf(await world.as(prosecutor, (scene) => searchReports(scene, canaries.label))).lines, []);
  });
});
