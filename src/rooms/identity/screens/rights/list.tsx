import type { VNode } from 'preact';
import { z } from 'zod';
import {
  ButtonLink,
  Counters,
  getScreen,
  type PageContext,
  PageHead,
  Pagination,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import {
  listRequests,
  type RequestList,
  requestsPerPage,
  type RequestView,
  requestViews,
} from '../../actions/rights/requests.ts';
import { RequestTable } from './parts.tsx';

const query = z.object({
  show: z.enum(requestViews).catch('waiting'),
  page: z.coerce.number().int().min(1).max(10_000).catch(1),
});

type Path = '/rights' | '/requests';
type Shown = { readonly list: RequestList; readonly show: RequestView; readonly at: number };

const Counts = ({ shown, page, path }: { shown: Shown; page: PageContext; path: Path }): VNode => (
  <Counters
    page={page}
    label={page.words.t('identity.rights.counters')}
    counters={requestViews.map((view) => ({
      label: page.words.t(`identity.rights.${view}`),
      value: shown.list.counts[view],
      current: shown.show === view,
      href: view === 'waiting' ? path : `${path}?show=${view}`,
    }))}
  />
);

const ListPage = ({ shown, page, path }: { shown: Shown; page: PageContext; path: Path }): VNode => {
  const { words } = page;
  const due = (
    <ButtonLink href="/rights/due" kind="quiet">
      {words.t('identity.rights.due.title')}
    </ButtonLink>
  );
  return (
    <>
      <PageHead
        title={words.t('identity.rights.title')}
        lead={words.t('identity.rights.lead')}
        actions={path === '/rights' ? due : null}
      />
      <Counts shown={shown} page={page} path={path} />
      <RequestTable
        rows={shown.list.requests}
        page={page}
        caption={words.t('identity.rights.title')}
        href={(it) => (path === '/rights' ? `/rights/${it.id}` : `/cases/${it.caseId}/rights/${it.id}`)}
      />
      <Pagination page={page} current={shown.at} size={requestsPerPage} total={shown.list.counts[shown.show]} />
    </>
  );
};

const listScreen = (path: Path, permit: string): Screen<Profile> =>
  getScreen({
    ...{ room: 'identity', path, permit, query },
    load: async (scene: Scene, { query: { show, page } }): Promise<Shown> => ({
      ...{ list: await listRequests(scene, show, page), show, at: page },
    }),
    title: (_, words) => words.t('identity.rights.title'),
    page: (shown, page) => <ListPage shown={shown} page={page} path={path} />,
  });

/** Requests of persons: for who answers them, and for who takes them down and carries them out. */
export const listScreens: readonly Screen<Profile>[] = [
  listScreen('/rights', 'identity.answer-request'),
  listScreen('/requests', 'identity.take-request'),
];
