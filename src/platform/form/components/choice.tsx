import type { VNode } from 'preact';
import type { ChoiceField, ChoicesField, Code, CommuneField, CountryField, LanguageField } from '../field.ts';
import { textOf, textsOf } from '../raw.ts';
import { listOf } from '../read-simple.ts';
import { codeLabel, type Wording } from '../wording.ts';
import { type ControlProps, Several, Single, tied } from './parts.tsx';

/** Above this many codes a list is shown as a select: more radios than fit a phone are hard to scan. */
const mostRadios = 7;

const hintOfCode = (wording: Wording, code: Code): string | null =>
  code.hint?.[wording.words.language] ?? code.hint?.['en'] ?? null;

type PickProps = {
  readonly type: 'radio' | 'checkbox';
  readonly id: string;
  readonly name: string;
  readonly value: string;
};

/** One radio or box with its words; the whole line is the target. */
export const Pick = (
  props: PickProps & { readonly label: string; readonly hint?: string | null; readonly checked: boolean },
): VNode => (
  <label class="pick">
    <input type={props.type} id={props.id} name={props.name} value={props.value} checked={props.checked} />
    <span>
      {props.label}
      {props.hint ? <small class="hint">{props.hint}</small> : null}
    </span>
  </label>
);

const offered = (codes: readonly Code[], chosen: readonly string[]): readonly Code[] =>
  codes.filter((code) => !code.retired || chosen.includes(code.code));

const groupsOf = (wording: Wording, codes: readonly Code[]): readonly (readonly [string, readonly Code[]])[] => {
  const groups = Map.groupBy(codes, (it) => it.group?.[wording.words.language] ?? it.group?.['en'] ?? '');
  return [...groups];
};

const Picks = (props: ControlProps<ChoiceField | ChoicesField> & { readonly type: 'radio' | 'checkbox' }): VNode => {
  const { wording, state, field, name, type } = props;
  const chosen = textsOf(state.raw, name);
  const codes = offered(wording.codes(field.codes), chosen);
  const first = codes[0]?.code;
  return (
    <div class="picks">
      {groupsOf(wording, codes).map(([group, members]) => (
        <div class="pick-group" key={group} role={group ? 'group' : undefined} aria-label={group || undefined}>
          {group ? <p class="pick-heading">{group}</p> : null}
          {members.map((code) => (
            <Pick
              key={code.code}
              type={type}
              id={code.code === first ? name : `${name}-${code.code}`}
              name={name}
              value={code.code}
              label={codeLabel(wording.words, code)}
              hint={hintOfCode(wording, code)}
              checked={chosen.includes(code.code)}
            />
          ))}
        </div>
      ))}
    </div>
  );
};

/** Boxes: any number of codes. */
export const ChoicesInput = (props: ControlProps<ChoicesField>): VNode => (
  <Several {...props}>
    <Picks {...props} type="checkbox" />
  </Several>
);

type SelectProps = ControlProps<ChoiceField | LanguageField | CountryField | CommuneField>;

const wordsOfTypeAhead = ({ words }: Wording): string =>
  JSON.stringify({
    none: words.t('platform.typeahead.none'),
    found: words.t('platform.typeahead.found', { count: '{count}' }),
    hint: words.t('platform.typeahead.hint'),
    open: words.t('platform.typeahead.open'),
  });

const Options = ({ wording, codes, chosen }: { wording: Wording; codes: readonly Code[]; chosen: string }): VNode => (
  <>
    {codes.map((code) => (
      <option
        key={code.code}
        value={code.code}
        selected={code.code === chosen}
        data-synonyms={[code.code, ...(code.synonyms ?? [])].join('|')}
      >
        {codeLabel(wording.words, code)}
      </option>
    ))}
  </>
);

const sorted = (wording: Wording, codes: readonly Code[]): readonly Code[] => {
  const { compare } = new Intl.Collator(wording.words.language);
  return codes.toSorted((one, other) => compare(codeLabel(wording.words, one), codeLabel(wording.words, other)));
};

/** A list to choose one from; with script, type-ahead over the same list. */
export const SelectInput = (props: SelectProps): VNode => {
  const { wording, state, field, name } = props;
  const chosen = textOf(state.raw, name);
  const list = offered(wording.codes(listOf(field)), [chosen]);
  const typeAhead = field.kind !== 'choice' || field.as === 'type-ahead' || list.length > 20;
  const codes = typeAhead && field.kind !== 'choice' ? sorted(wording, list) : list;
  const enhanced = typeAhead ? { 'data-typeahead': wordsOfTypeAhead(wording) } : {};
  return (
    <Single {...props}>
      <select id={name} name={name} autocomplete="off" {...tied(props)} {...enhanced}>
        <option value="">{wording.words.t('platform.form.choose')}</option>
        {groupsOf(wording, codes).map(([group, members]) =>
          group ? (
            <optgroup key={group} label={group}>
              <Options wording={wording} codes={members} chosen={chosen} />
            </optgroup>
          ) : (
            <Options key="" wording={wording} codes={members} chosen={chosen} />
          ),
        )}
      </select>
    </Single>
  );
};

/** One code: radios when they are few, a list when they are many. */
export const ChoiceInput = (props: ControlProps<ChoiceField>): VNode => {
  const { field, wording } = props;
  const as = field.as ?? (wording.codes(field.codes).length > mostRadios ? 'select' : 'radios');
  if (as !== 'radios') return <SelectInput {...props} />;
  return (
    <Several {...props}>
      <Picks {...props} type="radio" />
    </Several>
  );
};

/** Yes and no; or yes, no and not sure. */
export const AnswersInput = (props: ControlProps & { readonly answers: readonly string[] }): VNode => {
  const { wording, state, name, answers } = props;
  const chosen = textOf(state.raw, name);
  return (
    <Several {...props}>
      <div class="picks in-line">
        {answers.map((answer, index) => (
          <Pick
            key={answer}
            type="radio"
            id={index === 0 ? name : `${name}-${answer}`}
            name={name}
            value={answer}
            label={wording.words.t(`platform.form.${answer}`)}
            checked={chosen === answer}
          />
        ))}
      </div>
    </Several>
  );
};
