import type { VNode } from 'preact';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  named,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type CaseFile, type CaseView, type LinkInput, linkPersons, readCase } from '../actions/index.ts';
import { linkForm } from '../facts.ts';
import { CaseChips, caseName, caseParams, InnerHead } from './parts.tsx';

type Shown = { readonly view: CaseView; readonly profile: Profile };

const linkText = (view: CaseView, other: CaseFile, page: PageContext): string =>
  view.links
    .filter(({ caseId, otherCaseId }) => caseId === other.id || otherCaseId === other.id)
    .map(({ kind }) => named(page, 'person-links', kind))
    .join(', ');

const PersonsPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  return (
    <>
      <InnerHead
        file={view.file}
        page={page}
        profile={profile}
        title={words.t('cases.tab.persons')}
        lead={words.t('cases.persons.lead')}
      />
      <ErrorSummary page={page} />
      <Panel title={words.t('cases.others', { count: view.others.length })}>
        {view.others.length === 0 ? (
          <p class="empty">{words.t('cases.others.none')}</p>
        ) : (
          <Lines
            lines={view.others.map((other) => ({
              main: <a href={`/cases/${other.id}`}>{caseName(other, words)}</a>,
              note: (
                <>
                  <CaseChips file={other} page={page} profile={profile} /> {linkText(view, other, page)}
                </>
              ),
            }))}
          />
        )}
      </Panel>
      {view.others.length > 0 && page.viewer?.permits.includes('cases.work') ? (
        <Panel title={words.t('cases.link.add')}>
          <FormFor page={page} action={`/cases/${view.file.id}/links`}>
            <FieldSet page={page} form={linkForm} state={page.form ?? formState(linkForm, {})} />
            <Button kind="quiet">{words.t('cases.link.save')}</Button>
          </FormFor>
        </Panel>
      ) : null}
    </>
  );
};

const personsScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/cases/:caseId/persons',
  permit: 'cases.read',
  params: caseParams,
  load: async (scene: Scene, { params }): Promise<Shown | null> => {
    const view = await readCase(scene, params.caseId);
    return view === null ? null : { view, profile: scene.profile };
  },
  title: (_, words) => words.t('cases.tab.persons'),
  page: (shown, page) => <PersonsPage shown={shown} page={page} />,
});

const linkScreen: Screen<Profile> = postScreen({
  journals: ['cases.persons_linked'],
  room: 'cases',
  path: '/cases/:caseId/links',
  once: true,
  permit: 'cases.work',
  params: caseParams,
  body: linkForm,
  act: (scene: Scene, input, { params }) => linkPersons(scene, params.caseId, input as LinkInput),
  then: (_, { caseId }) => `/cases/${caseId}/persons?done=persons_linked`,
  again: personsScreen,
});

/** Other persons of the report, and how they stand to each other. */
export const personScreens: readonly Screen<Profile>[] = [personsScreen, linkScreen];
