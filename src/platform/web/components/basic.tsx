import type { ComponentChildren, VNode } from 'preact';

/** What a colour means; the words always say it too. */
export type Tone = 'plain' | 'thread' | 'good' | 'warn' | 'danger' | 'plum';

/** A button that submits its form. `primary` once per page. Its name is `_button` when the form asks which was pressed. */
export const Button = (props: {
  readonly children: ComponentChildren;
  readonly kind?: 'primary' | 'quiet' | 'danger';
  readonly name?: string;
  readonly value?: string;
  readonly formaction?: string;
  /** The answer is a file to save: the page stays, and the button can be pressed again. */
  readonly file?: boolean;
}): VNode => (
  <button
    type="submit"
    class={`button ${props.kind ?? 'primary'}`}
    name={props.name}
    value={props.value}
    formaction={props.formaction}
    data-file={props.file ? '' : undefined}
  >
    {props.children}
  </button>
);

/** A link that looks like a button: goes somewhere, changes nothing. */
export const ButtonLink = (props: {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly kind?: 'primary' | 'quiet';
}): VNode => (
  <a class={`button ${props.kind ?? 'primary'}`} href={props.href}>
    {props.children}
  </a>
);

/** A state in a few words. */
export const Chip = (props: { readonly children: ComponentChildren; readonly tone?: Tone }): VNode => (
  <span class={`chip ${props.tone ?? 'plain'}`}>{props.children}</span>
);

/** Something to know before reading on. `danger` is announced at once. */
export const Notice = (props: {
  readonly children: ComponentChildren;
  readonly tone?: Tone;
  readonly title?: string;
}): VNode => (
  <div class={`notice ${props.tone ?? 'plain'}`} role={props.tone === 'danger' ? 'alert' : undefined}>
    {props.title ? <p class="notice-title">{props.title}</p> : null}
    <div>{props.children}</div>
  </div>
);

/** The head of a page: title, what it is about in chips, what can be done. */
export const PageHead = (props: {
  readonly title: ComponentChildren;
  readonly lead?: ComponentChildren;
  readonly chips?: ComponentChildren;
  readonly actions?: ComponentChildren;
  readonly back?: { readonly href: string; readonly label: string };
}): VNode => (
  <header class="page-head">
    <div>
      {props.back ? (
        <a class="back" href={props.back.href}>
          {props.back.label}
        </a>
      ) : null}
      <h1>{props.title}</h1>
      {props.lead ? <p class="lead">{props.lead}</p> : null}
      {props.chips ? <div class="chips">{props.chips}</div> : null}
    </div>
    {props.actions ? <div class="actions">{props.actions}</div> : null}
  </header>
);

/** A titled part of a page. `level` keeps the headings in order. */
export const Panel = (props: {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly level?: 2 | 3;
  readonly id?: string;
}): VNode => {
  const Heading = props.level === 3 ? 'h3' : 'h2';
  return (
    <section class="panel" id={props.id}>
      <Heading class="panel-title">{props.title}</Heading>
      <div class="panel-body">{props.children}</div>
    </section>
  );
};

/** Two columns on wide screens: the matter, and beside it what explains it. */
export const Columns = (props: { readonly children: ComponentChildren; readonly aside: ComponentChildren }): VNode => (
  <div class="columns">
    <div class="column-main">{props.children}</div>
    <div class="column-aside">{props.aside}</div>
  </div>
);

/** More for who wants it. */
export const Details = (props: {
  readonly summary: string;
  readonly children: ComponentChildren;
  readonly open?: boolean;
}): VNode => (
  <details class="details" open={props.open}>
    <summary>{props.summary}</summary>
    <div>{props.children}</div>
  </details>
);

export type Fact = { readonly label: string; readonly value: ComponentChildren; readonly note?: ComponentChildren };

/** Facts with their names. An absent value is said by the caller (*not known*), never left empty. */
export const Facts = (props: { readonly facts: readonly Fact[] }): VNode => (
  <dl class="facts">
    {props.facts.map(({ label, value, note }) => (
      <div key={label}>
        <dt>{label}</dt>
        <dd>
          {value}
          {note ? <small class="soft">{note}</small> : null}
        </dd>
      </div>
    ))}
  </dl>
);

/** A titled card of facts with its actions (change, remove), as in a check page. */
export const SummaryCard = (props: {
  readonly title: string;
  readonly facts: readonly Fact[];
  readonly actions?: ComponentChildren;
}): VNode => (
  <section class="summary-card">
    <header>
      <h2>{props.title}</h2>
      {props.actions ? <div class="actions">{props.actions}</div> : null}
    </header>
    <Facts facts={props.facts} />
  </section>
);

/** Lines of a list inside a panel: a main line and a soft one. */
export const Lines = (props: {
  readonly lines: readonly {
    readonly main: ComponentChildren;
    readonly note?: ComponentChildren;
    readonly tone?: Tone;
  }[];
}): VNode => (
  <ul class="lines">
    {props.lines.map((line, index) => (
      <li key={index}>
        <span class={`line-main ${line.tone ?? 'plain'}`}>{line.main}</span>
        {line.note ? <span class="soft">{line.note}</span> : null}
      </li>
    ))}
  </ul>
);

/** Reads only to those who cannot see the page. */
export const Unseen = (props: { readonly children: ComponentChildren }): VNode => (
  <span class="unseen">{props.children}</span>
);
