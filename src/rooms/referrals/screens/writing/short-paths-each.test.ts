import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type ReportWorld, reportWorld } from '../../../../../test/support/reports.ts';
import { type TestSite, testSite } from '../../../../../test/support/staff-site.ts';
import { systemClock } from '../../../../platform/clock.ts';
import type { PrintedDocument } from '../../../../platform/document/index.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import { pathSheetScreen } from '../paper/path-sheet.ts';
import { writingScreens } from './index.ts';

/** Who meets victims by the way, as the national report names them: each with its setting, and one body of it. */
const detectors = [
  ['the reception worker of asylum seekers', 'reception', 'ONA', 'reception_worker'],
  ['the asylum interviewer', 'asylum', 'DGI-REF', 'asylum_interviewer'],
  ['the border officer at the airport', 'airport', 'ABSS', 'border_officer'],
  ['the customs officer', 'customs', 'DOUANES', 'border_officer'],
  ['the worker of the detention centre', 'detention', 'CRET', 'detention_worker'],
  ['the prison officer', 'prison', 'ADMPEN', 'detention_worker'],
  ['the doctor in a hospital', 'hospital', 'HOSP', 'health_professional'],
  ['the nurse in a school', 'school', 'MEDSCOL', 'school_nurse'],
  ['the worker of an NGO', 'ngo', 'CARITAS', 'ngo_detector'],
] as const;

let world: ReportWorld;
let printed: PrintedDocument | undefined;
before(async () => {
  world = await reportWorld();
});
after(() => world.close());

const siteOf = async (role: string, body: string): Promise<TestSite> =>
  testSite({
    ...{ database: world.casework, profile: world.profile, clock: systemClock },
    viewer: await world.viewer(role, body),
    screens: [
      ...writingScreens({ draftKey: world.draftKey, vault: {} as VaultClient }),
      pathSheetScreen(async (document) => {
        printed = document as PrintedDocument;
        return Buffer.from('%PDF');
      }),
    ],
  });

const noticed = {
  ...{ reporter_name: 'Reporter Test', reporter_phone: '+352 247 12345', how_came_to_light: 'own_check' },
  ...{ in_danger: 'no', account: 'She is never alone.', other_victims: 'no' },
};
const agrees = {
  ...{ agrees_police: 'yes', agrees_support: 'yes', cooperates: 'not_sure', explained_by_recorder: 'yes' },
  ...{ 'explained_on.day': '3', 'explained_on.month': '3', 'explained_on.year': '2026', explained_in: 'uk' },
  ...{ explained_with: 'professional_remote', residence_said: 'both' },
};
const person = {
  ...{ age_answer: 'adult', sex: 'female', citizenship: 'UA', language: 'uk', interpreter_need: 'no' },
  ...{ forms: ['forced_labour'], still_exploited: 'not_sure', 'kept_there_by.untold': 'not_known' },
  ...{ full_name: 'Person Test', can_be_contacted: 'no', no_contact_reason: 'other', support_information: 'informed' },
};

const goOn = async (site: TestSite, path: string, typed: Record<string, string | string[]>): Promise<string> => {
  const saved = await site.post(path, path, { ...typed, _button: 'continue' });
  assert.equal(saved.status, 303, saved.text.slice(0, 300));
  return String(saved.headers['location']);
};

/** Both pages of a short path, twice where name and contact are asked only once the person agreed; gives the receipt. */
const sendOn = async (site: TestSite, path: string): Promise<string> => {
  const start = `/reports/paths/${path}`;
  const begun = await site.post(start, start, { own_label: '' });
  const draft = String(begun.headers['location']).replace('/page/all', '');
  const about = await goOn(site, `${draft}/page/all`, noticed);
  const next = await goOn(site, about, { ...person, ...agrees });
  if (!next.endsWith('/check')) assert.equal(await goOn(site, about, { ...person, ...agrees }), `${draft}/check`);
  const sent = await site.post(`${draft}/send`, `${draft}/check`, { declared: 'yes' });
  assert.equal(sent.status, 303, sent.text.match(/<main[\s\S]{0,900}/)?.[0]);
  return String(sent.headers['location']);
};

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');

describe('on a short path of their own', () => {
  for (const [who, code, body, role] of detectors)
    test(`${who} reads a guideline, has the same questions on paper, sends, and holds a receipt`, async () => {
      const { profile } = world;
      const path = profile.shortPaths.find((one) => one.code === code);
      assert.ok(path !== undefined);
      assert.ok(path.organisations.includes(body));
      const site = await siteOf(role, body);
      assert.ok((await site.get('/reports')).text.includes(`href="/reports/paths/${code}"`));
      const start = (await site.get(`/reports/paths/${code}`)).text;
      for (const { text } of [...path.do, ...path.do_not, ...path.duties])
        assert.ok(start.includes(escaped(profile.nameIn(text, 'en'))), text.en);
      const sheet = (await site.get(`/reports/paths/${code}/sheet`)).text;
      assert.equal((await site.get(`/reports/paths/${code}/sheet.pdf`)).status, 200);
      const onPaper = (printed?.blocks ?? []).flatMap((block) => ('text' in block ? [block.text.text] : []));
      assert.deepEqual(
        onPaper.filter((text) => !text.startsWith('•') && !sheet.includes(escaped(text))),
        [],
      );
      const receipt = await sendOn(site, code);
      assert.match(receipt, /\/receipt$/);
      assert.match((await site.get(receipt)).text, /[A-Z0-9]{4}-[A-Z0-9]{4}/);
      const stored = await world.administrator.query<{ n: number }>(
        'select count(*)::integer as n from referrals.report r join directory.organisation o on o.id = r.sender_organisation_id where r.short_path = $1 and o.code = $2',
        [code, body],
      );
      assert.deepEqual(stored.rows, [{ n: 1 }]);
      await site.close();
    });

  test('and there is none that nobody named', () => {
    assert.deepEqual(
      world.profile.shortPaths.map(({ code }) => code).toSorted(),
      detectors.map(([, code]) => code).toSorted(),
    );
  });
});
