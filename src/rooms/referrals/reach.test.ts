import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { contentOf, personAnswers, type ReportWorld, reportWorld } from '../../../test/support/reports.ts';
import { type Persona, signedViewer } from '../../../test/support/personas.ts';
import { type TestSite, testSite } from '../../../test/support/staff-site.ts';
import { systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import { isRefusal } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { deliverDue } from './actions/deliver.ts';
import { submitReport } from './actions/send/submit.ts';
import { acknowledge } from './actions/triage/index.ts';
import { writingScreens } from './screens/writing/index.ts';

/** Two police stations of one body: each lists what its own people reported (profiles/luxembourg/roles.json). */
let world: ReportWorld;
let sites: TestSite[] = [];
const sent: Record<string, string> = {};

const station = { role: 'police_station_officer' };
const siteOf = async (viewer: Viewer): Promise<TestSite> => {
  const site = await testSite({
    ...{ database: world.casework, profile: world.profile, clock: systemClock, viewer },
    screens: writingScreens({ draftKey: world.draftKey, vault: {} as VaultClient }),
  });
  sites = [...sites, site];
  return site;
};
const person = (more: Partial<Persona> = {}): Promise<Viewer> => signedViewer(world.database, { ...station, ...more });
const send = async (viewer: Viewer): Promise<string> => {
  const done = await world.as(viewer, (scene) =>
    submitReport(scene, { content: contentOf([personAnswers()]), clientReference: newId(), channel: 'form' }),
  );
  assert.ok(!isRefusal(done), JSON.stringify(done));
  sent[viewer.staffId] = done.reportId;
  return done.reportId;
};

let [mate, other, own, alone, young]: Viewer[] = [];
const viewerOf = (viewer: Viewer | undefined): Viewer => {
  assert.ok(viewer);
  return viewer;
};

before(async () => {
  world = await reportWorld();
  mate = await person();
  other = await person();
  own = await person({ sees: { hands: [mate.staffId] } });
  alone = await person({ sees: { scope: 'own', hands: [mate.staffId] } });
  young = await person({ sees: { scope: 'all', days: 30 } });
  for (const viewer of [mate, other, own]) await send(viewer);
  await world.administrator.query("update referrals.report set sent_at = sent_at - interval '31 days' where id = $1", [
    sent[other.staffId],
  ]);
});
after(async () => {
  for (const site of sites) await site.close();
  await world.close();
});

const listed = async (site: TestSite): Promise<readonly string[]> => {
  const text = (await site.get('/reports/sent')).text;
  return [mate, own, other].map((it) => sent[viewerOf(it).staffId] ?? '').filter((id) => text.includes(id));
};
const reportOf = (viewer: Viewer | undefined): string => sent[viewerOf(viewer).staffId] ?? '';

describe('lists reach as far as the role', () => {
  test('a station: its own reports and its people’s, and no page of another station’s', async () => {
    const site = await siteOf(viewerOf(own));
    assert.deepEqual(await listed(site), [reportOf(mate), reportOf(own)]);
    assert.equal((await site.get(`/reports/${reportOf(mate)}`)).status, 200);
    for (const page of ['', '/record', '/receipt'])
      assert.equal((await site.get(`/reports/${reportOf(other)}${page}`)).status, 404, page);
  });

  test('one’s own: not even what the next desk wrote', async () => {
    const site = await siteOf(viewerOf(alone));
    assert.deepEqual(await listed(site), []);
    assert.equal((await site.get(`/reports/${reportOf(mate)}`)).status, 404);
  });

  test('a time: what is older than the role reaches is listed no more', async () => {
    const site = await siteOf(viewerOf(young));
    assert.deepEqual(await listed(site), [reportOf(mate), reportOf(own)]);
    assert.equal((await site.get(`/reports/${reportOf(other)}`)).status, 404);
  });

  test('a search by reference finds nothing beyond the reach', async () => {
    const found = await world.administrator.query<{ code: string }>(
      'select f.code from referrals.report_reference f join referrals.report r on r.id = f.report_id and f.organisation_id = r.sender_organisation_id where r.id = any ($1) order by r.id = $2',
      [[reportOf(mate), reportOf(other)], reportOf(other)],
    );
    const [near = '', far = ''] = found.rows.map(({ code }) => code);
    const site = await siteOf(viewerOf(own));
    const search = async (code: string): Promise<string> =>
      (await site.post('/reports/search', '/reports/search', { searched: code })).text;
    assert.ok((await search(near)).includes(reportOf(mate)));
    assert.ok(!(await search(far)).includes(reportOf(other)));
  });
});

describe('who takes reports in reaches no further than what she was given', () => {
  const aide = ['referrals.receive', 'referrals.triage', 'referrals.split-merge', 'cases.read', 'cases.work'];
  const police = (sees: NonNullable<Persona['sees']>): Promise<Viewer> =>
    signedViewer(world.database, { role: 'judicial_police_officer', permits: aide, sees });
  const casesOf = async (viewer: Viewer): Promise<readonly string[]> =>
    world.as(viewer, async ({ tx }) =>
      (await tx.selectFrom('cases.case_file').select('report_id').execute()).map((one) => String(one.report_id)),
    );

  test('takes in her own, goes on with its cases, and neither takes in nor sees the next desk’s', async () => {
    await deliverDue({ database: world.worker, clock: systemClock, sendMail: async () => undefined });
    const [one, next] = [await police({ scope: 'own' }), await police({ scope: 'own' })];
    await world.administrator.query('update referrals.report set assigned_to = $1 where id = $2', [
      one.staffId,
      reportOf(mate),
    ]);
    const taken = await world.as(next, (scene) => acknowledge(scene, { reportId: reportOf(mate), openCases: true }));
    assert.deepEqual(taken, { refused: 'not_found' });
    const done = await world.as(one, (scene) => acknowledge(scene, { reportId: reportOf(mate), openCases: true }));
    assert.ok(!isRefusal(done), JSON.stringify(done));
    assert.deepEqual([await casesOf(one), await casesOf(next)], [[reportOf(mate)], []]);
  });

  test('changes blindly nothing beyond her reach', async () => {
    const next = await police({ scope: 'own' });
    const changed = await world.as(next, async ({ tx }) => [
      (await tx.updateTable('referrals.report').set({ urgency: 'routine' }).executeTakeFirst()).numUpdatedRows,
      (await tx.updateTable('cases.case_file').set({ flags: [] }).executeTakeFirst()).numUpdatedRows,
      (await tx.updateTable('cases.case_reference').set({ owner_id: next.staffId }).executeTakeFirst()).numUpdatedRows,
    ]);
    assert.deepEqual(changed, [0n, 0n, 0n]);
  });
});
