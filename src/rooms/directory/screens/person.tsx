import type { VNode } from 'preact';
import { z } from 'zod';
import type { Instant } from '../../../platform/clock.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import { ErrorSummary, FieldSet, formState } from '../../../platform/form/index.ts';
import {
  askScreen,
  Button,
  Chip,
  Columns,
  Facts,
  FormFor,
  getScreen,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  type ChangeInput,
  changePerson,
  type DirectoryTools,
  readColleague,
  readPerson,
  type SignInState,
  type StaffRow,
} from '../actions/index.ts';
import { changeForm } from '../facts.ts';
import { rolesFor } from '../rules.ts';
import { withRoles } from './parts.tsx';
import { stateTone } from './people.tsx';
import { vaultRefusal } from './sign-in.tsx';

type One = { readonly person: StaffRow; readonly signIn: SignInState; readonly own: readonly string[] };
type Part = { readonly data: One; readonly page: PageContext };

const answersOf = (person: StaffRow) => ({
  display_name: person.displayName,
  roles: [...person.roles],
  language: person.language,
  work_contact: person.workContact,
  disabled: person.state === 'disabled',
});

const waysIn = ({ signIn }: One, { words }: PageContext): string =>
  signIn.kinds.length === 0
    ? words.t('directory.way.none')
    : signIn.kinds.map((kind) => words.t(`directory.way.${kind}`)).join(', ');

const SignInPart = ({ data, page }: Part): VNode => {
  const { person, signIn } = data;
  const { t } = page.words;
  return (
    <Panel title={t('directory.people.invite-title')}>
      <Facts
        facts={[
          { label: t('directory.field.login.label'), value: <code>{person.login}</code> },
          { label: t('directory.way.label'), value: waysIn(data, page) },
          ...(signIn.codeUntil
            ? [{ label: t('directory.way.code'), value: page.words.date(signIn.codeUntil, 'moment') }]
            : []),
        ]}
      />
      {person.state === 'disabled' ? (
        <p>{t('directory.people.is-disabled')}</p>
      ) : (
        <FormFor page={page} action={`/people/${person.id}/invite`} light>
          <p>{t('directory.people.invite-lead')}</p>
          <Button kind="quiet">{t('directory.people.invite')}</Button>
        </FormFor>
      )}
    </Panel>
  );
};

const ChangePart = ({ data: { person, own }, page }: Part): VNode => (
  <FormFor page={page} action={`/people/${person.id}`} version={String(person.version)}>
    <FieldSet
      page={withRoles(page, own)}
      form={changeForm}
      state={page.form ?? formState(changeForm, answersOf(person))}
    />
    <p class="soft">{page.words.t('directory.people.at-once')}</p>
    <Button>{page.words.t('directory.people.save')}</Button>
  </FormFor>
);

const OnePage = ({ data, page }: Part): VNode => {
  const { person } = data;
  const { t } = page.words;
  return (
    <>
      <PageHead
        title={person.displayName}
        chips={<Chip tone={stateTone(person.state)}>{t(`directory.state.${person.state}`)}</Chip>}
        back={{ href: '/people', label: t('directory.people.title') }}
      />
      <ErrorSummary page={page} />
      {person.id === page.viewer?.staffId ? (
        <Notice>
          <p>{t('directory.refusal.may_not_administer_self')}</p>
        </Notice>
      ) : (
        <Columns aside={<SignInPart data={data} page={page} />}>
          <ChangePart data={data} page={page} />
        </Columns>
      )}
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
    const found = await readPerson(scene, params.staffId);
    return found && { ...found, own: rolesFor(scene.profile, scene.viewer.organisationCode) };
  },
  title: (_, words) => words.t('directory.people.title'),
  page: (data, page) => <OnePage data={data} page={page} />,
});

const changePersonScreen: Screen<Profile> = postScreen({
  journals: ['directory.person_changed'],
  room: 'directory',
  path: '/people/:staffId',
  permit: 'directory.administer',
  params: personParams,
  body: changeForm,
  act: (scene: Scene, input, { params, version }) => changePerson(scene, params.staffId, input as ChangeInput, version),
  then: ({ staffId }) => `/people/${staffId}?done=person-changed`,
  again: personScreen,
  theirs: async (scene: Scene, { staffId }) => {
    const person = await readColleague(scene, staffId);
    return person && { values: answersOf(person), version: String(person.version) };
  },
});

type Issued = { readonly code: string; readonly expires: string; readonly person: StaffRow };

const InvitePage = ({ data: { code, expires, person }, page }: { data: Issued; page: PageContext }): VNode => {
  const { t } = page.words;
  return (
    <>
      <PageHead
        title={t('directory.invite.title')}
        back={{ href: `/people/${person.id}`, label: t('directory.people.title') }}
      />
      <Notice tone="warn" title={t('directory.invite.once')}>
        <p>{t('directory.invite.lead', { name: person.displayName, login: person.login })}</p>
        <p>
          <code class="large-code">{code}</code>
        </p>
        <p>{t('directory.invite.expires', { moment: page.words.date(expires as Instant, 'moment') })}</p>
        <p>{t('directory.invite.where')}</p>
      </Notice>
    </>
  );
};

/** Asks the vault for a one-time activation code and shows it once: it is kept nowhere in clear. */
const inviteScreen = (tools: DirectoryTools): Screen<Profile> =>
  askScreen({
    journals: ['directory.invited'],
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
      return isRefusal(issued) ? vaultRefusal(issued) : { ...issued, person };
    },
    title: (_, words) => words.t('directory.invite.title'),
    page: (data, page) => <InvitePage data={data} page={page} />,
    again: personScreen,
  });

/** One person of the own body: change, disable, invite. For its administrator. */
export const personScreens = (tools: DirectoryTools): readonly Screen<Profile>[] => [
  personScreen,
  changePersonScreen,
  inviteScreen(tools),
];
