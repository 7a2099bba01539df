import type { VNode } from 'preact';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import { Columns, getScreen, type PageContext, PageHead, type Screen } from '../../platform/web/index.ts';
import type { Profile, Scene } from '../../profile/index.ts';
import { type Place, placesFor, workPlaces } from './navigation.ts';
import { waitingAt } from './waiting.ts';

type Door = Place & { readonly waiting: number | null };

const Count = ({ waiting, page }: { waiting: number; page: PageContext }): VNode => (
  <span class="door-count">
    {page.words.number(waiting)}
    <span class="unseen"> {page.words.t('casework.home.waiting', { count: waiting })}</span>
  </span>
);

const Doors = ({ title, doors, page }: { title: string; doors: readonly Door[]; page: PageContext }): VNode | null =>
  doors.length === 0 ? null : (
    <section class="door-group">
      <h2>{title}</h2>
      <ul class="doors">
        {doors.map(({ href, key, waiting }) => (
          <li key={key}>
            <a class="door" href={href}>
              <b>{page.words.t(`casework.nav.${key}`)}</b>
              <span class="soft">{page.words.t(`casework.home.go.${key}`)}</span>
              {waiting === null ? null : <Count waiting={waiting} page={page} />}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );

/** Where nothing waits: there to be found, without asking for attention. */
const Quiet = ({ doors, page }: { doors: readonly Door[]; page: PageContext }): VNode | null =>
  doors.length === 0 ? null : (
    <section class="door-group">
      <h2>{page.words.t('casework.home.nothing-waits')}</h2>
      <ul class="quiet-doors">
        {doors.map(({ href, key }) => (
          <li key={key}>
            <a href={href}>{page.words.t(`casework.nav.${key}`)}</a>
          </li>
        ))}
      </ul>
    </section>
  );

const HomePage = ({ doors, page }: { doors: readonly Door[]; page: PageContext }): VNode => {
  const { t } = page.words;
  const counted = doors.filter(({ waiting }) => waiting !== null);
  const others = doors.filter(({ waiting }) => waiting === null);
  const rest = <Doors title={t('casework.home.go-to')} doors={others} page={page} />;
  return (
    <>
      <PageHead
        title={t('casework.home.title')}
        lead={t(counted.length > 0 ? 'casework.home.lead' : 'casework.home.lead-quiet')}
      />
      {counted.length > 0 ? (
        <Columns aside={rest}>
          <Doors title={t('casework.home.waits')} doors={counted.filter(({ waiting }) => waiting !== 0)} page={page} />
          <Quiet doors={counted.filter(({ waiting }) => waiting === 0)} page={page} />
        </Columns>
      ) : (
        rest
      )}
    </>
  );
};

const further: readonly Place[] = [
  { href: '/figures', key: 'figures', permit: 'statistics.read' },
  { href: '/people', key: 'people', permit: 'directory.administer' },
  { href: '/tokens', key: 'tokens', permit: 'api.manage-tokens' },
  { href: '/directory', key: 'directory', permit: 'directory.read' },
  { href: '/me', key: 'me', permit: null },
];

const loadDoors = async (scene: Scene, vault: VaultClient): Promise<{ doors: readonly Door[] }> => {
  const doors: Door[] = [];
  // One after the other: they share one transaction.
  for (const place of placesFor(scene.viewer, [...workPlaces, ...further]))
    doors.push({ ...place, waiting: await waitingAt(scene, place.key, vault) });
  return { doors };
};

/** The first page after sign-in: how much waits for this person, and where to find the rest. */
export const homeScreen = ({ vault }: { readonly vault: VaultClient }): Screen<Profile> =>
  getScreen({
    room: 'casework',
    path: '/',
    permit: 'anyone-signed-in',
    load: (scene: Scene) => loadDoors(scene, vault),
    title: (_, words) => words.t('casework.home.title'),
    page: ({ doors }, page) => <HomePage doors={doors} page={page} />,
  });
