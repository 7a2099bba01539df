import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
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
import type { Profile, Scene } from '../../../profile/index.ts';
import { type CallInput, type CallView, noteCall, openRule, readCall } from '../actions/index.ts';
import { callForm } from '../facts.ts';
import { type AssistanceTools, caseParams, InnerHead } from './parts.tsx';

const place = { room: 'assistance', permit: 'assistance.work', params: caseParams } as const;

type Shown = { readonly call: CallView; readonly profile: Profile };

const CallForm = ({ call, page }: { call: CallView; page: PageContext }): VNode => (
  <Panel title={page.words.t('assistance.call.after')}>
    <FormFor page={page} action={`/cases/${call.file.id}/assistance/call`}>
      <FieldSet page={page} form={callForm} state={page.form ?? formState(callForm, {})} />
      <Button>{page.words.t('assistance.call.save')}</Button>
    </FormFor>
  </Panel>
);

const Rule = ({ call, page }: { call: CallView; page: PageContext }): VNode => {
  const { words } = page;
  if (!call.hasRule)
    return (
      <Notice tone="danger" title={words.t('assistance.call.no_rule')}>
        {words.t('assistance.call.no_rule_text')}
      </Notice>
    );
  return (
    <Panel title={words.t('assistance.call.rule')}>
      <p>{words.t('assistance.call.rule_text')}</p>
      <FormFor page={page} action={`/cases/${call.file.id}/assistance/call/rule`} light>
        <Button kind={call.hasRead ? 'quiet' : 'primary'}>{words.t('assistance.call.open')}</Button>
      </FormFor>
    </Panel>
  );
};

/** What is known in codes without opening anything: warnings on the case. */
const Flags = ({ call, page }: { call: CallView; page: PageContext }): VNode | null =>
  call.file.flags.length === 0 ? null : (
    <Notice tone="warn" title={page.words.t('assistance.call.flags')}>
      {call.file.flags.map((flag) => named(page, 'case-flags', flag)).join(', ')}
    </Notice>
  );

const Head = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <InnerHead
    file={shown.call.file}
    page={page}
    profile={shown.profile}
    title={page.words.t('assistance.call.title')}
    lead={page.words.t('assistance.call.lead')}
    state={shown.call.support.state}
  />
);

const callScreen: Screen<Profile> = getScreen({
  ...place,
  path: '/cases/:caseId/assistance/call',
  load: async (scene: Scene, { params }) => {
    const call = await readCall(scene, params.caseId);
    return isRefusal(call) ? call : { call, profile: scene.profile };
  },
  title: (_, words) => words.t('assistance.call.title'),
  page: (shown, page) => (
    <>
      <Head shown={shown} page={page} />
      <ErrorSummary page={page} />
      <Flags call={shown.call} page={page} />
      <Rule call={shown.call} page={page} />
      {shown.call.hasRead || !shown.call.hasRule ? <CallForm call={shown.call} page={page} /> : null}
    </>
  ),
});

const ruleScreen = ({ vault, openedTexts }: AssistanceTools): Screen<Profile> =>
  askScreen({
    ...place,
    path: '/cases/:caseId/assistance/call/rule',
    journals: ['assistance.rule_asked', 'identity.opened', 'identity.open-refused'],
    body: z.object({}),
    reads: (_, { caseId }) => ({ type: 'assistance.rule_asked', subject: { kind: 'case', id: caseId }, caseId }),
    load: async (scene: Scene, _, { params }) => {
      const opened = await openRule(scene, vault, params.caseId);
      return isRefusal(opened) ? opened : { opened, profile: scene.profile };
    },
    title: (_, words) => words.t('assistance.call.title'),
    page: ({ opened, profile }, page) => {
      const lines = openedTexts(page, opened.rule);
      return (
        <>
          <Head shown={{ call: opened, profile }} page={page} />
          <Notice>{page.words.t('assistance.opened_logged', { at: page.words.date(page.now, 'moment') })}</Notice>
          <Flags call={opened} page={page} />
          <Panel title={page.words.t('assistance.call.rule')}>
            {lines.length === 0 ? <p class="empty">{page.words.t('assistance.call.no_rule')}</p> : null}
            <Facts facts={lines.map(({ label, text }) => ({ label, value: text }))} />
          </Panel>
          <CallForm call={opened} page={page} />
        </>
      );
    },
    again: callScreen,
  });

const noteScreen: Screen<Profile> = postScreen({
  ...place,
  path: '/cases/:caseId/assistance/call',
  once: true,
  journals: ['assistance.called', 'assistance.step_taken', 'cases.task_done'],
  body: callForm,
  act: (scene: Scene, input, { params }) => noteCall(scene, params.caseId, input as CallInput),
  then: ({ caseId }) => `/cases/${caseId}/assistance?done=called`,
  again: callScreen,
});

/** Before a call the rule of safe contact, after it what came of it. */
export const callScreens = (tools: AssistanceTools): readonly Screen<Profile>[] => [
  callScreen,
  ruleScreen(tools),
  noteScreen,
];
