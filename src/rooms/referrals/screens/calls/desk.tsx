import type { VNode } from 'preact';
import { z } from 'zod';
import type { Instant } from '../../../../platform/clock.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  Button,
  Chip,
  Columns,
  Details,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import type { StaffRow } from '../../../directory/index.ts';
import {
  type AfterwardsInput,
  countCall,
  type Desk,
  noteCallAfterwards,
  openCall,
  readDesk,
} from '../../actions/calls/desk.ts';
import { afterwardsForm, shownAfterwardsForm } from '../../facts/call-forms.ts';
import { isLeftOpen } from '../../rules/calls.ts';
import type { Call } from '../../actions/calls/types.ts';
import { nothing } from '../writing/parts.tsx';
import { OfferLines, shownOffers } from './offered.tsx';
import { callLine, DangerChip, OnCallLines, pathOf, place, type ShownHandover, when } from './parts.tsx';

type Shown = {
  readonly desk: Desk;
  readonly offers: readonly ShownHandover[];
  readonly profile: Profile;
  readonly now: Instant;
};

/** The first thing on the page, in reach of a thumb: a call comes in; or one touch, and it is counted. */
const Ringing = ({ page }: { page: PageContext }): VNode => (
  <section class="panel call-in">
    <h2 class="panel-title">{page.words.t('referrals.calls.ringing')}</h2>
    <div class="panel-body">
      <FormFor page={page} action="/calls" light>
        <Button>{page.words.t('referrals.calls.open')}</Button>
      </FormFor>
      <p class="hint">{page.words.t('referrals.calls.apart_hint')}</p>
      <FormFor page={page} action="/calls/apart" light class="actions">
        {page.codes('call-kinds-apart').map(({ code, label }) => (
          <Button key={code} kind="quiet" name="_button" value={code}>
            {label[page.words.language] ?? label['en'] ?? code}
          </Button>
        ))}
      </FormFor>
    </div>
  </section>
);

const OpenLine = ({ call, shown, page }: { call: Call; shown: Shown; page: PageContext }): VNode => {
  const isLate = isLeftOpen(call.began_at as Instant, shown.now, shown.profile.hotline.open_record.alarm_minutes);
  return (
    <li>
      <span class={`line-main ${isLate ? 'danger' : 'plain'}`}>
        <a href={pathOf(call)}>{call.reference}</a> · {when(page, call.began_at)}
      </span>
      <span class="soft">
        {call.noter_name} {isLate ? <Chip tone="danger">{page.words.t('referrals.calls.left_open')}</Chip> : null}{' '}
        {call.is_offered ? <Chip tone="warn">{page.words.t('referrals.calls.locked')}</Chip> : null}
      </span>
    </li>
  );
};

const Open = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null =>
  shown.desk.open.length === 0 ? null : (
    <Panel title={page.words.t('referrals.calls.open_records')}>
      <ul class="lines">
        {shown.desk.open.map((call) => (
          <OpenLine key={call.id} call={call} shown={shown} page={page} />
        ))}
      </ul>
    </Panel>
  );

const hour = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Between which hours a caller may be rung, in words. */
const ringHours = (page: PageContext, call: Call): string =>
  call.call_back_from === null || call.call_back_until === null
    ? page.words.t('referrals.calls.any_hour')
    : page.words.t('referrals.calls.between', { from: hour(call.call_back_from), until: hour(call.call_back_until) });

const ToReturn = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null =>
  shown.desk.toReturn.length === 0 ? null : (
    <Panel title={page.words.t('referrals.calls.to_return')}>
      <ul class="lines">
        {shown.desk.toReturn.map((call) => (
          <li key={call.id}>
            <span class="line-main">
              <a href={`${pathOf(call)}#ring`}>{call.reference}</a> {ringHours(page, call)}
            </span>
            <span class="soft">
              {call.call_back_by === null
                ? callLine(page, call)
                : page.words.t('referrals.calls.by_day', {
                    date: page.words.date(call.call_back_by as Parameters<typeof page.words.date>[0], 'short'),
                  })}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );

const Closed = ({ calls, page }: { calls: readonly Call[]; page: PageContext }): VNode => (
  <Panel title={page.words.t('referrals.calls.closed')}>
    {calls.length === 0 ? <p class="empty">{page.words.t('referrals.calls.none')}</p> : null}
    <ul class="lines">
      {calls.map((call) => (
        <li key={call.id}>
          <span class="line-main">
            <a href={pathOf(call)}>{call.reference}</a> · {when(page, call.began_at)}{' '}
            <DangerChip danger={call.danger === 'now' || call.danger === 'not_sure' ? call.danger : null} page={page} />
          </span>
          <span class="soft">{callLine(page, call)}</span>
        </li>
      ))}
    </ul>
  </Panel>
);

const people = (page: PageContext, colleagues: readonly StaffRow[]): PageContext => ({
  ...page,
  codes: (list) =>
    list === 'call-colleagues'
      ? colleagues
          .filter(({ state }) => state !== 'disabled')
          .map(({ login, displayName }) => ({ code: login, label: { en: displayName } }))
      : page.codes(list),
});

const Afterwards = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <Details summary={page.words.t('referrals.calls.afterwards')} open={page.form !== null}>
    <FormFor page={page} action="/calls/afterwards">
      <FieldSet
        page={people(page, shown.desk.colleagues)}
        form={shownAfterwardsForm}
        state={page.form ?? formState(shownAfterwardsForm, { call_day: page.today, call_channel: 'phone' })}
      />
      <Button kind="quiet">{page.words.t('referrals.calls.begin_record')}</Button>
    </FormFor>
  </Details>
);

const Around = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <>
    <Panel title={page.words.t('referrals.calls.on_call_now')}>
      <OnCallLines onCall={shown.desk.onCall} page={page} />
      <p>
        <a href="/on-call">{page.words.t('referrals.calls.chain')}</a>
      </p>
    </Panel>
    <Panel title={page.words.t('referrals.calls.at_hand')}>
      <ul class="plain-list">
        <li>
          <a href="/calls/services">{page.words.t('referrals.calls.services')}</a>
        </li>
        <li>
          <a href="/beds/tonight">{page.words.t('referrals.calls.bed_tonight')}</a>
        </li>
        <li>
          <a href="/shifts">{page.words.t('referrals.calls.shift_note')}</a>
        </li>
        <li>
          <a href="/calls/figures">{page.words.t('referrals.calls.figures')}</a>
        </li>
      </ul>
    </Panel>
  </>
);

const DeskPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <>
    <PageHead title={page.words.t('referrals.calls.title')} />
    <ErrorSummary page={page} />
    <Columns aside={<Around shown={shown} page={page} />}>
      <Ringing page={page} />
      {shown.offers.some(({ it }) => it.state === 'offered') ? (
        <Panel title={page.words.t('referrals.calls.offered')}>
          <OfferLines offers={shown.offers.filter(({ it }) => it.state === 'offered')} page={page} />
        </Panel>
      ) : null}
      <Open shown={shown} page={page} />
      <ToReturn shown={shown} page={page} />
      <Closed calls={shown.desk.closed} page={page} />
      <Afterwards shown={shown} page={page} />
    </Columns>
  </>
);

const deskScreen: Screen<Profile> = getScreen({
  ...{ ...place, path: '/calls' },
  load: async (scene: Scene) => {
    const desk = await readDesk(scene);
    if (isRefusal(desk)) return desk;
    return { desk, offers: shownOffers(scene, desk.offered), profile: scene.profile, now: scene.clock.now() };
  },
  title: (_, words) => words.t('referrals.calls.title'),
  page: (shown: Shown, page) => <DeskPage shown={shown} page={page} />,
});

/** The desk: a call comes in, one is counted, one is noted afterwards. */
export const deskScreens: readonly Screen<Profile>[] = [
  deskScreen,
  postScreen({
    ...{ ...place, path: '/calls', once: true, body: z.object({}), journals: ['referrals.call_opened'] },
    act: (scene: Scene) => openCall(scene),
    then: ({ callId }) => `/calls/${callId}`,
    again: deskScreen,
  }),
  postScreen({
    ...{ ...place, path: '/calls/apart', once: true, body: nothing, journals: ['referrals.call_counted'] },
    act: (scene: Scene, _, { button }) => countCall(scene, button ?? ''),
    then: () => '/calls?done=call_counted',
    again: deskScreen,
  }),
  postScreen({
    ...{ ...place, path: '/calls/afterwards', once: true, body: afterwardsForm, journals: ['referrals.call_opened'] },
    act: (scene: Scene, input) => noteCallAfterwards(scene, input as AfterwardsInput),
    then: ({ callId }) => `/calls/${callId}`,
    again: deskScreen,
  }),
];
