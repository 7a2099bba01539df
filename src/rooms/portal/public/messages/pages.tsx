import type { VNode } from 'preact';
import { type MessageDoorCode, messageDoors } from '../../facts/message-forms.ts';
import { grouped } from '../../rules.ts';
import { CallStrip } from '../calls.tsx';
import type { TextKey } from '../languages.ts';
import { FieldNote, OwnNote, T } from '../own/parts.tsx';
import { Apart } from '../say.tsx';
import type { Visit } from '../visit.ts';
import { doorPlaces, faultOf, faulty, FileField, type FormTicket, hrefIn, type MessageNote, Said } from './parts.tsx';

const doorTexts: Readonly<Record<MessageDoorCode, TextKey>> = {
  help: 'msg.door.help',
  someone: 'msg.door.someone',
  noticed: 'msg.door.noticed',
  advert: 'msg.door.advert',
};

const Way = ({ to, of, visit }: { to: string; of: TextKey; visit: Visit }): VNode => (
  <li>
    <a href={hrefIn(visit, to)}>
      <T of={of} visit={visit} />
    </a>
  </li>
);

/** Four doors, and the way back for who has been here. */
export const Doors = ({ visit, isErased = false }: { visit: Visit; isErased?: boolean }): VNode => (
  <>
    <h1>
      <T of="msg.link" visit={visit} />
    </h1>
    {isErased ? <OwnNote of="msg.erased" visit={visit} good /> : null}
    <p class="lead">
      <T of="msg.lead" visit={visit} />
    </p>
    <ul class="doors">
      {messageDoors.map((door) => (
        <Way to={doorPlaces[door]} of={doorTexts[door]} visit={visit} />
      ))}
    </ul>
    <ul class="doors">
      <Way to="/6" of="msg.again" visit={visit} />
    </ul>
    <CallStrip visit={visit} />
  </>
);

const Danger = ({ visit }: { visit: Visit }): VNode => (
  <p>
    <T
      of="own.letters.danger"
      visit={visit}
      values={{
        number: (
          <a href={`tel:${visit.guidance.emergency.dial}`}>
            <Apart>{visit.guidance.emergency.shown}</Apart>
          </a>
        ),
      }}
    />
  </p>
);

/** What was typed and is shown again when it was not sent. */
export type Typed = Readonly<Record<string, string>>;

const Line = ({ id, of, visit, typed }: { id: string; of: TextKey; visit: Visit; typed: Typed }): VNode => (
  <>
    <label for={id}>
      <T of={of} visit={visit} />
    </label>
    <input id={id} name={id} dir="auto" maxLength={500} autocomplete="off" spellcheck={false} value={typed[id] ?? ''} />
  </>
);

/** What an advert is told by, with the words of its fields. */
export const advertLines: readonly (readonly [string, TextKey])[] = [
  ['address', 'msg.advert.address'],
  ['platform', 'msg.advert.platform'],
  ['tongue', 'msg.advert.language'],
];

const Hidden = ({ ticket }: { ticket: FormTicket }): VNode => (
  <>
    <input type="hidden" name="c" value={ticket.ticket} />
    <input type="hidden" name="w" value="" />
  </>
);

type WritingProps = {
  readonly visit: Visit;
  readonly door: MessageDoorCode;
  readonly body: VNode;
  readonly days: number;
  readonly ticket: FormTicket;
  readonly note?: MessageNote | undefined;
  readonly typed?: Typed;
};

const TextField = (props: { visit: Visit; note: MessageNote | undefined; typed: Typed }): VNode => {
  const { visit, note, typed } = props;
  const fault = faultOf(note, 'empty', 'long');
  return (
    <>
      <label for="text">
        <T of="msg.text" visit={visit} />
        <span class="hint">
          <T of="msg.text.hint" visit={visit} />
        </span>
      </label>
      <FieldNote id="text-fault" of={fault} visit={visit} />
      <textarea
        id="text"
        name="text"
        rows={8}
        dir="auto"
        autocomplete="off"
        value={typed['text'] ?? ''}
        {...faulty('text-fault', fault)}
      />
    </>
  );
};

const WriteForm = ({ visit, door, ticket, typed = {}, note }: WritingProps): VNode => (
  <form
    id="write"
    data-bits={ticket.bits}
    method="post"
    encType="multipart/form-data"
    action={hrefIn(visit, doorPlaces[door])}
    autocomplete="off"
    noValidate
  >
    <Hidden ticket={ticket} />
    {door === 'advert' ? advertLines.map(([id, of]) => <Line id={id} of={of} visit={visit} typed={typed} />) : null}
    <TextField visit={visit} note={note} typed={typed} />
    <FileField visit={visit} note={note} />
    {door === 'help' ? null : (
      <label class="tick">
        <input type="checkbox" name="danger" value="1" checked={typed['danger'] === '1'} />
        <T of="msg.danger" visit={visit} />
      </label>
    )}
    <p class="soft">
      <T of="msg.slow" visit={visit} />
    </p>
    <button type="submit">
      <T of="own.letters.send" visit={visit} />
    </button>
  </form>
);

/** The form behind a door: who reads it, by when, and one field that counts. */
export const Writing = (props: WritingProps): VNode => {
  const { visit, door, body, days, note } = props;
  return (
    <>
      <a class="back" href={hrefIn(visit)}>
        <T of="own.back" visit={visit} />
      </a>
      <h1>
        <T of={doorTexts[door]} visit={visit} />
      </h1>
      <Said note={note} visit={visit} />
      <p class="lead">
        <T of="msg.who" visit={visit} values={{ body }} />{' '}
        <T of={days <= 1 ? 'msg.when.day' : 'msg.when.days'} visit={visit} values={{ days: <bdi>{days}</bdi> }} />
      </p>
      <Danger visit={visit} />
      <WriteForm {...props} />
    </>
  );
};

const LastDigits = (props: { visit: Visit; token: string; note: MessageNote | undefined }): VNode => {
  const { visit, token, note } = props;
  const fault = faultOf(note, 'digits');
  return (
    <form method="post" action={hrefIn(visit, '/5')} autocomplete="off" noValidate>
      <input type="hidden" name="t" value={token} />
      <label for="last">
        <T of="msg.kept.last" visit={visit} />
      </label>
      <FieldNote id="last-fault" of={fault} visit={visit} />
      <input
        id="last"
        name="last"
        class="digits"
        inputmode="numeric"
        dir="ltr"
        maxLength={12}
        autocomplete="off"
        {...faulty('last-fault', fault)}
      />
      <button type="submit">
        <T of="own.door.enter" visit={visit} />
      </button>
    </form>
  );
};

/** The code, once; the last four digits show that it was kept. */
export const KeptPage = (props: {
  visit: Visit;
  code: string;
  token: string;
  isLate: boolean;
  note?: MessageNote | undefined;
}): VNode => {
  const { visit, code, token, isLate, note } = props;
  return (
    <>
      <h1>
        <T of="msg.kept.title" visit={visit} />
      </h1>
      <Said note={note} visit={visit} />
      {isLate ? <OwnNote of="msg.kept.later" visit={visit} /> : null}
      <p class="lead">
        <T of="msg.kept.code" visit={visit} />
      </p>
      <p class="card big digits" dir="ltr">
        {grouped(code)}
      </p>
      <p>
        <T of="msg.kept.keep" visit={visit} />
      </p>
      <p class="soft">
        <T of="msg.kept.print" visit={visit} />
      </p>
      <LastDigits visit={visit} token={token} note={note} />
    </>
  );
};
