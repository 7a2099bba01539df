import { h, type VNode } from 'preact';
import { messagesPath } from './assets.ts';
import { Calls, Calm, Core } from './calls.tsx';
import { Tile, waitingPage } from './content-page.tsx';
import { Told } from './content-parts.tsx';
import { Say } from './say.tsx';
import { publicDocument } from './shell.tsx';
import type { Visit } from './visit.ts';

const Welcome = ({ visit, visit: { language } }: { visit: Visit }): VNode => (
  <>
    <h1>
      <Core picture="hands" visit={visit}>
        <Say of="welcome.title" language={language} />
      </Core>
    </h1>
    <p class="lead">
      <Core picture="threat" visit={visit}>
        <Say of="welcome.lead" language={language} />
      </Core>
    </p>
    <ul class="calm">
      <Calm picture="quiet" of="welcome.quiet" language={language} />
    </ul>
  </>
);

/** Captions would say again what stands on the page above and below. */
const Player = ({ sound }: { sound: string }) =>
  h('audio', { controls: true, preload: 'none', src: sound, 'aria-labelledby': 'listen' });

/** For who does not read. Nothing is loaded before it is pressed; the words say that others may hear it. */
const Listen = ({ visit: { language, sound } }: { visit: Visit }): VNode | null =>
  sound === undefined ? null : (
    <section class="part" aria-labelledby="listen">
      <h2 id="listen">
        <Say of="home.listen" language={language} />
      </h2>
      <p>
        <Say of="home.heard" language={language} />
      </p>
      <Player sound={sound} />
    </section>
  );

/** For who cannot speak, or not now. */
const Write = ({ visit: { language, hasMessages } }: { visit: Visit }): VNode | null =>
  hasMessages ? (
    <div class="ways">
      <a class="other" href={`/${language.code}${messagesPath}`} rel="nofollow">
        <Say of="msg.link" language={language} />
      </a>
    </div>
  ) : null;

/** Few choices, each with a picture; the others stand at the end of every page. */
const Choices = ({ visit }: { visit: Visit }): VNode => (
  <nav class="part" aria-labelledby="choose">
    <h2 id="choose">
      <Say of="home.choose" language={visit.language} />
    </h2>
    <ul class="tiles">
      {visit.guidance.pages
        .filter(({ listed }) => listed === 'first')
        .map((page) => (
          <Tile page={page} visit={visit} />
        ))}
    </ul>
  </nav>
);

/** Said plainly, because fear of the immigration office keeps people from asking, and half the truth would be a trap. */
const Papers = ({ visit }: { visit: Visit }): VNode => (
  <section class="part" aria-labelledby="papers">
    <h2 id="papers">
      <Say of="papers.title" language={visit.language} />
    </h2>
    {visit.guidance.papers.map((statement) => (
      <p>
        <Told of={statement.says} visit={visit} by={statement} />
      </p>
    ))}
  </section>
);

const Safety = ({ visit: { language } }: { visit: Visit }): VNode => (
  <section class="part" aria-labelledby="safety">
    <h2 id="safety">
      <Say of="safety.title" language={language} />
    </h2>
    <p>
      <Say of="safety.leave" language={language} />{' '}
      <span id="hint" hidden>
        <Say of="safety.shift" language={language} />
      </span>
    </p>
    <p>
      <Say of="safety.history" language={language} />
    </p>
  </section>
);

/** The first page of the public site: whom to call, and where to read on. */
export const helpPage = (visit: Visit): string =>
  visit.language.isPublished
    ? publicDocument(
        visit,
        <>
          <Welcome visit={visit} />
          <Calls visit={visit} />
          <Write visit={visit} />
          <Listen visit={visit} />
          <Choices visit={visit} />
          <Papers visit={visit} />
          <Safety visit={visit} />
        </>,
      )
    : waitingPage(visit);
