import { type Finding, findingAt, type House, type Rule } from '../engine.ts';
import { extraParts, type Place, placeOf, roomParts } from '../places.ts';
import { type ImportEdge, type SourceFile, walk } from '../source.ts';
import { importRule } from './imports.ts';

const pure = ['facts', 'steps', 'rules'];

/** Which parts of its own room a part may use; itself it may always use. */
const ownParts: Readonly<Record<string, readonly string[]>> = {
  facts: [],
  steps: ['facts'],
  rules: ['facts', 'steps'],
  access: pure,
  store: pure,
  figures: [...pure, 'store'],
  actions: [...pure, 'access', 'store', 'figures'],
  jobs: [...pure, 'actions'],
  api: [...pure, 'access', 'actions'],
  screens: [...pure, 'access', 'actions'],
  public: [...pure, 'access', 'actions'],
  index: [...pure, 'access', 'store', 'figures', 'actions', 'jobs'],
};

const mayUse = (from: Place, part: string): boolean => from.part === part || (ownParts[from.part] ?? []).includes(part);

const ownPart = (from: Place, { target }: ImportEdge): string | undefined => {
  if (from.area !== 'room' || target === undefined) return undefined;
  const to = placeOf(target);
  return to.area === 'room' && to.room === from.room ? to.part : undefined;
};

const edges = ['screens', 'public', 'api'];

const screensLoadThroughActions = importRule('screens-load-through-actions', (from, edge) => {
  const part = ownPart(from, edge);
  if (part === undefined || !edges.includes(from.part) || !['store', 'figures', 'jobs'].includes(part))
    return undefined;
  return `${from.part} show and ask, actions load and save; make an action that loads this and call it`;
});

const partsInOrder = importRule('parts-in-order', (from, edge) => {
  const part = ownPart(from, edge);
  if (part === undefined || mayUse(from, part)) return undefined;
  if (edges.includes(from.part) && ['store', 'figures', 'jobs'].includes(part)) return undefined;
  if (from.part === 'rules') return undefined;
  const list = (ownParts[from.part] ?? []).join(', ');
  return `${from.part} may use ${list === '' ? 'no other part of its room' : list}, not ${part}; see the table of parts in docs/decisions/0001-rooms-and-one-package.md`;
});

const momentOf = ['systemClock', 'movableClock', 'fixedClock'];

const pureImport = (from: Place, edge: ImportEdge): boolean => {
  if (edge.target === undefined) return false;
  const to = placeOf(edge.target);
  if (to.area === 'profile') return true;
  if (to.area === 'platform') {
    if (edge.typeOnly || to.part === 'outcome') return true;
    return to.part === 'clock' && !edge.names.some((name) => momentOf.includes(name) || name === '*');
  }
  if (to.area !== 'room') return false;
  return to.room === from.room ? mayUse(from, to.part) : to.part === 'index' && edge.typeOnly;
};

const impureImport = importRule('rules-are-pure', (from, edge) =>
  from.area !== 'room' || from.part !== 'rules' || pureImport(from, edge)
    ? undefined
    : `rules take date, profile and facts as arguments; of the platform they use outcome and the date arithmetic of clock, of other rooms only types; not ${edge.specifier}`,
);

const impureSyntax = (file: SourceFile): Finding[] => {
  const found: Finding[] = [];
  const note = (offset: number) =>
    void found.push(findingAt(file, offset, 'a rule waits for nothing; let the action load and pass the value in'));
  walk(file, {
    AwaitExpression: (node) => note(node.start),
    ArrowFunctionExpression: (node) => (node.async ? note(node.start) : undefined),
    FunctionDeclaration: (node) => (node.async ? note(node.start) : undefined),
  });
  return found;
};

const rulesArePure: Rule = {
  name: 'rules-are-pure',
  check: (house) => [
    ...impureImport.check(house),
    ...house.sources.filter(({ path }) => roomPart(path) === 'rules').flatMap(impureSyntax),
  ],
};

const roomPart = (path: string): string => (placeOf(path).area === 'room' ? placeOf(path).part : '');

const belongsToRoom = (path: string): boolean => {
  const [, , room = '', entry = '', ...below] = path.split('/');
  if (entry === '') return ['README.md'].includes(room);
  const part = entry.replace(/\..*$/, '');
  const known = [...roomParts, ...(extraParts[room] ?? [])].includes(part);
  if (below.length > 0) return known;
  return entry === 'README.md' || /\.test\.tsx?$/.test(entry) || (known && /^[a-z]+\.tsx?$/.test(entry));
};

const roomFiles: Rule = {
  name: 'room-files',
  check: (house) => [...strangersOf(house), ...unlistedRooms(house)],
};

const strangersOf = (house: House): Finding[] =>
  house.paths
    .filter((path) => path.startsWith('src/rooms/') && !belongsToRoom(path))
    .map((path) => ({
      path,
      line: 1,
      advice: `a room has only ${roomParts.join(', ')} (a file or a folder each), README.md and tests`,
    }));

const unlistedRooms = (house: House): Finding[] => {
  const rooms = new Set(
    house.paths.filter((path) => /^src\/rooms\/[^/]+\//.test(path)).map((path) => placeOf(path).room),
  );
  return [...rooms].flatMap((room) => [
    ...(house.paths.includes(`src/rooms/${room}/README.md`)
      ? []
      : [
          {
            path: `src/rooms/${room}/README.md`,
            line: 1,
            advice: 'say in ten lines what the room is for, its articles of law and its words',
          },
        ]),
    ...(house.roomsInOrder.includes(room)
      ? []
      : [
          {
            path: `src/rooms/${room}`,
            line: 1,
            advice: 'put the room into the list of rooms in test/architecture/places.ts',
          },
        ]),
  ]);
};

/** The rules about the parts of one room. */
export const partRules: readonly Rule[] = [screensLoadThroughActions, partsInOrder, rulesArePure, roomFiles];
