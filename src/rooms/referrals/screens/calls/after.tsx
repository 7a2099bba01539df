import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  askScreen,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import {
  addToCall,
  correctCall,
  noteCalledBack,
  type NumberToRing,
  openCallTexts,
  type OpenedCall,
  openNumber,
} from '../../actions/calls/after.ts';
import { endCallerFlag, type FlagInput, openFlag, setFlag } from '../../actions/calls/callers.ts';
import { additionForm, calledBackForm, correctionForm, flagForm } from '../../facts/call-forms.ts';
import type { ReferralTools } from '../writing/parts.tsx';
import { callParams, pathOf, place, Ring } from './parts.tsx';

const said = ['call_summary', 'call_addition', 'call_interpreter_number', 'caller_name'] as const;

const TextsPage = ({ opened, page }: { opened: OpenedCall; page: PageContext }): VNode => {
  const told = { ...opened.opened['notes'], ...opened.opened['reporter'] };
  return (
    <>
      <PageHead
        title={page.words.t('referrals.calls.one', { reference: opened.call.reference })}
        back={{ href: pathOf(opened.call), label: page.words.t('referrals.calls.back_to_call') }}
      />
      {said.flatMap((name) =>
        told[name] === undefined
          ? []
          : [
              <Panel key={name} title={page.words.t(`referrals.field.${name}.label`)}>
                <p class="as-typed" dir="auto">
                  {told[name]}
                </p>
              </Panel>,
            ],
      )}
    </>
  );
};

const NumberPage = ({ it, page }: { it: NumberToRing; page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('referrals.calls.ring')}
      lead={page.words.t('referrals.calls.one', { reference: it.call.reference })}
      back={{ href: `${pathOf(it.call)}#ring`, label: page.words.t('referrals.calls.back_to_call') }}
    />
    <Panel title={page.words.t('referrals.field.call_back_words.label')}>
      <p class="as-typed" dir="auto">
        {it.words}
      </p>
    </Panel>
    <Panel title={page.words.t('referrals.field.caller_number.label')}>
      <p>
        <Ring number={it.number} />
      </p>
    </Panel>
  </>
);

const AdvicePage = ({ advice, callId, page }: { advice: string; callId: string; page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('referrals.calls.advice')}
      back={{ href: `/calls/${callId}`, label: page.words.t('referrals.calls.back_to_call') }}
    />
    <Panel title={page.words.t('referrals.field.flag_words.label')}>
      <p class="as-typed" dir="auto">
        {advice === '' ? page.words.t('referrals.calls.not_told') : advice}
      </p>
    </Panel>
  </>
);

const purposed = z.object({ purpose: z.string().default(''), line: z.uuid().optional() });

const texts = ({ vault }: ReferralTools, show: Screen<Profile>): Screen<Profile> =>
  askScreen({
    ...{ ...place, path: '/calls/:callId/open', params: callParams, body: purposed, again: show },
    journals: ['referrals.call_texts_asked', 'identity.opened', 'identity.open-refused'],
    reads: ({ purpose }, { callId }) => ({
      ...{ type: 'referrals.call_texts_asked', subject: { kind: 'call', id: callId }, data: { purpose } },
    }),
    load: async (scene: Scene, { purpose, line }, { params }) => {
      const opened = await openCallTexts(scene, vault, { callId: params.callId, purpose, lineId: line });
      return isRefusal(opened) ? opened : { opened };
    },
    title: (_, words) => words.t('referrals.calls.window'),
    page: ({ opened }, page) => <TextsPage opened={opened} page={page} />,
  });

const advice = ({ vault }: ReferralTools, show: Screen<Profile>): Screen<Profile> =>
  askScreen({
    ...{ ...place, path: '/calls/:callId/flags/:flagId/open', body: purposed, again: show },
    params: callParams.extend({ flagId: z.uuid() }),
    journals: ['referrals.call_texts_asked', 'identity.opened', 'identity.open-refused'],
    reads: ({ purpose }, { flagId }) => ({
      ...{ type: 'referrals.call_texts_asked', subject: { kind: 'caller_flag', id: flagId }, data: { purpose } },
    }),
    load: async (scene: Scene, { purpose }, { params }) => {
      const opened = await openFlag(scene, vault, { flagId: params.flagId, purpose });
      return isRefusal(opened) ? opened : { words: opened.words, callId: params.callId };
    },
    title: (_, words) => words.t('referrals.calls.window'),
    page: (it, page) => <AdvicePage advice={it.words} callId={it.callId} page={page} />,
  });

const number = ({ vault }: ReferralTools, show: Screen<Profile>): Screen<Profile> =>
  askScreen({
    ...{ ...place, permit: 'referrals.see-callers', path: '/calls/:callId/ring', params: callParams },
    ...{ body: purposed, again: show },
    journals: ['referrals.call_number_asked', 'identity.opened', 'identity.open-refused'],
    reads: ({ purpose }, { callId }) => ({
      ...{ type: 'referrals.call_number_asked', subject: { kind: 'call', id: callId }, data: { purpose } },
    }),
    load: async (scene: Scene, { purpose }, { params }) => {
      const it = await openNumber(scene, vault, { callId: params.callId, purpose });
      return isRefusal(it) ? it : { it };
    },
    title: (_, words) => words.t('referrals.calls.window'),
    page: ({ it }, page) => <NumberPage it={it} page={page} />,
  });

/** What is done with a call after it was closed. */
export const afterScreens = (tools: ReferralTools, show: Screen<Profile>): readonly Screen<Profile>[] => {
  const common = { ...place, params: callParams, again: show } as const;
  return [
    texts(tools, show),
    advice(tools, show),
    number(tools, show),
    postScreen({
      ...{ ...common, path: '/calls/:callId/called-back', once: true, body: calledBackForm },
      journals: ['referrals.call_called_back'],
      act: (scene: Scene, input, { params }) => noteCalledBack(scene, params.callId, input.call_back_result ?? ''),
      then: ({ callId }) => `/calls/${callId}?done=called_back`,
    }),
    postScreen({
      ...{ ...common, path: '/calls/:callId/add', once: true, body: additionForm },
      journals: ['referrals.call_added_to'],
      act: (scene: Scene, input, { params }) => addToCall(scene, params.callId, input.call_addition ?? ''),
      then: ({ callId }) => `/calls/${callId}?done=call_added_to`,
    }),
    postScreen({
      ...{ ...common, path: '/calls/:callId/correct', body: correctionForm },
      journals: ['referrals.call_corrected'],
      act: (scene: Scene, input, { params }) => correctCall(scene, params.callId, input),
      then: ({ callId }) => `/calls/${callId}?done=call_corrected`,
    }),
    postScreen({
      ...{ ...common, path: '/calls/:callId/flag', once: true, body: flagForm },
      journals: ['referrals.caller_flag_set'],
      act: (scene: Scene, input, { params }) => setFlag(scene, params.callId, input as FlagInput),
      then: ({ callId }) => `/calls/${callId}?done=caller_flag_set#caller`,
    }),
    postScreen({
      ...{ ...common, path: '/calls/:callId/flags/:flagId/end', body: z.object({}) },
      params: callParams.extend({ flagId: z.uuid() }),
      journals: ['referrals.caller_flag_ended'],
      act: (scene: Scene, _, { params }) => endCallerFlag(scene, params.callId, params.flagId),
      then: ({ callId }) => `/calls/${callId}?done=caller_flag_ended`,
    }),
  ];
};
