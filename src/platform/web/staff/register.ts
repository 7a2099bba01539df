import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { watched } from './declared.ts';
import type { StaffEnvironment } from './environment.ts';
import type { Screen } from './screen.ts';

const checkPermit = <Profile>(screen: Screen<Profile>): void => {
  const place = `${screen.method} ${screen.path} of ${screen.room}`;
  if (typeof screen.permit !== 'string' || screen.permit.trim() === '') throw new Error(`${place} states no permit`);
  if (screen.permit === 'open' && !screen.open)
    throw new Error(`${place} is open but not made with openGet or openPost`);
};

const samePath = (path: string): string => path.replace(/:[^/]+/g, ':');

const checkTwins = <Profile>(screens: readonly Screen<Profile>[]): void => {
  const places = Map.groupBy(screens, (screen) => `${screen.method} ${samePath(screen.path)}`);
  for (const [place, twins] of places) {
    if (twins.length > 1)
      throw new Error(`${place} is stated by ${twins.length} screens: ${twins.map((it) => it.room).join(', ')}`);
  }
};

const namesIn = (path: string): readonly string[] => [...path.matchAll(/:([^/]+)/g)].map((it) => it[1] ?? '');

const filled = (path: string, params: Readonly<Record<string, string>>): string =>
  path.replace(/:([^/]+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));

/** The address of a POST, typed or reloaded, leads back to the page its form is on. */
const backTo = (path: string) => async (request: FastifyRequest, reply: FastifyReply) =>
  reply
    .code(303)
    .header('location', filled(path, request.params as Record<string, string>))
    .send('');

const registerWayBack = <Profile>(app: FastifyInstance, screens: readonly Screen<Profile>[]): void => {
  const taken = new Set(screens.filter((it) => it.method === 'GET').map((it) => samePath(it.path)));
  for (const { path, backTo: target } of screens) {
    if (target === null || taken.has(samePath(path))) continue;
    if (namesIn(target).some((name) => !namesIn(path).includes(name))) continue;
    taken.add(samePath(path));
    app.get(path, backTo(target));
  }
};

/**
 * Puts screens on the site. Stops the start when a screen states no permit, says *open* without being made for it, or
 * has the method and path of another. Call it once, with all screens.
 */
export const registerScreens = <Profile>(
  app: FastifyInstance,
  screens: readonly Screen<Profile>[],
  environment: StaffEnvironment<Profile>,
): void => {
  for (const screen of screens) checkPermit(screen);
  checkTwins(screens);
  for (const screen of screens) {
    app.route({ method: screen.method, url: screen.path, handler: screen.handle(watched(environment, screen)) });
  }
  registerWayBack(app, screens);
};
