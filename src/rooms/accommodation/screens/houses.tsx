import type { VNode } from 'preact';
import {
  Button,
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
  stateIn,
} from '../../../platform/web/index.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  addBed,
  type AddressInput,
  type Bed,
  type BedChangeInput,
  type BedInput,
  changeBed,
  changeHouse,
  closeBed,
  type ClosureInput,
  type HouseInput,
  type HouseView,
  keepAddress,
  openHouse,
  readHouse,
  restrict,
} from '../actions/index.ts';
import { mayRun } from '../access.ts';
import {
  addressForm,
  bedChangeForm,
  bedForm,
  closureForm,
  houseChangeForm,
  houseForm,
  restrictionForm,
} from '../facts.ts';
import { z } from 'zod';
import { closureScreens } from './closures.tsx';
import { HousePage } from './house.tsx';
import { Doing, houseParams } from './parts.tsx';

const NewPage = ({ days, page }: { days: number; page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('accommodation.house.new')}
      lead={page.words.t('accommodation.house.new_lead')}
      back={{ href: '/beds', label: page.words.t('accommodation.board.title') }}
    />
    <ErrorSummary page={page} />
    <FormFor page={page} action="/houses/new">
      <FieldSet
        page={page}
        form={houseForm}
        state={page.form ?? formState(houseForm, { opened_on: page.today, turnaround_days: days })}
      />
      <Button>{page.words.t('accommodation.house.open')}</Button>
    </FormFor>
  </>
);

const newScreen: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/houses/new',
  permit: 'accommodation.run',
  load: async ({ viewer, profile }: Scene) => {
    const may = mayRun(viewer, profile);
    return isRefusal(may) ? may : { days: profile.accommodation.turnaround.default_days };
  },
  title: (_, words) => words.t('accommodation.house.new'),
  page: ({ days }, page) => <NewPage days={days} page={page} />,
});

const openScreen: Screen<Profile> = postScreen({
  room: 'accommodation',
  path: '/houses/new',
  once: true,
  permit: 'accommodation.run',
  journals: ['accommodation.house_opened'],
  body: houseForm,
  act: (scene: Scene, input) => openHouse(scene, input as HouseInput),
  then: ({ houseId }) => `/houses/${houseId}?done=house_opened`,
  again: newScreen,
});

type Shown = { readonly view: HouseView; readonly profile: Profile };

const houseScreen: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/houses/:houseId',
  permit: 'accommodation.read',
  params: houseParams,
  load: async (scene: Scene, { params }) => {
    const view = await readHouse(scene, params.houseId);
    return isRefusal(view) ? view : { view, profile: scene.profile };
  },
  title: ({ view }: Shown, words) => words.t('accommodation.house.title', { code: view.row.house.code }),
  page: (shown: Shown, page) => <HousePage {...shown} page={page} />,
});

const common = { room: 'accommodation', permit: 'accommodation.run', again: houseScreen } as const;

const changeScreen: Screen<Profile> = postScreen({
  ...{
    ...common,
    journals: ['accommodation.house_changed'],
    path: '/houses/:houseId/facts',
    params: houseParams,
    body: houseChangeForm,
  },
  act: (scene: Scene, input, { params, version }) => changeHouse(scene, params.houseId, input as HouseInput, version),
  then: ({ houseId }) => `/houses/${houseId}?done=house_changed`,
});

const addressScreen: Screen<Profile> = postScreen({
  ...{
    ...common,
    journals: ['accommodation.address_sealed'],
    path: '/houses/:houseId/address',
    once: true,
    params: houseParams,
    body: addressForm,
  },
  act: (scene: Scene, input, { params }) => keepAddress(scene, params.houseId, input as AddressInput),
  then: ({ houseId }) => `/houses/${houseId}?done=address_kept`,
});

const restrictScreen: Screen<Profile> = postScreen({
  ...{
    ...common,
    journals: ['accommodation.house_restricted'],
    path: '/houses/:houseId/restrictions',
    params: houseParams,
    body: restrictionForm,
  },
  act: (scene: Scene, input, { params, version }) =>
    restrict(scene, params.houseId, input as Parameters<typeof restrict>[2], version),
  then: ({ houseId }) => `/houses/${houseId}?done=house_restricted`,
});

const bedScreen: Screen<Profile> = postScreen({
  ...{
    ...common,
    journals: ['accommodation.bed_added'],
    path: '/houses/:houseId/beds',
    once: true,
    params: houseParams,
    body: bedForm,
  },
  act: (scene: Scene, input, { params }) => addBed(scene, params.houseId, input as BedInput),
  then: ({ houseId }) => `/houses/${houseId}?done=bed_added`,
});

/** What a change of a bed begins with. */
const factsOf = (bed: Bed) => ({
  ...{ sleeps: bed.sleeps, emergency: bed.emergency, bed_features: bed.features },
  in_service_from: bed.inServiceFrom,
  ...(bed.inServiceUntil === null ? {} : { in_service_until: bed.inServiceUntil }),
});

const closePage: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/houses/:houseId/beds/:bedId/close',
  permit: 'accommodation.run',
  params: z.object({ houseId: z.uuid(), bedId: z.uuid() }),
  load: async (scene: Scene, { params }) => {
    const view = await readHouse(scene, params.houseId);
    if (isRefusal(view)) return view;
    const bed = view.row.beds.find((one) => one.bed.id === params.bedId)?.bed;
    return bed === undefined ? null : { bed, code: view.row.house.code };
  },
  title: (_, words) => words.t('accommodation.bed.window'),
  page: ({ bed, code }, page) => (
    <>
      <PageHead
        title={page.words.t('accommodation.bed.title', { bed: `${code} · ${bed.room}/${bed.code}` })}
        back={{ href: `/houses/${bed.houseId}`, label: page.words.t('accommodation.house.title', { code }) }}
      />
      <ErrorSummary page={page} />
      <Panel title={page.words.t('accommodation.do.close')}>
        <p class="soft">{page.words.t('accommodation.close.lead')}</p>
        <FormFor page={page} action={`/houses/${bed.houseId}/beds/${bed.id}/close`}>
          <FieldSet page={page} form={closureForm} state={stateIn(page, closureForm, { closed_from: page.today })} />
          <Button>{page.words.t('accommodation.do.close')}</Button>
        </FormFor>
      </Panel>
      <Doing
        page={page}
        name="bed_facts"
        action={`/houses/${bed.houseId}/beds/${bed.id}/facts`}
        form={bedChangeForm}
        version={String(bed.version)}
        start={factsOf(bed)}
      />
    </>
  ),
});

const closeScreen: Screen<Profile> = postScreen({
  ...{ room: 'accommodation', permit: 'accommodation.run', again: closePage, once: true, body: closureForm },
  journals: ['accommodation.bed_closed'],
  path: '/houses/:houseId/beds/:bedId/close',
  params: z.object({ houseId: z.uuid(), bedId: z.uuid() }),
  act: (scene: Scene, input, { params }) => closeBed(scene, params.bedId, input as ClosureInput),
  then: ({ houseId }) => `/houses/${houseId}?done=bed_closed`,
});

const bedFactsScreen: Screen<Profile> = postScreen({
  ...{ room: 'accommodation', permit: 'accommodation.run', again: closePage, body: bedChangeForm },
  journals: ['accommodation.bed_changed'],
  path: '/houses/:houseId/beds/:bedId/facts',
  params: z.object({ houseId: z.uuid(), bedId: z.uuid() }),
  act: (scene: Scene, input, { params, version }) => changeBed(scene, params.bedId, input as BedChangeInput, version),
  then: ({ houseId }) => `/houses/${houseId}?done=bed_changed`,
});

/** Pages of houses: open one, its facts, beds, closures, and its sealed address. */
export const houseScreens: readonly Screen<Profile>[] = [
  newScreen,
  openScreen,
  houseScreen,
  changeScreen,
  addressScreen,
  restrictScreen,
  bedScreen,
  closePage,
  closeScreen,
  bedFactsScreen,
  ...closureScreens,
];
