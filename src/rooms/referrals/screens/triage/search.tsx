import type { VNode } from 'preact';
import {
  askScreen,
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  PageHead,
  type PageContext,
  Panel,
  type Screen,
} from '../../../../platform/web/index.ts';
import { newId } from '../../../../platform/ids.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type SearchedReports, searchReports, withLabels } from '../../actions/triage/index.ts';
import { searchForm } from '../../facts/other-forms.ts';
import type { TriageTools } from './parts.tsx';
import { QueueTable } from './queue-table.tsx';

const SearchForm = ({ page }: { page: PageContext }): VNode => (
  <FormFor page={page} action="/triage/search" light>
    <FieldSet page={page} form={searchForm} state={page.form ?? formState(searchForm, {})} />
    <Button>{page.words.t('referrals.triage.search')}</Button>
  </FormFor>
);

const head = (page: PageContext): VNode => (
  <PageHead
    title={page.words.t('referrals.triage.search')}
    lead={page.words.t('referrals.triage.search_lead')}
    back={{ href: '/triage', label: page.words.t('referrals.triage.title') }}
  />
);

const searchScreen: Screen<Profile> = getScreen({
  room: 'referrals',
  path: '/triage/search',
  permit: 'referrals.receive',
  load: async () => ({}),
  title: (_, words) => words.t('referrals.triage.search'),
  page: (_, page) => (
    <>
      {head(page)}
      <ErrorSummary page={page} />
      <SearchForm page={page} />
    </>
  ),
});

type Found = { readonly result: SearchedReports; readonly profile: Profile };

const FoundPage = ({ found, page }: { found: Found; page: PageContext }): VNode => {
  const { result, profile } = found;
  const { t } = page.words;
  const how = result.asReference === null ? 'as_label' : 'as_both';
  return (
    <>
      {head(page)}
      <SearchForm page={page} />
      <Panel title={t('referrals.triage.found', { count: result.lines.length })}>
        <p class="soft" dir="auto">
          {t(`referrals.triage.searched.${how}`, { sought: result.sought, reference: result.asReference ?? '' })}
        </p>
        <QueueTable page={page} profile={profile} lines={result.lines} empty={t('referrals.triage.found_none')} />
      </Panel>
    </>
  );
};

const foundScreen = ({ draftKey }: TriageTools): Screen<Profile> =>
  askScreen({
    journals: ['referrals.searched'],
    room: 'referrals',
    path: '/triage/search',
    permit: 'referrals.receive',
    body: searchForm,
    // Nothing of what was searched: it may be a name somebody used as a label.
    reads: () => ({ type: 'referrals.searched', subject: { kind: 'search', id: newId() } }),
    load: async (scene: Scene, { searched = '' }) => {
      const result = await searchReports(withLabels(scene, draftKey), searched);
      return isRefusal(result) ? result : { result, profile: scene.profile };
    },
    title: (_, words) => words.t('referrals.triage.search'),
    page: (found, page) => <FoundPage found={found} page={page} />,
    again: searchScreen,
  });

/** Search among received reports, posted: what is sought stands in no address. */
export const searchScreens = (tools: TriageTools): readonly Screen<Profile>[] => [searchScreen, foundScreen(tools)];
