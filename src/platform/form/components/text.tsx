import type { VNode } from 'preact';
import type { EmailField, FileField, LongTextField, NumberField, PhoneField, TextField } from '../field.ts';
import { textOf } from '../raw.ts';
import { type ControlProps, Single, tied } from './parts.tsx';

type OneLine = TextField | NumberField | PhoneField | EmailField;

const typing = (
  field: OneLine,
): { type: 'text' | 'tel' | 'password'; inputmode: 'text' | 'numeric' | 'tel' | 'email' } => {
  if (field.kind === 'number') return { type: 'text', inputmode: 'numeric' };
  if (field.kind === 'phone') return { type: 'tel', inputmode: 'tel' };
  if (field.kind === 'email') return { type: 'text', inputmode: 'email' };
  const inputmode = field.autocomplete === 'one-time-code' ? 'numeric' : 'text';
  return { type: field.secret ? 'password' : 'text', inputmode };
};

/** One line of text: also numbers, telephone numbers and addresses, in any form people write them. A secret is never sent back. */
export const TextInput = (props: ControlProps<OneLine>): VNode => {
  const { state, field, name } = props;
  return (
    <Single {...props}>
      <input
        id={name}
        name={name}
        {...typing(field)}
        value={field.kind === 'text' && field.secret ? '' : textOf(state.raw, name)}
        autocomplete={field.autocomplete ?? 'off'}
        spellcheck={field.kind === 'text' ? (field.spellcheck ?? false) : false}
        dir={field.kind === 'text' ? 'auto' : 'ltr'}
        {...tied(props)}
      />
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
