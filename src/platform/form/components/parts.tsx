import type { ComponentChildren, VNode } from 'preact';
import type { SimpleField } from '../field.ts';
import { textOf } from '../raw.ts';
import type { FormState } from '../state.ts';
import { errorText, hintOf, labelOf, type Wording } from '../wording.ts';

/** What every control is given. `name` is the full name of the input and its id on the page. */
export type ControlProps<F = SimpleField> = {
  readonly wording: Wording;
  readonly state: FormState;
  readonly field: F;
  readonly name: string;
  /** Ids of the groups around and of the field, for its texts. */
  readonly ids: readonly string[];
};

/** The sentences of what is wrong with a field, those of its parts included. */
export const errorsAt = ({ wording, state, name }: ControlProps): readonly string[] =>
  state.errors
    .filter((error) => error.name === name || error.name.startsWith(`${name}.`))
    .map((error) => errorText(wording, error));

/** True when this very input is to be corrected (a part of a date, say). */
export const isWrong = (state: FormState, name: string): boolean => state.errors.some((error) => error.name === name);

const described = (props: ControlProps): string | undefined => {
  const hint = hintOf(props.wording, props.ids) ? `${props.name}-hint` : null;
  const wrong = errorsAt(props).length > 0 ? `${props.name}-error` : null;
  return [hint, wrong].filter((it) => it !== null).join(' ') || undefined;
};

/** Attributes that tie an input to its hint and its error. */
export const tied = (props: ControlProps): Record<string, string | undefined> => ({
  'aria-describedby': described(props),
  'aria-invalid': errorsAt(props).length > 0 ? 'true' : undefined,
});

const Hint = (props: ControlProps): VNode | null => {
  const hint = hintOf(props.wording, props.ids);
  return hint ? (
    <p class="hint" id={`${props.name}-hint`}>
      {hint}
    </p>
  ) : null;
};

const Wrong = (props: ControlProps): VNode | null => {
  const errors = errorsAt(props);
  return errors.length > 0 ? (
    <p class="field-error" id={`${props.name}-error`}>
      {errors.map((error) => (
        <span key={error}>{error}</span>
      ))}
    </p>
  ) : null;
};

const Optional = ({ wording, field }: ControlProps): VNode | null =>
  field.required ? null : <span class="optional"> {wording.words.t('platform.form.optional')}</span>;

/** *Not asked, not known, declined*: an answer for every sensitive question, and the way back to a real one. */
const Untold = ({ wording, state, field, name, ids }: ControlProps): VNode | null => {
  if (!field.tellable) return null;
  const chosen = textOf(state.raw, `${name}.untold`);
  return (
    <fieldset class="untold">
      <legend>{wording.words.t('platform.form.untold.legend', { label: labelOf(wording, ids) })}</legend>
      {['', 'not_asked', 'not_known', 'declined'].map((reason) => (
        <label class="pick" key={reason}>
          <input type="radio" name={`${name}.untold`} value={reason} checked={chosen === reason} />
          <span>{wording.words.t(`platform.form.untold.${reason || 'answered'}`)}</span>
        </label>
      ))}
    </fieldset>
  );
};

const classOf = (props: ControlProps): string =>
  `field field-${props.field.kind} width-${props.field.width ?? 'medium'}${errorsAt(props).length > 0 ? ' is-wrong' : ''}`;

/** A question with one input: label, hint, error, control, reasons for no answer. */
export const Single = (props: ControlProps & { readonly children: ComponentChildren }): VNode => (
  <div class={classOf(props)}>
    <label class="field-label" for={props.name}>
      {labelOf(props.wording, props.ids)}
      <Optional {...props} />
    </label>
    <Hint {...props} />
    <Wrong {...props} />
    {props.children}
    <Untold {...props} />
  </div>
);

/** A question with several inputs: the same in a fieldset, so that its label is read with each. */
export const Several = (props: ControlProps & { readonly children: ComponentChildren }): VNode => (
  <fieldset class={classOf(props)} {...tied(props)}>
    <legend class="field-label">
      {labelOf(props.wording, props.ids)}
      <Optional {...props} />
    </legend>
    <Hint {...props} />
    <Wrong {...props} />
    {props.children}
    <Untold {...props} />
  </fieldset>
);
