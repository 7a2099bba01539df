import type { VNode } from 'preact';
import { z } from 'zod';
import { refuse } from '../../../../platform/outcome.ts';
import type { Form } from '../../../../platform/form/index.ts';
import {
  Button,
  ButtonLink,
  Columns,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Lines,
  named,
  Notice,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene, Transition } from '../../../../profile/index.ts';
import { lawInWords } from '../../../cases/index.ts';
import {
  courtSteps,
  type CourtStep,
  type CourtStepInput,
  enterHearing,
  type Hearing,
  type HearingInput,
  type Suspect,
  takeCourtStep,
} from '../../actions/index.ts';
import { dayForm, dismissForm, hearingForm } from '../../facts/index.ts';
import { lastStanding } from '../../rules/judging/index.ts';
import { caseMachine } from '../../steps.ts';
import { CaseHead, caseHref, criminalCaseParams, type ProceedingsTools, suspectName } from '../parts.tsx';
import { JudgmentLine } from './judgment-line.tsx';
import { type CourtProps, type CourtShown, loadCourt, namedAll } from './parts.tsx';

const seen = { room: 'proceedings', permit: 'proceedings.read' } as const;

const hearingLine = (it: Hearing, { page }: CourtProps) => ({
  main: `${page.words.date(it.heldOn, 'long')} · ${named(page, 'instances', it.instance)}`,
  note: [
    ...(it.heldOn > page.today ? [page.words.t('proceedings.hearing.ahead')] : []),
    namedAll(page, 'hearing-protections', it.protections) || page.words.t('proceedings.hearing.unprotected'),
  ].join(' · '),
});

const OfAccused = ({ suspect, shown, page }: CourtProps & { readonly suspect: Suspect }): VNode => {
  const { view } = shown;
  const { t } = page.words;
  const judgments = view.judgments.filter(({ suspectId }) => suspectId === suspect.id);
  const base = `${caseHref(view.file)}/court/judgment`;
  const isOpen = typeof lastStanding(view.lines, suspect.id)?.finalOn !== 'string';
  return (
    <Panel title={`${suspectName(page.words, suspect)} · ${t(`proceedings.suspect.state.${suspect.state}`)}`}>
      {judgments.length === 0 ? <p class="empty">{t('proceedings.judgment.none')}</p> : null}
      <ul class="lines">
        {judgments.map((judgment) => (
          <JudgmentLine key={judgment.id} judgment={judgment} shown={shown} page={page} />
        ))}
      </ul>
      {view.mayJudge && isOpen ? (
        <div class="actions">
          <ButtonLink href={`${base}/${suspect.id}`} kind="quiet">
            {t('proceedings.judgment.new')}
          </ButtonLink>
        </div>
      ) : null}
    </Panel>
  );
};

const Steps = ({ shown, page }: CourtProps): VNode | null => {
  const { view } = shown;
  const { t } = page.words;
  const base = caseHref(view.file);
  const canHear = view.mayJudge || view.rights.lead;
  if (view.courtNext.length === 0 && !canHear) return null;
  return (
    <Panel title={t('proceedings.next')}>
      <div class="actions">
        {view.courtNext.map((event) => (
          <ButtonLink key={event} href={`${base}/decide/${event}`} kind="quiet">
            {t(`proceedings.do.${event}`)}
          </ButtonLink>
        ))}
        {canHear ? (
          <ButtonLink href={`${base}/court/hearing`} kind="quiet">
            {t('proceedings.hearing.new')}
          </ButtonLink>
        ) : null}
      </div>
    </Panel>
  );
};

const CourtPage = (props: CourtProps): VNode => {
  const { shown, page } = props;
  const { view } = shown;
  const { t } = page.words;
  const charged = view.suspects.filter(({ id }) => view.charges.some(({ suspectId }) => suspectId === id));
  return (
    <>
      <CaseHead shown={shown} page={page} tab="court" />
      <Columns
        aside={
          <Panel title={t('proceedings.hearing.title')}>
            {view.hearings.length === 0 ? (
              <p class="empty">{t('proceedings.hearing.none')}</p>
            ) : (
              <Lines lines={view.hearings.map((it) => hearingLine(it, props))} />
            )}
          </Panel>
        }
      >
        <Steps {...props} />
        {charged.length === 0 ? <Notice>{t('proceedings.court.nobody')}</Notice> : null}
        {charged.map((suspect) => (
          <OfAccused key={suspect.id} suspect={suspect} shown={shown} page={page} />
        ))}
      </Columns>
    </>
  );
};

/** Hearings, and what was decided on each accused in each instance. */
export const courtScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/court', params: criminalCaseParams, load: loadCourt },
  title: ({ view }, words) => words.t('proceedings.case.title', { reference: view.file.reference }),
  page: (shown, page) => <CourtPage shown={shown} page={page} />,
});

const HearingPage = ({ shown, page }: CourtProps): VNode => (
  <>
    <CaseHead shown={shown} page={page} tab="court" inner={page.words.t('proceedings.hearing.new')} />
    <p class="soft">{page.words.t('proceedings.hearing.lead')}</p>
    <FormFor
      page={page}
      action={`${caseHref(shown.view.file)}/court/hearing`}
      version={String(shown.view.file.version)}
    >
      <FieldSet page={page} form={hearingForm} state={page.form ?? formState(hearingForm, { instance: 'first' })} />
      <Button>{page.words.t('proceedings.save')}</Button>
    </FormFor>
  </>
);

const hearingScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/court/hearing', params: criminalCaseParams, load: loadCourt },
  title: (_, words) => words.t('proceedings.hearing.new'),
  page: (shown, page) => <HearingPage shown={shown} page={page} />,
});

const stepParams = criminalCaseParams.extend({ event: z.enum(courtSteps) });
const formOf = (event: CourtStep): Form<unknown> => (event === 'dismiss' ? dismissForm : dayForm);

type Deciding = CourtShown & { readonly step: Transition };

const StepPage = ({ shown, page }: CourtProps & { readonly shown: Deciding }): VNode => {
  const { view, step } = shown;
  const { words } = page;
  const sure = step.provenance === 'source_document' || step.provenance === 'seen';
  const form = formOf(step.event as CourtStep);
  return (
    <>
      <CaseHead shown={shown} page={page} tab="court" inner={words.t(`proceedings.do.${step.event}`)} />
      <p class="soft">{`${lawInWords(words, step.law)}${sure ? '' : ` (${words.t('proceedings.unverified')})`}`}</p>
      <Notice>{words.t(`proceedings.means.${step.event}`)}</Notice>
      <FormFor page={page} action={`${caseHref(view.file)}/decide/${step.event}`} version={String(view.file.version)}>
        <FieldSet page={page} form={form} state={page.form ?? formState(form, { decided_on: page.today })} />
        <Button>{words.t('proceedings.save')}</Button>
      </FormFor>
    </>
  );
};

const stepScreen: Screen<Profile> = getScreen({
  ...{ ...seen, path: '/proceedings/:criminalCaseId/decide/:event', params: stepParams },
  load: async (scene: Scene, where) => {
    const shown = await loadCourt(scene, where);
    if (shown === null) return null;
    const { event } = where.params;
    const { state } = shown.view.file;
    const step = scene.profile
      .steps(caseMachine)
      .transitions.find((one) => one.event === event && one.from.includes(state));
    return step === undefined || !shown.view.courtNext.includes(event) ? refuse('no_such_step') : { ...shown, step };
  },
  title: ({ step }, words) => words.t(`proceedings.do.${step.event}`),
  page: (shown, page) => <StepPage shown={shown} page={page} />,
});

/** The way to the court, and hearings. */
export const courtScreens = ({ hand }: ProceedingsTools): readonly Screen<Profile>[] => [
  courtScreen,
  hearingScreen,
  stepScreen,
  postScreen({
    ...{ ...seen, path: '/proceedings/:criminalCaseId/court/hearing', params: criminalCaseParams, body: hearingForm },
    journals: ['proceedings.hearing_entered', 'proceedings.step_taken'],
    act: (scene: Scene, input, { params, version }) =>
      enterHearing(scene, { ...params, version }, input as HearingInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/court?done=hearing_entered`,
    again: hearingScreen,
  }),
  postScreen({
    ...{ ...seen, path: '/proceedings/:criminalCaseId/decide/:event', params: stepParams },
    journals: ['proceedings.step_taken', 'proceedings.body_joined', 'identity.shared', 'identity.share-refused'],
    body: ({ event }) => formOf(event),
    act: (scene: Scene, input, { params, version }) =>
      takeCourtStep(scene, { ...params, version, share: hand }, input as CourtStepInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}/court?done=step_taken`,
    again: stepScreen,
  }),
];
