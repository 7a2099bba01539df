import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  canaries,
  contentOf,
  findInClear,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../test/support/reports.ts';
import { textOfPdf } from '../../../test/support/pdf-text.ts';
import { testSite } from '../../../test/support/staff-site.ts';
import { type PlainDate, systemClock } from '../../platform/clock.ts';
import { documentPrinter } from '../../platform/document/index.ts';
import { newId } from '../../platform/ids.ts';
import { isRefusal, type Outcome, valueOf } from '../../platform/outcome.ts';
import { projectRoot } from '../../platform/root.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { Redirect } from '../../profile/index.ts';
import { deliverDue, sendNotice } from './actions/deliver.ts';
import {
  countHandoversWaiting,
  handOver,
  listHandovers,
  prepareHandover,
  readHandingOver,
  readHandover,
  receiveHandover,
} from './actions/handover.ts';
import { submitReport } from './actions/send/submit.ts';
import { acknowledge, redirect } from './actions/triage/index.ts';
import { handoverQuestions, type HandoverSaid, mayHandOver } from './rules/handover.ts';
import { handoverScreens } from './screens/handover/index.ts';
import { triageScreens } from './screens/triage/index.ts';

const secret = 'The canary roofer pays nobody.';
const today = '2026-01-05' as PlainDate;
let world: ReportWorld;
let police: Viewer;
let receiver: Viewer;

before(async () => {
  world = await reportWorld();
  police = await world.viewer('judicial_police_officer');
  receiver = await world.viewer('redirected_matters', 'ITM');
});
after(() => world.close());

const refusedWith = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'not refused');

const acknowledged = async (): Promise<string> => {
  const inspector = await world.viewer('reception_worker');
  const person = personAnswers({ periods: [{ when: { precision: 'unknown' }, sector: 'F' }] });
  const sent = await world.as(inspector, (scene) =>
    submitReport(scene, {
      ...{ content: contentOf([person, personAnswers()], reportAnswers()), clientReference: newId(), channel: 'form' },
    }),
  );
  await deliverDue({ database: world.worker, clock: systemClock, sendMail: async () => undefined });
  const { reportId } = valueOf(sent);
  valueOf(await world.as(police, (scene) => acknowledge(scene, { reportId })));
  return reportId;
};

const redirected = async (redirect_reason: string): Promise<string> => {
  const reportId = await acknowledged();
  valueOf(await world.as(police, (scene) => redirect(scene, { reportId }, { redirect_reason })));
  return reportId;
};

const give = (reportId: string, to: string, said: HandoverSaid = { handover_facts: secret }, by = police) =>
  world.as(by, (scene) => handOver(scene, { reportId, to }, said));

const line = (more: Partial<Redirect>): Redirect => ({
  ...{ reason: 'labour', to: 'ITM', fields: [], names: 'never', provenance: 'inferred' },
  basis: { kind: 'law', code: 'RGD1979-1' },
  ...more,
});

describe('what may be handed over', () => {
  const here = { accounts: true };
  const paper = { accounts: false };

  test('names only where the profile lets them go, on agreement where it asks for one', () => {
    const named = { handover_facts: 'x', handover_names: 'N' };
    assert.equal(refusedWith(mayHandOver(line({}), here, named)), 'names_stay_here');
    assert.equal(refusedWith(mayHandOver(line({ names: 'with_consent' }), here, named)), 'agreement_missing');
    assert.equal(mayHandOver(line({ names: 'with_consent' }), here, { ...named, agreed_on: today }), true);
    assert.equal(mayHandOver(line({ names: 'with_consent' }), here, { handover_facts: 'x' }), true);
    assert.equal(mayHandOver(line({ names: 'by_law' }), here, named), true);
  });

  test('nothing without agreement where that is the only ground', () => {
    const byConsent = line({ basis: { kind: 'consent' }, names: 'never' });
    assert.equal(refusedWith(mayHandOver(byConsent, here, { handover_facts: 'x' })), 'agreement_missing');
    assert.ok(handoverQuestions(byConsent, here).includes('agreed_on'));
    assert.ok(!handoverQuestions(line({}), here).includes('agreed_on'));
  });

  test('on paper only with way and day', () => {
    assert.equal(refusedWith(mayHandOver(line({}), paper, { handover_facts: 'x' })), 'way_missing');
    assert.equal(refusedWith(mayHandOver(line({}), paper, { way: 'post' })), 'day_missing');
    assert.equal(mayHandOver(line({}), paper, { way: 'post', handed_on: today }), true);
    assert.deepEqual(handoverQuestions(line({}), paper), ['handover_facts', 'way', 'handed_on']);
  });
});

describe('a redirected report', () => {
  test('goes only to a body the profile names for that kind of matter', async () => {
    const reportId = await acknowledged();
    const wrong = { redirect_reason: 'labour', redirect_to: 'DGI-REF' };
    assert.equal(
      refusedWith(await world.as(police, (scene) => redirect(scene, { reportId }, wrong))),
      'body_does_not_fit',
    );
    assert.equal(refusedWith(await give(reportId, 'ITM')), 'not_redirected');
    const right = { redirect_reason: 'labour', redirect_to: 'ITM' };
    assert.equal(valueOf(await world.as(police, (scene) => redirect(scene, { reportId }, right))).to, 'ITM');
    assert.equal(refusedWith(await give(reportId, 'PGD')), 'body_does_not_fit');
  });

  test('is delivered: the codes the profile lets go and the words written for it, once, with a notice without content', async () => {
    const reportId = await redirected('labour');
    const { handoverId } = valueOf(await give(reportId, 'ITM'));
    assert.equal(refusedWith(await give(reportId, 'ITM')), 'already_handed_over');
    const list = valueOf(await world.as(receiver, (scene) => listHandovers(scene, 1)));
    const found = list.lines.find(({ id }) => id === handoverId);
    assert.ok(found && list.waiting > 0 && found.received_at === null);
    assert.deepEqual(
      [found.reason, found.way, found.persons, found.commune, [...found.sectors], [...found.languages]],
      ['labour', 'here', 2, 'luxembourg', ['F'], ['uk']],
    );
    assert.deepEqual([found.children, found.danger], [null, null], 'not on the list of the profile');
    const job = await world.administrator.query<{ payload: Record<string, string> }>(
      `select p.payload from graphile_worker._private_jobs p join graphile_worker._private_tasks t on t.id = p.task_id
       where t.identifier = 'referrals:notify' and p.payload::text like '%redirected_waits%'`,
    );
    assert.equal(job.rowCount, 1);
    const mails: object[] = [];
    const sendMail = async (notice: object): Promise<void> => void mails.push(notice);
    await sendNotice({ database: world.worker, clock: systemClock, sendMail }, job.rows[0]?.payload ?? {});
    assert.deepEqual(mails, [{ organisationId: found.to_organisation_id, kind: 'redirected_waits' }]);
    assert.equal((await findInClear(world.administrator, ['canary roofer'])).length, 0);
  });

  test('shows its new body nothing of the report, its persons or its beginning', async () => {
    const reportId = await redirected('labour');
    await give(reportId, 'ITM');
    const seen = await world.as(receiver, async ({ tx }) => ({
      reports: await tx.selectFrom('referrals.report').select('id').where('id', '=', reportId).execute(),
      persons: await tx.selectFrom('referrals.report_person').select('id').where('report_id', '=', reportId).execute(),
      events: await tx.selectFrom('journal.event_published').select('id').where('report_id', '=', reportId).execute(),
      reasons: await tx.selectFrom('referrals.report_reason').select('report_id').execute(),
    }));
    assert.deepEqual(seen, { reports: [], persons: [], events: [], reasons: [] });
    const other = await world.viewer('redirected_matters', 'PGD');
    assert.equal(valueOf(await world.as(other, (scene) => listHandovers(scene, 1))).total, 0);
    const inspector = await world.viewer('labour_inspector');
    assert.equal(
      refusedWith(await world.as(inspector, (scene) => listHandovers(scene, 1))),
      'may_not_receive_redirected',
    );
    assert.equal(await world.as(inspector, countHandoversWaiting), null);
  });

  test('is received once, by whom and when; the giver sees it', async () => {
    const reportId = await redirected('labour');
    const { handoverId } = valueOf(await give(reportId, 'ITM'));
    const waiting = (await world.as(receiver, countHandoversWaiting)) ?? 0;
    valueOf(await world.as(receiver, (scene) => receiveHandover(scene, handoverId)));
    assert.equal(await world.as(receiver, countHandoversWaiting), waiting - 1);
    assert.equal(
      refusedWith(await world.as(receiver, (scene) => receiveHandover(scene, handoverId))),
      'already_received',
    );
    const theirs = await world.as(police, (scene) => readHandover(scene, handoverId));
    assert.equal(theirs?.received_by, receiver.staffId);
    const handing = await world.as(police, (scene) => readHandingOver(scene, reportId));
    assert.deepEqual(
      handing?.done.map(({ id }) => id),
      [handoverId],
    );
  });

  test('on paper: way and day are written down, and the words are sealed to the giver alone', async () => {
    const reportId = await redirected('violence');
    const said = { handover_facts: secret, agreed_on: today, way: 'in_person', handed_on: today };
    const { handoverId } = valueOf(await give(reportId, 'SCAS-SAV', said));
    const written = await world.as(police, (scene) => readHandover(scene, handoverId));
    assert.deepEqual([written?.way, written?.handed_on, written?.handed_by], ['in_person', today, police.staffId]);
    const holders = await world.administrator.query<{ organisation_id: string }>(
      `select distinct e.organisation_id from identity.data_key k join identity.data_key_wrap w on w.data_key_id = k.id
       join identity.envelope e on e.id = w.envelope_id where k.subject_id = $1`,
      [handoverId],
    );
    assert.deepEqual(
      holders.rows.map((row) => row.organisation_id),
      [police.organisationId],
    );
  });

  test('never counts as trafficking, however it was handed over', async () => {
    const reportId = await redirected('labour');
    valueOf(await give(reportId, 'ITM'));
    const found = await world.administrator.query(
      'select state, outcome, redirected_reason from referrals.report_published where id = $1',
      [reportId],
    );
    assert.deepEqual(found.rows, [{ state: 'redirected', outcome: 'redirected', redirected_reason: 'labour' }]);
    assert.ok(isRefusal(await world.as(police, (scene) => acknowledge(scene, { reportId }))));
    const counted = await world.administrator.query(
      `select 1 from pg_views where definition like '%handover%' union all
       select 1 from information_schema.role_table_grants where table_name = 'handover' and grantee like '%statistics'`,
    );
    assert.equal(counted.rowCount, 0, 'no figure can see a hand-over');
  });

  test('is handed over by the body that redirected it alone', async () => {
    const reportId = await redirected('labour');
    const prosecutor = await world.viewer('prosecutor', 'PQT-LUX');
    assert.equal(refusedWith(await give(reportId, 'ITM', undefined, prosecutor)), 'may_not_redirect');
    const others = await world.viewer('savteh_worker');
    assert.ok(isRefusal(await world.as(others, (scene) => prepareHandover(scene, reportId, 'ITM'))));
  });
});

describe('the pages of a hand-over', () => {
  const asked: string[] = [];
  const vault = {
    open: async ({ purpose }: { purpose: string }) => {
      asked.push(purpose);
      return { fields: { notes: { facts: '#panic() *facts*', names: canaries.name } } };
    },
  } as unknown as VaultClient;
  const print = documentPrinter({ program: join(projectRoot, 'src/main/document.ts') });

  const siteOf = (viewer: Viewer) => {
    const tools = { draftKey: world.draftKey, vault, print };
    const screens = [...triageScreens(tools), ...handoverScreens(tools)];
    return testSite({ database: world.casework, profile: world.profile, clock: systemClock, viewer, screens });
  };

  test('from the redirect to the receipt and the document', async () => {
    const reportId = await acknowledged();
    const site = await siteOf(police);
    const page = `/received/${reportId}`;
    const away = await site.post(`${page}/redirect`, `${page}/redirect`, {
      redirect_reason: 'labour',
      redirect_to: 'ITM',
    });
    const form = String(away.headers['location']).split('?')[0] ?? '';
    assert.equal(form, `${page}/hand-over/ITM`);
    assert.match((await site.get(form)).text, /What leaves[\s\S]*Kind of work/);
    const empty = await site.post(form, form, { handover_names: canaries.name });
    assert.equal(empty.status, 422);
    assert.ok(empty.text.includes(canaries.name), 'what was typed stays');
    const given = await site.post(form, form, { handover_facts: secret });
    assert.equal(given.status, 303, given.text.slice(0, 600));
    assert.match(
      (await site.get(page)).text,
      /Handing over[\s\S]*Inspectorate of Labour and Mines[\s\S]*not yet received/,
    );
    await site.close();

    const theirs = await siteOf(receiver);
    const list = await theirs.get('/handovers');
    const one = /href="(\/handovers\/[0-9a-f-]{36})"/.exec(list.text)?.[1] ?? '';
    assert.match(list.text, /Redirected to us/);
    const shown = await theirs.get(one);
    assert.ok(shown.text.includes('Confirm receipt') && !shown.text.includes(secret));
    assert.equal((await theirs.post(`${one}/receive`, one)).status, 303);
    const opened = await theirs.post(`${one}/open`, one, { purpose: 'handle_redirected' });
    assert.match(opened.text, /#panic\(\) \*facts\*/);
    const pdf = await theirs.bytes(`${one}/document.pdf`, { from: one, body: { purpose: 'handle_redirected' } });
    assert.match(String(pdf.headers['content-disposition']), /synthetic-handover-[0-9A-Z-]{9}\.pdf/);
    const text = textOfPdf(pdf.bytes).join(' ').replace(/\s+/g, ' ');
    for (const wanted of ['#panic() *facts*', canaries.name, 'Labour law', 'Regulation of 8 June 1979'])
      assert.ok(text.includes(wanted), wanted);
    assert.deepEqual(asked, ['handle_redirected', 'handle_redirected']);
    assert.equal((await theirs.post(`${one}/open`, one, { purpose: 'investigate' })).status, 403);
    assert.equal((await theirs.get(page)).status, 403);
    await theirs.close();
    const stranger = await siteOf(await world.viewer('redirected_matters', 'PGD'));
    assert.equal((await stranger.get(one)).status, 404);
    await stranger.close();
  });
});
