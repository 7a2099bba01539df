import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { axeCheck } from '../support/index.ts';
import { press, said, send } from './pages.ts';

/** Reads the text out and records that the person agreed; what *no* means stands before the answer. */
export const agreeToSupport = async (page: Page, file: string): Promise<void> => {
  const place = `${file}/consents/ask/support`;
  await page.goto(place);
  const text = await said(page);
  assert.ok(text.indexOf('You can say no') < text.indexOf('What did the person answer'), 'what no means comes first');
  await axeCheck(page, 'thread-consent');
  await send(page, '/consents/ask/support', {
    ...{ no_explained: 'yes', answer: 'given', agreed_parts: ['identity'], age_said: 'adult', given_by: 'person' },
    ...{ 'given_on.day': '20', 'given_on.month': '11', 'given_on.year': '2025', method: 'written' },
    ...{ language: 'uk', interpreter: 'professional_present' },
  });
  assert.match(await said(page), /The answer is saved/);
};

/** The person changes her mind: what stays and by which law is said first, then one button takes the consent back. */
export const takeBack = async (page: Page, file: string): Promise<void> => {
  await page.goto(`${file}/consents`);
  const record = await page.locator('main tbody a').first().getAttribute('href');
  await page.goto(`${record}/withdraw`);
  assert.match(await said(page), /cannot be called back[\s\S]*What stays, and by which law/);
  await axeCheck(page, 'thread-withdrawal');
  await send(page, '/withdraw', {
    ...{ 'withdrawn_on.day': '20', 'withdrawn_on.month': '11', 'withdrawn_on.year': '2025', method: 'oral' },
  });
  assert.match(await said(page), /The consent is taken back/);
};

/** The service has lost the case at once, reads in general words what happened, and confirms that it stopped. */
export const stopUsing = async (page: Page, file: string): Promise<void> => {
  assert.equal((await page.goto(file))?.status(), 404);
  await page.goto('/withdrawals');
  await axeCheck(page, 'thread-withdrawals');
  await press(page, 'main form[action^="/withdrawals/"] button');
  assert.match(await said(page), /your body stopped/);
};
