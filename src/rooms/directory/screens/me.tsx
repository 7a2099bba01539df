import type { VNode } from 'preact';
import { z } from 'zod';
import type { PlainDate } from '../../../platform/clock.ts';
import {
  ButtonLink,
  Chip,
  Columns,
  Facts,
  FormFor,
  getScreen,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type Screen,
} from '../../../platform/web/index.ts';
import type { Organisation, Profile, Scene } from '../../../profile/index.ts';
import { type AwayAndLent, readAwayAndLent, readSelf, takeBackAbsence, takeRoleBack } from '../actions/index.ts';
import { nameOf, roleName } from './parts.tsx';

type Mine = AwayAndLent & {
  readonly login: string;
  readonly ownRoles: readonly string[];
  readonly body: Organisation | undefined;
};
type Part = { readonly mine: Mine; readonly page: PageContext };

const loadMine = async (scene: Scene): Promise<Mine> => {
  const self = await readSelf(scene);
  return {
    ...(await readAwayAndLent(scene)),
    login: self?.login ?? '',
    ownRoles: self?.roles ?? [],
    body: scene.profile.organisations.find(({ code }) => code === scene.viewer.organisationCode),
  };
};

const days = (page: PageContext, row: { fromDay: string; toDay: string }): string =>
  page.words.t('directory.me.days', {
    from: page.words.date(row.fromDay as PlainDate, 'long'),
    to: page.words.date(row.toDay as PlainDate, 'long'),
  });

const TakeBack = ({ page, action, what }: { page: PageContext; action: string; what: string }): VNode => (
  <FormFor page={page} action={action} light class="inline-form">
    <button type="submit" class="button quiet small" aria-label={`${page.words.t('directory.me.take-back')}: ${what}`}>
      {page.words.t('directory.me.take-back')}
    </button>
  </FormFor>
);

const isNow = (page: PageContext, row: { fromDay: string; toDay: string }): boolean =>
  row.fromDay <= page.today && page.today <= row.toDay;

const Now = ({ page, row }: { page: PageContext; row: { fromDay: string; toDay: string } }): VNode | null =>
  isNow(page, row) ? <Chip tone="thread">{page.words.t('directory.me.now')}</Chip> : null;

const Absences = ({ mine, page }: Part): VNode => (
  <Panel title={page.words.t('directory.me.absences')}>
    {mine.absences.length === 0 ? <p class="soft">{page.words.t('directory.me.nobody-away')}</p> : null}
    <ul class="lines with-act">
      {mine.absences.map((row) => (
        <li key={row.id}>
          <span class="line-main">
            {row.staffName} <Now page={page} row={row} />
          </span>
          <span class="soft">
            {days(page, row)}
            {row.standInName ? ` · ${page.words.t('directory.me.stand-in', { name: row.standInName })}` : ''}
          </span>
          {row.staffId === page.viewer?.staffId ? (
            <TakeBack page={page} action={`/me/absences/${row.id}/cancel`} what={days(page, row)} />
          ) : null}
        </li>
      ))}
    </ul>
    <p>
      <ButtonLink href="/me/absences" kind="quiet">
        {page.words.t('directory.me.note-absence')}
      </ButtonLink>
    </p>
  </Panel>
);

const Delegations = ({ mine, page }: Part): VNode => (
  <Panel title={page.words.t('directory.me.delegations')}>
    {mine.delegations.length === 0 ? <p class="soft">{page.words.t('directory.me.nothing-lent')}</p> : null}
    <ul class="lines with-act">
      {mine.delegations.map((row) => (
        <li key={row.id}>
          <span class="line-main">
            {roleName(page, row.roleCode)} <Now page={page} row={row} />
          </span>
          <span class="soft">
            {page.words.t('directory.me.lent', { from: row.fromName, to: row.toName })} · {days(page, row)}
          </span>
          {row.own ? (
            <TakeBack
              page={page}
              action={`/me/delegations/${row.id}/end`}
              what={`${roleName(page, row.roleCode)}, ${row.toName}`}
            />
          ) : null}
        </li>
      ))}
    </ul>
    <p>
      <ButtonLink href="/me/delegations" kind="quiet">
        {page.words.t('directory.me.lend')}
      </ButtonLink>
    </p>
  </Panel>
);

const RoleLine = ({ page, mine, role }: Part & { role: string }): VNode => (
  <span>
    {roleName(page, role)}{' '}
    {mine.ownRoles.includes(role) ? null : <Chip tone="thread">{page.words.t('directory.me.borrowed')}</Chip>}
  </span>
);

const Who = ({ mine, page }: Part): VNode => {
  const { t, language } = page.words;
  return (
    <Panel title={t('directory.me.who')}>
      <Facts
        facts={[
          { label: t('directory.me.name'), value: page.viewer?.displayName ?? '' },
          { label: t('directory.field.login.label'), value: <code>{mine.login}</code> },
          {
            label: t('directory.me.roles'),
            value: (page.viewer?.roles ?? []).map((role) => (
              <RoleLine key={role} page={page} mine={mine} role={role} />
            )),
          },
          {
            label: t('directory.me.organisation'),
            value: mine.body ? (
              <a href={`/directory/${mine.body.code}`}>{nameOf(mine.body, language)}</a>
            ) : (
              page.viewer?.organisationCode
            ),
          },
        ]}
      />
    </Panel>
  );
};

const MyPage = ({ mine, page }: Part): VNode => (
  <>
    <PageHead title={page.words.t('directory.me.title')} />
    <Columns aside={<Who mine={mine} page={page} />}>
      <Absences mine={mine} page={page} />
      {page.viewer?.permits.includes('directory.delegate') ? <Delegations mine={mine} page={page} /> : null}
    </Columns>
  </>
);

const myScreen: Screen<Profile> = getScreen({
  room: 'directory',
  path: '/me',
  permit: 'anyone-signed-in',
  load: loadMine,
  title: (_, words) => words.t('directory.me.title'),
  page: (mine, page) => <MyPage mine={mine} page={page} />,
});

const idParams = z.object({ id: z.uuid() });

/** The own page: who I am here, who is away, which roles are lent; and taking one's own back. */
export const myScreens: readonly Screen<Profile>[] = [
  myScreen,
  postScreen({
    journals: ['directory.absence_cancelled'],
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
    journals: ['directory.role_returned'],
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
