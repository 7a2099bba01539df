import type { VNode } from 'preact';
import {
  askScreen,
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  Notice,
  ownPurposes,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
} from '../../../platform/web/index.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type CaseFile, findCasesOfPersons } from '../actions/index.ts';
import { findForm } from '../facts.ts';
import { CaseChips, type CasesTools, caseName } from './parts.tsx';

type Shown = { readonly found: readonly CaseFile[] | null; readonly profile: Profile };

/** Found or not, the answer stands in the same place and says where was looked. */
const Found = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { found, profile } = shown;
  if (found === null) return null;
  const { words } = page;
  return (
    <Panel title={words.t('cases.find.found', { count: found.length })}>
      <p class="soft">{words.t('cases.find.where')}</p>
      <Lines
        lines={found.map((file) => ({
          main: <a href={`/cases/${file.id}`}>{caseName(file, words)}</a>,
          note: <CaseChips file={file} page={page} profile={profile} />,
        }))}
      />
    </Panel>
  );
};

const FindPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('cases.find.title')}
        lead={words.t('cases.find.lead')}
        back={{ href: '/cases/search', label: words.t('cases.search.title') }}
      />
      <ErrorSummary page={page} />
      <Found shown={shown} page={page} />
      <FormFor page={page} action="/cases/find">
        <FieldSet page={ownPurposes(page)} form={findForm} state={page.form ?? formState(findForm, {})} />
        <Button>{words.t('cases.find.button')}</Button>
      </FormFor>
      <Notice title={words.t('cases.find.noted')}>
        <p>{words.t('cases.find.noted_text')}</p>
      </Notice>
    </>
  );
};

const place = { room: 'cases', path: '/cases/find', permit: 'cases.search' } as const;

const askedScreen: Screen<Profile> = getScreen({
  ...place,
  load: async (scene: Scene): Promise<Shown> => ({ found: null, profile: scene.profile }),
  title: (_, words) => words.t('cases.find.title'),
  page: (shown, page) => <FindPage shown={shown} page={page} />,
});

/** Finding a person in the files of one's own body by what tells her apart; asked by POST, so that no address holds a name. */
export const findScreens = ({ vault }: CasesTools): readonly Screen<Profile>[] => [
  askedScreen,
  askScreen({
    ...place,
    journals: ['identity.searched', 'identity.search-refused'],
    body: findForm,
    // The vault writes the line itself, before it looks.
    reads: () => null,
    load: async (scene: Scene, input) => {
      const found = await findCasesOfPersons(scene, vault, input);
      return isRefusal(found) ? found : { found, profile: scene.profile };
    },
    title: (_, words) => words.t('cases.find.title'),
    page: (shown, page) => <FindPage shown={shown} page={page} />,
    again: askedScreen,
  }),
];
