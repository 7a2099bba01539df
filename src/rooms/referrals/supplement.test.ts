import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { isRefusal, type Outcome, valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import {
  contentOf,
  findInClear,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../test/support/reports.ts';
import { testSite } from '../../../test/support/staff-site.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import { deliverDue } from './actions/deliver.ts';
import { type Said, supplementReport } from './actions/own/supplement.ts';
import { countOwnWaiting } from './actions/read/lists.ts';
import { readReport } from './actions/read/report.ts';
import { submitReport } from './actions/send/submit.ts';
import {
  acknowledge,
  askBack,
  closeNotTrafficking,
  countOpenReports,
  linkPersons,
  mergeReports,
  noteSupplementsRead,
  readQueue,
  readReceived,
} from './actions/triage/index.ts';
import { triageScreens } from './screens/triage/index.ts';
import { writingScreens } from './screens/writing/index.ts';
import { maySay, type SentState } from './rules/supplement.ts';

const secret = 'The canary foreman has a second tin.';
let world: ReportWorld;
let inspector: Viewer;
let nurse: Viewer;
let police: Viewer;

before(async () => {
  world = await reportWorld();
  inspector = await world.viewer('labour_inspector');
  nurse = await world.viewer('reception_worker');
  police = await world.viewer('judicial_police_officer');
});
after(() => world.close());

const sent = async (): Promise<string> => {
  const submission = { content: contentOf([personAnswers()], reportAnswers()), clientReference: newId() };
  const { reportId } = valueOf(
    await world.as(inspector, (scene) => submitReport(scene, { ...submission, channel: 'form' })),
  );
  await deliverDue({ database: world.worker, clock: systemClock, sendMail: async () => undefined });
  return reportId;
};
const acknowledged = async (): Promise<string> => {
  const reportId = await sent();
  valueOf(await world.as(police, (scene) => acknowledge(scene, { reportId })));
  return reportId;
};

const addition: Said = { kind: 'addition', reason: 'learned_later', part: 'account', person: 1, text: secret };
const withdrawal: Said = { kind: 'withdrawal', reason: 'sent_by_mistake' };
const says = (reportId: string, said: Said, by = inspector) =>
  world.as(by, (scene) => supplementReport(scene, { reportId }, said));
const refusedWith = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'not refused');
const view = async (reportId: string) => valueOf(await world.as(police, (scene) => readReceived(scene, reportId)));
const queue = (later = false) =>
  world.as(police, (scene) => readQueue(scene, { state: 'all', page: 1, size: 200, later }));

describe('the sender of a report adds to it and puts it right', () => {
  test('as a line of its own, sealed to who has the account, told without content, never an edit of what was sent', async () => {
    const reportId = await acknowledged();
    const stored = async (): Promise<readonly object[]> => {
      const asked = 'select questions from referrals.snapshot where report_id = $1 order by id';
      return (await world.administrator.query<{ questions: object }>(asked, [reportId])).rows;
    };
    const before = await stored();
    valueOf(await says(reportId, addition));
    const correction = { ...addition, kind: 'correction', reason: 'written_wrongly' } as const;
    valueOf(await says(reportId, correction));
    assert.deepEqual(await stored(), before);
    assert.deepEqual(await findInClear(world.administrator, [secret]), []);
    const { supplements, sealed, changes, events } = await view(reportId);
    assert.deepEqual(
      supplements.map(({ kind, part, person_number: person, has_text: text }) => [kind, part, person, text]),
      [
        ['correction', 'account', 1, true],
        ['addition', 'account', 1, true],
      ],
    );
    for (const { id } of supplements) assert.ok(sealed.some(({ field }) => field === `supplement.${id}`));
    assert.equal(changes.filter(({ field }) => field === 'said_later').length, 2);
    const types = events.map(({ type }) => type);
    for (const type of ['referrals.added_to', 'referrals.corrected']) assert.ok(types.includes(type), type);
    const own = await world.as(inspector, (scene) => readReport(scene, reportId));
    assert.equal(own === null ? 0 : valueOf(own).supplements.length, 2);
    const woken = await world.administrator.query<{ payload: object }>(
      "select payload from graphile_worker._private_jobs where payload ->> 'kind' = 'supplement_waits'",
    );
    assert.ok(woken.rows.length >= 2 && !JSON.stringify(woken.rows).includes(reportId), 'a mail says that, never what');
  });

  test('it stands in the queue until the police say that they read it, and only they can', async () => {
    const reportId = await acknowledged();
    valueOf(await says(reportId, addition));
    const found = await queue(true);
    assert.ok(found.lines.some(({ id }) => id === reportId));
    assert.deepEqual(found.later.get(reportId), { unread: 1, withdrawn: false });
    assert.equal(
      refusedWith(await world.as(nurse, (scene) => noteSupplementsRead(scene, { reportId }))),
      'may_not_triage',
    );
    valueOf(await world.as(police, (scene) => noteSupplementsRead(scene, { reportId })));
    valueOf(await world.as(police, (scene) => noteSupplementsRead(scene, { reportId })));
    assert.equal((await queue()).later.get(reportId), undefined);
    const noted = await world.administrator.query(
      "select 1 from journal.event where type = 'referrals.supplement_seen' and report_id = $1",
      [reportId],
    );
    assert.equal(noted.rowCount, 1);
  });

  test('of a report whose persons have cases it counts among what waits at the police', async () => {
    const reportId = await acknowledged();
    valueOf(await world.as(police, (scene) => linkPersons(scene, { reportId })));
    const before = await world.as(police, countOpenReports);
    valueOf(await says(reportId, addition));
    assert.equal(await world.as(police, countOpenReports), before + 1);
    assert.equal(refusedWith(await says(reportId, withdrawal)), 'work_has_begun');
  });

  test('of a report merged into another it is found with the other', async () => {
    const [from, into] = [await acknowledged(), await acknowledged()];
    valueOf(await world.as(police, (scene) => mergeReports(scene, { reportId: from, otherId: into }, [])));
    valueOf(await says(from, addition));
    assert.equal((await queue()).later.get(into)?.unread, 1);
    assert.deepEqual(
      (await view(into)).supplements.map(({ report_id: id }) => id),
      [from],
    );
  });

  test('nobody of another body, about nobody who is not in it, and not once work on it has ended', async () => {
    const reportId = await acknowledged();
    assert.equal(refusedWith(await says(reportId, addition, nurse)), 'not_found');
    assert.equal(refusedWith(await says(reportId, addition, police)), 'may_not_answer_for_others');
    assert.equal(refusedWith(await says(reportId, { ...addition, person: 2 })), 'no_such_person');
    const input = { outcome_reason: 'labour_offence', outcome_words: secret };
    valueOf(await world.as(police, (scene) => closeNotTrafficking(scene, { reportId }, input)));
    assert.equal(refusedWith(await says(reportId, addition)), 'work_is_over');
    assert.deepEqual(await findInClear(world.administrator, [secret]), []);
    const { sealed } = await view(reportId);
    assert.ok(sealed.some(({ field, compartment }) => field === `outcome.${reportId}` && compartment === 'notes'));
  });
});

describe('the sender takes a report back', () => {
  test('the police learn why, decide themselves, and no question waits for an answer any more', async () => {
    const reportId = await acknowledged();
    const question = { question: 'Where exactly?' };
    valueOf(await world.as(police, (scene) => askBack(scene, { reportId }, question)));
    const waiting = await world.as(inspector, countOwnWaiting);
    valueOf(await says(reportId, withdrawal));
    assert.equal(await world.as(inspector, countOwnWaiting), waiting - 1);
    const { report, supplements, steps } = await view(reportId);
    assert.equal(report.state, 'more_info', 'what becomes of it is for the police');
    assert.deepEqual(
      supplements.map(({ kind, reason }) => [kind, reason]),
      [['withdrawal', 'sent_by_mistake']],
    );
    assert.ok(steps.length > 0);
    assert.equal((await queue()).later.get(reportId)?.withdrawn, true);
    assert.equal(refusedWith(await says(reportId, withdrawal)), 'withdrawn_already');
    assert.equal(refusedWith(await says(reportId, addition)), 'withdrawn_already');
  });

  test('two at the same moment take it back once', async () => {
    const reportId = await sent();
    const outcomes = await Promise.all([says(reportId, withdrawal), says(reportId, withdrawal)]);
    assert.deepEqual(outcomes.map(refusedWith).toSorted(), ['not refused', 'withdrawn_already']);
  });

  test('only while nothing was decided', () => {
    const open: SentState = { state: 'acknowledged', outcome: null, merged: false, withdrawn: false };
    const can = (changes: Partial<SentState>) => refusedWith(maySay('withdrawal', { ...open, ...changes }));
    assert.deepEqual(
      [
        can({}),
        can({ state: 'linked' }),
        can({ merged: true }),
        can({ outcome: 'duplicate' }),
        can({ state: 'closed' }),
      ],
      ['not refused', 'work_has_begun', 'work_has_begun', 'work_has_begun', 'work_is_over'],
    );
  });
});

test('on the pages: sent once, what is missing is said beside what was typed, and the police say that they read it', async () => {
  const reportId = await acknowledged();
  const tools = { draftKey: world.draftKey, vault: {} as VaultClient };
  const common = { database: world.casework, profile: world.profile, clock: systemClock };
  const sender = await testSite({ ...common, viewer: inspector, screens: writingScreens(tools) });
  const reader = await testSite({ ...common, viewer: police, screens: triageScreens(tools) });
  try {
    const page = `/reports/${reportId}`;
    const typed = { corrected_part: 'account', correction_text: secret };
    const half = await sender.post(`${page}/correct`, `${page}/correct`, typed);
    assert.equal(half.status, 422);
    assert.ok(half.text.includes('correction_reason-error') && half.text.includes(secret));
    const forms: readonly (readonly [string, Record<string, string>])[] = [
      ['correct', { ...typed, correction_reason: 'written_wrongly' }],
      ['add', { addition_reason: 'left_out', addition_text: secret }],
      ['withdraw', { withdrawal_reason: 'sent_twice' }],
    ];
    for (const [step, answers] of forms) {
      const sent = await sender.post(`${page}/${step}`, `${page}/${step}`, answers);
      assert.equal(sent.status, 303, step);
    }
    assert.match((await sender.get(page)).text, /Taken back/);
    const received = `/received/${reportId}`;
    assert.match((await reader.get(received)).text, /said-later-read/);
    assert.equal((await reader.post(`${received}/said-later-read`, received, {})).status, 303);
    assert.ok(!(await reader.get(received)).text.includes('said-later-read'));
    assert.match((await reader.get('/triage?state=all')).text, /Taken back/);
  } finally {
    await sender.close();
    await reader.close();
  }
});
