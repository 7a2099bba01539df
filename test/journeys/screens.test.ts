import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Page } from 'playwright-core';
import type { DirectoryTools } from '../../src/rooms/directory/index.ts';
import { staffScreens } from '../../src/main/staff/screens.ts';
import { axeCheck, type Journey, looks, startJourney, stepInAs } from './support/index.ts';

/**
 * Every staff page that the personas come to by following links: nothing for axe to find, nothing wider than the screen,
 * no answer of 500 or more. One page stands for all of the same address pattern, whoever sees it first.
 */
let journey: Journey;
before(async () => {
  journey = await startJourney();
});
after(() => journey.close());

/** Personas in the order in which they meet the pages; the first to reach a page has it checked. */
const personas = [
  'labour_inspector',
  'judicial_police_officer',
  'prosecutor',
  'investigating_judge',
  'savteh_worker',
  'permit_officer',
  'return_officer',
  'asylum_interviewer',
  'national_coordinator',
  'data_protection_officer',
  'administrator',
];

/** How many pages a persona may look at, and how many links of one pattern are worth a look when the first leads nowhere new. */
const most = 60;

/** Address patterns of all pages that are opened by following a link. */
const patternsOf = (): readonly string[] => {
  const tools = { vault: {}, database: {}, profile: journey.profile, draftKey: Buffer.alloc(32), demonstration: true };
  const screens = staffScreens({ ...tools, siteName: 'Test' } as unknown as DirectoryTools & never);
  return screens.filter(({ method }) => method === 'GET').map(({ path }) => path);
};

/** The pattern of an address; one with fixed words goes before one with a place to fill. */
const patternFor = (patterns: readonly string[], path: string): string | undefined =>
  patterns.includes(path)
    ? path
    : patterns.find((pattern) => new RegExp(`^${pattern.replace(/:[^/]+/g, '[^/]+')}$`).test(path));

const linksOn = async (page: Page): Promise<readonly string[]> => {
  const all = await page
    .locator('a[href^="/"]')
    .evaluateAll((links) => links.map((it) => it.getAttribute('href') ?? ''));
  return [...new Set(all.map((href) => href.replace(/[?#].*/, '')))].filter((path) => !/\.\w+$/.test(path));
};

const isWider = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

/** The looks in which axe reads the page; in the others only its width is measured. */
const readIn = new Set(['320-light']);

const checkLooks = async (page: Page, name: string): Promise<readonly string[]> => {
  const wrong: string[] = [];
  for (const { name: look, width, colorScheme } of looks) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (readIn.has(look))
      await axeCheck(page, `${name}-${look}`).catch((it: unknown) =>
        wrong.push(it instanceof Error ? it.message : String(it)),
      );
    else if (await isWider(page)) wrong.push(`${name} is wider than the screen at ${look}`);
  }
  return wrong;
};

type Sweep = { readonly patterns: readonly string[]; readonly seen: Set<string>; readonly wrong: string[] };

const visitOne = async (page: Page, path: string, sweep: Sweep): Promise<readonly string[]> => {
  const answer = await page.goto(path);
  if (answer === null || answer.status() >= 500) sweep.wrong.push(`${path} answered ${answer?.status()}`);
  if (answer?.status() !== 200) return [];
  const pattern = patternFor(sweep.patterns, new URL(page.url()).pathname);
  if (pattern !== undefined && !sweep.seen.has(pattern)) {
    sweep.seen.add(pattern);
    // Said at once: a sweep that is cut off has still told what it found.
    const wrong = await checkLooks(page, pattern);
    for (const one of wrong) process.stdout.write(`${one}\n`);
    sweep.wrong.push(...wrong);
  }
  return linksOn(page);
};

/** Follows links from the first page, one of each pattern not seen yet by this persona. */
const sweepAs = async (page: Page, sweep: Sweep): Promise<void> => {
  const followed = new Set<string>();
  const waiting = ['/', ...sweep.patterns.filter((pattern) => !pattern.includes(':') && pattern !== '/')];
  let visits = 0;
  while (visits < most) {
    const path = waiting.shift();
    if (path === undefined) return;
    const pattern = patternFor(sweep.patterns, path);
    if (pattern === undefined || followed.has(pattern) || (pattern.includes(':') && sweep.seen.has(pattern))) continue;
    followed.add(pattern);
    if (sweep.seen.has(pattern) && !/^\/[^/]*$/.test(pattern)) continue;
    visits += 1;
    waiting.push(...(await visitOne(page, path, sweep)));
  }
};

/** Pages without a link: typed by hand, shown once, or only before signing in (their own journeys open those). */
const withoutLink = /^\/(activate|sign-in|step-in|api|reviews)|\/open$|\/autosave$/;

test('every page that a persona can reach reads well at every width', async () => {
  const sweep: Sweep = { patterns: patternsOf(), seen: new Set(), wrong: [] };
  for (const role of personas)
    await journey.visit(async (page) => {
      page.setDefaultTimeout(20_000);
      page.on('dialog', (dialog) => void dialog.accept());
      await stepInAs(page, role);
      await sweepAs(page, sweep);
    });
  assert.deepEqual(sweep.wrong, []);
  const unseen = sweep.patterns.filter((pattern) => !sweep.seen.has(pattern) && !withoutLink.test(pattern));
  process.stdout.write(
    `${sweep.seen.size} of ${sweep.patterns.length} pages looked at; not reached: ${unseen.join(' ') || 'none'}\n`,
  );
  assert.ok(sweep.seen.size >= 40, `only ${sweep.seen.size} pages were reached`);
});
