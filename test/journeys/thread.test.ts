import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { newId } from '../../src/platform/ids.ts';
import { axeCheck, type Journey, startJourney, stepInAs } from './support/index.ts';
import { agreeToSupport, stopUsing, takeBack } from './thread/consent.ts';
import { runningYear } from './thread/figure.ts';
import { findAndOpen } from './thread/finding.ts';
import { checkErrors, noticesOf, offersOf, press, said, send, speak, type, untilSaid } from './thread/pages.ts';
import { account, addPicture, beginReport, sendTwice, writeAll } from './thread/writing.ts';

/**
 * The thread from end to end, in a real browser: a labour inspector reports two workers (J1, online), the police take the
 * report, open the cases, tell rights and decide (J2), and the figure of the labour inspectorate grows by one report (J9).
 */
const windows: BrowserContext[] = [];
let journey: Journey;
let inspector: Page;
let police: Page;
/** The inspector's own word for the report: found in their list, it stands there once. */
const label = `Wren ${newId().slice(-6)}`;
let report = '';
let reference = '';
let file = '';
let files: readonly string[] = [];
let numbers: Record<string, number> = {};

const personaIn = async (role: string, body?: string, options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await journey.browser.newContext({ ...journey.staff, ...options });
  windows.push(context);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('response', (it) => assert.ok(it.status() < 500, `${it.url()} answered ${it.status()}`));
  await stepInAs(page, role, body);
  await speak(page, 'en');
  return page;
};

before(async () => {
  journey = await startJourney();
});
after(async () => {
  for (const context of windows) await context.close();
  await journey.close();
});

describe('the labour inspector reports two workers', () => {
  test('a page left half-filled is still there', async () => {
    numbers = await runningYear(journey);
    inspector = await personaIn('labour_inspector');
    const draft = await beginReport(inspector, label);
    await inspector.goto(`${draft}/page/reporter`);
    await type(inspector, { reporter_name: 'Half Written', reporter_phone: '' });
    await press(inspector, 'main button[value="leave"]');
    assert.equal(new URL(inspector.url()).pathname, draft);
    await inspector.goto(`${draft}/page/reporter`);
    assert.equal(await inspector.inputValue('[name="reporter_name"]'), 'Half Written');
    report = draft;
  });

  test('a wrong page says so above and by the field, in three languages', async () => {
    await inspector.goto(`${report}/page/reporter`);
    await type(inspector, { reporter_phone: 'no digits', second_contact_email: 'nobody' });
    await press(inspector, 'main button[value="continue"]');
    await checkErrors(inspector);
    await axeCheck(inspector, 'thread-wrong-page');
    for (const language of ['fr', 'de', 'en'] as const) {
      await speak(inspector, language);
      assert.equal(await inspector.inputValue('[name="second_contact_email"]'), 'nobody', 'what was typed is kept');
    }
  });

  test('checks the answers and sends with a double click: one report', async () => {
    const draft = report;
    await writeAll(inspector, draft, ['Canary Zorbanescu', 'Linnet Zorbanescu']);
    await addPicture(inspector, draft);
    await inspector.goto(`${draft}/check`);
    assert.match(await said(inspector), /Judicial Police[\s\S]*Public Prosecutor/);
    assert.equal(await inspector.locator('#alive').count(), 0);
    await axeCheck(inspector, 'thread-check');
    report = await sendTwice(inspector, draft);
    const receipt = await untilSaid(
      inspector,
      `/reports/${report}/receipt`,
      /Judicial Police[\s\S]*[0-9A-Z]{4}-[0-9A-Z]{4}/,
    );
    assert.match(receipt, /Public Prosecutor/);
    reference = /[0-9A-Z]{4}-[0-9A-Z]{4}/.exec(receipt)?.[0] ?? '';
    await axeCheck(inspector, 'thread-receipt');
    await inspector.goto('/reports/sent');
    assert.equal(await inspector.locator('main tbody tr').filter({ hasText: label }).count(), 1);
  });

  test('the same can be written without script', async () => {
    const page = await personaIn('labour_inspector', 'ITM', { javaScriptEnabled: false });
    const draft = await beginReport(page, 'Plain');
    await page.goto(`${draft}/page/reporter`);
    await type(page, { second_contact_email: 'nobody' });
    await press(page, 'main button[value="continue"]');
    assert.ok((await page.locator('.error-summary a').count()) > 0);
    await writeAll(page, draft, ['Plain One', 'Plain Two']);
    await speak(page, 'de');
    await page.goto(`${draft}/check`);
    assert.equal(await page.locator('input[name="declared"]').count(), 1, await said(page));
  });
});

const cases = (): string => `/cases/${file}`;
const act = async (page: Page, place: string, answers: Parameters<typeof type>[1]): Promise<void> => {
  await page.goto(place);
  await send(page, place.replace(/^\/cases\/[^/]+/, ''), answers);
};

describe('the police take it up', () => {
  test('the queue shows the report; the account opens by purpose and its markup is text', async () => {
    police = await personaIn('judicial_police_officer');
    await police.goto('/triage');
    await press(police, `main tbody a[href="/received/${report}"]`);
    await axeCheck(police, 'thread-received');
    assert.doesNotMatch(await said(police), /Papers kept|Zorbanescu/);
    await act(police, `/received/${report}/open`, { purpose: 'investigate', compartments: ['testimony'] });
    assert.ok((await said(police)).includes(account), await said(police));
    assert.equal(await police.locator('#alive').count(), 0);
  });

  test('a piece of evidence opens by purpose, inside the page', async () => {
    await police.goto(`/received/${report}`);
    await press(police, 'main a[href*="/files/"]');
    await axeCheck(police, 'thread-evidence-form');
    await send(police, '/open', { purpose: 'investigate', knows_unscanned: 'yes' });
    assert.equal(await police.locator('main img.evidence').count(), 1, await said(police));
    await axeCheck(police, 'thread-evidence');
  });

  test('acknowledges with a case for each person', async () => {
    await police.goto(`/received/${report}`);
    await send(police, '/acknowledge', { open_cases: 'yes' });
    await police.goto(`/received/${report}`);
    const links = await police
      .locator('main a[href^="/cases/"]')
      .evaluateAll((all) => all.map((it) => it.getAttribute('href') ?? ''));
    files = [...new Set(links.map((it) => it.split('/')[2] ?? ''))];
    assert.equal(files.length, 2, links.join(' '));
    file = files[0] ?? '';
  });

  test('plans and records the interview', async () => {
    const language = { language: 'uk', interpreter: 'professional_present' };
    await act(police, `${cases()}/identification/plan`, {
      ...{ 'planned_day.day': '3', 'planned_day.month': '12', 'planned_day.year': '2030', planned_hour: '10:30' },
      ...{ place: 'own_office', interpreter_wish: 'no_wish', support_accompanies: 'no', ...language },
    });
    assert.match(await said(police), /The interview is planned/);
    const record = await police.locator('main a[href*="/interviews/"]').first().getAttribute('href');
    await act(police, record ?? '', {
      ...{ persons_present: ['interpreter'], support_accompanied: 'no', result: 'indications', ...language },
    });
    assert.match(await said(police), /The interview is saved/);
  });

  test('the first information needs “the case may be dismissed”', async () => {
    const told = {
      ...{ occasion: 'first', language: 'uk', interpreter: 'professional_present', acknowledged: 'yes' },
      ...{ rights: ['R01', 'R02'], obligations: ['O1'], leaflet_version: '1' },
    };
    await act(police, `${cases()}/identification/rights`, { ...told, dismissal_told: 'no' });
    assert.match(await said(police), /not complete until the person was told that the case may be dismissed/);
    await speak(police, 'fr');
    await speak(police, 'en');
    await police.goto(`${cases()}/identification/rights`);
    const every = (name: string) =>
      police
        .locator(`main input[name="${name}"]`)
        .evaluateAll((all) => all.map((it) => (it as HTMLInputElement).value));
    await act(police, `${cases()}/identification/rights`, {
      ...{ ...told, rights: await every('rights'), obligations: await every('obligations'), dismissal_told: 'yes' },
    });
    assert.match(await said(police), /Saved what the person was told/);
  });

  test('decides with reasons that indications were found', async () => {
    const place = `${cases()}/identification/decide/indications_found`;
    await act(police, place, {});
    await checkErrors(police);
    await act(police, place, {
      ...{ reasons: ['indicators_observed', 'statement_of_person'], reason_text: 'Papers kept.' },
      ...{ indicators: ['DEL-35', 'DEL-01', 'DEL-02'] },
    });
    assert.match(await said(police), /The decision counts from now|waits for a second officer/);
    await axeCheck(police, 'thread-identification');
  });

  test('says who sees the case and why', async () => {
    await police.goto(cases());
    const panel = await police.locator('#who-sees').innerText();
    assert.match(panel, /Judicial Police[\s\S]*leads the case since/);
    assert.match(panel, /Public Prosecutor[\s\S]*art\. 23/);
    await axeCheck(police, 'thread-case');
  });
});

describe('the police find whom they hold', () => {
  test('by name and birth, whatever the order; the hit opens the case of that person and no other', async () => {
    const opened = await findAndOpen(police, 'Zorbanescu Canary');
    assert.ok(files.includes(opened.split('/')[2] ?? ''), opened);
    assert.notEqual(await findAndOpen(police, 'Linnet Zorbanescu'), opened);
  });
});

describe('what follows reaches those it is for, and nobody else', () => {
  test('the support service sees the case only after consent and its own acceptance', async () => {
    const worker = await personaIn('savteh_worker', 'INFOTRAITE');
    assert.equal((await worker.goto(cases()))?.status(), 404);
    const known = await offersOf(worker);
    await agreeToSupport(police, cases());
    await act(police, `${cases()}/support`, { urgency: 'today' });
    assert.match(await said(police), /offered to the service/);
    const offer = (await offersOf(worker)).find((it) => !known.includes(it)) ?? '';
    await worker.goto(offer);
    await send(worker, '/answer', { accepts: 'yes' });
    assert.match(await said(worker), /You accepted/);
    await police.goto(cases());
    assert.match(await police.locator('#who-sees').innerText(), /InfoTraite[\s\S]*consent/i);
    await takeBack(police, cases());
    await stopUsing(worker, cases());
    await police.goto(cases());
    assert.match(await police.locator('#who-sees').innerText(), /InfoTraite[^\n]*: ended on/);
  });

  test('the permit officer sees the notice after the police sent it, and never the case', async () => {
    const officer = await personaIn('permit_officer', 'DGI');
    const waiting = await noticesOf(officer);
    await act(police, `${cases()}/identification/notify`, {
      ...{ name: 'Canary Zorbanescu', date_of_birth: '1 May 1990', nationality: 'UA' },
    });
    assert.match(await said(police), /The notice is sent/);
    const now = await noticesOf(officer);
    const own = now.find((it) => !waiting.includes(it)) ?? '';
    assert.notEqual(own, '', 'the new notice stands in the list');
    await officer.goto(own);
    await axeCheck(officer, 'thread-notice');
    for (const path of [cases(), `/received/${report}`, `/reports/${report}`]) {
      const status = (await officer.goto(path))?.status();
      assert.ok(status === 404 || status === 403, `${path} answered ${status}`);
    }
    // Without the permit the gate answers before anything is looked up, so 403 tells nothing of the case.
    assert.ok(
      [403, 404].includes((await officer.goto(cases()))?.status() ?? 0),
      'no case pages for the permit officer',
    );
  });

  test('the inspector learns what came of it, as far as allowed', async () => {
    const text = await untilSaid(inspector, `/reports/${report}`, /acknowledged|Linked|taken/i);
    assert.doesNotMatch(text, /presumed|DEL-/i);
    assert.ok(text.includes(reference) || reference === '');
    for (const language of ['fr', 'de', 'en'] as const) await speak(inspector, language);
    assert.ok([403, 404].includes((await inspector.goto(cases()))?.status() ?? 0), 'no case pages for the inspector');
    await inspector.goto(`/reports/${report}`);
    await axeCheck(inspector, 'thread-outcome');
  });
});

describe('the figure', () => {
  test('counts one report more, on the page and on the command line, down to its events', async () => {
    const coordinator = await personaIn('national_coordinator');
    await coordinator.goto('/figures/detection-itm');
    await press(coordinator, 'main form[action$="/recount"] button');
    const expected = {
      reports: (numbers['reports'] ?? 0) + 1,
      persons: (numbers['persons'] ?? 0) + 2,
      detected: (numbers['detected'] ?? 0) + 1,
    };
    const row = new RegExp(`running[^\\n]*\\t${expected.reports}\\t${expected.persons}\\t${expected.detected}`);
    await untilSaid(coordinator, '/figures/detection-itm', row);
    assert.deepEqual(await runningYear(journey), expected);
    for (const [language, title] of [
      ['fr', /2019/],
      ['de', /2019/],
      ['en', /These people do not exist/],
    ] as const) {
      await speak(coordinator, language);
      assert.match(await said(coordinator), title);
    }
    await press(coordinator, 'main a[href*="measure=reports"]');
    assert.match(await said(coordinator), /What is counted[\s\S]*2019/);
    assert.ok((await coordinator.locator('#lineage').count()) > 0);
    await axeCheck(coordinator, 'thread-figure');
  });

  test('the journal of all this is whole', async () => {
    const { text, code } = await journey.ariane('audit', 'verify');
    assert.equal(code, 0, text);
    assert.match(text, /The journal is whole/);
  });
});
