import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  ButtonLink,
  Chip,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Pagination,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type ConversationLine, enterFor, numberToReadOut, queueSize, readQueue } from '../../actions/messages.ts';
import { enterForm } from '../../facts/message-forms.ts';
import type { PortalTools } from '../parts.ts';
import { DueChip, pathOf, permit, room, Tongue } from './parts.tsx';

const Queue = ({ lines, page }: { lines: readonly ConversationLine[]; page: PageContext }): VNode => {
  const { words } = page;
  const column = (id: string, cell: (line: ConversationLine) => VNode | string, heads = false) => ({
    ...{ id, heads, cell },
    label: words.t(`portal.messages.column.${id}`),
  });
  return (
    <Table
      page={page}
      caption={words.t('portal.messages.title')}
      captionUnseen
      rows={lines}
      rowKey={({ id }) => id}
      empty={words.t('portal.messages.none')}
      columns={[
        column('what', (line) => <a href={pathOf(line.id)}>{named(page, 'message-doors', line.door)}</a>, true),
        column('due', (line) => <DueChip it={line} page={page} />),
        column('new', ({ unread }) =>
          unread === 0 ? (
            words.t('portal.none_waiting')
          ) : (
            <Chip tone="warn">{words.t('portal.messages.unread', { count: unread })}</Chip>
          ),
        ),
        column('keeper', ({ keeper, isMine }) =>
          isMine ? words.t('portal.messages.mine') : (keeper ?? words.t('portal.messages.nobody')),
        ),
        column('language', ({ language }) => <Tongue code={language} page={page} />),
        column('received', ({ receivedOn }) => words.date(receivedOn, 'short')),
      ]}
    />
  );
};

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) });

const queueScreen: Screen<Profile> = getScreen({
  ...{ room, path: '/messages', permit, query: pageQuery },
  load: (scene: Scene, { query }) => readQueue(scene, query.page),
  title: (_, words) => words.t('portal.messages.title'),
  page: ({ lines, total, page: current }, page) => (
    <>
      <PageHead
        title={page.words.t('portal.messages.title')}
        lead={page.words.t('portal.messages.lead')}
        actions={
          <ButtonLink href="/messages/new" kind="quiet">
            {page.words.t('portal.messages.enter')}
          </ButtonLink>
        }
      />
      <Queue lines={lines} page={page} />
      <Pagination page={page} current={current} size={queueSize} total={total} />
    </>
  ),
});

/** The number is read out, not typed. */
const asked = ['message_door', 'message_language', 'message_said', 'message_danger'];

const EnterPage = ({ number: drawn, page }: { number: string; page: PageContext }): VNode => {
  const { words } = page;
  const number = page.form?.raw['message_number']?.[0] ?? drawn;
  return (
    <>
      <PageHead
        title={words.t('portal.messages.enter')}
        lead={words.t('portal.messages.enter_lead')}
        back={{ href: '/messages', label: words.t('portal.messages.title') }}
      />
      <ErrorSummary page={page} />
      <Notice tone="warn" title={words.t('portal.messages.read_out')}>
        <p>
          <code class="large-code" dir="ltr">
            {number}
          </code>
        </p>
        <p>{words.t('portal.messages.read_out_text')}</p>
      </Notice>
      <Panel title={words.t('portal.messages.said')}>
        <FormFor page={page} action="/messages/new">
          <input type="hidden" name="message_number" value={number} />
          <FieldSet page={page} form={enterForm} state={page.form ?? formState(enterForm, {})} only={asked} />
          <Button>{words.t('portal.messages.keep')}</Button>
        </FormFor>
      </Panel>
    </>
  );
};

const enterScreen: Screen<Profile> = getScreen({
  ...{ room, path: '/messages/new', permit },
  load: async () => ({ number: numberToReadOut() }),
  title: (_, words) => words.t('portal.messages.enter'),
  page: ({ number }, page) => <EnterPage number={number} page={page} />,
});

const keepScreen = ({ vault }: PortalTools): Screen<Profile> =>
  postScreen({
    journals: ['portal.conversation_entered'],
    ...{ room, path: '/messages/new', permit, body: enterForm, once: true },
    act: (scene: Scene, input) =>
      enterFor(scene, vault, {
        number: input.message_number ?? '',
        message_door: input.message_door ?? '',
        message_language: input.message_language ?? '',
        message_said: input.message_said ?? '',
        message_danger: input.message_danger === true,
      }),
    then: ({ id }) => `${pathOf(id)}?done=conversation_entered`,
    again: enterScreen,
  });

/** What came in without a name, and writing down what somebody tells. */
export const queueScreens = (tools: PortalTools): readonly Screen<Profile>[] => [
  queueScreen,
  enterScreen,
  keepScreen(tools),
];
