import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  Chip,
  type Column,
  FormFor,
  Lines,
  named,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyName } from '../../directory/index.ts';
import {
  addExchange,
  addLink,
  addNode,
  type Exchange,
  type ExchangeInput,
  type Link,
  type LinkInput,
  type NodeInput,
  takeLinkBack,
} from '../actions/index.ts';
import { exchangeForm, linkForm, nodeForm } from '../facts/index.ts';
import { Doing, inquiring, type InquiryProps, inquiryScreen, tabHref } from './inquiry-parts.tsx';
import { NetworkPicture } from './network-picture.tsx';
import { countryName, criminalCaseParams, OpenPanel, suspectName } from './parts.tsx';

/** Who and what may be linked, each under its number; names only where they are opened. */
const Known = ({ shown, page }: InquiryProps): VNode => {
  const { view, inquiry, profile } = shown;
  const { words } = page;
  const lines = [
    ...view.suspects.map((it) => ({
      main: `S${it.number} · ${suspectName(words, it)}`,
      note: named(page, 'perpetrator-role', it.role),
    })),
    ...view.victims.map((it) => ({
      main: `V${it.number} · ${words.t('proceedings.victim.name', { number: it.number })}`,
      note: it.reference ?? '',
    })),
    ...inquiry.nodes.map((it) => ({
      main: `N${it.number} · ${named(page, 'node-kinds', it.kind)}`,
      note: [
        ...(it.platform === null ? [] : [named(page, 'online-platforms', it.platform)]),
        ...(it.country === null ? [] : [countryName(profile, words, it.country)]),
      ].join(' · '),
    })),
  ];
  return (
    <Panel title={words.t('proceedings.network.known')}>
      {lines.length === 0 ? <p class="empty">{words.t('proceedings.network.nobody')}</p> : <Lines lines={lines} />}
      <Doing page={page} name="node" action={`${tabHref(shown, 'network')}/nodes`} form={nodeForm} />
    </Panel>
  );
};

const tones = { confirmed: 'good', probable: 'thread', possible: 'warn' } as const;

const Sure = ({ it, page }: { it: Link; page: PageContext }): VNode =>
  it.withdrawnOn === null ? (
    <Chip tone={tones[it.confidence]}>{named(page, 'link-confidences', it.confidence)}</Chip>
  ) : (
    <Chip>{page.words.t('proceedings.network.withdrawn', { day: page.words.date(it.withdrawnOn, 'short') })}</Chip>
  );

const Withdraw = ({ it, shown, page }: InquiryProps & { readonly it: Link }): VNode | null =>
  it.withdrawnOn === null ? (
    <FormFor page={page} action={`${tabHref(shown, 'network')}/links/${it.id}/withdraw`} light>
      <Button kind="quiet">{page.words.t('proceedings.do.withdraw_link')}</Button>
    </FormFor>
  ) : null;

const columnsOf = (props: InquiryProps): readonly Column<Link>[] => {
  const { shown, page } = props;
  const { words } = page;
  const column = (id: string, cell: Column<Link>['cell']) => ({
    ...{ id, label: words.t(`proceedings.column.${id}`), cell },
  });
  return [
    { ...column('number', (it) => words.number(it.number)), numeric: true },
    { ...column('link', (it) => `${it.from} ${named(page, 'link-kinds', it.kind)} ${it.to}`), heads: true },
    column('sure', (it) => <Sure it={it} page={page} />),
    column('source', (it) => named(page, 'link-sources', it.source)),
    column('technology', (it) => it.technology.map((code) => named(page, 'technology-uses', code)).join(', ') || '–'),
    column('asserted', (it) =>
      words.t('proceedings.network.asserted', {
        ...{ name: it.byName ?? '–', body: bodyName(shown.profile, words, it.organisationId) },
        day: words.date(it.assertedOn, 'short'),
      }),
    ),
    column('act', (it) => <Withdraw {...props} it={it} />),
  ];
};

const NetworkBody = (props: InquiryProps): VNode => {
  const { shown, page } = props;
  const { t } = page.words;
  return (
    <>
      <p class="soft">{t('proceedings.network.lead')}</p>
      <NetworkPicture {...props} />
      <Table
        page={page}
        caption={t('proceedings.tab.network')}
        captionUnseen
        rows={shown.inquiry.links}
        rowKey={({ id }) => id}
        empty={t('proceedings.network.none')}
        columns={columnsOf(props)}
      />
      <Doing
        page={page}
        name="link"
        action={`${tabHref(shown, 'network')}/links`}
        form={linkForm}
        start={{ asserted_on: page.today }}
      />
      <Known {...props} />
    </>
  );
};

const networkScreen = inquiryScreen('network', NetworkBody);

const exchangeLine = (it: Exchange, { shown, page }: InquiryProps) => ({
  main: `${it.number} · ${named(page, 'exchange-purposes', it.purpose)}`,
  note: page.words.t('proceedings.exchange.line', {
    ...{ name: it.recordedByName ?? '–', body: bodyName(shown.profile, page.words, it.organisationId) },
    ...{ to: named(page, 'inquiry-parts', it.toPart), at: page.words.date(it.recordedAt, 'moment') },
  }),
});

const ExchangesBody = (props: InquiryProps): VNode => {
  const { shown, page } = props;
  const { t } = page.words;
  const { exchanges } = shown.inquiry;
  return (
    <>
      <Panel title={t('proceedings.tab.exchanges')}>
        {exchanges.length === 0 ? (
          <p class="empty">{t('proceedings.exchange.none')}</p>
        ) : (
          <Lines lines={exchanges.map((it) => exchangeLine(it, props))} />
        )}
        <Doing page={page} name="exchange" action={tabHref(shown, 'exchanges')} form={exchangeForm} />
      </Panel>
      {shown.view.sealed.words ? (
        <OpenPanel page={page} action={`/proceedings/${shown.view.file.id}/words`} name="words" />
      ) : null}
    </>
  );
};

const exchangesScreen = inquiryScreen('exchanges', ExchangesBody);

/** Who is linked to whom, and notes between police and magistrate. */
export const networkScreens: readonly Screen<Profile>[] = [
  networkScreen,
  exchangesScreen,
  postScreen({
    ...{ ...inquiring, path: '/proceedings/:criminalCaseId/network/nodes', body: nodeForm, again: networkScreen },
    ...{ journals: ['proceedings.node_added'], once: true },
    act: (scene: Scene, input, { params }) => addNode(scene, params.criminalCaseId, input as NodeInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/network?done=node_added`,
  }),
  postScreen({
    ...{ ...inquiring, path: '/proceedings/:criminalCaseId/network/links', body: linkForm, again: networkScreen },
    ...{ journals: ['proceedings.link_added'], once: true },
    act: (scene: Scene, input, { params }) => addLink(scene, params.criminalCaseId, input as LinkInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/network?done=link_added`,
  }),
  postScreen({
    ...{ ...inquiring, path: '/proceedings/:criminalCaseId/network/links/:linkId/withdraw', again: networkScreen },
    ...{ params: criminalCaseParams.extend({ linkId: z.uuid() }), body: z.object({}) },
    journals: ['proceedings.link_withdrawn'],
    act: (scene: Scene, _, { params }) => takeLinkBack(scene, params),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/network?done=link_withdrawn`,
  }),
  postScreen({
    ...{ ...inquiring, path: '/proceedings/:criminalCaseId/exchanges', body: exchangeForm, again: exchangesScreen },
    ...{ journals: ['proceedings.exchange_written'], once: true },
    act: (scene: Scene, input, { params }) => addExchange(scene, params.criminalCaseId, input as ExchangeInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/exchanges?done=exchange_written`,
  }),
];
