import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  Button,
  Chip,
  FieldSet,
  formState,
  FormFor,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { minuteNow, tellResource } from '../../actions/calls/after.ts';
import { mayTakeCalls } from '../../access.ts';
import { callerLanguageForm } from '../../facts/call-forms.ts';
import { answersAt, inOrder, type Resource } from '../../rules/calls.ts';
import { callParams, place, Ring } from './parts.tsx';

type Now = Parameters<typeof inOrder>[1];
type Shown = { readonly profile: Profile; readonly now: Now; readonly callId: string | null };

const tones = { open: 'good', closed: 'warn', holiday: 'warn', other_hours: 'warn' } as const;

type SaidProps = { names: Record<string, string>; shown: Shown; page: PageContext; isLong?: boolean };

/** A text in the language of staff, and beneath in the caller's, where it is there. */
const Said = ({ names, shown, page, isLong }: SaidProps): VNode => {
  const theirs = shown.now.language ?? '';
  return (
    <>
      {shown.profile.nameIn(names as Parameters<Profile['nameIn']>[0], page.words.language)}
      {theirs !== page.words.language && Object.hasOwn(names, theirs) ? (
        <>
          {isLong ? <br /> : ' '}
          <span lang={theirs} dir="auto">
            {names[theirs]}
          </span>
        </>
      ) : null}
    </>
  );
};

const hoursText = (page: PageContext, hours: Resource['hours']): string =>
  hours === 'always'
    ? page.words.t('referrals.calls.always')
    : hours.map(({ days, from, to }) => `${daysText(page, days)} ${from}–${to}`).join(', ');

const daysText = (page: PageContext, days: readonly number[]): string => {
  const name = new Intl.DateTimeFormat(page.words.language, { weekday: 'short', timeZone: 'UTC' });
  // 5 January 2026 is a Monday.
  const short = (day: number): string => name.format(Date.UTC(2026, 0, 4 + day));
  const [first, last] = [days[0] ?? 1, days.at(-1) ?? 1];
  return days.length > 2 && last - first === days.length - 1
    ? `${short(first)}–${short(last)}`
    : days.map(short).join(', ');
};

const whomOf = (profile: Profile, whom: string): Record<string, string> =>
  profile.codeList('resource-for-whom').codes.find(({ code }) => code === whom)?.names ?? { en: whom };

const Service = ({ it, shown, page }: { it: Resource; shown: Shown; page: PageContext }): VNode => {
  const { profile, now, callId } = shown;
  const state = answersAt(it, now);
  const isUnsure = it.provenance === 'inferred' || it.provenance === 'recalled' || it.also !== undefined;
  return (
    <li>
      <span class="line-main">
        {profile.nameIn(profile.organisation(it.organisation).names, page.words.language)}{' '}
        <Chip tone={tones[state]}>{page.words.t(`referrals.calls.answers.${state}`)}</Chip>{' '}
        {isUnsure ? <Chip>{page.words.t('referrals.calls.not_verified')}</Chip> : null}
      </span>
      <span>
        <Ring number={it.number} /> {hoursText(page, it.hours)}
      </span>
      <span class="soft">
        {it.for_whom.map((one) => (
          <span key={one}>
            <Said names={whomOf(profile, one)} shown={shown} page={page} />
            <br />
          </span>
        ))}
        {it.languages
          .map(({ code, hours }) =>
            hours === undefined
              ? named(page, 'languages', code)
              : `${named(page, 'languages', code)} (${hoursText(page, hours)})`,
          )
          .join(', ')}
      </span>
      {callId === null ? null : (
        <FormFor page={page} action={`/calls/${callId}/tell/${it.code}`} light>
          <Button kind="quiet">{page.words.t('referrals.calls.told_caller')}</Button>
        </FormFor>
      )}
    </li>
  );
};

const Closed = ({ shown, page }: { shown: Shown; page: PageContext }): VNode | null => {
  const { profile, now } = shown;
  const support = profile.hotline.resources.find((one) => one.hours !== 'always');
  const state = support === undefined ? 'open' : answersAt(support, now);
  if (state === 'open' || state === 'other_hours') return null;
  const names = state === 'holiday' ? profile.hotline.messages.holiday : profile.hotline.messages.closed;
  return (
    <Notice tone="warn" title={page.words.t('referrals.calls.say_closed')}>
      <Said names={names} shown={shown} page={page} isLong />
    </Notice>
  );
};

const ServicesPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { profile, now, callId } = shown;
  return (
    <>
      <PageHead
        title={page.words.t('referrals.calls.services')}
        lead={page.words.t('referrals.calls.services_lead')}
        back={
          callId === null
            ? { href: '/calls', label: page.words.t('referrals.calls.title') }
            : { href: `/calls/${callId}`, label: page.words.t('referrals.calls.back_to_call') }
        }
      />
      <form method="get" action="/calls/services" class="form">
        {callId === null ? null : <input type="hidden" name="call" value={callId} />}
        <FieldSet
          page={page}
          form={callerLanguageForm}
          state={formState(callerLanguageForm, now.language === undefined ? {} : { spoken_language: now.language })}
        />
        <Button kind="quiet">{page.words.t('referrals.calls.show_language')}</Button>
      </form>
      <Closed shown={shown} page={page} />
      <Panel title={page.words.t('referrals.calls.services')}>
        <ul class="lines">
          {inOrder(profile.hotline.resources, now).map((it) => (
            <Service key={it.code} it={it} shown={shown} page={page} />
          ))}
        </ul>
      </Panel>
    </>
  );
};

const languageCode = z
  .string()
  .regex(/^([a-z]{2,3})?$/)
  .optional()
  .catch(undefined);
const query = z.object({
  call: z.uuid().optional().catch(undefined),
  language: languageCode,
  spoken_language: languageCode,
});

const servicesScreen: Screen<Profile> = getScreen({
  ...{ ...place, path: '/calls/services', query },
  load: async (scene: Scene, { query: asked }) => {
    const may = mayTakeCalls(scene.viewer);
    if (isRefusal(may)) return may;
    const at = minuteNow(scene);
    const now = {
      at,
      isHoliday: scene.profile.isHoliday(at.day),
      language: asked.spoken_language || asked.language || undefined,
    };
    return { profile: scene.profile, now, callId: asked.call ?? null };
  },
  title: (_, words) => words.t('referrals.calls.services'),
  page: (shown: Shown, page) => <ServicesPage shown={shown} page={page} />,
});

/** Services a caller can be told of, in her language; that she was told is written down. */
export const servicesScreens: readonly Screen<Profile>[] = [
  servicesScreen,
  postScreen({
    ...{ ...place, path: '/calls/:callId/tell/:code', body: z.object({}), once: true, again: servicesScreen },
    params: callParams.extend({ code: z.string().max(60) }),
    journals: ['referrals.call_resource_told'],
    act: (scene: Scene, _, { params }) => tellResource(scene, params.callId, params.code),
    then: ({ callId }) => `/calls/services?call=${callId}&done=resource_told`,
  }),
];
