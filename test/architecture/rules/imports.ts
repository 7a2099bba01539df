import type { Finding, House, Rule } from '../engine.ts';
import { graphOf, reachable, wayBetween } from '../graph.ts';
import { isTest, isWebEdge, type Place, placeOf } from '../places.ts';
import type { ImportEdge, SourceFile } from '../source.ts';

type Judge = (from: Place, edge: ImportEdge, file: SourceFile, house: House) => string | undefined;

/** A rule that looks at one import at a time; `judge` answers with the advice when the import may not be. */
export const importRule = (name: string, judge: Judge): Rule => ({
  name,
  check: (house) => house.sources.flatMap((file) => file.imports.flatMap((edge) => judgeOne(judge, edge, file, house))),
});

const judgeOne = (judge: Judge, edge: ImportEdge, file: SourceFile, house: House): Finding[] => {
  const advice = judge(placeOf(file.path), edge, file, house);
  return advice === undefined ? [] : [{ path: file.path, line: edge.line, advice }];
};

const nothingImportsMain = importRule('nothing-imports-main', (from, { target }) =>
  target !== undefined && placeOf(target).area === 'main' && from.area !== 'main'
    ? 'main puts the parts together and nothing leans on it; move what you need into the platform or a room'
    : undefined,
);

const noCircles: Rule = {
  name: 'no-circles',
  check: (house) => {
    const graph = graphOf(house);
    const told = new Set<string>();
    return [...graph.keys()].flatMap((path) => {
      if (told.has(path)) return [];
      const way = wayBetween(graph, path, path);
      if (way === undefined) return [];
      for (const each of way) told.add(each);
      const advice = `a circle of imports: ${way.join(' → ')}; move what both need into a file below them`;
      return [{ path, line: lineOfImport(house, path, way[1]), advice }];
    });
  },
};

const lineOfImport = (house: House, path: string, target: string | undefined): number =>
  house.byPath.get(path)?.imports.find((edge) => edge.target === target)?.line ?? 1;

const platformKnowsNoDomain = importRule('platform-knows-no-domain', (from, { target }) => {
  if (target === undefined || (from.area !== 'platform' && from.area !== 'profile')) return undefined;
  const { area } = placeOf(target);
  if (area === 'room' || area === 'vault' || area === 'linkage')
    return `${from.area} knows nothing of rooms, vault and matching; pass what it needs as an argument`;
  if (area === 'profile' && from.area === 'platform')
    return 'platform knows nothing of the country; pass the value as an argument';
  return undefined;
});

const roomsMeetAtTheFrontDoor = importRule('rooms-meet-at-the-front-door', (from, { target }) => {
  if (target === undefined || from.area === 'main') return undefined;
  const to = placeOf(target);
  if (to.area !== 'room' || to.room === from.room || to.part === 'index') return undefined;
  if (from.area === 'client' && ['screens', 'public', 'facts'].includes(to.part)) return undefined;
  return `import ${to.room} by its front door, src/rooms/${to.room}/index.ts, and export there what others may use`;
});

const roomsInOrder = importRule('rooms-in-order', (from, { target }, _file, { roomsInOrder: order }) => {
  if (from.area !== 'room') return undefined;
  if (!order.includes(from.room))
    return `put the room ${from.room} into the list of rooms in test/architecture/places.ts`;
  const to = target === undefined ? from : placeOf(target);
  if (to.area !== 'room' || to.room === from.room || order.indexOf(to.room) < order.indexOf(from.room))
    return undefined;
  return `${from.room} stands above ${to.room} and does not know it; let ${to.room} ask, or react in src/main/reactions.ts`;
});

const webFrameworkAtTheEdge = importRule('web-framework-at-the-edge', (_from, { specifier }, { path }) =>
  /^(fastify|@fastify\/)/.test(specifier) && !isWebEdge(path)
    ? 'Fastify is named only in platform/web, api, screens, public and main; take plain values as arguments here'
    : undefined,
);

const vaultImportsPlatformOnly = importRule('vault-imports-platform-only', (from, { target }) => {
  if (target === undefined) return undefined;
  const to = placeOf(target);
  if (from.area === 'vault' && to.area !== 'vault' && to.area !== 'platform') {
    return 'the vault is small enough to be read whole: it imports src/platform and itself, nothing else';
  }
  return to.area === 'vault' && from.area !== 'vault' && from.area !== 'main'
    ? 'nobody reaches into the vault; ask it through the vault client of the platform'
    : undefined;
});

const linkageImportsPlatformOnly = importRule('linkage-imports-platform-only', (from, { target }) => {
  if (target === undefined) return undefined;
  const to = placeOf(target);
  if (from.area === 'linkage' && to.area !== 'linkage' && to.area !== 'platform')
    return 'matching is arithmetic that another body may host: it imports src/platform and itself, nothing else';
  return to.area === 'linkage' && from.area !== 'linkage' && from.area !== 'main'
    ? 'nobody but main uses the matching; it hands the functions to whom they concern'
    : undefined;
});

const testsStayOutside = importRule('tests-stay-outside', (_from, { target }) =>
  target !== undefined && (isTest(target) || /^(test|bench|scripts)\//.test(target))
    ? 'the program does not lean on its tests, measurements or developer commands; move the shared part into src'
    : undefined,
);

const portal = 'src/main/portal.ts';

const portalSeesOnlyPublic: Rule = {
  name: 'portal-sees-only-public',
  check: (house) => {
    const graph = graphOf(house);
    const reached = reachable(graph, [portal]);
    const mains = [...reached].filter((path) => placeOf(path).area === 'main');
    const direct = mains
      .flatMap((path) => house.byPath.get(path) ?? [])
      .flatMap((file) => file.imports.flatMap((edge) => beyondPublic(file, edge)));
    const deep = [...reached].filter(
      (path) => ['screens', 'api', 'jobs'].includes(roomPartOf(path)) || placeOf(path).area === 'vault',
    );
    return [...direct, ...deep.map((path) => ({ path, line: 1, advice: wayAdvice(wayBetween(graph, portal, path)) }))];
  },
};

const roomPartOf = (path: string): string => (placeOf(path).area === 'room' ? placeOf(path).part : '');

const beyondPublic = (file: SourceFile, { target, line }: ImportEdge): Finding[] => {
  if (target === undefined) return [];
  const to = placeOf(target);
  const allowed = ['platform', 'profile', 'main'].includes(to.area) || (to.area === 'room' && to.part === 'public');
  return allowed
    ? []
    : [
        {
          path: file.path,
          line,
          advice: `the public site sees only rooms/*/public, platform and profile, not ${target}`,
        },
      ];
};

const wayAdvice = (way: readonly string[] | undefined): string =>
  `the public site would carry a staff part: ${(way ?? []).join(' → ')}; cut this way`;

const noOrphans: Rule = {
  name: 'no-orphans',
  check: (house) => {
    const paths = house.sources.map(({ path }) => path);
    const roots = paths.filter((path) => ['main', 'client'].includes(placeOf(path).area));
    const reached = reachable(graphOf(house), roots);
    return paths
      .filter((path) => !reached.has(path))
      .map((path) => ({
        path,
        line: 1,
        advice: 'no program reaches this file; put it to use from src/main or delete it',
      }));
  },
};

/** The rules about who may know whom between rooms, platform, profile, vault, matching and main. */
export const importRules: readonly Rule[] = [
  noCircles,
  nothingImportsMain,
  platformKnowsNoDomain,
  roomsMeetAtTheFrontDoor,
  roomsInOrder,
  webFrameworkAtTheEdge,
  vaultImportsPlatformOnly,
  linkageImportsPlatformOnly,
  testsStayOutside,
  portalSeesOnlyPublic,
  noOrphans,
];
