import type { VNode } from 'preact';
import type { PlainDate } from '../../../../platform/clock.ts';
import type { ConversationLook, OpenNote } from '../../actions/conversation.ts';
import { Calls } from '../calls.tsx';
import type { TextKey } from '../languages.ts';
import { Day, FieldNote, NumberField, OwnNote, T } from '../own/parts.tsx';
import type { Visit } from '../visit.ts';
import { faultOf, faulty, FileField, hrefIn, type MessageNote, Said } from './parts.tsx';

/** Why the code did not open. */
export type BackNote = 'length' | 'digit' | 'shut' | 'busy' | 'away' | 'over';

const backNotes: Readonly<Record<BackNote, TextKey>> = {
  length: 'own.wrong.length',
  digit: 'own.wrong.digit',
  shut: 'msg.wrong.shut',
  busy: 'own.wrong.busy',
  away: 'msg.wrong.rest',
  over: 'own.over',
};

/** The sentence about the code as it was typed, to stand beside it. */
const aboutCode = (note: BackNote | undefined): TextKey | undefined =>
  note === 'length' || note === 'digit' ? backNotes[note] : undefined;

/** Where one comes back with a code. */
export const ComeBack = ({
  visit,
  note,
  typed = '',
}: {
  visit: Visit;
  note?: BackNote | undefined;
  typed?: string;
}): VNode => (
  <>
    <a class="back" href={hrefIn(visit)}>
      <T of="own.back" visit={visit} />
    </a>
    <h1>
      <T of="own.door.title" visit={visit} />
    </h1>
    {note === undefined ? null : <OwnNote of={backNotes[note]} visit={visit} />}
    <form method="post" action={hrefIn(visit, '/6')} autocomplete="off" noValidate>
      <NumberField visit={visit} typed={typed} fault={aboutCode(note)} />
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

type InsideProps = {
  readonly visit: Visit;
  readonly token: string;
  readonly look: ConversationLook;
  readonly notes: readonly OpenNote[];
  readonly note?: MessageNote | undefined;
  readonly typed?: string;
};

const NoteCard = ({ one, visit }: { one: OpenNote; visit: Visit }): VNode => (
  <section class={one.mine ? 'card mine' : 'card'}>
    <h2>
      <T of={one.mine ? 'own.letters.me' : 'msg.they'} visit={visit} />
    </h2>
    <p class="typed" dir="auto">
      {one.text ?? <T of="own.letters.unreadable" visit={visit} />}
    </p>
    <p class="soft">
      <Day day={one.on} visit={visit} />
    </p>
  </section>
);

const Form = (props: { visit: Visit; token: string; place: string; children: VNode }): VNode => (
  <form method="post" action={hrefIn(props.visit, props.place)} autocomplete="off" noValidate>
    <input type="hidden" name="t" value={props.token} />
    {props.children}
  </form>
);

const More = ({ visit, token, note, typed = '' }: Pick<InsideProps, 'visit' | 'token' | 'note' | 'typed'>): VNode => (
  <form method="post" encType="multipart/form-data" action={hrefIn(visit, '/8')} autocomplete="off" noValidate>
    <input type="hidden" name="t" value={token} />
    <label for="text">
      <T of="msg.more" visit={visit} />
    </label>
    <FieldNote id="text-fault" of={faultOf(note, 'empty', 'long')} visit={visit} />
    <textarea
      id="text"
      name="text"
      rows={5}
      dir="auto"
      autocomplete="off"
      value={typed}
      {...faulty('text-fault', faultOf(note, 'empty', 'long'))}
    />
    <FileField visit={visit} note={note} />
    <button type="submit">
      <T of="own.letters.send" visit={visit} />
    </button>
  </form>
);

const isAwaited = (notes: readonly OpenNote[]): boolean => notes[0]?.mine === true;

const By = ({ visit, due }: { visit: Visit; due: PlainDate }): VNode => (
  <p class="lead">
    <T of="msg.by" visit={visit} values={{ date: <Day day={due} visit={visit} /> }} />
  </p>
);

/** The messages both ways, a place to write, and the ways out. */
export const InsidePage = ({ visit, token, look, notes, note, typed }: InsideProps): VNode => (
  <>
    <h1>
      <T of="own.home.letters" visit={visit} />
    </h1>
    <Said note={note} visit={visit} />
    {look.state === 'unfounded' ? <OwnNote of="msg.ended" visit={visit} /> : null}
    {look.state !== 'unfounded' && isAwaited(notes) ? <By visit={visit} due={look.due} /> : null}
    {notes.map((one) => (
      <NoteCard one={one} visit={visit} />
    ))}
    {look.state === 'unfounded' ? null : <More visit={visit} token={token} note={note} typed={typed ?? ''} />}
    <Form visit={visit} token={token} place="/0">
      <button type="submit" class="quiet">
        <T of="own.home.finish" visit={visit} />
      </button>
    </Form>
    <p class="soft lead">
      <T of="own.door.safe" visit={visit} />
    </p>
    <p>
      <a class="back" href={hrefIn(visit, '/9')}>
        <T of="msg.erase" visit={visit} />
      </a>
    </p>
  </>
);

/** Somebody else wrote it down and saw the code: a new one comes before anything else. */
export const RecodePage = ({ visit, token }: { visit: Visit; token: string }): VNode => (
  <>
    <h1>
      <T of="msg.recode.title" visit={visit} />
    </h1>
    <p class="lead">
      <T of="msg.recode.lead" visit={visit} />
    </p>
    <Form visit={visit} token={token} place="/7">
      <button type="submit">
        <T of="own.door.enter" visit={visit} />
      </button>
    </Form>
  </>
);

/** Before everything is erased: what goes. */
export const ErasePage = ({ visit, token }: { visit: Visit; token: string }): VNode => (
  <>
    <h1>
      <T of="msg.erase" visit={visit} />
    </h1>
    <p class="lead">
      <T of="msg.erase.what" visit={visit} />
    </p>
    <Form visit={visit} token={token} place="/9">
      <button type="submit" class="grave">
        <T of="msg.erase.do" visit={visit} />
      </button>
    </Form>
    <a class="back" href={hrefIn(visit, '/6')}>
      <T of="own.take.keep" visit={visit} />
    </a>
  </>
);
