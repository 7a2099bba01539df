import type { ComponentChildren, VNode } from 'preact';
import type { DateField, PartialDateField, Precision } from '../field.ts';
import { isBlank, textOf } from '../raw.ts';
import { partsOf } from '../read-date.ts';
import { usualPrecisions } from '../read-partial-date.ts';
import { type ControlProps, isWrong, Several } from './parts.tsx';

const parts = ['day', 'month', 'year'] as const;

const fromText = (text: string): { day: string; month: string; year: string } => {
  const [year = '', month = '', day = ''] = /^\d{4}-\d{2}-\d{2}$/.test(text) ? text.split('-') : [];
  return { day, month, year };
};

/** Day, month, year as three inputs; a month may be typed as a name. */
export const DayInputs = ({ wording, state, name }: ControlProps): VNode => {
  const text = textOf(state.raw, name);
  const typed = text ? fromText(text) : partsOf(state.raw, name);
  return (
    <div class="day">
      {parts.map((part) => (
        <label key={part} class={`day-part ${part}`}>
          <span>{wording.words.t(`platform.form.${part}`)}</span>
          <input
            id={`${name}.${part}`}
            name={`${name}.${part}`}
            value={typed[part]}
            inputmode={part === 'month' ? 'text' : 'numeric'}
            autocomplete="off"
            dir="ltr"
            aria-invalid={isWrong(state, `${name}.${part}`) ? 'true' : undefined}
          />
        </label>
      ))}
    </div>
  );
};

/** A whole day. */
export const DateInput = (props: ControlProps<DateField>): VNode => (
  <Several {...props}>
    <DayInputs {...props} />
  </Several>
);

type Way = 'date' | 'age' | 'range' | 'unknown';

const waysOf = (precisions: readonly Precision[]): readonly Way[] => {
  const dated = precisions.some((it) => it === 'exact' || it === 'month' || it === 'year');
  const others = (['age', 'range', 'unknown'] as const).filter((it) => precisions.includes(it));
  return dated ? ['date', ...others] : others;
};

const chosenWay = ({ state, name }: ControlProps): string => {
  const said = textOf(state.raw, `${name}.precision`);
  if (said === 'exact' || said === 'month' || said === 'year') return 'date';
  return said === '' && !isBlank(state.raw, name) ? 'date' : said;
};

const AgeInput = ({ wording, state, name }: ControlProps): VNode => (
  <label class="day-part year">
    <span>{wording.words.t('platform.form.date.age')}</span>
    <input
      id={`${name}.age`}
      name={`${name}.age`}
      value={textOf(state.raw, `${name}.age`)}
      inputmode="numeric"
      autocomplete="off"
      aria-invalid={isWrong(state, `${name}.age`) ? 'true' : undefined}
    />
  </label>
);

const RangeInputs = (props: ControlProps): VNode => (
  <div class="range">
    {(['from', 'to'] as const).map((end) => (
      <fieldset key={end} class="range-end">
        <legend>{props.wording.words.t(`platform.form.date.${end}`)}</legend>
        <DayInputs {...props} name={`${props.name}.${end}`} />
      </fieldset>
    ))}
  </div>
);

const inputsOf: Readonly<Record<Way, (props: ControlProps) => ComponentChildren>> = {
  date: (props) => (
    <>
      <p class="hint">{props.wording.words.t('platform.form.date.as_known')}</p>
      <DayInputs {...props} />
    </>
  ),
  age: AgeInput,
  range: RangeInputs,
  unknown: () => null,
};

/** A date as well as it is known: a day, month or year, an age, a span, or not known. */
export const PartialDateInput = (props: ControlProps<PartialDateField>): VNode => {
  const { wording, field, name } = props;
  const chosen = chosenWay(props);
  return (
    <Several {...props}>
      <div class="ways">
        {waysOf(field.precisions ?? usualPrecisions).map((way, index) => (
          <div class="way" key={way}>
            <label class="pick">
              <input
                type="radio"
                id={index === 0 ? name : `${name}-${way}`}
                name={`${name}.precision`}
                value={way}
                checked={chosen === way}
              />
              <span>{wording.words.t(`platform.form.date.way.${way}`)}</span>
            </label>
            {way === 'unknown' ? null : <div class="way-inputs">{inputsOf[way](props)}</div>}
          </div>
        ))}
      </div>
    </Several>
  );
};
