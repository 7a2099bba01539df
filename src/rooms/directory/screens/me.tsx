import type { VNode } from 'preact';
import { z } from 'zod';
import { ErrorSummary, FieldSet, formState } from '../../../platform/form/index.ts';
import type { PlainDate } from '../../../platform/clock.ts';
import {
  Button,
  Facts,
  FormFor,
  getScreen,
  Lines,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';

import {
  type AbsenceInput,
  type AwayAndLent,
  type DelegationInput,
  lendRole,
  noteAbsence,
  readAwayAndLent,
  takeBackAbsence,
  takeRoleBack,
} from '../actions/index.ts';
import { absenceForm, delegationForm } from '../facts.ts';

type Mine = AwayAndLent;

const days = (page: PageContext, row: { fromDay: string; toDay: string }): string =>
  page.words.t('directory.me.days', {
    from: page.words.date(row.fromDay as PlainDate, 'short'),
    to: page.words.date(row.toDay as PlainDate, 'short'),
  });

const TakeBack = ({ page, action }: { page: PageContext; action: string }): VNode => (
  <FormFor page={page} action={action} light class="inline-form">
    <Button kind="quiet">{page.words.t('directory.me.take-back')}</Button>
  </FormFor>
);

const Absences = ({ mine, page }: { mine: Mine; page: PageContext }): VNode => (
  <Panel title={page.words.t('directory.me.absences')}>
    <Lines
      lines={mine.absences.map((row) => ({
        main: `${row.staffName}: ${days(page, row)}`,
        note: (
          <>
            {row.standInName ? page.words.t('directory.me.stand-in', { name: row.standInName }) : null}
            {row.staffId === page.viewer?.staffId ? (
              <TakeBack page={page} action={`/me/absences/${row.id}/cancel`} />
            ) : null}
          </>
        ),
      }))}
    />
    <FormFor page={page} action="/me/absences" light>
      <FieldSet page={page} form={absenceForm} state={page.form ?? formState(absenceForm, {})} />
      <Button kind="quiet">{page.words.t('directory.me.note-absence')}</Button>
    </FormFor>
  </Panel>
);

const Delegations = ({ mine, page }: { mine: Mine; page: PageContext }): VNode => (
  <Panel title={page.words.t('directory.me.delegations')}>
    <p class="soft">{page.words.t('directory.me.delegations-lead')}</p>
    <Lines
      lines={mine.delegations.map((row) => ({
        main: page.words.t('directory.me.lent', {
          from: row.fromName,
          to: row.toName,
          role: roleName(page, row.roleCode),
        }),
        note: (
          <>
            {days(page, row)}
            {row.own ? <TakeBack page={page} action={`/me/delegations/${row.id}/end`} /> : null}
          </>
        ),
      }))}
    />
    <FormFor page={page} action="/me/delegations" light>
      <FieldSet page={page} form={delegationForm} state={page.form ?? formState(delegationForm, {})} />
      <Button kind="quiet">{page.words.t('directory.me.lend')}</Button>
    </FormFor>
  </Panel>
);

const roleName = (page: PageContext, role: string): string => {
  const label = page.codes('roles').find(({ code }) => code === role)?.label;
  return label?.[page.words.language] ?? label?.['en'] ?? role;
};

const MyPage = ({ mine, page }: { mine: Mine; page: PageContext }): VNode => (
  <>
    <PageHead title={page.words.t('directory.me.title')} />
    <ErrorSummary page={page} />
    <Facts
      facts={[
        { label: page.words.t('directory.me.name'), value: page.viewer?.displayName ?? '' },
        {
          label: page.words.t('directory.me.roles'),
          value: (page.viewer?.roles ?? []).map((role) => roleName(page, role)).join(', '),
        },
        { label: page.words.t('directory.me.organisation'), value: page.viewer?.organisationCode ?? '' },
      ]}
    />
    <Absences mine={mine} page={page} />
    {page.viewer?.permits.includes('directory.delegate') ? <Delegations mine={mine} page={page} /> : null}
  </>
);

const myScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/me',
  permit: 'anyone-signed-in',
  load: (scene: Scene) => readAwayAndLent(scene),
  title: (_, words) => words.t('directory.me.title'),
  page: (mine, page) => <MyPage mine={mine} page={page} />,
});

const idParams = z.object({ id: z.uuid() });

/** The own page: who I am here, days away, lent roles. */
export const myScreens: readonly Screen<Profile>[] = [
  myScreen,
  postScreen({
    room: 'directory',
    path: '/me/absences',
    permit: 'anyone-signed-in',
    body: absenceForm,
    act: (scene: Scene, input) => noteAbsence(scene, input as AbsenceInput),
    then: () => '/me?done=absence-noted',
    again: myScreen,
  }),
  postScreen({
    room: 'directory',
    path: '/me/absences/:id/cancel',
    permit: 'anyone-signed-in',
    params: idParams,
    body: z.object({}),
    act: (scene: Scene, _, { params }) => takeBackAbsence(scene, params.id),
    then: () => '/me?done=absence-cancelled',
    again: myScreen,
  }),
  postScreen({
    room: 'directory',
    path: '/me/delegations',
    permit: 'directory.delegate',
    body: delegationForm,
    act: (scene: Scene, input) => lendRole(scene, input as DelegationInput),
    then: () => '/me?done=role-lent',
    again: myScreen,
  }),
  postScreen({
    room: 'directory',
    path: '/me/delegations/:id/end',
    permit: 'directory.delegate',
    params: idParams,
    body: z.object({}),
    act: (scene: Scene, _, { params }) => takeRoleBack(scene, params.id),
    then: () => '/me?done=role-returned',
    again: myScreen,
  }),
];
