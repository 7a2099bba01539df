import type { VNode } from 'preact';
import { holdsOnTexts, withNames } from '../condition-on-texts.ts';
import type { Condition, Field, RepeatField, SimpleField } from '../field.ts';
import type { Form } from '../form.ts';
import { textsOf } from '../raw.ts';
import { type FormState, shownRows } from '../state.ts';
import { addLabel, errorText, hintOf, labelOf, rowLabel, type Wording } from '../wording.ts';
import { AnswersInput, ChoiceInput, ChoicesInput, SelectInput } from './choice.tsx';
import { DateInput, PartialDateInput } from './date.tsx';
import type { ControlProps } from './parts.tsx';
import { FileInput, LongTextInput, TextInput } from './text.tsx';

/** One question with its control. */
export const FieldInput = (props: ControlProps): VNode => {
  const { field } = props;
  switch (field.kind) {
    case 'long-text':
      return <LongTextInput {...props} field={field} />;
    case 'choice':
      return <ChoiceInput {...props} field={field} />;
    case 'choices':
      return <ChoicesInput {...props} field={field} />;
    case 'yes-no':
      return <AnswersInput {...props} answers={['yes', 'no']} />;
    case 'three-valued':
      return <AnswersInput {...props} answers={['yes', 'no', 'not_sure']} />;
    case 'date':
      return <DateInput {...props} field={field} />;
    case 'partial-date':
      return <PartialDateInput {...props} field={field} />;
    case 'file':
      return <FileInput {...props} field={field} />;
    case 'language':
    case 'country':
    case 'commune':
      return <SelectInput {...props} field={field} />;
    default:
      return <TextInput {...props} field={field} />;
  }
};

type SetProps = {
  readonly wording: Wording;
  readonly state: FormState;
  readonly fields: readonly Field[];
  readonly prefix: string;
  readonly ids: readonly string[];
  readonly nameOf: (id: string) => string;
  /** Heading of the row around, for buttons and groups that would otherwise read alike. */
  readonly within?: string;
  readonly onlyIf?: OnlyIf | undefined;
};

/** Says of which answer a question hangs, for readers without script; nothing where it need not be said. */
export type OnlyIf = (field: Field) => string | null;

type Conditional = {
  readonly condition: Condition | undefined;
  readonly state: FormState;
  readonly told: string | null;
  readonly children: VNode;
};

/** A question asked only because of another answer. Without script it is always there, set off by a line. */
const When = ({ condition, state, told, children }: Conditional): VNode => {
  if (condition === undefined) return children;
  const met = holdsOnTexts(condition, (name) => textsOf(state.raw, name));
  return (
    <div class="conditional" data-shown-when={JSON.stringify(condition)} data-met={String(met)}>
      {told === null ? null : <p class="hint only-if">{told}</p>}
      {children}
    </div>
  );
};

/** Read aloud with a button or a group inside a row: which row that is. */
const Within = ({ within }: SetProps): VNode | null =>
  within === undefined ? null : <span class="unseen">{` (${within})`}</span>;

const RemoveText = ({ wording, title, isSlim }: SetProps & { title: string; isSlim: boolean }): VNode =>
  isSlim ? (
    <>
      {wording.words.t('platform.form.remove_this')}
      <span class="unseen">{` ${title}`}</span>
    </>
  ) : (
    <>{wording.words.t('platform.form.remove', { row: title })}</>
  );

const Row = (props: SetProps & { field: RepeatField; name: string; row: number; number: number }): VNode => {
  const { wording, state, field, name, row, number, ids } = props;
  const own = new Set(field.of.map((it) => it.id));
  const title = rowLabel(wording, ids, number);
  const focused = state.focus === `${name}.${row}`;
  // One question to a row needs no frame around it.
  const isSlim = field.of.length === 1;
  return (
    <fieldset
      class={isSlim ? 'row slim' : 'row'}
      id={`${name}.${row}`}
      tabindex={focused ? -1 : undefined}
      autofocus={focused}
    >
      <legend>{title}</legend>
      <input type="hidden" name={`${name}.${row}._row`} value="" />
      <Questions
        {...props}
        within={title}
        fields={field.of}
        prefix={`${name}.${row}.`}
        nameOf={(id) => (own.has(id) ? `${name}.${row}.${id}` : props.nameOf(id))}
      />
      <button class="button quiet small" type="submit" name="_remove" value={`${name}.${row}`}>
        <RemoveText {...props} title={title} isSlim={isSlim} />
        <Within {...props} />
      </button>
    </fieldset>
  );
};

/** What is wrong with a group as a whole: too few or too many rows. */
const GroupWrong = ({ wording, state, name }: SetProps & { name: string }): VNode | null => {
  const errors = state.errors.filter((error) => error.name === name).map((error) => errorText(wording, error));
  return errors.length === 0 ? null : (
    <p class="field-error" id={`${name}-error`}>
      {errors.map((error) => (
        <span key={error}>{error}</span>
      ))}
    </p>
  );
};

/** The button for one more row, and the sentence that there may be no more: one of the two is seen. */
const AddRow = (props: SetProps & { field: RepeatField; name: string; count: number }): VNode => {
  const { wording, field, name, count, ids } = props;
  const isFull = field.most !== undefined && count >= field.most;
  return (
    <>
      <button class="button quiet" type="submit" name="_add" value={name} hidden={isFull}>
        {addLabel(wording, ids)}
        <Within {...props} />
      </button>
      {field.most === undefined ? null : (
        <p class="hint" data-rows-full hidden={!isFull}>
          {wording.words.t('platform.form.rows_at_most', { most: field.most })}
        </p>
      )}
    </>
  );
};

const Repeat = (props: SetProps & { field: RepeatField }): VNode => {
  const { wording, state, field, prefix, within } = props;
  const Heading = within === undefined ? 'h2' : 'h3';
  const ids = [...props.ids, field.id];
  const name = `${prefix}${field.id}`;
  const hint = hintOf(wording, ids);
  const rows = shownRows(state.raw, name, field.least ?? 0);
  return (
    <section
      class="repeat"
      aria-labelledby={`${name}-label`}
      id={name}
      tabindex={-1}
      data-row-title={rowLabel(wording, ids, '{number}')}
      data-most={field.most}
    >
      <Heading id={`${name}-label`}>
        {labelOf(wording, ids)}
        <Within {...props} />
      </Heading>
      <GroupWrong {...props} name={name} />
      {hint ? <p class="hint">{hint}</p> : null}
      {rows.map((row, index) => (
        <Row key={row} {...props} ids={ids} name={name} row={row} number={index + 1} />
      ))}
      <AddRow {...props} ids={ids} name={name} count={rows.length} />
    </section>
  );
};

const controlProps = (props: SetProps, field: SimpleField): ControlProps => ({
  wording: props.wording,
  state: props.state,
  field,
  name: `${props.prefix}${field.id}`,
  ids: [...props.ids, field.id],
});

const Questions = (props: SetProps): VNode => (
  <>
    {props.fields.map((field) => (
      <When
        key={field.id}
        state={props.state}
        condition={field.shownWhen ? withNames(field.shownWhen, props.nameOf) : undefined}
        told={props.onlyIf?.(field) ?? null}
      >
        {field.kind === 'repeat' ? <Repeat {...props} field={field} /> : <FieldInput {...controlProps(props, field)} />}
      </When>
    ))}
  </>
);

/** The Enter key presses a form's first button. Without this one it would be *remove* or *add* of a row. */
const EnterKey = (): VNode => <button type="submit" class="unseen" tabIndex={-1} aria-hidden="true" />;

/** What the fields of a form need of a page. */
export type FormPage = Omit<Wording, 'room'>;

/** All questions of a form (or only those of `only`), filled from its state. */
export const FieldSet = (props: {
  readonly page: FormPage;
  readonly form: Form<unknown>;
  readonly state: FormState;
  readonly only?: readonly string[];
  readonly onlyIf?: OnlyIf;
}): VNode => {
  const { page, form, state, only, onlyIf } = props;
  const fields = only ? form.fields.filter((field) => only.includes(field.id)) : form.fields;
  const wording: Wording = { words: page.words, codes: page.codes, room: form.room };
  return (
    <>
      {fields.some(({ kind }) => kind === 'repeat') ? <EnterKey /> : null}
      <Questions {...{ wording, state, fields, onlyIf }} prefix="" ids={[]} nameOf={(id) => id} />
    </>
  );
};
