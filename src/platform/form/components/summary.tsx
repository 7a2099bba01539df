import type { VNode } from 'preact';
import { type Answer, type Answers, isUntold } from '../answer.ts';
import { holds } from '../condition.ts';
import type { Field, RepeatField } from '../field.ts';
import type { Form } from '../form.ts';
import type { FormState } from '../state.ts';
import { answerText, errorText, labelOf, rowLabel, type Wording } from '../wording.ts';
import type { FormPage } from './field-set.tsx';

type SummaryPage = FormPage & { readonly room: string; readonly form: FormState | null };

/**
 * What is to put right, above the form: the same words as by the fields, each a link to its input. It takes the focus
 * when the page opens, without script. Nothing when there is nothing to say.
 */
export const ErrorSummary = (props: {
  readonly page: SummaryPage;
  /** The form's room, when it is not the page's. */
  readonly room?: string;
  /** A state that did not come from a form just sent (a draft that is looked through). */
  readonly state?: FormState;
}): VNode | null => {
  const { page, room } = props;
  const { words, codes } = page;
  const form = props.state ?? page.form;
  if (form === null || (form.errors.length === 0 && form.refusal === null)) return null;
  const wording = { words, codes, room: room ?? page.room };
  return (
    <section class="error-summary" role="alert" aria-labelledby="error-summary-title" tabindex={-1} autofocus>
      <h2 id="error-summary-title">{words.t('platform.form.problem')}</h2>
      {form.refusal ? <p>{form.refusal}</p> : null}
      {form.errors.length > 0 ? (
        <ul>
          {form.errors.map((error) => (
            <li key={error.name}>
              <a href={`#${error.name}`}>{errorText(wording, error)}</a>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
};

type CheckProps = {
  readonly wording: Wording;
  readonly change?: (id: string) => string;
};

const AnswerCell = ({
  wording,
  field,
  answer,
}: {
  wording: Wording;
  field: Field;
  answer: Answer | undefined;
}): VNode => {
  const text = answerText(wording, field, answer);
  if (text === null) return <dd class="missing">{wording.words.t('platform.form.not_provided')}</dd>;
  return (
    <dd class={isUntold(answer) ? 'untold-answer' : undefined} dir="auto">
      {text}
    </dd>
  );
};

type LineProps = CheckProps & { readonly field: Field; readonly ids: readonly string[]; readonly answers: Answers };

const Line = ({ wording, change, field, ids, answers }: LineProps): VNode => {
  const label = labelOf(wording, ids);
  return (
    <div class="answer">
      <dt>{label}</dt>
      <AnswerCell wording={wording} field={field} answer={answers[field.id]} />
      {change ? (
        <dd class="change">
          <a href={change(ids.join('.'))}>
            {wording.words.t('platform.form.change')}
            <span class="unseen">{` ${label}`}</span>
          </a>
        </dd>
      ) : null}
    </div>
  );
};

const asked = (fields: readonly Field[], answers: Answers, around: Answers): readonly Field[] =>
  fields.filter((field) => field.shownWhen === undefined || holds(field.shownWhen, { ...around, ...answers }));

type RowProps = CheckProps & { readonly answers: Answers; readonly around: Answers; readonly ids: readonly string[] };

/** The answers of one row, then its own rows. */
const RowAnswers = (props: RowProps & { readonly fields: readonly Field[] }): VNode => {
  const { answers, around, ids } = props;
  const fields = asked(props.fields, answers, around);
  return (
    <>
      <dl class="answers">
        {fields
          .filter(({ kind }) => kind !== 'repeat')
          .map((field) => (
            <Line key={field.id} {...props} field={field} ids={[...ids, field.id]} answers={answers} />
          ))}
      </dl>
      {fields.map((field) =>
        field.kind === 'repeat' ? (
          <Rows key={field.id} {...props} field={field} ids={ids} around={{ ...around, ...answers }} isInner />
        ) : null,
      )}
    </>
  );
};

const Rows = (props: RowProps & { readonly field: RepeatField; readonly isInner?: boolean }): VNode => {
  const rows = (props.answers[props.field.id] ?? []) as readonly Answers[];
  const ids = [...props.ids, props.field.id];
  const Heading = props.isInner ? 'h3' : 'h2';
  return (
    <>
      {rows.length === 0 ? (
        <dl class="answers">
          <Line {...props} ids={ids} />
        </dl>
      ) : null}
      {rows.map((row, index) => (
        <section class="answer-row" key={index}>
          <Heading>{rowLabel(props.wording, ids, index + 1)}</Heading>
          <RowAnswers {...props} fields={props.field.of} ids={ids} answers={row} around={props.around} />
        </section>
      ))}
    </>
  );
};

/** The answers to check before sending, each with a link back. Optional questions without answer say so. */
export const CheckAnswers = (props: {
  readonly page: FormPage;
  readonly form: Form<unknown>;
  readonly values: unknown;
  /** Address of the page where a question (by id, `group.id` in rows) is answered; no links when absent. */
  readonly change?: (id: string) => string;
}): VNode => {
  const { page, form } = props;
  const answers = props.values as Answers;
  const check: CheckProps = {
    wording: { words: page.words, codes: page.codes, room: form.room },
    ...(props.change ? { change: props.change } : {}),
  };
  const fields = asked(form.fields, answers, {});
  const single = fields.filter((field) => field.kind !== 'repeat');
  return (
    <div class="check-answers">
      {single.length === 0 ? null : (
        <dl class="answers">
          {single.map((field) => (
            <Line key={field.id} {...check} field={field} ids={[field.id]} answers={answers} />
          ))}
        </dl>
      )}
      {fields.map((field) =>
        field.kind === 'repeat' ? (
          <Rows key={field.id} {...check} field={field} ids={[]} answers={answers} around={answers} />
        ) : null,
      )}
    </div>
  );
};
