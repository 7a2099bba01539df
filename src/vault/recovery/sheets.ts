import { renderSVG } from 'uqr';
import type { Words } from '../../platform/words.ts';
import { shareCount, sharesNeeded } from './shares.ts';

/** What a sheet says: which share of which key, for whom, made on which day. */
export type Sheet = {
  readonly number: number;
  readonly holder: string;
  readonly share: string;
  readonly keyId: string;
  readonly day: string;
};

const saidOf = (words: Words, { number, holder, keyId, day }: Sheet): Readonly<Record<string, string>> => ({
  title: words.t('vault.sheet.title', { number, count: shareCount }),
  holder: words.t('vault.sheet.holder', { holder }),
  key: words.t('vault.sheet.key', { keyId, day }),
  what: words.t('vault.sheet.what', { needed: sharesNeeded, count: shareCount }),
  keep: words.t('vault.sheet.keep'),
  use: words.t('vault.sheet.use'),
});

/** Lines of three groups each, so that nobody loses the place while copying. */
const inLines = (share: string): readonly string[] =>
  (`${share}-`.match(/(?:[^-]+-){1,3}/g) ?? []).map((line) => line.replace(/-$/, ''));

/** The sheet as plain text. The share stands alone between two lines, where the command line finds it again. */
export const sheetText = (words: Words, sheet: Sheet): string => {
  const said = saidOf(words, sheet);
  const share = inLines(sheet.share).map((line) => `    ${line}`);
  const lines = [said['title'], said['holder'], said['key'], '', said['what'], '', '-----', ...share, '-----', ''];
  return `${[...lines, said['keep'], said['use']].join('\n')}\n`;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** The sheet as a page to print, with the share as a square code beside the letters. It asks nothing of any other machine. */
export const sheetPage = (words: Words, sheet: Sheet): string => {
  const said = Object.fromEntries(Object.entries(saidOf(words, sheet)).map(([key, text]) => [key, escaped(text)]));
  const share = inLines(sheet.share).map(escaped).join('<br>');
  const code = renderSVG(sheet.share, { ecc: 'M', border: 2 });
  return `<!doctype html>
<html lang="${words.language}"><head><meta charset="utf-8"><title>${said['title']}</title><style>
body{font:12pt/1.5 system-ui,sans-serif;max-width:17cm;margin:2cm auto;color:#000;background:#fff}
h1{font-size:18pt;margin:0 0 .5em}code{font:16pt/1.8 ui-monospace,monospace;letter-spacing:.05em}
.share{display:flex;flex-wrap:wrap;gap:1cm;align-items:center;border:1pt solid #000;padding:.6cm;margin:.8cm 0}
.share svg{width:5cm;height:5cm}@page{size:A4;margin:1.5cm}
</style></head><body><h1>${said['title']}</h1><p>${said['holder']}<br>${said['key']}</p><p>${said['what']}</p>
<div class="share"><code>${share}</code><div aria-hidden="true">${code}</div></div>
<p>${said['keep']}</p><p>${said['use']}</p></body></html>
`;
};

/** The share in a sheet's text, or the text itself when somebody typed it alone. */
export const shareIn = (text: string): string => /-----\n([\s\S]*?)\n-----/.exec(text)?.[1] ?? text;
