import type { VNode } from 'preact';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  type PageContext,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { mayTellRights } from '../access.ts';
import { type RightsInput, tellRights } from '../actions/index.ts';
import { rightsForm } from '../facts.ts';
import { informationMachine } from '../steps.ts';
import { caseParams, InnerHead, loadAllowed, type Shown } from './parts.tsx';

const tellFirst = ['first_contact', 'every_step', 'presumed', 'any'];

/** At the first information, those rights and obligations that are told first come first. */
const inOrder = ({ profile, view }: Shown, page: PageContext): PageContext => {
  const isFirst = view.informationState === profile.steps(informationMachine).initial;
  if (!isFirst) return page;
  const first = new Set([
    ...profile.rights.filter(({ tell_when }) => tell_when.some((when) => tellFirst.includes(when))).map(({ id }) => id),
    ...profile.obligations.filter(({ first_information }) => first_information).map(({ id }) => id),
  ]);
  return {
    ...page,
    codes: (list) => {
      const codes = page.codes(list);
      if (list !== 'rights' && list !== 'obligations') return codes;
      return [...codes.filter(({ code }) => first.has(code)), ...codes.filter(({ code }) => !first.has(code))];
    },
  };
};

const RightsPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  const isFirst = view.informationState === profile.steps(informationMachine).initial;
  const start = {
    told_on: page.today,
    occasion: isFirst ? 'first' : 'turning_point',
    ...(view.reported.languages[0] === undefined ? {} : { language: view.reported.languages[0] }),
  };
  return (
    <>
      <InnerHead
        file={view.file}
        profile={profile}
        page={page}
        title={words.t('identification.rights.title')}
        lead={words.t('identification.rights.lead')}
      />
      <ErrorSummary page={page} />
      <Notice tone="thread" title={words.t('identification.rights.dismissal_title')}>
        <p>{words.t('identification.rights.dismissal_say')}</p>
      </Notice>
      <FormFor page={page} action={`/cases/${view.file.id}/identification/rights`}>
        <FieldSet page={inOrder(shown, page)} form={rightsForm} state={page.form ?? formState(rightsForm, start)} />
        <Button>{words.t('identification.rights.save')}</Button>
      </FormFor>
    </>
  );
};

const rightsScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/cases/:caseId/identification/rights',
  permit: 'identification.tell-rights',
  params: caseParams,
  load: (scene: Scene, { params }) => loadAllowed(scene, params.caseId, mayTellRights(scene.viewer)),
  title: (_, words) => words.t('identification.rights.title'),
  page: (shown, page) => <RightsPage shown={shown} page={page} />,
});

const saveRightsScreen: Screen<Profile> = postScreen({
  journals: ['identification.rights_told', 'cases.task_done'],
  room: 'identification',
  path: '/cases/:caseId/identification/rights',
  once: true,
  permit: 'identification.tell-rights',
  params: caseParams,
  body: rightsForm,
  act: (scene: Scene, input, { params }) => tellRights(scene, params.caseId, input as RightsInput),
  then: (_, { caseId }) => `/cases/${caseId}/identification?done=rights_told`,
  again: rightsScreen,
});

/** What a person is told: the sentences to read aloud are the checklist. */
export const rightsScreens: readonly Screen<Profile>[] = [rightsScreen, saveRightsScreen];
