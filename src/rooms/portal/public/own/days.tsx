import type { VNode } from 'preact';
import type { PlainDate } from '../../../../platform/clock.ts';
import type { OwnLook } from '../../actions/own.ts';
import { momentInWords } from '../hours.tsx';
import type { TextKey } from '../languages.ts';
import { isTextKey, textOf } from '../say.tsx';
import type { Visit } from '../visit.ts';
import { Day, type OwnClock, OwnHead, type OwnVisit, T } from './parts.tsx';

const Count = ({ clock, visit }: { clock: OwnClock; visit: Visit }): VNode | null => {
  const { day, total } = clock;
  if (clock.state !== 'running') return null;
  if (day === 0)
    return (
      <p class="big">
        <T of="own.day.first" visit={visit} />
      </p>
    );
  return (
    <>
      <p class="big">
        {total === null ? (
          <T of="own.day.alone" visit={visit} values={{ day: <bdi>{day}</bdi> }} />
        ) : (
          <T of="own.day.of" visit={visit} values={{ day: <bdi>{day}</bdi>, total: <bdi>{total}</bdi> }} />
        )}
      </p>
      {total === null ? null : <progress value={day} max={total} aria-hidden="true" />}
    </>
  );
};

const Dates = ({ clock, visit }: { clock: OwnClock; visit: Visit }): VNode => {
  const { state, since, until, stoppedOn } = clock;
  const end = stoppedOn ?? until;
  return (
    <p>
      <T of="own.day.since" visit={visit} values={{ date: <Day day={since} visit={visit} /> }} />{' '}
      {state === 'running' && until !== null ? (
        <T of="own.day.until" visit={visit} values={{ date: <Day day={until} visit={visit} /> }} />
      ) : null}
      {state === 'paused' && stoppedOn !== null ? (
        <T of="own.day.paused" visit={visit} values={{ date: <Day day={stoppedOn} visit={visit} /> }} />
      ) : null}
      {(state === 'over' || state === 'ended_early' || state === 'done') && end !== null ? (
        <T of="own.day.ended" visit={visit} values={{ date: <Day day={end} visit={visit} /> }} />
      ) : null}
    </p>
  );
};

/** What the end of a term means is said while it is still to come. */
const isStillToEnd = ({ state }: OwnClock): boolean => state === 'running' || state === 'paused';

const ClockCard = ({ clock, visit }: { clock: OwnClock; visit: Visit }): VNode => (
  <section class="card">
    <h2>
      <T of={textOf(`own.clock.${clock.id}.name`)} visit={visit} />
    </h2>
    {clock.heldBack ? (
      <p>
        <T of="own.day.held" visit={visit} />
      </p>
    ) : (
      <>
        <Count clock={clock} visit={visit} />
        <Dates clock={clock} visit={visit} />
        {isStillToEnd(clock) ? (
          <p>
            <T of={textOf(`own.clock.${clock.id}.end`)} visit={visit} />
          </p>
        ) : null}
      </>
    )}
  </section>
);

const kindOf = (kind: string): TextKey => {
  const key = `own.session.${kind}`;
  return isTextKey(key) ? key : 'own.session.other';
};

/** Appointments to come. Where exactly, she is told by people: it stands nowhere. */
const Appointments = ({ own: { visit, names }, dates }: { own: OwnVisit; dates: OwnLook['dates'] }): VNode => (
  <section class="card">
    <h2>
      <T of="own.dates.title" visit={visit} />
    </h2>
    {dates.length === 0 ? (
      <p>
        <T of="own.dates.none" visit={visit} />
      </p>
    ) : (
      <ul>
        {dates.map(({ kind, at }) => (
          <li>
            <b>
              <span dir="auto">{momentInWords(at, visit.language, names.timeZone)}</span>
            </b>
            : <T of={kindOf(kind)} visit={visit} />
          </li>
        ))}
      </ul>
    )}
  </section>
);

/** Her days in plain words: which day it is of how many, and what the end means. No threat, and nothing to be done alone. */
export const OwnDays = (props: { own: OwnVisit; look: OwnLook; today: PlainDate }): VNode => {
  const { visit, names } = props.own;
  // What runs for her has words here. Terms of authorities and of procedures are told by people, with what they mean.
  const clocks = names.clocks(props.look.clocks, props.today).filter(({ id }) => isTextKey(`own.clock.${id}.name`));
  return (
    <>
      <OwnHead visit={visit} title="own.home.days" />
      {clocks.length === 0 ? (
        <p class="lead">
          <T of="own.day.none" visit={visit} />
        </p>
      ) : (
        clocks.map((clock) => <ClockCard clock={clock} visit={visit} />)
      )}
      <Appointments own={props.own} dates={props.look.dates} />
      <p class="lead">
        <T of="own.day.ask" visit={visit} />
      </p>
    </>
  );
};
