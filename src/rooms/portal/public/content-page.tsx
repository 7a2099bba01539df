import type { VNode } from 'preact';
import { CallStrip, Calls } from './calls.tsx';
import { Part, Told } from './content-parts.tsx';
import type { GuidancePage } from './guidance.ts';
import { Picture } from './pictures.tsx';
import { Say } from './say.tsx';
import { publicDocument } from './shell.tsx';
import { hrefOf, pageOf, type Visit } from './visit.ts';

/** One choice: a large picture to be understood without its words. A page that has one before it is reached by that one. */
export const Tile = ({ page, visit }: { page: GuidancePage; visit: Visit }): VNode => (
  <li>
    <a class="tile" href={hrefOf(visit, page.by_way_of === undefined ? page : pageOf(visit, page.by_way_of))}>
      <Picture of={page.picture} />
      <span>
        <Told of={page.link} visit={visit} />
      </span>
    </a>
  </li>
);

const Next = ({ page, visit }: { page: GuidancePage; visit: Visit }): VNode | null =>
  page.next.length === 0 ? null : (
    <nav class="part" aria-labelledby="next">
      <h2 id="next">
        <Say of="home.next" language={visit.language} />
      </h2>
      <ul class="tiles">
        {page.next.map((id) => (
          <Tile page={pageOf(visit, id)} visit={visit} />
        ))}
      </ul>
    </nav>
  );

const Head = ({ page, visit }: { page: GuidancePage; visit: Visit }): VNode => (
  <div class="head">
    <Picture of={page.picture} />
    <div>
      <h1>
        <Told of={page.title} visit={visit} />
      </h1>
      {page.lead && (
        <p class="lead">
          <Told of={page.lead.says} visit={visit} by={page.lead} />
        </p>
      )}
    </div>
  </div>
);

/** A page of the profile: what it is about, its parts, whom to call, where to read on. */
export const contentPage = (visit: Visit, page: GuidancePage): string => {
  if (!visit.language.isPublished) return waitingPage(visit);
  return publicDocument(
    visit,
    <>
      <Head page={page} visit={visit} />
      {page.parts.map((part) => (
        <Part part={part} visit={visit} />
      ))}
      {page.id !== 'contact' && page.id !== 'start' && <CallStrip visit={visit} />}
      <Next page={page} visit={visit} />
    </>,
  );
};

/** In production a language that no named person has reviewed gives contacts and exit only. */
export const waitingPage = (visit: Visit): string =>
  publicDocument(
    visit,
    <>
      <h1>
        <Say of="welcome.title" language={visit.language} />
      </h1>
      <Calls visit={visit} />
      <p class="lead">
        <Say of="waiting.text" language={visit.language} />
      </p>
    </>,
  );
