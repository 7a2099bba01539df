import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../../platform/outcome.ts';
import { hasPermit } from '../../../../platform/viewer.ts';
import {
  Button,
  Chip,
  ErrorSummary,
  FormFor,
  getScreen,
  named,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { answerCall, bodyNamesOf, keepCall, readOffered } from '../../actions/calls/hand-on.ts';
import type { CallHandover } from '../../actions/calls/types.ts';
import { type ReferralTools, withKey } from '../writing/parts.tsx';
import { DangerChip, type ShownHandover, when } from './parts.tsx';

const tones = { offered: 'warn', accepted: 'good', refused: 'danger', taken_back: 'plain' } as const;

const toneOf = (state: string) => tones[state as keyof typeof tones];

/** Calls handed on, with the names of both bodies in every language of staff. */
export const shownOffers = (scene: Scene, offers: readonly CallHandover[]): readonly ShownHandover[] =>
  offers.map((it) => ({
    it,
    from: bodyNamesOf(scene, it.from_organisation_id),
    to: bodyNamesOf(scene, it.to_organisation_id),
  }));

const Answer = ({ it, page }: { it: CallHandover; page: PageContext }): VNode | null => {
  if (it.state !== 'offered' || page.viewer === null) return null;
  const isOwn = it.offered_by === page.viewer.staffId;
  if (isOwn)
    return (
      <FormFor page={page} action={`/calls/offered/${it.id}/keep`} light>
        <Button kind="quiet">{page.words.t('referrals.calls.keep')}</Button>
      </FormFor>
    );
  if (!hasPermit(page.viewer, 'referrals.take-over-calls')) return null;
  return (
    <FormFor page={page} action={`/calls/offered/${it.id}/answer`} light class="actions">
      <Button name="_button" value="take">
        {page.words.t('referrals.calls.take')}
      </Button>
      <Button kind="quiet" name="_button" value="refuse">
        {page.words.t('referrals.calls.cannot_take')}
      </Button>
    </FormFor>
  );
};

const inWords = (page: PageContext, names: ShownHandover['from']): string =>
  names[page.words.language] ?? names['en'] ?? '';

/** Calls on their way from one to another: the reference to say aloud, danger, language, and who answers. */
export const OfferLines = ({ offers, page }: { offers: readonly ShownHandover[]; page: PageContext }): VNode => (
  <ul class="lines">
    {offers.map(({ it, from, to }) => (
      <li key={it.id}>
        <span class={`line-main ${it.state === 'offered' && it.answer_by < page.now ? 'danger' : 'plain'}`}>
          <b>{it.reference}</b> <DangerChip danger={it.danger} page={page} />{' '}
          <Chip tone={toneOf(it.state)}>{page.words.t(`referrals.calls.offer_state.${it.state}`)}</Chip>
        </span>
        <span class="soft">
          {[
            page.words.t('referrals.calls.from_to', { from: inWords(page, from), to: inWords(page, to) }),
            ...(it.language === null ? [] : [named(page, 'languages', it.language)]),
            when(page, it.offered_at),
            it.ender_name ?? it.giver_name,
          ].join(' · ')}
        </span>
        <Answer it={it} page={page} />
      </li>
    ))}
  </ul>
);

type Shown = { readonly offers: readonly ShownHandover[] };

const OfferedPage = ({ offers, page }: Shown & { page: PageContext }): VNode => (
  <>
    <PageHead title={page.words.t('referrals.calls.offered')} lead={page.words.t('referrals.calls.offered_lead')} />
    <ErrorSummary page={page} />
    <Panel title={page.words.t('referrals.calls.offered_now')}>
      {offers.length === 0 ? <p class="empty">{page.words.t('referrals.calls.none_offered')}</p> : null}
      <OfferLines offers={offers} page={page} />
    </Panel>
  </>
);

const offeredScreen: Screen<Profile> = getScreen({
  ...{ room: 'referrals', permit: 'referrals.take-over-calls', path: '/calls/offered' },
  load: async (scene: Scene) => {
    const offers = await readOffered(scene);
    return isRefusal(offers) ? offers : { offers: shownOffers(scene, offers) };
  },
  title: (_, words) => words.t('referrals.calls.offered'),
  page: (shown: Shown, page) => <OfferedPage {...shown} page={page} />,
});

const params = z.object({ handoverId: z.uuid() });

/** Calls handed on to the own body: somebody says yes or no; the giver may keep hers. */
export const offeredScreens = (tools: ReferralTools): readonly Screen<Profile>[] => [
  offeredScreen,
  postScreen({
    ...{ room: 'referrals', permit: 'referrals.take-over-calls', path: '/calls/offered/:handoverId/answer' },
    ...{ params, body: z.looseObject({}), again: offeredScreen },
    journals: ['referrals.call_taken', 'referrals.call_not_taken', 'referrals.call_taken_over'],
    act: (scene: Scene, _, { params: { handoverId }, button }) =>
      answerCall(withKey(scene, tools), handoverId, button === 'take'),
    then: () => '/calls/offered?done=call_answered',
  }),
  postScreen({
    ...{ room: 'referrals', permit: 'referrals.take-calls', path: '/calls/offered/:handoverId/keep' },
    ...{ params, body: z.object({}), journals: ['referrals.call_kept'], again: offeredScreen },
    act: (scene: Scene, _, { params: { handoverId } }) => keepCall(scene, handoverId),
    then: ({ callId }) => `/calls/${callId}?done=call_kept`,
  }),
];
