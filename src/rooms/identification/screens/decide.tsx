import type { VNode } from 'preact';
import { z } from 'zod';
import {
  askScreen,
  Button,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  Notice,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Code } from '../../../platform/form/index.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Profile, Scene, Transition } from '../../../profile/index.ts';
import { lawInWords, type OpenKind, tasksThatEnd } from '../../cases/index.ts';
import { mayDecide } from '../access.ts';
import { type Decided, decide, type DecideInput, openReasons, type OpenReasons } from '../actions/index.ts';
import { decisionFormOf, openReasonsForm } from '../facts.ts';
import { questionsFor, reasonsFor, thirdCountryOf } from '../rules.ts';
import { isFinal, statusMachine } from '../steps.ts';
import {
  caseParams,
  type IdentificationTools,
  InnerHead,
  loadAllowed,
  namedAll,
  type Shown,
  stateName,
  effectsOfStep,
} from './parts.tsx';
import { identificationTab } from './tab.tsx';

const decideParams = z.object({ caseId: z.uuid(), event: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/) });

type Deciding = {
  readonly shown: Shown;
  readonly step: Transition;
  /** What is dropped when the step ends the case; null where it does not. */
  readonly dropped: readonly OpenKind[] | null;
};

/** What the step ends, said before it is taken. */
const whatEnds = ({ dropped }: Deciding, page: PageContext) => {
  if (dropped === null) return [];
  const kinds = dropped.map(({ kind, count }) => `${named(page, 'task-kinds', kind)}${count > 1 ? ` (${count})` : ''}`);
  const tasks = kinds.length === 0 ? page.words.t('identification.none') : kinds.join(', ');
  return [
    { label: page.words.t('identification.ends'), value: page.words.t('identification.ends.case') },
    { label: page.words.t('identification.ends.tasks'), value: tasks },
  ];
};

/** The report's signs before all others, under a heading of their own; the others under that of their dimension. */
const signsInOrder = ({ profile, view }: Shown, page: PageContext, codes: readonly Code[]): readonly Code[] => {
  const reported = new Set(view.reported.indicators);
  const own = { [page.words.language]: page.words.t('identification.signs_reported') };
  const dimensions = new Map(profile.indicatorDimensions.map(({ code, names }) => [code, names]));
  const grouped = codes.map((one): Code => {
    const group = reported.has(one.code) ? own : dimensions.get(profile.indicator(one.code).dimension);
    return group === undefined ? one : { ...one, group };
  });
  return [...grouped.filter(({ code }) => reported.has(code)), ...grouped.filter(({ code }) => !reported.has(code))];
};

/** Reasons that fit the step, and the signs in the order in which one looks for them. */
const fitting = ({ shown, step }: Deciding, page: PageContext): PageContext => {
  const reasons = reasonsFor(shown.profile, step);
  return {
    ...page,
    codes: (list) => {
      const codes = page.codes(list);
      if (list === 'outcome-reasons') return codes.filter(({ code }) => reasons.includes(code));
      return list === 'indicators' ? signsInOrder(shown, page, codes) : codes;
    },
  };
};

const StepFacts = ({ deciding, page }: { deciding: Deciding; page: PageContext }): VNode => {
  const { shown, step } = deciding;
  const { words } = page;
  const mark =
    step.provenance === 'recalled' || step.provenance === 'inferred'
      ? ` ${words.t(`identification.mark.${step.provenance}`)}`
      : '';
  return (
    <Facts
      facts={[
        { label: words.t('identification.from'), value: stateName(shown.profile, words, shown.view.status.state) },
        { label: words.t('identification.to'), value: stateName(shown.profile, words, step.to) },
        { label: words.t('identification.law'), value: `${lawInWords(words, step.law)}${mark}` },
        {
          label: words.t('identification.signs_reported'),
          value: namedAll(page, 'indicators', shown.view.reported.indicators),
        },
        ...whatEnds(deciding, page),
      ]}
    />
  );
};

const DecidePage = ({ deciding, page }: { deciding: Deciding; page: PageContext }): VNode => {
  const { shown, step } = deciding;
  const { view, profile } = shown;
  const { words } = page;
  const questions = questionsFor(profile, step);
  const form = decisionFormOf(questions);
  const third = view.status.thirdCountry ?? thirdCountryOf(profile, view.reported.citizenships);
  const start = { decided_on: page.today, ...(questions.includes('third_country') ? { third_country: third } : {}) };
  return (
    <>
      <InnerHead file={view.file} profile={profile} page={page} title={words.t(`identification.step.${step.event}`)} />
      <ErrorSummary page={page} />
      <StepFacts deciding={deciding} page={page} />
      {step.guards.includes('two-people') ? (
        <Notice tone="warn" title={words.t('identification.two_people')}>
          <p>{words.t('identification.two_people_text')}</p>
        </Notice>
      ) : null}
      {questions.includes('palermo_acts') ? <Notice>{words.t('identification.palermo.advice')}</Notice> : null}
      <FormFor
        page={page}
        action={`/cases/${view.file.id}/identification/decide/${step.event}`}
        version={String(view.status.version)}
      >
        <FieldSet page={fitting(deciding, page)} form={form} state={page.form ?? formState(form, start)} />
        <Button>
          {words.t(step.guards.includes('two-people') ? 'identification.decide.propose' : 'identification.decide.save')}
        </Button>
      </FormFor>
    </>
  );
};

const decideScreen: Screen<Profile> = getScreen({
  room: 'identification',
  path: '/cases/:caseId/identification/decide/:event',
  permit: 'identification.decide',
  params: decideParams,
  load: async (scene: Scene, { params }) => {
    const shown = await loadAllowed(scene, params.caseId, mayDecide(scene.viewer, scene.profile));
    if (isRefusal(shown)) return shown;
    const step = shown.view.steps.find(({ event }) => event === params.event);
    if (step === undefined) return refuse('no_such_step');
    const dropped = isFinal(scene.profile, step.to) ? await tasksThatEnd(scene, [params.caseId]) : null;
    return { shown, step, dropped };
  },
  title: ({ step }, words) => words.t(`identification.step.${step.event}`),
  page: (deciding, page) => <DecidePage deciding={deciding} page={page} />,
});

const saveDecisionScreen = ({ profile }: IdentificationTools): Screen<Profile> =>
  postScreen({
    journals: [...effectsOfStep, 'identification.decision_proposed', 'cases.task_done'],
    room: 'identification',
    path: '/cases/:caseId/identification/decide/:event',
    permit: 'identification.decide',
    params: decideParams,
    body: ({ event }) => {
      const step = profile.steps(statusMachine).transitions.find((one) => one.event === event);
      return step === undefined ? null : decisionFormOf(questionsFor(profile, step));
    },
    act: (scene: Scene, input, { params, version }) => decide(scene, { ...params, version }, input as DecideInput),
    then: ({ caseId, awaitsReview }: Decided) =>
      `/cases/${caseId}/identification?done=${awaitsReview ? 'decision_proposed' : 'decided'}`,
    again: decideScreen,
  });

const ReasonsPage = ({
  opened,
  profile,
  page,
}: {
  opened: OpenReasons;
  profile: Profile;
  page: PageContext;
}): VNode => (
  <>
    <InnerHead file={opened.file} profile={profile} page={page} title={page.words.t('identification.reasons.title')} />
    <Notice>{page.words.t('identification.opened_logged')}</Notice>
    {opened.outcome === null ? null : (
      <Panel title={page.words.t('identification.reasons.outcome')}>
        <p class="as-typed" dir="auto">
          {opened.outcome}
        </p>
      </Panel>
    )}
    {opened.reasons.map(({ decision, text, review }) => (
      <Panel
        key={decision.id}
        title={`${page.words.date(decision.decidedOn, 'long')} · ${stateName(profile, page.words, decision.toState)}`}
      >
        <p class="as-typed" dir="auto">
          {text ?? page.words.t('identification.reasons.none')}
        </p>
        {review === null ? null : (
          <>
            <h3>{page.words.t('identification.reasons.review')}</h3>
            <p class="as-typed" dir="auto">
              {review}
            </p>
          </>
        )}
      </Panel>
    ))}
  </>
);

const reasonsScreen = ({ vault }: IdentificationTools): Screen<Profile> =>
  askScreen({
    journals: ['identification.reasons_asked', 'identity.opened', 'identity.open-refused'],
    room: 'identification',
    path: '/cases/:caseId/identification/reasons',
    permit: 'identification.decide',
    params: caseParams,
    body: openReasonsForm,
    reads: (_, { caseId }) => ({ type: 'identification.reasons_asked', subject: { kind: 'case', id: caseId }, caseId }),
    load: async (scene: Scene, input, { params }) => {
      const opened = await openReasons(scene, vault, params.caseId, input.purpose ?? '');
      return isRefusal(opened) ? opened : { opened, profile: scene.profile };
    },
    title: (_, words) => words.t('identification.reasons.title'),
    page: ({ opened, profile }, page) => <ReasonsPage opened={opened} profile={profile} page={page} />,
    again: identificationTab,
  });

/** Deciding, and the reasons of what was decided. */
export const decisionScreens = (tools: IdentificationTools): readonly Screen<Profile>[] => [
  decideScreen,
  saveDecisionScreen(tools),
  reasonsScreen(tools),
];
