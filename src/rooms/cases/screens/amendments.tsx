import type { VNode } from 'preact';
import { textOf } from '../../../platform/form/index.ts';
import {
  Button,
  FieldSet,
  FormFor,
  formState,
  named,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type Amendment, amendNote, type Papers } from '../actions/index.ts';
import { amendmentForm } from '../facts.ts';
import { at, caseParams } from './parts.tsx';

type Head = Papers['notes'][number];

/** Notes in their order, each with what was added to it, oldest first. */
export const withAmendments = <One extends Head>(
  notes: readonly One[],
): readonly { readonly note: One; readonly amendments: readonly One[] }[] =>
  notes
    .filter(({ amends }) => amends === null)
    .map((note) => ({ note, amendments: notes.filter(({ amends }) => amends === note.id).toReversed() }));

const Which = ({ notes, page }: { notes: readonly Head[]; page: PageContext }): VNode => {
  const { words, form } = page;
  const error = form?.errors.find(({ name }) => name === 'amended_note');
  const chosen = textOf(form?.raw ?? {}, 'amended_note');
  return (
    <div class="field">
      <label for="amended_note">{words.t('cases.field.amended_note.label')}</label>
      {error?.sentence ? (
        <p class="field-error" id="amended_note-error">
          {error.sentence}
        </p>
      ) : null}
      <select
        id="amended_note"
        name="amended_note"
        aria-invalid={error ? 'true' : undefined}
        aria-describedby={error ? 'amended_note-error' : undefined}
      >
        {withAmendments(notes).map(({ note }) => (
          <option key={note.id} value={note.id} selected={note.id === chosen}>
            {`${named(page, 'note-kinds', note.kind)} · ${at(words, note.at)} · ${note.authorName}`}
          </option>
        ))}
      </select>
    </div>
  );
};

/** Where something is added to a note of the own body. The note itself stays as it was written. */
export const AmendPanel = ({ papers, page }: { papers: Papers; page: PageContext }): VNode | null => {
  const { words, form } = page;
  if (papers.notes.length === 0) return null;
  const state = form !== null && Object.hasOwn(form.raw, 'amendment_text') ? form : formState(amendmentForm, {});
  return (
    <Panel title={words.t('cases.note.amend')} id="amend">
      <p class="hint">{words.t('cases.note.amend_text')}</p>
      <FormFor page={page} action={`/cases/${papers.file.id}/notes/amend`}>
        <Which notes={papers.notes} page={page} />
        <FieldSet page={page} form={amendmentForm} state={state} only={['amendment_text']} />
        <Button kind="quiet">{words.t('cases.note.amend_save')}</Button>
      </FormFor>
    </Panel>
  );
};

/** Adds to a note. */
export const amendScreen = (again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    journals: ['cases.note_amended'],
    room: 'cases',
    path: '/cases/:caseId/notes/amend',
    once: true,
    permit: 'cases.note',
    params: caseParams,
    body: amendmentForm,
    act: (scene: Scene, input, { params }) => amendNote(scene, params.caseId, input as Amendment),
    then: (_, { caseId }) => `/cases/${caseId}/papers?done=note_amended`,
    again,
  });
