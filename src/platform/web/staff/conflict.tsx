import type { VNode } from 'preact';
import type { Answers } from '../../form/answer.ts';
import type { Field } from '../../form/field.ts';
import type { Form, ParsedForm, RawForm } from '../../form/form.ts';
import { textOf, textsOf } from '../../form/raw.ts';
import { rawOf } from '../../form/state.ts';
import { answerText, labelOf, rowLabel, type Wording } from '../../form/wording.ts';
import type { Scene } from '../../scene.ts';
import { Button } from '../components/basic.tsx';
import { FormFor, HiddenInputs } from '../components/form-for.tsx';
import type { PageContext } from '../page.ts';
import type { Admitted, Stopped } from './admit.ts';
import { formOf, ownOf, parseReceived } from './received.ts';
import { pageContext, renderPage } from './render.tsx';
import type { Theirs } from './screen.ts';
import { reading } from './steps.ts';

type LoadTheirs<Profile, Params> = (scene: Scene<Profile>, params: Params) => Promise<Theirs | null>;

const underField = (raw: RawForm, id: string): RawForm =>
  Object.fromEntries(
    Object.keys(raw).flatMap((name) =>
      (name === id || name.startsWith(`${id}.`)) && !name.endsWith('._row')
        ? [[name, textsOf(raw, name)] as const]
        : [],
    ),
  );

const isSame = (one: RawForm, other: RawForm): boolean => {
  const filled = (raw: RawForm): string =>
    JSON.stringify(
      Object.entries(raw)
        .filter(([, texts]) => texts.some((text) => text !== ''))
        .toSorted(([one], [other]) => one.localeCompare(other)),
    );
  return filled(one) === filled(other);
};

/** Fields in which the two differ. Compared as they would be typed, so that a date typed in words is the same date. */
const differing = (fields: readonly Field[], mine: Answers, theirs: Answers): readonly Field[] => {
  const [own, other] = [rawOf(fields, mine), rawOf(fields, theirs)];
  return fields.filter((field) => !isSame(underField(own, field.id), underField(other, field.id)));
};

const Value = ({ wording, field, answers }: { wording: Wording; field: Field; answers: Answers }): VNode => {
  const answer = answers[field.id];
  if (field.kind !== 'repeat') {
    return (
      <span dir="auto">{answerText(wording, field, answer) ?? wording.words.t('platform.form.not_provided')}</span>
    );
  }
  const rows = (answer ?? []) as readonly Answers[];
  return (
    <>
      {rows.length === 0 ? wording.words.t('platform.form.not_provided') : null}
      {rows.map((row, index) => (
        <span class="conflict-row" key={index}>
          <b>{rowLabel(wording, [field.id], index + 1)}</b>{' '}
          <span dir="auto">
            {field.of
              .map((it) => answerText(wording, it, row[it.id]))
              .filter(Boolean)
              .join(' · ')}
          </span>
        </span>
      ))}
    </>
  );
};

type Sides = { readonly mine: Answers; readonly theirs: Answers };

const Choice = ({ wording, field, sides }: { wording: Wording; field: Field; sides: Sides }): VNode => (
  <fieldset class="conflict-field" id={`_take.${field.id}`} tabindex={-1}>
    <legend>{labelOf(wording, [field.id])}</legend>
    {(['mine', 'theirs'] as const).map((side) => (
      <label class="pick" key={side}>
        <input type="radio" name={`_take.${field.id}`} value={side} />
        <span>
          <small class="hint">{wording.words.t(`platform.conflict.${side}`)}</small>
          <Value wording={wording} field={field} answers={sides[side]} />
        </span>
      </label>
    ))}
  </fieldset>
);

type ConflictProps = {
  readonly page: PageContext;
  readonly form: Form<unknown>;
  readonly raw: RawForm;
  readonly sides: Sides;
  readonly theirs: Theirs;
  readonly unsettled: readonly string[];
};

const ConflictPage = ({ page, form, raw, sides, theirs, unsettled }: ConflictProps): VNode => {
  const { words, codes } = page;
  const wording = { words, codes, room: form.room };
  return (
    <article class="conflict">
      <h1>{words.t('platform.conflict.title')}</h1>
      <p>{words.t(theirs.by ? 'platform.conflict.text_by' : 'platform.conflict.text', { by: theirs.by ?? '' })}</p>
      {unsettled.length > 0 ? (
        <section class="error-summary" role="alert" tabindex={-1} autofocus>
          <h2>{words.t('platform.form.problem')}</h2>
          <ul>
            {unsettled.map((id) => (
              <li key={id}>
                <a href={`#_take.${id}`}>{words.t('platform.form.error.missing', { label: labelOf(wording, [id]) })}</a>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <FormFor page={page} action={page.path} version={theirs.version}>
        <input type="hidden" name="_settle" value="yes" />
        <HiddenInputs raw={raw} />
        {differing(form.fields, sides.mine, sides.theirs).map((field) => (
          <Choice key={field.id} wording={wording} field={field} sides={sides} />
        ))}
        <Button>{words.t('platform.conflict.save')}</Button>
      </FormFor>
    </article>
  );
};

const loadTheirs = <Profile, Params, Values>(
  admitted: Admitted<Profile, Params, Values>,
  theirs: LoadTheirs<Profile, Params>,
): Promise<Theirs | null> => reading(admitted.signedIn, (scene) => theirs(scene, admitted.params));

type Conflict<Profile, Params, Values> = {
  readonly admitted: Admitted<Profile, Params, Values>;
  readonly form: ParsedForm<Values>;
  readonly theirs: LoadTheirs<Profile, Params>;
};

const draw = async <Profile, Params, Values>(
  admitted: Admitted<Profile, Params, Values>,
  shown: { form: Form<unknown>; mine: ParsedForm<unknown>; theirs: Theirs; unsettled: readonly string[] },
): Promise<string> => {
  const { exchange } = admitted.signedIn;
  const { form, mine, theirs, unsettled } = shown;
  exchange.reply.code(409);
  const page = pageContext(exchange, null);
  const sides = { mine: mine.values as Answers, theirs: theirs.values };
  const content = <ConflictPage {...{ page, form, sides, theirs, unsettled }} raw={mine.raw} />;
  return renderPage(exchange, page, content, exchange.visitor.words.t('platform.conflict.title'));
};

/** Two people changed the same thing: shows both, field by field, and lets this one choose. Null when there is nothing to choose. */
export const showConflict = async <Profile, Params, Values>(
  conflict: Conflict<Profile, Params, Values>,
): Promise<string | null> => {
  const form = formOf(conflict.admitted.body);
  const theirs = form ? await loadTheirs(conflict.admitted, conflict.theirs) : null;
  if (!form || !theirs) return null;
  return draw(conflict.admitted, { form, mine: conflict.form, theirs, unsettled: [] });
};

const taken = (mine: RawForm, theirs: RawForm, ids: readonly string[]): RawForm => {
  const isTaken = (name: string): boolean => ids.some((id) => name === id || name.startsWith(`${id}.`));
  const kept = Object.entries(mine).filter(([name]) => !isTaken(name));
  return Object.fromEntries([...kept, ...Object.entries(theirs).filter(([name]) => isTaken(name))]);
};

/**
 * After the conflict screen: puts the fields taken from the other one into the form. A field without a choice is asked
 * again; when it was changed once more meanwhile, the action refuses and the screen comes again.
 */
export const settleConflict = async <Profile, Params, Values>(
  admitted: Admitted<Profile, Params, Values>,
  loadsTheirs: LoadTheirs<Profile, Params>,
): Promise<Admitted<Profile, Params, Values> | Stopped> => {
  const { received, body, signedIn } = admitted;
  const form = formOf(body);
  if (!form || textOf(received.raw, '_settle') === '') return admitted;
  const theirs = await loadTheirs(admitted, loadsTheirs);
  if (!theirs) return admitted;
  const mine = parseReceived(signedIn.exchange.environment, body, received);
  const fields = differing(form.fields, mine.values as Answers, theirs.values).map((field) => field.id);
  const choiceOf = (id: string): string => textOf(received.raw, `_take.${id}`);
  const unsettled = fields.filter((id) => !['mine', 'theirs'].includes(choiceOf(id)));
  if (unsettled.length > 0) return { stopped: await draw(admitted, { form, mine, theirs, unsettled }) };
  const other = fields.filter((id) => choiceOf(id) === 'theirs');
  const raw = { ...ownOf(received.raw), ...taken(mine.raw, rawOf(form.fields, theirs.values), other) };
  return { ...admitted, received: { ...received, raw } };
};
