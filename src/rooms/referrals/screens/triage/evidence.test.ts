import { createHash } from 'node:crypto';
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  canaries,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../../../test/support/reports.ts';
import { harmfulText, testClamd } from '../../../../../test/support/clamd.ts';
import { testSite } from '../../../../../test/support/staff-site.ts';
import { systemClock } from '../../../../platform/clock.ts';
import { flatten } from '../../../../platform/form/index.ts';
import { clamdScanner } from '../../../../platform/scanner/index.ts';
import { refuse, valueOf } from '../../../../platform/outcome.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import { deliverDue } from '../../actions/deliver.ts';
import { addEvidence, type ScanFile } from '../../actions/drafts/evidence.ts';
import { saveDraft, startDraft } from '../../actions/drafts/keep.ts';
import { readDraft } from '../../actions/drafts/read.ts';
import { sendReport } from '../../actions/drafts/send.ts';
import { personSectionsFor, reportSections } from '../../facts/sections.ts';
import { triageScreens } from './index.ts';

let world: ReportWorld;
before(async () => {
  world = await reportWorld();
});
after(() => world.close());

/** The key of the last file that was added: the vault of this test would give it. */
let fileKey = '';

/** A report with one file, at the police. */
const reportWithFile = async (bytes: Buffer = Buffer.from(canaries.account), scan?: ScanFile): Promise<string> => {
  const inspector = await world.viewer('labour_inspector');
  return world
    .as(inspector, async (scene) => {
      const { draftId } = valueOf(await startDraft(scene, { label: '' }));
      const personId = (await readDraft(scene, draftId))?.content.persons[0]?.id ?? '';
      const save = (of: string | null, sections: typeof reportSections, typed: object) =>
        saveDraft(scene, { ...{ draftId, sections }, personId: of, typed: flatten(typed) });
      valueOf(await save(null, reportSections, reportAnswers()));
      valueOf(await save(personId, personSectionsFor(true), personAnswers()));
      const files = [{ name: 'day.txt', bytes }];
      const day = { precision: 'unknown', from: null, to: null } as const;
      valueOf(await addEvidence(scene, { ...{ draftId, files, day }, kind: 'other', description: '' }, scan));
      fileKey = (await readDraft(scene, draftId))?.content.files[0]?.key ?? '';
      return valueOf(await sendReport(scene, { draftId, version: null, declared: true }));
    })
    .then(({ reportId }) => reportId);
};

test('a file nobody has scanned says so, and opens only for who says that they know', async () => {
  const reportId = await reportWithFile();
  await deliverDue({ database: world.worker, clock: systemClock, sendMail: async () => undefined });
  let asked = 0;
  const openFile = async () => {
    asked += 1;
    return refuse('no_basis');
  };
  const site = await testSite({
    ...{ database: world.casework, profile: world.profile, clock: systemClock },
    viewer: await world.viewer('judicial_police_officer'),
    screens: triageScreens({ draftKey: world.draftKey, vault: { openFile } as unknown as VaultClient }),
  });
  const page = await site.get(`/received/${reportId}`);
  const path = /\/received\/[0-9a-f-]+\/files\/[0-9a-f-]+\/open/.exec(page.text)?.[0] ?? '';
  assert.match((await site.get(path)).text, /Not scanned[\s\S]*not checked for harmful programs/);
  const unknowing = await site.post(path, path, { purpose: 'investigate' });
  assert.equal(unknowing.status, 422, unknowing.text.slice(0, 300));
  assert.match(unknowing.text, /Confirm that you open a file nobody has checked/);
  assert.equal(asked, 0);
  await site.post(path, path, { purpose: 'investigate', knows_unscanned: 'yes' });
  assert.equal(asked, 1);
  await site.close();
});

/** What the police see of the one file of a report, and how often the vault was asked for its key. */
const atThePolice = async (reportId: string, answer: () => object = () => refuse('no_basis')) => {
  await deliverDue({ database: world.worker, clock: systemClock, sendMail: async () => undefined });
  const asked = { times: 0, reasons: new Array<string>() };
  const openFile = async ({ reason }: { reason: string }) => {
    asked.times += 1;
    asked.reasons.push(reason);
    return answer();
  };
  const site = await testSite({
    ...{ database: world.casework, profile: world.profile, clock: systemClock },
    viewer: await world.viewer('judicial_police_officer'),
    screens: triageScreens({ draftKey: world.draftKey, vault: { openFile } as unknown as VaultClient }),
  });
  const page = await site.get(`/received/${reportId}`);
  const path = /\/received\/[0-9a-f-]+\/files\/[0-9a-f-]+\/open/.exec(page.text)?.[0] ?? '';
  return { site, page, path, asked };
};

test('a scanner looks at files as they come in: a clean one opens without more, an infected one never', async () => {
  const clamd = await testClamd();
  const { scan } = clamdScanner({ host: '127.0.0.1', port: clamd.port });
  const clean = await atThePolice(await reportWithFile(undefined, scan));
  assert.match(clean.page.text, /Scanned: nothing harmful found/);
  assert.doesNotMatch((await clean.site.get(clean.path)).text, /knows_unscanned/);
  await clean.site.post(clean.path, clean.path, { purpose: 'investigate' });
  assert.equal(clean.asked.times, 1);
  await clean.site.close();
  const infected = await atThePolice(await reportWithFile(Buffer.from(`words ${harmfulText} words`), scan));
  assert.match(infected.page.text, /Infected: kept and closed/);
  assert.doesNotMatch((await infected.site.get(infected.path)).text, /name="purpose"/);
  const forced = await infected.site.post(infected.path, infected.path, {
    ...{ purpose: 'investigate', knows_unscanned: 'yes' },
  });
  assert.equal(forced.status, 422);
  assert.match(forced.text, /nobody can open it here/);
  assert.equal(infected.asked.times, 0);
  await infected.site.close();
  assert.equal(clamd.seen().files, 2);
  const { administrator } = world;
  const told = await administrator.query(
    "select data->>'kind' as kind from journal.event where type = 'referrals.file_infected'",
  );
  assert.deepEqual(told.rows, [{ kind: 'other' }]);
  const notices = await administrator.query(
    "select count(*)::integer as n from graphile_worker._private_jobs where payload->>'kind' = 'file_infected'",
  );
  assert.deepEqual(notices.rows, [{ n: 1 }]);
  await clamd.close();
});

test('a dead scanner stops no report: the file is marked as not scanned', async () => {
  const clamd = await testClamd();
  await clamd.close();
  const { scan } = clamdScanner({ host: '127.0.0.1', port: clamd.port });
  const { site, page } = await atThePolice(await reportWithFile(undefined, scan));
  assert.match(page.text, /Not scanned/);
  await site.close();
});

const segment = (marker: number, body: Buffer): Buffer =>
  Buffer.concat([Buffer.from([0xff, marker, 0, body.length + 2]), body]);
const told = 'Canary-camera 49.6116N 6.1319E';
const photograph = Buffer.concat([
  ...[Buffer.from([0xff, 0xd8]), segment(0xe1, Buffer.from(`Exif\0\0${told}`)), segment(0xdb, Buffer.alloc(65))],
  ...[segment(0xda, Buffer.alloc(10, 1)), Buffer.from([1, 2, 3, 0xff, 0xd9])],
]);
const bytesIn = (page: string): Buffer =>
  Buffer.from(/src="data:image\/jpeg;base64,([^"]+)"/.exec(page)?.[1] ?? '', 'base64');
const knowing = { knows_unscanned: 'yes' };

test('a photograph is shown without place, time and device; as it came only as evidence, byte for byte, and the vault is told', async () => {
  const reportId = await reportWithFile(photograph);
  const { site, path, asked } = await atThePolice(reportId, () => ({ fileKey }));
  assert.match((await site.get(path)).text, /name="as_it_came"/);
  const copy = await site.post(path, path, { ...knowing, purpose: 'investigate' });
  assert.equal(copy.status, 200, copy.text.slice(0, 400));
  assert.ok(bytesIn(copy.text).length > 0 && !bytesIn(copy.text).includes('Canary'));
  assert.match(copy.text, /the original stays sealed[\s\S]*<code>([0-9a-f]{16}<wbr\/>){4}<\/code>/);
  const whole = { ...knowing, as_it_came: 'yes' };
  const other = await site.post(path, path, { ...whole, purpose: 'protect_from_danger' });
  assert.equal(other.status, 422);
  assert.match(other.text, /For this purpose only a copy is opened/);
  assert.match(
    other.text,
    /value="protect_from_danger" checked[\s\S]*name="as_it_came"[^>]* checked/,
    'what was chosen stays',
  );
  const original = await site.post(path, path, { ...whole, purpose: 'investigate' });
  assert.deepEqual(bytesIn(original.text), photograph);
  assert.ok(original.text.replaceAll('<wbr/>', '').includes(createHash('sha256').update(photograph).digest('hex')));
  assert.deepEqual(asked.reasons, ['investigate', 'original_picture'], 'and nothing was opened for the other purpose');
  await site.close();
});

test('what calls itself a photograph and is none is not shown; who needs it as evidence gets it as it came', async () => {
  const disguised = Buffer.concat([photograph.subarray(0, 60), Buffer.from('<script>alert(1)</script>')]);
  const { site, path } = await atThePolice(await reportWithFile(disguised), () => ({ fileKey }));
  const copy = await site.post(path, path, { ...knowing, purpose: 'investigate' });
  assert.equal(copy.status, 422);
  assert.match(copy.text, /cannot be removed from this picture/);
  assert.doesNotMatch(copy.text, /data:image/);
  const original = await site.post(path, path, { ...knowing, purpose: 'investigate', as_it_came: 'yes' });
  assert.deepEqual(bytesIn(original.text), disguised);
  await site.close();
});

/** A PDF of one page that names who wrote it. */
const written = (locked = ''): Buffer => {
  const bodies = ['<</Type /Catalog /Pages 2 0 R>>', '<</Type /Pages /Kids [] /Count 0>>', `<</Author (${told})>>`];
  const starts: number[] = [];
  let text = '%PDF-1.4\n';
  for (const [place, body] of bodies.entries()) {
    starts.push(text.length);
    text += `${place + 1} 0 obj\n${body}\nendobj\n`;
  }
  const rows = starts.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const table = `xref\n1 3\n${rows}trailer\n<</Root 1 0 R /Info 3 0 R${locked}>>\n`;
  return Buffer.from(`${text}${table}startxref\n${text.length}\n%%EOF\n`);
};
const savedIn = (page: string): Buffer =>
  Buffer.from(/href="data:application\/[a-z]+;base64,([^"]+)"/.exec(page)?.[1] ?? '', 'base64');

test('a document is opened without who wrote it and when; as it came only as evidence, byte for byte, and the vault is told', async () => {
  const { site, path, asked } = await atThePolice(await reportWithFile(written()), () => ({ fileKey }));
  assert.match((await site.get(path)).text, /copy without who wrote it[\s\S]*name="as_it_came"/);
  const copy = await site.post(path, path, { ...knowing, purpose: 'investigate' });
  assert.match(savedIn(copy.text).toString('latin1'), /^%PDF-1\.4/, copy.text.slice(0, 400));
  assert.ok(!savedIn(copy.text).includes('Canary') && copy.text.includes('download="evidence.pdf"'));
  assert.match(copy.text, /the original stays sealed[\s\S]*<code>([0-9a-f]{16}<wbr\/>){4}<\/code>/);
  const whole = { ...knowing, as_it_came: 'yes' };
  const other = await site.post(path, path, { ...whole, purpose: 'protect_from_danger' });
  assert.match(other.text, /For this purpose only a copy is opened/);
  const original = await site.post(path, path, { ...whole, purpose: 'investigate' });
  assert.deepEqual(savedIn(original.text), written());
  assert.deepEqual(asked.reasons, ['investigate', 'original_document']);
  await site.close();
});

test('a document from which nothing can be taken is not shown without more, and an old Word file neither; bare text is', async () => {
  const head = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  for (const file of [Buffer.concat([head, Buffer.alloc(600, 1)]), written().subarray(0, 90)]) {
    const { site, path } = await atThePolice(await reportWithFile(file), () => ({ fileKey }));
    const copy = await site.post(path, path, { ...knowing, purpose: 'investigate' });
    assert.equal(copy.status, 422);
    assert.match(copy.text, /What tells who wrote this document cannot be removed/);
    const original = await site.post(path, path, { ...knowing, purpose: 'investigate', as_it_came: 'yes' });
    assert.deepEqual(savedIn(original.text), file);
    await site.close();
  }
  const { site, path } = await atThePolice(await reportWithFile(), () => ({ fileKey }));
  const page = (await site.get(path)).text;
  assert.match(page, /bare text says nothing beside its words/);
  assert.ok(!page.includes('as_it_came'));
  await site.close();
});
