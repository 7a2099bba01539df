import type { Clock } from '../../platform/clock.ts';
import type { Settings } from '../../platform/config.ts';
import { asViewer, type Database } from '../../platform/database/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { FaultLine, StaffEnvironment } from '../../platform/web/index.ts';
import { staffLanguages, type Words, wordsFor } from '../../platform/words.ts';
import type { Profile } from '../../profile/index.ts';
import { endSession, findSession } from '../../rooms/directory/index.ts';
import { localSecret } from '../local-secret.ts';
import { settleEvents } from '../reactions.ts';
import { codesFor } from './codes.ts';
import { navigationFor } from './navigation.ts';

export type StaffParts = {
  readonly settings: Settings;
  readonly database: Database;
  readonly profile: Profile;
  readonly clock: Clock;
  readonly logFault: (fault: FaultLine) => void;
};

const roleLabel =
  (profile: Profile) =>
  (viewer: Viewer, words: Words): string => {
    const organisation = profile.organisations.find((one) => one.code === viewer.organisationCode);
    const roles = viewer.roles.map((code) => profile.nameIn(profile.role(code).names, words.language));
    const body = organisation ? profile.nameIn(organisation.names, words.language) : viewer.organisationCode;
    return `${roles.join(', ')} · ${body}`;
  };

/** All the staff pages need of the world, put together. */
export const staffEnvironment = (parts: StaffParts): StaffEnvironment<Profile> => {
  const { settings, database, profile, clock } = parts;
  const ownWordKey = localSecret(settings, 'draft-key');
  return {
    database,
    profile,
    clock,
    timeZone: profile.timeZone,
    callingCode: '352',
    codes: codesFor(profile),
    wordsFor: (language) => wordsFor(language, profile.timeZone),
    languages: staffLanguages,
    asViewer,
    appendJournal: (tx, viewer, entries) => settleEvents({ tx, viewer, profile, clock }, entries),
    scene: (tx, viewer, emit) => ({ tx, viewer, profile, clock, emit, ownWordKey }),
    // A token of another system is a session of its own kind; it opens no page.
    sessionFor: async (hash) => {
      const session = await findSession(database, hash, clock);
      return session?.viewer.kind === 'staff' ? session : null;
    },
    keepSession: async (hash) => (await findSession(database, hash, clock))?.endsAt ?? null,
    endSession: (hash) => endSession(database, hash),
    navigation: navigationFor,
    signInPath: settings.mode === 'demonstration' ? '/step-in' : '/sign-in',
    homePath: '/',
    formSecret: localSecret(settings, 'form-secret'),
    synthetic: settings.mode === 'demonstration',
    origin: settings.casework.origin,
    roleLabel: roleLabel(profile),
    logFault: parts.logFault,
    behindProxy: settings.mode === 'serve',
  };
};
