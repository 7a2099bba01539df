import { render } from 'preact-render-to-string';
import { sheet } from './assets.ts';
import { Calls } from './calls.tsx';
import { Part, Told } from './content-parts.tsx';
import type { GuidancePage } from './guidance.ts';
import { dayInWords, monthInWords } from './hours.tsx';
import { Say, textOf } from './say.tsx';
import { pageOf, type Visit } from './visit.ts';

/** What one may need without the internet. */
const pages = ['rights', 'work', 'stay', 'shelter', 'contact'];

/** Parts that lead elsewhere or need the site are left out: the file stands alone. */
const alone = ({ parts }: GuidancePage): GuidancePage['parts'] =>
  parts.filter(({ kind }) => !['ways', 'clear', 'signs', 'file', 'copy', 'papers'].includes(kind));

const Chapter = ({ page, visit }: { page: GuidancePage; visit: Visit }) => (
  <section>
    <h1>
      <Told of={page.title} visit={visit} />
    </h1>
    {page.lead && (
      <p class="lead">
        <Told of={page.lead.says} visit={visit} by={page.lead} />
      </p>
    )}
    {alone(page).map((part) => (
      <Part part={part} visit={visit} />
    ))}
  </section>
);

const dateOf = ({ guidance, language }: Visit): string =>
  guidance.checkedOn === undefined
    ? monthInWords(guidance.copiedIn, language)
    : dayInWords(guidance.checkedOn, language);

/** Chapters stand apart; elsewhere a page has one heading of this kind. */
export const keptSheet = 'section>h1{margin-top:2rem}';

/** Rights and numbers, and from when they are: what stands in the file and in the copy alike. */
export const KeptText = ({ visit }: { visit: Visit }) => (
  <>
    <p class="soft note">
      <Say of={textOf('keep.copy')} language={visit.language} values={{ date: <bdi>{dateOf(visit)}</bdi> }} />
    </p>
    <Calls visit={visit} />
    {pages.map((id) => (
      <Chapter page={pageOf(visit, id)} visit={visit} />
    ))}
  </>
);

/**
 * Rights and numbers as one file that opens anywhere: no script, no address of this site, a title that says nothing. It comes before
 * the copy in the browser (`kept-copy.tsx`): a file can be seen and deleted like any other, and no worker stays in the browser.
 */
export const keptFile = (visit: Visit): string => {
  const { language } = visit;
  const html = (
    <html lang={language.code} dir={language.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width,initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>{language.say('page.title').text}</title>
        <style>{sheet + keptSheet}</style>
      </head>
      <body>
        {visit.isDemonstration && (
          <aside class="demo">
            <Say of="demonstration" language={language} />
          </aside>
        )}
        <main>
          <KeptText visit={visit} />
        </main>
      </body>
    </html>
  );
  return `<!doctype html>${render(html)}`;
};
