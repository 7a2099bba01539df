import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import {
  Chip,
  type Column,
  Counters,
  Filters,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Pagination,
  type Screen,
  Table,
  type Tone,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  type OpeningLine,
  type Openings,
  type OpeningSign,
  openingsPerPage,
  openingTypes,
  readOpenings,
} from '../actions/openings.ts';
import { namedAll } from './parts.tsx';
import { bodyName } from '../../directory/index.ts';

const usualDays = 30;

const query = z.object({
  type: z.enum(openingTypes).optional().catch(undefined),
  who: z.uuid().optional().catch(undefined),
  unusual: z.enum(['yes']).optional().catch(undefined),
  days: z.enum(['1', '7', '90', '366']).transform(Number).catch(usualDays),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
type Query = z.output<typeof query>;
type Shown = { readonly openings: Openings; readonly query: Query; readonly profile: Profile };

const tones: Readonly<Record<OpeningSign, Tone>> = {
  ...{ outside: 'danger', unassigned: 'warn', many: 'danger', many_in_day: 'danger' },
  ...{ night: 'warn', weekend: 'warn', holiday: 'warn', refused: 'plain' },
};

const listOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];
const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Enough of the identifier to say that two lines are about the same; who leads the file knows which it is. */
const fileMark = (it: OpeningLine): string => it.subjectId.slice(-6).toUpperCase();

const What = ({ it, page }: { it: OpeningLine; page: PageContext }): VNode => {
  const { words } = page;
  const refused = textOf(it.data['refused']);
  const reason = `vault.refusal.${refused}`;
  return (
    <>
      {words.t(`identity.openings.subject.${it.about}`)} <span class="soft">{fileMark(it)}</span>
      <br />
      <span class="soft">{namedAll(page, 'sealed-parts', listOf(it.data['compartments']))}</span>
      {refused === '' ? null : <p class="soft">{words.has(reason) ? words.t(reason) : refused}</p>}
    </>
  );
};

const Why = ({ it, page }: { it: OpeningLine; page: PageContext }): VNode => {
  const purpose = textOf(it.data['purpose']);
  const bases = [...listOf(it.data['bases']), textOf(it.data['basis'])].filter((one) => one !== '');
  const kinds = [...new Set(bases.map((one) => one.split(':')[0] ?? ''))];
  return (
    <>
      {purpose === '' ? null : named(page, 'opening-purposes', purpose)}
      {kinds.length === 0 ? null : (
        <span class="soft"> {kinds.map((kind) => page.words.t(`identity.openings.basis.${kind}`)).join(', ')}</span>
      )}
    </>
  );
};

/** The figures a reason is told with: what was counted, and the profile's bound. */
const figuresOf = (it: OpeningLine, { watch }: Profile['settings']) => ({
  ...{ hour: it.inHour, day: it.inDay, hour_limit: watch.many.in_an_hour, day_limit: watch.many.in_a_day },
  ...{ from: watch.odd_hours.night.from, to: watch.odd_hours.night.to, days: watch.caseload.unassigned_days },
  waiting: Number(it.data['waiting_days'] ?? 0),
});

const Signs = ({ it, page, profile }: { it: OpeningLine; page: PageContext; profile: Profile }): VNode => (
  <>
    {it.signs.map((sign) => (
      <div key={sign}>
        <Chip tone={tones[sign]}>{page.words.t(`identity.openings.sign.${sign}`)}</Chip>
        {sign === 'refused' || sign === 'weekend' || sign === 'holiday' ? null : (
          <p class="soft">{page.words.t(`identity.openings.reason.${sign}`, figuresOf(it, profile.settings))}</p>
        )}
      </div>
    ))}
  </>
);

const columnsOf = ({ profile }: Shown, page: PageContext): readonly Column<OpeningLine>[] => {
  const { words } = page;
  const column = (id: string, cell: Column<OpeningLine>['cell']): Column<OpeningLine> => ({
    ...{ id, label: words.t(`identity.openings.column.${id}`), cell },
  });
  return [
    { ...column('at', (it) => words.date(it.at, 'moment')), heads: true },
    column('who', (it) => (
      <>
        {it.byName ?? words.t('identity.openings.somebody')}
        {it.organisationId === page.viewer?.organisationId ? null : (
          <>
            <br />
            <span class="soft">{bodyName(profile, words, it.organisationId)}</span>
          </>
        )}
      </>
    )),
    column('did', (it) => words.t(`identity.openings.did.${it.type.replace('identity.', '')}`)),
    column('what', (it) => <What it={it} page={page} />),
    column('why', (it) => <Why it={it} page={page} />),
    column('signs', (it) => <Signs it={it} page={page} profile={profile} />),
  ];
};

const FiltersOf = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Filters
      page={page}
      filters={[
        {
          name: 'days',
          label: words.t('identity.openings.filter.days'),
          otherwise: words.t('identity.openings.days', { count: usualDays }),
          options: ['1', '7', '90', '366'].map((value) => ({
            ...{ value, label: words.t('identity.openings.days', { count: Number(value) }) },
          })),
        },
        {
          name: 'type',
          label: words.t('identity.openings.filter.type'),
          options: openingTypes.map((value) => ({
            ...{ value, label: words.t(`identity.openings.did.${value.replace('identity.', '')}`) },
          })),
        },
        {
          name: 'who',
          label: words.t('identity.openings.filter.who'),
          options: shown.openings.openers.map(({ id, name }) => ({ value: id, label: name })),
        },
        {
          name: 'unusual',
          label: words.t('identity.openings.filter.unusual'),
          options: [{ value: 'yes', label: words.t('identity.openings.unusual_only') }],
        },
      ]}
    />
  );
};

/** What counts as unusual here, rule by rule, as the profile has it. */
const Limits = ({ page, profile }: { page: PageContext; profile: Profile }): VNode => {
  const { words } = page;
  const { odd_hours: odd, many, caseload } = profile.settings.watch;
  return (
    <Notice>
      <p>{words.t('identity.openings.limits')}</p>
      <ul>
        <li>
          {words.t('identity.openings.limit.caseload', { days: caseload.unassigned_days })}{' '}
          {words.t('identity.openings.limit.ties', {
            ties: caseload.ties.map((tie) => words.t(`identity.openings.tie.${tie}`)).join(' · '),
          })}
        </li>
        <li>{words.t('identity.openings.limit.many', { hour: many.in_an_hour, day: many.in_a_day })}</li>
        <li>
          {words.t(`identity.openings.limit.${odd.holidays ? 'odd_hours' : 'odd_hours_no_holidays'}`, { ...odd.night })}
        </li>
        <li>{words.t('identity.openings.limit.refused')}</li>
      </ul>
    </Notice>
  );
};

const OpeningsPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { openings, query: asked, profile } = shown;
  const { words } = page;
  return (
    <>
      <PageHead title={words.t('identity.openings.title')} lead={words.t('identity.openings.lead')} />
      <Counters
        page={page}
        label={words.t('identity.openings.counters')}
        counters={[
          {
            ...{ label: words.t('identity.openings.all'), value: openings.total, href: '/openings' },
            current: asked.unusual === undefined,
          },
          {
            ...{ label: words.t('identity.openings.unusual'), value: openings.unusual },
            ...{ href: '/openings?unusual=yes', current: asked.unusual !== undefined },
          },
        ]}
      />
      <FiltersOf shown={shown} page={page} />
      <Limits page={page} profile={profile} />
      <Table
        page={page}
        caption={words.t('identity.openings.title')}
        captionUnseen
        rows={openings.lines}
        rowKey={(it) => it.id}
        empty={words.t('identity.openings.empty')}
        columns={columnsOf(shown, page)}
      />
      <Pagination
        page={page}
        current={openings.page}
        size={openingsPerPage}
        total={asked.unusual === undefined ? openings.total : openings.unusual}
      />
    </>
  );
};

/** For the data-protection officer: who had what opened, and why. It names people who work here, and nobody else. */
export const openingsScreen: Screen<Profile> = getScreen({
  room: 'identity',
  path: '/openings',
  permit: 'identity.read-openings',
  query,
  load: async (scene: Scene, { query: asked }) => {
    const openings = await readOpenings(scene, {
      ...{ type: asked.type ?? null, staffId: asked.who ?? null, unusualOnly: asked.unusual === 'yes' },
      ...{ days: asked.days, page: asked.page },
    });
    return isRefusal(openings) ? openings : ({ openings, query: asked, profile: scene.profile } satisfies Shown);
  },
  title: (_, words) => words.t('identity.openings.title'),
  page: (shown, page) => <OpeningsPage shown={shown} page={page} />,
});
