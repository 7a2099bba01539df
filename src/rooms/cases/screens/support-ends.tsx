import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  Details,
  FieldSet,
  FormFor,
  formState,
  Notice,
  ownPurposes,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { openWords, type SupportReferral, takeBackSupport } from '../actions/index.ts';
import { openForm, takeBackForm } from '../facts.ts';
import { at, type CasesTools } from './parts.tsx';

export const offerParams = z.object({ referralId: z.uuid() });

/** Taking an offer back: why, in a code, and in words if one wishes. */
export const TakeBack = ({ offer, page }: { offer: SupportReferral; page: PageContext }): VNode => (
  <Details summary={page.words.t('cases.support.take_back')} open={page.form !== null}>
    <FormFor page={page} action={`/support/${offer.id}/take-back`}>
      <FieldSet page={page} form={takeBackForm} state={page.form ?? formState(takeBackForm, {})} />
      <Button kind="quiet">{page.words.t('cases.support.take_back')}</Button>
    </FormFor>
  </Details>
);

/** What was said beside the reason stays closed until somebody of the two bodies opens it for a purpose. */
export const WordsForm = ({ offer, page }: { offer: SupportReferral; page: PageContext }): VNode | null =>
  page.viewer?.opens.includes('notes') === true ? (
    <Panel title={page.words.t('cases.support.words')}>
      <p class="soft">{page.words.t('cases.support.words_sealed')}</p>
      <FormFor page={page} action={`/support/${offer.id}/words`} light>
        <FieldSet page={ownPurposes(page)} form={openForm} state={formState(openForm, {})} />
        <Button kind="quiet">{page.words.t('cases.support.words_open')}</Button>
      </FormFor>
    </Panel>
  ) : null;

type Opened = { readonly offer: SupportReferral; readonly words: string };

const WordsPage = ({ opened, page }: { opened: Opened; page: PageContext }): VNode => {
  const { t } = page.words;
  return (
    <>
      <PageHead
        title={t('cases.support.words')}
        back={{
          href: `/support/${opened.offer.id}`,
          label: t('cases.support.offer', { reference: opened.offer.reference }),
        }}
      />
      <Notice>{t('cases.opened_logged', { at: at(page.words, page.now) })}</Notice>
      <Panel title={t('cases.support.words')}>
        <p class="as-typed" dir="auto">
          {opened.words}
        </p>
      </Panel>
    </>
  );
};

/** Taking an offer back, and opening what was said when an offer ended. */
export const endScreens = ({ vault }: CasesTools, again: Screen<Profile>): readonly Screen<Profile>[] => [
  postScreen({
    journals: ['cases.support_taken_back', 'cases.task_done'],
    ...{ room: 'cases', path: '/support/:referralId/take-back', permit: 'cases.refer-support', params: offerParams },
    ...{ body: takeBackForm, again },
    act: (scene: Scene, input, { params }) =>
      takeBackSupport(scene, params.referralId, { reason: input.take_back_reason, words: input.take_back_words }),
    then: ({ caseId }) => `/cases/${caseId}?done=support_taken_back`,
  }),
  askScreen({
    journals: ['identity.opened', 'identity.open-refused'],
    ...{ room: 'cases', path: '/support/:referralId/words', permit: 'cases.read', params: offerParams },
    ...{ body: openForm, again },
    // The vault writes who opened it and why, before it answers.
    reads: () => null,
    load: async (scene: Scene, { purpose = '' }, { params }) => {
      const opened = await openWords(scene, vault, { ...params, purpose });
      return isRefusal(opened) ? opened : { opened };
    },
    title: (_, words) => words.t('cases.support.words'),
    page: ({ opened }, page) => <WordsPage opened={opened} page={page} />,
  }),
];
