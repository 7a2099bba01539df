import type { VNode } from 'preact';
import { z } from 'zod';
import { textOf } from '../../../platform/form/index.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  Button,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  type PageContext,
  PageHead,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { type NightInput, type NightView, readNight, takeNight } from '../actions/index.ts';
import { nightForm, nightQuestions } from '../facts.ts';
import type { BedFacts } from '../rules/index.ts';
import { callOrNone, roomFacts, roomName } from './night-rooms.tsx';
import { bedParams } from './parts.tsx';

type Shown = { readonly bed: BedFacts; readonly caller: NightView['caller'] };

/** What is known stands in the form: what the caller said, else one adult. */
const startOf = ({ caller }: Shown) => {
  if (caller === null) return { minor: 'no', persons: 1, children: 0 };
  const { callId, sex, minor, persons, children, needs } = caller.needs;
  return {
    ...{ for_call: callId, minor: minor ?? 'no', persons, children, needs },
    ...(sex === null ? {} : { sex }),
  };
};

const TakePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const { bed, caller } = shown;
  const state = page.form ?? formState(nightForm, startOf(shown));
  const call = caller === null ? '' : `?call=${caller.needs.callId}`;
  return (
    <>
      <PageHead
        title={words.t('accommodation.night.take_title', { room: roomName(bed) })}
        lead={roomFacts(page, bed)}
        back={{ href: `/beds/tonight${call}`, label: words.t('accommodation.night.title') }}
      />
      <ErrorSummary page={page} />
      <FormFor page={page} action={`/beds/${bed.bedId}/night${call}`}>
        <input type="hidden" name="for_call" value={textOf(state.raw, 'for_call')} />
        <FieldSet page={page} form={nightForm} state={state} only={nightQuestions} />
        <Button>{words.t('accommodation.night.take')}</Button>
      </FormFor>
    </>
  );
};

const takePage: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/beds/:bedId/night',
  permit: 'accommodation.place',
  params: bedParams,
  query: z.object({ call: callOrNone }),
  load: async (scene: Scene, { params, query }) => {
    const night = await readNight(scene, null, query.call);
    if (isRefusal(night)) return night;
    // A room that was taken meanwhile is said to be so, in place of a page without it.
    const bed = night.emergency.find(({ bedId }) => bedId === params.bedId);
    return bed === undefined ? refuse('already_taken_tonight') : { bed, caller: night.caller };
  },
  title: (_, words) => words.t('accommodation.night.take'),
  page: (shown, page) => <TakePage shown={shown} page={page} />,
});

const takeScreen: Screen<Profile> = postScreen({
  room: 'accommodation',
  path: '/beds/:bedId/night',
  once: true,
  permit: 'accommodation.place',
  params: bedParams,
  journals: ['accommodation.bed_asked', 'accommodation.night_given', 'referrals.call_bed_found'],
  body: nightForm,
  act: (scene: Scene, input, { params }) => takeNight(scene, { bedId: params.bedId }, input as NightInput),
  then: ({ placementId }) => `/placements/${placementId}?done=night_given`,
  again: takePage,
});

/** Taking a room for the night. */
export const takeScreens: readonly Screen<Profile>[] = [takePage, takeScreen];
