/**
 * Who may use whom, from top to bottom: a room uses only the front doors of rooms above it.
 * A new room is put into this list where its users and its needs allow (see docs/decisions/0001-rooms-and-one-package.md).
 */
export const roomsInOrder: readonly string[] = [
  'directory',
  'identity',
  'cases',
  'referrals',
  'identification',
  'matching',
  'protection',
  'assistance',
  'accommodation',
  'proceedings',
  'prevention',
  'statistics',
  'governance',
  'reporting',
  'portal',
];

/** The parts every room may have; each is a file or, past 300 lines, a folder of the same name. */
export const roomParts: readonly string[] = [
  'facts',
  'steps',
  'rules',
  'access',
  'store',
  'actions',
  'jobs',
  'api',
  'screens',
  'public',
  'index',
];

/** Parts that only one room has, with the reason. */
export const extraParts: Readonly<Record<string, readonly string[]>> = {
  // One file per figure, each its definition and its query; they count as the room's store.
  statistics: ['figures'],
};

export type Area = 'room' | 'platform' | 'profile' | 'vault' | 'linkage' | 'main' | 'client' | 'outside';

/** Where a file stands: its area, and in a room also the room and the part. */
export type Place = { readonly area: Area; readonly room: string; readonly part: string };

const areas: Readonly<Record<string, Area>> = {
  rooms: 'room',
  platform: 'platform',
  profile: 'profile',
  vault: 'vault',
  linkage: 'linkage',
  main: 'main',
  client: 'client',
};

/** Tells the place of a path; anything outside src is `outside`. */
export const placeOf = (path: string): Place => {
  const [top = '', area = '', first = '', second = ''] = path.split('/');
  const found = top === 'src' ? areas[area] : undefined;
  if (found === undefined) return { area: 'outside', room: '', part: '' };
  if (found !== 'room') return { area: found, room: '', part: withoutEnding(first) };
  return { area: 'room', room: first, part: withoutEnding(second) };
};

const withoutEnding = (name: string): string => name.replace(/\..*$/, '');

/** Written by a tool from the database; read by the compiler, not by people. */
export const generated: readonly string[] = ['src/platform/database/tables.ts'];

/** A test stands beside the file it tests and is held to the limits, not to the import rules. */
export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

/** True where SQL may be written: stores, the figures, and the database, journal and jobs of the platform. */
export const isSqlPlace = (path: string): boolean =>
  /^src\/platform\/(database|journal|jobs)(\/|\.ts$)/.test(path) ||
  /^src\/rooms\/statistics\/figures(\/|\.ts$)/.test(path) ||
  /^src\/(.+\/)?store(\.ts$|\/)/.test(path);

/** True where Fastify may be named: the web part of the platform, the edges of rooms, and main. */
export const isWebEdge = (path: string): boolean => {
  const { area, part } = placeOf(path);
  if (area === 'platform') return part === 'web';
  if (area === 'room') return ['api', 'screens', 'public'].includes(part);
  return area === 'main';
};
