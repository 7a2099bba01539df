/** The vault's process: the only one that holds private keys. Everything it does stands in src/vault. */
import { pino } from 'pino';
import { endInOrder, sayReady } from '../platform/child.ts';
import { readSettings } from '../platform/config.ts';
import type { TelephonePlan } from '../platform/telephone.ts';
import { type Profile, readProfile } from '../profile/index.ts';
import { organisationId } from '../rooms/directory/index.ts';
import { type BreakGlassLimits, startVault } from '../vault/index.ts';
import { clockOf } from './clock.ts';
import { matchingEncoder } from './matching/encoder.ts';
import { searcherFor } from './search/searcher.ts';

/** The country's bounds of an opening in an emergency; the coordinating bodies are told of each. */
const breakGlassLimits = (profile: Profile): BreakGlassLimits => {
  const limits = profile.breakGlass;
  return {
    ...{ minutes: limits.minutes, freshMinutes: limits.fresh_sign_in_minutes, purpose: limits.purpose },
    ...{ answerMinutes: limits.answer_within_minutes, reviewHours: limits.review_within_hours },
    compartments: limits.compartments,
    told: profile.organisationsPlaying('coordinates').map(({ code }) => organisationId(profile.id, code)),
  };
};

/** How the country dials, as its profile says. */
const telephonePlan = ({ settings: { telephone } }: Profile): TelephonePlan => ({
  countryCode: telephone.country_code,
  trunkPrefix: telephone.trunk_prefix,
  internationalPrefix: telephone.international_prefix,
  national: telephone.national,
});

const start = async (): Promise<void> => {
  const settings = readSettings();
  const profile = readProfile(settings.profileDirectory);
  const log = pino({ name: 'vault', level: settings.logLevel, base: null });
  const { keyServers } = settings;
  const telephone = telephonePlan(profile);
  const matching = { neverFrom: profile.consents.matching.never_from, telephone };
  const vault = await startVault({
    dataDirectory: settings.dataDirectory,
    databaseUrl: settings.roleUrl,
    socketPath: settings.vaultSocket,
    demonstration: settings.mode === 'demonstration',
    caseworkOrigin: settings.casework.origin,
    timeZone: profile.timeZone,
    ...(keyServers.length === 0 ? {} : { matching: matchingEncoder(keyServers, matching) }),
    breakGlass: breakGlassLimits(profile),
    clock: clockOf(settings),
    searcher: searcherFor(telephone),
    telephone,
    custody: settings.custody,
    backupDirectory: settings.vaultBackups,
    log: (line) => log.warn(line),
  });
  endInOrder(vault.close);
  sayReady();
};

start().catch((fault: unknown) => {
  process.stderr.write(`The vault does not start.\n${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(1);
});
