import type { VNode } from 'preact';
import type { OwnKnower, OwnLook } from '../../actions/own.ts';
import { textOf } from '../say.tsx';
import { BodyName, Day, OwnHead, type OwnVisit, T } from './parts.tsx';

const Known = ({ own: { visit }, known }: { own: OwnVisit; known: OwnKnower }): VNode => (
  <li>
    <b>
      <T of={textOf(`own.part.${known.part}`)} visit={visit} />
    </b>{' '}
    <span class="soft">
      <T of={textOf(`own.ground.${known.ground}`)} visit={visit} />{' '}
      <T of="own.knows.since" visit={visit} values={{ date: <Day day={known.since} visit={visit} /> }} />
    </span>
  </li>
);

/** Which body can read what about her, on which ground, since when: read from the keys, so that a change is seen at once. */
export const OwnKnows = ({ own, look }: { own: OwnVisit; look: OwnLook }): VNode => {
  const { visit } = own;
  const bodies = Map.groupBy(look.knows, ({ body }) => body);
  return (
    <>
      <OwnHead visit={visit} title="own.home.knows" />
      <p class="lead">
        <T of={bodies.size === 0 ? 'own.knows.none' : 'own.knows.lead'} visit={visit} />
      </p>
      {[...bodies].map(([code, known]) => (
        <section class="card">
          <h2>
            <BodyName own={own} code={code} />
          </h2>
          <ul>
            {known.map((one) => (
              <Known own={own} known={one} />
            ))}
          </ul>
        </section>
      ))}
      <p class="soft lead">
        <T of="own.knows.left" visit={visit} />
      </p>
    </>
  );
};
