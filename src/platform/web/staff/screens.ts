import { runAsk } from './run-ask.ts';
import { runGet } from './run-get.ts';
import { runOpenGet, runOpenPost } from './run-open.ts';
import { runPost } from './run-post.ts';
import type { AskScreen, GetScreen, Journals, OpenGet, OpenPost, PostScreen, Screen, Show } from './screen.ts';
import type { StaffEnvironment } from './environment.ts';

type ShowOf<Profile> = (environment: StaffEnvironment<Profile>) => Show;

const firstShowing =
  <Profile>(show: ShowOf<Profile>): Screen<Profile>['handle'] =>
  (environment) =>
  (request, reply) =>
    show(environment)(request, reply, null, 200);

const backFrom = <Profile>({ again, journals }: { again?: Screen<Profile>; journals: Journals }) => ({
  journals,
  backTo: again?.path ?? null,
  journalsAgain: again?.journals ?? [],
});

/** A page to read: session, permit, journal line of the reading, read-only transaction, page. */
export const getScreen = <Profile, Outcome, Params = unknown, Query = unknown>(
  screen: GetScreen<Profile, Params, Query, Outcome>,
): Screen<Profile> => {
  const { path, room, permit, journals = [] } = screen;
  if (screen.reads && journals.length === 0)
    throw new Error(`GET ${path} of ${room} writes its reading and declares no event`);
  const show = runGet(screen);
  return { method: 'GET', path, room, permit, open: false, journals, show, backTo: null, handle: firstShowing(show) };
};

/** A page that does something: one transaction with its events, then a redirect. */
export const postScreen = <Profile, Values, Outcome, Params = unknown>(
  screen: PostScreen<Profile, Params, Values, Outcome>,
): Screen<Profile> => {
  const { path, room, permit } = screen;
  return { method: 'POST', path, room, permit, open: false, show: null, ...backFrom(screen), handle: runPost(screen) };
};

/** A question asked by POST, answered with a page: search, opening an identity. */
export const askScreen = <Profile, Values, Outcome, Params = unknown>(
  screen: AskScreen<Profile, Params, Values, Outcome>,
): Screen<Profile> => {
  const { path, room, permit } = screen;
  return { method: 'POST', path, room, permit, open: false, show: null, ...backFrom(screen), handle: runAsk(screen) };
};

/** A page open to all, such as sign-in. */
export const openGet = <Profile, Outcome, Params = unknown>(
  screen: OpenGet<Profile, Params, Outcome>,
): Screen<Profile> => {
  const { path, room } = screen;
  const show = runOpenGet(screen);
  return {
    method: 'GET',
    path,
    room,
    permit: 'open',
    open: true,
    journals: [],
    show,
    backTo: null,
    handle: firstShowing(show),
  };
};

/** A form open to all, such as the one that signs in. */
export const openPost = <Profile, Values, Outcome, Params = unknown>(
  screen: OpenPost<Profile, Params, Values, Outcome>,
): Screen<Profile> => {
  const { path, room } = screen;
  const backTo = screen.again?.path ?? null;
  return {
    method: 'POST',
    path,
    room,
    permit: 'open',
    open: true,
    journals: screen.journals ?? [],
    show: null,
    backTo,
    handle: runOpenPost(screen),
  };
};
