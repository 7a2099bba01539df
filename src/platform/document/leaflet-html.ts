import type { PrintedText } from './document.ts';
import type { LeafletCall, LeafletPart, LeafletPicture, PrintedLeaflet } from './leaflet.ts';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

type Page = Pick<PrintedLeaflet, 'language'>;

const said = ({ language }: Page, { text, language: own }: PrintedText): string =>
  own === undefined || own === language
    ? escaped(text)
    : `<span lang="${escaped(own)}" dir="auto">${escaped(text)}</span>`;

/** A picture as an address that holds it: nothing in the page is read as markup. */
const image = (svg: string, kind: string, words = ''): string =>
  `<img class="${kind}" alt="${escaped(words)}" src="data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}">`;

const picture = (of: LeafletPicture | null): string => (of === null ? '' : image(of.svg, 'picture'));

const call = (page: Page, { asks, number, who, isUrgent }: LeafletCall): string =>
  `<div class="call${isUrgent ? ' urgent' : ''}"><b>${said(page, asks)}</b>` +
  `<strong class="number"><bdi dir="ltr">${escaped(number)}</bdi></strong><span>${said(page, who)}</span></div>`;

const calls = (page: PrintedLeaflet): string => page.calls.map((one) => call(page, one)).join('');

const entry = (page: Page, { picture: shown, title, text }: LeafletPart['entries'][number]): string =>
  `<li>${picture(shown)}<div>${title ? `<b>${said(page, title)}</b> ` : ''}${text ? said(page, text) : ''}</div></li>`;

const part = (page: Page, { title, entries }: LeafletPart): string =>
  `<section><h2>${said(page, title)}</h2><ul>${entries.map((one) => entry(page, one)).join('')}</ul></section>`;

const codeOf = (page: PrintedLeaflet): string =>
  page.code === null
    ? ''
    : `<div class="code">${image(page.code.svg, 'square', page.code.address)}<span>${said(page, page.code.says)}<br>` +
      `<bdi dir="ltr">${escaped(page.code.address)}</bdi></span></div>`;

const notes = (page: PrintedLeaflet): string =>
  page.notes.map((note) => `<p class="small">${said(page, note)}</p>`).join('');

const markOf = ({ mark }: PrintedLeaflet): string => (mark === null ? '' : `<p class="mark">${escaped(mark)}</p>`);

const cardsOnSheet = 8;

/** Small cards to cut apart: the two numbers, and where to read on. */
const cards = (page: PrintedLeaflet): string => {
  const card = `<div class="card">${calls(page)}${codeOf(page)}</div>`;
  return `${markOf(page)}<div class="sheet">${card.repeat(cardsOnSheet)}</div>`;
};

const sheetOf = (page: PrintedLeaflet): string =>
  `${markOf(page)}<header><h1>${said(page, page.heading)}</h1>` +
  `${page.lead ? `<p class="lead">${said(page, page.lead)}</p>` : ''}</header>` +
  `<div class="calls">${calls(page)}</div>${page.parts.map((one) => part(page, one)).join('')}${codeOf(page)}${notes(page)}`;

const style = `@page{size:A4;margin:14mm}*{box-sizing:border-box}
body{margin:0 auto;max-width:182mm;padding:4mm;color:#10242b;background:#fff;font:11pt/1.4 system-ui,"Noto Sans",sans-serif}
h1{font-size:22pt;line-height:1.2;margin:0 0 3mm}h2{font-size:13pt;margin:5mm 0 2mm;break-after:avoid}
.lead{font-size:13pt;margin:0 0 4mm}.small,.mark{font-size:9pt;color:#455}.mark{border:1px solid #b8860b;padding:1mm 3mm}
.calls{display:flex;gap:4mm}.call{flex:1;border:1.5pt solid #0d5c66;border-radius:3mm;padding:3mm}.call.urgent{border-color:#a5161d}
.call b,.call span{display:block}.number{display:block;font-size:20pt;line-height:1.3}
ul{list-style:none;margin:0;padding:0}section>ul{columns:2;column-gap:8mm}li{display:flex;gap:3mm;break-inside:avoid;margin-block-end:2.5mm}
.picture{inline-size:10mm;block-size:10mm;flex:none}.code{display:flex;gap:4mm;align-items:center;margin-block:5mm;break-inside:avoid}
.square{inline-size:26mm;block-size:26mm}
.sheet{display:grid;grid-template-columns:1fr 1fr;gap:0}.card{border:.4pt dashed #789;padding:4mm;break-inside:avoid;font-size:9pt}
.card .call{border:0;padding:0 0 1mm}.card .number{font-size:14pt}.card .square{inline-size:16mm;block-size:16mm}.card .code{margin:1mm 0 0}
.poster h1{font-size:40pt}.poster .lead{font-size:20pt}.poster .number{font-size:34pt}.poster .calls{display:block}.poster .call{margin-block-end:8mm;font-size:16pt}
.poster .square{inline-size:60mm;block-size:60mm}.pictures section>ul{columns:3}.pictures li{display:block;text-align:center}
.pictures .picture{inline-size:24mm;block-size:24mm}
@media print{body{max-width:none;padding:0}}@media (max-width:40em){.calls,.sheet{display:block}section>ul,.pictures section>ul{columns:1}.call{margin-block-end:3mm}}`;

/**
 * A leaflet as a page for printing, in one file: the same data as the PDF, for a printer or a language for which a browser sets
 * better. No script, nothing loaded from anywhere; letters are those of the device.
 */
export const leafletHtml = (page: PrintedLeaflet): string =>
  `<!doctype html><html lang="${escaped(page.language)}" dir="${page.rtl ? 'rtl' : 'ltr'}"><head><meta charset="utf-8">` +
  `<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="referrer" content="no-referrer">` +
  `<title>${escaped(page.title)}</title><style>${style}</style></head>` +
  `<body class="${page.layout}"><main>${page.layout === 'cards' ? cards(page) : sheetOf(page)}</main></body></html>`;
