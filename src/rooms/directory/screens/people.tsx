import type { VNode } from 'preact';
import { ErrorSummary, FieldSet, formState } from '../../../platform/form/index.ts';
import {
  Button,
  ButtonLink,
  Chip,
  FormFor,
  getScreen,
  type PageContext,
  PageHead,
  postScreen,
  type Screen,
  Table,
  type Tone,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { addPerson, type PersonInput, readColleagues, type StaffRow } from '../actions/index.ts';
import { personForm } from '../facts.ts';
import { rolesFor } from '../rules.ts';
import { roleNames, withRoles } from './parts.tsx';

/** How a state of an account looks: only who can sign in now is *good*. */
export const stateTone = (state: string): Tone => (({ active: 'good', disabled: 'danger' })[state] as Tone) ?? 'warn';

const PeoplePage = ({ staff, page }: { staff: readonly StaffRow[]; page: PageContext }): VNode => {
  const t = page.words.t;
  return (
    <>
      <PageHead
        title={t('directory.people.title')}
        lead={t('directory.people.lead')}
        actions={<ButtonLink href="/people/new">{t('directory.people.add')}</ButtonLink>}
      />
      <Table
        page={page}
        caption={t('directory.people.title')}
        captionUnseen
        rows={staff}
        rowKey={(one) => one.id}
        empty={t('directory.people.empty')}
        columns={[
          {
            id: 'name',
            label: t('directory.field.display_name.label'),
            heads: true,
            cell: (one) => <a href={`/people/${one.id}`}>{one.displayName}</a>,
          },
          { id: 'login', label: t('directory.field.login.label'), cell: (one) => one.login },
          { id: 'roles', label: t('directory.field.roles.label'), cell: (one) => roleNames(page, one.roles) },
          {
            id: 'state',
            label: t('directory.people.state'),
            cell: (one) => <Chip tone={stateTone(one.state)}>{t(`directory.state.${one.state}`)}</Chip>,
          },
        ]}
      />
    </>
  );
};

const peopleScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/people',
  permit: 'directory.administer',
  load: async (scene: Scene) => ({ staff: await readColleagues(scene) }),
  title: (_, words) => words.t('directory.people.title'),
  page: ({ staff }, page) => <PeoplePage staff={staff} page={page} />,
});

const newPersonScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/people/new',
  permit: 'directory.administer',
  load: async (scene: Scene) => ({ own: rolesFor(scene.profile, scene.viewer.organisationCode) }),
  title: (_, words) => words.t('directory.people.add'),
  page: ({ own }, page) => (
    <>
      <PageHead
        title={page.words.t('directory.people.add')}
        back={{ href: '/people', label: page.words.t('directory.people.title') }}
      />
      <ErrorSummary page={page} />
      <FormFor page={page} action="/people/new">
        <FieldSet
          page={withRoles(page, own)}
          form={personForm}
          state={page.form ?? formState(personForm, { language: page.words.language })}
        />
        <Button>{page.words.t('directory.people.save')}</Button>
      </FormFor>
    </>
  ),
});

/** People of the own body: the list, and a new one. For its administrator. */
export const peopleScreens: readonly Screen<Profile>[] = [
  peopleScreen,
  newPersonScreen,
  postScreen({
    journals: ['directory.person_added'],
    room: 'directory',
    path: '/people/new',
    permit: 'directory.administer',
    body: personForm,
    act: (scene: Scene, input) => addPerson(scene, input as PersonInput),
    then: ({ staffId }) => `/people/${staffId}?done=person-added`,
    again: newPersonScreen,
  }),
];
