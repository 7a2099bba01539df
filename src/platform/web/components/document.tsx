import type { ComponentChildren, VNode } from 'preact';
import { assetUrl } from '../assets.ts';
import type { Frame, PageContext } from '../page.ts';
import { Notice } from './basic.tsx';
import { Header, Navigation } from './header.tsx';
import { SessionEnd } from './session-end.tsx';

type DocumentProps = {
  readonly page: PageContext;
  readonly frame: Frame;
  readonly title: string;
  readonly children: ComponentChildren;
};

const Head = ({ page, title }: { page: PageContext; title: string }): VNode => (
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>{`${title} · ${page.words.t('platform.name')}`}</title>
    <link rel="stylesheet" href={assetUrl('sheet')} />
    <link rel="icon" href="data:," />
    <script type="module" src={assetUrl('staff')} />
    {/* Passkeys are asked for where nobody is signed in yet. */}
    {page.viewer === null ? <script type="module" src={assetUrl('passkey')} /> : null}
  </head>
);

/** What the page before has done, said once: `?done=<code>` is a code of the room, worded `<room>.done.<code>`. */
const Done = ({ page }: { page: PageContext }): VNode | null => {
  const key = `${page.room}.done.${page.query['done'] ?? ''}`;
  return page.words.has(key) ? (
    <div role="status" class="done">
      <Notice tone="good">{page.words.t(key)}</Notice>
    </div>
  ) : null;
};

/** A whole page: the way past the navigation, the banner of synthetic data, navigation, header, content, end. */
export const Document = ({ page, frame, title, children }: DocumentProps): VNode => {
  const { words } = page;
  const plain = frame.navigation.length === 0;
  return (
    <html lang={words.language} dir={words.direction}>
      <Head page={page} title={title} />
      <body class={plain ? 'plain' : undefined}>
        <a class="skip" href="#main">
          {words.t('platform.skip')}
        </a>
        <Header page={page} frame={frame} />
        {plain ? null : <Navigation page={page} frame={frame} />}
        <main id="main" tabindex={-1}>
          <Done page={page} />
          {children}
        </main>
        <SessionEnd page={page} frame={frame} />
      </body>
    </html>
  );
};
