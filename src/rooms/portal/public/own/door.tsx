import type { VNode } from 'preact';
import type { OwnLook } from '../../actions/own.ts';
import { Calls } from '../calls.tsx';
import type { TextKey } from '../languages.ts';
import type { Visit } from '../visit.ts';
import { NumberField, OwnForm, ownHref, OwnNote, type OwnVisit, T } from './parts.tsx';

/** Why the door did not open, or why one stands before it again. */
export type DoorNote = 'length' | 'digit' | 'words' | 'shut' | 'busy' | 'over';

const notes: Readonly<Record<DoorNote, TextKey>> = {
  length: 'own.wrong.length',
  digit: 'own.wrong.digit',
  words: 'own.wrong.words',
  shut: 'own.wrong.shut',
  busy: 'own.wrong.busy',
  over: 'own.over',
};

const ofNumber: readonly DoorNote[] = ['length', 'digit'];

/** What was typed as a number stays when it cannot be one; the words never do. */
export const Door = (props: { visit: Visit; note?: DoorNote | undefined; typed?: string }): VNode => {
  const { visit, note, typed = '' } = props;
  const numberIsWrong = note !== undefined && ofNumber.includes(note);
  return (
    <>
      <h1>
        <T of="own.door.title" visit={visit} />
      </h1>
      {note === undefined ? null : <OwnNote of={notes[note]} visit={visit} />}
      <p class="lead">
        <T of="own.door.lead" visit={visit} />
      </p>
      <form method="post" action={ownHref(visit)} autocomplete="off" noValidate>
        <NumberField visit={visit} typed={typed} fault={numberIsWrong ? notes[note] : undefined} />
        <label for="words">
          <T of="own.door.words" visit={visit} />
        </label>
        <input
          id="words"
          name="words"
          dir="auto"
          maxLength={200}
          autocomplete="off"
          spellcheck={false}
          autocapitalize="none"
        />
        <button type="submit">
          <T of="own.door.enter" visit={visit} />
        </button>
      </form>
      <p class="soft lead">
        <T of="own.door.safe" visit={visit} />
      </p>
      <Calls visit={visit} />
    </>
  );
};

const Way = (props: { visit: Visit; place: string; of: TextKey; count?: number }): VNode => (
  <li>
    <a href={ownHref(props.visit, props.place)}>
      <T of={props.of} visit={props.visit} />
      {props.count ? <bdi>{props.count}</bdi> : null}
    </a>
  </li>
);

/** The first of her pages: where to go, and how to leave. */
export const OwnHome = ({ own, look }: { own: OwnVisit; look: OwnLook }): VNode => {
  const { visit } = own;
  return (
    <>
      <h1>
        <T of={look.openedFor === 'guardian' ? 'own.home.for' : 'own.home.title'} visit={visit} />
      </h1>
      <ul class="doors">
        <Way visit={visit} place="/1" of="own.home.days" />
        <Way visit={visit} place="/2" of="own.home.knows" />
        <Way visit={visit} place="/3" of="own.home.consents" />
        <Way visit={visit} place="/4" of="own.home.letters" count={look.messages} />
        <Way visit={visit} place="/5" of="own.home.papers" count={look.documents} />
      </ul>
      <OwnForm own={own} place="/0">
        <button type="submit">
          <T of="own.home.finish" visit={visit} />
        </button>
      </OwnForm>
      <p class="soft lead">
        <T of="own.door.safe" visit={visit} />
      </p>
      <p>
        <a class="back" href={ownHref(visit, '/6')}>
          <T of="own.home.close" visit={visit} />
        </a>
      </p>
    </>
  );
};

/** Before the page is closed for good: what goes, and what stays. */
export const OwnClosing = ({ own }: { own: OwnVisit }): VNode => {
  const { visit } = own;
  return (
    <>
      <h1>
        <T of="own.close.title" visit={visit} />
      </h1>
      <p class="lead">
        <T of="own.close.what" visit={visit} />
      </p>
      <OwnForm own={own} place="/6">
        <button type="submit" class="grave">
          <T of="own.close.do" visit={visit} />
        </button>
      </OwnForm>
      <a class="back" href={ownHref(visit)}>
        <T of="own.take.keep" visit={visit} />
      </a>
    </>
  );
};

/** After it: the numbers to call are there all the same. */
export const OwnClosed = ({ visit }: { visit: Visit }): VNode => (
  <>
    <h1>
      <T of="own.close.done" visit={visit} />
    </h1>
    <p class="lead">
      <T of="own.close.gone" visit={visit} />
    </p>
    <Calls visit={visit} />
  </>
);
