import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  Chip,
  Columns,
  ErrorSummary,
  type Fact,
  Facts,
  FieldSet,
  FormFor,
  Lines,
  named,
  Notice,
  ownPurposes,
  type PageContext,
  PageHead,
  Panel,
  stateIn,
} from '../../../platform/web/index.ts';
import type {} from '../../../profile/index.ts';
import type { Placement, PlacementView } from '../actions/index.ts';
import { bodyName } from '../../directory/index.ts';
import { accommodationLists, alarmEndForm, revealForm, visitForm } from '../facts.ts';
import { Answering, Chasing, Elsewhere, Living, type PlacementProps } from './doings.tsx';
import { isOverstay } from '../rules/index.ts';
import { Requests } from './requests.tsx';
import { abroadText, AlarmLine, bedName, Doing, span, StateChip, whoText } from './parts.tsx';

type Props = PlacementProps;

const listed = (page: PageContext, list: string, codes: readonly string[]): string =>
  codes.length === 0 ? page.words.t('accommodation.none') : codes.map((code) => named(page, list, code)).join(', ');

const NeedFacts = ({ view, page }: Props): VNode => {
  const { placement } = view;
  const { t, date } = page.words;
  const facts: readonly Fact[] = [
    { label: t('accommodation.column.who'), value: whoText(page, placement) },
    { label: t('accommodation.field.needed_from.label'), value: date(placement.neededFrom, 'long') },
    { label: t('accommodation.field.nights.label'), value: page.words.number(placement.nights) },
    {
      label: t('accommodation.field.child_ages.label'),
      value: placement.childAges.map((age) => page.words.number(age)).join(', ') || t('accommodation.none'),
    },
    { label: t('accommodation.field.needs.label'), value: listed(page, 'bed-needs', placement.needs) },
    { label: t('accommodation.field.unwanted.label'), value: listed(page, 'house-features', placement.unwanted) },
    { label: t('accommodation.field.security.label'), value: named(page, 'house-security', placement.security) },
    { label: t('accommodation.field.wishes.label'), value: listed(page, 'house-features', placement.wishes) },
    { label: t('accommodation.field.understood.label'), value: listed(page, 'languages', placement.languages) },
    { label: t('accommodation.field.avoid_areas.label'), value: listed(page, 'house-areas', placement.avoidAreas) },
    { label: t('accommodation.field.distance.label'), value: named(page, 'distance-classes', placement.distance) },
    {
      label: t('accommodation.field.avoided.label'),
      value: [...view.avoided.values()].join(', ') || t('accommodation.none'),
    },
  ];
  return <Facts facts={facts} />;
};

/** Who can see where this person sleeps: always the same answer, and why. */
const WhoSees = ({ view, profile, page }: Props): VNode => {
  const { words } = page;
  const bodies = view.placement.audience.map((id) => bodyName(profile, words, id));
  return (
    <Panel title={words.t('accommodation.sees.title')}>
      <Lines
        lines={[
          { main: bodies.join(', '), note: words.t('accommodation.sees.these') },
          { main: words.t('accommodation.sees.police'), note: words.t('accommodation.sees.police_note') },
          { main: words.t('accommodation.sees.nobody'), note: words.t('accommodation.sees.nobody_note') },
        ]}
      />
    </Panel>
  );
};

const History = ({ view, profile, page }: Props): VNode => {
  const { words } = page;
  const reasonOf = (reason: string | null): string => {
    if (reason === null) return '';
    const list = ['placement-refusals', 'move-on', 'outside-places', 'transfer-reasons'].find((one) =>
      profile.hasCode(one, reason),
    );
    const own = accommodationLists['overstay-answers'].some((one) => one === reason) ? 'overstay-answers' : undefined;
    const known = list ?? own;
    return known === undefined ? '' : ` · ${named(page, known, reason)}`;
  };
  return (
    <Panel title={words.t('accommodation.history')}>
      <Lines
        lines={view.steps.map((step) => ({
          main: `${words.t(`accommodation.step.${step.event}`)}${step.houseCode === null ? '' : `: ${bedName(step)}`}`,
          note: `${words.date(step.onDay, 'long')}${reasonOf(step.reason)} · ${words.date(step.madeAt, 'moment')} · ${bodyName(profile, words, step.organisationId)}`,
        }))}
      />
    </Panel>
  );
};

const canReveal = ({ placement }: PlacementView): boolean =>
  placement.houseId !== null && ['offered', 'placed', 'emergency_night'].includes(placement.state);

const Address = ({ view, page }: Props): VNode | null => {
  const { words } = page;
  if (!canReveal(view)) return null;
  if (!view.hasAddress) return <Notice tone="warn">{words.t('accommodation.refusal.no_address')}</Notice>;
  return (
    <Panel title={words.t('accommodation.address.title')}>
      <p class="soft">{words.t('accommodation.address.lead')}</p>
      <FormFor page={page} action={`/placements/${view.placement.id}/address`} light>
        <FieldSet page={ownPurposes(page)} form={revealForm} state={stateIn(page, revealForm)} />
        <Button>{words.t('accommodation.address.show')}</Button>
      </FormFor>
    </Panel>
  );
};

const Alarms = ({ view, profile, page }: Props): VNode | null => {
  if (view.alarms.length === 0) return null;
  const open = view.alarms.find(({ state }) => state === 'open');
  return (
    <Notice tone={open === undefined ? 'plain' : 'danger'} title={page.words.t('accommodation.alarm.title')}>
      <ul class="lines">
        {view.alarms.map((alarm) => (
          <AlarmLine key={alarm.id} alarm={alarm} page={page} profile={profile} />
        ))}
      </ul>
      {open !== undefined && view.rights.place ? (
        <Doing page={page} name="found" action={`/alarms/${open.id}/end`} form={alarmEndForm} />
      ) : null}
    </Notice>
  );
};

const Abroad = ({ view, profile, page }: Props): VNode | null => {
  const { words } = page;
  const [latest] = view.abroad;
  if (latest === undefined) return null;
  const goes = latest.state === 'agreed' && view.placement.state !== 'abroad' && view.rights.place;
  return (
    <Panel title={words.t('accommodation.abroad.title')}>
      <p>{abroadText(page, profile, latest)}</p>
      {goes ? (
        <>
          <FormFor page={page} action={`/abroad/${latest.id}/go`} light>
            <Button>{words.t('accommodation.do.go_abroad')}</Button>
          </FormFor>
          <FormFor page={page} action={`/abroad/${latest.id}/end`} light>
            <Button kind="quiet">{words.t('accommodation.do.end_abroad')}</Button>
          </FormFor>
        </>
      ) : null}
      {view.placement.state === 'abroad' ? <p class="soft">{words.t('accommodation.abroad.how_it_ends')}</p> : null}
      {latest.state === 'agreed' && view.rights.place ? (
        <Doing
          page={page}
          name="visit"
          action={`/abroad/${latest.id}/visit`}
          form={visitForm}
          start={{ visited_on: page.today }}
        />
      ) : null}
    </Panel>
  );
};

/** The flag of a place outside the houses is kept, and counted; while she is there the state says it already. */
const risk = (page: PageContext, placement: Placement): VNode | null =>
  placement.atRisk && placement.state !== 'placed_temp' ? (
    <Chip tone="warn">{page.words.t('accommodation.chip.was_outside')}</Chip>
  ) : null;

const PlacementHead = ({ view, profile, page }: Props): VNode => {
  const { placement } = view;
  const { words } = page;
  return (
    <PageHead
      title={words.t('accommodation.placement.title', { reference: placement.reference })}
      lead={`${bedName(placement)} · ${span(words, placement.fromDay ?? placement.neededFrom, placement.untilDay)}`}
      back={{ href: '/placements', label: words.t('accommodation.placements.title') }}
      chips={
        <>
          <StateChip state={placement.state} profile={profile} words={words} />
          {risk(page, placement)}
        </>
      }
      actions={
        view.rights.place && view.bedStep !== null ? (
          <ButtonLink href={`/placements/${placement.id}/search`}>
            {words.t(`accommodation.find.${view.bedStep}`)}
          </ButtonLink>
        ) : null
      }
    />
  );
};

const Overstay = ({ view, page }: Props): VNode | null => {
  const { placement } = view;
  const { words } = page;
  return placement.untilDay !== null && isOverstay(placement, page.today) ? (
    <Notice tone="warn" title={words.t('accommodation.overstay.title')}>
      {words.t('accommodation.overstay.text', { day: words.date(placement.untilDay, 'long') })}
    </Notice>
  ) : null;
};

/** A placement: where it stands, what can be done now, who can see it, and all that happened. */
export const PlacementPage = (props: Props): VNode => {
  const { placement } = props.view;
  const act = { ...props, base: `/placements/${placement.id}`, version: String(placement.version) };
  return (
    <>
      <PlacementHead {...props} />
      <ErrorSummary page={props.page} />
      <Overstay {...props} />
      <Alarms {...props} />
      <Columns
        aside={
          <>
            <NeedFacts {...props} />
            <WhoSees {...props} />
          </>
        }
      >
        <Address {...props} />
        <Answering {...act} />
        <Chasing {...act} />
        <Living {...act} />
        <Elsewhere {...act} />
        <Requests {...act} />
        <Abroad {...props} />
        <History {...props} />
      </Columns>
    </>
  );
};
