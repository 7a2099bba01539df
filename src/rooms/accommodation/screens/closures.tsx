import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, type Refusal } from '../../../platform/outcome.ts';
import {
  Button,
  ButtonLink,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
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
  changeClosure,
  type Closure,
  type ClosureInput,
  type ClosureRow,
  type House,
  type HouseClosures,
  readClosures,
  reopenBed,
} from '../actions/index.ts';
import { closureForm } from '../facts.ts';
import { houseParams, span } from './parts.tsx';

type RowProps = { readonly row: ClosureRow; readonly page: PageContext; readonly changing: boolean };

/** Every state of a closed time: what, when, by whom. */
const Changes = ({ row, page }: Omit<RowProps, 'changing'>): VNode => {
  const { words } = page;
  return (
    <ul class="plain-list">
      {row.changes.map((one, index) => (
        <li key={index} class="soft">
          {[
            words.t(`accommodation.closures.change.${one.change}`),
            named(page, 'bed-closures', one.reason),
            span(words, one.fromDay, one.untilDay),
            words.date(one.madeAt, 'moment'),
            ...(one.by === null ? [] : [one.by]),
          ].join(' · ')}
        </li>
      ))}
    </ul>
  );
};

const Changing = ({ row: { closure }, page }: Omit<RowProps, 'changing'>): VNode => (
  <div class="actions">
    <ButtonLink href={`/houses/${closure.houseId}/closures/${closure.id}`} kind="quiet">
      {page.words.t('accommodation.do.change_closure')}
    </ButtonLink>
    <FormFor page={page} action={`/closures/${closure.id}/end`} light>
      <Button kind="quiet">{page.words.t('accommodation.do.reopen')}</Button>
    </FormFor>
  </div>
);

const Row = ({ row, page, changing }: RowProps): VNode => {
  const { words } = page;
  const { closure, lost, planned } = row;
  return (
    <li>
      <span class="line-main">{`${closure.bed} · ${named(page, 'bed-closures', closure.reason ?? 'other')}`}</span>
      <span class="soft">{span(words, closure.fromDay, closure.untilDay)}</span>
      <span>
        {closure.cancelled
          ? words.t('accommodation.closures.cancelled')
          : words.t('accommodation.closures.lost', { lost, planned })}
      </span>
      <Changes row={row} page={page} />
      {changing ? <Changing row={row} page={page} /> : null}
    </li>
  );
};

const Part = (props: {
  readonly name: 'now' | 'coming' | 'over';
  readonly view: HouseClosures;
  readonly page: PageContext;
}): VNode => {
  const { name, view, page } = props;
  const rows = view[name];
  return (
    <Panel title={page.words.t(`accommodation.closures.${name}`, { count: rows.length })}>
      {rows.length === 0 ? <p class="empty">{page.words.t('accommodation.closures.none')}</p> : null}
      <ul class="lines">
        {rows.map((row) => (
          <Row key={row.closure.id} row={row} page={page} changing={view.isOwn && name !== 'over'} />
        ))}
      </ul>
    </Panel>
  );
};

const ClosuresPage = ({ view, page }: { view: HouseClosures; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('accommodation.closures.title', { code: view.house.code })}
        lead={words.t('accommodation.closures.lead')}
        back={{
          href: `/houses/${view.house.id}`,
          label: words.t('accommodation.house.title', { code: view.house.code }),
        }}
      />
      <ErrorSummary page={page} />
      <Part name="now" view={view} page={page} />
      <Part name="coming" view={view} page={page} />
      <Part name="over" view={view} page={page} />
    </>
  );
};

const closuresScreen: Screen<Profile> = getScreen({
  room: 'accommodation',
  path: '/houses/:houseId/closures',
  permit: 'accommodation.read',
  params: houseParams,
  load: async (scene: Scene, { params }) => {
    const view = await readClosures(scene, params.houseId);
    return isRefusal(view) ? view : { view };
  },
  title: (_, words) => words.t('accommodation.closures.window'),
  page: ({ view }, page) => <ClosuresPage view={view} page={page} />,
});

const changeParams = houseParams.extend({ claimId: z.uuid() });

type Changed = { readonly house: House; readonly closure: Closure };

const ChangePage = ({ house, closure, page }: Changed & { readonly page: PageContext }): VNode => {
  const { words } = page;
  const start = {
    closure_reason: closure.reason ?? 'other',
    ...{ closed_from: closure.fromDay, closed_until: closure.untilDay },
  };
  return (
    <>
      <PageHead
        title={words.t('accommodation.closures.change_of', { bed: `${house.code} · ${closure.bed}` })}
        back={{
          href: `/houses/${house.id}/closures`,
          label: words.t('accommodation.closures.title', { code: house.code }),
        }}
      />
      <ErrorSummary page={page} />
      <FormFor page={page} action={`/houses/${house.id}/closures/${closure.id}`} version={String(closure.version)}>
        <FieldSet page={page} form={closureForm} state={stateIn(page, closureForm, start)} />
        <Button>{words.t('accommodation.do.change_closure')}</Button>
      </FormFor>
    </>
  );
};

const changePage: Screen<Profile> = getScreen({
  ...{ room: 'accommodation', path: '/houses/:houseId/closures/:claimId', permit: 'accommodation.run' },
  params: changeParams,
  load: async (scene: Scene, { params }): Promise<Changed | Refusal | null> => {
    const view = await readClosures(scene, params.houseId);
    if (isRefusal(view)) return view;
    const row = [...view.now, ...view.coming].find(({ closure }) => closure.id === params.claimId);
    return row === undefined || !view.isOwn ? null : { house: view.house, closure: row.closure };
  },
  title: (_, words) => words.t('accommodation.closures.window'),
  page: (changed, page) => <ChangePage {...changed} page={page} />,
});

const changeScreen: Screen<Profile> = postScreen({
  ...{ room: 'accommodation', permit: 'accommodation.run', again: changePage, body: closureForm },
  journals: ['accommodation.closure_changed'],
  path: '/houses/:houseId/closures/:claimId',
  params: changeParams,
  act: (scene: Scene, input, { params, version }) =>
    changeClosure(scene, params.claimId, input as ClosureInput, version),
  then: ({ houseId }) => `/houses/${houseId}/closures?done=closure_changed`,
});

const reopenScreen: Screen<Profile> = postScreen({
  ...{ room: 'accommodation', permit: 'accommodation.run', body: z.object({}) },
  params: z.object({ claimId: z.uuid() }),
  journals: ['accommodation.bed_reopened'],
  path: '/closures/:claimId/end',
  act: (scene: Scene, _, { params }) => reopenBed(scene, params.claimId),
  then: ({ houseId }) => `/houses/${houseId}/closures?done=bed_reopened`,
});

/** Closed times of a house: now, to come and over, with nights lost and every change. */
export const closureScreens: readonly Screen<Profile>[] = [closuresScreen, changePage, changeScreen, reopenScreen];
