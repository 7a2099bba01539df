import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { violations } from './support/axe.ts';
import { type MessageJourney, messageJourney, png } from './support/messages.ts';
import { type PortalSite, portalSite } from './support/portal-site.ts';

/**
 * J6 as it happens: somebody writes without a name, on a telephone 360 pixels wide, and comes back for the answer, while the service
 * works on its own pages. Once without script and in Persian, once with script and in Arabic.
 */
let journey: MessageJourney;
let site: PortalSite;

before(async () => {
  journey = await messageJourney();
  site = await portalSite({ messages: journey.messages });
});
after(async () => {
  await site.close();
  await journey.close();
});

/** Digits as they stand on a keyboard of the language. */
const inDigits = (digits: string, zero: number): string =>
  [...digits].map((digit) => String.fromCodePoint(zero + Number(digit))).join('');
const [persian, arabic] = [0x6f0, 0x660];

const press = async (page: Page, button = 'main form button'): Promise<void> => {
  await Promise.all([page.waitForEvent('load'), page.locator(button).first().click()]);
};
const note = async (page: Page): Promise<string> =>
  (await page.locator('main .note').first().textContent())?.trim() ?? '';
const placeOf = (page: Page): string => page.url().slice(site.home.length);
const codeOn = async (page: Page): Promise<string> =>
  ((await page.textContent('main p.digits')) ?? '').replaceAll(/\D/g, '');

/** Nothing is too wide, and it reads from right to left. */
const fits = async (page: Page): Promise<void> => {
  const { width, direction } = await page.evaluate(() => ({
    width: document.documentElement.scrollWidth - window.innerWidth,
    direction: getComputedStyle(document.documentElement).direction,
  }));
  assert.ok(width <= 0, `${placeOf(page)} is ${width} pixels too wide`);
  assert.equal(direction, 'rtl');
};

const comesBack = async (page: Page, language: string, number: string): Promise<void> => {
  await page.goto(`${site.home}/${language}/m`);
  await page.click('.doors a[href$="/m/6"]');
  await page.fill('#number', number);
  await press(page);
};

const asked = 'نمی‌توانم از اینجا بروم. گذرنامه‌ام پیش رئیس است.';
const answered = 'ما اینجا هستیم. فردا ساعت ده زنگ بزنید.';

describe('a message without a name', () => {
  test('in Persian, without script: sent, its code kept, left, answered, read, written once more, erased', () =>
    site.onPage('/fa/m', { javaScriptEnabled: false }, async (page) => {
      assert.deepEqual(await page.context().cookies(), [], 'no cookie before something is sent');
      await fits(page);
      await page.click('.doors a[href$="/m/1"]');
      const film = Buffer.alloc(10 * 1024 * 1024, 7);
      await page.setInputFiles('#file', { name: 'film.mp4', mimeType: 'video/mp4', buffer: film });
      await press(page);
      assert.equal(await note(page), journey.says('fa', 'msg.wrong.unread'), 'answered, though it is not read');
      await press(page);
      assert.equal(await note(page), journey.says('fa', 'own.wrong.empty'));
      assert.equal(await page.getAttribute('#text', 'aria-invalid'), 'true');
      await page.fill('#text', asked);
      await page.setInputFiles('#file', { name: 'program.png', mimeType: 'image/png', buffer: Buffer.from('MZ …') });
      await press(page);
      assert.equal(await note(page), journey.says('fa', 'msg.wrong.file'), 'what the file really is counts');
      assert.equal(await page.inputValue('#text'), asked, 'what was typed stays');
      await page.setInputFiles('#file', { name: 'IMG_7.png', mimeType: 'image/png', buffer: png });
      await press(page);
      assert.equal(placeOf(page), '/fa/m/5');
      await fits(page);
      const code = await codeOn(page);
      assert.match(code, /^\d{20}$/);
      await page.fill('#last', inDigits(code.endsWith('0000') ? '1111' : '0000', persian));
      await press(page);
      assert.equal(await note(page), journey.says('fa', 'msg.kept.wrong'));
      assert.equal(await codeOn(page), code, 'shown until it was kept');
      await page.fill('#last', inDigits(code.slice(-4), persian));
      await press(page);
      assert.equal(placeOf(page), '/fa/m/6?d=2');
      await page.click('#leave');
      await page.waitForURL(site.neutral);
      assert.deepEqual(await page.context().cookies(), [], 'the exit takes the visit with it');

      const conversation = await journey.findOpen();
      const opened = await journey.open(conversation);
      assert.ok(opened.includes(asked) && opened.includes('/files/'), 'text and picture reached the service');
      await journey.answer(conversation, answered);

      await comesBack(page, 'fa', '1234 5678 9012 3456 7890');
      assert.equal(await note(page), journey.says('fa', 'own.wrong.digit'));
      await comesBack(page, 'fa', inDigits('0'.repeat(20), persian));
      assert.equal(await note(page), journey.says('fa', 'msg.wrong.shut'), 'a guessed code opens nothing');
      await comesBack(page, 'fa', inDigits(code, persian).replaceAll(/(.{4})/g, '$1 '));
      assert.deepEqual(
        (await page.locator('main .typed').allTextContents()).map((one) => one.trim()),
        [answered, asked],
      );
      await fits(page);
      await page.fill('#text', 'سپاسگزارم');
      await press(page, 'main form[action$="/8"] button');
      assert.equal(await note(page), journey.says('fa', 'own.done.sent'));
      assert.ok((await journey.open(conversation)).includes('سپاسگزارم'));
      await page.click('main a[href$="/9"]');
      await press(page);
      assert.equal(await note(page), journey.says('fa', 'msg.erased'));
      await comesBack(page, 'fa', code);
      assert.equal(await note(page), journey.says('fa', 'msg.wrong.shut'));
      assert.equal(await journey.isThere(conversation), false, 'and the service has it no more');
    }));

  test('in Arabic, with script: the browser’s work lets it through where the slow lane is full, and each page is open to everyone', () =>
    site.onPage('/ar/m', { viewport: { width: 320, height: 800 }, colorScheme: 'dark' }, async (page) => {
      const looksRight = async (): Promise<void> => {
        await fits(page);
        assert.deepEqual(await violations(page), [], placeOf(page));
      };
      journey.fillSlowLane();
      await looksRight();
      for (const door of [1, 2, 3, 4]) {
        await page.goto(`${site.home}/ar/m/${door}`);
        await looksRight();
      }
      await page.fill('#address', 'https://example.org/1');
      await page.fill('#text', 'تبدو صغيرة السن');
      await page.waitForFunction("document.querySelector('input[name=w]').value !== ''");
      await press(page);
      assert.equal(placeOf(page), '/ar/m/5');
      await looksRight();
      const code = await codeOn(page);
      await page.fill('#last', inDigits(code.slice(-4), arabic));
      await press(page);
      await looksRight();
      assert.match((await page.textContent('main .typed')) ?? '', /https:\/\/example\.org\/1[\s\S]*تبدو صغيرة السن/);
      await page.goto(`${site.home}/ar/m/9`);
      await looksRight();
      await page.click('#leave');
      await page.waitForURL(site.neutral);
      await comesBack(page, 'ar', inDigits('0'.repeat(19), arabic));
      assert.equal(await note(page), journey.says('ar', 'own.wrong.length'));
      await looksRight();
    }));
});
