import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { iconPath, leavePath, ownPath, scriptPath, sheet } from './assets.ts';
import { dayInWords, monthInWords } from './hours.tsx';
import type { Language } from './languages.ts';
import { Picture } from './pictures.tsx';
import { Say } from './say.tsx';
import type { Visit } from './visit.ts';

const Tongue = ({ tongue, here = '' }: { tongue: Language; here?: string | undefined }): VNode => (
  <li>
    <a href={`/${tongue.code}${here}`} hreflang={tongue.code} lang={tongue.code} dir={tongue.direction}>
      {tongue.name}
    </a>
  </li>
);

/** All languages, folded behind the name of this one: opens without script and stays on the same page. */
const Tongues = ({ visit: { language, languages, here } }: { visit: Visit }): VNode => (
  <nav aria-label={language.say('languages.label').text}>
    <details class="tongues">
      <summary>{language.name}</summary>
      <ul>
        {languages
          .filter(({ code }) => code !== language.code)
          .map((tongue) => (
            <Tongue tongue={tongue} here={here} />
          ))}
      </ul>
    </details>
  </nav>
);

/** The exit comes first in the document, so that it is the first thing the keyboard and a screen reader reach. */
const Bar = ({ visit }: { visit: Visit }): VNode => {
  const { language, guidance } = visit;
  return (
    <header class="bar">
      <div class="row">
        <a
          id="leave"
          class="leave"
          href={leavePath}
          rel="noreferrer nofollow"
          data-target={guidance.leaveTarget}
          data-two={language.say('leave.two').text}
          data-one={language.say('leave.one').text}
          data-over={language.say('leave.over').text}
          data-loading={language.say('leave.loading').text}
        >
          <Say of="leave.now" language={language} />
          <Picture of="leave" />
        </a>
        <Tongues visit={visit} />
      </div>
      <output id="said" />
    </header>
  );
};

const figuresLink = ({ language, pages }: Visit): VNode[] =>
  pages
    .filter(({ path }) => path === '/figures')
    .map(({ path, render: draw }) => {
      const code = draw(language.code) === undefined ? 'en' : language.code;
      return (
        <p>
          <a href={`/${code}${path}`}>
            <Say of="figures.link" language={language} />
          </a>
        </p>
      );
    });

/** Says honestly how far the numbers can be trusted: dialled on a day, or only copied in a month. */
const NumbersDated = ({ visit: { guidance, language } }: { visit: Visit }): VNode => {
  const { checkedOn, copiedIn } = guidance;
  const date = checkedOn === undefined ? monthInWords(copiedIn, language) : dayInWords(checkedOn, language);
  const words = checkedOn === undefined ? 'numbers.copied' : 'numbers.checked';
  return <Say of={words} language={language} values={{ date: <bdi>{date}</bdi> }} />;
};

/** For who has a number of her own. Not on her pages, where she is already. */
const numberLink = ({ language, hasOwnPages, here }: Visit): VNode | null =>
  hasOwnPages && here === undefined ? (
    <p>
      <a href={`/${language.code}${ownPath}`} rel="nofollow">
        <Say of="own.link" language={language} />
      </a>
    </p>
  ) : null;

const Footer = ({ visit }: { visit: Visit }): VNode => (
  <footer>
    {visit.language.isPublished && numberLink(visit)}
    {visit.language.isPublished && figuresLink(visit)}
    <p>
      <NumbersDated visit={visit} />
    </p>
  </footer>
);

const Head = ({ title, more = '' }: { title: string; more?: string | undefined }): VNode => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width,initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="format-detection" content="telephone=no" />
    <title>{title}</title>
    <link rel="icon" href={iconPath} />
    <style>{sheet + more}</style>
    <script defer src={scriptPath} />
  </head>
);

/**
 * A whole public page as text: exit bar, content, footer. The title is the same neutral word on every page, because a
 * title stays in the browser's history.
 */
export const publicDocument = (visit: Visit, content: ComponentChildren): string => {
  const { language } = visit;
  const page = (
    <html lang={language.code} dir={language.direction}>
      <Head title={language.say('page.title').text} more={visit.moreSheet} />
      <body>
        <Bar visit={visit} />
        {visit.isDemonstration && (
          <aside class="demo">
            <Say of="demonstration" language={language} />
          </aside>
        )}
        <main>{content}</main>
        <Footer visit={visit} />
      </body>
    </html>
  );
  return `<!doctype html>${render(page)}`;
};
