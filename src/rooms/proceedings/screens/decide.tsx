import type { VNode } from 'preact';
import { z } from 'zod';
import type { Form } from '../../../platform/form/index.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  Button,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene, Transition } from '../../../profile/index.ts';
import { lawInWords } from '../../cases/index.ts';
import {
  type CaseFactsInput,
  caseSeen,
  changeFacts,
  type CriminalCase,
  decideStep,
  type QualificationInput,
  requalify,
  type StepInput,
} from '../actions/index.ts';
import { caseFactsForm, qualificationForm, stepForm, suspendForm } from '../facts/index.ts';
import { steps } from '../steps.ts';
import { caseScreen } from './case-page.tsx';
import {
  CaseHead,
  caseHref,
  criminalCaseParams,
  loadShown,
  type ProceedingsTools,
  type Props,
  type Shown,
} from './parts.tsx';

const stepParams = criminalCaseParams.extend({ event: z.enum([steps.seize, steps.suspend, steps.resume]) });

const formOf = (event: string): Form<unknown> => (event === steps.suspend ? suspendForm : stepForm);

type Deciding = Shown & { readonly step: Transition };

const StepPage = ({ shown, page }: Props & { readonly shown: Deciding }): VNode => {
  const { view, step } = shown;
  const { words } = page;
  const form = formOf(step.event);
  const mark =
    step.provenance === 'source_document' || step.provenance === 'seen'
      ? ''
      : ` (${words.t('proceedings.unverified')})`;
  return (
    <>
      <CaseHead shown={shown} page={page} tab="overview" inner={words.t(`proceedings.do.${step.event}`)} />
      <p class="soft">{`${lawInWords(words, step.law)}${mark}`}</p>
      <Notice>{words.t(`proceedings.means.${step.event}`)}</Notice>
      <FormFor page={page} action={`${caseHref(view.file)}/step/${step.event}`} version={String(view.file.version)}>
        <FieldSet page={page} form={form} state={page.form ?? formState(form, { decided_on: page.today })} />
        <Button>{words.t('proceedings.save')}</Button>
      </FormFor>
    </>
  );
};

const stepScreen: Screen<Profile> = getScreen({
  room: 'proceedings',
  path: '/proceedings/:criminalCaseId/step/:event',
  permit: 'proceedings.read',
  params: stepParams,
  load: async (scene: Scene, where) => {
    const shown = await loadShown(scene, where);
    const step = shown?.view.next.find(({ event }) => event === where.params.event);
    if (shown === null) return null;
    return step === undefined ? refuse('no_such_step') : { ...shown, step };
  },
  title: ({ step }, words) => words.t(`proceedings.do.${step.event}`),
  page: (shown, page) => <StepPage shown={shown} page={page} />,
});

const saveStepScreen = ({ hand }: ProceedingsTools): Screen<Profile> =>
  postScreen({
    room: 'proceedings',
    path: '/proceedings/:criminalCaseId/step/:event',
    permit: 'proceedings.read',
    params: stepParams,
    journals: ['proceedings.step_taken', 'proceedings.body_joined', 'identity.shared', 'identity.share-refused'],
    body: ({ event }) => formOf(event),
    act: (scene: Scene, input, { params, version }) =>
      decideStep(scene, { ...params, version, share: hand }, input as StepInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}?done=step_taken`,
    again: stepScreen,
  });

type Writing = { readonly name: 'qualification' | 'facts'; readonly form: Form<unknown> };

const WritePage = ({
  shown,
  page,
  writing,
  start,
}: Props & { readonly writing: Writing; readonly start: Parameters<typeof formState>[1] }): VNode => {
  const { view } = shown;
  const { t } = page.words;
  const { name, form } = writing;
  return (
    <>
      <CaseHead shown={shown} page={page} tab="overview" inner={t(`proceedings.write_title.${name}`)} />
      <p class="soft">{t(`proceedings.write_lead.${name}`)}</p>
      <FormFor page={page} action={`${caseHref(view.file)}/${name}`} version={String(view.file.version)}>
        <FieldSet page={page} form={form} state={page.form ?? formState(form, start)} />
        <Button>{t('proceedings.save')}</Button>
      </FormFor>
    </>
  );
};

const deciding = { room: 'proceedings', permit: 'proceedings.read', params: criminalCaseParams } as const;

/** What stands there now, where two prosecutors wrote at once: whoever comes second chooses field by field. */
const theirsOf =
  (values: (it: CriminalCase) => Readonly<Record<string, string | null>>) =>
  async (scene: Scene, { criminalCaseId }: { readonly criminalCaseId: string }) => {
    const found = await caseSeen(scene, { criminalCaseId, version: null });
    if (isRefusal(found)) return null;
    const known = Object.entries(values(found)).flatMap(([name, value]): [string, string][] =>
      value === null ? [] : [[name, value]],
    );
    return { values: Object.fromEntries(known), version: String(found.version) };
  };

const qualificationScreen: Screen<Profile> = getScreen({
  ...{ ...deciding, path: '/proceedings/:criminalCaseId/qualification', load: loadShown },
  title: (_, words) => words.t('proceedings.write_title.qualification'),
  page: (shown, page) => (
    <WritePage
      shown={shown}
      page={page}
      writing={{ name: 'qualification', form: qualificationForm }}
      start={{ qualification: shown.view.file.lastQualification, qualified_on: page.today }}
    />
  ),
});

const factsScreen: Screen<Profile> = getScreen({
  ...{ ...deciding, path: '/proceedings/:criminalCaseId/facts', load: loadShown },
  title: (_, words) => words.t('proceedings.write_title.facts'),
  page: (shown, page) => {
    const { scope, unit } = shown.view.file;
    const start = { case_scope: scope, ...(unit === null ? {} : { inquiry_unit: unit }) };
    return <WritePage shown={shown} page={page} writing={{ name: 'facts', form: caseFactsForm }} start={start} />;
  },
});

/** Steps of the inquiry, what it is taken for, and how far it reaches. */
export const decideScreens = (tools: ProceedingsTools): readonly Screen<Profile>[] => [
  caseScreen,
  stepScreen,
  saveStepScreen(tools),
  qualificationScreen,
  factsScreen,
  postScreen({
    ...{ ...deciding, path: '/proceedings/:criminalCaseId/qualification', body: qualificationForm },
    journals: ['proceedings.requalified'],
    act: (scene: Scene, input, { params, version }) =>
      requalify(scene, { ...params, version }, input as QualificationInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}?done=requalified`,
    again: qualificationScreen,
    theirs: theirsOf(({ lastQualification }) => ({ qualification: lastQualification })),
  }),
  postScreen({
    ...{ ...deciding, path: '/proceedings/:criminalCaseId/facts', body: caseFactsForm },
    journals: ['proceedings.facts_changed'],
    act: (scene: Scene, input, { params, version }) =>
      changeFacts(scene, { ...params, version }, input as CaseFactsInput),
    then: ({ criminalCaseId }) => `/proceedings/${criminalCaseId}?done=facts_changed`,
    again: factsScreen,
    theirs: theirsOf(({ scope, unit }) => ({ case_scope: scope, inquiry_unit: unit })),
  }),
];
