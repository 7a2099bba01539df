import type { VNode } from 'preact';
import { newId } from '../../../../platform/ids.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  PageHead,
  type PageContext,
  Panel,
  type Screen,
  Table,
  typedState,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type Line, searchReports } from '../../actions/read/lists.ts';
import { searchForm } from '../../facts/other-forms.ts';
import { type ReferralTools, type With, withKey } from './parts.tsx';

const lineName = (line: Line): string => [line.reference ?? '—', line.label].filter(Boolean).join(' · ');

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
    journals: ['referrals.searched'],
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

/** The search among the references and words of one's own body; what was received has its search beside its queue. */
export const listScreens = (tools: ReferralTools): readonly Screen<Profile>[] => [searchScreen, foundScreen(tools)];
