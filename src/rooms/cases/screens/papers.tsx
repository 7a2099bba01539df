import type { VNode } from 'preact';
import { z } from 'zod';
import {
  askScreen,
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  named,
  Notice,
  ownPurposes,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  addDocument,
  addNote,
  type NoteInput,
  type OpenDocument,
  openDocument,
  type OpenNotes,
  openNotes,
  type Papers,
  readPapers,
} from '../actions/index.ts';
import { documentForm, noteForm, openForm } from '../facts.ts';
import { AmendPanel, amendScreen, withAmendments } from './amendments.tsx';
import { at, caseParams, type CasesTools, InnerHead } from './parts.tsx';

type Shown = { readonly papers: Papers; readonly profile: Profile };

const NoteHeads = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { notes, file } = shown.papers;
  const { words } = page;
  if (notes.length === 0) return <p class="empty">{words.t('cases.note.none')}</p>;
  return (
    <>
      <Lines
        lines={withAmendments(notes).map(({ note, amendments }) => ({
          main: named(page, 'note-kinds', note.kind),
          note: (
            <>
              {`${at(words, note.at)} · ${note.authorName} · ${words.t('cases.sealed')}`}
              {amendments.map((one) => (
                <div key={one.id}>{words.t('cases.note.amended', { at: at(words, one.at), name: one.authorName })}</div>
              ))}
            </>
          ),
        }))}
      />
      <FormFor page={page} action={`/cases/${file.id}/notes/open`} light>
        <FieldSet page={ownPurposes(page)} form={openForm} state={formState(openForm, {})} />
        <Button kind="quiet">{words.t('cases.note.open')}</Button>
      </FormFor>
    </>
  );
};

const DocumentHeads = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { documents, file } = shown.papers;
  const { words } = page;
  if (documents.length === 0) return <p class="empty">{words.t('cases.document.none')}</p>;
  return (
    <Lines
      lines={documents.map((document) => ({
        main: `${named(page, 'document-kinds', document.kind)} · ${words.t('cases.document.size', { size: Math.ceil(document.size / 1024) })}`,
        note: (
          <>
            {`${at(words, document.addedAt)} · ${document.addedBy}`}
            <FormFor page={page} action={`/cases/${file.id}/documents/${document.id}/open`} light>
              <FieldSet page={ownPurposes(page)} form={openForm} state={formState(openForm, {})} />
              <Button kind="quiet">{words.t('cases.document.open')}</Button>
            </FormFor>
          </>
        ),
      }))}
    />
  );
};

const stateFor = (page: PageContext, form: typeof noteForm | typeof documentForm, own: string) =>
  page.form !== null && Object.hasOwn(page.form.raw, own) ? page.form : formState(form, {});

const PapersPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { file } = shown.papers;
  const { words } = page;
  const may = (permit: string): boolean => page.viewer?.permits.includes(permit) === true;
  return (
    <>
      <InnerHead
        file={file}
        page={page}
        profile={shown.profile}
        title={words.t('cases.tab.papers')}
        lead={words.t('cases.papers.lead')}
      />
      <ErrorSummary page={page} />
      <Panel title={words.t('cases.notes')}>
        <NoteHeads shown={shown} page={page} />
      </Panel>
      {may('cases.note') ? (
        <Panel title={words.t('cases.note.add')} id="note">
          <FormFor page={page} action={`/cases/${file.id}/notes`}>
            <FieldSet page={page} form={noteForm} state={stateFor(page, noteForm, 'note_text')} />
            <Button>{words.t('cases.note.save')}</Button>
          </FormFor>
        </Panel>
      ) : null}
      {may('cases.note') ? <AmendPanel papers={shown.papers} page={page} /> : null}
      <Panel title={words.t('cases.documents')}>
        <DocumentHeads shown={shown} page={page} />
      </Panel>
      {may('cases.document') ? (
        <Panel title={words.t('cases.document.add')} id="document">
          <FormFor page={page} action={`/cases/${file.id}/documents`} files>
            <FieldSet page={page} form={documentForm} state={stateFor(page, documentForm, 'document_kind')} />
            <Button kind="quiet">{words.t('cases.document.save')}</Button>
          </FormFor>
        </Panel>
      ) : null}
    </>
  );
};

const papersScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/cases/:caseId/papers',
  permit: 'cases.read',
  params: caseParams,
  load: async (scene: Scene, { params }): Promise<Shown | null> => {
    const papers = await readPapers(scene, params.caseId);
    return papers === null ? null : { papers, profile: scene.profile };
  },
  title: (_, words) => words.t('cases.tab.papers'),
  page: (shown, page) => <PapersPage shown={shown} page={page} />,
});

const noteScreen: Screen<Profile> = postScreen({
  journals: ['cases.note_added'],
  room: 'cases',
  path: '/cases/:caseId/notes',
  once: true,
  permit: 'cases.note',
  params: caseParams,
  body: noteForm,
  act: (scene: Scene, input, { params }) => addNote(scene, params.caseId, input as NoteInput),
  then: (_, { caseId }) => `/cases/${caseId}/papers?done=note_added`,
  again: papersScreen,
});

const documentScreen: Screen<Profile> = postScreen({
  journals: ['cases.document_added'],
  room: 'cases',
  path: '/cases/:caseId/documents',
  once: true,
  permit: 'cases.document',
  params: caseParams,
  body: documentForm,
  act: (scene: Scene, input, { params, files }) =>
    addDocument(scene, params.caseId, input.document_kind ?? '', files['document_file']?.[0]),
  then: (_, { caseId }) => `/cases/${caseId}/papers?done=document_added`,
  again: papersScreen,
});

const NoteText = ({ note, page }: { note: OpenNotes['notes'][number]; page: PageContext }): VNode => (
  <p class="as-typed" dir="auto">
    {note.text ?? page.words.t('cases.note.unreadable')}
  </p>
);

const OpenNotesPage = ({
  opened,
  profile,
  page,
}: {
  opened: OpenNotes;
  profile: Profile;
  page: PageContext;
}): VNode => {
  const { words } = page;
  return (
    <>
      <InnerHead file={opened.file} page={page} profile={profile} title={words.t('cases.notes')} />
      <Notice>{words.t('cases.opened_logged', { at: at(words, opened.openedAt) })}</Notice>
      {withAmendments(opened.notes).map(({ note, amendments }) => (
        <Panel key={note.id} title={`${named(page, 'note-kinds', note.kind)} · ${at(words, note.at)}`}>
          <p class="soft">{note.authorName}</p>
          <NoteText note={note} page={page} />
          {amendments.map((one) => (
            <section key={one.id} class="conditional" data-met="true">
              <p class="soft">{words.t('cases.note.amended', { at: at(words, one.at), name: one.authorName })}</p>
              <NoteText note={one} page={page} />
            </section>
          ))}
        </Panel>
      ))}
      <a href={`/cases/${opened.file.id}/papers`}>{words.t('cases.back_to_papers')}</a>
    </>
  );
};

const openNotesScreen = (tools: CasesTools): Screen<Profile> =>
  askScreen({
    journals: ['cases.notes_asked', 'identity.opened', 'identity.open-refused'],
    room: 'cases',
    path: '/cases/:caseId/notes/open',
    permit: 'cases.read',
    params: caseParams,
    body: openForm,
    reads: (_, { caseId }) => ({ type: 'cases.notes_asked', subject: { kind: 'case', id: caseId }, caseId }),
    load: async (scene: Scene, input, { params }) => {
      const opened = await openNotes(scene, tools.vault, params.caseId, input.purpose ?? '');
      return isRefusal(opened) ? opened : { opened, profile: scene.profile };
    },
    title: (_, words) => words.t('cases.notes'),
    page: ({ opened, profile }, page) => <OpenNotesPage opened={opened} profile={profile} page={page} />,
    again: papersScreen,
  });

/** The browser saves the file from the page itself: no address of an opened document exists. */
const saved = (opened: OpenDocument): string =>
  `data:application/octet-stream;base64,${opened.bytes.toString('base64')}`;

const endings: Readonly<Record<string, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'text/plain': 'txt',
};

const OpenDocumentPage = ({
  opened,
  profile,
  page,
}: {
  opened: OpenDocument;
  profile: Profile;
  page: PageContext;
}): VNode => (
  <>
    <InnerHead file={opened.file} page={page} profile={profile} title={named(page, 'document-kinds', opened.kind)} />
    <Notice>{page.words.t('cases.opened_logged', { at: at(page.words, page.now) })}</Notice>
    <Notice tone="warn">{page.words.t('cases.document.not_scanned')}</Notice>
    <p>
      <a class="button primary" download={`document.${endings[opened.mediaType] ?? 'bin'}`} href={saved(opened)}>
        {page.words.t('cases.document.save_copy')}
      </a>
    </p>
    <a href={`/cases/${opened.file.id}/papers`}>{page.words.t('cases.back_to_papers')}</a>
  </>
);

const openDocumentScreen = (tools: CasesTools): Screen<Profile> =>
  askScreen({
    journals: ['cases.document_asked', 'identity.opened', 'identity.open-refused'],
    room: 'cases',
    path: '/cases/:caseId/documents/:documentId/open',
    permit: 'cases.read',
    params: z.object({ caseId: z.uuid(), documentId: z.uuid() }),
    body: openForm,
    reads: (_, { caseId, documentId }) => ({
      type: 'cases.document_asked',
      subject: { kind: 'document', id: documentId },
      caseId,
    }),
    load: async (scene: Scene, input, { params }) => {
      const opened = await openDocument(scene, tools.vault, { ...params, purpose: input.purpose ?? '' });
      return isRefusal(opened) ? opened : { opened, profile: scene.profile };
    },
    title: (_, words) => words.t('cases.documents'),
    page: ({ opened, profile }, page) => <OpenDocumentPage opened={opened} profile={profile} page={page} />,
    again: papersScreen,
  });

/** Notes and documents: headers here, contents opened for a purpose by the vault. */
export const papersScreens = (tools: CasesTools): readonly Screen<Profile>[] => [
  papersScreen,
  noteScreen,
  amendScreen(papersScreen),
  documentScreen,
  openNotesScreen(tools),
  openDocumentScreen(tools),
];
