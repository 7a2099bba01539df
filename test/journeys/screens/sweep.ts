import type { Page } from 'playwright-core';
import { faultsOf } from './look.ts';

/** What was looked at so far, by whoever came first, and what was wrong. */
export type Sweep = {
  /** Address patterns of all pages. */
  readonly patterns: readonly string[];
  readonly seen: Set<string>;
  readonly wrong: string[];
};

/** The pattern of an address; one with fixed words goes before one with a place to fill. */
const patternFor = (patterns: readonly string[], path: string): string | undefined =>
  patterns.includes(path)
    ? path
    : patterns.find((pattern) => new RegExp(`^${pattern.replace(/:[^/]+/g, '[^/]+')}$`).test(path));

const pathOf = (address: string): string => address.replace(/[?#].*/, '');

const linksOn = async (page: Page): Promise<readonly string[]> => {
  const all = await page
    .locator('a[href^="/"]:not([download])')
    .evaluateAll((links) => links.map((it) => it.getAttribute('href') ?? ''));
  return [...new Set(all.map(pathOf))];
};

/** Looks at the open page, once for each name, and says at once what is wrong: a sweep that is cut off has told what it found. */
export const lookAt = async (page: Page, name: string, sweep: Sweep): Promise<void> => {
  if (sweep.seen.has(name)) return;
  sweep.seen.add(name);
  const faults = await faultsOf(page, name);
  for (const fault of faults) process.stdout.write(`${fault}\n`);
  sweep.wrong.push(...faults);
};

/** Pages that lead to others as the state of their thing allows, so that one of a kind is not enough: how many are opened. */
const several: Readonly<Record<string, number>> = {
  '/received/:reportId': 6,
  '/cases/:caseId': 3,
  '/cases/:caseId/identification': 4,
  // The first of the police may be of somebody nobody asked yet; who came by consent was asked.
  '/cases/:caseId/consents': 4,
  // A call is open and written, handed on, or closed.
  '/calls/:callId': 4,
  // What a support offers depends on how far it is: consent, assessments, a plan, an end.
  '/cases/:caseId/assistance': 6,
  '/stays/:noticeId': 8,
  // Only a page that is open can be closed.
  '/cases/:caseId/own-page': 4,
  // What may be done to a house stands on the page of whose it is.
  '/houses/:houseId': 6,
  '/rights/:requestId': 4,
  // Only a correction that was agreed has texts to correct.
  '/cases/:caseId/rights/:requestId': 4,
  '/reports/:reportId': 8,
  // Only persons who were asked about matching have an answer to open.
  '/reports/:reportId/persons/:personId/consents': 6,
};

type Way = { readonly waiting: string[]; readonly opened: Map<string, number>; readonly followed: Set<string> };

/** A list that is empty for who came first may have rows for another: it is opened again while what its rows lead to is unseen. */
const leadsToUnseen = (pattern: string, { patterns, seen }: Sweep): boolean =>
  patterns.some((one) => one.startsWith(`${pattern}/:`) && !seen.has(one));

const isWorthOpening = (pattern: string, sweep: Sweep, way: Way): boolean => {
  const opened = way.opened.get(pattern) ?? 0;
  if (opened === 0 && leadsToUnseen(pattern, sweep)) return true;
  return sweep.seen.has(pattern) ? opened < (several[pattern] ?? 0) : opened === 0;
};

const openOne = async (page: Page, path: string, pattern: string, { sweep, way }: { sweep: Sweep; way: Way }) => {
  const answer = await page.goto(path);
  if (answer === null || answer.status() >= 500) sweep.wrong.push(`${path} answered ${answer?.status()}`);
  if (answer?.status() !== 200) return;
  const shown = patternFor(sweep.patterns, new URL(page.url()).pathname) ?? pattern;
  await lookAt(page, shown, sweep);
  way.waiting.push(...(await linksOn(page)));
};

/** Follows links from the starts; opens every kind of page that nobody has seen yet, and a few that lead further. */
export const sweepFrom = async (page: Page, starts: readonly string[], sweep: Sweep): Promise<void> => {
  const way: Way = { waiting: [], opened: new Map(), followed: new Set() };
  const open = async (path: string, isStart: boolean): Promise<void> => {
    const pattern = patternFor(sweep.patterns, pathOf(path));
    if (pattern === undefined || way.followed.has(path)) return;
    if (!isStart && !isWorthOpening(pattern, sweep, way)) return;
    way.followed.add(path);
    way.opened.set(pattern, (way.opened.get(pattern) ?? 0) + 1);
    await openOne(page, path, pattern, { sweep, way });
  };
  for (const path of starts) await open(path, true);
  for (let path = way.waiting.shift(); path !== undefined; path = way.waiting.shift()) await open(path, false);
};
