import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

/** Answers by the names of inputs: text is typed, codes are chosen, several codes of a list are ticked. */
export type Answers = Readonly<Record<string, string | readonly string[]>>;

const answerOne = async (page: Page, name: string, value: string): Promise<void> => {
  const picks = page.locator(`main input[name="${name}"]:is([type="radio"], [type="checkbox"])`);
  if ((await picks.count()) > 0)
    return page.locator(`main input[name="${name}"][value="${value}"]`).check({ force: true });
  const field = page.locator(`main [name="${name}"]`).first();
  if ((await page.locator(`main select[name="${name}"]`).count()) === 0) return field.fill(value);
  // With script a long list becomes a box to type in, and the list itself stands behind it, unseen.
  await field.selectOption(value, { force: true });
};

/** Gives the answers on the open page without saving them. */
export const type = async (page: Page, answers: Answers): Promise<void> => {
  for (const [name, value] of Object.entries(answers))
    for (const one of [value].flat()) await answerOne(page, name, one);
};

/** Presses a button and waits for the page it leads to. */
export const press = async (page: Page, selector: string): Promise<void> => {
  await Promise.all([page.waitForEvent('domcontentloaded'), page.locator(selector).first().click()]);
};

/** Gives the answers and presses the button that saves the form posted to an address that ends so. */
export const send = async (page: Page, action: string, answers: Answers): Promise<void> => {
  await type(page, answers);
  const form = `main form[action$="${action}"]`;
  const goOn = `${form} button[value="continue"]`;
  await press(page, (await page.locator(goOn).count()) > 0 ? goOn : `${form} > button, ${form} > .actions button`);
};

/** Says everything again in another language; the page stays the same. */
export const speak = async (page: Page, language: 'en' | 'fr' | 'de'): Promise<void> => {
  const before = new URL(page.url()).pathname;
  if ((await page.locator('html').getAttribute('lang')) !== language)
    await press(page, `.languages button[lang="${language}"]`);
  assert.equal(await page.locator('html').getAttribute('lang'), language);
  assert.equal(new URL(page.url()).pathname, before);
};

/** The text of the page's main part. */
export const said = (page: Page): Promise<string> => page.locator('main').innerText();

/** Opens the page again and again until it says so: what the worker does arrives a moment later. */
export const untilSaid = async (page: Page, path: string, expected: RegExp): Promise<string> => {
  for (let i = 0; i < 60; i++) {
    await page.goto(path);
    const text = await said(page);
    if (expected.test(text)) return text;
    await page.waitForTimeout(500);
  }
  throw new Error(`${path} never said ${expected}: ${await said(page)}`);
};

/** The page says what is wrong: above, with the focus, and beside each field in the same words. */
export const checkErrors = async (page: Page): Promise<void> => {
  const summary = page.locator('.error-summary');
  assert.equal(await summary.evaluate((it) => it === document.activeElement), true, 'the summary has the focus');
  const links = await summary.locator('a').all();
  assert.ok(links.length > 0);
  for (const link of links) {
    const field = ((await link.getAttribute('href')) ?? '#').slice(1);
    const beside = page.locator(`[id="${field}-error"]`);
    assert.equal((await beside.innerText()).trim(), (await link.innerText()).trim());
  }
};

/** Where the links of a list lead. */
const linksOn = async (page: Page, path: string, selector: string): Promise<readonly string[]> => {
  await page.goto(path);
  const all = await page
    .locator(`main ${selector}`)
    .evaluateAll((links) => links.map((it) => it.getAttribute('href') ?? ''));
  return [...new Set(all)];
};

/** Addresses of the notices a person's body has. */
export const noticesOf = (page: Page): Promise<readonly string[]> => linksOn(page, '/notices', 'a[href^="/notices/"]');

/** Addresses of the referrals to support that a person's body sent or has. */
export const offersOf = (page: Page): Promise<readonly string[]> => linksOn(page, '/support', 'a[href^="/support/"]');
