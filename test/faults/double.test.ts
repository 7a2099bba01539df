import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../../src/platform/ids.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { sendReport } from '../../src/rooms/referrals/actions/drafts/send.ts';
import { submitReport } from '../../src/rooms/referrals/index.ts';
import { contentOf, personAnswers, type ReportWorld, reportWorld } from '../support/reports.ts';
import { acting, completeDraft, deliverAll } from './support/acting.ts';

let world: ReportWorld;
let inspector: Viewer;
before(async () => {
  world = await reportWorld();
  inspector = await world.viewer('labour_inspector');
});
after(() => world.close());

const atOnce = 20;

const countOf = async (from: string, key: string): Promise<number> => {
  const found = await world.administrator.query<{ n: number }>(`select count(*)::int as n from ${from}`, [key]);
  return found.rows[0]?.n ?? -1;
};

const allAlike = (receipts: readonly unknown[]): void => {
  assert.equal(receipts.length, atOnce);
  for (const receipt of receipts) assert.deepEqual(receipt, receipts[0]);
};

/** One report with one event, two deliveries at most, one reference of the sender: whatever was sent how often. */
const assertOnce = async (key: string): Promise<void> => {
  const report = 'referrals.report r where r.client_reference = $1';
  const hanging = (table: string): string =>
    `${table} t where t.report_id in (select r.id from referrals.report r where r.client_reference = $1)`;
  assert.equal(await countOf(report, key), 1);
  assert.equal(await countOf(hanging('referrals.report_person'), key), 1);
  assert.equal(await countOf(hanging('referrals.report_reference'), key), 1);
  assert.equal(await countOf(`${hanging('journal.event')} and type = 'referrals.report_sent'`, key), 1);
  const recipients = await countOf(hanging('referrals.outbox'), key);
  await Promise.all([deliverAll(world), deliverAll(world), deliverAll(world)]);
  assert.ok(recipients > 0);
  assert.equal(await countOf(hanging('referrals.inbox'), key), recipients);
};

test('a draft sent twenty times at once becomes one report, and each gets its receipt', async () => {
  const draftId = await completeDraft(world, inspector);
  const parts = { ...world, database: world.casework };
  const send = () => acting(parts, inspector, (scene) => sendReport(scene, { draftId, version: null, declared: true }));
  allAlike(await Promise.all(Array.from({ length: atOnce }, send)));
  await assertOnce(draftId);
});

test('another system sends one key twenty times at once: one report, one receipt', async () => {
  const clientReference = newId();
  const content = contentOf([personAnswers()]);
  const parts = { ...world, database: world.casework };
  const send = () =>
    acting(parts, inspector, (scene) => submitReport(scene, { content, clientReference, channel: 'api' }));
  allAlike(await Promise.all(Array.from({ length: atOnce }, send)));
  await assertOnce(clientReference);
});
