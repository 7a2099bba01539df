import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import {
  Button,
  ErrorSummary,
  Facts,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  type PageContext,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene, Transition } from '../../../profile/index.ts';
import { lawInWords } from '../../cases/index.ts';
import { decideStay, type StayDecided, type StayInput } from '../actions/index.ts';
import { stayFormOf } from '../facts.ts';
import { stayQuestions, stayReasons } from '../rules/index.ts';
import { stayMachine } from '../steps.ts';
import { isStepSure, loadStay, type ProtectionTools, type Shown, StayHead, stayName } from './parts.tsx';

const decideParams = z.object({ noticeId: z.uuid(), event: z.string().regex(/^[a-z][a-z0-9_]{0,59}$/) });

/** `isOpen`: the step may be taken now. Where a colleague was faster it may not, and what was typed is still shown. */
type Deciding = { readonly shown: Shown; readonly step: Transition; readonly isOpen: boolean };

/** Only the reasons that the law lists for this step. */
const fitting = ({ shown, step }: Deciding, page: PageContext): PageContext => {
  const reasons = stayReasons(shown.profile, step, shown.view.today);
  return {
    ...page,
    codes: (list) =>
      list === 'stay-reasons' ? page.codes(list).filter(({ code }) => reasons.includes(code)) : page.codes(list),
  };
};

const StepFacts = ({ deciding, page }: { deciding: Deciding; page: PageContext }): VNode => {
  const { shown, step } = deciding;
  const { words } = page;
  const isSure = isStepSure(shown.profile, step, shown.view.today);
  const mark = isSure ? '' : ` ${words.t('protection.clock.unverified')}`;
  return (
    <Facts
      facts={[
        { label: words.t('protection.from'), value: stayName(shown.profile, words, shown.view.state) },
        { label: words.t('protection.to'), value: stayName(shown.profile, words, step.to) },
        { label: words.t('protection.law'), value: `${lawInWords(words, step.law)}${mark}` },
      ]}
    />
  );
};

const DecidePage = ({ deciding, page }: { deciding: Deciding; page: PageContext }): VNode => {
  const { shown, step, isOpen } = deciding;
  const { view } = shown;
  const { words } = page;
  const form = stayFormOf(stayQuestions(step));
  const said = `protection.step_text.${step.event}`;
  return (
    <>
      <StayHead shown={shown} page={page} title={words.t(`protection.step.${step.event}`)} />
      <ErrorSummary page={page} />
      <StepFacts deciding={deciding} page={page} />
      {words.has(said) ? <Notice>{words.t(said)}</Notice> : null}
      {isOpen ? null : <Notice tone="warn">{words.t('protection.decide.not_open')}</Notice>}
      <FormFor
        page={page}
        action={`/stays/${view.file.noticeId}/decide/${step.event}`}
        version={String(view.file.stay?.version ?? 0)}
      >
        <FieldSet
          page={fitting(deciding, page)}
          form={form}
          state={page.form ?? formState(form, { decided_on: page.today })}
        />
        {isOpen ? <Button>{words.t('protection.decide.save')}</Button> : null}
      </FormFor>
    </>
  );
};

/** A step that people take, by its event; null for one that happens by itself. */
const stepCalled = (profile: Profile, event: string): Transition | null =>
  profile.machines[stayMachine]?.transitions.find((one) => one.event === event && !one.who.includes('system')) ?? null;

const decideScreen: Screen<Profile> = getScreen({
  room: 'protection',
  path: '/stays/:noticeId/decide/:event',
  permit: 'protection.decide',
  params: decideParams,
  load: async (scene: Scene, { params }) => {
    const shown = await loadStay(scene, params.noticeId);
    if (isRefusal(shown)) return shown;
    const open = shown.view.steps.find(({ event }) => event === params.event);
    const step = open ?? stepCalled(scene.profile, params.event);
    return step === null ? refuse('no_such_step') : { shown, step, isOpen: open !== undefined };
  },
  title: ({ step }, words) => words.t(`protection.step.${step.event}`),
  page: (deciding, page) => <DecidePage deciding={deciding} page={page} />,
});

const saveScreen = ({ profile }: ProtectionTools): Screen<Profile> =>
  postScreen({
    journals: ['protection.stay_decided'],
    room: 'protection',
    path: '/stays/:noticeId/decide/:event',
    permit: 'protection.decide',
    params: decideParams,
    body: ({ event }) => {
      const step = stepCalled(profile, event);
      return step === null ? null : stayFormOf(stayQuestions(step));
    },
    act: (scene: Scene, input, { params, version }) => decideStay(scene, { ...params, version }, input as StayInput),
    then: ({ noticeId }: StayDecided) => `/stays/${noticeId}?done=stay_decided`,
    again: decideScreen,
  });

/** Deciding on a stay. */
export const decideScreens = (tools: ProtectionTools): readonly Screen<Profile>[] => [decideScreen, saveScreen(tools)];
