import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  FormFor,
  getScreen,
  named,
  Notice,
  PageHead,
  type PageContext,
  Panel,
  postScreen,
  type Screen,
  Table,
} from '../../../../platform/web/index.ts';
import type { Profile, RetentionClass, Scene } from '../../../../profile/index.ts';
import { type LegalHold, liftHold, readHolds } from '../../actions/rights/erase.ts';
import { readRequests, requestsPerPage } from '../../actions/rights/requests.ts';
import { RequestTable } from './parts.tsx';

/** Holds that stand, each with a button to lift it. */
export const HoldLines = (props: {
  readonly holds: readonly LegalHold[];
  readonly profile: Profile;
  readonly page: PageContext;
}): VNode => {
  const { page } = props;
  const { words } = page;
  return (
    <Table
      page={page}
      caption={words.t('identity.rights.hold.title')}
      captionUnseen
      rows={props.holds}
      rowKey={({ id }) => id}
      empty={words.t('identity.rights.hold.none')}
      columns={[
        { id: 'case', label: words.t('identity.rights.fact.case'), heads: true, cell: ({ reference }) => reference },
        {
          ...{ id: 'ground', label: words.t('identity.rights.fact.ground') },
          cell: ({ ground }) => named(page, 'hold-grounds', ground),
        },
        {
          ...{ id: 'until', label: words.t('identity.rights.hold.until') },
          cell: ({ until }) => (until === null ? words.t('identity.rights.hold.open') : words.date(until, 'long')),
        },
        {
          ...{ id: 'lift', label: words.t('identity.rights.hold.lift') },
          cell: ({ id }) => (
            <FormFor page={page} action={`/rights/holds/${id}`} light>
              <Button kind="quiet">{words.t('identity.rights.hold.lift')}</Button>
            </FormFor>
          ),
        },
      ]}
    />
  );
};

const termText = (one: RetentionClass, page: PageContext): string => {
  const { words } = page;
  if (one.months === null) return '–';
  const months = words.t('identity.rights.due.months', { count: one.months });
  return one.months_for_children === null
    ? months
    : `${months}; ${words.t('identity.rights.due.child', { count: one.months_for_children })}`;
};

const Schedule = ({ profile, page }: { profile: Profile; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <Panel title={words.t('identity.rights.due.schedule')}>
      <Notice tone="warn">{words.t('identity.rights.due.proposal')}</Notice>
      <Table
        page={page}
        caption={words.t('identity.rights.due.schedule')}
        captionUnseen
        rows={profile.retention}
        rowKey={({ id }) => id}
        empty="–"
        columns={[
          {
            ...{ id: 'class', label: words.t('identity.rights.fact.data_class'), heads: true },
            cell: ({ names }) => profile.nameIn(names, words.language),
          },
          {
            ...{ id: 'trigger', label: words.t('identity.rights.due.from') },
            cell: ({ trigger }) => words.t(`identity.rights.trigger.${trigger}`),
          },
          { id: 'term', label: words.t('identity.rights.due.term'), cell: (one) => termText(one, page) },
          {
            ...{ id: 'action', label: words.t('identity.rights.due.then') },
            cell: ({ action }) => words.t(`identity.rights.action.${action}`),
          },
          {
            ...{ id: 'law', label: words.t('identity.rights.due.law') },
            cell: (one) => `${one.law} · ${words.t(`identity.mark.${one.provenance}`)}`,
          },
        ]}
      />
    </Panel>
  );
};

const dueScreen: Screen<Profile> = getScreen({
  room: 'identity',
  path: '/rights/due',
  permit: 'identity.answer-request',
  load: async (scene: Scene) => ({
    requests: await readRequests(scene, { kind: 'erasure', states: ['proposed', 'received', 'approved'] }),
    holds: await readHolds(scene),
    profile: scene.profile,
  }),
  title: (_, words) => words.t('identity.rights.due.title'),
  page: ({ requests, holds, profile }, page) => {
    const { words } = page;
    return (
      <>
        <PageHead
          title={words.t('identity.rights.due.title')}
          lead={words.t('identity.rights.due.lead')}
          back={{ href: '/rights', label: words.t('identity.rights.title') }}
        />
        <RequestTable
          rows={requests}
          page={page}
          caption={words.t('identity.rights.due.title')}
          href={({ id }) => `/rights/${id}`}
        />
        {requests.length === requestsPerPage ? (
          <p>
            <a href="/rights?show=schedule">{words.t('identity.rights.due.more')}</a>
          </p>
        ) : null}
        <Panel title={words.t('identity.rights.hold.title')}>
          <HoldLines holds={holds} profile={profile} page={page} />
        </Panel>
        <Schedule profile={profile} page={page} />
      </>
    );
  },
});

const liftScreen: Screen<Profile> = postScreen({
  room: 'identity',
  path: '/rights/holds/:holdId',
  journals: ['identity.hold_lifted'],
  permit: 'identity.answer-request',
  params: z.object({ holdId: z.uuid() }),
  body: z.object({}),
  act: (scene: Scene, _, { params }) => liftHold(scene, params.holdId),
  then: () => '/rights/due?done=hold_lifted',
  again: dueScreen,
});

/** What the schedule says is over, what holds it back, and the schedule itself with its sources. */
export const dueScreens: readonly Screen<Profile>[] = [dueScreen, liftScreen];
