import { createHash } from 'node:crypto';
import { leafletHtml } from '../../../platform/document/index.ts';
import { leafletKinds } from '../facts.ts';
import {
  copyPath,
  icon,
  iconPath,
  keepPath,
  keepScript,
  keptName,
  keptPath,
  manifestPath,
  paperPath,
  script,
  scriptPath,
  shape,
  shapePath,
  workerPath,
  workerScript,
} from './assets.ts';
import { leafletOf } from './leaflets.ts';
import { contentPage } from './content-page.tsx';
import type { Guidance } from './guidance.ts';
import { helpPage } from './help-page.tsx';
import { copyManifest, keptCopy } from './kept-copy.tsx';
import { keptFile } from './kept-file.tsx';
import { type Language, languagesOf } from './languages.ts';
import { busyPage, choicePage, faultPage, missingPage, tooLongPage } from './other-pages.tsx';
import { type ReadyAnswer, readyAnswer } from './ready-answer.ts';
import { publicDocument } from './shell.tsx';
import { soundFor } from './sounds.ts';
import type { PublicPage, Visit } from './visit.ts';

/** Everything the public site can answer, ready in memory. */
export type Site = {
  /** By path: pages, script, icon. */
  readonly answers: ReadonlyMap<string, ReadyAnswer>;
  /** By language code: what depends on the language the browser asks for. */
  readonly choice: ReadonlyMap<string, ReadyAnswer>;
  readonly missing: ReadonlyMap<string, ReadyAnswer>;
  readonly busy: ReadonlyMap<string, ReadyAnswer>;
  readonly fault: ReadonlyMap<string, ReadyAnswer>;
  readonly tooLong: ReadonlyMap<string, ReadyAnswer>;
  readonly languages: readonly string[];
  /** By language code: what pages are drawn from that are made anew for each reader. */
  readonly visits: ReadonlyMap<string, Visit>;
};

export type SiteOptions = {
  readonly guidance: Guidance;
  readonly isDemonstration: boolean;
  /** By language: key of the sentence that stands at the head of its pages. */
  readonly banners?: ReadonlyMap<string, string>;
  /** Where the public site stands, for the code to scan on papers; left out, they have none. */
  readonly origin?: string;
  /** Pages of other rooms. */
  readonly pages: readonly PublicPage[];
  /** Whether persons with a number have pages of their own here. */
  readonly hasOwnPages?: boolean;
  /** Whether one can write here without a name. */
  readonly hasMessages?: boolean;
  /** Show languages that no named reviewer has passed. Only for the demonstration. */
  readonly showUnreviewed: boolean;
};

/** Nothing is stored on the device or on the way, nothing leaks to other sites, nobody may frame the page. */
export const alwaysHeaders: Readonly<Record<string, string>> = {
  'cache-control': 'no-store',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-dns-prefetch-control': 'off',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
};

const fingerprint = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Only the sheet that stands in the page, known by its fingerprint, and our own small script and icon may load. */
export const contentPolicy = (html: string, forms: "'none'" | "'self'" = "'none'"): string => {
  const sheets = [...html.matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, sheet]) => fingerprint(sheet ?? ''));
  return [
    "default-src 'none'",
    `style-src ${sheets.length > 0 ? [...new Set(sheets)].join(' ') : "'none'"}`,
    "script-src 'self'",
    "img-src 'self'",
    ...(html.includes('<audio') ? ["media-src 'self'"] : []),
    ...(html.includes('rel="manifest"') ? ["manifest-src 'self'", "worker-src 'self'"] : []),
    "base-uri 'none'",
    `form-action ${forms}`,
    "frame-ancestors 'none'",
  ].join('; ');
};

type HtmlOptions = { readonly status?: number; readonly more?: Readonly<Record<string, string>> };

const htmlAnswer = (draw: () => string, language: string, { status = 200, more = {} }: HtmlOptions = {}): ReadyAnswer =>
  readyAnswer(() => {
    const html = draw();
    return {
      type: 'text/html; charset=utf-8',
      body: html,
      headers: {
        ...alwaysHeaders,
        'content-security-policy': contentPolicy(html),
        'content-language': language,
        vary: 'Accept-Encoding',
        ...more,
      },
    };
  }, status);

const fileAnswer = (type: string, body: string | Buffer, more: Readonly<Record<string, string>> = {}): ReadyAnswer =>
  readyAnswer({ type, body, headers: { ...alwaysHeaders, vary: 'Accept-Encoding', ...more } });

/** The worker may answer for one page of any language, and ask this site alone. */
const workerHeaders = {
  'service-worker-allowed': '/',
  'content-security-policy': "default-src 'none'; connect-src 'self'",
};

const isWholeDocument = (drawn: unknown): drawn is string => typeof drawn === 'string' && /^\s*<!doctype/i.test(drawn);

/** A page of another room, in whose bar stand only the languages it has. */
const otherAnswers = (page: PublicPage, visit: Visit): [string, ReadyAnswer][] => {
  const drawn = page.render(visit.language.code);
  if (drawn === undefined) return [];
  const draw = (): string => {
    if (isWholeDocument(drawn)) return drawn;
    const languages = visit.languages.filter(({ code }) => page.render(code) !== undefined);
    return publicDocument({ ...visit, languages, here: page.path }, drawn);
  };
  return [[`/${visit.language.code}${page.path}`, htmlAnswer(draw, visit.language.code)]];
};

const savedAs = { 'content-disposition': `attachment; filename="${keptName}"` };

/** The file to keep: sent to be saved, never shown here, so that no address of it stands in a history. */
const keptAnswer = (visit: Visit): [string, ReadyAnswer] => [
  `/${visit.language.code}${keptPath}`,
  htmlAnswer(() => keptFile(visit), visit.language.code, { more: savedAs }),
];

/** The copy that a browser can keep, and what it tells the telephone. */
const copyAnswers = (visit: Visit): [string, ReadyAnswer][] => [
  [`/${visit.language.code}${copyPath}`, htmlAnswer(() => keptCopy(visit), visit.language.code)],
  [manifestPath(visit.language.code), fileAnswer('application/manifest+json', copyManifest(visit))],
];

/** The papers to print: saved as the file to keep is. What stands in them is the same as on those that staff prints. */
const paperAnswers = (visit: Visit): [string, ReadyAnswer][] =>
  leafletKinds.map((kind) => [
    `/${visit.language.code}${paperPath(kind)}`,
    htmlAnswer(() => leafletHtml(leafletOf(kind, visit)), visit.language.code, { more: savedAs }),
  ]);

const answersOf = (visit: Visit): [string, ReadyAnswer][] => {
  const { code } = visit.language;
  return [
    [`/${code}`, htmlAnswer(() => helpPage(visit), code)],
    ...visit.guidance.pages.map((page): [string, ReadyAnswer] => [
      `/${code}${page.address}`,
      htmlAnswer(() => contentPage({ ...visit, here: page.address }, page), code),
    ]),
    ...visit.pages.flatMap((page) => otherAnswers(page, visit)),
    ...(visit.language.isPublished ? [keptAnswer(visit), ...copyAnswers(visit), ...paperAnswers(visit)] : []),
  ];
};

/** Draws the pages of the complete language once: what has no words stops the start, not the reader. */
const refuseWordless = (visits: readonly Visit[]): void => {
  const [visit] = visits;
  if (!visit) return;
  helpPage(visit);
  for (const page of visit.guidance.pages) contentPage({ ...visit, here: page.address }, page);
};

const inEachLanguage = (visits: readonly Visit[], draw: (visit: Visit) => ReadyAnswer): Map<string, ReadyAnswer> =>
  new Map(visits.map((visit) => [visit.language.code, draw(visit)]));

const asksLanguage = { vary: 'Accept-Encoding, Accept-Language' };

/** Headers of the exit: the browser is asked to forget what it holds of this site. It cannot clear the history. */
export const leaveHeaders: Readonly<Record<string, string>> = {
  ...alwaysHeaders,
  'clear-site-data': '"cache", "cookies", "storage"',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** Every page, drawn when it is first read. Throws if the profile shows a statement that has no words. */
export const makeSite = ({ showUnreviewed, banners, origin = '', ...given }: SiteOptions): Site => {
  const languages: readonly Language[] = languagesOf(showUnreviewed);
  const visits: Visit[] = languages.map((language) => ({
    ...{ ...given, language, languages, origin },
    banner: banners?.get(language.code),
    sound: soundFor(language, given.guidance, showUnreviewed),
  }));
  refuseWordless(visits.map((visit) => ({ ...visit, language: { ...visit.language, isPublished: true } })));
  const asks = { more: asksLanguage };
  const busy = { status: 429, more: { ...asksLanguage, 'retry-after': '60' } };
  return {
    languages: languages.map((language) => language.code),
    visits: new Map(visits.map((visit) => [visit.language.code, visit])),
    answers: new Map([
      ...visits.flatMap(answersOf),
      [scriptPath, fileAnswer('text/javascript; charset=utf-8', script)],
      [iconPath, fileAnswer('image/png', icon)],
      [keepPath, fileAnswer('text/javascript; charset=utf-8', keepScript)],
      [workerPath, fileAnswer('text/javascript; charset=utf-8', workerScript, workerHeaders)],
      [shapePath, fileAnswer('image/svg+xml', shape)],
    ]),
    choice: inEachLanguage(visits, (v) => htmlAnswer(() => choicePage(v), v.language.code, asks)),
    missing: inEachLanguage(visits, (v) => htmlAnswer(() => missingPage(v), v.language.code, { ...asks, status: 404 })),
    busy: inEachLanguage(visits, (v) => htmlAnswer(() => busyPage(v), v.language.code, busy)),
    fault: inEachLanguage(visits, (v) => htmlAnswer(() => faultPage(v), v.language.code, { ...busy, status: 503 })),
    tooLong: inEachLanguage(visits, (v) => htmlAnswer(() => tooLongPage(v), v.language.code, { ...asks, status: 413 })),
  };
};
