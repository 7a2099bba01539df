import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { axeCheck } from '../support/index.ts';
import { said, send } from './pages.ts';

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
