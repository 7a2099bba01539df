import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import { Client } from 'pg';
import { addDays, plainDate, systemClock } from '../../platform/clock.ts';
import { asViewer, type Database, openDatabase } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { appendToJournal, type JournalEntry } from '../../platform/journal.ts';
import { isRefusal, type Outcome, valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile, type Scene } from '../../profile/index.ts';
import { type TestDatabase, testDatabase } from '../../../test/support/database.ts';
import { installForTests, signedViewer } from '../../../test/support/personas.ts';
import { acceptSupport, idOfBody, openCase, referToSupport } from '../cases/index.ts';
import {
  askRemoval,
  beginIdentification,
  decide,
  type DecideInput,
  endWithoutStep,
  isReportDecided,
  notifyMinister,
  planInterview,
  readIdentification,
  readNotice,
  readNotices,
  readReviews,
  receiveNotice,
  recordInterview,
  type RecordInput,
  reportStay,
  reviewDecision,
  type RightsInput,
  statusAgrees,
  tellRights,
} from './actions/index.ts';

const profile = readProfile('profiles/luxembourg');
const on = systemClock.today(profile.timeZone);

let database: TestDatabase;
let casework: Database;
let police: Viewer;
let second: Viewer;
let permits: Viewer;

const acting = async <T>(
  viewer: Viewer,
  work: (scene: Scene) => Promise<T>,
): Promise<{ outcome: T; events: JournalEntry[] }> =>
  asViewer(casework, viewer, async (tx) => {
    const events: JournalEntry[] = [];
    const outcome = await work({ tx, viewer, profile, clock: systemClock, emit: (entry) => void events.push(entry) });
    if (!isRefusal(outcome))
      await appendToJournal(
        tx,
        { organisationId: viewer.organisationId, staffId: viewer.staffId, now: systemClock.now() },
        events,
      );
    return { outcome, events };
  });
const as = async <T>(viewer: Viewer, work: (scene: Scene) => Promise<T>): Promise<T> =>
  (await acting(viewer, work)).outcome;
const code = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'not refused');

const newCase = async (reportId = newId()): Promise<string> =>
  as(police, async (scene) => {
    const { caseId } = await openCase(scene, {
      personId: newId(),
      reportId,
      leadOrganisationId: idOfBody(profile, 'SPJ'),
    });
    await beginIdentification(scene, caseId);
    return caseId;
  });

const sure: DecideInput = {
  decided_on: on,
  reasons: ['indicators_observed'],
  indicators: ['DEL-01'],
  third_country: 'yes',
  palermo_acts: ['recruitment'],
  palermo_purposes: ['forced_labour'],
  reason_text: 'Passport kept by the employer.',
};
const because = (reason: string, more: Partial<DecideInput> = {}): DecideInput => ({
  ...sure,
  reasons: [reason],
  ...more,
});
const take = (viewer: Viewer, caseId: string, event: string, input: DecideInput, version: string | null = null) =>
  as(viewer, (scene) => decide(scene, { caseId, event, version }, input));
const presumed = async (more: Partial<DecideInput> = {}): Promise<string> => {
  const caseId = await newCase();
  valueOf(await take(police, caseId, 'indications_found', { ...sure, ...more }));
  return caseId;
};
const read = (viewer: Viewer, caseId: string) => as(viewer, (scene) => readIdentification(scene, caseId));
const stateOf = async (caseId: string): Promise<string | undefined> => (await read(police, caseId))?.status.state;

const heard: RecordInput = {
  held_on: on,
  place: 'own_office',
  language: 'uk',
  interpreter: 'professional_present',
  persons_present: ['interpreter'],
  support_accompanied: false,
  result: 'continues',
};
const told: RightsInput = {
  told_on: on,
  occasion: 'first',
  rights: ['R01', 'R12'],
  obligations: ['O1'],
  dismissal_told: true,
  language: 'uk',
  interpreter: 'professional_present',
  acknowledged: 'yes',
};
const person = { name: 'Test Person', date_of_birth: '1990', nationality: 'UA' };

before(async () => {
  database = await testDatabase();
  await installForTests(database);
  const client = new Client({ connectionString: database.administratorUrl });
  await client.connect();
  for (const id of [
    '00000000-0000-0000-0000-000000000000',
    ...['SPJ', 'INFOTRAITE', 'DGI'].map((one) => idOfBody(profile, one)),
  ])
    await client.query(
      'insert into identity.organisation_key (key_id, organisation_id, public_key) values ($1, $2, $3)',
      [newId(), id, randomBytes(32)],
    );
  await client.end();
  casework = openDatabase(database.urlFor('casework'), { connections: 4 });
  police = await signedViewer(database, { role: 'judicial_police_officer' });
  second = await signedViewer(database, { role: 'judicial_police_officer', displayName: 'Second' });
  permits = await signedViewer(database, { role: 'permit_officer' });
});
after(async () => {
  await casework.destroy();
  await database.close();
});

describe('deciding', () => {
  test('indications found: status, outcome, the event a figure counts, tasks that only call for the notice', async () => {
    const caseId = await newCase();
    const { outcome, events } = await acting(police, (scene) =>
      decide(scene, { caseId, event: 'indications_found', version: null }, sure),
    );
    valueOf(outcome);
    const types = events.map((event) => event.type);
    for (const type of [
      'identification.status_changed',
      'identification.indications_found',
      'identification.outcome_reached',
      'cases.task_set',
    ])
      assert.ok(types.includes(type), type);
    assert.ok(!types.includes('identification.minister_notified') && !types.includes('identification.stay_reported'));
    const found = events.find((event) => event.type === 'identification.indications_found');
    assert.deepEqual(Object.keys(found?.data ?? {}).sort(), ['case', 'date', 'person', 'report']);
    const view = await read(police, caseId);
    assert.deepEqual(
      [view?.status.state, view?.outcome, view?.block?.blocked, view?.palermo.size, view?.file.status],
      ['presumed', 'indications_found', true, 1, 'presumed'],
    );
    assert.equal(events.filter((event) => event.data?.['kind'] === 'notify_minister').length, 1);
  });

  test('a citizen of the Union: no block, no task to notify', async () => {
    const caseId = await newCase();
    const { events } = await acting(police, (scene) =>
      decide(scene, { caseId, event: 'indications_found', version: null }, { ...sure, third_country: 'no' }),
    );
    assert.equal(events.filter((event) => event.data?.['kind'] === 'notify_minister').length, 0);
    assert.equal((await read(police, caseId))?.block, null);
    assert.equal(code(await as(police, (scene) => notifyMinister(scene, caseId, person))), 'not_third_country');
  });

  test('is refused without reason, without indicators, ahead of its day, with another step’s reason, from a wrong state', async () => {
    const caseId = await newCase();
    assert.equal(code(await take(police, caseId, 'indications_found', { ...sure, reasons: [] })), 'reason_needed');
    assert.equal(
      code(await take(police, caseId, 'indications_found', { ...sure, indicators: [] })),
      'indicators_needed',
    );
    assert.equal(
      code(await take(police, caseId, 'indications_found', { ...sure, decided_on: addDays(on, 1) })),
      'day_ahead',
    );
    assert.equal(code(await take(police, caseId, 'indications_found', because('no_act'))), 'reason_does_not_fit');
    assert.equal(code(await take(police, caseId, 'identify', because('facts_confirmed'))), 'no_such_step');
    assert.equal(await stateOf(caseId), 'reported');
  });

  test('of two who decide on the same page, the second is told', async () => {
    const caseId = await newCase();
    const version = String((await read(police, caseId))?.status.version);
    valueOf(await take(police, caseId, 'indications_found', sure, version));
    assert.equal(code(await take(second, caseId, 'no_indications', because('no_act'), version)), 'changed_meanwhile');
  });

  test('the person declines freely, and may come back at any time; indications once found stay counted', async () => {
    const caseId = await presumed();
    assert.equal(
      code(await take(police, caseId, 'decline', because('no_cooperation_wished', { free_decision: false }))),
      'person_must_decide',
    );
    valueOf(await take(police, caseId, 'decline', because('no_cooperation_wished', { free_decision: true })));
    assert.deepEqual([await stateOf(caseId), (await read(police, caseId))?.outcome], ['declined', 'indications_found']);
    valueOf(await take(police, caseId, 'come_back', { decided_on: on, free_decision: true }));
    assert.equal(await stateOf(caseId), 'interview');
  });

  test('nothing found ends the report’s part of the person; another person of the report is still open', async () => {
    const report = newId();
    const [one, other] = [await newCase(report), await newCase(report)];
    valueOf(await take(police, one, 'no_indications', because('labour_offence')));
    assert.equal(await as(police, (scene) => isReportDecided(scene, report)), false);
    valueOf(await as(police, (scene) => endWithoutStep(scene, other, 'person_not_found')));
    assert.equal(await as(police, (scene) => isReportDecided(scene, report)), true);
  });
});

describe('two people', () => {
  const identified = async (): Promise<string> => {
    const caseId = await presumed();
    valueOf(await take(police, caseId, 'identify', because('facts_confirmed')));
    return caseId;
  };

  for (const [event, reason, end] of [
    ['downgrade_to_presumed', 'new_elements', 'presumed'],
    ['lose_status', 'fraud', 'status_lost'],
  ] as const)
    test(`${event} waits for a second officer, who is another`, async () => {
      const caseId = await identified();
      const { decisionId, awaitsReview } = valueOf(
        await take(police, caseId, event, because(reason, { legal_check: true })),
      );
      assert.deepEqual([awaitsReview, await stateOf(caseId)], [true, 'identified']);
      assert.equal(code(await take(second, caseId, 'close', because('follow_up_ended'))), 'already_awaiting');
      assert.equal(code(await as(police, (scene) => reviewDecision(scene, decisionId, true))), 'may_not_review_own');
      assert.ok((await as(second, readReviews)).some((one) => one.id === decisionId));
      valueOf(await as(second, (scene) => reviewDecision(scene, decisionId, true)));
      assert.equal(await stateOf(caseId), end);
      assert.equal(code(await as(second, (scene) => reviewDecision(scene, decisionId, true))), 'already_reviewed');
    });

  test('lose_status asks for the legal check; the block of removal ends with the status', async () => {
    const caseId = await identified();
    assert.equal(
      code(await take(police, caseId, 'lose_status', because('fraud', { legal_check: false }))),
      'legal_check_needed',
    );
    const { decisionId } = valueOf(await take(police, caseId, 'lose_status', because('fraud', { legal_check: true })));
    valueOf(await as(second, (scene) => reviewDecision(scene, decisionId, true)));
    assert.equal((await read(police, caseId))?.block?.blocked, false);
  });

  test('sent back: nothing changes, and it can be decided again', async () => {
    const caseId = await identified();
    const { decisionId } = valueOf(await take(police, caseId, 'downgrade_to_presumed', because('new_elements')));
    valueOf(await as(second, (scene) => reviewDecision(scene, decisionId, false)));
    assert.equal(await stateOf(caseId), 'identified');
    valueOf(await take(police, caseId, 'downgrade_to_presumed', because('new_elements')));
  });

  test('the database itself refuses an officer who confirms her own decision', async () => {
    const caseId = await identified();
    const { decisionId } = valueOf(await take(police, caseId, 'downgrade_to_presumed', because('new_elements')));
    const own = asViewer(casework, police, (tx) =>
      tx
        .updateTable('identification.decision')
        .set({ state: 'in_force', reviewed_by: police.staffId, reviewed_at: systemClock.now() })
        .where('id', '=', decisionId)
        .execute(),
    );
    await assert.rejects(own);
  });
});

describe('interviews and rights', () => {
  test('the first interview takes the status along; a planned one is recorded once', async () => {
    const caseId = await newCase();
    const plan = {
      planned_day: addDays(on, 1),
      planned_hour: '14:30',
      place: 'own_office',
      language: 'uk',
      interpreter: 'professional_present',
      interpreter_wish: 'female',
      support_accompanies: true,
    };
    assert.equal(
      code(await as(police, (scene) => planInterview(scene, caseId, { ...plan, planned_hour: 'noon' }))),
      'hour_unclear',
    );
    const { interviewId } = valueOf(await as(police, (scene) => planInterview(scene, caseId, plan)));
    assert.equal(await stateOf(caseId), 'reported');
    assert.equal(
      code(
        await as(police, (scene) => recordInterview(scene, caseId, { ...heard, held_on: addDays(on, 1) }, interviewId)),
      ),
      'day_ahead',
    );
    valueOf(await as(police, (scene) => recordInterview(scene, caseId, heard, interviewId)));
    assert.equal(await stateOf(caseId), 'interview');
    assert.equal(code(await as(police, (scene) => recordInterview(scene, caseId, heard, interviewId))), 'already_held');
    valueOf(await as(police, (scene) => recordInterview(scene, caseId, heard)));
    assert.equal((await read(police, caseId))?.interviews.length, 2);
  });

  test('the first information is not complete without “the case may be dismissed”: rule and database refuse', async () => {
    const caseId = await newCase();
    const tell = (change: Partial<RightsInput>) =>
      as(police, (scene) => tellRights(scene, caseId, { ...told, ...change }));
    assert.equal(code(await tell({ dismissal_told: false })), 'dismissal_not_told');
    assert.equal(code(await tell({ rights: [] })), 'rights_not_told');
    assert.equal(code(await tell({ interpreter: 'needed_missing' })), 'language_not_understood');
    assert.equal(code(await tell({ occasion: 'turning_point' })), 'not_told_before');
    valueOf(await tell({ leaflet_version: '2020-10' }));
    assert.equal((await read(police, caseId))?.informationState, 'understood');
    assert.equal(code(await tell({})), 'told_before');
    valueOf(await tell({ occasion: 'turning_point', dismissal_told: false }));
    const client = new Client({ connectionString: database.administratorUrl });
    await client.connect();
    await assert.rejects(
      client.query("update identification.rights_told set dismissal_told = false where occasion = 'first'"),
      /check/,
    );
    await client.end();
  });
});

describe('the notice and the report of an irregular stay', () => {
  test('the notice carries exactly the fields the profile names, and no key to the case', async () => {
    const caseId = await presumed();
    const { outcome, events } = await acting(police, (scene) => notifyMinister(scene, caseId, person));
    const { noticeId } = valueOf(outcome);
    const notice = await as(permits, (scene) => readNotice(scene, noticeId));
    assert.deepEqual(notice?.fields, profile.notice('presumed_to_minister').fields);
    const shown = events.filter((event) => event.audience?.includes(permits.organisationId));
    assert.deepEqual(
      shown.map((event) => [event.type, event.caseId, event.personId, event.reportId]),
      [['identification.notice_sent', undefined, undefined, undefined]],
    );
    assert.equal(await read(permits, caseId), null);
    assert.equal(code(await as(police, (scene) => notifyMinister(scene, caseId, person))), 'already_sent');
    valueOf(await as(permits, (scene) => receiveNotice(scene, noticeId)));
    assert.equal(code(await as(permits, (scene) => receiveNotice(scene, noticeId))), 'already_received');
    const client = new Client({ connectionString: database.administratorUrl });
    await client.connect();
    const sealed = await client.query('select field from identity.sealed_field where subject_id = $1 order by field', [
      noticeId,
    ]);
    await client.end();
    assert.deepEqual(
      sealed.rows.map((row) => row.field),
      ['date_of_birth', 'name', 'nationality'],
    );
  });

  test('a return officer is told yes or no by reference, an error for one that does not exist, and sees no row', async () => {
    const caseId = await presumed();
    const reference = (await read(police, caseId))?.block?.reference ?? '';
    const returns = await signedViewer(database, { role: 'return_officer' });
    assert.equal(valueOf(await as(returns, (scene) => askRemoval(scene, reference.toLowerCase()))).blocked, true);
    assert.equal(code(await as(returns, (scene) => askRemoval(scene, '0000-0000'))), 'unknown_reference');
    assert.equal(code(await as(returns, (scene) => askRemoval(scene, 'hello'))), 'unknown_reference');
    assert.equal(await read(returns, caseId), null);
    for (const table of [
      'identification.removal_block',
      'identification.minister_notice',
      'identification.status',
      'identification.decision',
      'cases.case_file',
    ] as const)
      assert.equal(
        (await asViewer(casework, returns, (tx) => tx.selectFrom(table).selectAll().execute())).length,
        0,
        table,
      );
    assert.equal(code(await as(police, (scene) => askRemoval(scene, reference))), 'may_not_ask');
  });

  test('an irregular stay is reported by a human who read the warning, never while the person must not be removed', async () => {
    const blocked = await presumed();
    const report = (caseId: string, warning: boolean) =>
      as(police, (scene) => reportStay(scene, caseId, { ...person, warning_read: warning }));
    assert.equal(code(await report(blocked, true)), 'reflection_running');
    const free = await newCase();
    assert.equal(code(await report(free, false)), 'warning_not_read');
    const { noticeId } = valueOf(await report(free, true));
    const stay = await as(permits, (scene) => readNotice(scene, noticeId));
    assert.deepEqual([stay?.kind, stay?.status, stay?.reference], ['stay_report', 'reported', null]);
    assert.ok(valueOf(await as(permits, readNotices)).some((one) => one.id === noticeId));
  });

  test('no action emits the report of a stay by itself', async () => {
    const caseId = await newCase();
    const all: string[] = [];
    const works: readonly ((scene: Scene) => Promise<unknown>)[] = [
      (scene: Scene) => recordInterview(scene, caseId, heard),
      (scene: Scene) => tellRights(scene, caseId, told),
      (scene: Scene) => decide(scene, { caseId, event: 'indications_found', version: null }, sure),
      (scene: Scene) => notifyMinister(scene, caseId, person),
    ];
    for (const work of works) all.push(...(await acting(police, work)).events.map((event) => event.type));
    assert.ok(!all.includes('identification.stay_reported'));
  });
});

describe('who sees how a person is examined', () => {
  test('the support service sees the status and what was told, not reasons, interviews, decisions or notices', async () => {
    const caseId = await presumed();
    valueOf(await as(police, (scene) => tellRights(scene, caseId, told)));
    valueOf(await as(police, (scene) => recordInterview(scene, caseId, heard)));
    const consent = {
      given_by: 'person',
      given_on: on,
      method: 'oral',
      language: 'uk',
      interpreter: 'professional_present',
      text_version: '3',
      agreed_parts: ['identity'],
      urgency: 'today',
    };
    const { referralId } = valueOf(await as(police, (scene) => referToSupport(scene, caseId, consent)));
    const service = await signedViewer(database, { role: 'savteh_worker' });
    valueOf(await as(service, (scene) => acceptSupport(scene, referralId)));
    const view = await read(service, caseId);
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
      const caseId = await presumed();
      const viewer = await signedViewer(database, { role });
      assert.equal(await read(viewer, caseId), null);
      assert.ok(code(await take(viewer, caseId, 'identify', because('facts_confirmed'))).startsWith('may_not'));
      assert.ok(code(await as(viewer, (scene) => tellRights(scene, caseId, told))).startsWith('may_not'));
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
          (await asViewer(casework, viewer, (tx) => tx.selectFrom(`identification.${table}`).selectAll().execute()))
            .length,
          0,
          table,
        );
    });
});

describe('the stored status', () => {
  test('is what the journal says, after every walk through the table', async () => {
    const caseId = await newCase();
    const walk: readonly (readonly [string, DecideInput])[] = [
      ['indications_found', sure],
      ['decline', because('no_cooperation_wished', { free_decision: true })],
      ['come_back', { decided_on: on, free_decision: true }],
      ['indications_found', sure],
      ['identify', because('facts_confirmed')],
      ['close', { decided_on: plainDate(on), follow_up_ended: true, reasons: [] }],
    ];
    for (const [event, input] of walk) {
      valueOf(await take(police, caseId, event, input));
      assert.equal(await as(police, (scene) => statusAgrees(scene, caseId)), true, event);
    }
    assert.equal(await stateOf(caseId), 'closed');
  });
});
