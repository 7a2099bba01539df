import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  Chip,
  Columns,
  Details,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  named,
  Notice,
  ownPurposes,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  Steps,
} from '../../../platform/web/index.ts';
import type { Profile, Scene, Transition } from '../../../profile/index.ts';
import { lawInWords, type OpenKind, tasksThatEnd } from '../../cases/index.ts';
import { endWithoutStep } from '../actions/index.ts';
import { identificationLists, openReasonsForm, outcomeForm } from '../facts.ts';
import { heldStates, informationMachine, statusMachine } from '../steps.ts';
import { HistoryPanel, InterviewsPanel, NoticesPanel } from './history.tsx';
import { keepScreen, ReviewPanel } from './review-date.tsx';
import { caseParams, InnerHead, loadShown, type Shown, stateName } from './parts.tsx';

/** The identification of a person, with what is dropped when her part ends without a step. */
type TabShown = Shown & { readonly dropped: readonly OpenKind[] };

const may = (page: PageContext, permit: string): boolean => page.viewer?.permits.includes(permit) === true;

/** States a person has been in: those before the present one on the way up, and those the decisions name. */
const statesSeen = ({ view, profile }: Shown, way: readonly string[]): ReadonlySet<string> => {
  const counted = view.decisions.filter(({ state }) => state === 'in_force' || state === 'superseded');
  const before = way.slice(0, way.indexOf(view.status.state) + 1);
  const first = profile.steps(statusMachine).initial;
  return new Set([first, ...before, ...counted.flatMap(({ fromState, toState }) => [fromState, toState])]);
};

/** The states in the order of the table; final ones and side ways only when the person is or was there. */
const Ladder = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  const { states } = profile.steps(statusMachine);
  const isSideWay = (id: string): boolean => id === 'declined';
  const way = states.filter(({ id, final }) => !final && !isSideWay(id)).map(({ id }) => id);
  const seen = statesSeen(shown, way);
  const since = { stateText: words.t('identification.since', { day: words.date(view.status.since, 'long') }) };
  return (
    <Steps
      label={words.t('identification.ladder')}
      steps={states
        .filter(({ id }) => way.includes(id) || seen.has(id) || id === view.status.state)
        .map(({ id, names }) => ({
          label: profile.nameIn(names, words.language),
          state: id === view.status.state ? 'current' : seen.has(id) ? 'done' : 'open',
          ...(id === view.status.state ? since : {}),
        }))}
    />
  );
};

const basisOf = (step: Transition, page: PageContext): string =>
  step.provenance === 'recalled' || step.provenance === 'inferred'
    ? `${lawInWords(page.words, step.law)} ${page.words.t(`identification.mark.${step.provenance}`)}`
    : lawInWords(page.words, step.law);

const StepsPanel = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  const base = `/cases/${view.file.id}/identification`;
  if (view.decisions.some(({ state }) => state === 'awaiting_review'))
    return (
      <Notice tone="warn" title={words.t('identification.chip.awaiting')}>
        {words.t('identification.awaiting_text')}
      </Notice>
    );
  return (
    <Panel title={words.t('identification.steps')}>
      {view.steps.length === 0 ? (
        <p class="soft">{words.t('identification.steps.none')}</p>
      ) : (
        <Lines
          lines={view.steps.map((step) => ({
            main: <a href={`${base}/decide/${step.event}`}>{words.t(`identification.step.${step.event}`)}</a>,
            note: `${stateName(profile, words, view.status.state)} → ${stateName(profile, words, step.to)} · ${basisOf(step, page)}${
              step.guards.includes('two-people') ? ` · ${words.t('identification.two_people')}` : ''
            }`,
          }))}
        />
      )}
    </Panel>
  );
};

const InformationPanel = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { view, profile } = shown;
  const { words } = page;
  const [last] = view.told;
  return (
    <Panel title={words.t('identification.information')}>
      <p>
        <Chip tone={last === undefined ? 'warn' : 'good'}>
          {profile.stateName(informationMachine, view.informationState, words.language)}
        </Chip>
      </p>
      {last === undefined ? (
        <p class="soft">{words.t('identification.information.none')}</p>
      ) : (
        <Facts
          facts={[
            { label: words.t('identification.field.told_on.label'), value: words.date(last.toldOn, 'long') },
            { label: words.t('identification.field.language.label'), value: named(page, 'languages', last.language) },
            {
              label: words.t('identification.field.interpreter.label'),
              value: named(page, 'interpreter-kinds', last.interpreter),
            },
            { label: words.t('identification.field.rights.label'), value: words.number(last.rights.length) },
            {
              label: words.t('identification.field.dismissal_told.label'),
              value: words.t(last.dismissalTold ? 'identification.yes' : 'identification.no'),
            },
          ]}
        />
      )}
      {may(page, 'identification.tell-rights') ? (
        <ButtonLink href={`/cases/${view.file.id}/identification/rights`} kind="quiet">
          {words.t('identification.rights.go')}
        </ButtonLink>
      ) : null}
    </Panel>
  );
};

/** Not found, or known from another report: words may stand beside that as beside a decision. */
const isEndedWithoutStep = ({ view }: Shown): boolean =>
  identificationLists['closing-outcomes'].some((one) => one === view.outcome);

const ReasonsForm = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null =>
  may(page, 'identification.decide') && (shown.view.decisions.length > 0 || isEndedWithoutStep(shown)) ? (
    <Details summary={page.words.t('identification.reasons.open')}>
      <FormFor page={page} action={`/cases/${shown.view.file.id}/identification/reasons`} light>
        <FieldSet page={ownPurposes(page)} form={openReasonsForm} state={formState(openReasonsForm, {})} />
        <Button kind="quiet">{page.words.t('identification.open')}</Button>
      </FormFor>
    </Details>
  ) : null;

const droppedText = ({ dropped }: TabShown, page: PageContext): string =>
  dropped.length === 0
    ? page.words.t('identification.none')
    : dropped
        .map(({ kind, count }) => `${named(page, 'task-kinds', kind)}${count > 1 ? ` (${count})` : ''}`)
        .join(', ');

const OutcomePanel = ({ shown, page }: { shown: TabShown; page: PageContext }): VNode | null => {
  const { view } = shown;
  const { words } = page;
  if (!may(page, 'identification.decide')) return null;
  const isOpen = view.outcome === null || view.outcome === 'still_open';
  return (
    <Panel title={words.t('identification.outcome')}>
      <p>{named(page, 'police-outcomes', view.outcome ?? 'still_open')}</p>
      {isOpen ? (
        <Details summary={words.t('identification.outcome.without_step')} open={page.form !== null}>
          <p class="soft">{words.t('identification.outcome.ends', { tasks: droppedText(shown, page) })}</p>
          <FormFor page={page} action={`/cases/${view.file.id}/identification/outcome`}>
            <FieldSet page={page} form={outcomeForm} state={page.form ?? formState(outcomeForm, {})} />
            <Button kind="quiet">{words.t('identification.outcome.save')}</Button>
          </FormFor>
        </Details>
      ) : null}
    </Panel>
  );
};

const Aside = ({ shown, page }: { shown: TabShown; page: PageContext }): VNode => {
  const { view } = shown;
  const { words } = page;
  const base = `/cases/${view.file.id}/identification`;
  const canNotify =
    may(page, 'identification.notify-minister') &&
    heldStates.includes(view.status.state) &&
    view.status.thirdCountry !== 'no';
  return (
    <>
      <ReviewPanel shown={shown} page={page} />
      <InformationPanel shown={shown} page={page} />
      <OutcomePanel shown={shown} page={page} />
      <NoticesPanel shown={shown} page={page} />
      {canNotify ? (
        <ButtonLink href={`${base}/notify`} kind="quiet">
          {words.t('identification.notify.go')}
        </ButtonLink>
      ) : null}
      {may(page, 'identification.report-stay') ? (
        <Details summary={words.t('identification.stay.other')}>
          <p>{words.t('identification.stay.what')}</p>
          <a href={`${base}/stay`}>{words.t('identification.stay.go')}</a>
        </Details>
      ) : null}
    </>
  );
};

const TabPage = ({ shown, page }: { shown: TabShown; page: PageContext }): VNode => (
  <>
    <InnerHead
      file={shown.view.file}
      profile={shown.profile}
      page={page}
      title={page.words.t('identification.tab')}
      toCase
    />
    <ErrorSummary page={page} />
    <Ladder shown={shown} page={page} />
    <Columns aside={<Aside shown={shown} page={page} />}>
      <StepsPanel shown={shown} page={page} />
      <InterviewsPanel shown={shown} page={page} />
      <HistoryPanel shown={shown} page={page} />
      <ReasonsForm shown={shown} page={page} />
    </Columns>
  </>
);

const tabScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/cases/:caseId/identification',
  permit: 'cases.read',
  params: caseParams,
  load: async (scene: Scene, { params }): Promise<TabShown | null> => {
    const shown = await loadShown(scene, params.caseId);
    return shown === null ? null : { ...shown, dropped: await tasksThatEnd(scene, [params.caseId]) };
  },
  title: (_, words) => words.t('identification.tab'),
  page: (shown, page) => <TabPage shown={shown} page={page} />,
});

const outcomeScreen: Screen<Profile> = postScreen({
  journals: ['identification.outcome_reached', 'referrals.outcome_told', 'cases.task_set', 'cases.task_dropped'],
  room: 'identification',
  path: '/cases/:caseId/identification/outcome',
  permit: 'identification.decide',
  params: caseParams,
  body: outcomeForm,
  act: (scene: Scene, input, { params }) =>
    endWithoutStep(scene, params.caseId, { outcome: input.outcome ?? '', words: input.outcome_words }),
  then: (_, { caseId }) => `/cases/${caseId}/identification?done=outcome_reached`,
  again: tabScreen,
});

/** The identification of a person on a page: where it stands, what may follow, what was done. */
export const tabScreens: readonly Screen<Profile>[] = [tabScreen, outcomeScreen, keepScreen(tabScreen)];
/** Shown again when a form of the page is refused. */
export const identificationTab = tabScreen;
