import type { VNode } from 'preact';
import {
  askScreen,
  Button,
  ButtonLink,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  Notice,
  PageHead,
  type PageContext,
  Panel,
  type Screen,
} from '../../../platform/web/index.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type SearchResult, searchCases } from '../actions/index.ts';
import { searchForm } from '../facts.ts';
import { CaseChips, caseName } from './parts.tsx';

type Shown = { readonly result: SearchResult | null; readonly profile: Profile };

const Found = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { result, profile } = shown;
  if (result === null) return null;
  const { words } = page;
  const where = words.t(result.asReference === null ? 'cases.search.where_label' : 'cases.search.where_all');
  if (result.found.length === 0)
    return (
      <Notice title={words.t('cases.search.nothing', { sought: result.sought })}>
        <p>{where}</p>
        <p>{words.t('cases.search.nothing_means')}</p>
      </Notice>
    );
  return (
    <Panel title={words.t('cases.search.found', { count: result.found.length })}>
      <p class="soft">{where}</p>
      <Lines
        lines={result.found.map((file) => ({
          main: <a href={`/cases/${file.id}`}>{caseName(file, words)}</a>,
          note: <CaseChips file={file} page={page} profile={profile} />,
        }))}
      />
    </Panel>
  );
};

const SearchPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('cases.search.title')}
      lead={page.words.t('cases.search.lead')}
      back={{ href: '/cases', label: page.words.t('cases.list.title') }}
    />
    <p>
      <ButtonLink href="/cases/find" kind="quiet">
        {page.words.t('cases.find.title')}
      </ButtonLink>
    </p>
    <ErrorSummary page={page} />
    <FormFor page={page} action="/cases/search" light>
      <FieldSet page={page} form={searchForm} state={page.form ?? formState(searchForm, {})} />
      <Button>{page.words.t('cases.search.button')}</Button>
    </FormFor>
    <Found shown={shown} page={page} />
  </>
);

const askedScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/cases/search',
  permit: 'cases.search',
  load: async (scene: Scene): Promise<Shown> => ({ result: null, profile: scene.profile }),
  title: (_, words) => words.t('cases.search.title'),
  page: (shown, page) => <SearchPage shown={shown} page={page} />,
});

const answerScreen: Screen<Profile> = askScreen({
  journals: ['cases.searched'],
  room: 'cases',
  path: '/cases/search',
  permit: 'cases.search',
  body: searchForm,
  // Only that somebody searched: what was typed may be a name by mistake, and stays out of the journal.
  reads: (input) => ({
    type: 'cases.searched',
    subject: { kind: 'search', id: '00000000-0000-0000-0000-000000000000' },
    data: { length: input.sought?.length ?? 0 },
  }),
  load: async (scene: Scene, input) => {
    const result = await searchCases(scene, input.sought ?? '');
    return isRefusal(result) ? result : { result, profile: scene.profile };
  },
  title: (_, words) => words.t('cases.search.title'),
  page: (shown, page) => <SearchPage shown={shown} page={page} />,
  again: askedScreen,
});

/** Search by reference, own label or the report's reference. An error is an error; nothing found says what was sought where. */
export const searchScreens: readonly Screen<Profile>[] = [askedScreen, answerScreen];
