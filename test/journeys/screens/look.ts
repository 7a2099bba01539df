import type { Page } from 'playwright-core';
import { colourRules, picture, violationsOf } from '../support/index.ts';

const isWider = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

const atWidth = async (page: Page, width: number): Promise<readonly string[]> => {
  await page.setViewportSize({ width, height: 900 });
  return (await isWider(page)) ? [`wider than a screen of ${width} px`] : [];
};

const inColours = async (
  page: Page,
  name: string,
  colours: { readonly colorScheme?: 'light' | 'dark'; readonly forcedColors?: 'active' | 'none' },
): Promise<readonly string[]> => {
  await page.emulateMedia(colours);
  return (await violationsOf(page, colourRules)).map((it) => `${name}: ${it}`);
};

/**
 * What is wrong with the page as it stands, a line each: its width on a desk, a tablet and a telephone; on the telephone
 * all that axe finds in light, and what colours may spoil in dark and in the reader's own colours. Leaves the page on a
 * desk in light.
 */
export const faultsOf = async (page: Page, name: string): Promise<readonly string[]> => {
  const widths = [...(await atWidth(page, 1440)), ...(await atWidth(page, 768)), ...(await atWidth(page, 320))];
  await picture(page, name.replace(/[^\w-]+/g, '-').replace(/^-/, ''));
  const light = await violationsOf(page);
  const dark = await inColours(page, 'dark', { colorScheme: 'dark' });
  const forced = await inColours(page, 'own colours', { colorScheme: 'light', forcedColors: 'active' });
  await page.emulateMedia({ forcedColors: 'none' });
  await page.setViewportSize({ width: 1440, height: 900 });
  return [...widths, ...light, ...dark, ...forced].map((fault) => `${name} ${fault}`);
};
