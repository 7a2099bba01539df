import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../../../platform/clock.ts';
import { newCheckedReference, newId } from '../../../platform/ids.ts';
import { asViewer } from '../../../platform/database/index.ts';
import { valueOf } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { acceptSupport, referToSupport } from '../../cases/index.ts';
import { caseWorld, type CaseWorld, codeOf, decisionFor, todayIn } from '../../../../test/support/case-world.ts';
import {
  askRemoval,
  decide,
  type DecideInput,
  notifyMinister,
  readNotice,
  readNotices,
  receiveNotice,
  recordInterview,
  reviewDecision,
  type RecordInput,
  reportStay,
  type RightsInput,
  tellRights,
} from './index.ts';

let world: CaseWorld;
before(async () => {
  world = await caseWorld();
});
after(() => world.close());

const heard = (): RecordInput => ({
  held_on: todayIn(world.profile),
  place: 'own_office',
  language: 'uk',
  interpreter: 'professional_present',
  persons_present: ['interpreter'],
  support_accompanied: false,
  result: 'continues',
});
const told = (): RightsInput => ({
  told_on: todayIn(world.profile),
  occasion: 'first',
  rights: ['R01', 'R12'],
  obligations: ['O1'],
  dismissal_told: true,
  language: 'uk',
  interpreter: 'professional_present',
  acknowledged: 'yes',
});

/** How many rows each table holds. */
const rowCounts = async (): Promise<ReadonlyMap<string, number>> => {
  const { rows } = await world.administrator.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const counts = new Map<string, number>();
  for (const { name } of rows) {
    const counted = await world.administrator.query<{ n: number }>(`select count(*)::int as n from ${name}`);
    counts.set(name, counted.rows[0]?.n ?? 0);
  }
  return counts;
};

const sure = (): DecideInput => decisionFor(world.profile, 'indicators_observed');
const because = (reason: string, more: Partial<DecideInput> = {}): DecideInput =>
  decisionFor(world.profile, reason, more);
const person = { name: 'Test Person', date_of_birth: '1990', nationality: 'UA' };

describe('the notice and the report of an irregular stay', () => {
  test('the notice carries exactly the fields the profile names, and no key to the case', async () => {
    const caseId = await world.presumed();
    const { outcome, events } = await world.acting(world.police, (scene) => notifyMinister(scene, caseId, person));
    const { noticeId } = valueOf(outcome);
    const notice = await world.as(world.permits, (scene) => readNotice(scene, noticeId));
    assert.deepEqual(notice?.fields, world.profile.notice('presumed_to_minister').fields);
    const shown = events.filter((event) => event.audience?.includes(world.permits.organisationId));
    assert.deepEqual(
      shown.map((event) => [event.type, event.caseId, event.personId, event.reportId]),
      [['identification.notice_sent', undefined, undefined, undefined]],
    );
    assert.equal(await world.read(world.permits, caseId), null);
    assert.equal(
      codeOf(await world.as(world.police, (scene) => notifyMinister(scene, caseId, person))),
      'already_sent',
    );
    valueOf(await world.as(world.permits, (scene) => receiveNotice(scene, noticeId)));
    assert.equal(codeOf(await world.as(world.permits, (scene) => receiveNotice(scene, noticeId))), 'already_received');
    const sealed = await world.administrator.query<{ field: string }>(
      'select field from identity.sealed_field where subject_id = $1 order by field',
      [noticeId],
    );
    assert.deepEqual(
      sealed.rows.map((row) => row.field),
      ['date_of_birth', 'name', 'nationality'],
    );
  });

  test('a return officer is told yes or no by reference, the same no where nothing is known, and sees no row', async () => {
    const caseId = await world.presumed();
    const reference = (await world.read(world.police, caseId))?.block?.reference ?? '';
    const returns = await world.viewer('return_officer');
    assert.equal(valueOf(await world.as(returns, (scene) => askRemoval(scene, reference.toLowerCase()))).blocked, true);
    const asked = async (typed: string) =>
      valueOf(await world.as(returns, (scene) => askRemoval(scene, typed))).blocked;
    assert.equal(await asked(newCheckedReference()), false, 'nobody ever gave this one');
    const slip = reference.replace(/.$/, (last) => (last === '7' ? '8' : '7'));
    assert.equal(codeOf(await world.as(returns, (scene) => askRemoval(scene, slip))), 'unknown_reference', 'a slip');
    assert.equal(codeOf(await world.as(returns, (scene) => askRemoval(scene, 'hello'))), 'unknown_reference');
    assert.equal(await world.read(returns, caseId), null);
    for (const table of [
      'identification.removal_block',
      'identification.minister_notice',
      'identification.status',
      'identification.decision',
      'cases.case_file',
    ] as const)
      assert.equal(
        (await asViewer(world.casework, returns, (tx) => tx.selectFrom(table).selectAll().execute())).length,
        0,
        table,
      );
    assert.equal(codeOf(await world.as(world.police, (scene) => askRemoval(scene, reference))), 'may_not_ask');
    const lost = await world.take(world.police, caseId, 'lose_status', because('fraud', { legal_check: true }));
    const { decisionId } = valueOf(lost);
    valueOf(await world.as(world.second, (scene) => reviewDecision(scene, decisionId, { confirms: true })));
    assert.equal(await asked(reference), false, 'that there once was a file is not told');
  });

  test('an irregular stay is reported by a human who read the warning, never while the person must not be removed', async () => {
    const blocked = await world.presumed();
    const report = (caseId: string, warning: boolean) =>
      world.as(world.police, (scene) => reportStay(scene, caseId, { ...person, warning_read: warning }));
    assert.equal(codeOf(await report(blocked, true)), 'reflection_running');
    const free = await world.newCase();
    assert.equal(codeOf(await report(free, false)), 'warning_not_read');
    const { noticeId } = valueOf(await report(free, true));
    assert.equal(codeOf(await report(free, true)), 'already_reported', 'once for each status');
    const stay = await world.as(world.permits, (scene) => readNotice(scene, noticeId));
    assert.deepEqual([stay?.kind, stay?.status, stay?.reference], ['stay_report', 'reported', null]);
    assert.ok(
      valueOf(await world.as(world.permits, (scene) => readNotices(scene))).notices.some((one) => one.id === noticeId),
    );
  });

  test('the database refuses it as well within the reflection period', async () => {
    const caseId = await world.presumed();
    const origin = { notice_id: newId(), case_id: caseId, kind: 'stay_report', made_at: systemClock.now() } as const;
    const past = asViewer(world.casework, world.police, (tx) =>
      tx.insertInto('identification.notice_origin').values(origin).execute(),
    );
    await assert.rejects(past, /row-level security/);
  });

  test('a person reported before and presumed later must not be removed, and no stay is reported any more', async () => {
    const caseId = await world.newCase();
    const report = () =>
      world.as(world.police, (scene) => reportStay(scene, caseId, { ...person, warning_read: true }));
    valueOf(await report());
    valueOf(await world.take(world.police, caseId, 'indications_found', sure()));
    const reference = (await world.read(world.police, caseId))?.block?.reference ?? '';
    const returns = await world.viewer('return_officer');
    assert.equal(valueOf(await world.as(returns, (scene) => askRemoval(scene, reference))).blocked, true);
    assert.equal(codeOf(await report()), 'reflection_running');
  });

  test('nothing else follows from it: a record, its sealed fields, its origin, two lines', async () => {
    const caseId = await world.newCase();
    const before = await rowCounts();
    valueOf(
      await world
        .acting(world.police, (scene) => reportStay(scene, caseId, { ...person, warning_read: true }))
        .then(({ outcome }) => outcome),
    );
    const after = await rowCounts();
    const grown = [...after].flatMap(([table, rows]) =>
      rows === before.get(table) ? [] : [[table, rows - (before.get(table) ?? 0)]],
    );
    assert.deepEqual(grown, [
      ['identification.notice_origin', 1],
      ['identification.stay_report', 1],
      ['identity.data_key', 1],
      ['identity.data_key_wrap', 2],
      ['identity.envelope', 3],
      ['identity.erase_key_inbox', 1],
      ['identity.sealed_field', 3],
      // Two bodies hold the record, and each finds by name what it holds.
      ['identity.search_due', 2],
      ['journal.event', 2],
    ]);
    const { block, status, told: heardOf } = (await world.read(world.police, caseId)) ?? {};
    assert.deepEqual([block, status?.state, heardOf?.length], [null, 'reported', 0]);
  });

  test('no action emits the report of a stay by itself', async () => {
    const caseId = await world.newCase();
    const all: string[] = [];
    const works: readonly ((scene: Scene) => Promise<unknown>)[] = [
      (scene: Scene) => recordInterview(scene, caseId, heard()),
      (scene: Scene) => tellRights(scene, caseId, told()),
      (scene: Scene) => decide(scene, { caseId, event: 'indications_found', version: null }, sure()),
      (scene: Scene) => notifyMinister(scene, caseId, person),
    ];
    for (const work of works) all.push(...(await world.acting(world.police, work)).events.map((event) => event.type));
    assert.ok(!all.includes('identification.stay_reported'));
  });
});

describe('who sees how a person is examined', () => {
  test('the support service sees the status and what was told, not reasons, interviews, decisions or notices', async () => {
    const caseId = await world.presumed();
    valueOf(await world.as(world.police, (scene) => tellRights(scene, caseId, told())));
    valueOf(await world.as(world.police, (scene) => recordInterview(scene, caseId, heard())));
    valueOf(await world.agree(caseId));
    const { referralId } = valueOf(
      await world.as(world.police, (scene) => referToSupport(scene, caseId, { urgency: 'today' })),
    );
    valueOf(await world.as(world.service, (scene) => acceptSupport(scene, referralId)));
    const view = await world.read(world.service, caseId);
    assert.deepEqual([view?.status.state, view?.told.length], ['presumed', 1]);
    assert.deepEqual(
      [view?.decisions.length, view?.interviews.length, view?.notices.length, view?.palermo.size, view?.block],
      [0, 0, 0, 0, null],
    );
  });

  for (const role of [
    'labour_inspector',
    'prosecutor',
    'national_coordinator',
    'national_rapporteur',
    'permit_officer',
    'return_officer',
    'reception_worker',
    'data_protection_officer',
    'administrator',
  ])
    test(`${role} sees nothing and can do nothing`, async () => {
      const caseId = await world.presumed();
      const viewer = await world.viewer(role);
      assert.equal(await world.read(viewer, caseId), null);
      assert.ok(codeOf(await world.take(viewer, caseId, 'identify', because('facts_confirmed'))).startsWith('may_not'));
      assert.ok(codeOf(await world.as(viewer, (scene) => tellRights(scene, caseId, told()))).startsWith('may_not'));
      for (const table of [
        'status',
        'interview',
        'decision',
        'palermo_view',
        'rights_told',
        'notice_origin',
        'removal_block',
        'person_outcome',
      ] as const)
        assert.equal(
          (
            await asViewer(world.casework, viewer, (tx) =>
              tx.selectFrom(`identification.${table}`).selectAll().execute(),
            )
          ).length,
          0,
          table,
        );
    });
});
