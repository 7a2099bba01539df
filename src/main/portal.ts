/** The public site's process. It may read what is published and nothing else. */
import { ownBodyNames } from './portal/own-names.ts';
import { pino } from 'pino';
import { endInOrder, sayReady } from '../platform/child.ts';
import { type PlainDate, systemClock } from '../platform/clock.ts';
import { readSettings, type Settings } from '../platform/config.ts';
import { databaseAnswers, openDatabase, refuseStrongRole } from '../platform/database/index.ts';
import { faultFacts } from '../platform/fault-facts.ts';
import { type Profile, readProfile } from '../profile/index.ts';
import {
  handOnVisits,
  messageDoorsOf,
  type MessagePages,
  openLanes,
  standingBanners,
  type OwnNames,
  type PublicPage,
  readGuidance,
  visitCounter,
} from '../rooms/portal/public/index.ts';
import { clocksForPerson } from '../rooms/protection/public/index.ts';
import { statisticsPublicPages } from '../rooms/statistics/public/index.tsx';
import { clockOf } from './clock.ts';
import { localSecret } from './local-secret.ts';
import { type VaultClient, vaultClient } from '../platform/vault-client/index.ts';
import { buildPortal } from './portal/server.ts';

/** Pages of other rooms on the public site: one line each, from `rooms/<room>/public`. */
const publicPages = (profile: Profile, settings: Settings): readonly PublicPage[] =>
  statisticsPublicPages({
    profile,
    profileDirectory: settings.profileDirectory,
    showUnreviewed: settings.mode === 'demonstration',
  });

/** What a person's own pages need to know of the country. */
const ownNames = (profile: Profile): OwnNames => ({
  body: ownBodyNames(profile),
  clocks: clocksForPerson(profile),
  timeZone: profile.timeZone,
});

/** How one writes without a name: who receives it, and who may send at this moment. */
const messagesOf = (profile: Profile, key: Buffer, tools: MessagePages['tools']): Omit<MessagePages, 'mayTry'> => ({
  ...{ tools, key, doors: messageDoorsOf(profile), dangerDays: profile.messages.danger_days },
  ...{ bodyName: ownBodyNames(profile), lanes: openLanes(key) },
});

const toVault = ({ vaultSocket, vaultClientKeys }: Settings): VaultClient =>
  vaultClient({ socketPath: vaultSocket, clientName: 'portal', clientKeyFile: `${vaultClientKeys}/portal.key` });

const start = async (): Promise<void> => {
  const settings = readSettings();
  const log = pino({ name: 'portal', level: settings.logLevel, base: null });
  const profile = readProfile(settings.profileDirectory);
  const database =
    settings.roleUrl === ''
      ? undefined
      : openDatabase(settings.roleUrl, { connections: 2, onFault: ({ message }) => log.warn(message) });
  if (database) await refuseStrongRole(database);
  const clock = clockOf(settings);
  const today = (): PlainDate => clock.today(profile.timeZone);
  const vault = toVault(settings);
  const key = localSecret(settings, 'session-key', 'portal');
  const server = buildPortal({
    guidance: () => readGuidance(profile, settings.profileDirectory, systemClock.today(profile.timeZone)),
    isDemonstration: settings.mode === 'demonstration',
    origin: settings.portal.origin,
    pages: publicPages(profile, settings),
    onFault: (fault) => log.error(faultFacts(fault), 'the public site failed'),
    ...(database && {
      visits: visitCounter((counted) => handOnVisits(database, today(), counted)),
      banners: () => standingBanners(database, today()),
      isDatabaseUp: () => databaseAnswers(database),
      own: {
        tools: { database, clock, timeZone: profile.timeZone },
        key,
        names: ownNames(profile),
      },
      messages: messagesOf(profile, key, { database, vault, clock, timeZone: profile.timeZone }),
    }),
  });
  await server.listen({ host: settings.portal.host, port: settings.portal.port });
  endInOrder(async () => {
    await server.close();
    vault.close();
    await database?.destroy();
  });
  sayReady();
};

start().catch((fault: unknown) => {
  process.stderr.write(`The public site does not start.\n${fault instanceof Error ? fault.message : String(fault)}\n`);
  process.exit(1);
});
