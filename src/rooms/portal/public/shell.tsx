import type { ComponentChildren, VNode } from 'preact';
import { render } from 'preact-render-to-string';
import { iconPath, leavePath, messagesPath, ownPath, scriptPath, sheet } from './assets.ts';
import { Told } from './content-parts.tsx';
import type { GuidancePage } from './guidance.ts';
import { dayInWords, monthInWords } from './hours.tsx';
import { byName, type Language } from './languages.ts';
import { Picture } from './pictures.tsx';
import { Say, textOf } from './say.tsx';
import { hrefOf, type Visit } from './visit.ts';

const Tongue = ({ tongue, here = '' }: { tongue: Language; here?: string | undefined }): VNode => (
  <li>
    <a href={`/${tongue.code}${here}`} hreflang={tongue.code} lang={tongue.code} dir={tongue.direction}>
      {tongue.name}
    </a>
  </li>
);

/** Every language by its own name, on this same page. It opens without script; where it cannot open it stands open. */
const Tongues = ({ visit: { language, languages, here } }: { visit: Visit }): VNode => (
  <nav aria-label={language.say('languages.label').text}>
    {' '}
    <details class="tongues">
      <summary>
        <Picture of="globe" />
        <span>{language.name}</span>
      </summary>
      <ul>
        {byName(languages)
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
        {visit.languages.length > 1 && <Tongues visit={visit} />}
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
        <li>
          <a href={`/${code}${path}`}>
            <Say of="figures.link" language={language} />
          </a>
        </li>
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
  hasOwnPages && !here?.startsWith(ownPath) ? (
    <li>
      <a href={`/${language.code}${ownPath}`} rel="nofollow">
        <Say of="own.link" language={language} />
      </a>
    </li>
  ) : null;

/** Not on the pages where one writes: there the way leads back. */
const messagesLink = ({ language, hasMessages, here }: Visit): VNode | null =>
  hasMessages && !here?.startsWith(messagesPath) ? (
    <li>
      <a href={`/${language.code}${messagesPath}`} rel="nofollow">
        <Say of="msg.link" language={language} />
      </a>
    </li>
  ) : null;

const isHere = (visit: Visit, page: GuidancePage): { 'aria-current'?: 'page' } =>
  visit.here === page.address ? { 'aria-current': 'page' } : {};

/** A way to every page from every page. On the start page the first ones are its choices. */
const AllPages = ({ visit }: { visit: Visit }): VNode => {
  const { guidance, language, here } = visit;
  const listed = guidance.pages.filter(
    ({ listed: place }) => place === 'second' || (here !== undefined && place === 'first'),
  );
  return (
    <nav aria-label={language.say('home.more').text}>
      <ul class="all">
        {here !== undefined && (
          <li>
            <a href={`/${language.code}`}>
              <Say of="home.link" language={language} />
            </a>
          </li>
        )}
        {listed.map((page) => (
          <li>
            <a href={hrefOf(visit, page)} {...isHere(visit, page)}>
              <Say of={textOf(page.link)} language={language} />
            </a>
          </li>
        ))}
        {messagesLink(visit)}
        {figuresLink(visit)}
        {numberLink(visit)}
      </ul>
    </nav>
  );
};

const Footer = ({ visit }: { visit: Visit }): VNode => (
  <footer>
    {visit.language.isPublished && <AllPages visit={visit} />}
    <p>
      <NumbersDated visit={visit} />
    </p>
  </footer>
);

const Head = ({
  title,
  more = '',
  script,
  manifest,
}: {
  title: string;
  more?: string | undefined;
  script?: string | undefined;
  manifest?: string | undefined;
}): VNode => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width,initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <meta name="format-detection" content="telephone=no" />
    <title>{title}</title>
    <link rel="icon" href={iconPath} />
    {manifest === undefined ? null : <link rel="manifest" href={manifest} />}
    <style>{sheet + more}</style>
    <script defer src={scriptPath} />
    {script === undefined ? null : <script defer src={script} />}
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
      <Head
        title={language.say('page.title').text}
        more={visit.moreSheet}
        script={visit.moreScript}
        manifest={visit.manifest}
      />
      <body>
        <Bar visit={visit} />
        {visit.isDemonstration && (
          <aside class="demo">
            <Say of="demonstration" language={language} />
          </aside>
        )}
        {visit.banner !== undefined && visit.language.isPublished && (
          <aside class="demo banner">
            <Told of={visit.banner} visit={visit} />
          </aside>
        )}
        <main>{content}</main>
        <Footer visit={visit} />
      </body>
    </html>
  );
  return `<!doctype html>${render(page)}`;
};
