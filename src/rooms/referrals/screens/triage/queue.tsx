import type { VNode } from 'preact';
import { z } from 'zod';
import {
  ButtonLink,
  type Counter,
  Counters,
  type Filter,
  Filters,
  getScreen,
  PageHead,
  type PageContext,
  Pagination,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { type Queue, type QueueFilter, readQueue, withLabels } from '../../actions/triage/index.ts';
import { dangerAnswers } from '../../facts/triage-forms.ts';
import { machineOf, openStates, workStates } from '../../steps.ts';
import { codeLabel } from '../../../../platform/form/index.ts';
import { stateText, type TriageTools } from './parts.tsx';
import { QueueTable } from './queue-table.tsx';
import { bodyName, bodyOf, idOfBody } from '../../../directory/index.ts';

const pageSize = 50;
const code = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,59}$/);

const queueQuery = z.object({
  state: code.catch('open'),
  danger: z.enum(dangerAnswers).optional().catch(undefined),
  minors: z.enum(['yes']).optional().catch(undefined),
  form: code.optional().catch(undefined),
  sender: code.optional().catch(undefined),
  language: code.optional().catch(undefined),
  interpreter: z.enum(['yes']).optional().catch(undefined),
  assigned: z.enum(['mine', 'nobody']).optional().catch(undefined),
  later: z.enum(['yes']).optional().catch(undefined),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});
type QueueQuery = z.output<typeof queueQuery>;

const assignedOf = (scene: Scene, assigned: QueueQuery['assigned']): string | undefined =>
  assigned === 'mine' ? scene.viewer.staffId : assigned;

const filterOf = (scene: Scene, query: QueueQuery): QueueFilter & { later: boolean } => ({
  later: query.later === 'yes',
  ...{ state: query.state, danger: query.danger, form: query.form, language: query.language, page: query.page },
  minors: query.minors === 'yes',
  interpreter: query.interpreter === 'yes',
  senderId: query.sender === undefined ? undefined : idOfBody(scene.profile, query.sender),
  assigned: assignedOf(scene, query.assigned),
  size: pageSize,
});

type Shown = { readonly queue: Queue; readonly query: QueueQuery; readonly profile: Profile };

/** Reports whose sender said something that nobody has read; only while there are any. */
const saidLaterCounter = ({ queue, query }: Shown, page: PageContext): readonly Counter[] => {
  const value = [...queue.later.values()].filter(({ unread }) => unread > 0).length;
  if (value === 0 && query.later !== 'yes') return [];
  const href = '/triage?state=all&later=yes';
  return [{ label: page.words.t('referrals.triage.count.later'), value, href, current: query.later === 'yes' }];
};

const countersOf = (shown: Shown, page: PageContext): readonly Counter[] => {
  const { queue, query, profile } = shown;
  const { counts } = queue;
  const { t } = page.words;
  const door = (name: 'danger' | 'minors' | 'nobody' | 'mine', href: string, current: boolean): Counter => ({
    label: t(`referrals.triage.count.${name}`),
    ...{ value: counts[name], href, current },
  });
  const plain = [query.danger, query.minors, query.assigned, query.later].every((one) => one === undefined);
  const all = { label: t('referrals.triage.count.open'), value: counts.open, href: '/triage' };
  return [
    { ...all, current: plain && query.state === 'open' },
    door('danger', '/triage?danger=yes', query.danger === 'yes'),
    door('minors', '/triage?minors=yes', query.minors === 'yes'),
    ...openStates.map((state) => ({
      label: stateText(profile, page.words, state),
      ...{ value: counts[state], href: `/triage?state=${state}`, current: query.state === state },
    })),
    // Their persons have cases; each is closed once everybody in it is decided.
    {
      label: t('referrals.triage.count.linked'),
      ...{ value: counts.linked, href: '/triage?state=linked', current: query.state === 'linked' },
    },
    ...saidLaterCounter(shown, page),
    door('nobody', '/triage?assigned=nobody', query.assigned === 'nobody'),
    door('mine', '/triage?assigned=mine', query.assigned === 'mine'),
  ];
};

const listed = (page: PageContext, list: string): Filter['options'] =>
  page.codes(list).map((one) => ({ value: one.code, label: codeLabel(page.words, one) }));

const yes = (page: PageContext): Filter['options'] => [{ value: 'yes', label: page.words.t('platform.form.yes') }];

const statesOf = ({ profile }: Shown, page: PageContext): Filter['options'] => [
  { value: 'all', label: page.words.t('referrals.triage.filter.all_states') },
  ...machineOf(profile)
    .states.filter(({ id }) => workStates.some((one) => one === id) || /^(redirected|closed)/.test(id))
    .map(({ id }) => ({ value: id, label: stateText(profile, page.words, id) })),
];

const sendersOf = ({ queue, profile }: Shown, page: PageContext): Filter['options'] =>
  queue.senders.flatMap(({ senderId, n }) => {
    const body = bodyOf(profile, senderId);
    return body === null ? [] : [{ value: body.code, label: bodyName(profile, page.words, senderId), count: n }];
  });

const filtersOf = (shown: Shown, page: PageContext): readonly Filter[] => {
  const { t } = page.words;
  const filter = (name: string, options: Filter['options']): Filter => ({
    ...{ name, options },
    label: t(`referrals.triage.filter.${name}`),
  });
  return [
    filter('state', statesOf(shown, page)),
    filter(
      'danger',
      dangerAnswers.map((value) => ({ value, label: t(`platform.form.${value}`) })),
    ),
    filter('minors', yes(page)),
    filter('form', listed(page, 'exploitation-forms')),
    filter('sender', sendersOf(shown, page)),
    filter('language', listed(page, 'languages')),
    filter('interpreter', yes(page)),
    filter(
      'assigned',
      (['mine', 'nobody'] as const).map((value) => ({ value, label: t(`referrals.triage.count.${value}`) })),
    ),
  ];
};

const QueuePage = ({ shown, page }: { shown: Shown; page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('referrals.triage.title')}
        lead={words.t('referrals.triage.lead')}
        actions={<ButtonLink href="/triage/search">{words.t('referrals.triage.search')}</ButtonLink>}
      />
      <Counters page={page} label={words.t('referrals.triage.counters')} counters={countersOf(shown, page)} />
      <Filters page={page} filters={filtersOf(shown, page)} />
      <QueueTable
        page={page}
        profile={shown.profile}
        lines={shown.queue.lines}
        later={shown.queue.later}
        empty={words.t('referrals.triage.empty')}
      />
      <Pagination page={page} current={shown.query.page} size={pageSize} total={shown.queue.total} />
    </>
  );
};

/** The reports the viewer's body has received, in the order in which somebody should look. */
export const queueScreen = ({ draftKey }: TriageTools): Screen<Profile> =>
  getScreen({
    room: 'referrals',
    path: '/triage',
    permit: 'referrals.receive',
    query: queueQuery,
    load: async (scene: Scene, { query }): Promise<Shown> => ({
      queue: await readQueue(withLabels(scene, draftKey), filterOf(scene, query)),
      query,
      profile: scene.profile,
    }),
    title: (_, words) => words.t('referrals.triage.title'),
    page: (shown, page) => <QueuePage shown={shown} page={page} />,
  });
