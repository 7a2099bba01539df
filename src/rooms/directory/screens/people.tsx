import type { VNode } from 'preact';
import { ErrorSummary, FieldSet, formState } from '../../../platform/form/index.ts';
import {
  Button,
  ButtonLink,
  Chip,
  type Column,
  FormFor,
  getScreen,
  Lines,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
  Table,
  type Tone,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  addPerson,
  type PersonInput,
  readColleagues,
  type OutsideBody,
  readNoticeAddress,
  readOutsideAddresses,
  setNoticeAddress,
  setOutsideAddress,
  type StaffRow,
} from '../actions/index.ts';
import { noticeAddressForm, outsideAddressForm, personForm } from '../facts.ts';
import { rolesFor } from '../rules.ts';
import { roleNames, withRoles } from './parts.tsx';

/** How a state of an account looks: only who can sign in now is *good*. */
export const stateTone = (state: string): Tone => (({ active: 'good', disabled: 'danger' })[state] as Tone) ?? 'warn';

type Shown = {
  readonly staff: readonly StaffRow[];
  readonly address: string | null;
  readonly outside: readonly OutsideBody[];
  readonly profile: Profile;
};

const isOutside = ({ form }: PageContext): boolean => form !== null && Object.hasOwn(form.raw, 'outside_body');

/** What was typed in the form of the own body, and not in the other. */
const ownForm = (page: PageContext): PageContext['form'] => (isOutside(page) ? null : page.form);

/** Where this body is told by mail that something waits; that it is told nothing is said before all people. */
const NoticeAddress = ({ address, page }: { address: string | null; page: PageContext }): VNode => (
  <Panel title={page.words.t('directory.notices.title')}>
    <p class="soft">{page.words.t('directory.notices.lead')}</p>
    <FormFor page={page} action="/people/notice-address" light>
      <FieldSet
        page={page}
        form={noticeAddressForm}
        state={ownForm(page) ?? formState(noticeAddressForm, address === null ? {} : { notice_address: address })}
      />
      <Button kind="quiet">{page.words.t('directory.notices.save')}</Button>
    </FormFor>
  </Panel>
);

/** Bodies that something may be handed over to and that have no account: nobody there can say where they are told of it. */
const OutsideAddresses = (props: {
  readonly bodies: readonly OutsideBody[];
  readonly profile: Profile;
  readonly page: PageContext;
}): VNode | null => {
  const { bodies, profile, page } = props;
  const { t, language } = page.words;
  if (bodies.length === 0) return null;
  const codes = new Set(bodies.map(({ code }) => code));
  const narrowed: PageContext = { ...page, codes: (list) => page.codes(list).filter(({ code }) => codes.has(code)) };
  return (
    <Panel title={t('directory.notices.outside')}>
      <p class="soft">{t('directory.notices.outside_lead')}</p>
      <Lines
        lines={bodies.map(({ code, address }) => ({
          main: profile.nameIn(profile.organisation(code).names, language),
          note: address ?? t('directory.notices.outside_none'),
          tone: address === null ? ('warn' as const) : ('good' as const),
        }))}
      />
      <FormFor page={page} action="/people/outside-address" light>
        <FieldSet
          page={narrowed}
          form={outsideAddressForm}
          state={isOutside(page) && page.form ? page.form : formState(outsideAddressForm, {})}
        />
        <Button kind="quiet">{t('directory.notices.outside_save')}</Button>
      </FormFor>
    </Panel>
  );
};

const columnsOf = (page: PageContext): readonly Column<StaffRow>[] => {
  const { t } = page.words;
  return [
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
  ];
};

const PeoplePage = ({ staff, address, outside, profile, page }: Shown & { page: PageContext }): VNode => {
  const t = page.words.t;
  return (
    <>
      <PageHead
        title={t('directory.people.title')}
        lead={t('directory.people.lead')}
        actions={<ButtonLink href="/people/new">{t('directory.people.add')}</ButtonLink>}
      />
      <ErrorSummary page={page} />
      {address === null ? (
        <Notice tone="warn" title={t('directory.notices.none')}>
          {t('directory.notices.none_text')}
        </Notice>
      ) : null}
      <Table
        page={page}
        caption={t('directory.people.title')}
        captionUnseen
        rows={staff}
        rowKey={(one) => one.id}
        empty={t('directory.people.empty')}
        columns={columnsOf(page)}
      />
      <NoticeAddress address={address} page={page} />
      <OutsideAddresses bodies={outside} profile={profile} page={page} />
    </>
  );
};

const peopleScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/people',
  permit: 'directory.administer',
  load: async (scene: Scene): Promise<Shown> => ({
    staff: await readColleagues(scene),
    address: await readNoticeAddress(scene),
    outside: await readOutsideAddresses(scene),
    profile: scene.profile,
  }),
  title: (_, words) => words.t('directory.people.title'),
  page: (shown, page) => <PeoplePage {...shown} page={page} />,
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

/** People of the own body: the list, where the body is told by mail, and a new one. For its administrator. */
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
  postScreen({
    journals: ['directory.notice_address_set'],
    room: 'directory',
    path: '/people/notice-address',
    permit: 'directory.administer',
    body: noticeAddressForm,
    act: (scene: Scene, { notice_address = '' }) => setNoticeAddress(scene, { notice_address }),
    then: () => '/people?done=notice-address-set',
    again: peopleScreen,
  }),
  postScreen({
    journals: ['directory.notice_address_set'],
    room: 'directory',
    path: '/people/outside-address',
    permit: 'directory.administer',
    body: outsideAddressForm,
    act: (scene: Scene, { outside_body = '', notice_address = '' }) =>
      setOutsideAddress(scene, { outside_body, notice_address }),
    then: () => '/people?done=notice-address-set',
    again: peopleScreen,
  }),
];
