import type { Page } from 'playwright-core';
import { beginActivation, codeIn, press } from '../support/index.ts';
import { send } from '../thread/pages.ts';
import { sealForAbroad } from './sealed.ts';

/** A page that no link leads to: what is asked for by a form, refused, or shown once. */
export type Shown = {
  readonly name: string;
  /** Who comes to it; nobody signed in when absent. */
  readonly role?: string;
  readonly body?: string;
  readonly show: (page: Page) => Promise<unknown>;
  /** Words that show that it is this page, and not another. */
  readonly says: RegExp;
};

/** Opens a page and from there, one after the other, the first link of each kind. */
const follow = async (page: Page, path: string, ...kinds: readonly string[]): Promise<void> => {
  await page.goto(path);
  for (const kind of kinds) {
    const href = await page.locator(`main a:is(${kind})`).first().getAttribute('href');
    await page.goto(href ?? '');
  }
};

const report = '[href^="/received/"]';
const caseFile = 'tbody [href^="/cases/"]';

const search = async (page: Page, path: string): Promise<void> => {
  await page.goto(path);
  await page.locator('main form.form input[type="text"]').first().fill('AAAA-AAAA');
  await press(page, 'main form.form button');
};

const purposeOf = (page: Page): Promise<string | null> =>
  page.locator('main [name="purpose"]').first().locator('option[value]:not([value=""])').first().getAttribute('value');

/** Ticks the first purpose, whether purposes are a list or choices, and sends the form. */
const openWith = async (page: Page, form: string): Promise<void> => {
  for (const summary of await page.locator(`details:not([open]):has(${form}) > summary`).all()) await summary.click();
  const field = page.locator(`${form} [name="purpose"]`).first();
  if ((await field.getAttribute('type')) === 'radio') await field.check({ force: true });
  else await field.selectOption((await purposeOf(page)) ?? '', { force: true });
  for (const part of await page.locator(`${form} [name="compartments"]`).all()) await part.check({ force: true });
  await press(page, `${form} button`);
};

const searches: readonly Shown[] = [
  ...(['/triage/search', '/cases/search', '/reports/search'] as const).map((path) => ({
    name: `${path} (found nothing)`,
    role: 'judicial_police_officer',
    show: (page: Page) => search(page, path),
    says: /./,
  })),
  {
    name: '/removal (reference unknown)',
    role: 'return_officer',
    show: async (page) => {
      await page.goto('/removal');
      await send(page, '/removal', { reference: 'AAAA-AAAA' });
    },
    says: /reference/i,
  },
];

const opened: readonly Shown[] = [
  {
    name: '/sealed/:packetId',
    role: 'savteh_worker',
    body: 'INFOTRAITE',
    show: sealForAbroad,
    says: /Download the packet/,
  },
  {
    name: '/received/:reportId/open (opened)',
    role: 'judicial_police_officer',
    show: async (page) => {
      await follow(page, '/triage', report, '[href$="/open"]:not([href*="/persons/"], [href*="/files/"])');
      await openWith(page, 'main form[action$="/open"]');
    },
    says: /written down|noted|Opened/i,
  },
  {
    name: '/received/:reportId/persons/:personId/open (opened)',
    role: 'judicial_police_officer',
    show: async (page) => {
      await follow(page, '/triage', report, '[href*="/persons/"][href$="/open"]');
      await openWith(page, 'main form[action$="/open"]');
    },
    says: /written down|noted|Opened/i,
  },
  {
    name: '/cases/:caseId/identification/reasons',
    role: 'judicial_police_officer',
    show: async (page) => {
      await follow(page, '/cases?status=presumed', caseFile, '[href$="/identification"]');
      await openWith(page, 'form[action$="/reasons"]');
    },
    says: /reasons/i,
  },
  {
    name: '/cases/:caseId/notes/open (opened)',
    role: 'savteh_worker',
    show: async (page) => {
      await follow(page, '/cases', caseFile, '[href$="/papers"]');
      await openWith(page, 'form[action$="/notes/open"]');
    },
    says: /note/i,
  },
  {
    name: '/notices/:noticeId/open (opened)',
    role: 'permit_officer',
    show: async (page) => {
      await follow(page, '/notices', '[href^="/notices/"]');
      await openWith(page, 'form[action$="/open"]');
    },
    says: /written down|noted|logged|Opened/i,
  },
  {
    name: '/calls/:callId (while it rings)',
    role: 'hotline_worker',
    show: async (page) => {
      await page.goto('/calls');
      await press(page, 'main form[action="/calls"] button');
    },
    says: /Close the record/,
  },
  {
    name: '/calls/:callId/open (opened)',
    role: 'hotline_worker',
    show: async (page) => {
      await follow(page, '/calls', '[href$="#ring"]');
      await openWith(page, 'form[action$="/open"]');
    },
    says: /What was told|advis/,
  },
  {
    name: '/answers/:questionId/open (opened)',
    role: 'labour_inspector',
    show: async (page) => {
      await follow(page, '/reports/sent', 'tr:has(.chip.warn) [href^="/reports/"]', '[href^="/answers/"]');
      await openWith(page, 'form[action$="/open"]');
    },
    says: /question/i,
  },
];

const refused: readonly Shown[] = [
  {
    name: 'a form sent empty',
    role: 'judicial_police_officer',
    show: async (page) => {
      await follow(page, '/cases?status=reported', caseFile, '[href$="/identification"]', '[href*="/decide/"]');
      await press(page, 'main form.form > button');
    },
    says: /There is something to put right/,
  },
  {
    name: 'a page that is not there',
    role: 'labour_inspector',
    show: (page) => page.goto('/nothing/here'),
    says: /This page is not there/,
  },
  {
    name: 'a page of another role',
    role: 'labour_inspector',
    show: (page) => page.goto('/people'),
    says: /Not open to your role/,
  },
  {
    name: 'an address that cannot be read',
    role: 'judicial_police_officer',
    show: (page) => page.goto('/received/none'),
    says: /not there|could not be read/,
  },
];

/** Pages of a report that only their address leads to: the receipt after sending, and two reports to be joined. */
const ofReports: readonly Shown[] = [
  {
    name: '/reports/:reportId/receipt',
    role: 'labour_inspector',
    show: async (page) => {
      await follow(page, '/reports/sent', '[href^="/reports/"]:not([href$="/search"])');
      await page.goto(`${new URL(page.url()).pathname}/receipt`);
    },
    says: /Recipients/,
  },
  {
    name: '/handovers',
    ...{ role: 'redirected_matters', body: 'PQT-LUX' },
    show: (page) => page.goto('/handovers'),
    says: /./,
  },
  {
    name: '/handovers/:handoverId',
    ...{ role: 'redirected_matters', body: 'PQT-LUX' },
    show: (page) => follow(page, '/handovers', '[href^="/handovers/"]'),
    says: /./,
  },
  {
    name: '/received/:reportId/hand-over/:to',
    role: 'judicial_police_officer',
    show: async (page) => {
      // The third: the first two are joined elsewhere in this list.
      await page.goto('/triage?state=acknowledged');
      const place = await page.locator('main tbody th a').nth(2).getAttribute('href');
      await page.goto(`${place}/redirect`);
      await send(page, '/redirect', { redirect_reason: 'labour' });
      await page.goto((await page.locator('main a[href*="/hand-over/"]').first().getAttribute('href')) ?? '');
    },
    says: /hand/i,
  },
  {
    name: '/received/:reportId/close',
    role: 'judicial_police_officer',
    show: (page) => follow(page, '/triage?state=linked', report, '[href$="/close"]'),
    says: /worked off/,
  },
  {
    name: '/received/:reportId/merge/:otherId',
    role: 'judicial_police_officer',
    show: async (page) => {
      await page.goto('/triage?state=acknowledged');
      const references = await page.locator('main tbody th a').allInnerTexts();
      await follow(page, '/triage?state=acknowledged', report, '[href$="/merge"]');
      await send(page, '/merge', { searched: references[1] ?? '' });
    },
    says: /Join the reports/,
  },
];

/** Two windows of one officer change the flags of a case; the later is asked which is to stand. */
const conflict: Shown = {
  name: 'a conflict',
  role: 'judicial_police_officer',
  show: async (page) => {
    await follow(page, '/cases?status=reported', caseFile, '[href$="/settings"]');
    const other = await page.context().newPage();
    await other.goto(page.url());
    const flags = page.locator('form[action$="/flags"] [name="flags"]');
    await flags.first().check({ force: true });
    await other.locator('form[action$="/flags"] [name="flags"]').nth(1).check({ force: true });
    await press(other, 'form[action$="/flags"] button');
    await other.close();
    await press(page, 'form[action$="/flags"] button');
  },
  says: /Somebody else changed this meanwhile/,
};

/** A person is invited and holds her code: what she sees, which nobody else can come to. */
const activation: Shown = {
  name: '/activate/:attempt',
  role: 'administrator',
  body: 'MJ',
  show: async (page) => {
    await page.goto('/people/new');
    await page.fill('#display_name', 'Muster Rundgang');
    await page.fill('#login', 'mj.rundgang');
    await page.check('[name="roles"][value="data_protection_officer"]');
    await press(page, 'main button.primary');
    await page.waitForURL(/done=person-added/);
    await press(page, 'form[action$="/invite"] button');
    await beginActivation(page, codeIn((await page.locator('.large-code').textContent()) ?? ''));
  },
  says: /passkey|password/i,
};

const makeLink = async (page: Page): Promise<string> => {
  await page.goto('/reports/links');
  await page.locator('select[name="link_path"]').selectOption({ index: 1 });
  await press(page, 'form[action="/reports/links"] button');
  return (await page.locator('.large-code').textContent()) ?? '';
};

const byLink: readonly Shown[] = [
  { name: '/reports/links/:linkId', role: 'savteh_worker', show: makeLink, says: /can send one report/ },
  {
    name: '/r/:path/:token',
    role: 'savteh_worker',
    show: async (page) => page.goto(new URL(await makeLink(page)).pathname),
    says: /without an account/,
  },
];

/** Pages that no link leads to, each with the way to it. */
export const shownPages: readonly Shown[] = [
  ...(['/sign-in', '/step-in', '/activate'] as const).map((path) => ({
    name: path,
    show: (page: Page) => page.goto(path),
    says: /./,
  })),
  ...searches,
  ...opened,
  ...refused,
  ...ofReports,
  conflict,
  activation,
  ...byLink,
];
