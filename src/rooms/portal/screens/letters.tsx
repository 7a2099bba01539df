import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  Chip,
  Columns,
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
  PageHead,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  givePaper,
  type MessageHead,
  noteRead,
  type OpenedLetters,
  openLetters,
  type PageLine,
  type PageView,
  readPage,
  readPages,
  takePaperAway,
  writeToPerson,
} from '../actions/letters.ts';
import { givePaperForm, readForm, writeForm } from '../facts.ts';
import { pageParams, permit, type PortalTools } from './parts.ts';

const isUnread = ({ direction, readAt }: MessageHead): boolean => direction === 'from_person' && readAt === null;

const stateFor = (page: PageContext, form: typeof writeForm | typeof givePaperForm, own: string) =>
  page.form !== null && Object.hasOwn(page.form.raw, own) ? page.form : formState(form, {});

const MessageHeads = ({ view, page }: { view: PageView; page: PageContext }): VNode => {
  const { words } = page;
  const { messages, page: own } = view;
  if (messages.length === 0) return <p class="empty">{words.t('portal.letters.none')}</p>;
  const unread = messages.filter(isUnread).length;
  return (
    <>
      <FormFor page={page} action={`/letters/${own.id}/open`} light>
        <FieldSet page={ownPurposes(page)} form={readForm} state={formState(readForm, {})} />
        <Button kind={unread > 0 ? 'primary' : 'quiet'}>{words.t('portal.letters.open')}</Button>
      </FormFor>
      <Lines
        lines={messages.map((one) => ({
          main: words.t(`portal.direction.${one.direction}`),
          note: (
            <>
              {words.date(one.at, 'moment')}{' '}
              {isUnread(one) ? <Chip tone="warn">{words.t('portal.unread')}</Chip> : null}
            </>
          ),
        }))}
      />
    </>
  );
};

const Papers = ({ view, page }: { view: PageView; page: PageContext }): VNode => {
  const { words } = page;
  const { papers, page: own } = view;
  if (papers.length === 0) return <p class="empty">{words.t('portal.papers.none')}</p>;
  return (
    <Lines
      lines={papers.map((paper) => ({
        main: `${named(page, 'own-paper-kinds', paper.kind)} · ${words.t('portal.papers.size', { size: Math.ceil(paper.size / 1024) })}`,
        note: (
          <>
            {words.date(paper.givenAt, 'moment')}{' '}
            {own.state === 'open' ? (
              <FormFor page={page} action={`/letters/${own.id}/papers/${paper.id}/away`} light class="inline-form">
                <Button kind="quiet">{words.t('portal.papers.away')}</Button>
              </FormFor>
            ) : null}
          </>
        ),
      }))}
    />
  );
};

const WritePanel = ({ view, page }: { view: PageView; page: PageContext }): VNode => (
  <Panel title={page.words.t('portal.write')} id="write">
    <p class="soft">{page.words.t('portal.write.lead')}</p>
    <FormFor page={page} action={`/letters/${view.page.id}`}>
      <FieldSet page={page} form={writeForm} state={stateFor(page, writeForm, 'message_text')} />
      <Button>{page.words.t('portal.write.send')}</Button>
    </FormFor>
  </Panel>
);

const PapersPanel = ({ view, page }: { view: PageView; page: PageContext }): VNode => (
  <Panel title={page.words.t('portal.papers')} id="papers">
    <Papers view={view} page={page} />
    {view.page.state === 'open' ? (
      <FormFor page={page} action={`/letters/${view.page.id}/papers`} files>
        <FieldSet page={page} form={givePaperForm} state={stateFor(page, givePaperForm, 'paper_kind')} />
        <Button kind="quiet">{page.words.t('portal.papers.give')}</Button>
      </FormFor>
    ) : null}
  </Panel>
);

const Head = ({ view, page }: { view: Pick<PageView, 'page'>; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <PageHead
      title={words.t('portal.letters')}
      lead={words.t('portal.letters.lead', { language: named(page, 'own-page-languages', view.page.language) })}
      back={{ href: '/letters', label: words.t('portal.list.title') }}
    />
  );
};

const LettersPage = ({ view, page }: { view: PageView; page: PageContext }): VNode => {
  const { words } = page;
  const isOpen = view.page.state === 'open';
  return (
    <>
      <Head view={view} page={page} />
      <ErrorSummary page={page} />
      <p>
        <a href={`/cases/${view.page.caseId}/own-page`}>{words.t('portal.title')}</a>
      </p>
      {isOpen ? null : <Notice>{words.t('portal.is_closed')}</Notice>}
      <Columns
        aside={
          <>
            {isOpen ? <WritePanel view={view} page={page} /> : null}
            <PapersPanel view={view} page={page} />
          </>
        }
      >
        <Panel title={words.t('portal.letters')}>
          <MessageHeads view={view} page={page} />
        </Panel>
      </Columns>
    </>
  );
};

const lettersScreen: Screen<Profile> = getScreen({
  ...{ room: 'portal', path: '/letters/:pageId', permit, params: pageParams },
  load: async (scene: Scene, { params }): Promise<PageView | null> => readPage(scene, params.pageId),
  title: (_, words) => words.t('portal.letters'),
  page: (view, page) => <LettersPage view={view} page={page} />,
});

const writeScreen: Screen<Profile> = postScreen({
  journals: ['portal.message_sent'],
  ...{ room: 'portal', path: '/letters/:pageId', permit, params: pageParams, body: writeForm, once: true },
  act: (scene: Scene, input, { params }) => writeToPerson(scene, params.pageId, input.message_text ?? ''),
  then: ({ pageId }) => `/letters/${pageId}?done=written`,
  again: lettersScreen,
});

const givePaperScreen: Screen<Profile> = postScreen({
  journals: ['portal.paper_given'],
  ...{ room: 'portal', path: '/letters/:pageId/papers', permit, params: pageParams, body: givePaperForm, once: true },
  act: (scene: Scene, input, { params, files }) =>
    givePaper(scene, params.pageId, { kind: input.paper_kind ?? '', received: files['paper_file']?.[0] }),
  then: ({ pageId }) => `/letters/${pageId}?done=given`,
  again: lettersScreen,
});

const takeAwayScreen: Screen<Profile> = postScreen({
  journals: ['portal.paper_taken_away'],
  ...{ room: 'portal', path: '/letters/:pageId/papers/:paperId/away', permit, body: z.object({}) },
  params: z.object({ pageId: z.uuid(), paperId: z.uuid() }),
  act: (scene: Scene, _, { params }) => takePaperAway(scene, params.pageId, params.paperId),
  then: ({ pageId }) => `/letters/${pageId}?done=taken_away`,
});

const readScreen: Screen<Profile> = postScreen({
  journals: ['portal.messages_read'],
  ...{ room: 'portal', path: '/letters/:pageId/read', permit, params: pageParams, body: z.object({}) },
  act: (scene: Scene, _, { params }) => noteRead(scene, params.pageId),
  then: ({ pageId }) => `/letters/${pageId}?done=read`,
});

const OpenedPage = ({ opened, page }: { opened: OpenedLetters; page: PageContext }): VNode => {
  const { words } = page;
  const { page: own, letters } = opened;
  return (
    <>
      <Head view={opened} page={page} />
      <Notice>{words.t('portal.opened_logged', { at: words.date(page.now, 'moment') })}</Notice>
      {letters.map((letter) => (
        <Panel
          key={letter.id}
          title={`${words.t(`portal.direction.${letter.direction}`)} · ${words.date(letter.at, 'moment')}`}
        >
          <p class="as-typed" dir="auto">
            {letter.text ?? words.t('portal.letters.unreadable')}
          </p>
        </Panel>
      ))}
      {letters.some(isUnread) ? (
        <FormFor page={page} action={`/letters/${own.id}/read`} light>
          <Button>{words.t('portal.letters.mark_read')}</Button>
        </FormFor>
      ) : null}
      <a href={`/letters/${own.id}#write`}>{words.t('portal.write')}</a>
    </>
  );
};

const openedScreen = ({ vault }: PortalTools): Screen<Profile> =>
  askScreen({
    journals: ['portal.messages_asked', 'identity.opened', 'identity.open-refused'],
    ...{ room: 'portal', path: '/letters/:pageId/open', permit, params: pageParams, body: readForm },
    reads: (_, { pageId }) => ({ type: 'portal.messages_asked', subject: { kind: 'own_page', id: pageId } }),
    load: async (scene: Scene, { purpose }, { params }) => {
      const opened = await openLetters(scene, vault, { pageId: params.pageId, purpose: purpose ?? '' });
      return isRefusal(opened) ? opened : { opened };
    },
    title: (_, words) => words.t('portal.letters'),
    page: ({ opened }, page) => <OpenedPage opened={opened} page={page} />,
    again: lettersScreen,
  });

const Waiting = ({ line: { waiting }, page: { words } }: { line: PageLine; page: PageContext }): VNode =>
  waiting === 0 ? (
    <>{words.t('portal.none_waiting')}</>
  ) : (
    <Chip tone="warn">{words.t('portal.chip.waiting', { count: waiting })}</Chip>
  );

const ListPage = ({ lines, page }: { lines: readonly PageLine[]; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead title={words.t('portal.list.title')} lead={words.t('portal.list.lead')} />
      <Table
        page={page}
        caption={words.t('portal.list.title')}
        captionUnseen
        rows={lines}
        rowKey={({ id }) => id}
        empty={words.t('portal.list.none')}
        columns={[
          {
            id: 'case',
            label: words.t('portal.column.case'),
            heads: true,
            cell: (line) => <a href={`/letters/${line.id}`}>{line.reference ?? words.t('portal.no_case')}</a>,
          },
          { id: 'waiting', label: words.t('portal.column.waiting'), cell: (one) => <Waiting line={one} page={page} /> },
          {
            id: 'last',
            label: words.t('portal.column.last'),
            cell: ({ last }) => (last === null ? '–' : words.date(last, 'moment')),
          },
          {
            id: 'language',
            label: words.t('portal.fact.language'),
            cell: ({ language }) => named(page, 'own-page-languages', language),
          },
          { id: 'state', label: words.t('portal.column.state'), cell: ({ state }) => words.t(`portal.state.${state}`) },
        ]}
      />
    </>
  );
};

const listScreen: Screen<Profile> = getScreen({
  ...{ room: 'portal', path: '/letters', permit },
  load: async (scene: Scene) => ({ lines: await readPages(scene) }),
  title: (_, words) => words.t('portal.list.title'),
  page: ({ lines }, page) => <ListPage lines={lines} page={page} />,
});

/** Messages with persons, and their papers. */
export const letterScreens = (tools: PortalTools): readonly Screen<Profile>[] => [
  listScreen,
  lettersScreen,
  writeScreen,
  givePaperScreen,
  takeAwayScreen,
  readScreen,
  openedScreen(tools),
];
