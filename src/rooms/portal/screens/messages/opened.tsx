import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  ButtonLink,
  Chip,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import {
  beginReport,
  handOn,
  openAttachment,
  type OpenedConversation,
  type OpenedNote,
  openMessages,
} from '../../actions/messages-open.ts';
import { readForm } from '../../facts.ts';
import { messageReportForm } from '../../facts/message-forms.ts';
import type { PortalTools } from '../parts.ts';
import { loadShown, oneScreen, refOf } from './one.tsx';
import { fileParams, Head, isLive, params, pathOf, permit, room, type Shown } from './parts.tsx';

type Asked = { readonly opened: OpenedConversation; readonly purpose: string };

const FileForm = ({ note, asked, page }: { note: OpenedNote; asked: Asked; page: PageContext }): VNode | null => {
  const { words } = page;
  if (note.file === null) return null;
  const kind = note.file.type.split('/', 1)[0] === 'image' ? 'picture' : 'sound';
  return (
    <FormFor page={page} action={`${pathOf(asked.opened.conversation.id)}/files/${note.id}/open`} light>
      <input type="hidden" name="purpose" value={asked.purpose} />
      <p class="soft">
        {words.t(`portal.conversation.${kind}`, { size: Math.ceil(note.file.size / 1024) })}
        {' · '}
        <code>{note.file.sha256.slice(0, 16)}</code>
      </p>
      <Button kind="quiet">{words.t('portal.conversation.open_file')}</Button>
    </FormFor>
  );
};

const Signed = ({ note, page }: { note: OpenedNote; page: PageContext }): VNode | null => {
  if (note.isSigned === null) return null;
  const { words } = page;
  return note.isSigned ? (
    <Chip tone="good">{words.t('portal.conversation.signed')}</Chip>
  ) : (
    <Chip tone="danger">{words.t('portal.conversation.unsigned')}</Chip>
  );
};

const Note = ({ note, asked, page }: { note: OpenedNote; asked: Asked; page: PageContext }): VNode => {
  const { words } = page;
  const who =
    note.direction === 'from_person' && note.sentBy !== null
      ? 'portal.conversation.written_down'
      : `portal.conversation.direction.${note.direction}`;
  return (
    <Panel title={`${words.t(who)} · ${words.date(note.on, 'long')}`}>
      <p class="as-typed" dir="auto">
        {note.text ?? words.t('portal.letters.unreadable')}
      </p>
      {note.gloss === null ? null : (
        <p class="soft">
          {words.t('portal.conversation.gloss')} {note.gloss}
        </p>
      )}
      <p>
        <Signed note={note} page={page} />
      </p>
      <FileForm note={note} asked={asked} page={page} />
    </Panel>
  );
};

const OpenedPage = ({ asked, page }: { asked: Asked; page: PageContext }): VNode => {
  const { words } = page;
  const { conversation, notes } = asked.opened;
  return (
    <>
      <Head it={conversation} page={page} inner />
      <Notice>{words.t('portal.opened_logged', { at: words.date(page.now, 'moment') })}</Notice>
      {notes.map((note) => (
        <Note key={note.id} note={note} asked={asked} page={page} />
      ))}
      {isLive(conversation) ? (
        <p>
          <ButtonLink href={`${pathOf(conversation.id)}#answer`}>{words.t('portal.conversation.answer')}</ButtonLink>
        </p>
      ) : null}
    </>
  );
};

const openedScreen = ({ vault }: PortalTools): Screen<Profile> =>
  askScreen({
    journals: ['portal.conversation_asked', 'identity.opened', 'identity.open-refused'],
    ...{ room, path: '/messages/:conversationId/open', permit, params, body: readForm },
    reads: (_, { conversationId: id }) => ({
      type: 'portal.conversation_asked',
      subject: { kind: 'conversation', id },
    }),
    load: async (scene: Scene, { purpose = '' }, { params: { conversationId: id } }) => {
      const opened = await openMessages(scene, vault, { id, purpose });
      return isRefusal(opened) ? opened : { opened, purpose };
    },
    title: (_, words) => words.t('portal.conversation.one'),
    page: (asked, page) => <OpenedPage asked={asked} page={page} />,
    again: oneScreen,
  });

type OpenFile = { readonly shown: Shown; readonly type: string; readonly base64: string };

const endings: Readonly<Record<string, string>> = {
  ...{ 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' },
  ...{ 'audio/mpeg': 'mp3', 'audio/mp4': 'm4a', 'audio/wav': 'wav', 'audio/ogg': 'ogg' },
};

/** The file inside the page: it lies at no address, and nothing keeps it. */
const FilePage = ({ it, page }: { it: OpenFile; page: PageContext }): VNode => {
  const { words } = page;
  const address = `data:${it.type};base64,${it.base64}`;
  return (
    <>
      <Head it={it.shown.view.conversation} page={page} inner />
      <Notice>{words.t('portal.opened_logged', { at: words.date(page.now, 'moment') })}</Notice>
      {it.type.startsWith('image/') ? (
        <img class="evidence" src={address} alt={words.t('portal.conversation.sent_file')} />
      ) : null}
      <p>
        <a class="button quiet" href={address} download={`message.${endings[it.type] ?? 'bin'}`}>
          {words.t('portal.conversation.save_file')}
        </a>
      </p>
    </>
  );
};

const fileScreen = ({ vault }: PortalTools): Screen<Profile> =>
  askScreen({
    journals: ['portal.conversation_asked', 'identity.opened', 'identity.open-refused'],
    ...{ room, path: '/messages/:conversationId/files/:noteId/open', permit, params: fileParams, body: readForm },
    reads: (_, { conversationId: id }) => ({
      type: 'portal.conversation_asked',
      subject: { kind: 'conversation', id },
    }),
    load: async (scene: Scene, { purpose = '' }, { params: { conversationId: id, noteId } }) => {
      const shown = await loadShown(scene, id);
      if (shown === null) return null;
      const file = await openAttachment(scene, vault, { id, noteId, purpose });
      return isRefusal(file) ? file : { shown, type: file.type, base64: file.bytes.toString('base64') };
    },
    title: (_, words) => words.t('portal.conversation.one'),
    page: (it, page) => <FilePage it={it} page={page} />,
  });

const handOnBody = z.object({ hand_on_to: z.string().default(''), purpose: z.string().default('') });

const handOnScreen = ({ vault }: PortalTools): Screen<Profile> =>
  postScreen({
    journals: ['portal.conversation_handed_on', 'identity.opened', 'identity.open-refused'],
    ...{ room, path: '/messages/:conversationId/hand-on', permit, params, body: handOnBody },
    act: (scene: Scene, input, submission) => handOn(scene, vault, { ...refOf(submission), input }),
    then: () => '/messages?done=conversation_handed_on',
    again: oneScreen,
  });

const ReportPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const { id, version } = shown.view.conversation;
  return (
    <>
      <Head it={shown.view.conversation} page={page} inner />
      <ErrorSummary page={page} />
      <Panel title={words.t('portal.conversation.report')}>
        <p>{words.t('portal.conversation.report_lead')}</p>
        <FormFor page={page} action={`${pathOf(id)}/report`} version={String(version)}>
          <FieldSet page={page} form={messageReportForm} state={page.form ?? formState(messageReportForm, {})} />
          <Button>{words.t('portal.conversation.report_now')}</Button>
        </FormFor>
      </Panel>
    </>
  );
};

const reportScreen: Screen<Profile> = getScreen({
  ...{ room, path: '/messages/:conversationId/report', permit, params },
  load: (scene: Scene, { params: { conversationId } }) => loadShown(scene, conversationId),
  title: (_, words) => words.t('portal.conversation.report'),
  page: (shown, page) => <ReportPage shown={shown} page={page} />,
});

const beginReportScreen = ({ draftKey }: PortalTools): Screen<Profile> =>
  postScreen({
    journals: ['portal.conversation_reported'],
    ...{ room, path: '/messages/:conversationId/report', permit, params, body: messageReportForm, once: true },
    act: (scene: Scene, input, submission) =>
      beginReport({ ...scene, draftKey }, refOf(submission), {
        report_label: input.report_label ?? '',
        report_account: input.report_account ?? '',
      }),
    then: ({ draftId }) => `/reports/drafts/${draftId}`,
    again: reportScreen,
  });

/** What opens messages, and what is made of them. */
export const openedScreens = (tools: PortalTools): readonly Screen<Profile>[] => [
  openedScreen(tools),
  fileScreen(tools),
  handOnScreen(tools),
  reportScreen,
  beginReportScreen(tools),
];
