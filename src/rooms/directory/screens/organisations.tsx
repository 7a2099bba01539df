import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Chip,
  Columns,
  Facts,
  getScreen,
  Lines,
  type PageContext,
  PageHead,
  Panel,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Organisation, Profile, Scene } from '../../../profile/index.ts';
import { readStaffOf, type StaffRow } from '../actions/index.ts';

const nameOf = (one: Organisation, language: string): string =>
  (one.names as Readonly<Record<string, string>>)[language] ?? one.names.en;

const ListPage = ({ organisations, page }: { organisations: readonly Organisation[]; page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('directory.list.title')}
      lead={page.words.t('directory.list.lead', { count: organisations.length })}
    />
    <Table
      page={page}
      caption={page.words.t('directory.list.title')}
      captionUnseen
      rows={organisations}
      rowKey={(one) => one.code}
      empty={page.words.t('directory.list.empty')}
      columns={[
        {
          id: 'name',
          label: page.words.t('directory.list.name'),
          heads: true,
          cell: (one) => <a href={`/directory/${one.code}`}>{nameOf(one, page.words.language)}</a>,
        },
        { id: 'code', label: page.words.t('directory.list.code'), cell: (one) => one.code },
        {
          id: 'part',
          label: page.words.t('directory.list.part'),
          cell: (one) => page.words.t('directory.list.may', { count: one.may.length }),
        },
        {
          id: 'works',
          label: page.words.t('directory.list.works'),
          cell: (one) => (one.accounts ? <Chip tone="good">{page.words.t('directory.list.accounts')}</Chip> : ''),
        },
      ]}
    />
  </>
);

const organisationsScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/directory',
  permit: 'directory.read',
  load: async (scene: Scene) => ({ organisations: scene.profile.organisations }),
  title: (_, words) => words.t('directory.list.title'),
  page: ({ organisations }, page) => <ListPage organisations={organisations} page={page} />,
});

type One = { readonly one: Organisation; readonly staff: readonly StaffRow[] };

const loadOne = async (scene: Scene, code: string): Promise<One | null> => {
  const one = scene.profile.organisations.find((organisation) => organisation.code === code);
  if (!one) return null;
  return { one, staff: await readStaffOf(scene, code) };
};

const Contacts = ({ one, page }: { one: Organisation; page: PageContext }): VNode => (
  <Panel title={page.words.t('directory.one.contacts')}>
    <Lines
      lines={one.contacts.map((contact) => ({
        main: contact.value,
        note: contact.checked_on
          ? page.words.t('directory.one.checked', { date: contact.checked_on })
          : page.words.t('directory.one.not-checked'),
      }))}
    />
  </Panel>
);

const OnePage = ({ data, page }: { data: One; page: PageContext }): VNode => {
  const { one, staff } = data;
  const t = page.words.t;
  return (
    <>
      <PageHead
        title={nameOf(one, page.words.language)}
        lead={one.mandate}
        back={{ href: '/directory', label: t('directory.list.title') }}
        chips={<Chip>{one.code}</Chip>}
      />
      <Columns
        aside={
          <>
            {one.contacts.length > 0 ? <Contacts one={one} page={page} /> : null}
            <Panel title={t('directory.one.basis')}>
              <Lines
                lines={one.legal_basis.map((basis) => ({
                  main: basis.ref,
                  note: t(`directory.provenance.${basis.provenance}`),
                  tone: basis.provenance === 'recalled' ? ('warn' as const) : ('plain' as const),
                }))}
              />
            </Panel>
          </>
        }
      >
        <Panel title={t('directory.one.may')}>
          <Lines lines={one.may.map((main) => ({ main, tone: 'good' as const }))} />
        </Panel>
        <Panel title={t('directory.one.never')}>
          <Lines lines={one.may_not.map((main) => ({ main, tone: 'danger' as const }))} />
        </Panel>
        {staff.length > 0 ? (
          <Panel title={t('directory.one.people')}>
            <Facts
              facts={staff.map((person) => ({
                label: person.displayName,
                value: person.workContact || t(`directory.state.${person.state}`),
              }))}
            />
          </Panel>
        ) : null}
      </Columns>
    </>
  );
};

const organisationScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/directory/:code',
  permit: 'directory.read',
  params: z.object({ code: z.string().regex(/^[A-Z0-9-]{1,20}$/) }),
  load: (scene: Scene, { params }) => loadOne(scene, params.code),
  title: (_, words) => words.t('directory.list.title'),
  page: (data, page) => <OnePage data={data} page={page} />,
});

/** The bodies of the country: what each is, may and never may do, and who works there. */
export const organisationScreens: readonly Screen<Profile>[] = [organisationsScreen, organisationScreen];
