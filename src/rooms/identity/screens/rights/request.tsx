import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import { ErrorSummary, getScreen, PageHead, postScreen, type Screen } from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type Asked, decideAnswer, partsOf } from '../../actions/rights/answer.ts';
import { acceptCorrection } from '../../actions/rights/correct.ts';
import {
  approveErasure,
  keepersOf,
  othersApprove,
  readHolds,
  setHold,
  takeUpProposal,
} from '../../actions/rights/erase.ts';
import { extendRequest, readRequest, refuseRequest } from '../../actions/rights/requests.ts';
import { liftRestriction, restrict } from '../../actions/rights/restrict.ts';
import { decideForm, extendForm, holdForm, refuseForm } from '../../facts/rights.ts';
import { RequestFacts, requestParams, type RightsTools, StateChips } from './parts.tsx';
import { Access, Erasure, Further, Holds, type Part, type Shown, Simple } from './request-panels.tsx';

const RequestPage = ({ shown, page }: Part): VNode => {
  const { request, profile } = shown;
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('identity.rights.of_case', { name: request.reference })}
        chips={<StateChips it={request} page={page} />}
        back={{ href: '/rights', label: words.t('identity.rights.title') }}
      />
      <ErrorSummary page={page} />
      <RequestFacts it={request} profile={profile} page={page} />
      {request.kind === 'access' ? <Access shown={shown} page={page} /> : null}
      {request.kind === 'erasure' ? <Erasure shown={shown} page={page} /> : null}
      <Simple shown={shown} page={page} />
      <Further shown={shown} page={page} />
      <Holds shown={shown} page={page} />
    </>
  );
};

const load = async (scene: Scene, { params }: { params: { requestId: string } }): Promise<Shown | null> => {
  const request = await readRequest(scene, params.requestId);
  if (request === null) return null;
  const asked: Asked =
    request.kind === 'access' ? await partsOf(scene, request) : { request, parts: [], marks: new Map() };
  return {
    ...asked,
    keepers: request.kind === 'erasure' ? await keepersOf(scene, request) : [],
    holds: await readHolds(scene, request.personId),
    mayAsk: request.state === 'proposed' && (await othersApprove(scene)),
    profile: scene.profile,
  };
};

const pageScreen: Screen<Profile> = getScreen({
  room: 'identity',
  path: '/rights/:requestId',
  permit: 'identity.answer-request',
  params: requestParams,
  journals: ['identity.request_read'],
  reads: ({ requestId }) => ({
    type: 'identity.request_read',
    subject: { kind: 'rights_request', id: requestId },
    data: {},
  }),
  load,
  title: (_, words) => words.t('identity.rights.title'),
  page: (shown, page) => <RequestPage shown={shown} page={page} />,
});

type Act = (scene: Scene, requestId: string) => Promise<Outcome<object>>;

const place = { room: 'identity', permit: 'identity.answer-request', params: requestParams } as const;
const back =
  (done: string) =>
  (_: unknown, { requestId }: { requestId: string }): string =>
    `/rights/${requestId}?done=${done}`;

const plain = (act: string, journals: readonly `${string}.${string}`[], run: Act): Screen<Profile> =>
  postScreen({
    ...{ ...place, journals },
    path: `/rights/:requestId/${act}`,
    body: z.object({}),
    act: (scene: Scene, _, { params }) => run(scene, params.requestId),
    then: back(`rights_${act.replaceAll('-', '_')}`),
    again: pageScreen,
  });

const decisionsFrom = (input: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(input).flatMap(([field, value]) =>
      field.startsWith('part_') && typeof value === 'string' ? [[field.slice(5), value] as const] : [],
    ),
  );

const formScreens: readonly Screen<Profile>[] = [
  postScreen({
    ...{
      ...place,
      path: '/rights/:requestId/decide',
      body: decideForm,
      again: pageScreen,
      then: back('rights_decide'),
    },
    journals: ['identity.request_decided'],
    act: (scene: Scene, input, { params }) => decideAnswer(scene, params.requestId, decisionsFrom(input)),
  }),
  postScreen({
    ...{
      ...place,
      path: '/rights/:requestId/extend',
      body: extendForm,
      again: pageScreen,
      then: back('rights_extend'),
    },
    journals: ['identity.request_extended'],
    act: (scene: Scene, input, { params }) =>
      extendRequest(scene, params.requestId, input['extension_reason'] as string),
  }),
  postScreen({
    ...{
      ...place,
      path: '/rights/:requestId/refuse',
      body: refuseForm,
      again: pageScreen,
      then: back('rights_refuse'),
    },
    journals: ['identity.request_refused'],
    act: (scene: Scene, input, { params }) => refuseRequest(scene, params.requestId, input['ground'] as string),
  }),
  postScreen({
    ...{ ...place, path: '/rights/:requestId/hold', body: holdForm, again: pageScreen, then: back('rights_hold') },
    journals: ['identity.hold_set'],
    once: true,
    act: async (scene: Scene, input, { params }) => {
      const request = await readRequest(scene, params.requestId);
      if (request === null || isRefusal(request)) return refuse('not_found');
      return setHold(scene, request, input as Parameters<typeof setHold>[2]);
    },
  }),
];

/** One request for who answers it: what was asked, and every act that its state allows. */
export const requestScreens = ({ vault }: RightsTools): readonly Screen<Profile>[] => [
  pageScreen,
  ...formScreens,
  plain('accept', ['identity.correction_accepted'], acceptCorrection),
  plain('restrict', ['identity.restricted'], restrict),
  plain('lift', ['identity.restriction_lifted'], liftRestriction),
  plain('take-up', ['identity.erasure_requested'], takeUpProposal),
  plain('erase', ['identity.erasure_approved', 'identity.erased', 'identity.erasure-refused'], (scene, requestId) =>
    approveErasure(scene, vault, requestId),
  ),
];
