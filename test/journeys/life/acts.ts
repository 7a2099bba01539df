import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { addDays, systemClock } from '../../../src/platform/clock.ts';
import { type Journey, picture, stepInAs } from '../support/index.ts';
import { type Answers, said, speak, type } from '../thread/pages.ts';

/** Everybody who has a part in this life: a role, and the body where several have that role. */
const personas = {
  inspector: ['labour_inspector', 'ITM'],
  police: ['judicial_police_officer', 'SPJ'],
  service: ['savteh_worker', 'INFOTRAITE'],
  house: ['house_worker', 'INFOTRAITE'],
  permits: ['permit_officer', 'DGI'],
  returns: ['return_officer', 'DGI-RET'],
} as const;

/** The people of a life, each in a window of her own, on the days of the demonstration's clock. */
export type Stage = {
  /** The window of a persona, who steps in again when days have passed and signed her out. */
  readonly as: (who: keyof typeof personas) => Promise<Page>;
  /** Moves the clock so many days from today, and waits until everybody goes by it. */
  readonly day: (days: number) => Promise<void>;
  /** Answers to a question for a day, so many days from today. */
  readonly on: (name: string, days: number) => Answers;
  readonly close: () => Promise<void>;
};

const windowOf = async (journey: Journey, windows: BrowserContext[]): Promise<Page> => {
  const context = await journey.browser.newContext(journey.staff);
  windows.push(context);
  context.setDefaultTimeout(15_000);
  const page = await context.newPage();
  page.on('response', (it) => assert.ok(it.status() < 500, `${it.url()} answered ${it.status()}`));
  return page;
};

/** Opens the stage on a running program. */
export const openStage = (journey: Journey): Stage => {
  const windows: BrowserContext[] = [];
  const pages = new Map<string, Page>();
  const inside = new Set<string>();
  const today = systemClock.today(journey.profile.timeZone);
  return {
    as: async (who) => {
      const page = pages.get(who) ?? (await windowOf(journey, windows));
      pages.set(who, page);
      if (inside.has(who)) return page;
      const [role, body] = personas[who];
      await stepInAs(page, role, body);
      await speak(page, 'en');
      inside.add(who);
      return page;
    },
    day: async (days) => {
      const { code, text } = await journey.ariane('clock', String(days));
      assert.equal(code, 0, text);
      inside.clear();
      // Each process reads the clock once a second.
      await pause(1100);
    },
    on: (name, days) => {
      const [year = '', month = '', day = ''] = addDays(today, days).split('-');
      return { [`${name}.year`]: year, [`${name}.month`]: String(Number(month)), [`${name}.day`]: String(Number(day)) };
    },
    close: async () => {
      for (const context of windows) await context.close();
    },
  };
};

/** Presses a button of the open page by its words, after giving answers, and waits for the page it leads to. */
export const pressed = async (page: Page, words: string, answers: Answers = {}): Promise<void> => {
  await page.evaluate(() => {
    for (const one of document.querySelectorAll('main details')) one.setAttribute('open', '');
  });
  await type(page, answers);
  const button = page.locator('main form button:visible', { hasText: words }).first();
  await Promise.all([page.waitForEvent('domcontentloaded'), button.click()]);
};

/** Opens a page and presses a button of it: an act that has to succeed, so the page then complains of nothing. */
export const act = async (page: Page, place: string, words: string, answers: Answers = {}): Promise<string> => {
  await page.goto(place);
  await pressed(page, words, answers);
  assert.deepEqual(await page.locator('.error-summary').allInnerTexts(), [], place);
  return said(page);
};

/** What a persona reads at an address; also kept as a picture when pictures are wanted. */
export const reads = async (page: Page, place: string, name?: string): Promise<string> => {
  await page.goto(place);
  if (name !== undefined) await picture(page, `life-${name}`);
  return said(page);
};

/** An address that is not for this persona, whatever is there. */
export const closedTo = async (page: Page, ...places: readonly string[]): Promise<void> => {
  for (const place of places) {
    const status = (await page.goto(place))?.status() ?? 0;
    assert.ok(status === 403 || status === 404, `${place} answered ${status}`);
  }
};

/** Where the first link of the open page leads that begins so. */
export const wayTo = async (page: Page, begins: string): Promise<string> => {
  const all = await page
    .locator(`main a[href^="${begins}"]`)
    .evaluateAll((them) => them.map((it) => it.getAttribute('href')));
  const found = all.find((it) => /[0-9a-f-]{36}/.test(it ?? ''));
  assert.ok(found, `no way to ${begins}: ${await said(page)}`);
  return found;
};
