import type { VNode } from 'preact';
import { z } from 'zod';
import { ButtonLink, Chip, Details, named, Notice, type PageContext, Panel } from '../../../platform/web/index.ts';
import type { NightView } from '../actions/index.ts';
import type { BedFacts, Refused, Suitable } from '../rules/index.ts';
import { reasonText } from './reasons.ts';
import { whoText } from './parts.tsx';

/** The call for which a room is looked for; nonsense is read as none. */
export const callOrNone = z.uuid().nullable().catch(null).default(null);

/** What fits a page read at night on a telephone. */
const roomsShown = 12;

/** A room by the words of its house. */
export const roomName = (bed: BedFacts): string => `${bed.houseCode} · ${bed.room}/${bed.bed}`;

/** What it is for whoever would sleep there. */
export const roomFacts = (page: PageContext, bed: BedFacts): string =>
  [
    named(page, 'house-areas', bed.area),
    page.words.t('accommodation.sleeps', { sleeps: bed.sleeps }),
    ...bed.takes.map((code) => named(page, 'house-takes', code)),
    ...bed.features.map((code) => named(page, 'house-features', code)),
  ].join(' · ');

type Props = { readonly night: NightView; readonly page: PageContext };

const Room = ({ bed, night, page }: Props & { readonly bed: BedFacts }): VNode => {
  const call = night.caller === null ? '' : `?call=${night.caller.needs.callId}`;
  return (
    <li>
      <span class="line-main good">{roomName(bed)}</span>
      <span class="soft">{roomFacts(page, bed)}</span>
      {bed.languages.some((one) => night.caller?.needs.languages.includes(one)) ? (
        <span>
          <Chip tone="good">{page.words.t('accommodation.night.speaks')}</Chip>
        </span>
      ) : null}
      {night.rights.place && night.day === night.today ? (
        <ButtonLink href={`/beds/${bed.bedId}/night${call}`}>{page.words.t('accommodation.night.take')}</ButtonLink>
      ) : null}
    </li>
  );
};

const Rooms = ({ beds, night, page }: Props & { readonly beds: readonly BedFacts[] }): VNode => (
  <ul class="lines">
    {beds.slice(0, roomsShown).map((bed) => (
      <Room key={bed.bedId} bed={bed} night={night} page={page} />
    ))}
    {beds.length > roomsShown ? (
      <li class="soft">{page.words.t('accommodation.night.more_rooms', { count: beds.length - roomsShown })}</li>
    ) : null}
  </ul>
);

const NotForCaller = ({ refused, page }: { refused: readonly Refused[]; page: PageContext }): VNode | null =>
  refused.length === 0 ? null : (
    <Details summary={page.words.t('accommodation.night.not_for_caller', { count: refused.length })}>
      <ul class="lines">
        {refused.slice(0, roomsShown).map(({ bed, reasons }) => (
          <li key={bed.bedId}>
            <span class="line-main">{roomName(bed)}</span>
            <span class="soft">{reasons.map((reason) => reasonText(page, reason)).join(' ')}</span>
          </li>
        ))}
      </ul>
    </Details>
  );

const wantedText = (page: PageContext, { needs }: NonNullable<NightView['caller']>): string =>
  [
    needs.sex === null || needs.minor === null
      ? page.words.t('accommodation.persons', { persons: needs.persons, children: needs.children })
      : whoText(page, { ...needs, sex: needs.sex, minor: needs.minor }),
    ...needs.needs.map((code) => named(page, 'placement-needs', code)),
    ...needs.languages.map((code) => named(page, 'languages', code)),
  ].join(' · ');

const bedsOf = (found: readonly Suitable[]): readonly BedFacts[] => found.map(({ bed }) => bed);

const ForCaller = ({ night, caller, page }: Props & { caller: NonNullable<NightView['caller']> }): VNode => {
  const { t } = page.words;
  const { suitable, refused } = caller.match;
  return (
    <Panel title={t('accommodation.night.for_caller', { reference: caller.needs.reference })}>
      <p>{wantedText(page, caller)}</p>
      {caller.needs.placementId === null ? null : (
        <Notice tone="good">
          <a href={`/placements/${caller.needs.placementId}`}>{t('accommodation.night.given_already')}</a>
        </Notice>
      )}
      {suitable.length === 0 ? <p class="empty">{t('accommodation.night.none_for_caller')}</p> : null}
      <Rooms beds={bedsOf(suitable)} night={night} page={page} />
      <NotForCaller refused={refused} page={page} />
    </Panel>
  );
};

/** Rooms for the night: all that are free, or those that suit whoever is on the line, and why the others do not. */
export const NightRooms = ({ night, page }: Props): VNode => {
  const { t } = page.words;
  if (night.caller !== null && night.day === night.today)
    return <ForCaller night={night} caller={night.caller} page={page} />;
  return (
    <Panel title={t('accommodation.night.rooms')}>
      {night.emergency.length === 0 ? <p class="empty">{t('accommodation.night.no_room')}</p> : null}
      <Rooms beds={night.emergency} night={night} page={page} />
    </Panel>
  );
};
