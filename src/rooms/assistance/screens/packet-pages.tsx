import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  ButtonLink,
  type Column,
  ErrorSummary,
  Facts,
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
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import {
  answerPacket,
  openPacket,
  type PacketAnswer,
  type PacketList,
  packetsPerPage,
  type PacketView,
  readPacket,
  readPackets,
  reportPacket,
  takePacketBack,
} from '../actions/index.ts';
import { packetAnswerForm, packetOutcomeForm } from '../facts.ts';
import { PacketChip, packetFacts } from './packet-parts.tsx';
import type { AssistanceTools } from './parts.tsx';

const place = { room: 'assistance', permit: 'assistance.packets' } as const;
const params = z.object({ packetId: z.uuid() });

const columnsOf = (profile: Profile, page: PageContext): readonly Column<PacketView>[] => {
  const { words } = page;
  return [
    {
      id: 'reference',
      label: words.t('assistance.packet.reference'),
      heads: true,
      cell: ({ packet }) => <a href={`/packets/${packet.id}`}>{packet.reference}</a>,
    },
    {
      id: 'state',
      label: words.t('assistance.column.state'),
      cell: ({ packet }) => <PacketChip packet={packet} page={page} />,
    },
    {
      id: 'for',
      label: words.t('assistance.packet.for'),
      cell: ({ packet }) => named(page, 'packet-purposes', packet.purpose),
    },
    {
      id: 'urgency',
      label: words.t('assistance.packet.urgency'),
      cell: ({ packet }) => named(page, 'urgency', packet.urgency),
    },
    {
      id: 'other',
      label: words.t('assistance.packet.other'),
      cell: ({ packet, side }) =>
        words.t(`assistance.packet.side.${side}`, {
          body: bodyName(profile, words, side === 'sender' ? packet.toOrganisationId : packet.fromOrganisationId),
        }),
    },
    {
      id: 'until',
      label: words.t('assistance.packet.until'),
      cell: ({ packet }) => words.date(packet.expiresOn, 'short'),
    },
  ];
};

type Listed = { readonly list: PacketList; readonly profile: Profile };

const ListPage = ({ shown, page }: { shown: Listed; page: PageContext }): VNode => (
  <div class="dense">
    <PageHead
      title={page.words.t('assistance.packet.list')}
      lead={page.words.t('assistance.packet.list_lead')}
      actions={
        page.viewer?.permits.includes('assistance.refer') === true ? (
          <ButtonLink href="/recipients" kind="quiet">
            {page.words.t('assistance.key.title')}
          </ButtonLink>
        ) : undefined
      }
    />
    <Table
      page={page}
      caption={page.words.t('assistance.packet.list')}
      captionUnseen
      rows={shown.list.packets}
      rowKey={({ packet }) => packet.id}
      empty={page.words.t('assistance.packet.list_empty')}
      columns={columnsOf(shown.profile, page)}
    />
    <Pagination page={page} current={shown.list.page} size={packetsPerPage} total={shown.list.total} />
  </div>
);

const listScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/packets',
  query: z.object({ page: z.coerce.number().int().min(1).max(10_000).catch(1) }),
  load: async (scene: Scene, { query }) => {
    const list = await readPackets(scene, query.page);
    return isRefusal(list) ? list : { list, profile: scene.profile };
  },
  title: (_, words) => words.t('assistance.packet.list'),
  page: (shown, page) => <ListPage shown={shown} page={page} />,
});

type Shown = PacketView & { readonly profile: Profile };

const AnswerPart = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { packet, side } = shown;
  const { words } = page;
  const base = `/packets/${packet.id}`;
  const version = String(packet.version);
  if (packet.state !== 'sent') return null;
  if (side === 'sender')
    return (
      <FormFor page={page} action={`${base}/take-back`} version={version} light>
        <Button kind="quiet">{words.t('assistance.packet.take_back')}</Button>
      </FormFor>
    );
  return (
    <Panel title={words.t('assistance.packet.answer')}>
      <p class="soft">{words.t('assistance.packet.answer_text')}</p>
      <FormFor page={page} action={`${base}/answer`} version={version}>
        <FieldSet page={page} form={packetAnswerForm} state={page.form ?? formState(packetAnswerForm, {})} />
        <Button>{words.t('assistance.packet.answer_send')}</Button>
      </FormFor>
    </Panel>
  );
};

const AcceptedPart = ({
  shown,
  page,
  isOpened,
}: {
  shown: Shown;
  page: PageContext;
  isOpened: boolean;
}): VNode | null => {
  const { packet, side } = shown;
  const { words } = page;
  const base = `/packets/${packet.id}`;
  if (packet.state !== 'accepted' || side !== 'receiver') return null;
  return (
    <>
      {isOpened ? null : (
        <Panel title={words.t('assistance.packet.content')}>
          <p class="soft">{words.t('assistance.packet.open_text')}</p>
          <FormFor page={page} action={`${base}/open`} light>
            <Button>{words.t('assistance.packet.open')}</Button>
          </FormFor>
        </Panel>
      )}
      <Panel title={words.t('assistance.packet.report')}>
        <p class="soft">{words.t('assistance.packet.report_text')}</p>
        <FormFor page={page} action={`${base}/outcome`} version={String(packet.version)}>
          <FieldSet page={page} form={packetOutcomeForm} state={page.form ?? formState(packetOutcomeForm, {})} />
          <Button kind="quiet">{words.t('assistance.packet.report_send')}</Button>
        </FormFor>
      </Panel>
    </>
  );
};

const PacketPage = ({ shown, page, opened }: { shown: Shown; page: PageContext; opened?: VNode }): VNode => {
  const { packet, side, profile } = shown;
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('assistance.packet.one', { reference: packet.reference })}
        chips={<PacketChip packet={packet} page={page} />}
        back={
          side === 'sender'
            ? { href: `/cases/${packet.caseId}/packets`, label: words.t('assistance.packet.title') }
            : { href: '/packets', label: words.t('assistance.packet.list') }
        }
      />
      <ErrorSummary page={page} />
      {packet.state === 'withdrawn' ? (
        <Notice tone="danger" title={words.t('assistance.packet.withdrawn')}>
          {words.t('assistance.packet.withdrawn_text')}
        </Notice>
      ) : null}
      {opened}
      <Panel title={words.t('assistance.packet.about')}>
        <Facts facts={packetFacts(packet, profile, page)} />
      </Panel>
      <AnswerPart shown={shown} page={page} />
      <AcceptedPart shown={shown} page={page} isOpened={opened !== undefined} />
    </>
  );
};

const packetScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/packets/:packetId',
  params,
  load: async (scene: Scene, it) => {
    const view = await readPacket(scene, it.params.packetId);
    return isRefusal(view) ? view : { ...view, profile: scene.profile };
  },
  title: ({ packet }, words) => words.t('assistance.packet.one', { reference: packet.reference }),
  page: (shown, page) => <PacketPage shown={shown} page={page} />,
});

const openScreen = ({ vault, openedTexts }: AssistanceTools): Screen<Profile> =>
  askScreen({
    ...place,
    path: '/packets/:packetId/open',
    params,
    journals: ['assistance.packet_asked', 'identity.opened', 'identity.open-refused'],
    body: z.object({}),
    reads: (_, { packetId }) => ({ type: 'assistance.packet_asked', subject: { kind: 'packet', id: packetId } }),
    load: async (scene: Scene, _, it) => {
      const opened = await openPacket(scene, vault, it.params.packetId);
      return isRefusal(opened) ? opened : { ...opened, profile: scene.profile };
    },
    title: ({ packet }, words) => words.t('assistance.packet.one', { reference: packet.reference }),
    page: (shown, page) => {
      const lines = Object.values(shown.opened).flatMap((texts) => openedTexts(page, texts));
      const at = page.words.date(page.now, 'moment');
      const texts = (
        <>
          <Notice>{page.words.t('assistance.opened_logged', { at })}</Notice>
          <Panel title={page.words.t('assistance.packet.content')}>
            <Facts facts={lines.map(({ label, text }) => ({ label, value: text }))} />
          </Panel>
        </>
      );
      return <PacketPage shown={shown} page={page} opened={texts} />;
    },
    again: packetScreen,
  });

const actScreens: readonly Screen<Profile>[] = [
  postScreen({
    ...{ ...place, path: '/packets/:packetId/answer', params, body: packetAnswerForm, again: packetScreen },
    journals: ['assistance.packet_accepted', 'assistance.packet_declined'],
    act: (scene: Scene, input, it) => answerPacket(scene, { ...it.params, version: it.version }, input as PacketAnswer),
    then: ({ packetId }) => `/packets/${packetId}?done=packet_answered`,
  }),
  postScreen({
    ...{ ...place, path: '/packets/:packetId/outcome', params, body: packetOutcomeForm, again: packetScreen },
    journals: ['assistance.packet_reported'],
    act: (scene: Scene, input, it) =>
      reportPacket(scene, { ...it.params, version: it.version }, input.packet_outcome ?? ''),
    then: ({ packetId }) => `/packets/${packetId}?done=packet_reported`,
  }),
  postScreen({
    ...{ room: 'assistance', permit: 'assistance.refer', path: '/packets/:packetId/take-back', params },
    ...{ body: z.object({}), again: packetScreen, journals: ['assistance.packet_taken_back'] },
    act: (scene: Scene, _, it) => takePacketBack(scene, { ...it.params, version: it.version }),
    then: ({ packetId }) => `/packets/${packetId}?done=packet_taken_back`,
  }),
];

/** What services send each other: the list, one packet, and what each side says. */
export const packetPageScreens = (tools: AssistanceTools): readonly Screen<Profile>[] => [
  listScreen,
  packetScreen,
  openScreen(tools),
  ...actScreens,
];
