import type { VNode } from 'preact';
import { z } from 'zod';
import {
  ButtonLink,
  Counters,
  getScreen,
  type PageContext,
  PageHead,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { isOverdue, readRequests, type RightsRequest } from '../../actions/rights/requests.ts';
import { openStates } from '../../facts/rights.ts';
import { RequestTable } from './parts.tsx';

const query = z.object({ show: z.enum(['late', 'all']).optional().catch(undefined) });

type Path = '/rights' | '/requests';
type Show = z.output<typeof query>['show'];
type Shown = { readonly requests: readonly RightsRequest[]; readonly show: Show };

const sorted = ({ requests }: Shown, page: PageContext) => {
  const open = requests.filter(({ state }) => openStates.includes(state));
  return { open, late: open.filter((one) => isOverdue(one, page.today)), all: requests };
};

const Counts = ({ shown, page, path }: { shown: Shown; page: PageContext; path: Path }): VNode => {
  const { words } = page;
  const { open, late, all } = sorted(shown, page);
  const counter = (label: string, value: number, show: Show) => ({
    ...{ label, value, current: shown.show === show },
    href: show === undefined ? path : `${path}?show=${show}`,
  });
  return (
    <Counters
      page={page}
      label={words.t('identity.rights.counters')}
      counters={[
        counter(words.t('identity.rights.open'), open.length, undefined),
        counter(words.t('identity.rights.late'), late.length, 'late'),
        counter(words.t('identity.rights.all'), all.length, 'all'),
      ]}
    />
  );
};

const ListPage = ({ shown, page, path }: { shown: Shown; page: PageContext; path: Path }): VNode => {
  const { words } = page;
  const { open, late, all } = sorted(shown, page);
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
        rows={shown.show === 'all' ? all : shown.show === 'late' ? late : open}
        page={page}
        caption={words.t('identity.rights.title')}
        href={(it) => (path === '/rights' ? `/rights/${it.id}` : `/cases/${it.caseId}/rights/${it.id}`)}
      />
    </>
  );
};

const listScreen = (path: Path, permit: string): Screen<Profile> =>
  getScreen({
    ...{ room: 'identity', path, permit, query },
    load: async (scene: Scene, where): Promise<Shown> => ({
      ...{ requests: await readRequests(scene), show: where.query.show },
    }),
    title: (_, words) => words.t('identity.rights.title'),
    page: (shown, page) => <ListPage shown={shown} page={page} path={path} />,
  });

/** Requests of persons: for who answers them, and for who takes them down and carries them out. */
export const listScreens: readonly Screen<Profile>[] = [
  listScreen('/rights', 'identity.answer-request'),
  listScreen('/requests', 'identity.take-request'),
];
