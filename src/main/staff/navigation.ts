import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { NavigationGroup, NavigationItem } from '../../platform/web/index.ts';
import type { Words } from '../../platform/words.ts';

/** Somewhere to go, with the permit it needs; texts `casework.nav.<key>`. */
export type Place = {
  readonly href: `/${string}`;
  readonly key: string;
  readonly permit: string | null;
  /** Beginnings of other addresses that belong here. */
  readonly covers?: readonly `/${string}`[];
};

/** Places that belong together; text `casework.nav.<key>`. */
type Group = { readonly key: string; readonly places: readonly Place[] };

/** Where work waits, in the order of a day; a viewer sees few of these, and no group of which she sees nothing. */
const workGroups: readonly Group[] = [
  {
    key: 'work',
    places: [
      { href: '/calls', key: 'calls', permit: 'referrals.take-calls' },
      { href: '/calls/offered', key: 'offered-calls', permit: 'referrals.take-over-calls' },
      { href: '/triage', key: 'triage', permit: 'referrals.receive', covers: ['/received'] },
      { href: '/reports', key: 'report', permit: 'referrals.write' },
      {
        href: '/reports/sent',
        key: 'my-reports',
        permit: 'referrals.read-own',
        covers: ['/answers', '/reports/search'],
      },
      { href: '/handovers', key: 'handovers', permit: 'referrals.receive-redirected' },
      { href: '/support', key: 'support', permit: 'cases.accept-support' },
      { href: '/assistance', key: 'assistance', permit: 'assistance.work' },
      {
        href: '/packets',
        key: 'packets',
        permit: 'assistance.packets',
        covers: ['/recipients', '/sealed'],
      },
      { href: '/messages', key: 'messages', permit: 'portal.messages' },
      { href: '/letters', key: 'letters', permit: 'portal.own-page' },
      { href: '/cases', key: 'cases', permit: 'cases.read' },
      { href: '/tasks', key: 'tasks', permit: 'cases.task' },
      { href: '/proceedings', key: 'proceedings', permit: 'proceedings.read' },
      { href: '/claims', key: 'claims', permit: 'proceedings.compensate' },
    ],
  },
  {
    key: 'group-beds',
    places: [
      { href: '/beds/tonight', key: 'tonight', permit: 'accommodation.read' },
      { href: '/placements', key: 'placements', permit: 'accommodation.read' },
      { href: '/beds', key: 'beds', permit: 'accommodation.read', covers: ['/houses'] },
      { href: '/safety', key: 'safety', permit: 'accommodation.follow' },
    ],
  },
  {
    key: 'group-duty',
    places: [
      { href: '/shifts', key: 'shifts', permit: 'cases.hand-over' },
      { href: '/on-call', key: 'on-call', permit: 'directory.on-call' },
      { href: '/rota', key: 'rota', permit: 'directory.keep-rota' },
    ],
  },
  {
    key: 'group-status',
    places: [
      { href: '/reviews', key: 'review', permit: 'identification.review' },
      { href: '/notices', key: 'notices', permit: 'identification.receive-notice' },
      { href: '/stays', key: 'stays', permit: 'protection.decide', covers: ['/conferences'] },
      { href: '/onward', key: 'onward', permit: 'cases.work' },
      { href: '/removal', key: 'removal', permit: 'identification.removal-blocked' },
    ],
  },
  {
    key: 'group-data',
    places: [
      { href: '/matching', key: 'matching', permit: 'matching.answer' },
      { href: '/withdrawals', key: 'withdrawals', permit: 'cases.read' },
      { href: '/told', key: 'told', permit: 'cases.read' },
      { href: '/requests', key: 'requests', permit: 'identity.take-request' },
      { href: '/rights', key: 'rights', permit: 'identity.answer-request' },
      { href: '/emergencies', key: 'emergencies', permit: 'identity.see-emergencies' },
      { href: '/laws', key: 'laws', permit: 'identity.switch-law' },
      { href: '/openings', key: 'openings', permit: 'identity.read-openings' },
      { href: '/journal-checks', key: 'journal', permit: 'journal.verify' },
    ],
  },
];

/** All places of work, one after the other. */
export const workPlaces: readonly Place[] = workGroups.flatMap(({ places }) => places);

const knowledgePlaces: readonly Place[] = [
  { href: '/figures', key: 'figures', permit: 'statistics.read' },
  { href: '/assistance/gap', key: 'assistance-gap', permit: 'assistance.gap' },
  { href: '/two-tracks', key: 'two-tracks', permit: 'proceedings.compare' },
  { href: '/site-texts', key: 'site-texts', permit: 'portal.keep-texts' },
  { href: '/site-visits', key: 'site-visits', permit: 'portal.keep-texts' },
  { href: '/site-banners', key: 'site-banners', permit: 'portal.set-banner' },
  { href: '/leaflets', key: 'leaflets', permit: 'directory.read' },
  { href: '/directory', key: 'directory', permit: 'directory.read' },
  { href: '/people', key: 'people', permit: 'directory.administer' },
  { href: '/unlock', key: 'unlock', permit: 'identity.unlock' },
  { href: '/tokens', key: 'tokens', permit: 'api.manage-tokens' },
  { href: '/me', key: 'me', permit: null },
];

/** The places a viewer may go to. */
export const placesFor = (viewer: Viewer, places: readonly Place[]): readonly Place[] =>
  places.filter(({ permit }) => permit === null || hasPermit(viewer, permit));

const items = (viewer: Viewer, words: Words, places: readonly Place[]): readonly NavigationItem[] =>
  placesFor(viewer, places).map(({ href, key, covers = [] }) => ({
    href,
    covers,
    label: words.t(`casework.nav.${key}`),
  }));

/** The navigation of a viewer: only what her permits open. */
export const navigationFor = (viewer: Viewer, words: Words): readonly NavigationGroup[] => {
  const home: NavigationItem = { href: '/', label: words.t('casework.nav.home') };
  const groups = [...workGroups, { key: 'knowledge', places: knowledgePlaces }].map(({ key, places }) => ({
    label: words.t(`casework.nav.${key}`),
    items: [...(key === 'work' ? [home] : []), ...items(viewer, words, places)],
  }));
  return groups.filter((group) => group.items.length > 0);
};
