import type { VNode } from 'preact';
import type { EmailField, FileField, LongTextField, NumberField, PhoneField, TextField } from '../field.ts';
import { textOf } from '../raw.ts';
import { type ControlProps, Single, tied } from './parts.tsx';

type OneLine = TextField | NumberField | PhoneField | EmailField;

const inputmodeOf = (field: OneLine): 'text' | 'numeric' | 'tel' | 'email' => {
  if (field.kind === 'number') return 'numeric';
  if (field.kind === 'phone') return 'tel';
  if (field.kind === 'email') return 'email';
  return field.autocomplete === 'one-time-code' ? 'numeric' : 'text';
};

/** A password by its kind or by what browsers are told it is: hidden while typed, never sent back to the page. */
const isSecret = (field: OneLine): boolean =>
  field.kind === 'text' && (field.secret === true || (field.autocomplete ?? '').endsWith('password'));

/** What is filled in again: all that was typed, but a code that works once. */
const valueOf = ({ state, field, name }: ControlProps<OneLine>): string =>
  field.autocomplete === 'one-time-code' ? '' : textOf(state.raw, name);

/** One line of text: also numbers, telephone numbers and addresses, in any form people write them. A secret is never sent back. */
export const TextInput = (props: ControlProps<OneLine>): VNode => {
  const { field, name } = props;
  const common = {
    id: name,
    name,
    autocomplete: field.autocomplete ?? 'off',
    inputmode: inputmodeOf(field),
    ...tied(props),
  };
  return (
    <Single {...props}>
      {isSecret(field) ? (
        <input {...common} type="password" />
      ) : (
        <input
          {...common}
          type="text"
          value={valueOf(props)}
          spellcheck={field.kind === 'text' ? (field.spellcheck ?? false) : false}
          dir={field.kind === 'text' ? 'auto' : 'ltr'}
        />
      )}
    </Single>
  );
};

/**
 * Many lines of text, in any script. The line break after the tag is dropped by browsers: it keeps one that the text
 * itself begins with.
 */
export const LongTextInput = (props: ControlProps<LongTextField>): VNode => (
  <Single {...props}>
    <textarea
      id={props.name}
      name={props.name}
      rows={props.field.rows ?? 5}
      dir="auto"
      autocomplete="off"
      {...tied(props)}
    >
      {`\n${textOf(props.state.raw, props.name)}`}
    </textarea>
  </Single>
);

/** Files; the limits stand before the choice. */
export const FileInput = (props: ControlProps<FileField>): VNode => {
  const { wording, field, name } = props;
  const limits = { most: field.most ?? 10, megabytes: Math.floor((field.limit ?? 10 * 1024 * 1024) / 1024 / 1024) };
  return (
    <Single {...props}>
      <p class="hint" id={`${name}-limits`}>
        {wording.words.t('platform.form.file.limits', limits)}
      </p>
      <input
        id={name}
        name={name}
        type="file"
        multiple={limits.most > 1}
        accept={field.accept?.join(',')}
        {...tied(props)}
      />
    </Single>
  );
};
