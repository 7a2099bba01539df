import type { VNode } from 'preact';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { Chip, Details, FieldSet, FormFor, type PageContext, Button, stateIn } from '../../../platform/web/index.ts';
import type { Form, formState } from '../../../platform/form/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile } from '../../../profile/index.ts';
import type { Abroad, Alarm, Placement } from '../actions/index.ts';
import { bodyName } from '../../directory/index.ts';
import { placementMachine } from '../steps.ts';

/** What the screens of this room need beside a scene. */
export type BedTools = { readonly vault: VaultClient; readonly profile: Profile };

export const placementParams = z.object({ placementId: z.uuid() });
export const houseParams = z.object({ houseId: z.uuid() });
export const bedParams = z.object({ bedId: z.uuid() });

/** A page's number and a day of the address; nonsense is read as the first and as today. */
export const pageNumber = z.coerce.number().int().min(1).max(10_000).catch(1);
export const dayOrNone = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/)
  .refine((text) => !Number.isNaN(Date.parse(text)))
  .transform((text) => text as PlainDate)
  .nullable()
  .catch(null)
  .default(null);

const tones: Readonly<Record<string, 'good' | 'warn' | 'danger' | 'plain'>> = {
  placed: 'good',
  emergency_night: 'good',
  abroad: 'good',
  placed_temp: 'danger',
  requested: 'warn',
  offered: 'warn',
};

/** Where a placement stands, always in words. */
export const StateChip = ({ state, profile, words }: { state: string; profile: Profile; words: Words }): VNode => (
  <Chip tone={tones[state] ?? 'plain'}>{profile.stateName(placementMachine, state, words.language)}</Chip>
);

/** A bed by the words of its house: never an address. */
export const bedName = (it: Pick<Placement, 'houseCode' | 'room' | 'bed'>): string =>
  it.houseCode === null ? '–' : `${it.houseCode} · ${it.room ?? ''}/${it.bed ?? ''}`;

/** A stay from day to day. */
export const span = (words: Words, from: PlainDate | null, until: PlainDate | null): string => {
  if (from === null) return '–';
  return until === null
    ? words.t('accommodation.since', { day: words.date(from, 'short') })
    : words.t('accommodation.span', { from: words.date(from, 'short'), until: words.date(until, 'short') });
};

/** Who it is about in codes: sex, age, how many. */
export const whoText = (page: PageContext, it: Pick<Placement, 'sex' | 'minor' | 'persons' | 'children'>): string => {
  const { words } = page;
  const label = page.codes('sex').find(({ code }) => code === it.sex)?.label;
  return [
    label?.[words.language] ?? label?.['en'] ?? it.sex,
    words.t(`accommodation.age.${it.minor}`),
    words.t('accommodation.persons', { persons: it.persons, children: it.children }),
  ].join(' · ');
};

/** One thing that can be done, behind its name; open when it was sent and came back. */
export const Doing = (props: {
  readonly page: PageContext;
  readonly name: string;
  readonly action: string;
  readonly form: Form<unknown>;
  readonly version?: string;
  readonly start?: Parameters<typeof formState>[1];
  readonly open?: boolean;
  /** Only these of its questions. */
  readonly only?: readonly string[];
  /** Of which of several things of this name it is. */
  readonly about?: string;
}): VNode => {
  const { page, form } = props;
  const state = stateIn(page, form, props.start);
  const { words } = page;
  const done = words.t(`accommodation.do.${props.name}`);
  const name = props.about === undefined ? done : `${done} · ${props.about}`;
  return (
    <Details summary={name} open={props.open === true || state === page.form}>
      <FormFor page={page} action={props.action} {...(props.version === undefined ? {} : { version: props.version })}>
        <FieldSet page={page} form={form} state={state} {...(props.only === undefined ? {} : { only: props.only })} />
        <Button kind="quiet">{done}</Button>
      </FormFor>
    </Details>
  );
};

/** An open alarm: since when, who was told at once; nothing of the house. */
export const AlarmLine = ({ alarm, page, profile }: { alarm: Alarm; page: PageContext; profile: Profile }): VNode => {
  const { words } = page;
  const told = alarm.told.map((code) => profile.nameIn(profile.organisation(code).names, words.language)).join(', ');
  const outcome =
    alarm.outcome === null
      ? words.t('accommodation.alarm.open')
      : words.t(`accommodation.code.alarm-outcomes.${alarm.outcome}`);
  return (
    <li>
      <span class={`line-main ${alarm.state === 'open' ? 'danger' : 'plain'}`}>{outcome}</span>
      <span class="soft">
        {words.t('accommodation.alarm.since', { at: words.date(alarm.lastSeenAt, 'moment') })}
        {' · '}
        {words.t('accommodation.alarm.told', { bodies: told })}
      </span>
    </li>
  );
};

/** What two bodies agreed about another country. */
export const abroadText = (page: PageContext, profile: Profile, it: Abroad): string => {
  const { words } = page;
  return [
    profile.codeName('countries', it.country, words.language),
    words.t(`accommodation.abroad.state.${it.state}`),
    span(words, it.fromDay, it.untilDay),
    words.t('accommodation.abroad.visits', { visits: it.visits }),
  ].join(' · ');
};

/** The body of a house, in words. */
export const houseBody = (profile: Profile, words: Words, it: { readonly organisationId: string }): string =>
  bodyName(profile, words, it.organisationId).replace(/ \([^)]*\)$/, '');
