import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { violations } from './support/axe.ts';
import { hello, type OwnJourney, ownJourney } from './support/own-page.ts';
import { type PortalSite, portalSite } from './support/portal-site.ts';

const languages = ['en', 'fr', 'ar'];

let site: PortalSite;
let home = '';
let neutral = '';
let earlier = '';
let journey: OwnJourney;

before(async () => {
  journey = await ownJourney();
  site = await portalSite({ own: journey.own });
  ({ home, neutral, earlier } = site);
});

after(async () => {
  await site.close();
  await journey.close();
});

const onPage = (path: string, options: BrowserContextOptions, visit: (page: Page) => Promise<void>): Promise<void> =>
  site.onPage(path, options, visit);

const pressShift = async (page: Page, times: number): Promise<void> => {
  for (let each = 0; each < times; each += 1) await page.keyboard.press('Shift');
};

const backLeadsPastThePortal = (page: Page): Promise<void> => site.backLeadsPast(page);

describe('leaving with script', () => {
  for (const language of languages) {
    test(`by one touch, in ${language}`, () =>
      onPage(`/${language}`, {}, async (page) => {
        await page.click('#leave');
        await page.waitForURL(neutral);
        await backLeadsPastThePortal(page);
      }));

    test(`by Shift three times, in ${language}`, () =>
      onPage(`/${language}`, {}, async (page) => {
        await pressShift(page, 2);
        const said = await page.textContent('#said');
        assert.equal(said, await page.getAttribute('#leave', 'data-one'));
        await pressShift(page, 1);
        await page.waitForURL(neutral);
        await backLeadsPastThePortal(page);
      }));
  }

  test('empties the page at once, says so aloud, and does not wait for a slow server', () =>
    onPage('/ar', {}, async (page) => {
      await page.route('**/exit', () => undefined);
      const left = await page.evaluate(() => {
        document.getElementById('leave')?.click();
        return document.body.innerHTML;
      });
      assert.equal(left, '<p role="alert">جارٍ التحميل.</p>');
      await page.waitForURL(neutral, { timeout: 5000 });
      await backLeadsPastThePortal(page);
    }));

  test('does not happen while someone types capital letters', () =>
    onPage('/en', {}, async (page) => {
      for (const letter of ['A', 'B', 'C', 'D']) await page.keyboard.press(`Shift+${letter}`);
      await pressShift(page, 2);
      await page.keyboard.press('x');
      await pressShift(page, 2);
      assert.equal(page.url(), `${home}/en`);
    }));

  test('gives five seconds between presses, then says that time is up', () =>
    onPage('/fr', {}, async (page) => {
      await page.clock.install();
      await page.reload();
      await pressShift(page, 1);
      // The clock also runs by itself: a slow machine has a second to spare.
      await page.clock.runFor(4000);
      await pressShift(page, 1);
      assert.match((await page.textContent('#said')) ?? '', /Encore 1 appui/);
      await page.clock.runFor(5100);
      assert.match((await page.textContent('#said')) ?? '', /Délai écoulé/);
      await page.clock.runFor(5100);
      assert.equal(await page.textContent('#said'), '');
      await pressShift(page, 2);
      assert.equal(page.url(), `${home}/fr`);
    }));

  test('a change of language leaves no step behind', () =>
    onPage('/en', {}, async (page) => {
      await page.click('.tongues summary').then(() => page.click('.tongues a[hreflang=ar]'));
      await page.waitForURL(`${home}/ar`);
      await page.goBack();
      assert.equal(page.url(), earlier);
    }));
});

describe('leaving without script', () => {
  for (const language of languages) {
    test(`by one touch, in ${language}`, () =>
      onPage(`/${language}`, { javaScriptEnabled: false }, async (page) => {
        assert.equal(await page.locator('#hint').isVisible(), false, 'promises a key that does nothing without script');
        await page.locator('main').scrollIntoViewIfNeeded();
        await page.click('#leave');
        await page.waitForURL(neutral);
        assert.equal(await page.textContent('#referrer'), 'nobody');
      }));
  }

  test('by keyboard: the exit is what Tab reaches first', () =>
    onPage('/ar', { javaScriptEnabled: false }, async (page) => {
      await page.keyboard.press('Tab');
      await page.keyboard.press('Enter');
      await page.waitForURL(neutral);
    }));

  test('the languages are one touch away', () =>
    onPage('/', { javaScriptEnabled: false, locale: 'fr-LU' }, async (page) => {
      assert.equal(await page.getAttribute('html', 'lang'), 'fr');
      await page.click('.many a[hreflang=ar]');
      await page.waitForURL(`${home}/ar`);
    }));
});

describe('anyone can use it', () => {
  for (const language of languages)
    for (const width of [320, 768, 1440])
      for (const colorScheme of ['light', 'dark'] as const)
        test(`${language} at ${width}, ${colorScheme}`, () =>
          onPage(`/${language}`, { viewport: { width, height: 800 }, colorScheme }, async (page) => {
            assert.deepEqual(await violations(page), []);
            const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
            assert.ok(overflow <= 0, `${overflow} pixels too wide`);
          }));

  for (const path of ['/', '/ar/nowhere'])
    test(`${path}`, () =>
      onPage(path, { viewport: { width: 320, height: 800 } }, async (page) => {
        assert.deepEqual(await violations(page), []);
      }));

  test('at 400 % zoom the exit stays in reach, and is large enough to hit', () =>
    onPage('/fr', { viewport: { width: 320, height: 256 } }, async (page) => {
      await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
      const box = await page.locator('#leave').boundingBox();
      assert.ok(box && box.y >= 0 && box.y + box.height < 100, 'the exit scrolled away or hides the page');
      for (const link of await page.click('.tongues summary').then(() => page.locator('a').all())) {
        const target = await link.boundingBox();
        assert.ok(target && target.height >= 44, `${await link.textContent()} is too small to touch`);
      }
    }));

  test('in forced colours the buttons keep an edge', () =>
    onPage('/en', { forcedColors: 'active' }, async (page) => {
      for (const button of ['#leave', '.dial'])
        assert.match(
          await page
            .locator(button)
            .first()
            .evaluate((element) => getComputedStyle(element).borderTopStyle),
          /solid/,
        );
    }));

  test('on paper the numbers stay and the exit goes', () =>
    onPage('/en', {}, async (page) => {
      await page.emulateMedia({ media: 'print' });
      assert.equal(await page.locator('#leave').isVisible(), false);
      assert.equal(await page.locator('.dial').first().isVisible(), true);
    }));
});

test('nothing is asked of others, and nothing stays on the device', () =>
  onPage('/en', {}, async (page) => {
    const asked: string[] = [];
    const refused: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (line) => refused.push(line.text()));
    await page.reload({ waitUntil: 'networkidle' });
    assert.deepEqual(
      asked.filter((address) => !address.startsWith(`${home}/`)),
      [],
    );
    assert.deepEqual(refused, [], 'the browser refused something by policy');
    assert.deepEqual(await page.context().cookies(), []);
    assert.equal(await page.evaluate(() => localStorage.length + sessionStorage.length), 0);
    assert.equal(await page.title(), 'Information');
  }));

const nothingIsLeft = async (page: Page, door: string): Promise<void> => {
  await page.click('#leave');
  await page.waitForURL(neutral);
  assert.equal(await page.textContent('#referrer'), 'nobody');
  assert.deepEqual(await page.context().cookies(), []);
  await page.goto(door);
  assert.ok(await page.isVisible('#number'), 'the page opened again without its words');
};

describe('a page of one’s own', () => {
  for (const language of languages)
    test(`anyone can use it, in ${language}`, () =>
      onPage(`/${language}/n`, { viewport: { width: 320, height: 800 } }, async (page) => {
        const door = page.url();
        assert.deepEqual(await violations(page), []);
        await journey.enter(page);
        for (const place of ['', '/1', '/2', '/3', '/4', '/5', '/6']) {
          await page.goto(`${door}${place}`);
          // The pages have one structure in all languages; the tool looks at each in the one that runs the other way.
          if (language === 'ar') assert.deepEqual(await violations(page), [], place);
          const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          assert.ok(overflow <= 0, `${place} is ${overflow} pixels too wide`);
          assert.equal(await page.getAttribute('html', 'dir'), language === 'ar' ? 'rtl' : 'ltr');
        }
        await nothingIsLeft(page, door);
      }));

  test('without script: her days, a message, a consent taken back, and away', () =>
    onPage('/en/n', { javaScriptEnabled: false }, async (page) => {
      const door = page.url();
      await journey.enter(page);
      await page.click('.doors a[href$="/1"]');
      assert.match((await page.textContent('main')) ?? '', /33/);
      await page.click('.back');
      await page.click('.doors a[href$="/4"]');
      assert.equal((await page.textContent('.typed'))?.trim(), hello);
      await page.click('.back');
      await page.click('.doors a[href$="/3"]');
      await page.click('form[action$="/3/a"] button');
      await page.click('form[action$="/3/b"] button');
      await page.waitForSelector('.note.good');
      assert.equal(await page.locator('form[action$="/3/a"]').count(), 0);
      await nothingIsLeft(page, door);
    }));
});
