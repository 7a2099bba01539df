import type { VNode } from 'preact';
import { z } from 'zod';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import { ErrorSummary, FieldSet, formState } from '../../../platform/form/index.ts';
import type { Instant } from '../../../platform/clock.ts';
import {
  askScreen,
  Button,
  ButtonLink,
  Chip,
  FormFor,
  getScreen,
  Notice,
  type PageContext,
  PageHead,
  postScreen,
  type Screen,
  Table,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  addPerson,
  changePerson,
  type ChangeInput,
  type DirectoryTools,
  type PersonInput,
  readColleague,
  readColleagues,
  type StaffRow,
} from '../actions/index.ts';
import { changeForm, personForm } from '../facts.ts';

import { vaultRefusal } from './sign-in.tsx';

const rolePage = (page: PageContext, own: readonly string[]): PageContext => ({
  ...page,
  codes: (list) => (list === 'roles' ? page.codes(list).filter(({ code }) => own.includes(code)) : page.codes(list)),
});

/** Roles an organisation may give. */
const rolesOf = (scene: Scene): string[] =>
  scene.profile.roles
    .filter((role) => role.organisations.some((one) => one === '*' || one === scene.viewer.organisationCode))
    .map((role) => role.code);

const PeoplePage = ({ staff, page }: { staff: readonly StaffRow[]; page: PageContext }): VNode => (
  <>
    <PageHead
      title={page.words.t('directory.people.title')}
      lead={page.words.t('directory.people.lead')}
      actions={<ButtonLink href="/people/new">{page.words.t('directory.people.add')}</ButtonLink>}
    />
    <Table
      page={page}
      caption={page.words.t('directory.people.title')}
      captionUnseen
      rows={staff}
      rowKey={(one) => one.id}
      empty={page.words.t('directory.people.empty')}
      columns={[
        {
          id: 'name',
          label: page.words.t('directory.field.display_name.label'),
          heads: true,
          cell: (one) => <a href={`/people/${one.id}`}>{one.displayName}</a>,
        },
        { id: 'login', label: page.words.t('directory.field.login.label'), cell: (one) => one.login },
        {
          id: 'roles',
          label: page.words.t('directory.field.roles.label'),
          cell: (one) => one.roles.map((code) => labelOf(page, code)).join(', '),
        },
        {
          id: 'state',
          label: page.words.t('directory.people.state'),
          cell: (one) => (
            <Chip tone={one.state === 'active' ? 'good' : 'warn'}>{page.words.t(`directory.state.${one.state}`)}</Chip>
          ),
        },
      ]}
    />
  </>
);

const labelOf = (page: PageContext, role: string): string => {
  const label = page.codes('roles').find(({ code }) => code === role)?.label;
  return label?.[page.words.language] ?? label?.['en'] ?? role;
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
  load: async (scene: Scene) => ({ own: rolesOf(scene) }),
  title: (_, words) => words.t('directory.people.add'),
  page: ({ own }, page) => (
    <>
      <PageHead
        title={page.words.t('directory.people.add')}
        back={{ href: '/people', label: page.words.t('directory.people.title') }}
      />
      <ErrorSummary page={page} />
      <FormFor page={page} action="/people/new">
        <FieldSet page={rolePage(page, own)} form={personForm} state={page.form ?? formState(personForm, {})} />
        <Button>{page.words.t('directory.people.save')}</Button>
      </FormFor>
    </>
  ),
});

const addPersonScreen: Screen<Profile> = postScreen({
  room: 'directory',
  path: '/people/new',
  permit: 'directory.administer',
  body: personForm,
  act: (scene: Scene, input) => addPerson(scene, input as PersonInput),
  then: ({ staffId }) => `/people/${staffId}?done=person-added`,
  again: newPersonScreen,
});

type One = { readonly person: StaffRow; readonly own: readonly string[] };

const OnePage = ({ data, page }: { data: One; page: PageContext }): VNode => {
  const { person } = data;
  const t = page.words.t;
  const values = {
    display_name: person.displayName,
    roles: [...person.roles],
    language: person.language,
    work_contact: person.workContact,
    disabled: person.state === 'disabled',
  };
  return (
    <>
      <PageHead
        title={person.displayName}
        chips={<Chip tone={person.state === 'active' ? 'good' : 'warn'}>{t(`directory.state.${person.state}`)}</Chip>}
        back={{ href: '/people', label: t('directory.people.title') }}
      />
      <ErrorSummary page={page} />
      {person.state === 'disabled' ? null : (
        <FormFor page={page} action={`/people/${person.id}/invite`} light>
          <Notice title={t('directory.people.invite-title')}>
            <p>{t('directory.people.invite-lead')}</p>
            <Button kind="quiet">{t('directory.people.invite')}</Button>
          </Notice>
        </FormFor>
      )}
      <FormFor page={page} action={`/people/${person.id}`} version={String(person.version)}>
        <FieldSet
          page={rolePage(page, data.own)}
          form={changeForm}
          state={page.form ?? formState(changeForm, values)}
        />
        <Button>{t('directory.people.save')}</Button>
      </FormFor>
    </>
  );
};

const personParams = z.object({ staffId: z.uuid() });

const personScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/people/:staffId',
  permit: 'directory.administer',
  params: personParams,
  load: async (scene: Scene, { params }): Promise<One | null> => {
    const person = await readColleague(scene, params.staffId);
    return person && { person, own: rolesOf(scene) };
  },
  title: (_, words) => words.t('directory.people.title'),
  page: (data, page) => <OnePage data={data} page={page} />,
});

const changePersonScreen: Screen<Profile> = postScreen({
  room: 'directory',
  path: '/people/:staffId',
  permit: 'directory.administer',
  params: personParams,
  body: changeForm,
  act: (scene: Scene, input, { params, version }) => changePerson(scene, params.staffId, input as ChangeInput, version),
  then: ({ staffId }) => `/people/${staffId}?done=person-changed`,
  again: personScreen,
});

const InvitePage = ({
  data,
  page,
}: {
  data: { code: string; expires: string; login: string };
  page: PageContext;
}): VNode => (
  <>
    <PageHead
      title={page.words.t('directory.invite.title')}
      back={{ href: '/people', label: page.words.t('directory.people.title') }}
    />
    <Notice tone="warn" title={page.words.t('directory.invite.once')}>
      <p>{page.words.t('directory.invite.lead', { login: data.login })}</p>
      <p>
        <code class="large-code">{data.code}</code>
      </p>
      <p>{page.words.t('directory.invite.expires', { moment: page.words.date(data.expires as Instant, 'moment') })}</p>
    </Notice>
  </>
);

/** Asks the vault for a one-time activation code and shows it once: it is kept nowhere in clear. */
const inviteScreen = (tools: DirectoryTools): Screen<Profile> =>
  askScreen({
    room: 'directory',
    path: '/people/:staffId/invite',
    permit: 'directory.administer',
    params: personParams,
    body: z.object({}),
    reads: (_, { staffId }) => ({ type: 'directory.invited', subject: { kind: 'staff', id: staffId } }),
    load: async (scene: Scene, _, { params }) => {
      const person = await readColleague(scene, params.staffId);
      if (!person) return refuse('not_found');
      const { context, mac } = scene.viewer;
      const issued = await tools.vault.activationIssue({ context, mac, staffId: person.id });
      if (isRefusal(issued)) return vaultRefusal(issued.refused);
      return { ...issued, login: person.login };
    },
    title: (_, words) => words.t('directory.invite.title'),
    page: (data, page) => <InvitePage data={data} page={page} />,
    again: personScreen,
  });

/** People of the own organisation: list, new, change, invite. For its administrator. */
export const peopleScreens = (tools: DirectoryTools): readonly Screen<Profile>[] => [
  peopleScreen,
  newPersonScreen,
  addPersonScreen,
  personScreen,
  changePersonScreen,
  inviteScreen(tools),
];
