import type { Page } from 'playwright-core';
import { type Answers, press, send } from './pages.ts';

/** Typed as an inspector might paste it: the markup has to arrive as text. */
export const account = 'Two workers sleep on the site. <b id="alive">Papers kept</b> by the foreman.';

const reportPages: Readonly<Record<string, Answers>> = {
  reporter: {
    reporter_name: 'Test Inspector',
    reporter_phone: '+352 247 76100',
    second_contact_name: 'Test Desk',
    second_contact_email: 'desk@example.lu',
  },
  origin: { how_came_to_light: 'own_check' },
  danger: { in_danger: 'no' },
  account: { account },
  others: { other_victims: 'not_sure' },
  authorities: { police_told: 'no' },
};

/** Born on one day, both: a name alone finds nobody. How exactly it is known comes first: it shows where to write the day. */
export const born = { 'born.precision': 'date', 'born.day': '1', 'born.month': '5', 'born.year': '1990' };

const personPages = (name: string): Readonly<Record<string, Answers>> => ({
  person: { age_answer: 'adult', sex: 'male', citizenship: 'UA', language: 'uk', interpreter_need: 'yes' },
  exploitation: { forms: 'forced_labour' },
  now: { still_exploited: 'no', 'how_left.untold': 'not_known', last_contact: 'week' },
  identity: { full_name: name, ...born },
  contact: { can_be_contacted: 'no', no_contact_reason: 'not_safe' },
  support: { support_information: 'informed' },
  signs: {},
});

/** Begins a report and returns the path of its draft. */
export const beginReport = async (page: Page, label: string): Promise<string> => {
  await page.goto('/reports');
  await send(page, '/reports/drafts', { own_label: label });
  return new URL(page.url()).pathname;
};

/** Paths of the persons of a draft, without the page. */
const personsOf = async (page: Page, draft: string): Promise<readonly string[]> => {
  await page.goto(draft);
  const links = page.locator('main a[href*="/persons/"]');
  const paths = await links.evaluateAll((all) => all.map((one) => one.getAttribute('href') ?? ''));
  return [...new Set(paths.map((path) => path.replace(/\/[a-z_]+$/, '')))];
};

const fill = async (page: Page, path: string, answers: Answers): Promise<void> => {
  await page.goto(path);
  await send(page, path, answers);
};

/** Answers every question of a draft for the two persons named. */
export const writeAll = async (page: Page, draft: string, names: readonly [string, string]): Promise<void> => {
  for (const [section, answers] of Object.entries(reportPages)) await fill(page, `${draft}/page/${section}`, answers);
  await page.goto(draft);
  const missing = names.length - (await personsOf(page, draft)).length;
  for (let i = 0; i < missing; i++) await press(page, `main form[action="${draft}/persons"] button`);
  for (const [index, person] of (await personsOf(page, draft)).entries())
    for (const [section, answers] of Object.entries(personPages(names[index] ?? '')))
      await fill(page, `${person}/${section}`, answers);
};

/** A picture of one white point, as small as a picture can be. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg==',
  'base64',
);

/** Adds a piece of evidence to a draft. */
export const addPicture = async (page: Page, draft: string): Promise<void> => {
  await page.goto(`${draft}/evidence`);
  await page.setInputFiles('main input[type="file"]', { name: 'door.png', mimeType: 'image/png', buffer: picture });
  await send(page, '/evidence', { evidence_kind: 'photograph' });
};

/** Declares and sends the draft with a double click; returns the identifier of the report. */
export const sendTwice = async (page: Page, draft: string): Promise<string> => {
  await page.goto(`${draft}/check`);
  await page.locator('input[name="declared"]').check({ force: true });
  await page.locator(`main form[action="${draft}/send"] button`).last().dblclick();
  await page.waitForURL(/\/reports\/[0-9a-f-]{36}\/receipt/);
  return new URL(page.url()).pathname.split('/')[2] ?? '';
};
