import type { Uuid } from '../../../platform/ids.ts';
import type { Words } from '../../../platform/words.ts';
import type { Organisation, Profile } from '../../../profile/index.ts';
import { organisationId } from './ids.ts';

const known = new WeakMap<Profile, ReadonlyMap<Uuid, Organisation>>();

const read = (profile: Profile): ReadonlyMap<Uuid, Organisation> => {
  const bodies = new Map(profile.organisations.map((one) => [organisationId(profile.id, one.code), one]));
  known.set(profile, bodies);
  return bodies;
};

/** The body with this identifier, or null when the profile has none. */
export const bodyOf = (profile: Profile, id: Uuid): Organisation | null =>
  (known.get(profile) ?? read(profile)).get(id) ?? null;

/** The identifier of a body. */
export const idOfBody = (profile: Profile, code: string): Uuid => organisationId(profile.id, code);

/** The name of a body; its identifier is never shown. */
export const bodyName = (profile: Profile, words: Words, id: Uuid): string => {
  const body = bodyOf(profile, id);
  return body === null ? words.t('directory.body.unknown') : profile.nameIn(body.names, words.language);
};
