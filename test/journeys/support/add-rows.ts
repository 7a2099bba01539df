import assert from 'node:assert/strict';
import type { BrowserContext, Page } from 'playwright-core';

/** Adds rows to the groups of the gallery's form with the keyboard and the mouse, and takes one away again, which asks the server. */
export const addRows = async (
  context: BrowserContext,
  address: string,
  violations: (page: Page) => Promise<readonly string[]>,
): Promise<void> => {
  const page = await context.newPage();
  await page.goto(address);
  const sent: string[] = [];
  page.on('request', (it) => void (it.method() === 'POST' && !it.url().endsWith('/draft') && sent.push(it.url())));
  const focused = () => page.evaluate('document.activeElement.id');
  const rows = page.locator('#places > .row');
  const [button, inner] = [
    page.locator('#places > [name="_add"]'),
    page.locator('[id="places.2.people"] > [name="_add"]'),
  ];
  await page.fill('[name="places.0.description"]', 'Shed');
  await button.focus();
  await page.keyboard.press('Enter');
  assert.deepEqual([await rows.count(), await focused()], [3, 'places.2']);
  assert.equal(await rows.nth(2).locator('> legend').textContent(), 'Place 3');
  assert.equal(await page.inputValue('[name="places.2.description"]'), '');
  await page.fill('[id="places.2.country"]', 'cote');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await inner.click();
  assert.deepEqual([await focused(), await inner.isVisible()], ['places.2.people.1', false]);
  assert.match((await page.locator('[id="places.2.people"]').textContent()) ?? '', /Person 2.*There can be 2 at most/s);
  await page.fill('[name="places.2.people.1.person"]', 'The driver');
  await button.click();
  assert.deepEqual([await rows.count(), await button.isVisible()], [4, false]);
  assert.deepEqual([await violations(page), sent], [[], []]);
  await page.click('[name="_remove"][value="places.1"]');
  assert.equal(await rows.count(), 3);
  assert.equal(await page.inputValue('[name="places.1.people.1.person"]'), 'The driver');
  assert.equal(await page.locator('select[name="places.1.country"]').inputValue(), 'CI');
  await context.close();
};
