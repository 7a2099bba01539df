import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { codeOf } from '../../../test/support/case-world.ts';
import { type TestSite, testSite } from '../../../test/support/staff-site.ts';
import { stayWorld } from '../../../test/support/stay-world.ts';
import { addDays, fixedClock } from '../../platform/clock.ts';
import { refuse, valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { identificationScreens } from '../identification/screens/index.ts';
import { idOfBody } from '../directory/index.ts';
import { openConference, readCaseConference, readConference, writeColumn } from './actions/index.ts';
import { protectionScreens } from './screens/index.ts';

const { world, today, on, told, grant, colleague, returns } = await stayWorld();
const { police, service, permits, profile } = world;
const sites: TestSite[] = [];
after(async () => {
  for (const site of sites) await site.close();
  await world.close();
});

const vault = new Proxy({} as VaultClient, { get: () => async () => refuse('vault-down') });
const siteFor = async (viewer: Viewer): Promise<TestSite> => {
  const { casework: database } = world;
  const tools = { vault, profile, print: async () => refuse('no_typesetter') } as const;
  const made = await testSite({
    ...{ database, profile, viewer, clock: fixedClock(`${today}T09:00:00.000Z`) },
    screens: [...protectionScreens(tools), ...identificationScreens(tools)],
  });
  sites.push(made);
  return made;
};

/** A conference on the permit of somebody whom the support service accompanies. */
const conferred = async () => {
  const it = await told();
  await world.administrator.query(
    `insert into cases.case_access (id, case_id, organisation_id, basis_kind, basis_code, compartments, valid_from)
      values (gen_random_uuid(), $1, $2, 'consent', 'invented', '{}', now() - interval '1 year')`,
    [it.caseId, idOfBody(profile, 'INFOTRAITE')],
  );
  valueOf(await on(police, today, (scene) => openConference(scene, it.caseId)));
  return it;
};

type Said = Readonly<Record<string, string | boolean>>;
const write = (viewer: Viewer, noticeId: string, input: Said, version: string | null = null) =>
  on(viewer, today, (scene) => writeColumn(scene, { noticeId, version }, input));

describe('the conference on a permit', () => {
  test('three bodies see the agreed fields alone; each writes its own column, versions stay', async () => {
    const { noticeId, caseId } = await conferred();
    valueOf(await write(police, noticeId, { presence_needed: 'yes', papers_complete: 'yes', contact_seen: 'no' }));
    valueOf(await write(permits, noticeId, { papers_complete: 'no', decision_planned_on: addDays(today, 9) }));
    valueOf(await write(permits, noticeId, { papers_complete: 'yes' }));
    for (const viewer of [police, permits, service]) {
      const view = await on(viewer, today, (scene) => readConference(scene, noticeId));
      assert.deepEqual(
        view?.columns.map(({ part, now, before }) => [part, now?.said ?? null, before.length]),
        [
          ['identifies', { presence_needed: 'yes', contact_seen: 'no' }, 0],
          ['supports', null, 0],
          ['decides_residence', { papers_complete: 'yes' }, 1],
        ],
      );
      assert.deepEqual(view?.columns.filter(({ isOwn }) => isOwn).length, 1);
      assert.ok(!JSON.stringify(view).includes(caseId), 'nothing of it names the case');
    }
  });

  test('the support service tells nothing without the agreement of the person', async () => {
    const { noticeId } = await conferred();
    const said = { accompanied: 'yes' };
    assert.equal(codeOf(await write(service, noticeId, said)), 'person_must_agree');
    assert.equal(codeOf(await write(service, noticeId, { ...said, person_agrees: false })), 'person_must_agree');
    valueOf(await write(service, noticeId, { ...said, person_agrees: true }));
    const view = await on(permits, today, (scene) => readConference(scene, noticeId));
    assert.deepEqual(view?.columns.find(({ part }) => part === 'supports')?.now?.said, said);
  });

  test('of two who write one column at once one is told; before the notice there is nothing to confer on', async () => {
    const { noticeId } = await conferred();
    const both = await Promise.all([
      write(permits, noticeId, { papers_complete: 'yes' }, '0'),
      write(colleague, noticeId, { papers_complete: 'no' }, '0'),
    ]);
    assert.deepEqual(both.map(codeOf).sort(), ['conflict_column', 'not refused']);
    const early = await world.presumed();
    assert.equal(codeOf(await on(police, today, (scene) => openConference(scene, early))), 'no_notice_yet');
  });

  test('returns, asylum and the hotline find no conference; the permit service does not find the case', async () => {
    const { noticeId, caseId } = await conferred();
    for (const viewer of [returns, await world.viewer('asylum_interviewer'), await world.viewer('hotline_worker')])
      assert.equal(await on(viewer, today, (scene) => readConference(scene, noticeId)), null);
    assert.equal(await on(permits, today, (scene) => readCaseConference(scene, caseId)), null);
    const site = await siteFor(permits);
    assert.equal((await site.get(`/cases/${caseId}/conference`)).status, 404);
  });

  test('on its page a column is typed once, and kept when a colleague was faster', async () => {
    const { noticeId } = await conferred();
    const site = await siteFor(permits);
    const path = `/conferences/${noticeId}`;
    assert.match((await site.get(`/stays/${noticeId}`)).text, new RegExp(`href="${path}"`));
    const page = await site.get(path);
    assert.doesNotMatch(
      page.text,
      /name="(presence_needed|accompanied|person_agrees)"/,
      'only the own column is asked',
    );
    assert.equal((await site.post(path, path, { papers_complete: 'yes', _version: '0' })).status, 303);
    const late = await site.post(path, path, {
      ...{ papers_complete: 'no', _version: '0' },
      ...{ 'decision_planned_on.day': '24', 'decision_planned_on.month': '12', 'decision_planned_on.year': '2026' },
    });
    assert.equal(late.status, 409);
    assert.match(late.text, /wrote this column meanwhile/);
    assert.match(late.text, /value="24"/);
  });
});

describe('no stay check precedes a status decision', () => {
  test('every page and form on the way to a status works where nobody can look up a stay, a conference or a residence', async () => {
    const caseId = await world.newCase();
    const hidden = [
      ...['protection.stay', 'protection.stay_decision', 'protection.conference', 'protection.conference_entry'],
      ...['protection.conference_case', 'referrals.report_person_residence'],
    ];
    const casework = (
      await world.administrator.query<{ rolname: string }>(
        `select grantee as rolname from information_schema.role_table_grants where table_schema = 'protection' and table_name = 'stay' and grantee like '%casework'`,
      )
    ).rows[0]?.rolname;
    for (const table of hidden) await world.administrator.query(`revoke select on ${table} from ${casework}`);
    const site = await siteFor(police);
    const base = `/cases/${caseId}/identification`;
    const reached = [base, `${base}/record`, `${base}/decide/indications_found`].map((path) => site.get(path));
    const statuses = (await Promise.all(reached)).map(({ status }) => status);
    const [year = '', month = '', day = ''] = today.split('-');
    const path = `${base}/decide/indications_found`;
    const taken = await site.post(path, path, {
      ...{ 'decided_on.day': day, 'decided_on.month': month, 'decided_on.year': year },
      ...{ reasons: 'indicators_observed', indicators: 'DEL-01', third_country: 'not_sure' },
    });
    for (const table of hidden) await world.administrator.query(`grant select on ${table} to ${casework}`);
    assert.deepEqual(statuses, [200, 200, 200]);
    assert.equal(taken.status, 303, taken.text);
    assert.equal(await world.stateOf(caseId), 'presumed');
  });
});

describe('days that contradict each other, on their pages', () => {
  const typed = (field: string, value: string): Record<string, string> => {
    const [year = '', month = '', of = ''] = value.split('-');
    return { [`${field}.day`]: of, [`${field}.month`]: month, [`${field}.year`]: year };
  };

  test('each is said at its field with what was typed still there; back-dating in between is taken', async () => {
    const { noticeId } = await told(addDays(today, -20));
    valueOf(await grant(noticeId, addDays(today, -15)));
    const site = await siteFor(permits);
    const path = `/stays/${noticeId}/decide/apply_permit`;
    const send = (on: string) =>
      site.post(path, path, { ...typed('decided_on', on), free_decision: 'yes', _version: '1' });
    const before = await send(addDays(today, -16));
    assert.equal(before.status, 422);
    assert.match(before.text, /id="decided_on-error"[^>]*>.*The last decision is of 7 November 2026/s);
    assert.match(before.text, new RegExp(`value="${addDays(today, -16).slice(-2)}"`));
    const status = await send(addDays(today, -21));
    assert.match(status.text, /The police presumes this person a victim since 2 November 2026/);
    const ahead = await send(addDays(today, 1));
    assert.equal(ahead.status, 422);
    assert.match(ahead.text, /id="decided_on-error"/);
    assert.match(ahead.text, new RegExp(`value="${addDays(today, 1).slice(-2)}"`));
    assert.equal((await send(addDays(today, -10))).status, 303, 'back-dated, but behind what it follows');
  });

  test('a clock whose law nobody compared says so where it is shown, and on the decision that starts it', async () => {
    const { noticeId } = await told();
    const site = await siteFor(permits);
    assert.match((await site.get(`/stays/${noticeId}/decide/grant_reflection`)).text, /law not yet verified/);
    valueOf(await grant(noticeId));
    assert.match((await site.get(`/stays/${noticeId}`)).text, /art\. 93[^<]*law not yet verified/);
  });
});
