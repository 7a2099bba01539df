import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  Chip,
  Columns,
  ErrorSummary,
  Facts,
  FormFor,
  Lines,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
} from '../../../platform/web/index.ts';
import type { Profile } from '../../../profile/index.ts';
import type { House, HouseView } from '../actions/index.ts';
import { addressForm, bedForm, houseChangeForm, restrictionForm } from '../facts.ts';
import { Calendar, Legend } from './calendar.tsx';
import { Doing, houseBody, span } from './parts.tsx';

type Props = { readonly view: HouseView; readonly profile: Profile; readonly page: PageContext };

const listed = (page: PageContext, list: string, codes: readonly string[]): string =>
  codes.length === 0 ? page.words.t('accommodation.none') : codes.map((code) => named(page, list, code)).join(', ');

const childAges = ({ words }: PageContext, { childFrom, childUntil }: House): string =>
  childFrom === null && childUntil === null
    ? words.t('accommodation.house.any_age')
    : words.t('accommodation.house.ages', { from: childFrom ?? 0, until: childUntil ?? 17 });

/** Since when a house does not take somebody, and who said so; its body where the person is none of the viewer's. */
const restrictedBy = ({ house, profile, page }: { house: House; profile: Profile; page: PageContext }): string =>
  page.words.t('accommodation.house.restricted_by', {
    day: house.restrictedOn === null ? '' : page.words.date(house.restrictedOn, 'long'),
    by: house.restrictedBy ?? houseBody(profile, page.words, house),
  });

const HouseFacts = ({ view, profile, page }: Props): VNode => {
  const { house } = view.row;
  const { words } = page;
  return (
    <Facts
      facts={[
        { label: words.t('accommodation.house.body'), value: houseBody(profile, words, house) },
        { label: words.t('accommodation.field.house_kind.label'), value: named(page, 'house-kinds', house.kind) },
        { label: words.t('accommodation.field.area.label'), value: named(page, 'house-areas', house.area) },
        { label: words.t('accommodation.field.takes.label'), value: listed(page, 'house-takes', house.takes) },
        { label: words.t('accommodation.house.child_ages'), value: childAges(page, house) },
        {
          label: words.t('accommodation.field.house_security.label'),
          value: named(page, 'house-security', house.security),
        },
        { label: words.t('accommodation.field.features.label'), value: listed(page, 'house-features', house.features) },
        { label: words.t('accommodation.field.spoken.label'), value: listed(page, 'languages', house.languages) },
        { label: words.t('accommodation.field.turnaround_days.label'), value: words.number(house.turnaroundDays) },
        {
          label: words.t('accommodation.field.restrictions.label'),
          value: listed(page, 'house-restrictions', house.restrictions),
          ...(house.restrictedOn === null ? {} : { note: restrictedBy({ house, profile, page }) }),
        },
        ...(house.reviewOn === null
          ? []
          : [{ label: words.t('accommodation.field.review_on.label'), value: words.date(house.reviewOn, 'long') }]),
        { label: words.t('accommodation.house.in_service'), value: span(words, house.openedOn, house.closesOn) },
        {
          label: words.t('accommodation.house.address'),
          value: words.t(view.hasAddress ? 'accommodation.house.address_sealed' : 'accommodation.house.address_none'),
          note: words.t('accommodation.house.address_note'),
        },
      ]}
    />
  );
};

const Beds = ({ view, page }: Props): VNode => (
  <Lines
    lines={view.row.beds.map(({ bed, freeFrom }) => ({
      main: (
        <>
          {`${bed.room}/${bed.code}`}{' '}
          {bed.emergency ? <Chip tone="plum">{page.words.t('accommodation.bed.emergency')}</Chip> : null}
        </>
      ),
      note: (
        <>
          {page.words.t('accommodation.sleeps', { sleeps: bed.sleeps })} ·{' '}
          {page.words.t('accommodation.bed.next_free', { day: page.words.date(freeFrom, 'short') })}{' '}
          {view.isOwn ? (
            <a href={`/houses/${bed.houseId}/beds/${bed.id}/close`}>
              {page.words.t('accommodation.bed.change', { bed: `${bed.room}/${bed.code}` })}
            </a>
          ) : null}
        </>
      ),
    }))}
  />
);

const Closures = ({ view, page }: Props): VNode => {
  const { words } = page;
  const bedOf = (id: string): string => {
    const found = view.row.beds.find(({ bed }) => bed.id === id)?.bed;
    return found === undefined ? '' : `${found.room}/${found.code}`;
  };
  return (
    <Panel title={words.t('accommodation.house.closures')}>
      <p>
        <a href={`/houses/${view.row.house.id}/closures`}>{words.t('accommodation.closures.all')}</a>
      </p>
      <Lines
        lines={view.closures.map((one) => ({
          main: `${bedOf(one.bedId)} · ${named(page, 'bed-closures', one.reason ?? 'other')}`,
          note: (
            <>
              {span(words, one.fromDay, one.untilDay)}
              {view.isOwn ? (
                <FormFor page={page} action={`/closures/${one.id}/end`} light>
                  <Button kind="quiet">{words.t('accommodation.do.reopen')}</Button>
                </FormFor>
              ) : null}
            </>
          ),
        }))}
      />
    </Panel>
  );
};

/** What a change of the house begins with. */
const startOf = (house: House) => ({
  ...{ house_kind: house.kind, area: house.area, takes: house.takes, features: house.features },
  spoken: house.languages.map((language) => ({ language })),
  ...{ turnaround_days: house.turnaroundDays, opened_on: house.openedOn, house_security: house.security },
  ...(house.childFrom === null ? {} : { child_from: house.childFrom }),
  ...(house.childUntil === null ? {} : { child_until: house.childUntil }),
  ...(house.closesOn === null ? {} : { closes_on: house.closesOn }),
});

const Changing = ({ view, page }: Props): VNode => {
  const { house } = view.row;
  const base = `/houses/${house.id}`;
  const version = String(house.version);
  const restriction = {
    restrictions: house.restrictions,
    ...(house.reviewOn === null ? {} : { review_on: house.reviewOn }),
  };
  return (
    <Panel title={page.words.t('accommodation.house.change')}>
      <Doing page={page} name="address" action={`${base}/address`} form={addressForm} />
      <Doing
        page={page}
        name="bed"
        action={`${base}/beds`}
        form={bedForm}
        start={{ sleeps: 1, emergency: false, in_service_from: page.today }}
      />
      <Doing
        page={page}
        name="restrict"
        action={`${base}/restrictions`}
        form={restrictionForm}
        version={version}
        start={restriction}
      />
      <Doing
        page={page}
        name="facts"
        action={`${base}/facts`}
        form={houseChangeForm}
        version={version}
        start={startOf(house)}
      />
    </Panel>
  );
};

/** A house: its nights, its beds, its facts; the address never stands here. */
export const HousePage = (props: Props): VNode => {
  const { view, page } = props;
  const { words } = page;
  const { house } = view.row;
  return (
    <>
      <PageHead
        title={words.t('accommodation.house.title', { code: house.code })}
        back={{ href: '/beds', label: words.t('accommodation.board.title') }}
        actions={
          <ButtonLink href="/beds/tonight" kind="quiet">
            {words.t('accommodation.night.title')}
          </ButtonLink>
        }
      />
      <ErrorSummary page={page} />
      {view.isOwn && !view.hasAddress ? (
        <Notice tone="warn">{words.t('accommodation.house.address_missing')}</Notice>
      ) : null}
      <Columns aside={<HouseFacts {...props} />}>
        <Panel title={words.t('accommodation.house.nights')}>
          <Calendar row={view.row} days={view.days} page={page} />
          <Legend page={page} />
        </Panel>
        <Panel title={words.t('accommodation.house.beds')}>
          <Beds {...props} />
        </Panel>
        <Closures {...props} />
        {view.isOwn ? <Changing {...props} /> : null}
      </Columns>
    </>
  );
};
