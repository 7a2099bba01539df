import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { violations } from './support/axe.ts';
import { type PortalSite, portalSite } from './support/portal-site.ts';

let site: PortalSite;

before(async () => {
  site = await portalSite();
});
after(() => site.close());

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);

// The pages share one structure: these have every kind of part there is.
const ofEveryKind = ['0', '1', '2', '3', '9', '14', 'figures'];

test('the pages are open to everyone: looked at in Arabic, dark, at 320 pixels, all that folds unfolded', () =>
  site.onPage('/ar', { viewport: { width: 320, height: 800 }, colorScheme: 'dark' }, async (page) => {
    for (const place of ofEveryKind) {
      await page.goto(`${site.home}/ar/${place}`);
      for (const folded of await page.locator('main summary').all()) await folded.click();
      assert.deepEqual(await violations(page), [], `/ar/${place}`);
      assert.ok((await overflow(page)) <= 0, `/ar/${place} is too wide`);
    }
  }));

test('no page is too wide in the language of the longest words, large and small, with the languages unfolded', () =>
  site.onPage('/de', { viewport: { width: 320, height: 800 } }, async (page) => {
    await page.click('.tongues summary');
    assert.ok((await overflow(page)) <= 0);
    for (let place = 0; place <= 14; place += 1) {
      await page.goto(`${site.home}/de/${place}`);
      assert.ok((await overflow(page)) <= 0, `/de/${place} is too wide`);
    }
  }));

describe('the copy in the browser', () => {
  test('is kept when somebody presses for it, opens without network, and leaving takes it away', () =>
    site.onPage('/ar/14', {}, async (page) => {
      await page.locator('.ways a[href="/ar/14/c"]').click();
      await page.waitForURL(`${site.home}/ar/14/c`);
      const held = () =>
        page.evaluate(async () => [
          (await caches.keys()).length,
          (await navigator.serviceWorker.getRegistrations()).length,
        ]);
      await page.locator('#keep-do').waitFor();
      assert.deepEqual(await held(), [0, 0], 'nothing before');
      assert.deepEqual(await violations(page), []);
      await page.click('#keep-do button');
      await page.locator('#keep-remove').waitFor();
      assert.deepEqual(await held(), [1, 1]);
      await page.context().setOffline(true);
      await page.reload();
      assert.match((await page.textContent('main')) ?? '', /27 36 56 46/);
      assert.equal(await page.locator('#leave').getAttribute('href'), 'about:blank');
      assert.equal(await page.locator('footer nav').isVisible(), false, 'ways that lead nowhere now');
      await page.click('#leave');
      await page.waitForURL('about:blank');
      await page.context().setOffline(false);
      await page.goto(`${site.home}/ar/14/c`);
      await page.locator('#keep-do').waitFor();
      assert.deepEqual(await held(), [0, 0]);
    }));

  test('without script says so, and leads to the file', () =>
    site.onPage('/uk/14/c', { javaScriptEnabled: false }, async (page) => {
      assert.equal(await page.locator('#keep-do').isVisible(), false);
      assert.ok(await page.locator('#keep-cannot a[download]').isVisible());
    }));
});

describe('the self-check, without script', () => {
  test('is reached by way of the page that explains the exit, and decides nothing', () =>
    site.onPage('/en', { javaScriptEnabled: false }, async (page) => {
      await page.locator('.tile').first().click();
      assert.match((await page.textContent('main')) ?? '', /red button/);
      await page.locator('.ways .dial').click();
      await page.waitForURL(`${site.home}/en/1`);
      assert.match((await page.textContent('main')) ?? '', /does not decide anything/);
    }));

  test('sends nothing and keeps nothing', () =>
    site.onPage('/en/1', { javaScriptEnabled: false }, async (page) => {
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.locator('main summary').first().click();
      const box = page.locator('.signs input').first();
      await box.check();
      assert.deepEqual(asked, []);
      await page.locator('.clear a').click();
      await page.waitForLoadState();
      assert.equal(await page.locator('.signs input:checked').count(), 0);
      assert.deepEqual(
        asked.filter((address) => !/\/en\/1$|page\.js$|favicon\.ico$/.test(address)),
        [],
      );
    }));

  test('can be used and left by keyboard', () =>
    site.onPage('/fr/1', { javaScriptEnabled: false }, async (page) => {
      await page.locator('main summary').first().focus();
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('Space');
      assert.equal(await page.locator('.signs input:checked').count(), 1);
      await page.click('#leave');
      await page.waitForURL(site.neutral);
      assert.equal(await page.textContent('#referrer'), 'nobody');
    }));
});

describe('reading from page to page', () => {
  test('leaves one step: Back leads past the site after leaving', () =>
    site.onPage('/ar', {}, async (page) => {
      await page.click('.tile[href="/ar/3"]');
      await page.waitForURL(`${site.home}/ar/3`);
      await page.click('.tile[href="/ar/2"]');
      await page.waitForURL(`${site.home}/ar/2`);
      await page.click('#leave');
      await page.waitForURL(site.neutral);
      await site.backLeadsPast(page);
    }));

  test('a change of language stays on the page, without script too', () =>
    site.onPage('/en/4', { javaScriptEnabled: false }, async (page) => {
      await page.click('.tongues summary');
      await page.click('.tongues a[hreflang=fr]');
      await page.waitForURL(`${site.home}/fr/4`);
      assert.equal(await page.getAttribute('html', 'lang'), 'fr');
    }));
});
