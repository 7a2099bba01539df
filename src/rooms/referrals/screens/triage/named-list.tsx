import type { VNode } from 'preact';
import { z } from 'zod';
import { newId } from '../../../../platform/ids.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  type Column,
  ErrorSummary,
  FormFor,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  Table,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import type { WorklistRow } from '../../../cases/index.ts';
import { mostNamed, namedCases, type NamedRow, ownCases } from '../../actions/triage/named-list.ts';
import { namedListReasons } from '../../facts/lists-own.ts';
import { Choice } from './opening.tsx';
import { openedTexts } from './opened-text.ts';
import type { TriageTools } from './parts.tsx';

const path = '/cases/names' as const;
const place = { room: 'referrals', path, permit: 'cases.list-names' } as const;
const body = z.object({ purpose: z.string().max(80).default(''), reason: z.string().max(80).default('') });

const Head = ({ page }: { page: PageContext }): VNode => (
  <PageHead
    title={page.words.t('referrals.names.title')}
    lead={page.words.t('referrals.names.lead', { most: mostNamed })}
    back={{ href: '/cases', label: page.words.t('referrals.names.back') }}
  />
);

const caseColumn = <Row,>(page: PageContext, rowOf: (row: Row) => WorklistRow): Column<Row> => ({
  ...{ id: 'case', label: page.words.t('referrals.names.case'), heads: true },
  cell: (it) => <a href={`/cases/${rowOf(it).id}`}>{rowOf(it).reference ?? '–'}</a>,
});

const openedColumn = <Row,>(page: PageContext, rowOf: (row: Row) => WorklistRow): Column<Row> => ({
  ...{ id: 'opened', label: page.words.t('referrals.names.opened') },
  cell: (it) => page.words.date(rowOf(it).openedAt, 'short'),
});

const AskFor = ({ page }: { page: PageContext }): VNode => {
  const { words, form, viewer } = page;
  return (
    <Panel title={words.t('referrals.names.ask')}>
      <FormFor page={page} light action={path}>
        <Choice
          kind="radio"
          name="reason"
          legend={words.t('referrals.names.reason')}
          options={namedListReasons.map((value) => ({ value, label: words.t(`referrals.names.reason.${value}`) }))}
          chosen={form?.raw['reason'] ?? []}
          form={form}
        />
        <Choice
          kind="radio"
          name="purpose"
          legend={words.t('referrals.received.purpose')}
          options={(viewer?.purposes ?? []).map((value) => ({ value, label: named(page, 'opening-purposes', value) }))}
          chosen={form?.raw['purpose'] ?? []}
          form={form}
        />
        <Button>{words.t('referrals.names.open')}</Button>
      </FormFor>
    </Panel>
  );
};

const WithoutNames = ({ rows, page }: { rows: readonly WorklistRow[]; page: PageContext }): VNode => (
  <>
    <Head page={page} />
    <ErrorSummary page={page} />
    <Notice>{page.words.t('referrals.names.noted')}</Notice>
    <Table
      page={page}
      caption={page.words.t('referrals.names.title')}
      captionUnseen
      rows={rows}
      rowKey={({ id }) => id}
      empty={page.words.t('referrals.names.none')}
      columns={[caseColumn(page, (row: WorklistRow) => row), openedColumn(page, (row: WorklistRow) => row)]}
    />
    {rows.length === 0 ? null : <AskFor page={page} />}
  </>
);

const Identity = ({ identity, page }: { identity: NamedRow['identity']; page: PageContext }): VNode =>
  identity === null ? (
    <span class="soft">{page.words.t('referrals.names.not_held')}</span>
  ) : (
    <ul class="plain-list">
      {openedTexts(page, identity).map(({ field, label, text }) => (
        <li key={field}>
          <span class="soft">{label}</span> <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  );

const WithNames = ({ rows, page }: { rows: readonly NamedRow[]; page: PageContext }): VNode => (
  <>
    <Head page={page} />
    <Notice tone="danger" title={page.words.t('referrals.names.use_title')}>
      {page.words.t('referrals.names.use')}
    </Notice>
    <Table
      page={page}
      caption={page.words.t('referrals.names.title')}
      captionUnseen
      rows={rows}
      rowKey={({ row }) => row.id}
      empty={page.words.t('referrals.names.none')}
      columns={[
        caseColumn(page, ({ row }: NamedRow) => row),
        {
          id: 'person',
          label: page.words.t('referrals.names.person'),
          cell: ({ identity }) => <Identity identity={identity} page={page} />,
        },
        openedColumn(page, ({ row }: NamedRow) => row),
      ]}
    />
  </>
);

const formScreen: Screen<Profile> = getScreen({
  ...place,
  load: async (scene: Scene) => {
    const rows = await ownCases(scene);
    return isRefusal(rows) ? rows : { rows };
  },
  title: (_, words) => words.t('referrals.names.title'),
  page: ({ rows }, page) => <WithoutNames rows={rows} page={page} />,
});

/** Two editions of the list of cases one looks after: without names, and, for a purpose and a reason, with them. */
export const namedListScreens = ({ vault }: TriageTools): readonly Screen<Profile>[] => [
  formScreen,
  askScreen({
    ...place,
    body,
    journals: ['referrals.names_listed', 'identity.opened', 'identity.open-refused'],
    reads: ({ purpose, reason }) => ({
      type: 'referrals.names_listed',
      subject: { kind: 'named_list', id: newId() },
      data: {
        purpose: /^[a-z][a-z_]{0,59}$/.test(purpose) ? purpose : null,
        reason: namedListReasons.find((one) => one === reason) ?? null,
      },
    }),
    load: async (scene: Scene, asked) => {
      const rows = await namedCases(vault, scene, asked);
      return isRefusal(rows) ? rows : { rows };
    },
    title: (_, words) => words.t('referrals.names.title'),
    page: ({ rows }, page) => <WithNames rows={rows} page={page} />,
    again: formScreen,
  }),
];
