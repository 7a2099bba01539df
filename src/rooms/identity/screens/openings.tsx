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

const tones: Readonly<Record<OpeningSign, Tone>> = { many: 'danger', night: 'warn', weekend: 'warn', refused: 'plain' };

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

const Signs = ({ it, page }: { it: OpeningLine; page: PageContext }): VNode => (
  <>
    {it.signs.map((sign) => (
      <Chip key={sign} tone={tones[sign]}>
        {page.words.t(`identity.openings.sign.${sign}`)}
      </Chip>
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
    column('signs', (it) => <Signs it={it} page={page} />),
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

const OpeningsPage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { openings, query: asked, profile } = shown;
  const { words } = page;
  const { watch } = profile.settings;
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
      <Notice>
        {words.t('identity.openings.limits', {
          ...{ many: watch.many_in_an_hour, from: watch.night.from, to: watch.night.to },
        })}
      </Notice>
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
