import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { newId } from '../../platform/ids.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { systemClock } from '../../platform/clock.ts';
import {
  canaries,
  consentAnswers,
  contentOf,
  findInClear,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../test/support/reports.ts';
import { deliverDue } from './actions/deliver.ts';
import { problemsOf, submitReport } from './actions/send/submit.ts';

let world: ReportWorld;
let inspector: Viewer;
let police: Viewer;
let prosecutor: Viewer;
let worker: Viewer;

before(async () => {
  world = await reportWorld();
  inspector = await world.viewer('labour_inspector');
  police = await world.viewer('judicial_police_officer');
  prosecutor = await world.viewer('prosecutor', 'PQT-LUX');
  worker = await world.viewer('savteh_worker');
});
after(() => world.close());

const sendMail = async (): Promise<void> => undefined;
const deliverAll = () =>
  deliverDue({ database: world.worker, clock: systemClock, sendMail, onFault: (code) => assert.fail(code) });

const send = (viewer: Viewer, persons: readonly Record<string, unknown>[], report = reportAnswers()) =>
  world.as(viewer, (scene) =>
    submitReport(scene, { content: contentOf(persons, report), clientReference: newId(), channel: 'form' }),
  );

const seen = (viewer: Viewer, table: string, where: string): Promise<number> =>
  world.as(viewer, async ({ tx }) => {
    const { sql } = await import('kysely');
    const rows = await sql<{
      n: number;
    }>`select count(*)::int as n from ${sql.raw(table)} where ${sql.raw(where)}`.execute(tx);
    return rows.rows[0]?.n ?? 0;
  });

describe('sending a report', () => {
  test('an inspector writes to police and prosecutor; each sees it from delivery on and not before', async () => {
    const sent = valueOf(await send(inspector, [personAnswers(), personAnswers({ full_name: 'Second' })]));
    assert.match(sent.reference, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    const own = `id = '${sent.reportId}'`;
    const of = `report_id = '${sent.reportId}'`;
    assert.equal(await seen(inspector, 'referrals.report', own), 1);
    assert.equal(await seen(police, 'referrals.report', own), 0);
    assert.equal(await deliverAll(), 2);
    assert.equal(await deliverAll(), 0);
    for (const viewer of [police, prosecutor]) {
      assert.equal(await seen(viewer, 'referrals.report', own), 1);
      assert.equal(await seen(viewer, 'referrals.report_person', of), 2);
    }
    assert.equal(await seen(worker, 'referrals.report', own), 0);
    assert.equal(await seen(inspector, 'referrals.inbox', of), 2);
    assert.equal(await seen(police, 'referrals.report_reference', of), 1);
  });

  test('the prosecutor gets neither health nor safe contact, the police both', async () => {
    const sent = valueOf(await send(inspector, [personAnswers()]));
    await deliverAll();
    const persons = `person_id in (select id from referrals.report_person where report_id = '${sent.reportId}')`;
    for (const table of [
      'report_person_needs',
      'report_person_contact',
      'report_person_channel',
      'report_person_residence',
    ]) {
      assert.equal(await seen(police, `referrals.${table}`, persons), 1, table);
      assert.equal(await seen(prosecutor, `referrals.${table}`, persons), 0, table);
    }
    const health = `report_id = '${sent.reportId}' and compartment = 'health'`;
    assert.equal(await seen(police, 'referrals.snapshot', health), 1);
    assert.equal(await seen(prosecutor, 'referrals.snapshot', health), 0);
    assert.equal(await seen(prosecutor, 'referrals.period', persons), 1);
  });

  test('no name, number or account stands in any table', async () => {
    valueOf(await send(inspector, [personAnswers()]));
    assert.deepEqual(await findInClear(world.administrator, Object.values(canaries)), []);
  });

  test('the same key again gives the same receipt; eight at once make one report', async () => {
    const clientReference = newId();
    const content = contentOf([personAnswers()]);
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        world.as(inspector, (scene) => submitReport(scene, { content, clientReference, channel: 'form' })),
      ),
    );
    const receipts = new Set(answers.map((answer) => JSON.stringify(valueOf(answer))));
    assert.equal(receipts.size, 1);
    assert.equal(await seen(inspector, 'referrals.report', `client_reference = '${clientReference}'`), 1);
  });

  test('what is missing is named with its page and person; nothing is stored', async () => {
    const outcome = await send(inspector, [personAnswers({ forms: [], sex: undefined })]);
    assert.ok(isRefusal(outcome) && outcome.refused === 'not_complete');
    const problems = problemsOf(outcome);
    assert.deepEqual(
      problems.map((one) => [one.section, one.error.path[0]]),
      [
        ['person', 'sex'],
        ['exploitation', 'forms'],
      ],
    );
  });
});

describe('consent', () => {
  test('who agreed to support alone: the service gets name and contact, the police the facts without a name', async () => {
    const sent = valueOf(await send(worker, [consentAnswers(false, true)]));
    await deliverAll();
    const holders = await world.administrator.query<{ code: string; compartment: string; basis: string }>(
      `select o.code, k.compartment, e.basis_kind as basis from identity.data_key k join identity.data_key_wrap w on w.data_key_id = k.id
       join identity.envelope e on e.id = w.envelope_id join directory.organisation o on o.id = e.organisation_id
       where k.subject_id in (select id from referrals.report_person where report_id = $1) order by 1, 2`,
      [sent.reportId],
    );
    const of = (code: string) => [
      ...new Set(holders.rows.filter((row) => row.code === code).map((row) => row.compartment)),
    ];
    assert.deepEqual(of('SPJ'), ['testimony']);
    assert.deepEqual(of('INFOTRAITE'), ['contact_safe', 'identity', 'testimony']);
  });

  test('who agreed to nothing: no name leaves, and none is kept', async () => {
    const sent = valueOf(await send(worker, [consentAnswers(false, false)]));
    const fields = await world.administrator.query(
      `select 1 from identity.sealed_field where compartment in ('identity', 'contact_safe') and subject_id in
       (select id from referrals.report_person where report_id = $1)`,
      [sent.reportId],
    );
    assert.equal(fields.rowCount, 0);
    assert.equal(
      await seen(worker, 'referrals.report', `id = '${sent.reportId}' and route = 'notice_without_identity'`),
      1,
    );
  });

  test('a child is never asked and goes by the law that protects children', async () => {
    const child = personAnswers({
      age_answer: 'not_sure',
      protection_told: 'yes',
      guardian_name: { untold: 'not_known' },
    });
    const sent = valueOf(await send(worker, [child]));
    const shares = await world.administrator.query<{ code: string }>(
      `select distinct s.basis_code as code from referrals.share s where s.report_id = $1 and person_id is not null`,
      [sent.reportId],
    );
    assert.ok(shares.rows.some((row) => row.code === 'CHILD-PROTECTION'));
    assert.equal(
      await seen(
        worker,
        'referrals.person_consent',
        `person_id in (select id from referrals.report_person where report_id = '${sent.reportId}')`,
      ),
      0,
    );
  });
});
