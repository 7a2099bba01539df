import type { VNode } from 'preact';
import { addDays } from '../../../platform/clock.ts';
import type { PageContext } from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import type { PlacementView } from '../actions/index.ts';
import {
  abroadForm,
  alarmForm,
  answerForm,
  attachForm,
  cancelForm,
  leaveForm,
  moveInForm,
  moveOnForm,
  outsideForm,
  stayForm,
} from '../facts.ts';
import { isOverstay } from '../rules/index.ts';
import { sleepingStates } from '../steps.ts';
import { Doing } from './parts.tsx';

/** What every part of the page of a placement is given. */
export type PlacementProps = { readonly view: PlacementView; readonly profile: Profile; readonly page: PageContext };

type Act = PlacementProps & { readonly base: string; readonly version: string };

/** What may be said to an offer. */
export const Answering = ({ view, page, base, version }: Act): VNode | null => {
  const { placement, rights } = view;
  if (placement.state !== 'offered') return null;
  const hasBoth = placement.personAnswer === 'accepted' && placement.houseAnswer === 'accepted';
  return (
    <>
      {rights.place && placement.personAnswer === null ? (
        <Doing page={page} name="answer_person" action={`${base}/answer`} form={answerForm} version={version} open />
      ) : null}
      {rights.run && placement.houseAnswer === null ? (
        <Doing
          page={page}
          name="answer_house"
          action={`${base}/house-answer`}
          form={answerForm}
          version={version}
          open
        />
      ) : null}
      {hasBoth ? (
        <Doing
          page={page}
          name="move_in"
          action={`${base}/move-in`}
          form={moveInForm}
          version={version}
          start={{ moved_in_on: page.today }}
          open
        />
      ) : null}
    </>
  );
};

/** What may happen while somebody sleeps there. */
export const Living = ({ view, page, base, version }: Act): VNode | null => {
  const { placement, rights } = view;
  if (!sleepingStates.includes(placement.state)) return null;
  const isMissing = view.alarms.some(({ state }) => state === 'open');
  const end = placement.untilDay === null ? {} : { until_day: placement.untilDay };
  return (
    <>
      {rights.place && placement.state === 'placed' ? (
        <Doing
          page={page}
          name="change_end"
          action={`${base}/end`}
          form={stayForm}
          only={isOverstay(placement, page.today) ? ['until_day', 'overstay'] : ['until_day']}
          version={version}
          start={end}
        />
      ) : null}
      <Doing
        page={page}
        name="leave"
        action={`${base}/leave`}
        form={leaveForm}
        version={version}
        start={{ left_on: page.today }}
      />
      {isMissing ? null : (
        <Doing
          page={page}
          name="missing"
          action={`${base}/missing`}
          form={alarmForm}
          start={{ last_seen_on: page.today }}
        />
      )}
    </>
  );
};

const outsideStates: readonly string[] = ['requested', 'offered', 'placed_temp'];
const dangerStates: readonly string[] = ['requested', 'placed', 'placed_temp'];

/** What may be done when no bed suits. */
export const Elsewhere = ({ view, page, base, version }: Act): VNode | null => {
  const { placement, rights, abroad } = view;
  if (!rights.place) return null;
  const isProposed = abroad.some(({ state }) => state === 'proposed' || state === 'agreed');
  return (
    <>
      {outsideStates.includes(placement.state) ? (
        <Doing
          page={page}
          name="outside"
          action={`${base}/outside`}
          form={outsideForm}
          version={version}
          start={{ outside_from: page.today }}
        />
      ) : null}
      {placement.caseId !== null && !isProposed && dangerStates.includes(placement.state) ? (
        <Doing
          page={page}
          name="abroad"
          action={`${base}/abroad`}
          form={abroadForm}
          version={version}
          start={{ abroad_from: addDays(page.today, 1) }}
        />
      ) : null}
      {['requested', 'offered'].includes(placement.state) ? (
        <Doing page={page} name="cancel" action={`${base}/cancel`} form={cancelForm} version={version} />
      ) : null}
    </>
  );
};

/** What must not be forgotten. */
export const Chasing = ({ view, page, base, version }: Act): VNode | null => {
  const { placement, rights } = view;
  return (
    <>
      {rights.place && placement.caseId === null ? (
        <Doing page={page} name="join" action={`${base}/case`} form={attachForm} version={version} open />
      ) : null}
      {placement.state === 'left' && placement.moveOn === 'pending' ? (
        <Doing page={page} name="move_on" action={`${base}/move-on`} form={moveOnForm} version={version} open />
      ) : null}
    </>
  );
};
