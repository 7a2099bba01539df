import type { VNode } from 'preact';
import { z } from 'zod';
import { newId } from '../../../../platform/ids.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  Chip,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  PageHead,
  type PageContext,
  Pagination,
  Panel,
  type Screen,
  Table,
  typedState,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type Line, listReceived, type Paged, pageSize, searchReports } from '../../actions/read/lists.ts';
import { searchForm } from '../../facts/other-forms.ts';
import { bodyName, named, type ReferralTools, type With, withKey } from './parts.tsx';

type ReceivedLine = Line & { readonly acknowledgedAt: string | null };

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) });

const lineName = (line: Line): string => [line.reference ?? '—', line.label].filter(Boolean).join(' · ');

const ReceivedPage = ({ data, profile, page }: With<Paged<ReceivedLine>> & { page: PageContext }): VNode => {
  const { words, codes } = page;
  return (
    <>
      <PageHead title={words.t('referrals.start.received')} lead={words.t('referrals.received_list.lead')} />
      <Table
        page={page}
        caption={words.t('referrals.start.received')}
        captionUnseen
        rows={data.lines}
        rowKey={(line) => line.id}
        empty={words.t('referrals.received_list.none')}
        columns={[
          {
            id: 'reference',
            label: words.t('referrals.reference'),
            heads: true,
            cell: (line) => <a href={`/received/${line.id}`}>{lineName(line)}</a>,
          },
          {
            id: 'urgency',
            label: words.t('referrals.urgency'),
            cell: (line) => named(words, codes, 'urgency', line.urgency),
          },
          {
            id: 'from',
            label: words.t('referrals.received_list.from'),
            cell: (line) => bodyName(profile, words, line.senderId),
          },
          { id: 'sent', label: words.t('referrals.sent.sent_at'), cell: (line) => words.date(line.sentAt, 'moment') },
          {
            id: 'persons',
            label: words.t('referrals.persons'),
            numeric: true,
            cell: (line) => words.number(line.nPersons),
          },
          {
            id: 'acknowledged',
            label: words.t('referrals.state'),
            cell: (line) =>
              line.acknowledgedAt === null ? (
                <Chip tone="warn">{words.t('referrals.received_list.waiting')}</Chip>
              ) : (
                profile.stateName('report', line.state, words.language)
              ),
          },
        ]}
      />
      <Pagination page={page} current={data.page} size={pageSize} total={data.total} />
    </>
  );
};

const SearchForm = ({ page }: { page: PageContext }): VNode => (
  <FormFor page={page} action="/reports/search" light>
    <ErrorSummary page={page} />
    <FieldSet page={page} form={searchForm} state={page.form ?? typedState({})} />
    <Button kind="quiet">{page.words.t('referrals.search.button')}</Button>
  </FormFor>
);

const FoundPage = ({ data, profile, page }: With<readonly Line[]> & { page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('referrals.search.title')}
      back={{ href: '/reports/sent', label: page.words.t('referrals.sent.title') }}
    />
    <SearchForm page={page} />
    <Panel title={page.words.t('referrals.search.found', { count: data.length })}>
      <Table
        page={page}
        caption={page.words.t('referrals.search.title')}
        captionUnseen
        rows={data}
        rowKey={(line) => line.id}
        empty={page.words.t('referrals.search.none')}
        columns={[
          {
            id: 'reference',
            label: page.words.t('referrals.reference'),
            heads: true,
            cell: (line) => <a href={`/reports/${line.id}`}>{lineName(line)}</a>,
          },
          {
            id: 'sent',
            label: page.words.t('referrals.sent.sent_at'),
            cell: (line) => page.words.date(line.sentAt, 'short'),
          },
          {
            id: 'state',
            label: page.words.t('referrals.state'),
            cell: (line) => profile.stateName('report', line.state, page.words.language),
          },
        ]}
      />
    </Panel>
  </>
);

const receivedScreen = (tools: ReferralTools): Screen<Profile> =>
  getScreen({
    room: 'referrals',
    path: '/reports/received',
    permit: 'referrals.receive',
    query: pageQuery,
    load: async (scene: Scene, { query }) => {
      const data = await listReceived(withKey(scene, tools), query.page);
      return isRefusal(data) ? data : { data, profile: scene.profile };
    },
    title: (_, words) => words.t('referrals.start.received'),
    page: (loaded, page) => <ReceivedPage {...loaded} page={page} />,
  });

const SearchPage = ({ page }: { page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('referrals.search.title')}
      back={{ href: '/reports/sent', label: page.words.t('referrals.sent.title') }}
    />
    <SearchForm page={page} />
  </>
);

const searchScreen: Screen<Profile> = getScreen({
  room: 'referrals',
  path: '/reports/search',
  permit: 'referrals.read-own',
  load: async () => ({}),
  title: (_, words) => words.t('referrals.search.title'),
  page: (_, page) => <SearchPage page={page} />,
});

const foundScreen = (tools: ReferralTools): Screen<Profile> =>
  askScreen({
    room: 'referrals',
    path: '/reports/search',
    permit: 'referrals.read-own',
    body: searchForm,
    again: searchScreen,
    // Nothing of what was searched for: a label may be anything.
    reads: () => ({ type: 'referrals.searched', subject: { kind: 'search', id: newId() } }),
    load: async (scene: Scene, input) => {
      const data = await searchReports(withKey(scene, tools), input.searched ?? '');
      return isRefusal(data) ? data : { data, profile: scene.profile };
    },
    title: (_, words) => words.t('referrals.search.title'),
    page: (loaded, page) => <FoundPage {...loaded} page={page} />,
  });

/** What was addressed to one's body, and the search among its own references and words. */
export const listScreens = (tools: ReferralTools): readonly Screen<Profile>[] => [
  receivedScreen(tools),
  searchScreen,
  foundScreen(tools),
];
