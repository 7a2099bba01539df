import type { VNode } from 'preact';
import { z } from 'zod';
import type { Instant } from '../../../../platform/clock.ts';
import { ButtonLink, Chip, named, type PageContext } from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import type { OnCall } from '../../../directory/index.ts';
import type { CallHandover } from '../../actions/calls/types.ts';
import type { Call } from '../../actions/calls/types.ts';

export const place = { room: 'referrals', permit: 'referrals.take-calls' } as const;
export const callParams = z.object({ callId: z.uuid() });

/** When something happened, with the time. */
export const when = (page: PageContext, at: string | Instant): string => page.words.date(at as Instant, 'moment');

/** Where a call is read or written. */
export const pathOf = ({ id }: Pick<Call, 'id'>): `/${string}` => `/calls/${id}`;

/** How dangerous somebody said it was, in words as well as in colour. */
export const DangerChip = ({ danger, page }: { danger: string | null; page: PageContext }): VNode | null =>
  danger === null ? null : (
    <Chip tone={danger === 'now' ? 'danger' : danger === 'not_sure' ? 'warn' : 'plain'}>
      {page.words.t(`referrals.calls.danger.${danger}`)}
    </Chip>
  );

/** What a call was, in a line: kind, language, who took it. */
export const callLine = (page: PageContext, call: Call): string =>
  [
    ...(call.kind === null ? [] : [named(page, 'call-kinds', call.kind)]),
    ...(call.language === null ? [] : [named(page, 'languages', call.language)]),
    call.taker_name,
  ].join(' · ');

/** A number to press on a telephone. */
export const Ring = ({ number }: { number: string }): VNode => (
  <a class="button quiet small" href={`tel:${number.replaceAll(/[^+\d]/g, '')}`} dir="ltr">
    {number}
  </a>
);

/** Who answers at this hour, body by body; that nobody does is said as loudly. */
export const OnCallLines = ({ onCall, page }: { onCall: readonly OnCall[]; page: PageContext }): VNode => (
  <ul class="lines">
    {onCall.map(({ body, now }) => (
      <li key={body.code}>
        <span class={`line-main ${now.length === 0 ? 'danger' : 'good'}`}>
          {(body.names as Readonly<Record<string, string>>)[page.words.language] ?? body.names.en}
        </span>
        {now.length === 0 ? <span class="late">{page.words.t('referrals.calls.nobody_on_call')}</span> : null}
        {now.map((duty) => (
          <span key={duty.id}>
            {duty.staffName} <Ring number={duty.number} />
          </span>
        ))}
      </li>
    ))}
  </ul>
);

/** The way to a bed for the caller: the room that was given, or the search for one. */
export const BedGiven = ({ call, page }: { call: Pick<Call, 'id' | 'placement_id'>; page: PageContext }): VNode => (
  <p>
    {call.placement_id === null ? (
      <ButtonLink href={`/beds/tonight?call=${call.id}`} kind="quiet">
        {page.words.t('referrals.calls.bed_tonight')}
      </ButtonLink>
    ) : (
      <ButtonLink href={`/placements/${call.placement_id}`} kind="quiet">
        {page.words.t('referrals.calls.bed_given')}
      </ButtonLink>
    )}
  </p>
);

/** The numbers of the country for danger, each with whether somebody verified it. */
export const EmergencyNumbers = ({ profile, page }: { profile: Profile; page: PageContext }): VNode => (
  <ul class="lines">
    {profile.settings.emergency.map(({ number, names, provenance }) => (
      <li key={number}>
        <span class="line-main">{profile.nameIn(names, page.words.language)}</span>
        <span>
          <Ring number={number} />{' '}
          {provenance === 'recalled' || provenance === 'inferred' ? (
            <Chip tone="warn">{page.words.t('referrals.calls.not_verified')}</Chip>
          ) : null}
        </span>
      </li>
    ))}
  </ul>
);

/** A call handed on, as a page needs it: with the names of both bodies. */
export type ShownHandover = { readonly it: CallHandover; readonly from: BodyNames; readonly to: BodyNames };
type BodyNames = Readonly<Record<string, string>>;

/** Loaded data of a call's page together with the country. */
export type Loaded<Data> = Data & { readonly profile: Profile; readonly now: Scene['clock'] };
