import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Button,
  type Column,
  ErrorSummary,
  FieldSet,
  FormFor,
  formState,
  getScreen,
  named,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { addFunding, type CapacityLine, type FundingInput, readCapacity, takeOutFunding } from '../actions/index.ts';
import { fundingForm } from '../facts.ts';
import { moneyText } from './means.tsx';
import { teamName } from './parts.tsx';

const place = { room: 'assistance', permit: 'assistance.work' } as const;
const path = '/assistance/capacity';

const number = (page: PageContext, value: number): string =>
  new Intl.NumberFormat(page.words.language, { maximumFractionDigits: value < 10 ? 1 : 0 }).format(value);

const percent = (page: PageContext, share: number | null): string =>
  share === null
    ? '–'
    : new Intl.NumberFormat(page.words.language, { style: 'percent', maximumFractionDigits: 0 }).format(share);

const TakeOut = ({ it, page }: { it: CapacityLine; page: PageContext }): VNode => (
  <FormFor page={page} action={`${path}/${it.id}/take-out`} light>
    <Button kind="quiet">{page.words.t('assistance.capacity.take_out')}</Button>
  </FormFor>
);

type Line = Column<CapacityLine>;

const given = (page: PageContext): readonly Line[] => {
  const { words } = page;
  const day = (on: CapacityLine['startsOn']): string => words.date(on, 'short');
  return [
    {
      id: 'team',
      label: words.t('assistance.field.funded_team.label'),
      heads: true,
      cell: (it) => (
        <>
          {teamName(page, it.team)} <span class="soft">{named(page, 'payers', it.payer)}</span>
        </>
      ),
    },
    {
      id: 'period',
      label: words.t('assistance.capacity.period'),
      cell: (it) => words.t('assistance.capacity.from_to', { from: day(it.startsOn), to: day(it.endsOn) }),
    },
    {
      id: 'amount',
      label: words.t('assistance.capacity.amount'),
      numeric: true,
      cell: (it) => (it.amountCents === null ? '–' : moneyText(page, it.amountCents, it.currency)),
    },
  ];
};

const done = (page: PageContext): readonly Line[] => {
  const { words } = page;
  const counted = (id: string, cell: Line['cell']): Line => ({
    ...{ id, numeric: true, cell },
    label: words.t(`assistance.capacity.${id}`),
  });
  return [
    counted('weekly', (it) => number(page, it.weeklyMinutes / 60)),
    counted('hours', (it) => number(page, it.hours)),
    counted('with_persons', (it) => {
      const values = { hours: number(page, it.minutes / 60), share: percent(page, it.share) };
      return words.t('assistance.capacity.with', values);
    }),
    counted('persons', (it) => it.persons),
  ];
};

/** Funding periods beside what was done in them; the own service may take a line out again. */
export const CapacityTable = (props: {
  readonly lines: readonly CapacityLine[];
  readonly page: PageContext;
  readonly isOwn: boolean;
}): VNode => {
  const { lines, page, isOwn } = props;
  const { words } = page;
  const out: Line = {
    id: 'out',
    label: words.t('assistance.capacity.wrong'),
    cell: (it) => <TakeOut it={it} page={page} />,
  };
  return (
    <Table
      page={page}
      caption={words.t('assistance.capacity.title')}
      captionUnseen
      rows={lines}
      rowKey={({ id }) => id}
      empty={words.t('assistance.capacity.none')}
      columns={[...given(page), ...done(page), ...(isOwn ? [out] : [])]}
    />
  );
};

const CapacityPage = ({ lines, page }: { lines: readonly CapacityLine[]; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('assistance.capacity.title')}
        lead={words.t('assistance.capacity.lead')}
        back={{ href: '/assistance', label: words.t('assistance.list.title') }}
      />
      <ErrorSummary page={page} />
      <CapacityTable lines={lines} page={page} isOwn />
      <Panel title={words.t('assistance.capacity.add')}>
        <FormFor page={page} action={path}>
          <FieldSet page={page} form={fundingForm} state={page.form ?? formState(fundingForm, {})} />
          <Button>{words.t('assistance.capacity.save')}</Button>
        </FormFor>
      </Panel>
    </>
  );
};

const capacityScreen: Screen<Profile> = getScreen({
  ...{ ...place, path },
  load: async (scene: Scene) => {
    const lines = await readCapacity(scene);
    return isRefusal(lines) ? lines : { lines };
  },
  title: (_, words) => words.t('assistance.capacity.title'),
  page: ({ lines }, page) => <CapacityPage lines={lines} page={page} />,
});

/** Hours and money of the service, with what was done with them. */
export const capacityScreens: readonly Screen<Profile>[] = [
  capacityScreen,
  postScreen({
    ...{ ...place, path, once: true },
    journals: ['assistance.funding_added'],
    body: fundingForm,
    act: (scene: Scene, input) => addFunding(scene, input as FundingInput),
    then: () => `${path}?done=funding_added`,
    again: capacityScreen,
  }),
  postScreen({
    ...{ ...place, path: `${path}/:fundingId/take-out`, params: z.object({ fundingId: z.uuid() }) },
    journals: ['assistance.funding_withdrawn'],
    body: z.object({}),
    act: (scene: Scene, _, { params }) => takeOutFunding(scene, params.fundingId),
    then: () => `${path}?done=funding_withdrawn`,
    again: capacityScreen,
  }),
];
