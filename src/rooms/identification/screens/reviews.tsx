import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  Chip,
  Details,
  ErrorSummary,
  Facts,
  FormFor,
  getScreen,
  named,
  Notice,
  PageHead,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type Decision, readReviews, reviewDecision } from '../actions/index.ts';
import { reviewForm } from '../facts.ts';
import { namedAll, stateName, effectsOfStep } from './parts.tsx';

type Queue = { readonly waiting: readonly Decision[]; readonly total: number; readonly profile: Profile };

/** Sending a decision back: why, from a list that begins with the usual, and in words if one wishes. One of many on the page. */
const SendBack = ({ decision, page }: { readonly decision: Decision; readonly page: PageContext }): VNode => {
  const { words } = page;
  const [reason, text] = [`reason-${decision.id}`, `words-${decision.id}`];
  return (
    <Details summary={words.t('identification.review.send_back')}>
      <FormFor page={page} action={`/reviews/${decision.id}`}>
        <p class="field">
          <label class="field-label" for={reason}>
            {words.t('identification.field.send_back_reason.label')}
          </label>
          <select id={reason} name="send_back_reason" autocomplete="off">
            {page.codes('send-back-reasons').map((one) => (
              <option key={one.code} value={one.code}>
                {named(page, 'send-back-reasons', one.code)}
              </option>
            ))}
          </select>
        </p>
        <p class="field">
          <label class="field-label" for={text}>
            {words.t('identification.field.send_back_words.label')}
          </label>
          <span class="hint" id={`${text}-hint`}>
            {words.t('identification.field.outcome_words.hint')}
          </span>
          <textarea id={text} name="send_back_words" rows={3} aria-describedby={`${text}-hint`} autocomplete="off" />
        </p>
        <Button name="confirms" value="no" kind="quiet">
          {words.t('identification.review.send_back')}
        </Button>
      </FormFor>
    </Details>
  );
};

const DecisionFacts = ({ decision, page }: { readonly decision: Decision; readonly page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Facts
      facts={[
        {
          label: words.t('identification.review.case'),
          value: <a href={`/cases/${decision.caseId}/identification`}>{words.t('identification.review.open_case')}</a>,
        },
        {
          label: words.t('identification.field.reasons.label'),
          value: namedAll(page, 'outcome-reasons', decision.reasons),
        },
        { label: words.t('identification.field.decided_on.label'), value: words.date(decision.decidedOn, 'long') },
        { label: words.t('identification.review.by'), value: decision.decidedByName ?? '' },
      ]}
    />
  );
};

const ReviewCard = ({
  decision,
  profile,
  page,
}: {
  decision: Decision;
  profile: Profile;
  page: PageContext;
}): VNode => {
  const { words } = page;
  const isOwn = decision.decidedBy === page.viewer?.staffId;
  const title = `${stateName(profile, words, decision.fromState)} → ${stateName(profile, words, decision.toState)}`;
  return (
    <Panel title={title}>
      <DecisionFacts decision={decision} page={page} />
      {isOwn ? (
        <Notice>{words.t('identification.review.own')}</Notice>
      ) : (
        <FormFor page={page} action={`/reviews/${decision.id}`} light class="actions">
          <Button name="confirms" value="yes">
            {words.t('identification.review.confirm')}
          </Button>
        </FormFor>
      )}
      {isOwn ? null : <SendBack decision={decision} page={page} />}
    </Panel>
  );
};

const reviewsScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/reviews',
  permit: 'identification.review',
  load: async (scene: Scene): Promise<Queue> => {
    const { decisions, total } = await readReviews(scene);
    return { waiting: decisions, total, profile: scene.profile };
  },
  title: (_, words) => words.t('identification.review.title'),
  page: ({ waiting, total, profile }, page) => (
    <>
      <PageHead
        title={page.words.t('identification.review.title')}
        lead={page.words.t('identification.review.lead')}
        chips={
          <Chip tone={total > 0 ? 'warn' : 'good'}>
            {page.words.t('identification.review.count', { count: total })}
          </Chip>
        }
      />
      <ErrorSummary page={page} />
      {waiting.length === 0 ? <p class="empty">{page.words.t('identification.review.none')}</p> : null}
      {waiting.map((decision) => (
        <ReviewCard key={decision.id} decision={decision} profile={profile} page={page} />
      ))}
      {total > waiting.length ? (
        <p class="soft">{page.words.t('identification.review.shown', { shown: waiting.length, total })}</p>
      ) : null}
    </>
  ),
});

const answerReviewScreen: Screen<Profile> = postScreen({
  journals: [
    'identification.decision_confirmed',
    'identification.decision_sent_back',
    ...effectsOfStep,
    'cases.task_done',
  ],
  room: 'identification',
  path: '/reviews/:decisionId',
  permit: 'identification.review',
  params: z.object({ decisionId: z.uuid() }),
  body: reviewForm,
  act: (scene: Scene, input, { params }) =>
    reviewDecision(
      scene,
      params.decisionId,
      input.confirms === true
        ? { confirms: true }
        : { confirms: false, reason: input.send_back_reason, words: input.send_back_words },
    ),
  then: ({ caseId }) => `/cases/${caseId}/identification?done=reviewed`,
  again: reviewsScreen,
});

/** The queue for the second officer, and her answer. */
export const reviewScreens: readonly Screen<Profile>[] = [reviewsScreen, answerReviewScreen];
