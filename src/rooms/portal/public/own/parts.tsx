import type { ComponentChildren, VNode } from 'preact';
import type { PlainDate } from '../../../../platform/clock.ts';
import type { OwnClockEvent } from '../../actions/own.ts';
import { ownPath } from '../assets.ts';
import { dayInWords } from '../hours.tsx';
import type { TextKey } from '../languages.ts';
import { Say } from '../say.tsx';
import type { Visit } from '../visit.ts';

/** A clock as a person is told of it. */
export type OwnClock = {
  /** The legal value it counts; the texts have its name and what its end means. */
  readonly id: string;
  readonly state: 'running' | 'paused' | 'over' | 'done' | 'ended_early';
  readonly since: PlainDate;
  readonly until: PlainDate | null;
  readonly stoppedOn: PlainDate | null;
  readonly day: number;
  readonly total: number | null;
  /** Its length is only recalled, and nobody has verified it: the public is not told of it. */
  readonly heldBack: boolean;
};

/** What `main` knows of the country and the pages do not: names of bodies, and how clocks are counted. */
export type OwnNames = {
  /** In her language where the country names the body in it; else its official name, with the language that is in. */
  readonly body: (code: string, language: string) => { readonly name: string; readonly language: string };
  readonly clocks: (events: readonly OwnClockEvent[], today: PlainDate) => readonly OwnClock[];
  /** Where the country is, for the hour of an appointment. */
  readonly timeZone: string;
};

/** One of the person's own pages while it is drawn. */
export type OwnVisit = { readonly visit: Visit; readonly token: string; readonly names: OwnNames };

/** The address of one of her pages, by its number. */
export const ownHref = ({ language }: Visit, place = ''): string => `/${language.code}${ownPath}${place}`;

/** A text of these pages. */
export const T = (props: {
  of: TextKey;
  visit: Visit;
  values?: Readonly<Record<string, ComponentChildren>>;
}): VNode => <Say of={props.of} language={props.visit.language} {...(props.values ? { values: props.values } : {})} />;

/** The name of a body, in its own language and direction. */
export const BodyName = ({ own: { visit, names }, code }: { own: OwnVisit; code: string }): VNode => {
  const { name, language } = names.body(code, visit.language.code);
  return <bdi lang={language}>{name}</bdi>;
};

/** A day in words, in its own direction. */
export const Day = ({ day, visit }: { day: string; visit: Visit }): VNode => (
  <bdi>{dayInWords(day.slice(0, 10), visit.language)}</bdi>
);

/** A form that posts to one of her pages, with the token of her visit. */
export const OwnForm = (props: {
  own: Pick<OwnVisit, 'visit' | 'token'>;
  place: string;
  children: ComponentChildren;
}): VNode => (
  <form method="post" action={ownHref(props.own.visit, props.place)} autocomplete="off" noValidate>
    <input type="hidden" name="t" value={props.own.token} />
    {props.children}
  </form>
);

/** The head of a page behind the first: the way back, then its name. */
export const OwnHead = ({ visit, title }: { visit: Visit; title: TextKey }): VNode => (
  <>
    <a class="back" href={ownHref(visit)}>
      <T of="own.back" visit={visit} />
    </a>
    <h1>
      <T of={title} visit={visit} />
    </h1>
  </>
);

/** Something that was done, or that did not work: said first, and to a screen reader at once. */
export const OwnNote = (props: { of: TextKey; visit: Visit; good?: boolean }): VNode => (
  <div class={props.good ? 'note good' : 'note'} role={props.good ? 'status' : 'alert'}>
    <p>
      <T of={props.of} visit={props.visit} />
    </p>
  </div>
);

/** The same reason once more, beside the field that it is about. */
export const FieldNote = (props: { id: string; of: TextKey | undefined; visit: Visit }): VNode | null =>
  props.of === undefined ? null : (
    <strong class="fault" id={props.id}>
      <T of={props.of} visit={props.visit} />
    </strong>
  );

/** The number somebody was given, as she types it, with what is wrong with it beside it. */
export const NumberField = (props: { visit: Visit; typed: string | undefined; fault: TextKey | undefined }): VNode => (
  <>
    <label for="number">
      <T of="own.door.number" visit={props.visit} />
    </label>
    <FieldNote id="number-fault" of={props.fault} visit={props.visit} />
    <input
      id="number"
      name="number"
      class="digits"
      inputmode="numeric"
      dir="ltr"
      maxLength={60}
      autocomplete="off"
      spellcheck={false}
      value={props.typed}
      {...(props.fault === undefined ? {} : { 'aria-invalid': 'true', 'aria-describedby': 'number-fault' })}
    />
  </>
);
