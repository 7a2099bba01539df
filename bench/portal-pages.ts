/**
 * How large every public page is in every language, whole: the page and whatever it asks for, with headers, as a browser
 * without anything stored gets them. One round trip carries 14,600 bytes.
 */
import { plainDate } from '../src/platform/clock.ts';
import { readSettings } from '../src/platform/config.ts';
import { readProfile } from '../src/profile/index.ts';
import { readGuidance } from '../src/rooms/portal/public/index.ts';
import { buildPortal } from '../src/main/portal/server.ts';
import type { Measured } from './support/report.ts';
import { bytesOf } from './support/wire.ts';

const oneRoundTrip = 14_600;

/** Addresses of this site that a page makes the browser ask for: script, icon, and anything somebody adds. */
const askedFor = (html: string): readonly string[] => [
  ...new Set([...html.matchAll(/(?:<link[^>]*\shref|\ssrc)="(\/[^"]*)"/g)].map(([, path = '']) => path)),
];

const pageSize = async (home: string, path: string): Promise<readonly Measured[]> => {
  const html = await (await fetch(`${home}${path}`)).text();
  const paths = [path, ...askedFor(html)];
  let bytes = 0;
  for (const one of paths) bytes += await bytesOf(`${home}${one}`, 'close');
  return [
    { name: `${path} whole, ${paths.length} requests`, value: bytes, unit: 'bytes', aim: { most: oneRoundTrip } },
  ];
};

/** Measures every page in every language. */
export const measure = async (): Promise<readonly Measured[]> => {
  const settings = readSettings();
  const profile = readProfile(settings.profileDirectory);
  const guidance = readGuidance(profile, settings.profileDirectory, plainDate('2026-11-22'));
  const options = { guidance: () => guidance, isDemonstration: true, requestsPerMinute: Number.MAX_SAFE_INTEGER };
  const server = buildPortal({ ...options, pages: [] });
  const home = await server.listen({ host: '127.0.0.1', port: 0 });
  const languages = /<ul class="many">(.*?)<\/ul>/.exec(await (await fetch(home)).text())?.[1] ?? '';
  const measured: Measured[] = [];
  for (const [, code = ''] of languages.matchAll(/hreflang="([a-z]+)"/g))
    for (const address of ['', ...guidance.pages.map((page) => page.address)])
      measured.push(...(await pageSize(home, `/${code}${address}`)));
  await server.close();
  const largest = measured.reduce((one, other) => (other.value > one.value ? other : one));
  return [...measured, { ...largest, name: `the largest of ${measured.length}: ${largest.name}` }];
};
