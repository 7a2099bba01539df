import { z } from 'zod';
import { getScreen, postScreen, type Screen } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  type AbroadInput,
  type AlarmInput,
  type AnswerInput,
  answerOffer,
  answerRequest,
  askReferral,
  cancelRequest,
  changeEnd,
  dedicatedBedSuits,
  endAbroad,
  goAbroad,
  type HouseRequestInput,
  joinCase,
  leave,
  moveIn,
  type OutsideInput,
  placeOutside,
  type PlacementView,
  proposeAbroad,
  raiseAlarm,
  readPlacement,
  settleMoveOn,
} from '../actions/index.ts';
import {
  abroadForm,
  alarmForm,
  answerForm,
  attachForm,
  cancelForm,
  houseRequestForm,
  leaveForm,
  moveInForm,
  moveOnForm,
  outsideForm,
  requestEndForm,
  stayForm,
} from '../facts.ts';
import { placementParams } from './parts.tsx';
import { PlacementPage } from './placement.tsx';

type Shown = { readonly view: PlacementView; readonly profile: Profile };

/** The page of a placement. Reading it is written down: it says in which house somebody sleeps. */
export const placementScreen: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/placements/:placementId',
  permit: 'accommodation.read',
  params: placementParams,
  journals: ['accommodation.placement_read'],
  reads: ({ placementId }) => ({
    type: 'accommodation.placement_read',
    subject: { kind: 'placement', id: placementId },
  }),
  load: async (scene: Scene, { params }): Promise<Shown | null> => {
    const view = await readPlacement(scene, params.placementId);
    return view === null ? null : { view, profile: scene.profile };
  },
  title: (_, words) => words.t('accommodation.placement.window'),
  page: (shown, page) => <PlacementPage {...shown} page={page} />,
});

const reading = {
  room: 'accommodation',
  permit: 'accommodation.read',
  params: placementParams,
  again: placementScreen,
} as const;
const placing = { ...reading, permit: 'accommodation.place' } as const;
const seenOf = (placementId: string, version: string | null) => ({ placementId, version });

const answers: readonly Screen<Profile>[] = [
  postScreen({
    ...{ ...placing, path: '/placements/:placementId/answer', body: answerForm },
    journals: ['accommodation.offer_accepted', 'accommodation.offer_declined'],
    act: (scene: Scene, input, { params, version }) =>
      answerOffer(scene, { ...seenOf(params.placementId, version), who: 'person' }, input as AnswerInput),
    then: ({ placementId }) => `/placements/${placementId}?done=answered`,
  }),
  postScreen({
    ...{ ...reading, permit: 'accommodation.run', path: '/placements/:placementId/house-answer', body: answerForm },
    journals: ['accommodation.offer_accepted', 'accommodation.offer_declined'],
    act: (scene: Scene, input, { params, version }) =>
      answerOffer(scene, { ...seenOf(params.placementId, version), who: 'house' }, input as AnswerInput),
    then: ({ placementId }) => `/placements/${placementId}?done=answered`,
  }),
];

const stays: readonly Screen<Profile>[] = [
  postScreen({
    ...{ ...reading, path: '/placements/:placementId/move-in', body: moveInForm },
    journals: ['accommodation.moved_in'],
    act: (scene: Scene, input, { params, version }) =>
      moveIn(scene, seenOf(params.placementId, version), input as Parameters<typeof moveIn>[2]),
    then: ({ placementId }) => `/placements/${placementId}?done=moved_in`,
  }),
  postScreen({
    ...{ ...placing, path: '/placements/:placementId/end', body: stayForm },
    journals: ['accommodation.stay_changed'],
    act: (scene: Scene, input, { params, version }) =>
      changeEnd(scene, seenOf(params.placementId, version), input as Parameters<typeof changeEnd>[2]),
    then: ({ placementId }) => `/placements/${placementId}?done=stay_changed`,
  }),
  postScreen({
    ...{ ...reading, path: '/placements/:placementId/leave', body: leaveForm },
    journals: ['accommodation.left', 'accommodation.abroad_ended', 'cases.task_done'],
    act: (scene: Scene, input, { params, version }) =>
      leave(scene, seenOf(params.placementId, version), input as Parameters<typeof leave>[2]),
    then: ({ placementId }) => `/placements/${placementId}?done=left`,
  }),
  postScreen({
    ...{ ...reading, path: '/placements/:placementId/move-on', body: moveOnForm },
    journals: ['accommodation.move_on_settled'],
    act: (scene: Scene, input, { params, version }) =>
      settleMoveOn(scene, seenOf(params.placementId, version), input as Parameters<typeof settleMoveOn>[2]),
    then: ({ placementId }) => `/placements/${placementId}?done=move_on_settled`,
  }),
  postScreen({
    ...{ ...placing, path: '/placements/:placementId/cancel', body: cancelForm },
    journals: ['accommodation.request_cancelled'],
    act: (scene: Scene, input, { params, version }) =>
      cancelRequest(scene, seenOf(params.placementId, version), input as Parameters<typeof cancelRequest>[2]),
    then: ({ placementId }) => `/placements/${placementId}?done=cancelled`,
  }),
  postScreen({
    ...{ ...placing, path: '/placements/:placementId/case', body: attachForm },
    journals: ['accommodation.case_joined'],
    act: (scene: Scene, input, { params, version }) =>
      joinCase(scene, seenOf(params.placementId, version), input.case_reference ?? ''),
    then: ({ placementId }) => `/placements/${placementId}?done=case_joined`,
  }),
];

/** Whether a bed of a dedicated house suits from the day asked for; the place outside is refused then. */
const placeOutsideIfNone = async (scene: Scene, it: ReturnType<typeof seenOf>, input: OutsideInput) => {
  const view = await readPlacement(scene, it.placementId);
  if (view === null) return placeOutside(scene, it, input, false);
  const { placement, today } = view;
  const from = input.outside_from < today ? today : input.outside_from;
  return placeOutside(scene, it, input, await dedicatedBedSuits(scene, { placement, from, nights: 1 }));
};

const elsewhere: readonly Screen<Profile>[] = [
  postScreen({
    ...{ ...placing, path: '/placements/:placementId/outside', body: outsideForm },
    journals: ['accommodation.placed_outside', 'cases.task_set', 'cases.task_done'],
    act: (scene: Scene, input, { params, version }) =>
      placeOutsideIfNone(scene, seenOf(params.placementId, version), input as OutsideInput),
    then: ({ placementId }) => `/placements/${placementId}?done=placed_outside`,
  }),
  postScreen({
    ...{ ...placing, path: '/placements/:placementId/abroad', body: abroadForm },
    journals: ['accommodation.abroad_proposed'],
    act: (scene: Scene, input, { params, version }) =>
      proposeAbroad(scene, seenOf(params.placementId, version), input as AbroadInput),
    then: ({ placementId }) => `/placements/${placementId}?done=abroad_proposed`,
  }),
  postScreen({
    ...{ ...reading, path: '/placements/:placementId/missing', body: alarmForm },
    journals: ['accommodation.person_missing', 'cases.task_set'],
    act: (scene: Scene, input, { params }) => raiseAlarm(scene, seenOf(params.placementId, null), input as AlarmInput),
    then: ({ placementId }) => `/placements/${placementId}?done=missing`,
  }),
  postScreen({
    ...{ room: 'accommodation', permit: 'accommodation.place', path: '/abroad/:abroadId/end', body: z.object({}) },
    journals: ['accommodation.abroad_ended'],
    params: z.object({ abroadId: z.uuid() }),
    act: (scene: Scene, _, { params }) => endAbroad(scene, params.abroadId),
    then: ({ placementId }) => `/placements/${placementId}?done=abroad_ended`,
  }),
  postScreen({
    ...{ room: 'accommodation', permit: 'accommodation.place', path: '/abroad/:abroadId/go', body: z.object({}) },
    journals: ['accommodation.went_abroad', 'cases.task_set', 'cases.task_done'],
    params: z.object({ abroadId: z.uuid() }),
    act: (scene: Scene, _, { params }) => goAbroad(scene, params.abroadId),
    then: ({ placementId }) => `/placements/${placementId}?done=went_abroad`,
  }),
];

/** What a house asks of the service, and how that ended. */
const requests: readonly Screen<Profile>[] = [
  postScreen({
    ...{ ...reading, permit: 'accommodation.run', path: '/placements/:placementId/ask', body: houseRequestForm },
    journals: ['accommodation.referral_asked'],
    once: true,
    act: (scene: Scene, input, { params }) => askReferral(scene, params.placementId, input as HouseRequestInput),
    then: ({ placementId }) => `/placements/${placementId}?done=referral_asked`,
  }),
  postScreen({
    ...{ ...placing, path: '/placements/:placementId/requests/:requestId', body: requestEndForm },
    params: placementParams.extend({ requestId: z.uuid() }),
    journals: ['accommodation.referral_answered'],
    act: (scene: Scene, input, { params }) =>
      answerRequest(scene, params.requestId, { request_outcome: input.request_outcome ?? '' }),
    then: ({ placementId }) => `/placements/${placementId}?done=referral_answered`,
  }),
];

/** What is done on the page of a placement. */
export const actScreens: readonly Screen<Profile>[] = [
  placementScreen,
  ...answers,
  ...stays,
  ...elsewhere,
  ...requests,
];
