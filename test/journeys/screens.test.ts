import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { DirectoryTools } from '../../src/rooms/directory/index.ts';
import { staffScreens } from '../../src/main/staff/screens.ts';
import { shownPages } from './screens/shown.ts';
import { lookAt, type Sweep, sweepFrom } from './screens/sweep.ts';
import { type Journey, startJourney, stepInAs } from './support/index.ts';

/**
 * Every staff page: nothing for axe to find in light, in dark and in the reader's own colours, nothing wider than the
 * screen, no answer of 500 or more. One page stands for all of the same address pattern, whoever sees it first; a page
 * that is registered and not looked at is a failure.
 */
let journey: Journey;
const sweep: Sweep = { patterns: [], seen: new Set(), wrong: [] };

/** Address patterns of all pages that are opened by following a link. */
const patternsOf = (): readonly string[] => {
  const tools = { vault: {}, database: {}, profile: journey.profile, draftKey: Buffer.alloc(32), demonstration: true };
  const screens = staffScreens({ ...tools, siteName: 'Test' } as unknown as DirectoryTools & never);
  return screens.filter(({ method }) => method === 'GET').map(({ path }) => path);
};

/** Justice is being built: no criminal case of the demonstration stands where these pages begin. They are owed a look here. */
const unplayed = 'no case of the demonstration has come so far: the tests of the room play it without a browser';

/** Registered, and not looked at here, each for a reason; addresses that end like a file are files to take away. */
const elsewhere: Readonly<Record<string, string>> = {
  '/received/:reportId/files/:fileId/open':
    'no report of the demonstration has evidence: thread.test.ts sends and opens one',
  '/proceedings/:criminalCaseId/measures/:measureId': unplayed,
  '/proceedings/:criminalCaseId/abroad/:requestId': unplayed,
  '/proceedings/:criminalCaseId/abroad/:requestId/:event': unplayed,
  '/proceedings/:criminalCaseId/evidence/:exhibitId': unplayed,
  '/proceedings/:criminalCaseId/court/judgment/:suspectId': unplayed,
  '/proceedings/:criminalCaseId/court/judgment/:suspectId/:correctsId': unplayed,
  '/proceedings/:criminalCaseId/court/judged/:judgmentId/appeal': unplayed,
  '/proceedings/:criminalCaseId/court/judged/:judgmentId/final': unplayed,
  '/proceedings/:criminalCaseId/court/judged/:judgmentId/award': unplayed,
  '/proceedings/:criminalCaseId/rights/:caseId': unplayed,
  '/proceedings/:criminalCaseId/rights/:caseId/enter/:kind': unplayed,
  '/proceedings/:criminalCaseId/rights/:caseId/payment': unplayed,
  '/proceedings/:criminalCaseId/rights/:caseId/unpaid': unplayed,
  '/claims': unplayed,
  '/claims/:claimId': unplayed,
};

before(async () => {
  journey = await startJourney();
  Object.assign(sweep, {
    patterns: patternsOf().filter((pattern) => !(pattern in elsewhere) && !/\.\w+$/.test(pattern)),
  });
});
after(() => journey.close());

/** Where each persona, of any body or of one, begins: her first page, her places, and lists that show things in a state of their own. */
const starts: Readonly<Record<string, readonly string[]>> = {
  labour_inspector: ['/', '/reports', '/reports/sent', '/reports/search', '/me'],
  judicial_police_officer: [
    ...['/', '/requests', '/triage', '/triage?state=acknowledged', '/triage?state=more_info'],
    ...['/cases', '/cases?status=reported', '/cases?status=interview', '/cases?status=presumed', '/tasks', '/reviews'],
  ],
  prosecutor: ['/', '/triage', '/cases'],
  savteh_worker: [
    '/',
    '/reports/links',
    '/packets',
    '/letters',
    '/assistance?show=mine',
    '/matching',
    '/support',
    '/cases',
    '/directory',
  ],
  border_officer: ['/reports'],
  permit_officer: ['/', '/stays', '/notices'],
  return_officer: ['/removal'],
  data_protection_officer: ['/', '/openings'],
  'data_protection_officer SPJ': ['/rights?show=ended', '/rights', '/rights/due'],
  'house_worker INFOTRAITE': ['/beds', '/houses/new'],
  // A bed of hers is closed for a time.
  'house_worker CARITAS': ['/beds'],
  national_coordinator: ['/', '/figures'],
  administrator: ['/', '/people', '/people/new', '/tokens', '/me/absences', '/me/delegations'],
};

type Work = { readonly name: string; readonly work: (page: Page) => Promise<void> };

/** One window's work; what stops it is told with the rest, and stops nobody else. */
const inWindow = async ({ name, work }: Work): Promise<void> => {
  try {
    await journey.visit(async (page) => {
      page.setDefaultTimeout(20_000);
      page.on('dialog', (dialog) => void dialog.accept());
      await work(page);
    });
  } catch (fault) {
    sweep.wrong.push(`${name}: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
};

/** Two windows at a time: more would only wait for the one program that answers. */
const twoAtATime = async (works: readonly Work[]): Promise<void> => {
  const waiting = [...works];
  const one = async (): Promise<void> => {
    for (let work = waiting.shift(); work !== undefined; work = waiting.shift()) await inWindow(work);
  };
  await Promise.all([one(), one()]);
};

test('every page that links lead to is looked at', () =>
  twoAtATime(
    Object.entries(starts).map(([who, from]) => ({
      name: who,
      work: async (page) => {
        const [role = '', body] = who.split(' ');
        await stepInAs(page, role, body);
        await sweepFrom(page, from, sweep);
      },
    })),
  ));

test('every page that a form leads to is looked at', () =>
  twoAtATime(
    shownPages.map(({ name, role, body, show, says }) => ({
      name,
      work: async (page) => {
        if (role !== undefined) await stepInAs(page, role, body);
        await show(page);
        assert.match(await page.locator('main').innerText(), says);
        await lookAt(page, name, sweep);
      },
    })),
  ));

test('nothing was found wrong, and no page was left out', () => {
  assert.deepEqual(sweep.wrong, []);
  const unseen = sweep.patterns.filter((pattern) => !sweep.seen.has(pattern));
  assert.deepEqual(unseen, [], 'pages that nobody looked at');
});
