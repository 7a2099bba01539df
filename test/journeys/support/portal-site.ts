import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { buildPortal, type PortalOptions } from '../../../src/main/portal/server.ts';
import { plainDate } from '../../../src/platform/clock.ts';
import { environmentValue } from '../../../src/platform/config.ts';
import { projectRoot } from '../../../src/platform/root.ts';
import { readProfile } from '../../../src/profile/index.ts';
import { readGuidance } from '../../../src/rooms/portal/public/index.ts';
import { statisticsPublicPages } from '../../../src/rooms/statistics/public/index.tsx';

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
};

/** The public site in a browser, between the page one came from and the neutral site one leaves to. */
export type PortalSite = {
  readonly home: string;
  readonly neutral: string;
  readonly earlier: string;
  /** Opens a page at 360 pixels, coming from elsewhere, in a browser that remembers nothing. */
  readonly onPage: (
    path: string,
    options: BrowserContextOptions,
    visit: (page: Page) => Promise<void>,
  ) => Promise<void>;
  /** After leaving: the neutral site learnt nothing, and Back does not lead to this one. */
  readonly backLeadsPast: (page: Page) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Stands for the rest of the web, and says where a reader came from as far as it is told. */
const restOfTheWeb = async (): Promise<Server> => {
  const server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title>Elsewhere</title><p id="referrer">${request.headers.referer ?? 'nobody'}</p>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
};

const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: environmentValue('CHROMIUM') ?? '/usr/bin/chromium', args: quiet });

/** The site of Luxembourg, with the figures; who leaves it comes to the neutral site. */
const portalOf = (neutral: string, more: Pick<PortalOptions, 'own' | 'messages'>): ReturnType<typeof buildPortal> => {
  const luxembourg = join(projectRoot, 'profiles', 'luxembourg');
  const profile = readProfile(luxembourg);
  const said = readGuidance(profile, luxembourg, plainDate('2026-11-21'));
  return buildPortal({
    guidance: () => ({ ...said, leaveTarget: neutral }),
    isDemonstration: true,
    pages: statisticsPublicPages({ profile, profileDirectory: luxembourg, showUnreviewed: true }),
    requestsPerMinute: 1_000_000,
    ...more,
  });
};

/** Starts the site and a browser; `own` are pages of persons with a number, `messages` those of who gives no name. */
export const portalSite = async (more: Pick<PortalOptions, 'own' | 'messages'> = {}): Promise<PortalSite> => {
  const elsewhere = await restOfTheWeb();
  const outside = `http://localhost:${portOf(elsewhere)}`;
  const [neutral, earlier] = [`${outside}/weather`, `${outside}/earlier`];
  const portal = portalOf(neutral, more);
  const home = await portal.listen({ port: 0, host: '127.0.0.1' });
  const browser = await openBrowser();
  return {
    ...{ home, neutral, earlier },
    onPage: async (path, options, visit) => {
      const context = await browser.newContext({ viewport: { width: 360, height: 640 }, ...options });
      try {
        const page = await context.newPage();
        await page.goto(earlier);
        await page.goto(`${home}${path}`);
        await visit(page);
      } finally {
        await context.close();
      }
    },
    backLeadsPast: async (page) => {
      assert.equal(await page.textContent('#referrer'), 'nobody', 'the neutral site learnt where the reader was');
      await page.goBack();
      assert.equal(page.url(), earlier);
    },
    close: async () => {
      await browser.close();
      await portal.close();
      elsewhere.closeAllConnections();
      elsewhere.close();
    },
  };
};
