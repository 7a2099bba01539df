import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { axeCheck } from '../support/index.ts';
import { press, said, send } from './pages.ts';
import { born } from './writing.ts';

/** What the vault takes into search waits half a minute at most; sixty searches an hour are allowed. */
const mostSearches = 20;
const pause = 3000;

/** Finds a person of one's own body by name and birth, opens the case from the hit, and gives the case's path. */
export const findAndOpen = async (page: Page, person_name: string): Promise<string> => {
  const hit = page.locator('main a[href^="/cases/"]:not([href="/cases/search"])');
  for (let search = 0; search < mostSearches; search += 1) {
    if (search > 0) await page.waitForTimeout(pause);
    await page.goto('/cases/search');
    await press(page, 'main a[href="/cases/find"]');
    await send(page, '/cases/find', { person_name, ...born, purpose: 'investigate' });
    assert.ok(!page.url().includes(person_name.split(' ')[0] ?? ''), 'no address holds a name');
    if ((await hit.count()) > 0) break;
  }
  assert.equal(await hit.count(), 1, await said(page));
  await axeCheck(page, 'thread-found');
  await press(page, 'main a[href^="/cases/"]:not([href="/cases/search"])');
  return new URL(page.url()).pathname;
};
