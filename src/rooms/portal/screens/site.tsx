import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  Chart,
  type Column,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  Table,
  typedState,
} from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  type Banner,
  type BannersView,
  readBanners,
  type Readings,
  readVisits,
  switchOff,
  switchOn,
} from '../actions/site.ts';
import { bannerForm } from '../facts.ts';

const languageName = (words: Words, code: string): string => {
  const key = `portal.code.own-page-languages.${code}`;
  return words.has(key) ? words.t(key) : code;
};

const pageName = (words: Words, page: string): string => {
  const key = `portal.visits.page.${page}`;
  return words.has(key) ? words.t(key) : page;
};

const SwitchOff = ({ banner, page }: { banner: Banner; page: PageContext }): VNode => (
  <FormFor page={page} action={`/site-banners/${banner.id}/off`} light class="inline-form">
    <Button kind="quiet">{page.words.t('portal.banner.switch_off')}</Button>
  </FormFor>
);

const bannerColumns = (page: PageContext, standing: boolean): readonly Column<Banner>[] => {
  const { words } = page;
  return [
    {
      id: 'language',
      label: words.t('portal.texts.language'),
      heads: true,
      cell: (it) => languageName(words, it.language),
    },
    {
      id: 'says',
      label: words.t('portal.banner.sentence'),
      cell: ({ says }) => words.t(`portal.code.banner-texts.${says.replace('banner.', '')}`),
    },
    { id: 'until', label: words.t('portal.banner.until'), cell: ({ until }) => words.date(until, 'long') },
    ...(standing
      ? [
          {
            id: 'off',
            label: words.t('portal.banner.switch_off'),
            cell: (it: Banner) => <SwitchOff banner={it} page={page} />,
          },
        ]
      : []),
  ];
};

const BannerTable = (props: {
  rows: readonly Banner[];
  page: PageContext;
  title: string;
  standing: boolean;
}): VNode => {
  const { rows, page, title, standing } = props;
  return (
    <Table
      page={page}
      caption={title}
      rows={rows}
      rowKey={({ id }) => id}
      empty={page.words.t('portal.banner.none')}
      columns={bannerColumns(page, standing)}
    />
  );
};

const BannersPage = ({ standing, over, page }: BannersView & { page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead title={words.t('portal.banner.title')} lead={words.t('portal.banner.lead')} />
      <ErrorSummary page={page} />
      <BannerTable rows={standing} page={page} title={words.t('portal.banner.standing')} standing />
      <Panel title={words.t('portal.banner.new')}>
        <FormFor page={page} action="/site-banners">
          <FieldSet page={page} form={bannerForm} state={page.form ?? typedState({})} />
          <Button>{words.t('portal.banner.switch_on')}</Button>
        </FormFor>
        <p class="hint">{words.t('portal.banner.minute')}</p>
      </Panel>
      {over.length > 0 ? (
        <BannerTable rows={over} page={page} title={words.t('portal.banner.over')} standing={false} />
      ) : null}
    </>
  );
};

const bannerScreens = (): readonly Screen<Profile>[] => {
  const place = { room: 'portal', permit: 'portal.set-banner' } as const;
  const show = getScreen({
    ...{ ...place, path: '/site-banners' },
    load: (scene: Scene) => readBanners(scene),
    title: (_, words) => words.t('portal.banner.title'),
    page: (view, page) => <BannersPage {...view} page={page} />,
  });
  return [
    show,
    postScreen({
      ...{ ...place, path: '/site-banners', once: true, body: bannerForm, again: show },
      journals: ['portal.banner_switched_on'],
      act: (scene: Scene, { banner_language: language = '', banner_text: text = '', banner_until: until }) =>
        switchOn(scene, { language, text, until: until ?? scene.clock.today(scene.profile.timeZone) }),
      then: () => '/site-banners?done=banner_on',
    }),
    postScreen({
      ...{ ...place, path: '/site-banners/:bannerId/off', body: z.looseObject({}), again: show },
      params: z.object({ bannerId: z.uuid() }),
      journals: ['portal.banner_switched_off'],
      act: (scene: Scene, _, { params }) => switchOff(scene, params.bannerId),
      then: () => '/site-banners?done=banner_off',
    }),
  ];
};

const ReadTable = (props: {
  readonly page: PageContext;
  readonly rows: Readings['languages'];
  readonly title: string;
  readonly name: (code: string) => string;
}): VNode => {
  const { page, rows, title, name } = props;
  const { words } = page;
  return (
    <Table
      page={page}
      caption={title}
      rows={rows}
      rowKey={({ code }) => code}
      empty={words.t('portal.visits.none')}
      columns={[
        { id: 'what', label: title, heads: true, cell: ({ code }) => name(code) },
        {
          id: 'visits',
          label: words.t('portal.visits.read'),
          numeric: true,
          cell: ({ visits }) => words.number(visits),
        },
        {
          id: 'withheld',
          label: words.t('portal.visits.withheld'),
          numeric: true,
          cell: ({ withheld }) => words.number(withheld),
        },
      ]}
    />
  );
};

const mostBars = 8;

const ReadChart = ({ data, page }: { data: Readings; page: PageContext }): VNode | null => {
  const { words } = page;
  const shown = data.languages.filter(({ visits }) => visits > 0).slice(0, mostBars);
  if (shown.length === 0) return null;
  return (
    <Chart
      id="read"
      title={words.t('portal.visits.chart')}
      label={words.t('portal.visits.chart')}
      data={{ series: ['read'], groups: shown.map(({ code, visits }) => ({ id: code, values: [visits] })) }}
      seriesLabel={() => words.t('portal.visits.read')}
      groupLabel={(code) => code}
      number={(value) => words.number(value)}
      chosen={null}
    />
  );
};

const VisitsPage = ({ data, page }: { data: Readings; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead title={words.t('portal.visits.title')} lead={words.t('portal.visits.lead')} />
      <p class="hint">{words.t('portal.visits.rule', { below: data.withholdBelow })}</p>
      <ReadChart data={data} page={page} />
      <ReadTable
        {...{ page, rows: data.languages, title: words.t('portal.visits.by_language') }}
        name={(code) => languageName(words, code)}
      />
      <ReadTable
        {...{ page, rows: data.pages, title: words.t('portal.visits.by_page') }}
        name={(code) => pageName(words, code)}
      />
    </>
  );
};

const visitsScreen: Screen<Profile> = getScreen({
  ...{ room: 'portal', permit: 'portal.keep-texts', path: '/site-visits' },
  load: (scene: Scene) => readVisits(scene),
  title: (_, words) => words.t('portal.visits.title'),
  page: (data, page) => <VisitsPage data={data} page={page} />,
});

/** What stands at the head of the public pages, and how often they are read. */
export const siteScreens: readonly Screen<Profile>[] = [...bannerScreens(), visitsScreen];
