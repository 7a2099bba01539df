import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { environmentValue } from '../../../src/platform/config.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

type AxeResult = { violations: { id: string; nodes: { target: string[]; failureSummary: string }[] }[] };

/** What axe finds wrong on the page as it stands, a line each: rule, place, what to mend. Default: by every rule. */
export const violationsOf = async (page: Page, rules?: readonly string[]): Promise<readonly string[]> => {
  if (!(await page.evaluate('"axe" in globalThis'))) await page.evaluate(axeSource);
  const chosen = { resultTypes: ['violations'], ...(rules ? { runOnly: { type: 'rule', values: rules } } : {}) };
  const { violations } = (await page.evaluate(`axe.run(${JSON.stringify(chosen)})`)) as AxeResult;
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')} ${failureSummary}`),
  );
};

const isWiderThanScreen = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** Keeps a picture of the whole page when `JOURNEY_PICTURES` names a folder; does nothing otherwise. */
export const picture = async (page: Page, name: string): Promise<void> => {
  const folder = environmentValue('JOURNEY_PICTURES');
  if (!folder) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
};

/** Everybody can read the page as it stands: nothing for axe to find (by some rules, or all), nothing beyond the screen's edge. */
export const axeCheck = async (page: Page, name = page.url(), rules?: readonly string[]): Promise<void> => {
  await picture(page, name.replace(/^https?:\/\/[^/]+/, '').replace(/[^\w-]+/g, '-'));
  assert.deepEqual(await violationsOf(page, rules), [], name);
  assert.equal(await isWiderThanScreen(page), false, `${name} is wider than the screen`);
};

/** How a screen is looked at: the widths of a telephone, a tablet and a desk, in light and in dark. */
export const looks = [320, 768, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ name: `${width}-${colorScheme}`, width, colorScheme })),
);

/** Rules whose answer depends on the colours; the others say the same in dark as in light. */
export const colourRules = ['color-contrast', 'link-in-text-block'] as const;

/** The page that `show` opens, in every look: each width read by axe in light, its colours again in dark. */
export const checkEveryLook = async (
  { browser, options = {} }: { readonly browser: Browser; readonly options?: BrowserContextOptions },
  name: string,
  show: (page: Page) => Promise<unknown>,
): Promise<void> => {
  const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
  const page = await context.newPage();
  await show(page);
  for (const { name: look, width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme });
    await axeCheck(page, `${name}-${look}`, colorScheme === 'dark' ? colourRules : undefined);
  }
  await context.close();
};
