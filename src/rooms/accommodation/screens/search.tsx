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
  getScreen,
  Lines,
  named,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  stateIn,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  changeNeeds,
  type DemandInput,
  giveBed,
  type GiveInput,
  readSearch,
  type SearchView,
} from '../actions/index.ts';
import { needsForm, takeForm } from '../facts.ts';
import type { Refused, Suitable } from '../rules/index.ts';
import { directSteps, steps } from '../steps.ts';
import type { formState } from '../../../platform/form/index.ts';
import { dayOrNone, Doing, placementParams, whoText } from './parts.tsx';
import { reasonText } from './reasons.ts';

type Shown = { readonly search: SearchView; readonly profile: Profile };

/** How many suitable beds are shown, and how many refused ones; the rest is counted. */
const shownSuitable = 20;
const shownRefused = 60;

const bedLabel = ({ bed }: Suitable | Refused): string => `${bed.houseCode} · ${bed.room}/${bed.bed}`;

const othersText = (page: PageContext, it: Suitable): string =>
  it.others.length === 0
    ? page.words.t('accommodation.search.alone')
    : it.others.map((one) => whoText(page, one)).join('; ');

const praiseText = ({ profile }: Shown, page: PageContext, it: Suitable): string =>
  it.because
    .map((id) => profile.accommodation.preferences.find((one) => one.id === id))
    .flatMap((one) => (one === undefined ? [] : [`${profile.nameIn(one.names, page.words.language)} (${one.weight})`]))
    .join(' · ') || page.words.t('accommodation.none');

const fieldsFor = (event: string): readonly string[] => [
  'from_day',
  'nights',
  ...(directSteps.includes(event) ? ['house_agreed'] : []),
  ...(event === steps.transfer ? ['transfer_reason'] : []),
];

const Suit = ({ it, shown, page }: { it: Suitable; shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <li>
      <span class="line-main good">
        {bedLabel(it)} <Chip>{words.t('accommodation.search.score', { score: it.score })}</Chip>
      </span>
      <span class="soft">
        {named(page, 'house-areas', it.bed.area)} · {words.t('accommodation.sleeps', { sleeps: it.bed.sleeps })}
      </span>
      <span class="soft">
        {words.t('accommodation.search.because')}: {praiseText(shown, page, it)}
      </span>
      <span class="soft">
        {words.t('accommodation.search.with')}: {othersText(page, it)}
      </span>
      <Button kind="quiet" name="_button" value={it.bed.bedId}>
        {words.t('accommodation.search.take', { bed: bedLabel(it) })}
      </Button>
    </li>
  );
};

const Suits = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { search } = shown;
  const { placement, bedStep } = search.view;
  const { suitable } = search.match;
  const { words } = page;
  const start = { from_day: search.wanted.from, nights: search.nights };
  return (
    <FormFor page={page} action={`/placements/${placement.id}/bed`} version={String(placement.version)}>
      <FieldSet page={page} form={takeForm} state={stateIn(page, takeForm, start)} only={fieldsFor(bedStep ?? '')} />
      <Button kind="quiet" name="_button" value="look">
        {words.t('accommodation.search.again')}
      </Button>
      {suitable.length === 0 ? <p class="empty">{words.t('accommodation.search.no_bed')}</p> : null}
      <ul class="lines">
        {suitable.slice(0, shownSuitable).map((it) => (
          <Suit key={it.bed.bedId} it={it} shown={shown} page={page} />
        ))}
      </ul>
    </FormFor>
  );
};

const Refusals = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { refused } = shown.search.match;
  const { words } = page;
  return (
    <Panel title={words.t('accommodation.search.refused', { count: refused.length })}>
      <Lines
        lines={refused.slice(0, shownRefused).map((it) => ({
          main: bedLabel(it),
          note: it.reasons.map((reason) => reasonText(page, reason)).join(' '),
        }))}
      />
      {refused.length > shownRefused ? (
        <p class="soft">{words.t('accommodation.search.more', { count: refused.length - shownRefused })}</p>
      ) : null}
    </Panel>
  );
};

const Weights = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => (
  <Details summary={page.words.t('accommodation.search.weights')}>
    <Lines
      lines={shown.profile.accommodation.preferences.map((one) => ({
        main: `${shown.profile.nameIn(one.names, page.words.language)}: ${one.weight}`,
        note: page.words.t(`accommodation.mark.${one.provenance}`),
      }))}
    />
  </Details>
);

/** What is looked for now, as the form says it. */
const startOf = ({ view: { placement, avoided } }: SearchView): Parameters<typeof formState>[1] => ({
  ...{ sex: placement.sex, minor: placement.minor, persons: placement.persons, children: placement.children },
  ...{ needs: placement.needs, unwanted: placement.unwanted, security: placement.security },
  ...{ wishes: placement.wishes, avoid_areas: placement.avoidAreas, distance: placement.distance },
  child_ages: placement.childAges.map((age) => ({ age })),
  understood: placement.languages.map((language) => ({ language })),
  avoided: [...avoided.values()].map((house) => ({ house })),
});

const SearchPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { placement, bedStep } = shown.search.view;
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t(`accommodation.find.${bedStep ?? 'offer'}`)}
        lead={whoText(page, placement)}
        back={{
          href: `/placements/${placement.id}`,
          label: words.t('accommodation.placement.title', { reference: placement.reference }),
        }}
      />
      <ErrorSummary page={page} />
      <Doing
        page={page}
        name="needs"
        action={`/placements/${placement.id}/needs`}
        form={needsForm}
        version={String(placement.version)}
        start={startOf(shown.search)}
      />
      <Panel title={words.t('accommodation.search.suits', { count: shown.search.match.suitable.length })}>
        <Suits shown={shown} page={page} />
      </Panel>
      <Refusals shown={shown} page={page} />
      <Weights shown={shown} page={page} />
    </>
  );
};

const nightsOrNone = z.coerce.number().int().min(1).max(366).nullable().catch(null).default(null);

const searchScreen: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/placements/:placementId/search',
  permit: 'accommodation.place',
  params: placementParams,
  query: z.object({ from: dayOrNone, nights: nightsOrNone }),
  load: async (scene: Scene, { params, query }) => {
    const search = await readSearch(scene, params.placementId, { from: query.from, nights: query.nights });
    return isRefusal(search) ? search : { search, profile: scene.profile };
  },
  title: (_, words) => words.t('accommodation.search.window'),
  page: (shown, page) => <SearchPage shown={shown} page={page} />,
});

const needsScreen: Screen<Profile> = postScreen({
  room: 'accommodation',
  path: '/placements/:placementId/needs',
  permit: 'accommodation.place',
  params: placementParams,
  journals: ['accommodation.needs_changed'],
  body: needsForm,
  act: (scene: Scene, input, { params, version }) =>
    changeNeeds(scene, { placementId: params.placementId, version }, input as DemandInput),
  then: ({ placementId }) => `/placements/${placementId}/search?done=needs_changed`,
  again: searchScreen,
});

type Given = { readonly placementId: string; readonly look: GiveInput | null };

const bedScreen: Screen<Profile> = postScreen({
  room: 'accommodation',
  path: '/placements/:placementId/bed',
  permit: 'accommodation.place',
  params: placementParams,
  journals: [
    'accommodation.bed_offered',
    'accommodation.transferred',
    'accommodation.moved_in',
    'accommodation.abroad_ended',
    'cases.task_done',
  ],
  body: takeForm,
  lenient: false,
  act: async (scene: Scene, values, { params, version, button }) => {
    const input = values as GiveInput;
    // The same form looks again with other days: nothing is given then.
    if (button === null || !z.uuid().safeParse(button).success) return { placementId: params.placementId, look: input };
    const given = await giveBed(scene, { placementId: params.placementId, bedId: button, version }, input);
    return isRefusal(given) ? given : { ...given, look: null };
  },
  then: ({ placementId, look }: Given) =>
    look === null
      ? `/placements/${placementId}?done=bed_given`
      : `/placements/${placementId}/search?from=${look.from_day}&nights=${look.nights}`,
  again: searchScreen,
});

/** Looking for a bed, and giving it. */
export const searchScreens: readonly Screen<Profile>[] = [searchScreen, needsScreen, bedScreen];
