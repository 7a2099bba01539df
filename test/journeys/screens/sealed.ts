import { generateKeyPairSync } from 'node:crypto';
import type { Page } from 'playwright-core';
import { systemClock } from '../../../src/platform/clock.ts';
import { fingerprintOf } from '../../../src/platform/sealing/packet.ts';
import { press, stepInAs } from '../support/index.ts';
import { type, send } from '../thread/pages.ts';

const body = 'INFOTRAITE';

const unfold = async (page: Page): Promise<void> => {
  for (const summary of await page.locator('main details:not([open]) > summary').all()) await summary.click();
};

/** Enters the key of a body abroad; a colleague types the digits that the body read aloud. */
const enterKey = async (page: Page): Promise<void> => {
  const key = generateKeyPairSync('x25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32);
  await page.goto('/recipients');
  await unfold(page);
  await page.locator('main form:has([name="public_key"]) input[type="radio"]').first().check({ force: true });
  await page.fill('[name="public_key"]', key.toString('base64'));
  await press(page, 'main form:has([name="public_key"]) button');
  await stepInAs(page, 'coteh_worker', body);
  await page.goto('/recipients');
  await unfold(page);
  await page.fill('[name="read_aloud"]', fingerprintOf(key));
  await press(page, 'main form:has([name="read_aloud"]) button');
  await stepInAs(page, 'savteh_worker', body);
};

/** The person says yes to that body, for her name. */
const agree = async (page: Page, path: string): Promise<void> => {
  await page.goto(path);
  const [year = '', month = '', day = ''] = systemClock.today('Europe/Luxembourg').split('-');
  await page.selectOption('[name="chosen_body"]', { index: 1 }, { force: true });
  await page.selectOption('[name="interpreter"]', { index: 2 }, { force: true });
  await type(page, {
    ...{ no_explained: 'yes', answer: 'given', agreed_parts: 'identity', age_said: 'adult', given_by: 'person' },
    ...{ 'given_on.day': day, 'given_on.month': month, 'given_on.year': year, method: 'oral', language: 'pt' },
  });
  await press(page, 'main form > button, main form > .actions button');
};

/** A packet sealed for a body abroad, from the key to the file; it ends on the page of the packet. */
export const sealForAbroad = async (page: Page): Promise<void> => {
  await enterKey(page);
  await page.goto('/assistance?show=mine');
  const file = await page.locator('main tbody a[href^="/cases/"]').first().getAttribute('href');
  const caseId = file?.split('/')[2] ?? '';
  await agree(page, `/cases/${caseId}/consents/ask/onward_abroad`);
  await page.goto(`/cases/${caseId}/sealed`);
  await page.locator('main [name="packet_to"]').first().check({ force: true });
  await send(page, `/cases/${caseId}/sealed`, { packet_facts: 'name' });
};
