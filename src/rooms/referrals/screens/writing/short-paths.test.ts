import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { join } from 'node:path';
import { type ReportWorld, reportWorld } from '../../../../../test/support/reports.ts';
import { type TestSite, testSite } from '../../../../../test/support/staff-site.ts';
import { systemClock } from '../../../../platform/clock.ts';
import type { PrintedDocument } from '../../../../platform/document/index.ts';
import { projectRoot } from '../../../../platform/root.ts';
import { staffLanguages } from '../../../../platform/words.ts';
import { readProfile } from '../../../../profile/index.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import { shortPathOf, shortPathsOf } from '../../facts/short-paths.ts';
import { pathSheetScreen } from '../paper/path-sheet.ts';
import { writingScreens } from './index.ts';

let world: ReportWorld;
let border: TestSite;
let printed: PrintedDocument | undefined;

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

before(async () => {
  world = await reportWorld();
  border = await siteOf('border_officer', 'ABSS');
});
after(async () => {
  await border.close();
  await world.close();
});

const save = async (site: TestSite, path: string, typed: Record<string, string | string[]>): Promise<string> => {
  const saved = await site.post(path, path, { ...typed, _button: 'continue' });
  assert.equal(saved.status, 303, saved.text.slice(0, 400));
  return String(saved.headers['location']);
};

const begin = async (site: TestSite, path: string): Promise<string> => {
  const begun = await site.post(`/reports/paths/${path}`, `/reports/paths/${path}`, { own_label: '' });
  assert.equal(begun.status, 303, begun.text.slice(0, 400));
  return String(begun.headers['location']).replace('/page/all', '');
};

const noticed = {
  ...{ reporter_name: 'Officer Test', reporter_phone: '+352 247 12345', how_came_to_light: 'own_check' },
  ...{ in_danger: 'no', account: 'Three passports in one hand.', other_victims: 'no' },
};
const traveller = {
  ...{ age_answer: 'adult', sex: 'female', citizenship: 'UA', language: 'uk', interpreter_need: 'no' },
  ...{ forms: ['forced_labour'], still_exploited: 'not_sure', 'kept_there_by.untold': 'not_known' },
  ...{ signs_general: ['DEL-13'], full_name: 'Traveller Test', can_be_contacted: 'no', no_contact_reason: 'other' },
  ...{ support_information: 'informed' },
};

describe('the short paths of a country', () => {
  test('every path asks what exists, for bodies whose staff may write, and says its guideline in every staff language', () => {
    const { profile } = world;
    assert.equal(profile.shortPaths.length, 9);
    for (const path of profile.shortPaths) {
      assert.equal(shortPathOf(profile, path.code), path);
      for (const body of path.organisations)
        assert.ok(
          profile.rolesIn(body).some(({ permits }) => permits.includes('referrals.write')),
          body,
        );
      for (const { text } of [...path.do, ...path.do_not, ...path.duties])
        assert.equal(new Set(staffLanguages.map((language) => profile.nameIn(text, language))).size, 3, text.en);
    }
    const bodies = profile.sharing.routes.flatMap(({ senders }) => senders);
    const without = [...new Set(bodies)].filter((body) => shortPathsOf(profile, body).length === 0);
    assert.deepEqual(without.toSorted(), ['INFOTRAITE', 'ITM', 'PGD', 'SPJ']);
  });

  test('another country has its own; one that asks an unknown question, or leaves out what is needed, is a fault', () => {
    const other = readProfile(join(projectRoot, 'test/profiles/ruritania'));
    assert.equal(shortPathsOf(other, 'INN').length, 1);
    const [path] = world.profile.shortPaths;
    assert.ok(path);
    const withAsks = (report: readonly string[]) => ({
      ...world.profile,
      shortPaths: [{ ...path, asks: { ...path.asks, report } }],
    });
    assert.throws(() => shortPathOf(withAsks([...path.asks.report, 'shoe_size']), path.code), /shoe_size/);
    assert.throws(() => shortPathOf(withAsks(['account']), path.code), /does not ask "reporter_name"/);
  });
});

describe('a border officer on the short path', () => {
  test('reads the guideline of that setting, and finds no path of another body', async () => {
    assert.match((await border.get('/reports')).text, /href="\/reports\/paths\/airport"/);
    const page = await border.get('/reports/paths/airport');
    assert.match(page.text, /Separate travellers calmly/);
    assert.match(page.text, /CPP art\. 23\(2\) · .*not verified|CPP art\. 23\(2\)/);
    assert.ok(!page.text.includes('Condoms refused'));
    assert.equal((await border.get('/reports/paths/prison')).status, 404);
    assert.equal((await border.post('/reports/paths/prison', '/reports', { own_label: '' })).status, 404);
  });

  test('answers two pages, is told what is missing of them alone, and sends into the same queue', async () => {
    const draft = await begin(border, 'airport');
    const page = (await border.get(`${draft}/page/all`)).text;
    assert.ok(page.includes('name="account"') && !page.includes('name="second_contact_name"'));
    const again = await save(border, `${draft}/page/all`, { reporter_name: 'Officer Test' });
    assert.match(again, /page\/all\?check=1$/);
    const person = await save(border, `${draft}/page/all`, noticed);
    assert.match(person, /\/persons\/[0-9a-f-]+\/all$/);
    const signs = (await border.get(person)).text;
    assert.ok(signs.includes('value="DEL-13"') && !signs.includes('value="SEX-09"'));
    assert.equal(await save(border, person, traveller), `${draft}/check`);
    const sent = await border.post(`${draft}/send`, `${draft}/check`, { declared: 'yes' });
    const receipt = String(sent.headers['location']);
    assert.match(receipt, /\/receipt$/, sent.text.slice(0, 600));
    assert.equal((await border.get(receipt)).status, 200);
    const stored = await world.administrator.query('select short_path, intake_channel from referrals.report');
    assert.deepEqual(stored.rows, [{ short_path: 'airport', intake_channel: 'form' }]);
    // The record calls nothing unanswered that this setting does not ask.
    const record = await world.administrator.query<{ path: string }>(
      "select distinct split_part(q ->> 'path', '.', 1) as path from referrals.snapshot, jsonb_array_elements(questions) q",
    );
    const asked = record.rows.map(({ path }) => path);
    assert.ok(asked.includes('account') && asked.includes('reporter_function'));
    assert.deepEqual(
      asked.filter((one) => ['second_contact_name', 'keyed_in', 'interview_place', 'persons_present'].includes(one)),
      [],
    );
  });

  test('goes over to the whole form without losing a word', async () => {
    const draft = await begin(border, 'airport');
    await save(border, `${draft}/page/all`, noticed);
    assert.equal((await border.post(`${draft}/widen`, draft, {})).status, 303);
    const whole = (await border.get(`${draft}/page/all`)).text;
    assert.ok(whole.includes('Three passports in one hand.') && whole.includes('name="second_contact_name"'));
  });

  test('has the same questions on paper, on the page and as a document', async () => {
    const page = (await border.get('/reports/paths/airport/sheet')).text;
    assert.equal((await border.get('/reports/paths/airport/sheet.pdf')).status, 200);
    const texts = (printed?.blocks ?? []).flatMap((block) => ('text' in block ? [block.text.text] : []));
    const inHtml = (text: string): boolean => page.includes(text.replaceAll('&', '&amp;').replaceAll('"', '&quot;'));
    const missing = texts.filter((text) => !text.startsWith('•') && !inHtml(text));
    assert.deepEqual(missing, []);
    assert.ok(texts.some((text) => text.startsWith('• Separate travellers')));
    assert.ok(!texts.some((text) => text.includes('second contact')));
  });
});

test('a doctor asks for name and contact only once the person agrees', async () => {
  const hospital = await siteOf('health_professional', 'HOSP');
  const draft = await begin(hospital, 'hospital');
  const person = await save(hospital, `${draft}/page/all`, noticed);
  assert.ok(!(await hospital.get(person)).text.includes('name="full_name"'));
  const asked = { ...traveller, agrees_police: 'yes', agrees_support: 'no' };
  assert.match(await save(hospital, person, asked), /\/all\?check=1$/);
  assert.ok((await hospital.get(person)).text.includes('name="full_name"'));
  await hospital.close();
});
