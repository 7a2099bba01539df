/** The staff site: pages and HTTP API for the bodies of the referral mechanism. */
import { extname, join } from 'node:path';
import { pino } from 'pino';
import { endInOrder, sayReady } from '../platform/child.ts';
import { readSettings, type Settings } from '../platform/config.ts';
import { databaseAnswers, openDatabase, refuseStrongRole } from '../platform/database/index.ts';
import { documentPrinter } from '../platform/document/index.ts';
import { clamdScanner, restingScanner } from '../platform/scanner/index.ts';
import { vaultClient } from '../platform/vault-client/index.ts';
import { createStaffSite, registerScreens } from '../platform/web/index.ts';
import { type Profile, readProfile } from '../profile/index.ts';
import { type PlainDate, systemClock } from '../platform/clock.ts';
import { leafletsOf, readGuidance, siteTexts } from '../rooms/portal/public/index.ts';
import { signInApi } from '../rooms/directory/api.ts';
import { clockOf } from './clock.ts';
import { ownPageToTry } from './demonstration/own-number.ts';
import { staffApi } from './staff/api.ts';
import { localSecret } from './local-secret.ts';
import { staffEnvironment } from './staff/environment.ts';
import { staffScreens } from './staff/screens.ts';

/** In the demonstration one steps in, and tries a page of the public site. */
const demonstrationTools = ({ mode, portal }: Settings) =>
  mode === 'demonstration' ? { demonstration: true, toTry: ownPageToTry(portal.origin) } : { demonstration: false };

/** What staff sees and makes of the public site. */
const publicSite = ({ mode, portal, profileDirectory }: Settings, profile: Profile) => {
  const guidanceOn = (day: PlainDate) => readGuidance(profile, profileDirectory, day);
  return {
    texts: siteTexts(guidanceOn),
    leaflets: leafletsOf({
      guidance: () => guidanceOn(systemClock.today(profile.timeZone)),
      origin: portal.origin,
      isDemonstration: mode === 'demonstration',
    }),
  };
};

const start = async (): Promise<void> => {
  const settings = readSettings();
  const log = pino({ name: 'casework', level: settings.logLevel, base: null });
  const database = openDatabase(settings.roleUrl, {
    connections: 12,
    onFault: (fault) => log.warn({ fault: fault.name }, 'database connection lost'),
  });
  await refuseStrongRole(database);
  const vault = vaultClient({
    socketPath: settings.vaultSocket,
    clientName: 'casework',
    clientKeyFile: `${settings.vaultClientKeys}/casework.key`,
  });
  const profile = readProfile(settings.profileDirectory);
  const logFault = (fault: object): void => log.error(fault, 'fault');
  const environment = staffEnvironment({ settings, database, profile, clock: clockOf(settings), logFault });
  const draftKey = localSecret(settings, 'draft-key');
  const tools = {
    draftKey,
    vault,
    database,
    ...demonstrationTools(settings),
    ...{ siteName: 'Ariane', origin: environment.origin },
    profile,
    ...(settings.scanner === null ? {} : { scan: restingScanner(clamdScanner(settings.scanner)).scan }),
    ...publicSite(settings, profile),
    print: documentPrinter({ program: join(import.meta.dirname, `document${extname(import.meta.filename)}`) }),
  };
  const app = await createStaffSite(environment, () => databaseAnswers(database));
  await app.register(signInApi(tools, environment.origin));
  await app.register(staffApi(environment, vault));
  registerScreens(app, staffScreens(tools), environment);
  await app.listen({ host: settings.casework.host, port: settings.casework.port });
  endInOrder(async () => {
    await app.close();
    vault.close();
    await database.destroy();
  });
  sayReady();
};

start().catch((fault: unknown) => {
  process.stderr.write(
    `The staff site does not start.\n${fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)}\n`,
  );
  process.exit(1);
});
