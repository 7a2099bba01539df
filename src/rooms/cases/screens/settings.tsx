import type { VNode } from 'preact';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import { z } from 'zod';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type CaseFile, changeFlags, changeLabel, loadCase, lookAfter } from '../actions/index.ts';
import { flagsForm, labelForm } from '../facts.ts';
import { caseParams, InnerHead } from './parts.tsx';

type Shown = { readonly file: CaseFile; readonly profile: Profile };

const CarePanel = ({ file, page }: { file: CaseFile; page: PageContext }): VNode => {
  const { words } = page;
  const isMine = file.ownerId === page.viewer?.staffId;
  return (
    <Panel title={words.t('cases.column.owner')}>
      <p>
        {file.ownerName === null ? words.t('cases.owner.nobody') : words.t('cases.owner', { name: file.ownerName })}
      </p>
      <FormFor page={page} action={`/cases/${file.id}/${isMine ? 'give-back' : 'take'}`} light>
        <Button kind="quiet">{words.t(isMine ? 'cases.owner.give_back' : 'cases.owner.take')}</Button>
      </FormFor>
    </Panel>
  );
};

const SettingsPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { file } = shown;
  const { words } = page;
  const flags = page.form ?? formState(flagsForm, { flags: [...file.flags] });
  const label = page.form ?? formState(labelForm, file.ownLabel === null ? {} : { own_label: file.ownLabel });
  return (
    <>
      <InnerHead file={file} page={page} profile={shown.profile} title={words.t('cases.tab.settings')} />
      <ErrorSummary page={page} />
      <Panel title={words.t('cases.flags')}>
        <FormFor page={page} action={`/cases/${file.id}/flags`} version={String(file.version)}>
          <FieldSet page={page} form={flagsForm} state={flags} />
          <Button>{words.t('cases.flags.save')}</Button>
        </FormFor>
      </Panel>
      <Panel title={words.t('cases.label')}>
        <FormFor page={page} action={`/cases/${file.id}/label`} version={String(file.referenceVersion ?? 1)}>
          <FieldSet page={page} form={labelForm} state={label} />
          <Button kind="quiet">{words.t('cases.label.save')}</Button>
        </FormFor>
      </Panel>
      <CarePanel file={file} page={page} />
    </>
  );
};

const settingsScreen: Screen<Profile> = getScreen({
  room: 'cases',
  path: '/cases/:caseId/settings',
  permit: 'cases.work',
  params: caseParams,
  load: async (scene: Scene, { params }): Promise<Shown | null> => {
    const file = await loadCase(scene, params.caseId);
    return file === null ? null : { file, profile: scene.profile };
  },
  title: (_, words) => words.t('cases.tab.settings'),
  page: (shown, page) => <SettingsPage shown={shown} page={page} />,
});

const flagsScreen: Screen<Profile> = postScreen({
  journals: ['cases.flags_changed'],
  room: 'cases',
  path: '/cases/:caseId/flags',
  permit: 'cases.work',
  params: caseParams,
  body: flagsForm,
  act: (scene: Scene, input, { params, version }) => changeFlags(scene, params.caseId, input.flags ?? [], version),
  then: (_, { caseId }) => `/cases/${caseId}/settings?done=flags_changed`,
  again: settingsScreen,
  theirs: async (scene: Scene, { caseId }) => {
    const file = await loadCase(scene, caseId);
    return file === null ? null : { values: { flags: [...file.flags] }, version: String(file.version) };
  },
});

const labelScreen: Screen<Profile> = postScreen({
  journals: ['cases.label_changed'],
  room: 'cases',
  path: '/cases/:caseId/label',
  permit: 'cases.work',
  params: caseParams,
  body: labelForm,
  act: (scene: Scene, input, { params, version }) => changeLabel(scene, params.caseId, input.own_label, version),
  then: (_, { caseId }) => `/cases/${caseId}/settings?done=label_changed`,
  again: settingsScreen,
  theirs: async (scene: Scene, { caseId }) => {
    const file = await loadCase(scene, caseId);
    if (file === null || file.referenceVersion === null) return null;
    return {
      values: file.ownLabel === null ? {} : { own_label: file.ownLabel },
      version: String(file.referenceVersion),
    };
  },
});

const careScreen = (name: 'take' | 'give-back'): Screen<Profile> =>
  postScreen({
    journals: ['cases.case_taken', 'cases.case_given_back'],
    room: 'cases',
    path: `/cases/:caseId/${name}`,
    permit: 'cases.work',
    params: caseParams,
    body: z.object({}),
    act: (scene: Scene, _, { params }) => lookAfter(scene, params.caseId, name === 'take'),
    then: (_, { caseId }) => `/cases/${caseId}?done=care_changed`,
  });

/** What is watched, the own word, and who looks after the case; changed by two at once, the second chooses field by field. */
export const settingsScreens: readonly Screen<Profile>[] = [
  settingsScreen,
  flagsScreen,
  labelScreen,
  careScreen('take'),
  careScreen('give-back'),
];
