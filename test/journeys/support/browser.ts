import { type Browser, chromium } from 'playwright-core';
import { environmentValue } from '../../../src/platform/config.ts';

/** Chromium without its own errands: no profile, no updates, no calls home. */
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts the Chromium that `npm test` has found (`CHROMIUM`). Close it when the tests are over. */
export const launchBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: environmentValue('CHROMIUM') ?? '/usr/bin/chromium', args: quiet });
