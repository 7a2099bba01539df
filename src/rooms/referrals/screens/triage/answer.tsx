import type { VNode } from 'preact';
import { z } from 'zod';
import type { PlainDate } from '../../../../platform/clock.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { opensOf } from '../../../identity/index.ts';
import { answerBack, type AskedQuestion, openQuestion, readQuestion } from '../../actions/triage/index.ts';
import { answerForm } from '../../facts/other-forms.ts';
import { at, reportName, type TriageTools } from './parts.tsx';
import { bodyName } from '../../../directory/index.ts';

const questionParams = z.object({ questionId: z.uuid() });
const permit = 'referrals.answer-back';

type Shown = AskedQuestion & { readonly profile: Profile; readonly text?: string };

const leadOf = ({ question, profile }: Shown, page: PageContext): string =>
  page.words.t('referrals.answers.lead', {
    body: bodyName(profile, page.words, question.organisation_id),
    moment: at(page.words, question.asked_at),
    due: question.due_on === null ? 'none' : page.words.date(question.due_on as PlainDate, 'long'),
  });

const purposeBody = z.object({ purpose: z.string().default('') });

const OpenForm = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { t } = page.words;
  return (
    <FormFor page={page} action={`/answers/${shown.question.id}/open`} light>
      <fieldset class="field choices" id="purpose">
        <legend>{t('referrals.received.purpose')}</legend>
        {(page.viewer?.purposes ?? []).map((value, index) => (
          <label key={value} class="pick">
            <input type="radio" name="purpose" value={value} checked={index === 0} />
            <span>{named(page, 'opening-purposes', value)}</span>
          </label>
        ))}
      </fieldset>
      <Button kind="quiet">{t('referrals.answers.open')}</Button>
    </FormFor>
  );
};

const opens = ({ received }: Shown, { viewer }: PageContext): boolean =>
  viewer !== null && opensOf(viewer, received.report).includes('reporter');

const Question = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <Panel title={page.words.t('referrals.received.question_text')}>
    {shown.text === undefined ? (
      <>
        <p class="soft">{page.words.t(`referrals.answers.${opens(shown, page) ? 'sealed' : 'sealed_for_sender'}`)}</p>
        {opens(shown, page) ? <OpenForm shown={shown} page={page} /> : null}
      </>
    ) : (
      <p class="as-typed" dir="auto">
        {shown.text}
      </p>
    )}
  </Panel>
);

const AnswerPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { t } = page.words;
  const { question, received } = shown;
  return (
    <>
      <PageHead
        title={t('referrals.answers.title')}
        lead={leadOf(shown, page)}
        back={{ href: `/reports/${received.report.id}`, label: reportName(page.words, received) }}
      />
      <ErrorSummary page={page} />
      <Question shown={shown} page={page} />
      {question.answered_at === null ? (
        <FormFor page={page} action={`/answers/${question.id}`}>
          <FieldSet page={page} form={answerForm} state={page.form ?? formState(answerForm, {})} />
          <Button>{t('referrals.answers.send')}</Button>
        </FormFor>
      ) : (
        <Notice tone="good">
          {t('referrals.received.answered', { moment: at(page.words, question.answered_at) })}
        </Notice>
      )}
    </>
  );
};

const answerScreen: Screen<Profile> = getScreen({
  ...{ room: 'referrals', path: '/answers/:questionId', permit, params: questionParams },
  load: async (scene: Scene, { params }): Promise<Shown | null> => {
    const asked = await readQuestion(scene, params.questionId);
    return asked === null ? null : { ...asked, profile: scene.profile };
  },
  title: (_, words) => words.t('referrals.answers.title'),
  page: (shown, page) => <AnswerPage shown={shown} page={page} />,
});

const openScreen = ({ vault }: TriageTools): Screen<Profile> =>
  askScreen({
    journals: ['identity.opened', 'identity.open-refused'],
    ...{ room: 'referrals', path: '/answers/:questionId/open', permit, params: questionParams, body: purposeBody },
    // The vault writes who opened it and why, before it answers.
    reads: () => null,
    load: async (scene: Scene, { purpose }, { params }) => {
      const opened = await openQuestion(vault, scene, { ...params, purpose });
      return opened === null || isRefusal(opened) ? opened : { ...opened, profile: scene.profile };
    },
    title: (_, words) => words.t('referrals.answers.title'),
    page: (shown, page) => <AnswerPage shown={shown} page={{ ...page, form: null }} />,
    again: answerScreen,
  });

const sendScreen: Screen<Profile> = postScreen({
  journals: ['referrals.answered'],
  ...{ room: 'referrals', path: '/answers/:questionId', permit, params: questionParams, body: answerForm },
  act: (scene: Scene, { answer = '' }, { params }) => answerBack(scene, { ...params, answer }),
  then: ({ questionId }) => `/answers/${questionId}?done=answered`,
  again: answerScreen,
});

/** The question of the police as the reporting body sees it, and its answer. */
export const answerScreens = (tools: TriageTools): readonly Screen<Profile>[] => [
  answerScreen,
  openScreen(tools),
  sendScreen,
];
