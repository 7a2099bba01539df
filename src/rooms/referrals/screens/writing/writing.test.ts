import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { systemClock } from '../../../../platform/clock.ts';
import { refuse } from '../../../../platform/outcome.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import type { Viewer } from '../../../../platform/viewer.ts';
import {
  canaries,
  findInClear,
  personAnswers,
  reportAnswers,
  type ReportWorld,
  reportWorld,
} from '../../../../../test/support/reports.ts';
import { type TestAnswer, type TestSite, testSite } from '../../../../../test/support/staff-site.ts';
import { flatten, type RawForm } from '../../../../platform/form/index.ts';
import { deliverDue } from '../../actions/deliver.ts';
import { personSections, reportSections, type Section } from '../../facts/sections.ts';
import { triageScreens } from '../triage/index.ts';
import { writingScreens } from './index.ts';

let world: ReportWorld;
let inspector: Viewer;
let site: TestSite;
const calls: string[] = [];

/** A vault that answers what a test wants: here it opens everything with a known text. */
const vault = {
  open: async ({ compartments }: { compartments: readonly string[] }) => {
    calls.push(...compartments);
    return { fields: Object.fromEntries(compartments.map((one) => [one, { full_name: 'Opened <b>name</b>' }])) };
  },
  openFile: async () => refuse('no-basis'),
} as unknown as VaultClient;

before(async () => {
  world = await reportWorld();
  inspector = await world.viewer('labour_inspector');
  site = await testSite({
    database: world.casework,
    profile: world.profile,
    clock: systemClock,
    viewer: inspector,
    screens: writingScreens({ draftKey: world.draftKey, vault }),
  });
});
after(async () => {
  await site.close();
  await world.close();
});

const locationOf = (answer: TestAnswer): string => String(answer.headers['location']);

const beginDraft = async (label = ''): Promise<string> => {
  const begun = await site.post('/reports/drafts', '/reports', { own_label: label });
  assert.equal(begun.status, 303, begun.text.slice(0, 500));
  return locationOf(begun);
};

/** One text per input, as a browser posts single answers; lists are joined by the caller's own tests. */
const inputsOf = (raw: RawForm, section: Section): Record<string, string> =>
  Object.fromEntries(
    Object.entries(raw)
      .filter(([name]) => section.fields.some((id) => name === id || name.startsWith(`${id}.`)))
      .map(([name, texts]) => [name, texts[0] ?? '']),
  );

const personPath = async (draft: string): Promise<string> => {
  const page = await site.get(draft);
  return /\/reports\/drafts\/[0-9a-f-]+\/persons\/[0-9a-f-]+/.exec(page.text)?.[0] ?? '';
};

const fillIn = async (draft: string): Promise<void> => {
  const report = flatten(reportAnswers());
  for (const section of reportSections.filter((one) => one.key !== 'on_behalf')) {
    const path = `${draft}/page/${section.key}`;
    assert.equal((await site.post(path, path, inputsOf(report, section))).status, 303, section.key);
  }
  const base = await personPath(draft);
  const person = flatten(personAnswers());
  for (const section of personSections.filter((one) => one.key !== 'consent')) {
    const path = `${base}/${section.key}`;
    assert.equal((await site.post(path, path, inputsOf(person, section))).status, 303, section.key);
  }
};

describe('writing a report', () => {
  test('from the first page to the receipt', async () => {
    const draft = await beginDraft('Wren');
    assert.match((await site.get('/reports')).text, /Wren/);
    await fillIn(draft);
    const check = await site.get(`${draft}/check`);
    assert.equal(check.status, 200);
    assert.match(check.text, /Ready to be checked/, /<li>.*line-main warn.*<\/li>/.exec(check.text)?.[0]);
    const undeclared = await site.post(`${draft}/send`, `${draft}/check`, {});
    assert.equal(undeclared.status, 422);
    assert.match(undeclared.text, /Tick the declaration/);
    const sent = await site.post(`${draft}/send`, `${draft}/check`, { declared: 'yes' });
    assert.equal(sent.status, 303);
    const receipt = await site.get(locationOf(sent));
    assert.match(receipt.text, /Report [0-9A-Z]{4}-[0-9A-Z]{4} is sent/);
    const again = await site.post(`${draft}/send`, '/reports', { declared: 'yes' });
    assert.equal(locationOf(again), locationOf(sent));
    assert.match((await site.get('/reports/sent')).text, /Wren/);
  });

  test('a half-filled and a wrong page are kept exactly, and shown to be put right', async () => {
    const draft = await beginDraft();
    const path = `${draft}/page/reporter`;
    const typed = { reporter_name: '', reporter_phone: 'no digits', second_contact_email: '<i>x & y|[~]' };
    const saved = await site.post(path, path, { ...typed, _button: 'continue' });
    assert.equal(locationOf(saved), `${path}?check=1`);
    const page = await site.get(`${path}?check=1`);
    assert.match(page.text, /error-summary/);
    assert.match(page.text, /value="no digits"/);
    assert.match(page.text, /value="&lt;i>x &amp; y\|\[~]"/);
    assert.equal(locationOf(await site.post(path, path, { ...typed, _button: 'leave' })), draft);
    const autosaved = await site.post(`${path}/autosave`, path, { reporter_name: 'Half' });
    assert.equal(autosaved.status, 204);
    assert.match((await site.get(path)).text, /value="Half"/);
  });

  test('all questions of a person stand on one page', async () => {
    const draft = await beginDraft();
    const base = await personPath(draft);
    const page = await site.get(`${base}/all`);
    for (const id of ['age_answer', 'forms', 'full_name', 'channels', 'support_information'])
      assert.ok(page.text.includes(`name="${id}`) || page.text.includes(`id="${id}`), id);
    assert.ok(!page.text.includes('agrees_police'), 'a body with the duty to report asks no consent');
  });

  test('the labour inspectorate is not offered to have transferred anybody', async () => {
    const draft = await beginDraft();
    const page = await site.get(`${await personPath(draft)}/support`);
    assert.ok(page.text.includes('value="informed"'));
    assert.ok(!page.text.includes('value="transferred"'));
  });

  test('a draft is its owner’s alone, and nothing of it stands in clear', async () => {
    const draft = await beginDraft(canaries.label);
    const path = `${await personPath(draft)}/identity`;
    await site.post(path, path, { full_name: canaries.name });
    assert.deepEqual(await findInClear(world.administrator, [canaries.label, canaries.name]), []);
    const other = await world.viewer('labour_inspector');
    const theirs = await testSite({
      database: world.casework,
      profile: world.profile,
      clock: systemClock,
      viewer: other,
      screens: writingScreens({ draftKey: world.draftKey, vault }),
    });
    assert.equal((await theirs.get(draft)).status, 404);
    assert.equal((await theirs.post(`${draft}/page/danger`, '/reports', { in_danger: 'yes' })).status, 404);
    await theirs.close();
  });

  test('danger is answered with whom to call', async () => {
    const draft = await beginDraft();
    const path = `${draft}/page/danger`;
    await site.post(path, path, { in_danger: 'yes' });
    assert.match((await site.get(draft)).text, /Somebody is in danger/);
  });

  test('the record shows sealed answers only after an opening with a purpose, escaped', async () => {
    const draft = await beginDraft();
    await fillIn(draft);
    const sent = await site.post(`${draft}/send`, `${draft}/check`, { declared: 'yes' });
    const record = locationOf(sent).replace('/receipt', '/record');
    const page = await site.get(record);
    assert.match(page.text, /Answered, sealed/);
    assert.match(page.text, /Which forms of exploitation\?/);
    const opened = await site.post(record, record, { purpose: 'check_own_report' });
    assert.equal(opened.status, 200, opened.text.slice(0, 800));
    assert.match(opened.text, /Opened &lt;b>name&lt;\/b>|Opened &lt;b&gt;name/);
    assert.ok(calls.includes('identity') && !calls.includes('contact_safe'));
    assert.equal((await site.post(record, record, { purpose: 'investigate' })).status, 403);
  });

  test('the questions on paper come from the form, with what each depends on', async () => {
    const sheet = await site.get('/reports/prompt-sheet');
    assert.equal(sheet.status, 200);
    assert.ok(sheet.text.includes('Only if: “Adult or child?” is “'));
    assert.ok(!sheet.text.includes('Does the person agree that the police'));
  });

  test('the sender follows it: receipts, own word, search; a recipient finds it in its list', async () => {
    const draft = await beginDraft('Goldcrest');
    await fillIn(draft);
    const sent = await site.post(`${draft}/send`, `${draft}/check`, { declared: 'yes' });
    const own = locationOf(sent).replace('/receipt', '');
    await deliverDue({ database: world.worker, clock: systemClock, sendMail: async () => undefined });
    const page = await site.get(own);
    assert.match(page.text, /In the inbox since/);
    assert.equal((await site.post(`${own}/label`, own, { own_label: 'Firecrest' })).status, 303);
    const found = await site.post('/reports/search', '/reports/search', { searched: 'firecrest' });
    assert.ok(found.text.includes(`href="${own}"`));
    const none = await site.post('/reports/search', '/reports/search', { searched: 'Goldcrest' });
    assert.match(none.text, /No report has this reference or word/);
    const prosecutor = await world.viewer('prosecutor', 'PQT-LUX');
    const theirs = await testSite({
      database: world.casework,
      profile: world.profile,
      clock: systemClock,
      viewer: prosecutor,
      screens: [
        ...triageScreens({ draftKey: world.draftKey, vault }),
        ...writingScreens({ draftKey: world.draftKey, vault }),
      ],
    });
    assert.ok((await theirs.get('/triage')).text.includes(own.replace('/reports/', '/received/')));
    assert.equal((await theirs.get(own)).status, 403);
    await theirs.close();
  });

  test('hostile answers on any page are kept or named, never a fall', async () => {
    const draft = await beginDraft();
    const base = await personPath(draft);
    const paths = [
      `${draft}/page/exploiters`,
      `${draft}/page/all`,
      `${base}/all`,
      `${base}/contact`,
      `${draft}/evidence`,
    ];
    const hostile = fc.dictionary(
      fc.oneof(
        fc.constantFrom(
          'channels.0.from_hour',
          'relations.999999.other_person',
          '__proto__',
          'forms',
          'periods.0.when.day',
        ),
        fc.string(),
      ),
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 300 }),
        fc.constantFrom('-1', '1e400', '\u0000', '${7*7}', "'; drop table", '<script>'),
      ),
      { maxKeys: 8 },
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...paths), hostile, async (path, body) => {
        const answer = await site.post(path, path, { ...body });
        assert.ok([303, 422].includes(answer.status), `${path} ${answer.status}`);
        assert.equal((await site.get(`${path}?check=1`)).status, 200);
      }),
      { numRuns: 30 },
    );
    assert.equal((await site.get(`${draft}/check`)).status, 200);
  });

  test('somebody without the permit is turned away from every page', async () => {
    const judge = await world.viewer('investigating_judge', 'JI');
    const theirs = await testSite({
      database: world.casework,
      profile: world.profile,
      clock: systemClock,
      viewer: judge,
      screens: writingScreens({ draftKey: world.draftKey, vault }),
    });
    for (const path of ['/reports', '/reports/sent', '/reports/prompt-sheet'])
      assert.equal((await theirs.get(path)).status, 403, path);
    await theirs.close();
  });
});
