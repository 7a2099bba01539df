import type { AskScreen, GetScreen, OpenGet, OpenPost, PostScreen, Screen } from './screen.ts';

const later = (): never => {
  throw new Error('being built');
};

/** A page to read. */
export const getScreen = <Profile, Outcome, Params = unknown, Query = unknown>(
  _screen: GetScreen<Profile, Params, Query, Outcome>,
): Screen<Profile> => later();
/** A page that does something. */
export const postScreen = <Profile, Values, Outcome, Params = unknown>(
  _screen: PostScreen<Profile, Params, Values, Outcome>,
): Screen<Profile> => later();
/** A question asked by POST. */
export const askScreen = <Profile, Values, Outcome, Params = unknown>(
  _screen: AskScreen<Profile, Params, Values, Outcome>,
): Screen<Profile> => later();
/** A page open to all. */
export const openGet = <Profile, Outcome, Params = unknown>(_screen: OpenGet<Profile, Params, Outcome>): Screen<Profile> =>
  later();
/** A form open to all. */
export const openPost = <Profile, Values, Outcome, Params = unknown>(
  _screen: OpenPost<Profile, Params, Values, Outcome>,
): Screen<Profile> => later();
