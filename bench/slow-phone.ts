/**
 * Time to the first readable text on a slow telephone: Chromium with a processor six times slower and a line of 400 kbit/s with
 * 400 ms there and back. Public pages beside a plain static page: the same words without any mark, script or style, by a bare server.
 */
import { createServer } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { plainDate } from '../src/platform/clock.ts';
import { readSettings } from '../src/platform/config.ts';
import { readProfile } from '../src/profile/index.ts';
import { readGuidance } from '../src/rooms/portal/public/index.ts';
import { buildPortal } from '../src/main/portal/server.ts';
import { launchBrowser } from '../test/journeys/support/browser.ts';
import { median, type Measured } from './support/report.ts';

const slowLine = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const slowProcessor = 6;
/** What is looked at: the first page in three scripts, and the largest of the others. */
const paths = ['/en', '/ar', '/am', '/uk/1'] as const;
const rounds = Number(process.argv.find((one) => one.startsWith('--rounds='))?.slice(9) ?? 5);

/** Milliseconds until the first text was painted, in a browser that has nothing stored. */
const firstText = async (browser: Browser, address: string): Promise<number> => {
  const context = await browser.newContext({ viewport: { width: 360, height: 640 }, deviceScaleFactor: 2 });
  const page = await context.newPage();
  const chromium = await context.newCDPSession(page);
  await chromium.send('Network.enable');
  await chromium.send('Network.setCacheDisabled', { cacheDisabled: true });
  await chromium.send('Network.emulateNetworkConditions', slowLine);
  await chromium.send('Emulation.setCPUThrottlingRate', { rate: slowProcessor });
  await page.goto(address);
  const painted = await paintedAt(page);
  await context.close();
  return painted;
};

const paintedAt = async (page: Page): Promise<number> => {
  const found = await page.waitForFunction(
    () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
  );
  return (await found.jsonValue()) ?? Number.NaN;
};

const wordsOf = (html: string): string =>
  html.replaceAll(/<(style|script)[^]*?<\/\1>/g, '').replaceAll(/<[^>]*>/g, ' ');

/** The same words as one paragraph, sent as they are. */
const plainPage = (html: string): string =>
  `<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>.</title><p>${wordsOf(html)}`;

type Served = { readonly home: string; readonly close: () => Promise<void> };

const servePlain = async (html: string): Promise<Served> => {
  const server = createServer((_, reply) => {
    reply.setHeader('content-type', 'text/html; charset=utf-8');
    reply.end(plainPage(html));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const at = server.address();
  return {
    home: `http://127.0.0.1:${typeof at === 'object' && at !== null ? at.port : 0}`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
};

const servePortal = async (): Promise<Served> => {
  const settings = readSettings();
  const profile = readProfile(settings.profileDirectory);
  const guidance = readGuidance(profile, settings.profileDirectory, plainDate('2026-11-22'));
  const options = { guidance: () => guidance, isDemonstration: true, requestsPerMinute: Number.MAX_SAFE_INTEGER };
  const server = buildPortal({ ...options, pages: [] });
  const home = await server.listen({ host: '127.0.0.1', port: 0 });
  return { home, close: () => server.close() };
};

const beside = async (browser: Browser, address: string): Promise<readonly Measured[]> => {
  const path = new URL(address).pathname;
  const plain = await servePlain(await (await fetch(address)).text());
  const [ours, theirs]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    ours.push(await firstText(browser, address));
    theirs.push(await firstText(browser, plain.home));
  }
  await plain.close();
  return [
    { name: `${path}: first readable text`, value: median(ours), unit: 'ms' },
    { name: `${path}: the same words as a plain static page`, value: median(theirs), unit: 'ms' },
    {
      name: `${path}: against the plain page`,
      value: median(ours) / median(theirs),
      unit: 'times',
      aim: { most: 1.5 },
    },
  ];
};

/** Measures each page beside its plain peer, in turns. */
export const measure = async (): Promise<readonly Measured[]> => {
  const portal = await servePortal();
  const browser = await launchBrowser();
  const measured: Measured[] = [];
  for (const path of paths) measured.push(...(await beside(browser, `${portal.home}${path}`)));
  await browser.close();
  await portal.close();
  return measured;
};
