import type { VNode } from 'preact';
import {
  Chip,
  Filters,
  getScreen,
  type PageContext,
  PageHead,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Organisation, Profile, Scene } from '../../../profile/index.ts';
import { families, type Family, familyOf, isBody } from '../rules.ts';
import { nameOf } from './parts.tsx';

type Group = { readonly family: Family; readonly bodies: readonly Organisation[] };

const inFamilies = (bodies: readonly Organisation[], language: string): readonly Group[] =>
  families
    .map((family) => ({
      family,
      bodies: bodies
        .filter(({ kind }) => familyOf(kind) === family)
        .toSorted((one, other) => nameOf(one, language).localeCompare(nameOf(other, language), language)),
    }))
    .filter((group) => group.bodies.length > 0);

/** The name, and the number to ring when one is known: with its warning until somebody has checked it. */
const Name = ({ one, page }: { one: Organisation; page: PageContext }): VNode => {
  const number = one.contacts.find(({ type }) => type === 'phone' || type === 'mobile');
  return (
    <div>
      <a href={`/directory/${one.code}`}>{nameOf(one, page.words.language)}</a>
      {number ? (
        <div class="soft">
          {number.value} {number.checked_on ? null : `(${page.words.t('directory.one.not-checked')})`}
        </div>
      ) : null}
    </div>
  );
};

const FamilyTable = ({ group, page }: { group: Group; page: PageContext }): VNode => {
  const t = page.words.t;
  const caption = t(`directory.family.${group.family}`);
  return (
    <div class="family">
      <h2>
        {caption} <span class="count">{page.words.number(group.bodies.length)}</span>
      </h2>
      <Table
        page={page}
        caption={caption}
        captionUnseen
        rows={group.bodies}
        rowKey={(one) => one.code}
        empty={t('directory.list.empty')}
        columns={[
          {
            id: 'name',
            label: t('directory.list.name'),
            heads: true,
            cell: (one) => <Name one={one} page={page} />,
          },
          { id: 'code', label: t('directory.list.code'), cell: (one) => one.code },
          {
            id: 'works',
            label: t('directory.list.works'),
            cell: (one) =>
              one.accounts ? (
                <Chip tone="good">{t('directory.list.accounts')}</Chip>
              ) : (
                <span class="soft">{t('directory.list.no-accounts')}</span>
              ),
          },
        ]}
      />
    </div>
  );
};

const isShown = ({ query }: PageContext, one: Organisation): boolean =>
  (!query['family'] || familyOf(one.kind) === query['family']) &&
  (!query['works'] || one.accounts === (query['works'] === 'yes'));

const BodyFilters = ({ bodies, page }: { bodies: readonly Organisation[]; page: PageContext }): VNode => {
  const t = page.words.t;
  const inUse = families.filter((family) => bodies.some(({ kind }) => familyOf(kind) === family));
  return (
    <Filters
      page={page}
      filters={[
        {
          name: 'family',
          label: t('directory.list.family'),
          options: inUse.map((family) => ({
            value: family,
            label: t(`directory.family.${family}`),
            count: bodies.filter(({ kind }) => familyOf(kind) === family).length,
          })),
        },
        {
          name: 'works',
          label: t('directory.list.works'),
          options: [
            { value: 'yes', label: t('directory.list.accounts'), count: bodies.filter((one) => one.accounts).length },
            {
              value: 'no',
              label: t('directory.list.no-accounts'),
              count: bodies.filter((one) => !one.accounts).length,
            },
          ],
        },
      ]}
    />
  );
};

const ListPage = ({ bodies, page }: { bodies: readonly Organisation[]; page: PageContext }): VNode => {
  const t = page.words.t;
  const shown = bodies.filter((one) => isShown(page, one));
  return (
    <>
      <PageHead title={t('directory.list.title')} lead={t('directory.list.lead', { count: bodies.length })} />
      <BodyFilters bodies={bodies} page={page} />
      {shown.length === 0 ? <p class="empty">{t('directory.list.empty')}</p> : null}
      {inFamilies(shown, page.words.language).map((group) => (
        <FamilyTable key={group.family} group={group} page={page} />
      ))}
    </>
  );
};

/** The bodies of the country by family, with what works in the program. */
export const organisationsScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/directory',
  permit: 'directory.read',
  load: async (scene: Scene) => ({ bodies: scene.profile.organisations.filter(({ kind }) => isBody(kind)) }),
  title: (_, words) => words.t('directory.list.title'),
  page: ({ bodies }, page) => <ListPage bodies={bodies} page={page} />,
});
