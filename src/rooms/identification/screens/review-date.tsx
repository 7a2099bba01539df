import type { VNode } from 'preact';
import { z } from 'zod';
import { Button, FormFor, type PageContext, Panel, postScreen, type Screen } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { keepStatus } from '../actions/index.ts';
import { reviewText } from '../actions/review-date.ts';
import { reviewOf } from '../rules.ts';
import { caseParams, type Shown } from './parts.tsx';

/** When the status is looked at again, by whom it last was, and what it becomes if nobody does. */
export const ReviewPanel = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { view, profile } = shown;
  const { words } = page;
  const review = reviewOf(profile, view.status);
  if (review === null) return null;
  return (
    <Panel title={words.t('identification.review.title')}>
      <p>{reviewText({ status: view.status, review, today: view.today }, profile, words)}</p>
      {page.viewer?.permits.includes('identification.decide') === true && view.steps.length > 0 ? (
        <FormFor page={page} action={`/cases/${view.file.id}/identification/kept`}>
          <Button kind="quiet">{words.t('identification.review.keep')}</Button>
        </FormFor>
      ) : null}
    </Panel>
  );
};

/** An officer looked at the status, and it holds. */
export const keepScreen = (again: Screen<Profile>): Screen<Profile> =>
  postScreen({
    journals: ['identification.status_kept', 'cases.task_done'],
    room: 'identification',
    path: '/cases/:caseId/identification/kept',
    once: true,
    permit: 'identification.decide',
    params: caseParams,
    body: z.object({}),
    act: (scene: Scene, _, { params }) => keepStatus(scene, params.caseId),
    then: (_, { caseId }) => `/cases/${caseId}/identification?done=status_kept`,
    again,
  });
