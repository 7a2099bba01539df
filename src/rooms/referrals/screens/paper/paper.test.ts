import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import {
  canaries,
  contentOf,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../../../test/support/reports.ts';
import { textOfPdf } from '../../../../../test/support/pdf-text.ts';
import { type TestSite, testSite } from '../../../../../test/support/staff-site.ts';
import { systemClock } from '../../../../platform/clock.ts';
import { documentPrinter, type PrintedDocument } from '../../../../platform/document/index.ts';
import { newId } from '../../../../platform/ids.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import { projectRoot } from '../../../../platform/root.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import type { Viewer } from '../../../../platform/viewer.ts';
import { deliverDue } from '../../actions/deliver.ts';
import { submitReport } from '../../actions/send/submit.ts';
import { triageScreens } from '../triage/index.ts';
import { writingScreens } from '../writing/index.ts';
import { paperScreens } from './index.ts';

const hostile = '#panic() *x* قال الرجل \u{10D50} ';
let world: ReportWorld;
let reportId: string;
const asked: string[][] = [];

/** A vault that opens what it is asked for with texts as people give them. */
const vault = {
  open: async ({ compartments, purpose }: { compartments: readonly string[]; purpose: string }) => {
    asked.push([purpose, ...compartments]);
    const identity = {
      full_name: `${hostile}${canaries.name}`,
      born: JSON.stringify({ precision: 'exact', from: '1999-04-12', to: '1999-04-12' }),
    };
    const testimony = { account: `${canaries.account}\n${'q'.repeat(5000)}` };
    return { fields: Object.fromEntries(compartments.map((one) => [one, { identity, testimony }[one] ?? {}])) };
  },
} as unknown as VaultClient;

const print = documentPrinter({ program: join(projectRoot, 'src/main/document.ts') });

const siteOf = (viewer: Viewer, seen?: (document: PrintedDocument) => void): Promise<TestSite> => {
  const tools = { draftKey: world.draftKey, vault };
  const watched: typeof print = async (document) => {
    if (!('kind' in document)) seen?.(document);
    return seen ? Buffer.from('%PDF') : print(document);
  };
  return testSite({
    ...{ database: world.casework, profile: world.profile, clock: systemClock, viewer },
    screens: [...writingScreens(tools), ...triageScreens(tools), ...paperScreens({ ...tools, print: watched })],
  });
};

const download = async (viewer: Viewer, purpose?: string) => {
  const site = await siteOf(viewer);
  const page = `/reports/${reportId}/record`;
  const answer = await (purpose === undefined
    ? site.bytes(`${page}.pdf`)
    : site.bytes(`${page}.pdf`, { from: page, body: { purpose } }));
  await site.close();
  return answer;
};

const drawn = async (viewer: Viewer): Promise<string> => {
  let text = '';
  const site = await siteOf(viewer, (document) => {
    text = JSON.stringify(document);
  });
  await site.get(`/reports/${reportId}/record.pdf`);
  await site.close();
  return text;
};

before(async () => {
  world = await reportWorld();
  const inspector = await world.viewer('labour_inspector');
  const content = contentOf(
    [
      personAnswers(),
      personAnswers({ age_answer: 'not_sure', protection_told: 'no', guardian_name: { untold: 'not_known' } }),
    ],
    reportAnswers(),
  );
  const sent = await world.as(inspector, (scene) =>
    submitReport(scene, { content, clientReference: newId(), channel: 'form' }),
  );
  assert.ok(!isRefusal(sent), JSON.stringify(sent));
  ({ reportId } = sent);
  await deliverDue({ database: world.worker, clock: systemClock, sendMail: async () => undefined });
});
after(() => world.close());

describe('the record as PDF', () => {
  test('is there for the sender, marked as invented, without a name in file name, properties or text', async () => {
    const answer = await download(await world.viewer('labour_inspector'));
    assert.equal(answer.status, 200, answer.bytes.toString('utf8').slice(0, 400));
    assert.match(
      String(answer.headers['content-disposition']),
      /^attachment; filename="synthetic-report-[0-9A-Z]{4}-[0-9A-Z]{4}\.pdf"$/,
    );
    assert.equal(answer.headers['content-type'], 'application/pdf');
    assert.equal(answer.headers['cache-control'], 'no-store');
    const pages = textOfPdf(answer.bytes);
    const text = pages.join('\n');
    for (const page of pages) assert.match(page, /Synthetic demonstration/);
    for (const wanted of [
      /Record of report [0-9A-Z-]{9}/,
      /Answered, sealed/,
      /Judicial Police/,
      /receipt [0-9A-Z-]{9}/,
      /Person 2/,
      /Page 1 of/,
      /Not sure/,
    ])
      assert.match(text.replace(/\n/g, ' '), wanted);
    for (const secret of [canaries.name, canaries.exploiter, 'Canary'])
      assert.ok(!text.includes(secret) && !answer.bytes.includes(secret), secret);
  });

  test('speaks the language of its reader, whatever the report was written in', async () => {
    const german = await drawn({ ...(await world.viewer('labour_inspector')), language: 'de' });
    assert.ok(german.includes('Niederschrift') || german.includes('Meldung'));
    assert.ok(!german.includes('Which forms of exploitation?') && !german.includes('"Yes"'), german.slice(0, 3000));
    assert.ok(german.includes('"language":"de"'));
  });

  test('gives each recipient what reached it and nothing more', async () => {
    const police = await drawn(await world.viewer('judicial_police_officer'));
    const prosecutor = await drawn(await world.viewer('prosecutor', 'PQT-LUX'));
    for (const part of ['What does the person need', 'Situation of residence', 'Safe contact'])
      assert.ok(police.includes(part) && !prosecutor.includes(part), part);
    assert.notEqual(police.length, prosecutor.length);
    const fingerprint = /[0-9a-f]{8}(?: [0-9a-f]{8}){7}/;
    assert.notEqual(fingerprint.exec(police)?.[0], fingerprint.exec(prosecutor)?.[0]);
    assert.equal(
      fingerprint.exec(police)?.[0],
      fingerprint.exec(await drawn(await world.viewer('judicial_police_officer')))?.[0],
    );
  });

  test('is not there for a body the report did not go to, and each reading is in the journal', async () => {
    assert.equal((await download(await world.viewer('reception_worker'))).status, 404);
    const found = await world.administrator.query(
      `select data from journal.event where type = 'referrals.record_read' and report_id = $1 and data ->> 'copy' = 'pdf'`,
      [reportId],
    );
    assert.ok(found.rowCount !== null && found.rowCount > 3, String(found.rowCount));
  });

  test('opens names and texts only for a purpose of the role, through the vault; texts are data', async () => {
    const inspector = await world.viewer('labour_inspector');
    assert.equal((await download(inspector, 'investigate')).status, 403);
    asked.length = 0;
    const answer = await download(inspector, 'check_own_report');
    assert.equal(answer.status, 200);
    assert.ok(asked.length === 3 && asked.every(([purpose]) => purpose === 'check_own_report'), JSON.stringify(asked));
    assert.ok(!asked.flat().includes('contact_safe'));
    const text = textOfPdf(answer.bytes).join('\n');
    for (const wanted of ['#panic() *x*', '[U+10D50]', canaries.name, '12 April 1999', 'Keep it under lock'])
      assert.ok(text.includes(wanted), wanted);
    assert.ok((text.match(/q/g)?.length ?? 0) >= 5000);
    assert.ok(!answer.bytes.includes('Canary'));
  });

  test('the page of the record and the receipt carry the same fingerprint as the paper', async () => {
    const inspector = await world.viewer('labour_inspector');
    const site = await siteOf(inspector);
    const pattern = /[0-9a-f]{8}(?: [0-9a-f]{8}){7}/;
    const page = pattern.exec((await site.get(`/reports/${reportId}/record`)).text)?.[0];
    const receipt = pattern.exec((await site.get(`/reports/${reportId}/receipt`)).text)?.[0];
    await site.close();
    assert.ok(page !== undefined && page === receipt && page === pattern.exec(await drawn(inspector))?.[0]);
  });
});
