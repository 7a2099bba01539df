import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  askScreen,
  Button,
  ButtonLink,
  Columns,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  Notice,
  ownPurposes,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  type AssistanceView,
  beginSupport,
  divideWork,
  type DivisionInput,
  openTexts,
  readAssistance,
} from '../actions/index.ts';
import { divisionForm, openForm } from '../facts.ts';
import { isOver, needsWorker, waitingStates, workingStates } from '../steps.ts';
import { type AssistanceTools, caseParams, InnerHead, stateIn } from './parts.tsx';
import { AidPanel, ClosingPanel, ConferencePanel, InterpreterPanel, TranslationPanel } from './means.tsx';
import { PlanPanel, SessionsPanel, type Texts } from './plan.tsx';
import { AssessmentPanel, DivisionPanel, GapPanel, HistoryPanel, type PartProps, StepsPanel } from './standing.tsx';

export type Shown = { readonly view: AssistanceView; readonly profile: Profile };

const OpenPanel = ({ view, page }: PartProps): VNode | null =>
  view.hasTexts ? (
    <Panel title={page.words.t('assistance.texts.title')}>
      <p class="soft">{page.words.t('assistance.texts.note')}</p>
      <FormFor page={page} action={`/cases/${view.file.id}/assistance/open`} light>
        <FieldSet page={ownPurposes(page)} form={openForm} state={stateIn(page, openForm)} />
        <Button kind="quiet">{page.words.t('assistance.texts.open')}</Button>
      </FormFor>
    </Panel>
  ) : null;

const NotBegun = ({ view, page }: { view: AssistanceView; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Columns aside={<GapPanel view={view} page={page} />}>
      <Panel title={words.t('assistance.begin.title')}>
        <p>{words.t('assistance.begin.text')}</p>
        <FormFor page={page} action={`/cases/${view.file.id}/assistance/begin`} light>
          <Button>{words.t('assistance.begin.go')}</Button>
        </FormFor>
      </Panel>
    </Columns>
  );
};

const HeadNotices = ({ view, support, profile, page }: PartProps): VNode => {
  const { words } = page;
  const isOpen = needsWorker(profile, support.state);
  return (
    <>
      {isOpen && support.workerId === null ? (
        <Notice tone="danger" title={words.t('assistance.chip.nobody')}>
          {words.t('assistance.nobody.text')}
        </Notice>
      ) : null}
      {isOpen && !view.hasConsent ? (
        <Notice tone="warn" title={words.t('assistance.consent.none')}>
          <a href={`/cases/${view.file.id}/consents`}>{words.t('assistance.consent.go')}</a>
        </Notice>
      ) : null}
    </>
  );
};

const Body = ({ texts, ...part }: PartProps & { texts: Texts }): VNode => (
  <>
    <HeadNotices {...part} />
    <Columns
      aside={
        <>
          {isOver(part.profile, part.support.state) ? null : <StepsPanel {...part} />}
          <GapPanel view={part.view} page={part.page} />
          {isOver(part.profile, part.support.state) ? null : <DivisionPanel {...part} />}
          <InterpreterPanel {...part} />
          <OpenPanel {...part} />
        </>
      }
    >
      <div class="pair">
        <AssessmentPanel {...part} kind="danger" />
        <AssessmentPanel {...part} kind="needs" />
      </div>
      {workingStates.includes(part.support.state) || part.view.goals.length > 0 ? (
        <PlanPanel {...part} texts={texts} />
      ) : null}
      <SessionsPanel {...part} texts={texts} />
      {waitingStates.includes(part.support.state) ? null : (
        <>
          <ClosingPanel {...part} />
          <AidPanel {...part} />
          <div class="pair">
            <TranslationPanel {...part} />
            <ConferencePanel {...part} />
          </div>
        </>
      )}
      <HistoryPanel {...part} />
    </Columns>
  </>
);

const HeadLinks = ({ view, page }: { view: AssistanceView; page: PageContext }): VNode => (
  <>
    <ButtonLink href={`/cases/${view.file.id}/assistance/call`}>{page.words.t('assistance.call.go')}</ButtonLink>
    <ButtonLink href={`/cases/${view.file.id}/packets`} kind="quiet">
      {page.words.t('assistance.packet.title')}
    </ButtonLink>
  </>
);

/** The page of a support; with texts where they were opened. */
export const OverviewPage = ({
  shown,
  page,
  texts = {},
}: {
  shown: Shown;
  page: PageContext;
  texts?: Texts;
}): VNode => {
  const { view, profile } = shown;
  const { support } = view;
  const mayCall = support !== null && !isOver(profile, support.state);
  return (
    <>
      <InnerHead
        file={view.file}
        page={page}
        profile={profile}
        title={page.words.t('assistance.title', { reference: view.file.reference ?? '' })}
        {...(support === null ? {} : { state: support.state })}
        {...(mayCall ? { actions: <HeadLinks view={view} page={page} /> } : {})}
        toCase
      />
      <ErrorSummary page={page} />
      {support === null ? (
        <NotBegun view={view} page={page} />
      ) : (
        <Body view={view} support={support} profile={profile} page={page} texts={texts} />
      )}
    </>
  );
};

const place = { room: 'assistance', permit: 'assistance.work', params: caseParams } as const;

/** The page of a support. Reading it is written down: it says what a person needs and is in danger of. */
export const overviewScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/cases/:caseId/assistance',
  journals: ['assistance.support_read'],
  reads: ({ caseId }) => ({ type: 'assistance.support_read', subject: { kind: 'case', id: caseId }, caseId }),
  load: async (scene: Scene, { params }) => {
    const view = await readAssistance(scene, params.caseId);
    return isRefusal(view) ? view : { view, profile: scene.profile };
  },
  title: ({ view }, words) => words.t('assistance.title', { reference: view.file.reference ?? '' }),
  page: (shown, page) => <OverviewPage shown={shown} page={page} />,
});

const beginScreen: Screen<Profile> = postScreen({
  ...place,
  path: '/cases/:caseId/assistance/begin',
  journals: ['assistance.begun', 'cases.task_set'],
  body: z.object({}),
  act: (scene: Scene, _, { params }) => beginSupport(scene, params.caseId),
  then: ({ caseId }) => `/cases/${caseId}/assistance?done=begun`,
  again: overviewScreen,
});

const divisionScreen: Screen<Profile> = postScreen({
  ...place,
  path: '/cases/:caseId/assistance/division',
  journals: ['assistance.divided', 'cases.case_taken'],
  body: divisionForm,
  act: (scene: Scene, input, { params, version }) => divideWork(scene, { ...params, version }, input as DivisionInput),
  then: ({ caseId }) => `/cases/${caseId}/assistance?done=divided`,
  again: overviewScreen,
});

const openScreen = ({ vault }: AssistanceTools): Screen<Profile> =>
  askScreen({
    ...place,
    path: '/cases/:caseId/assistance/open',
    journals: ['assistance.texts_asked', 'identity.opened', 'identity.open-refused'],
    body: openForm,
    reads: ({ purpose }, { caseId }) => ({
      type: 'assistance.texts_asked',
      subject: { kind: 'case', id: caseId },
      ...{ caseId, data: { purpose: purpose ?? null } },
    }),
    load: async (scene: Scene, input, { params }) => {
      const opened = await openTexts(scene, vault, params.caseId, input.purpose ?? '');
      return isRefusal(opened) ? opened : { ...opened, profile: scene.profile };
    },
    title: ({ view }, words) => words.t('assistance.title', { reference: view.file.reference ?? '' }),
    page: ({ view, texts, profile }, page) => (
      <>
        <Notice>{page.words.t('assistance.opened_logged', { at: page.words.date(page.now, 'moment') })}</Notice>
        <OverviewPage shown={{ view, profile }} page={page} texts={texts} />
      </>
    ),
    again: overviewScreen,
  });

/** The page of a support and what is done on it. */
export const overviewScreens = (tools: AssistanceTools): readonly Screen<Profile>[] => [
  overviewScreen,
  beginScreen,
  divisionScreen,
  openScreen(tools),
];
