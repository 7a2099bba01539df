import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { environmentValue } from '../../src/platform/config.ts';
import { addRows } from './support/add-rows.ts';
import { freePort, type Gallery, gallerySite } from '../gallery/client.ts';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const pictures = environmentValue('GALLERY_PICTURES') ?? '';

let browser: Browser;
const galleries: Gallery[] = [];

before(async () => {
  browser = await chromium.launch({ executablePath: environmentValue('CHROMIUM') ?? '/usr/bin/chromium', args: quiet });
});
after(async () => {
  await browser.close();
  for (const { site } of galleries) await site.close();
});

const listen = async (language = 'en'): Promise<{ gallery: Gallery; home: string }> => {
  const port = await freePort();
  const home = `http://localhost:${port}`;
  const gallery = await gallerySite({ language, origin: home });
  await gallery.site.listen({ port, host: 'localhost' });
  galleries.push(gallery);
  return { gallery, home };
};

const signedIn = async (home: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<BrowserContext> => {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await page.goto(`${home}/sign-in`);
  await page.fill('#login', 'n');
  await page.fill('#password', 'right');
  await page.click('main button.primary');
  await page.waitForURL('**/gallery');
  await page.close();
  return context;
};

type AxeResult = { violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] };

const violations = async (page: Page): Promise<string[]> => {
  await page.evaluate(axeSource);
  const result = (await page.evaluate('axe.run({ resultTypes: ["violations"] })')) as AxeResult;
  return result.violations.flatMap(({ id, nodes }) =>
    nodes.map((it) => `${id} ${it.target.join(' ')} ${it.failureSummary}`),
  );
};

const widerThanScreen = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

const picture = async (page: Page, name: string): Promise<void> => {
  if (pictures === '') return;
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};

const check = async (page: Page, name: string): Promise<void> => {
  await picture(page, name);
  assert.deepEqual(await violations(page), [], name);
  assert.ok((await widerThanScreen(page)) <= 0, `${name} is wider than the screen`);
};

const everyPage = ['/gallery', '/gallery/form', '/gallery/check', '/gallery/secret'];

const looks = [
  { width: 320, scheme: 'light', language: 'de', paths: everyPage },
  { width: 768, scheme: 'dark', language: 'en', paths: everyPage },
  { width: 1440, scheme: 'light', language: 'en', paths: everyPage },
  { width: 1440, scheme: 'dark', language: 'en', paths: ['/gallery'] },
  { width: 320, scheme: 'light', language: 'ar', paths: ['/gallery'] },
  { width: 1440, scheme: 'light', language: 'ar', paths: everyPage },
  { width: 2560, scheme: 'light', language: 'fr', paths: ['/gallery'] },
] as const;

describe('every component', () => {
  for (const { width, scheme, language, paths } of looks) {
    test(`${width} px, ${scheme}, ${language}`, async () => {
      const { home } = await listen(language);
      const context = await signedIn(home, { viewport: { width, height: 900 }, colorScheme: scheme });
      const page = await context.newPage();
      const name = `${width}-${scheme}-${language}`;
      for (const path of paths) {
        await page.goto(home + path);
        await check(page, `${path.replaceAll('/', '-').slice(1)}-${name}`);
      }
      const outside = await browser.newContext({ viewport: { width, height: 900 }, colorScheme: scheme });
      const entrance = await outside.newPage();
      await entrance.goto(`${home}/sign-in`);
      await check(entrance, `entrance-${name}`);
      await outside.close();
      await page.goto(`${home}/gallery/form`);
      await page.fill('[name="code"]', '');
      await page.fill('[name="seen.day"]', '31');
      await page.fill('[name="seen.month"]', 'Feb');
      await page.fill('[name="seen.year"]', '2026');
      await page.check('[name="channel"][value="advert"]');
      await page.click('form.form > button.primary');
      await page.waitForFunction(() => document.activeElement?.getAttribute('role') === 'alert');
      await check(page, `errors-${name}`);
      await page.goto(`${home}/gallery/shared`);
      await page.fill('[name="account"]', 'My own words');
      await page.click('form.form > button.primary');
      await page.waitForSelector('.conflict-field');
      await check(page, `conflict-${name}`);
      await context.close();
    });
  }
  test('forced colours and print', async () => {
    const { home } = await listen();
    const context = await signedIn(home, { viewport: { width: 1280, height: 900 }, forcedColors: 'active' });
    const page = await context.newPage();
    await page.goto(`${home}/gallery`);
    await check(page, 'gallery-forced-colours');
    await page.emulateMedia({ media: 'print', forcedColors: 'none' });
    await page.goto(`${home}/gallery/form`);
    await picture(page, 'form-print');
    assert.ok(await page.locator('.conditional').first().isVisible(), 'on paper every question is there');
    await context.close();
  });
});

describe('in a browser', () => {
  test('the session cookie with Secure is kept on http://localhost, and sign-in, sign-out and language work', async () => {
    const { home } = await listen();
    const context = await browser.newContext({ viewport: { width: 900, height: 800 } });
    const page = await context.newPage();
    await page.goto(`${home}/gallery/check`);
    assert.match(page.url(), /\/sign-in\?next=/);
    await page.fill('#login', 'n');
    await page.fill('#password', 'right');
    await page.click('main button.primary');
    await page.waitForURL('**/gallery');
    assert.ok((await context.cookies()).some((it) => it.name === '__Host-session' && it.secure && it.httpOnly));
    await page.click('.languages button[lang="fr"]');
    assert.equal(await page.locator('html').getAttribute('lang'), 'fr');
    await page.click('.sign-out button');
    await page.waitForURL('**/sign-in');
    await context.close();
  });

  test('a link from another site arrives signed in though the cookie is strict', async () => {
    const { home } = await listen();
    const context = await signedIn(home);
    const page = await context.newPage();
    await page.route('http://mail.example/', (route) =>
      route.fulfill({ contentType: 'text/html', body: `<a href="${home}/gallery/check">to the case</a>` }),
    );
    await page.goto('http://mail.example/');
    await page.click('a');
    await page.waitForURL('**/gallery/check?arrived=1');
    assert.equal(await page.locator('h1').textContent(), 'Check the answers');
    await context.close();
  });

  test('nothing breaks the page’s own rules and nothing is logged as an error', async () => {
    const { home } = await listen();
    const context = await signedIn(home);
    const page = await context.newPage();
    const said: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    for (const path of ['/gallery', '/gallery/form', '/gallery/check', '/sign-in'])
      await page.goto(home + path, { waitUntil: 'networkidle' });
    assert.deepEqual(said, []);
    await context.close();
  });

  test('type-ahead finds by synonyms, without marks, by keyboard alone, and fills the real list', async () => {
    const { home } = await listen();
    const context = await signedIn(home);
    const page = await context.newPage();
    await page.goto(`${home}/gallery/form`);
    const box = page.locator('input#language');
    assert.equal(await box.getAttribute('role'), 'combobox');
    await box.fill('українс');
    await page.keyboard.press('ArrowDown');
    assert.equal(await box.getAttribute('aria-activedescendant'), 'language-list-0');
    await page.keyboard.press('Enter');
    assert.equal(await page.locator('select[name="language"]').inputValue(), 'uk');
    assert.equal(await box.inputValue(), 'Ukrainian');
    await page.locator('input#nationality').fill('cote');
    assert.match((await page.locator('#nationality-list li').first().textContent()) ?? '', /Côte d/);
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press('Escape');
    assert.equal(await page.locator('select[name="nationality"]').inputValue(), '');
    await box.fill('');
    await page.locator('[name="code"]').focus();
    assert.equal(
      await page.locator('select[name="language"]').inputValue(),
      '',
      'an emptied box takes the choice away',
    );
    await context.close();
  });

  test('questions that depend on an answer come and go; without script they stand there', async () => {
    const { home } = await listen();
    const context = await signedIn(home);
    const page = await context.newPage();
    await page.goto(`${home}/gallery/form`);
    const advert = page.locator('[name="advert"]');
    assert.equal(await advert.isVisible(), false);
    await page.check('[name="channel"][value="advert"]');
    assert.equal(await advert.isVisible(), true);
    await context.close();
    const plain = await signedIn(home, { javaScriptEnabled: false });
    const bare = await plain.newPage();
    await bare.goto(`${home}/gallery/form`);
    assert.equal(await bare.locator('[name="advert"]').isVisible(), true);
    await bare.click('#places > [name="_add"]');
    assert.equal(await bare.locator('#places > .row').count(), 3);
    assert.equal(await bare.locator('select[name="language"]').isVisible(), true);
    await plain.close();
  });

  test('another row comes without asking the server, under the name and up to the limit it would have', async () => {
    const { home } = await listen();
    await addRows(await signedIn(home), `${home}/gallery/form`, violations);
  });

  test('autosave sends a half-filled page as it is and says so', async () => {
    const { gallery, home } = await listen();
    const context = await signedIn(home);
    const page = await context.newPage();
    await page.goto(`${home}/gallery/form`);
    gallery.trail.steps.length = 0;
    await page.fill('[name="hours"]', 'many');
    await page.waitForSelector('[data-autosave-state][data-state="saved"]', { timeout: 8000 });
    assert.match((await page.locator('[data-autosave-state]').textContent()) ?? '', /^Saved at \d/);
    assert.match(gallery.trail.steps.join(), /journal gallery\.drafted/);
    gallery.trail.ended.add(String(gallery.trail.steps.length));
    await page.route('**/gallery/draft', (route) => route.abort());
    await page.fill('[name="hours"]', 'more');
    await page.waitForSelector('[data-autosave-state][data-state="failed"]', { timeout: 8000 });
    await context.close();
  });

  test('five minutes before the end a dialog warns, and staying needs one press', async () => {
    const { home } = await listen();
    const context = await signedIn(home);
    const page = await context.newPage();
    await page.clock.install();
    await page.goto(`${home}/gallery/check`);
    const dialog = page.locator('#session-warning');
    await page.clock.runFor(24 * 60_000);
    assert.equal(await dialog.isVisible(), false);
    await page.clock.runFor(2 * 60_000);
    assert.equal(await dialog.isVisible(), true);
    assert.deepEqual(await violations(page), []);
    await picture(page, 'session-warning');
    await dialog.locator('button').click();
    await dialog.waitFor({ state: 'hidden' });
    await context.close();
  });

  test('leaving with something unsaved asks first; a second press sends nothing', async () => {
    const { gallery, home } = await listen();
    const context = await signedIn(home);
    const page = await context.newPage();
    await page.goto(`${home}/gallery/shared`);
    await page.fill('[name="code"]', 'changed');
    const asked = page.waitForEvent('dialog');
    void page.goto(`${home}/gallery/check`).catch(() => undefined);
    const dialog = await asked;
    assert.equal(dialog.type(), 'beforeunload');
    await dialog.dismiss();
    gallery.trail.steps.length = 0;
    await page.evaluate(() => {
      const button = document.querySelector<HTMLButtonElement>('form.form > button.primary');
      button?.click();
      button?.click();
    });
    await page.waitForSelector('.conflict-field, .conflict');
    assert.equal(gallery.trail.steps.filter((it) => it.startsWith('journal gallery.refused')).length, 1);
    await context.close();
  });
});
