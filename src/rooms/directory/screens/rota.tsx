import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Button,
  Chip,
  Details,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  type ChainLink,
  chainOf,
  type Duty,
  type DutyInput,
  type OnCall,
  putOnCall,
  readColleagues,
  readOnCall,
  readRota,
  type Rota,
  type StaffRow,
  takeOffCall,
} from '../actions/index.ts';
import { dutyForm, shownDutyForm } from '../facts.ts';
import { colleagueList, withLists } from './parts.tsx';

type Shown = { readonly rota: Rota; readonly people: readonly StaffRow[] };

const spanText = (page: PageContext, { from, until }: { from: Duty['from']; until: Duty['until'] }): string =>
  page.words.t('directory.rota.span', {
    from: page.words.date(from, 'moment'),
    until: page.words.date(until, 'moment'),
  });

/** The number of somebody on call, to press on a telephone, and whether it was tried of late. */
const Number = ({ duty, before, page }: { duty: Duty; before: string; page: PageContext }): VNode => (
  <>
    <a class="button quiet small" href={`tel:${duty.number.replaceAll(/[^+\d]/g, '')}`} dir="ltr">
      {duty.number}
    </a>{' '}
    {duty.checkedOn < before ? (
      <Chip tone="warn">{page.words.t('directory.one.not-checked')}</Chip>
    ) : (
      <span class="soft">
        {page.words.t('directory.one.checked', { date: page.words.date(duty.checkedOn, 'short') })}
      </span>
    )}
  </>
);

/** Who is on call now, body by body; that nobody is, is said as loudly. */
const OnCallNow = ({ bodies, page }: { bodies: readonly OnCall[]; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <ul class="lines">
      {bodies.map(({ body, now, next, uncheckedBefore }) => (
        <li key={body.code}>
          <span class={`line-main ${now.length === 0 ? 'danger' : 'good'}`}>
            {(body.names as Readonly<Record<string, string>>)[words.language] ?? body.names.en}
          </span>
          {now.length === 0 ? <span class="late">{words.t('directory.on_call.nobody')}</span> : null}
          {now.map((duty) => (
            <span key={duty.id}>
              <b>{duty.staffName}</b> · {words.t(`directory.code.duty-channels.${duty.channel}`)} ·{' '}
              {words.t('directory.on_call.until', { moment: words.date(duty.until, 'moment') })}{' '}
              <Number duty={duty} before={uncheckedBefore} page={page} />
            </span>
          ))}
          {next === null ? null : (
            <span class="soft">
              {words.t('directory.on_call.next', { name: next.staffName, moment: words.date(next.from, 'moment') })}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
};

const nameOf = (page: PageContext, names: ChainLink['name']): string =>
  (names as Readonly<Record<string, string>>)[page.words.language] ?? names.en;

/** Who answers at this moment: the first of the chain who does, and after it who would. */
const Chain = ({ chain, before, page }: { chain: readonly ChainLink[]; before: string; page: PageContext }): VNode => {
  const { t } = page.words;
  const first = chain.findIndex(({ now, number }) => now.length > 0 || number !== null);
  return (
    <ol class="lines">
      {chain.map(({ name, now, number, isUnverified }, index) => (
        <li key={nameOf(page, name)}>
          <span class={`line-main ${now.length > 0 || number !== null ? 'good' : 'danger'}`}>
            {index + 1}. {nameOf(page, name)}{' '}
            {index === first ? <Chip tone="good">{t('directory.on_call.answers')}</Chip> : null}{' '}
            {isUnverified ? <Chip>{t('directory.on_call.unverified')}</Chip> : null}
          </span>
          {now.map((duty) => (
            <span key={duty.id}>
              {duty.staffName} <Number duty={duty} before={before} page={page} />
            </span>
          ))}
          {number === null ? null : (
            <span>
              <a class="button quiet small" href={`tel:${number}`} dir="ltr">
                {number}
              </a>
            </span>
          )}
          {now.length === 0 && number === null ? <span class="soft">{t('directory.on_call.next_link')}</span> : null}
        </li>
      ))}
    </ol>
  );
};

/** The coming week, body by body: when nobody is on call is an alarm. */
const Week = ({ bodies, page }: { bodies: readonly OnCall[]; page: PageContext }): VNode => {
  const { words } = page;
  const open = bodies.filter(({ gaps }) => gaps.length > 0);
  if (open.length === 0) return <Notice tone="good">{words.t('directory.on_call.week_covered')}</Notice>;
  return (
    <>
      {open.map(({ body, gaps }) => (
        <Notice
          key={body.code}
          tone="danger"
          title={words.t('directory.on_call.week_gaps', { body: nameOf(page, body.names), count: gaps.length })}
        >
          <ul class="plain-list">
            {gaps.slice(0, 10).map((gap) => (
              <li key={gap.from}>{spanText(page, gap)}</li>
            ))}
          </ul>
        </Notice>
      ))}
    </>
  );
};

const Gaps = ({ rota, page }: { rota: Rota; page: PageContext }): VNode => {
  const { words } = page;
  if (!rota.covered) return <Notice>{words.t('directory.rota.not_covered')}</Notice>;
  if (rota.gaps.length === 0)
    return <Notice tone="good">{words.t('directory.rota.no_gap', { days: rota.days })}</Notice>;
  return (
    <Notice tone="danger" title={words.t('directory.rota.gaps', { count: rota.gaps.length, days: rota.days })}>
      <ul class="plain-list">
        {rota.gaps.slice(0, 10).map((gap) => (
          <li key={gap.from}>{spanText(page, gap)}</li>
        ))}
      </ul>
    </Notice>
  );
};

const Entries = ({ rota, page }: { rota: Rota; page: PageContext }): VNode => (
  <Panel title={page.words.t('directory.rota.entries')}>
    {rota.duties.length === 0 ? <p class="empty">{page.words.t('directory.rota.none')}</p> : null}
    <ul class="lines">
      {rota.duties.map((duty) => (
        <li key={duty.id}>
          <span class="line-main">{duty.staffName}</span>
          <span class="soft">{spanText(page, duty)}</span>
          <span>
            <Number duty={duty} before={rota.uncheckedBefore} page={page} />
          </span>
          <FormFor page={page} action={`/rota/${duty.id}/cancel`} light>
            <Button kind="quiet">{page.words.t('directory.rota.take_off', { name: duty.staffName })}</Button>
          </FormFor>
        </li>
      ))}
    </ul>
  </Panel>
);

/** A night from tonight, with the number of whoever was on call last: most entries differ from it by a name and a day. */
const startOf = ({ rota }: Shown, page: PageContext) => {
  const latest = rota.duties.at(-1);
  return {
    ...{ duty_from_day: page.today, duty_from_hour: '20:00', duty_until_day: page.today, duty_until_hour: '' },
    ...{ duty_channel: latest?.channel ?? 'telephone', number_checked_on: page.today },
    ...(latest === undefined ? {} : { duty_number: latest.number }),
  };
};

const RotaPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  const lists = withLists(page, { colleagues: colleagueList(shown.people) });
  return (
    <>
      <PageHead title={words.t('directory.rota.title')} lead={words.t('directory.rota.lead')} />
      <ErrorSummary page={lists} />
      <Gaps rota={shown.rota} page={page} />
      <Entries rota={shown.rota} page={page} />
      <Details summary={words.t('directory.rota.add')} open={page.form !== null || shown.rota.duties.length === 0}>
        <FormFor page={page} action="/rota">
          <FieldSet
            page={lists}
            form={shownDutyForm}
            state={page.form ?? formState(shownDutyForm, startOf(shown, page))}
          />
          <Button>{words.t('directory.rota.add')}</Button>
        </FormFor>
      </Details>
    </>
  );
};

const rotaScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/rota',
  permit: 'directory.keep-rota',
  load: async (scene: Scene) => {
    const rota = await readRota(scene);
    if (isRefusal(rota)) return rota;
    return { rota, people: (await readColleagues(scene)).filter(({ state }) => state !== 'disabled') };
  },
  title: (_, words) => words.t('directory.rota.title'),
  page: (shown: Shown, page) => <RotaPage shown={shown} page={page} />,
});

const onCallScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/on-call',
  permit: 'directory.on-call',
  load: async (scene: Scene) => {
    const bodies = await readOnCall(scene);
    return isRefusal(bodies) ? bodies : { bodies, chain: chainOf(scene, bodies) };
  },
  title: (_, words) => words.t('directory.on_call.title'),
  page: ({ bodies, chain }, page) => (
    <>
      <PageHead title={page.words.t('directory.on_call.title')} lead={page.words.t('directory.on_call.lead')} />
      <Panel title={page.words.t('directory.on_call.who_answers')}>
        <Chain chain={chain} before={bodies[0]?.uncheckedBefore ?? ''} page={page} />
      </Panel>
      <Panel title={page.words.t('directory.on_call.week')}>
        <Week bodies={bodies} page={page} />
      </Panel>
      <Panel title={page.words.t('directory.on_call.now')}>
        <OnCallNow bodies={bodies} page={page} />
      </Panel>
    </>
  ),
});

/** The rota of the own body, and who is on call now anywhere. */
export const rotaScreens: readonly Screen<Profile>[] = [
  onCallScreen,
  rotaScreen,
  postScreen({
    ...{ room: 'directory', path: '/rota', once: true, permit: 'directory.keep-rota', body: dutyForm },
    journals: ['directory.duty_set'],
    act: (scene: Scene, input) => putOnCall(scene, input as DutyInput),
    then: () => '/rota?done=duty-set',
    again: rotaScreen,
  }),
  postScreen({
    ...{ room: 'directory', path: '/rota/:dutyId/cancel', permit: 'directory.keep-rota', body: z.object({}) },
    params: z.object({ dutyId: z.uuid() }),
    journals: ['directory.duty_cancelled'],
    act: (scene: Scene, _, { params }) => takeOffCall(scene, params.dutyId),
    then: () => '/rota?done=duty-cancelled',
    again: rotaScreen,
  }),
];
