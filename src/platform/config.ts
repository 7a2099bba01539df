import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import { custodyEnvironment, custodyFrom, custodyMeanings, type CustodySettings } from './custody-settings.ts';
import { projectRoot } from './root.ts';
import { readScannerAddress, type ScannerAddress } from './scanner/clamd.ts';
import { SettingFault } from './setting-fault.ts';
import { type WitnessSettings, witnessEnvironment, witnessesFrom, witnessMeanings } from './witness-settings.ts';

export { SettingFault } from './setting-fault.ts';

/**
 * The one place that reads the environment. Every setting has a name, a meaning and a default or none;
 * `npm run serve` refuses to start on a missing or weak one and says which.
 */
export const settingMeanings = {
  DATA_DIR: 'folder of the embedded database, keys and files (default ./data)',
  DATABASE_URL: 'address of a PostgreSQL server (17 or newer) with a role that may create roles; empty: embedded',
  DATABASE_ROLE_PREFIX: 'first part of the names of the database roles (default ariane)',
  PROFILE: 'folder of the country profile (default profiles/luxembourg)',
  PORTAL_HOST: 'address the public site listens on (default 127.0.0.1)',
  PORTAL_PORT: 'port of the public site (default 8080)',
  PORTAL_ORIGIN: 'public address of the public site, with https (needed by serve)',
  CASEWORK_HOST: 'address the staff site listens on (default 127.0.0.1)',
  CASEWORK_PORT: 'port of the staff site (default 8081)',
  CASEWORK_ORIGIN: 'public address of the staff site, with https, on another host name (needed by serve)',
  MAIL_URL: 'smtp address for content-free notices, such as smtp://user:secret@host:465; empty: none are sent',
  MAIL_FROM: 'sender of notices',
  LINKAGE_KEY_FIRST:
    'where the first key server of matching runs: `here`, or the socket through which another host is reached; empty: here in the demonstration, else matching is off',
  LINKAGE_KEY_SECOND: 'the same for the second key server; never both `here` for real people',
  CLAMD_ADDRESS:
    'a scanner for harmful files that speaks as clamd does, `unix:/path` or `tcp://host:port`; empty: files are marked as not scanned',
  LOG_LEVEL: 'fatal, error, warn, info, debug (default info)',
  ...custodyMeanings,
  ...witnessMeanings,
} as const;

const port = z.coerce.number().int().min(0).max(65_535);

const environmentSchema = z.object({
  DATA_DIR: z.string().default('data'),
  DATABASE_URL: z.string().default(''),
  DATABASE_ROLE_PREFIX: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/)
    .default('ariane'),
  PROFILE: z.string().default('profiles/luxembourg'),
  PORTAL_HOST: z.string().default('127.0.0.1'),
  PORTAL_PORT: port.default(8080),
  PORTAL_ORIGIN: z.string().default(''),
  CASEWORK_HOST: z.string().default('127.0.0.1'),
  CASEWORK_PORT: port.default(8081),
  CASEWORK_ORIGIN: z.string().default(''),
  MAIL_URL: z.string().default(''),
  MAIL_FROM: z.string().default(''),
  LINKAGE_KEY_FIRST: z.string().default(''),
  LINKAGE_KEY_SECOND: z.string().default(''),
  CLAMD_ADDRESS: z
    .string()
    .refine((text) => text === '' || readScannerAddress(text) !== null, 'is neither `unix:/path` nor `tcp://host:port`')
    .default(''),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  ARIANE_MODE: z.enum(['demonstration', 'serve']).default('demonstration'),
  ARIANE_ROLE_URL: z.string().default(''),
  ARIANE_STATISTICS_URL: z.string().default(''),
  ARIANE_AUDITOR_URL: z.string().default(''),
  ARIANE_READY_FILE: z.string().default(''),
  ...custodyEnvironment,
  ...witnessEnvironment,
});

/** What a process needs to know to run. Folders are absolute. */
export type Settings = {
  readonly mode: 'demonstration' | 'serve';
  readonly dataDirectory: string;
  readonly databaseUrl: string;
  readonly rolePrefix: string;
  readonly profileDirectory: string;
  readonly portal: SiteSettings;
  readonly casework: SiteSettings;
  readonly mail: { readonly url: string; readonly from: string };
  readonly logLevel: string;
  /** Address of the database for this process's own role, given by the supervisor. */
  readonly roleUrl: string;
  /** The worker's second login, which sees only published facts. */
  readonly statisticsUrl: string;
  /** The worker's third login, which reads the journal and nothing else. */
  readonly auditorUrl: string;
  readonly vaultSocket: string;
  readonly vaultClientKeys: string;
  /** Who keeps the vault's root key. */
  readonly custody: CustodySettings;
  /** Where sealed backups of the vault go by themselves; empty: nowhere. */
  readonly vaultBackups: string;
  /** Both key servers of matching, or none: then nobody is matched. */
  readonly keyServers: readonly KeyServerSetting[];
  /** Where files are looked at for harmful programs; null: nowhere. */
  readonly scanner: ScannerAddress | null;
  /** Where signed checkpoints of the journal go beside the database. */
  readonly witness: WitnessSettings;
};
/** A key server of matching: the share's name, its socket, what the vault proves itself with, and whether we start it ourselves. */
export type KeyServerSetting = {
  readonly share: 'first' | 'second';
  readonly socketPath: string;
  readonly clientKeyFile: string;
  readonly isOurs: boolean;
};
export type SiteSettings = { readonly host: string; readonly port: number; readonly origin: string };

const fromRoot = (path: string): string => (isAbsolute(path) ? path : resolve(projectRoot, path));

const originOf = (given: string, host: string, number: number): string => {
  if (given) return given.replace(/\/+$/, '');
  return `http://${host}:${number}`;
};

type Environment = z.infer<typeof environmentSchema>;

/** One share: ours stands in a folder of its own beside the data; another's is reached through a socket with its key beside it. */
const keyServerOf = (share: 'first' | 'second', place: string, dataDirectory: string): KeyServerSetting => {
  const folder = join(dataDirectory, `linkage-key-${share}`);
  return place === 'here'
    ? { share, socketPath: join(folder, 'key.sock'), clientKeyFile: join(folder, 'clients', 'vault.key'), isOurs: true }
    : { share, socketPath: place, clientKeyFile: `${place}.key`, isOurs: false };
};

const keyServersOf = (read: Environment, dataDirectory: string): readonly KeyServerSetting[] => {
  const usual = read.ARIANE_MODE === 'demonstration' ? 'here' : '';
  const [first, second] = [read.LINKAGE_KEY_FIRST || usual, read.LINKAGE_KEY_SECOND || usual];
  return first === '' || second === ''
    ? []
    : [keyServerOf('first', first, dataDirectory), keyServerOf('second', second, dataDirectory)];
};

const readEnvironment = (environment: NodeJS.ProcessEnv): Environment => {
  const read = environmentSchema.safeParse(environment);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  throw new SettingFault(String(issue?.path[0] ?? 'unknown'), issue?.message ?? 'not understood');
};

/** Reads the settings from the environment. Throws a `SettingFault` naming the first that is not understood. */
export const readSettings = (environment: NodeJS.ProcessEnv = process.env): Settings => {
  const read = readEnvironment(environment);
  const dataDirectory = isAbsolute(read.DATA_DIR) ? read.DATA_DIR : resolve(read.DATA_DIR);
  return {
    mode: read.ARIANE_MODE,
    dataDirectory,
    databaseUrl: read.DATABASE_URL,
    rolePrefix: read.DATABASE_ROLE_PREFIX,
    profileDirectory: fromRoot(read.PROFILE),
    portal: {
      host: read.PORTAL_HOST,
      port: read.PORTAL_PORT,
      origin: originOf(read.PORTAL_ORIGIN, '127.0.0.1', read.PORTAL_PORT),
    },
    casework: {
      host: read.CASEWORK_HOST,
      port: read.CASEWORK_PORT,
      origin: originOf(read.CASEWORK_ORIGIN, 'localhost', read.CASEWORK_PORT),
    },
    mail: { url: read.MAIL_URL, from: read.MAIL_FROM },
    logLevel: read.LOG_LEVEL,
    roleUrl: read.ARIANE_ROLE_URL,
    statisticsUrl: read.ARIANE_STATISTICS_URL,
    auditorUrl: read.ARIANE_AUDITOR_URL,
    vaultSocket: join(dataDirectory, 'vault', 'vault.sock'),
    vaultClientKeys: join(dataDirectory, 'vault', 'clients'),
    custody: custodyFrom(read),
    keyServers: keyServersOf(read, dataDirectory),
    witness: witnessesFrom(read, dataDirectory),
    vaultBackups: read.VAULT_BACKUP_DIR === '' ? '' : resolve(read.VAULT_BACKUP_DIR),
    scanner: readScannerAddress(read.CLAMD_ADDRESS),
  };
};

const requireOrigin = (setting: 'PORTAL_ORIGIN' | 'CASEWORK_ORIGIN', given: string | undefined): URL => {
  if (!given) throw new SettingFault(setting, `is missing: ${settingMeanings[setting]}`);
  const origin = URL.parse(given);
  if (!origin) throw new SettingFault(setting, 'is not an address');
  if (origin.protocol !== 'https:') throw new SettingFault(setting, 'must begin with https://');
  return origin;
};

const requireStrongDatabase = (given: string | undefined): void => {
  if (!given) return;
  const address = URL.parse(given);
  if (!address?.protocol.startsWith('postgres')) throw new SettingFault('DATABASE_URL', 'is not a postgres:// address');
  if (address.password.length < 16) throw new SettingFault('DATABASE_URL', 'has a password of under 16 characters');
};

/** One host that holds both shares would hold the key: whoever took or ordered it could name everybody that a list can guess. */
const requireTwoKeyHolders = (environment: NodeJS.ProcessEnv): void => {
  const [first, second] = [environment['LINKAGE_KEY_FIRST'] ?? '', environment['LINKAGE_KEY_SECOND'] ?? ''];
  if (first === 'here' && second === 'here')
    throw new SettingFault('LINKAGE_KEY_SECOND', 'the two key servers of matching must run on two bodies’ hosts');
  if ((first === '') !== (second === ''))
    throw new SettingFault(
      first === '' ? 'LINKAGE_KEY_FIRST' : 'LINKAGE_KEY_SECOND',
      'is missing: matching needs both',
    );
};

/** Checks what only the production start asks: https, two host names, strong database password. Throws a `SettingFault`. */
export const checkProductionSettings = (environment: NodeJS.ProcessEnv = process.env): void => {
  const portal = requireOrigin('PORTAL_ORIGIN', environment['PORTAL_ORIGIN']);
  const casework = requireOrigin('CASEWORK_ORIGIN', environment['CASEWORK_ORIGIN']);
  if (portal.hostname === casework.hostname)
    throw new SettingFault('CASEWORK_ORIGIN', 'must use another host name than PORTAL_ORIGIN');
  requireStrongDatabase(environment['DATABASE_URL']);
  requireTwoKeyHolders(environment);
};

/** The environment for a child process: the parent's own plus what the supervisor adds. */
export const childEnvironment = (added: Readonly<Record<string, string>>): NodeJS.ProcessEnv => ({
  ...process.env,
  ...added,
});

/** The environment as it is, for the few tools (supervisor, tests) that pass it on. */
export const environmentValue = (name: string): string | undefined => process.env[name];
