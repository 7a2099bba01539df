import type { VNode } from 'preact';
import { z } from 'zod';
import type { FormState, RawForm } from '../../../../platform/form/index.ts';
import { textOf } from '../../../../platform/form/index.ts';
import {
  Button,
  ButtonLink,
  Chip,
  Columns,
  Details,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  typedState,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type CallPage, readCall } from '../../actions/calls/read.ts';
import { lookUpNumber } from '../../actions/calls/callers.ts';
import { offerCall } from '../../actions/calls/hand-on.ts';
import { keepBedNeeds } from '../../actions/calls/bed.ts';
import { reportFromCall } from '../../actions/calls/into.ts';
import { closeCall, saveCall, takeOverCall } from '../../actions/calls/record.ts';
import { callBedForm, callForm, offerForm } from '../../facts/call-forms.ts';
import { DangerNotice, nothing, type ReferralTools, withKey } from '../writing/parts.tsx';
import { CallerPanel } from './caller.tsx';
import { ClosedCall } from './closed.tsx';
import { OfferLines, shownOffers } from './offered.tsx';
import { BedGiven, callParams, EmergencyNumbers, pathOf, place, type ShownHandover, when } from './parts.tsx';

type Shown = { readonly data: CallPage; readonly offers: readonly ShownHandover[]; readonly profile: Profile };

const languageOf = (raw: RawForm): string => textOf(raw, 'call_language');

/** Short questions, in the words of the caller's language beneath: read out, not typed. */
const DangerScript = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { profile, data } = shown;
  const theirs = languageOf(data.typed);
  return (
    <Details summary={page.words.t('referrals.calls.script')} open={textOf(data.typed, 'call_danger') === ''}>
      <ol class="script">
        {profile.hotline.danger.map(({ code, names, danger_if: answer, provenance }) => (
          <li key={code}>
            {profile.nameIn(names, page.words.language)}{' '}
            <Chip tone="warn">{page.words.t(`referrals.calls.danger_if.${answer}`)}</Chip>
            {provenance === 'recalled' ? <Chip>{page.words.t('referrals.calls.not_verified')}</Chip> : null}
            {theirs !== page.words.language && Object.hasOwn(names, theirs) ? (
              <p lang={theirs} dir="auto">
                {profile.nameIn(names, theirs)}
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Details>
  );
};

const HandOn = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { call } = shown.data;
  return (
    <Panel title={page.words.t('referrals.calls.hand_on')} id="hand-on">
      <p class="hint">{page.words.t('referrals.calls.hand_on_lead', { reference: call.reference })}</p>
      <OfferLines offers={shown.offers} page={page} />
      {call.is_offered ? null : (
        <FormFor page={page} action={`${pathOf(call)}/offer`} light>
          <FieldSet page={page} form={offerForm} state={typedState({})} />
          <Button kind="quiet">{page.words.t('referrals.calls.offer')}</Button>
        </FormFor>
      )}
    </Panel>
  );
};

const Next = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { call } = shown.data;
  return (
    <Panel title={page.words.t('referrals.calls.next')}>
      {call.draft_id === null ? (
        <FormFor page={page} action={`${pathOf(call)}/report`} light>
          <Button kind="quiet">{page.words.t('referrals.calls.make_report')}</Button>
        </FormFor>
      ) : (
        <p>
          <a href={`/reports/drafts/${call.draft_id}`}>{page.words.t('referrals.calls.to_report')}</a>
        </p>
      )}
      <BedGiven call={call} page={page} />
      <p>
        <ButtonLink href={`/calls/services?call=${call.id}&language=${languageOf(shown.data.typed)}`} kind="quiet">
          {page.words.t('referrals.calls.services')}
        </ButtonLink>
      </p>
    </Panel>
  );
};

const bed = ['bed_persons', 'bed_children', 'bed_sex', 'bed_minor', 'bed_needs'];

/** Who needs a bed for the night, as far as it was said; the search begins with it. */
const BedPart = ({ shown, state, page }: { shown: Shown; state: FormState; page: PageContext }): VNode | null => {
  const { call } = shown.data;
  if (call.placement_id !== null) return null;
  const isOpen = bed.some((name) => state.errors.some((one) => one.name === name) || textOf(state.raw, name) !== '');
  return (
    <Details summary={page.words.t('referrals.calls.bed_tonight')} open={isOpen}>
      <p class="hint">{page.words.t('referrals.calls.bed_hint')}</p>
      <FieldSet page={page} form={callForm} state={state} only={bed} />
      <p>
        <Button kind="quiet" formaction={`${pathOf(call)}/bed`}>
          {page.words.t('referrals.calls.look_for_bed')}
        </Button>
      </p>
    </Details>
  );
};

const danger = ['call_danger'];
const first = ['call_kind', 'call_language', 'call_interpreter', 'call_interpreter_number', 'call_summary'];
const caller = ['caller_number', 'caller_name'];
const last = ['call_back', 'call_back_from', 'call_back_until', 'call_back_by', 'call_back_words', 'call_outcomes'];

const RecordForm = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { call, typed } = shown.data;
  const state = page.form ?? typedState(typed);
  const path = pathOf(call);
  const part = (only: readonly string[]): VNode => <FieldSet page={page} form={callForm} state={state} only={only} />;
  return (
    <FormFor page={page} action={path} autosave={`${path}/autosave`}>
      <ErrorSummary page={{ ...page, form: state }} />
      {textOf(state.raw, 'call_danger') === 'now' ? <DangerNotice profile={shown.profile} words={page.words} /> : null}
      {part(danger)}
      {part(first)}
      {part(caller)}
      <p>
        <Button kind="quiet" formaction={`${path}/number`}>
          {page.words.t('referrals.calls.look_up')}
        </Button>
      </p>
      <BedPart shown={shown} state={state} page={page} />
      {part(last)}
      <div class="actions">
        <Button formaction={`${path}/close`}>{page.words.t('referrals.calls.close')}</Button>
        <Button kind="quiet">{page.words.t('referrals.calls.save')}</Button>
      </div>
      <p class="hint">{page.words.t('referrals.calls.close_hint')}</p>
    </FormFor>
  );
};

const Locked = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { call, isOwn } = shown.data;
  if (call.is_offered)
    return (
      <Notice tone="warn" title={page.words.t('referrals.calls.locked')}>
        {page.words.t('referrals.calls.locked_text')}
      </Notice>
    );
  return (
    <Notice tone="warn" title={page.words.t('referrals.calls.of_colleague', { name: call.noter_name })}>
      <p>{page.words.t('referrals.calls.of_colleague_text')}</p>
      {isOwn ? null : (
        <FormFor page={page} action={`${pathOf(call)}/take-over`} light>
          <Button>{page.words.t('referrals.calls.take_over')}</Button>
        </FormFor>
      )}
    </Notice>
  );
};

const OpenCall = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { call, isOwn } = shown.data;
  const mayWrite = isOwn && !call.is_offered;
  return (
    <>
      <PageHead
        title={page.words.t('referrals.calls.one', { reference: call.reference })}
        lead={page.words.t('referrals.calls.since', { moment: when(page, call.began_at) })}
        chips={<Chip>{named(page, 'contact-channels', call.channel)}</Chip>}
        back={{ href: '/calls', label: page.words.t('referrals.calls.title') }}
      />
      <Columns
        aside={
          <>
            <Panel title={page.words.t('referrals.calls.emergency')}>
              <EmergencyNumbers profile={shown.profile} page={page} />
            </Panel>
            {isOwn ? <HandOn shown={shown} page={page} /> : null}
            {mayWrite ? <Next shown={shown} page={page} /> : null}
          </>
        }
      >
        <CallerPanel call={call} known={shown.data.known} page={page} />
        <DangerScript shown={shown} page={page} />
        {mayWrite ? <RecordForm shown={shown} page={page} /> : <Locked shown={shown} page={page} />}
        <Details summary={page.words.t('referrals.calls.media')}>
          <p>{page.words.t('referrals.calls.media_text')}</p>
        </Details>
      </Columns>
    </>
  );
};

const callScreen = (tools: ReferralTools): Screen<Profile> =>
  getScreen({
    ...{ ...place, path: '/calls/:callId', params: callParams },
    load: async (scene: Scene, { params }) => {
      const data = await readCall(withKey(scene, tools), params.callId);
      if (data === null) return null;
      return { data, offers: shownOffers(scene, data.handovers), profile: scene.profile };
    },
    title: (_, words) => words.t('referrals.calls.window'),
    page: (shown: Shown, page) =>
      shown.data.call.closed_at === null ? (
        <OpenCall shown={shown} page={page} />
      ) : (
        <ClosedCall data={shown.data} offers={shown.offers} profile={shown.profile} page={page} />
      ),
  });

const commonOf = (show: Screen<Profile>) => ({ ...place, params: callParams, again: show }) as const;

/** Kept as typed, closed, and its number looked up. */
const writing = (tools: ReferralTools, show: Screen<Profile>): readonly Screen<Profile>[] => {
  const common = commonOf(show);
  const save = (path: `/${string}`): Screen<Profile> =>
    postScreen({
      ...{ ...common, path, body: nothing, lenient: true, journals: [] },
      act: (scene: Scene, _, { params, form }) => saveCall(withKey(scene, tools), params.callId, form.raw),
      then: ({ callId }) => `/calls/${callId}?done=call_saved`,
    });
  return [
    save('/calls/:callId'),
    save('/calls/:callId/autosave'),
    postScreen({
      ...{ ...common, path: '/calls/:callId/close', body: callForm },
      journals: ['referrals.call_closed', 'identity.caller_marked', 'identity.caller-refused'],
      act: (scene: Scene, input, { params }) =>
        closeCall(withKey(scene, tools), { callId: params.callId, answers: input }, tools.vault),
      then: ({ callId }) => `/calls/${callId}?done=call_closed`,
    }),
    postScreen({
      ...{ ...common, path: '/calls/:callId/bed', body: callBedForm, lenient: false, journals: [] },
      act: (scene: Scene, input, { params, form }) =>
        keepBedNeeds(withKey(scene, tools), { callId: params.callId, raw: form.raw, answers: input }),
      then: ({ callId }) => `/beds/tonight?call=${callId}`,
    }),
    postScreen({
      ...{ ...common, path: '/calls/:callId/number', body: nothing, lenient: true },
      journals: ['identity.caller_marked', 'identity.caller-refused'],
      act: (scene: Scene, _, { params, form }) =>
        lookUpNumber(withKey(scene, tools), tools.vault, { callId: params.callId, raw: form.raw }),
      then: ({ callId }) => `/calls/${callId}?done=number_looked_up#caller`,
    }),
  ];
};

/** Somebody else goes on with it, it is handed on, a report is begun from it. */
const moving = (tools: ReferralTools, show: Screen<Profile>): readonly Screen<Profile>[] => {
  const common = commonOf(show);
  return [
    postScreen({
      ...{ ...common, path: '/calls/:callId/take-over', body: z.object({}) },
      journals: ['referrals.call_taken_over'],
      act: (scene: Scene, _, { params }) => takeOverCall(withKey(scene, tools), params.callId),
      then: ({ callId }) => `/calls/${callId}?done=call_taken_over`,
    }),
    postScreen({
      ...{ ...common, path: '/calls/:callId/offer', once: true, body: offerForm },
      journals: ['referrals.call_offered'],
      act: (scene: Scene, input, { params }) => offerCall(withKey(scene, tools), params.callId, input.offer_to ?? ''),
      then: ({ callId }) => `/calls/${callId}?done=call_offered`,
    }),
    postScreen({
      ...{ ...common, path: '/calls/:callId/report', once: true, body: z.object({}) },
      journals: ['referrals.call_report_begun'],
      act: (scene: Scene, _, { params }) => reportFromCall(withKey(scene, tools), params.callId),
      then: ({ draftId }) => `/reports/drafts/${draftId}`,
    }),
  ];
};

type RecordScreens = { readonly show: Screen<Profile>; readonly all: readonly Screen<Profile>[] };

/** The record of a call while it runs, and its page afterwards. */
export const recordScreens = (tools: ReferralTools): RecordScreens => {
  const show = callScreen(tools);
  return { show, all: [show, ...writing(tools, show), ...moving(tools, show)] };
};
