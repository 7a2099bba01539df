import { createHash } from 'node:crypto';
import type { Profile } from '../../profile/index.ts';
import { installStaff } from '../install/store.ts';
import { readInvented } from './files.ts';

/** The id of a persona: the same in every demonstration of the country, so that installing again changes nothing. */
export const inventedStaffId = (profileId: string, login: string): string => {
  const hex = createHash('sha256').update(`ariane|persona|${profileId}|${login}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

/** Adds the synthetic personas as the owner of the database: active at once, marked synthetic. Safe to repeat. */
export const installPersonas = async (
  administrator: string,
  prefix: string,
  invented: { readonly profile: Profile; readonly profileDirectory: string },
): Promise<void> => {
  const { profile, profileDirectory } = invented;
  const { personas } = readInvented(profileDirectory);
  await installStaff(administrator, prefix, {
    profileId: profile.id,
    staff: personas.map(({ login, name, organisation, roles, language }) => ({
      ...{ id: inventedStaffId(profile.id, login), organisationCode: organisation, login },
      ...{ displayName: name, language, roles, synthetic: true },
    })),
  });
};
