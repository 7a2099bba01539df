import type { ComponentChildren, VNode } from 'preact';

export type Knot = {
  readonly id: string;
  /** Machine time and what people read. */
  readonly at: string;
  readonly atText: string;
  readonly title: ComponentChildren;
  readonly text?: ComponentChildren;
  readonly by?: ComponentChildren;
  /** `decision` is a full knot, `event` an open one, `note` a small soft one. */
  readonly weight?: 'decision' | 'event' | 'note';
};

/** What happened, on one line: the newest on top. `weight` is shown by the knot and said by the words. */
export const Thread = (props: {
  readonly label: string;
  readonly knots: readonly Knot[];
  readonly empty: string;
}): VNode =>
  props.knots.length === 0 ? (
    <p class="empty">{props.empty}</p>
  ) : (
    <ol class="thread" aria-label={props.label}>
      {props.knots.map((knot) => (
        <li key={knot.id} id={`knot-${knot.id}`} class={knot.weight ?? 'event'}>
          <time datetime={knot.at}>{knot.atText}</time>
          <span class="knot" aria-hidden="true" />
          <div class="knot-body">
            <div class="knot-title">{knot.title}</div>
            {knot.text ? <div class="knot-text">{knot.text}</div> : null}
            {knot.by ? <div class="soft">{knot.by}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );

export type ClockFace = {
  readonly title: string;
  /** Days passed and in all; `total` null for a clock without an end. */
  readonly passed: number;
  readonly total: number | null;
  /** In the middle of the arc: days left, usually. */
  readonly figure: string;
  /** The same in words: *34 of 90 days, ends 16 January 2027*. */
  readonly text: ComponentChildren;
  /** Law and article. */
  readonly source?: ComponentChildren;
  readonly tone?: 'thread' | 'good' | 'warn' | 'danger';
};

const round = 2 * Math.PI * 22;

const Arc = ({ passed, total, tone, figure }: ClockFace): VNode => {
  const share = total === null ? 1 : Math.min(1, Math.max(0, passed / total));
  const dashes = total === null ? '4 5' : `${(share * round).toFixed(1)} ${round.toFixed(1)}`;
  return (
    <svg viewBox="0 0 54 54" aria-hidden="true" class={`arc ${tone ?? 'thread'}`}>
      <circle class="arc-track" cx="27" cy="27" r="22" />
      <circle class="arc-passed" cx="27" cy="27" r="22" stroke-dasharray={dashes} transform="rotate(-90 27 27)" />
      <text x="27" y="32" text-anchor="middle">
        {figure}
      </text>
    </svg>
  );
};

/** A legal clock: the arc shows what has passed, the words beside it say it, with dates and law. */
export const Clock = (face: ClockFace): VNode => (
  <li class="clock">
    <Arc {...face} />
    <div>
      <strong>{face.title}</strong>
      <span class="soft">{face.text}</span>
      {face.source ? <span class="soft">{face.source}</span> : null}
    </div>
  </li>
);

/** Clocks side by side. */
export const Clocks = (props: { readonly label: string; readonly clocks: readonly ClockFace[] }): VNode | null =>
  props.clocks.length === 0 ? null : (
    <ul class="clocks" aria-label={props.label}>
      {props.clocks.map((face) => (
        <Clock key={face.title} {...face} />
      ))}
    </ul>
  );

export type Step = {
  readonly label: string;
  readonly href?: string;
  readonly state: 'done' | 'current' | 'open';
  /** The state in words: *completed*, *3 answers missing*. */
  readonly stateText?: string;
};

/** The steps of a long form in order, each with its state in words. */
export const Steps = (props: { readonly label: string; readonly steps: readonly Step[] }): VNode => (
  <nav class="steps" aria-label={props.label}>
    <ol>
      {props.steps.map((step) => (
        <li key={step.label} class={step.state}>
          {step.href ? (
            <a href={step.href} aria-current={step.state === 'current' ? 'step' : undefined}>
              {step.label}
            </a>
          ) : (
            <span>{step.label}</span>
          )}
          {step.stateText ? <small class="soft">{step.stateText}</small> : null}
        </li>
      ))}
    </ol>
  </nav>
);

/** Opens a dialog of the page by its id; a native function of the browser, no script. */
export const DialogButton = (props: { readonly opens: string; readonly children: ComponentChildren }): VNode => (
  <button type="button" class="button quiet" popovertarget={props.opens}>
    {props.children}
  </button>
);

/** Something to read or decide before going on; opened by `DialogButton`, closed by Escape or its own button. */
export const Dialog = (props: {
  readonly id: string;
  readonly title: string;
  readonly close: string;
  readonly children: ComponentChildren;
}): VNode => (
  <div class="dialog" id={props.id} popover="auto" role="dialog" aria-labelledby={`${props.id}-title`}>
    <h2 id={`${props.id}-title`}>{props.title}</h2>
    {props.children}
    <button type="button" class="button quiet" popovertarget={props.id} popovertargetaction="hide">
      {props.close}
    </button>
  </div>
);
