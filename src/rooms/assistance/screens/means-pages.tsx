import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import { getScreen, postScreen, type Screen } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  type AidInput,
  answerAid,
  type CloseInput,
  closeSupport,
  type ConferenceInput,
  giveAid,
  noteConference,
  orderTranslation,
  receiveTranslation,
  type TranslationInput,
} from '../actions/index.ts';
import { aidAnswerForm, aidForm, closeForm, conferenceForm, translationForm } from '../facts.ts';
import { FormPage } from './doings.tsx';
import { loadOn } from './load.ts';
import { moneyText } from './means.tsx';
import { overviewScreen } from './overview.tsx';
import { caseParams } from './parts.tsx';

const place = { room: 'assistance', permit: 'assistance.work' } as const;

const newAid: Screen<Profile> = getScreen({
  ...{ ...place, params: caseParams, path: '/cases/:caseId/assistance/aid/new' },
  load: (scene: Scene, { params }) => loadOn(scene, params.caseId),
  title: (_, words) => words.t('assistance.aid.add'),
  page: (on, page) => (
    <FormPage
      on={on}
      page={page}
      title={page.words.t('assistance.aid.add')}
      lead={page.words.t('assistance.aid.text', {
        limit: moneyText(page, on.profile.assistance.aid.second_person_above_cents, on.profile.currency),
      })}
      action={`/cases/${on.file.id}/assistance/aid/new`}
      form={aidForm}
      start={{ paid_on: page.today, payer: 'service' }}
      save={page.words.t('assistance.aid.save')}
    />
  ),
});

const newTranslation: Screen<Profile> = getScreen({
  ...{ ...place, params: caseParams, path: '/cases/:caseId/assistance/translations/new' },
  load: (scene: Scene, { params }) => loadOn(scene, params.caseId),
  title: (_, words) => words.t('assistance.translation.add'),
  page: (on, page) => (
    <FormPage
      on={on}
      page={page}
      title={page.words.t('assistance.translation.add')}
      lead={page.words.t('assistance.translation.text')}
      action={`/cases/${on.file.id}/assistance/translations/new`}
      form={translationForm}
      save={page.words.t('assistance.translation.save')}
    />
  ),
});

const newConference: Screen<Profile> = getScreen({
  ...{ ...place, params: caseParams, path: '/cases/:caseId/assistance/conferences/new' },
  load: (scene: Scene, { params }) => loadOn(scene, params.caseId),
  title: (_, words) => words.t('assistance.conference.add'),
  page: (on, page) => (
    <FormPage
      on={on}
      page={page}
      title={page.words.t('assistance.conference.add')}
      lead={page.words.t('assistance.conference.text')}
      action={`/cases/${on.file.id}/assistance/conferences/new`}
      form={conferenceForm}
      start={{ held_on: page.today }}
      save={page.words.t('assistance.conference.save')}
    />
  ),
});

const endScreen: Screen<Profile> = getScreen({
  ...{ ...place, params: caseParams, path: '/cases/:caseId/assistance/end' },
  load: async (scene: Scene, { params }) => {
    const on = await loadOn(scene, params.caseId);
    if (isRefusal(on)) return on;
    return on.open.some(({ event }) => event === 'end') ? on : null;
  },
  title: (_, words) => words.t('assistance.step.end'),
  page: (on, page) => (
    <FormPage
      on={on}
      page={page}
      title={page.words.t('assistance.step.end')}
      lead={page.words.t('assistance.close.text', {
        sessions: on.sessions.filter(({ state }) => state === 'planned').length,
        goals: on.goals.filter(({ state }) => state === 'open').length,
      })}
      action={`/cases/${on.file.id}/assistance/end`}
      form={closeForm}
      start={{ on_day: page.today }}
      version={on.support.version}
      save={page.words.t('assistance.close.save')}
    />
  ),
});

const aidPosts: readonly Screen<Profile>[] = [
  postScreen({
    ...{ ...place, params: caseParams, path: '/cases/:caseId/assistance/aid/new', once: true },
    journals: ['assistance.aid_written'],
    body: aidForm,
    act: (scene: Scene, input, { params }) => giveAid(scene, params.caseId, input as AidInput),
    then: ({ caseId }) => `/cases/${caseId}/assistance?done=aid_written`,
    again: newAid,
  }),
  postScreen({
    ...{ ...place, path: '/cases/:caseId/assistance/aid/:aidId/answer' },
    params: z.object({ caseId: z.uuid(), aidId: z.uuid() }),
    journals: ['assistance.aid_answered'],
    body: aidAnswerForm,
    act: (scene: Scene, input, { params }) => answerAid(scene, params, input.agrees === true),
    then: ({ caseId }) => `/cases/${caseId}/assistance?done=aid_answered`,
    again: overviewScreen,
  }),
];

const otherPosts: readonly Screen<Profile>[] = [
  postScreen({
    ...{ ...place, params: caseParams, path: '/cases/:caseId/assistance/translations/new', once: true },
    journals: ['assistance.translation_ordered'],
    body: translationForm,
    act: (scene: Scene, input, { params }) => orderTranslation(scene, params.caseId, input as TranslationInput),
    then: ({ caseId }) => `/cases/${caseId}/assistance?done=translation_ordered`,
    again: newTranslation,
  }),
  postScreen({
    ...{ ...place, path: '/cases/:caseId/assistance/translations/:translationId/came' },
    params: z.object({ caseId: z.uuid(), translationId: z.uuid() }),
    journals: ['assistance.translation_came'],
    body: z.object({}),
    act: (scene: Scene, _, { params }) => receiveTranslation(scene, params),
    then: ({ caseId }) => `/cases/${caseId}/assistance?done=translation_came`,
    again: overviewScreen,
  }),
  postScreen({
    ...{ ...place, params: caseParams, path: '/cases/:caseId/assistance/conferences/new', once: true },
    journals: ['assistance.conference_held'],
    body: conferenceForm,
    act: (scene: Scene, input, { params }) => noteConference(scene, params.caseId, input as ConferenceInput),
    then: ({ caseId }) => `/cases/${caseId}/assistance?done=conference_held`,
    again: newConference,
  }),
  postScreen({
    ...{ ...place, params: caseParams, path: '/cases/:caseId/assistance/end' },
    journals: ['assistance.step_taken', 'assistance.reported_back', 'cases.task_done'],
    body: closeForm,
    act: (scene: Scene, input, { params, version }) => closeSupport(scene, { ...params, version }, input as CloseInput),
    then: ({ caseId }) => `/cases/${caseId}/assistance?done=closed`,
    again: endScreen,
  }),
];

/** Money, translations, conferences and the end, each on a page of its own. */
export const meansScreens: readonly Screen<Profile>[] = [
  newAid,
  newTranslation,
  newConference,
  endScreen,
  ...aidPosts,
  ...otherPosts,
];
