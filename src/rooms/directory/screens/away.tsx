import type { VNode } from 'preact';
import { ErrorSummary, FieldSet, formState, type Form } from '../../../platform/form/index.ts';
import {
  Button,
  FormFor,
  getScreen,
  type PageContext,
  PageHead,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import {
  type AbsenceInput,
  type DelegationInput,
  lendRole,
  noteAbsence,
  readOthers,
  readSelf,
  type StaffRow,
} from '../actions/index.ts';
import { absenceForm, delegationForm, shownAbsenceForm, shownDelegationForm } from '../facts.ts';
import { colleagueList, withLists, withRoles } from './parts.tsx';

type Loaded = { readonly others: readonly StaffRow[]; readonly ownRoles: readonly string[] };

const load = async (scene: Scene): Promise<Loaded> => ({
  others: await readOthers(scene),
  ownRoles: (await readSelf(scene))?.roles ?? [],
});

type Asked = { readonly form: Form<unknown>; readonly action: string; readonly title: string; readonly lead?: string };

const AskPage = ({ data, page, asked }: { data: Loaded; page: PageContext; asked: Asked }): VNode => {
  const { t } = page.words;
  const lists = withLists(withRoles(page, data.ownRoles), { colleagues: colleagueList(data.others) });
  return (
    <>
      <PageHead title={asked.title} lead={asked.lead} back={{ href: '/me', label: t('directory.me.title') }} />
      <ErrorSummary page={lists} />
      <FormFor page={page} action={asked.action}>
        <FieldSet page={lists} form={asked.form} state={page.form ?? formState(asked.form, {})} />
        <Button>{asked.title}</Button>
      </FormFor>
    </>
  );
};

const absenceScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/me/absences',
  permit: 'anyone-signed-in',
  load,
  title: (_, words) => words.t('directory.me.note-absence'),
  page: (data, page) => {
    const title = page.words.t('directory.me.note-absence');
    return <AskPage data={data} page={page} asked={{ form: shownAbsenceForm, action: '/me/absences', title }} />;
  },
});

const delegationScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/me/delegations',
  permit: 'directory.delegate',
  load,
  title: (_, words) => words.t('directory.me.lend'),
  page: (data, page) => {
    const title = page.words.t('directory.me.lend');
    const lead = page.words.t('directory.me.delegations-lead');
    const asked = { form: shownDelegationForm, action: '/me/delegations', title, lead };
    return <AskPage data={data} page={page} asked={asked} />;
  },
});

/** Noting one's days away, and lending a role for some days. */
export const awayScreens: readonly Screen<Profile>[] = [
  absenceScreen,
  postScreen({
    journals: ['directory.absence_noted'],
    room: 'directory',
    path: '/me/absences',
    once: true,
    permit: 'anyone-signed-in',
    body: absenceForm,
    act: (scene: Scene, input) => noteAbsence(scene, input as AbsenceInput),
    then: () => '/me?done=absence-noted',
    again: absenceScreen,
  }),
  delegationScreen,
  postScreen({
    journals: ['directory.role_lent'],
    room: 'directory',
    path: '/me/delegations',
    once: true,
    permit: 'directory.delegate',
    body: delegationForm,
    act: (scene: Scene, input) => lendRole(scene, input as DelegationInput),
    then: () => '/me?done=role-lent',
    again: delegationScreen,
  }),
];
