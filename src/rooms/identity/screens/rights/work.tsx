import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  askScreen,
  getScreen,
  Lines,
  Notice,
  PageHead,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  TypedTexts,
} from '../../../../platform/web/index.ts';
import { compartments, type Profile, type Scene } from '../../../../profile/index.ts';
import { type Asked, handOver, notePart, openPart, partsOf } from '../../actions/rights/answer.ts';
import { type Correctable, correctable, correctText } from '../../actions/rights/correct.ts';
import { takeUpProposal } from '../../actions/rights/erase.ts';
import { readRequest } from '../../actions/rights/requests.ts';
import { correctForm, readForm } from '../../facts/rights.ts';
import { caseRequestParams, groundText, RequestFacts, type RightsTools, SmallForm, StateChips } from './parts.tsx';

const permit = 'identity.take-request';
const partParams = caseRequestParams.extend({ part: z.enum(compartments) });
const fieldParams = partParams.extend({ field: z.string().regex(/^[A-Za-z][A-Za-z0-9_.:-]{0,119}$/) });

type Shown = Asked & { readonly profile: Profile; readonly correctable: readonly Correctable[] };
type Part = { readonly shown: Shown; readonly page: PageContext };

const baseOf = ({ request }: Shown): string => `/cases/${request.caseId}/rights/${request.id}`;
const partName = (page: PageContext, code: string): string => page.words.t(`cases.code.sealed-parts.${code}`);

/** Every text is read for the names of others before the officer decides; what no answer contains is not even opened. */
const ToRead = ({ shown, page }: Part): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('identity.rights.to_read')}>
      <p>{words.t('identity.rights.to_read_text')}</p>
      <Lines
        lines={shown.parts
          .filter(({ isText }) => isText)
          .map(({ code, never }) => ({
            main:
              never === null && shown.request.state === 'received' ? (
                <FormFor page={page} action={`${baseOf(shown)}/open/${code}`} light>
                  <Button kind="quiet">{words.t('identity.rights.read_part', { part: partName(page, code) })}</Button>
                </FormFor>
              ) : (
                partName(page, code)
              ),
            note:
              never === null
                ? words.t(`identity.rights.mark.${shown.marks.get(code) ?? 'unread'}`)
                : groundText(shown.profile, page, never),
          }))}
      />
    </Panel>
  );
};

const Ready = ({ shown, page }: Part): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('identity.rights.answer.title')}>
      <p>{words.t('identity.rights.answer.text')}</p>
      <div class="actions">
        <FormFor page={page} action={`${baseOf(shown)}/answer`} light>
          <Button kind="quiet">{words.t('identity.rights.answer.show')}</Button>
        </FormFor>
        <FormFor page={page} action={`${baseOf(shown)}/answer.pdf`} light>
          <Button kind="quiet" file>
            {words.t('identity.rights.answer.pdf')}
          </Button>
        </FormFor>
        {shown.request.state === 'decided' ? (
          <FormFor page={page} action={`${baseOf(shown)}/hand-over`} light>
            <Button>{words.t('identity.rights.answer.handed_over')}</Button>
          </FormFor>
        ) : null}
      </div>
    </Panel>
  );
};

const ToCorrect = ({ shown, page }: Part): VNode => (
  <Panel title={page.words.t('identity.rights.correct.title')}>
    <p>{page.words.t('identity.rights.correct.text')}</p>
    <Lines
      lines={shown.correctable.map(({ compartment, field }) => ({
        main: (
          <ButtonLink href={`${baseOf(shown)}/correct/${compartment}/${field}`} kind="quiet">
            {`${partName(page, compartment)}: ${fieldName(page, field)}`}
          </ButtonLink>
        ),
      }))}
    />
  </Panel>
);

const fieldName = (page: PageContext, field: string): string => {
  const key = `referrals.field.${field.split('.').findLast((one) => !/^\d+$/.test(one)) ?? ''}.label`;
  return page.words.has(key) ? page.words.t(key) : field;
};

const WorkPage = ({ shown, page }: Part): VNode => {
  const { request, profile } = shown;
  const { words } = page;
  const { kind, state } = request;
  return (
    <>
      <PageHead
        title={words.t(`identity.rights.kind.${kind}`)}
        chips={<StateChips it={request} page={page} />}
        back={{ href: `/cases/${request.caseId}/rights`, label: words.t('identity.rights.case_title') }}
      />
      <ErrorSummary page={page} />
      <RequestFacts it={request} profile={profile} page={page} />
      {kind === 'access' && (state === 'received' || state === 'read') ? <ToRead shown={shown} page={page} /> : null}
      {kind === 'access' && (state === 'decided' || state === 'handed_over') ? (
        <Ready shown={shown} page={page} />
      ) : null}
      {kind === 'rectification' && state === 'decided' ? <ToCorrect shown={shown} page={page} /> : null}
      {state === 'proposed' ? (
        <SmallForm
          page={page}
          action={`${baseOf(shown)}/take-up`}
          title={words.t('identity.rights.erase.take_up')}
          text={words.t('identity.rights.erase.take_up_text')}
          button={words.t('identity.rights.erase.take_up')}
        />
      ) : null}
      {state === 'received' && kind !== 'access' ? <Notice>{words.t('identity.rights.officer_decides')}</Notice> : null}
    </>
  );
};

const load = async (
  scene: Scene,
  { params }: { params: { caseId: string; requestId: string } },
): Promise<Shown | null> => {
  const request = await readRequest(scene, params.requestId);
  if (request === null || request.caseId !== params.caseId) return null;
  const corrects = request.kind === 'rectification' && request.state === 'decided';
  return {
    ...(await partsOf(scene, request)),
    correctable: corrects ? await correctable(scene, request.personId) : [],
    profile: scene.profile,
  };
};

const pageScreen: Screen<Profile> = getScreen({
  ...{ room: 'identity', path: '/cases/:caseId/rights/:requestId', permit, params: caseRequestParams },
  journals: ['identity.request_read'],
  reads: ({ caseId, requestId }) => ({
    ...{ type: 'identity.request_read', subject: { kind: 'rights_request', id: requestId }, caseId, data: {} },
  }),
  load,
  title: ({ request }, words) => words.t(`identity.rights.kind.${request.kind}`),
  page: (shown, page) => <WorkPage shown={shown} page={page} />,
});

const openScreen = ({ vault, openedTexts }: RightsTools): Screen<Profile> =>
  askScreen({
    ...{ room: 'identity', path: '/cases/:caseId/rights/:requestId/open/:part', permit, params: partParams },
    body: z.looseObject({}),
    journals: ['identity.opened', 'identity.open-refused'],
    // The vault writes who opened what and why, and commits that before it answers.
    reads: () => null,
    load: (scene: Scene, _, { params }) => openPart(scene, vault, params),
    title: (_, words) => words.t('identity.rights.kind.access'),
    page: ({ request, part, opened }, page) => (
      <>
        <PageHead
          title={page.words.t('identity.rights.read_part', { part: partName(page, part) })}
          back={{
            href: `/cases/${request.caseId}/rights/${request.id}`,
            label: page.words.t('identity.rights.kind.access'),
          }}
        />
        <Notice tone="thread">{page.words.t('identity.rights.opened_noted')}</Notice>
        <Panel title={partName(page, part)}>
          <TypedTexts texts={openedTexts(page, opened[part] ?? {})} />
        </Panel>
        <FormFor page={page} action={`/cases/${request.caseId}/rights/${request.id}/read/${part}`}>
          <FieldSet page={page} form={readForm} state={formState(readForm, {})} />
          <Button>{page.words.t('identity.rights.read_done')}</Button>
        </FormFor>
      </>
    ),
    again: pageScreen,
  });

const toRequest =
  (done: string) =>
  (_: unknown, { caseId, requestId }: { caseId: string; requestId: string }): string =>
    `/cases/${caseId}/rights/${requestId}?done=${done}`;

const actScreens: readonly Screen<Profile>[] = [
  postScreen({
    ...{ room: 'identity', path: '/cases/:caseId/rights/:requestId/read/:part', permit, params: partParams },
    ...{ body: readForm, again: pageScreen, then: toRequest('rights_part_read') },
    journals: ['identity.request_part_read'],
    act: (scene: Scene, input, { params }) => notePart(scene, params, input['others_named'] === true),
  }),
  postScreen({
    ...{ room: 'identity', path: '/cases/:caseId/rights/:requestId/hand-over', permit, params: caseRequestParams },
    ...{ body: z.object({}), again: pageScreen, then: toRequest('rights_handed_over') },
    journals: ['identity.answer_handed_over'],
    act: (scene: Scene, _, { params }) => handOver(scene, params.requestId),
  }),
  postScreen({
    ...{ room: 'identity', path: '/cases/:caseId/rights/:requestId/take-up', permit, params: caseRequestParams },
    ...{ body: z.object({}), again: pageScreen, then: toRequest('rights_take_up') },
    journals: ['identity.erasure_requested'],
    act: (scene: Scene, _, { params }) => takeUpProposal(scene, params.requestId),
  }),
];

const correctPage: Screen<Profile> = getScreen({
  ...{ room: 'identity', path: '/cases/:caseId/rights/:requestId/correct/:part/:field', permit, params: fieldParams },
  load: async (scene: Scene, { params }) => {
    const shown = await load(scene, { params });
    const known = shown?.correctable.some((one) => one.compartment === params.part && one.field === params.field);
    return shown !== null && known === true ? { shown, where: params } : null;
  },
  title: (_, words) => words.t('identity.rights.correct.title'),
  page: ({ shown, where }, page) => (
    <>
      <PageHead
        title={page.words.t('identity.rights.correct.one', { field: fieldName(page, where.field) })}
        lead={page.words.t('identity.rights.correct.stays')}
        back={{ href: baseOf(shown), label: page.words.t('identity.rights.kind.rectification') }}
      />
      <ErrorSummary page={page} />
      <FormFor page={page} action={`${baseOf(shown)}/correct/${where.part}/${where.field}`}>
        <FieldSet page={page} form={correctForm} state={page.form ?? formState(correctForm, {})} />
        <Button>{page.words.t('identity.rights.correct.do')}</Button>
      </FormFor>
    </>
  ),
});

const correctScreen: Screen<Profile> = postScreen({
  ...{ room: 'identity', path: '/cases/:caseId/rights/:requestId/correct/:part/:field', permit, params: fieldParams },
  ...{ body: correctForm, once: true, again: correctPage, then: toRequest('rights_corrected') },
  journals: ['identity.corrected'],
  act: async (scene: Scene, input, { params }) => {
    const request = await readRequest(scene, params.requestId);
    if (request === null || isRefusal(request) || request.caseId !== params.caseId) return refuse('not_found');
    return correctText(scene, params.requestId, { ...params, text: input['corrected_text'] as string });
  },
});

/** One request for who took it down: reading for the names of others, handing the answer over, writing the correction. */
export const workScreens = (tools: RightsTools): readonly Screen<Profile>[] => [
  pageScreen,
  openScreen(tools),
  ...actScreens,
  correctPage,
  correctScreen,
];

/** The page of one request, which answers are asked for from. */
export const workPage = pageScreen;
