import type { VNode } from 'preact';
import { getScreen, Lines, type PageContext, PageHead, Panel, type Screen } from '../../platform/web/index.ts';
import type { Profile, Scene } from '../../profile/index.ts';
import { placesFor, workPlaces } from './navigation.ts';

type Place = ReturnType<typeof placesFor>[number];

const HomePage = ({ places, page }: { places: readonly Place[]; page: PageContext }): VNode => {
  const { t } = page.words;
  return (
    <>
      <PageHead title={t('casework.home.title')} lead={t('casework.home.lead')} />
      <Panel title={t('casework.nav.work')}>
        {places.length === 0 ? (
          <p>{t('casework.home.nothing')}</p>
        ) : (
          <Lines
            lines={places.map(({ href, key }) => ({
              main: <a href={href}>{t(`casework.nav.${key}`)}</a>,
              note: t(`casework.home.go.${key}`),
            }))}
          />
        )}
      </Panel>
    </>
  );
};

const further: readonly Place[] = [
  { href: '/figures', key: 'figures', permit: 'statistics.read' },
  { href: '/people', key: 'people', permit: 'directory.administer' },
  { href: '/directory', key: 'directory', permit: 'directory.read' },
];

/** The first page after sign-in: what waits for this person. */
export const homeScreen: Screen<Profile> = getScreen({
  room: 'casework',
  path: '/',
  permit: 'anyone-signed-in',
  load: async (scene: Scene) => ({ places: placesFor(scene.viewer, [...workPlaces, ...further]) }),
  title: (_, words) => words.t('casework.home.title'),
  page: ({ places }, page) => <HomePage places={places} page={page} />,
});
