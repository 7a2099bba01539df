import { join } from 'node:path';
import { type Clock, systemClock } from '../platform/clock.ts';
import type { CustodySettings } from '../platform/custody-settings.ts';
import { openDatabase, refuseStrongRole } from '../platform/database/index.ts';
import type { TelephonePlan } from '../platform/telephone.ts';
import { newAttempts } from './attempts.ts';
import { backupWhatChanged } from './backup.ts';
import { endBreakGlass } from './break-glass-end.ts';
import { clearClosedPackets } from './closed-packets.ts';
import { newBudget, newReceiptBudget, newSearchBudget } from './budget.ts';
import { answerCall } from './calls.ts';
import { custodianOf } from './custody/choose.ts';
import { watchCustodian } from './custody/watch.ts';
import { eraseAgain } from './erase/again.ts';
import { collectEraseKeys } from './erase-key-inbox.ts';
import { openKeys } from './keys.ts';
import type { Encoder, EncoderMemory } from './encoder.ts';
import { rememberEnds } from './laws.ts';
import { rememberRevoked } from './recipient-keys.ts';
import { encodeWaiting } from './matching.ts';
import { publishKeysOfBodies, publishOwnKey } from './organisation-keys.ts';
import { passwordHasher } from './passwords.ts';
import { renewWaiting } from './renew.ts';
import { finishConversations } from './receipts.ts';
import { endWordsOver } from './ended-subjects.ts';
import { finishDestroying } from './rotate.ts';
import { indexWaiting } from './search.ts';
import type { Searcher } from './searcher.ts';
import { listen, refuseSecondVault, type VaultLog } from './server.ts';
import { clearOldAttempts } from './store/credentials.ts';
import { publishContextKey } from './store/people.ts';
import { lockWhatIsIdle } from './unlock.ts';
import type { BreakGlassLimits, Vault } from './vault.ts';
import { finishTakingBack, takeBackAgain } from './withdraw.ts';

export type { Encoder, EncoderMemory, Matter } from './encoder.ts';
export type { Searcher } from './searcher.ts';
export type { VaultLog } from './server.ts';
export type { BreakGlassLimits } from './vault.ts';

/** What the vault needs to start. */
export type VaultSettings = {
  /** The installation's data folder; the vault's own is `vault` in it. */
  readonly dataDirectory: string;
  /** Address of the database for the role `vault`. */
  readonly databaseUrl: string;
  readonly socketPath: string;
  /** Only then may somebody step in without proof. */
  readonly demonstration: boolean;
  /** Address of the staff site; passkeys are bound to it. */
  readonly caseworkOrigin: string;
  readonly breakGlass: BreakGlassLimits;
  /** For the calendar day of delegations. */
  readonly timeZone: string;
  /** The time events are told in; the machine's unless told. Sessions always end by the machine's. */
  readonly clock?: Clock;
  /** Who keeps the root key; a file unless told. */
  readonly custody?: CustodySettings;
  /** Makes what encodes names for matching; without it nobody is matched. */
  readonly matching?: (memory: EncoderMemory) => Encoder;
  /** Makes marks for exact search; without it nothing is found. */
  readonly searcher?: Searcher;
  /** How the country dials, so that a caller is known again however the number is typed; without it a number needs its country. */
  readonly telephone?: TelephonePlan;
  /** Milliseconds after which a body's keys that nobody uses are locked again; half an hour unless told. */
  readonly unlockIdle?: number;
  /** Another disk for sealed backups that are made by themselves; none unless told. */
  readonly backupDirectory?: string;
  readonly log: VaultLog;
};

/** A running vault; `close` ends it in order. */
export type RunningVault = { readonly close: () => Promise<void> };

/** The letter box is emptied this often, so that a database backup holds few erase keys. */
const collectEvery = 15_000;
/** Erase keys that came in since the last backup would be lost with the folder. */
const backUpEvery = 10 * 60 * 1000;
/** What persons took back themselves: nothing opens by it already, the keys follow. */
const finishEvery = 5000;
const tidyEvery = 60 * 60 * 1000;
/** Files that are to be matched are encoded this often; nothing is compared before the night. */
const encodeEvery = 30_000;

const siteOf = (origin: string): Vault['site'] => ({ origin, hostName: new URL(origin).hostname, name: 'Ariane' });

const openVault = async (settings: VaultSettings): Promise<Vault> => {
  const keys = await openKeys(
    join(settings.dataDirectory, 'vault'),
    custodianOf(settings.custody ?? { kind: 'file' }),
    settings.unlockIdle,
  );
  const { log } = settings;
  return {
    keys,
    custody: watchCustodian(keys.custodian),
    database: openDatabase(settings.databaseUrl, {
      connections: 6,
      onFault: () => log({ event: 'database-connection-lost' }),
    }),
    clock: settings.clock ?? systemClock,
    timeZone: settings.timeZone,
    demonstration: settings.demonstration,
    site: siteOf(settings.caseworkOrigin),
    hasher: passwordHasher(keys.secretKey),
    budget: newBudget(systemClock),
    searches: newSearchBudget(systemClock),
    receipts: newReceiptBudget(systemClock),
    searcher: settings.searcher ?? null,
    telephone: settings.telephone ?? null,
    attempts: newAttempts(systemClock),
    encoder: settings.matching?.(keys.note) ?? null,
    breakGlass: settings.breakGlass,
  };
};

/** Repeats a chore. One that fails is told to the log by its name and tried again next time. */
const repeat = (milliseconds: number, chore: () => Promise<unknown>, failed: () => void): (() => Promise<void>) => {
  let running: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    running = chore().catch(failed);
  }, milliseconds);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
};

/** Names on their way into what is compared and searched without names. */
const takingIn = (vault: Vault, log: VaultLog): readonly (() => Promise<void>)[] => [
  repeat(
    encodeEvery,
    () => encodeWaiting(vault),
    () => log({ event: 'encoding-failed' }),
  ),
  repeat(
    encodeEvery,
    () => indexWaiting(vault),
    () => log({ event: 'indexing-failed' }),
  ),
];

/** What is left to do once consents were taken back, and laws switched off. */
const afterWithdrawals = (vault: Vault, log: VaultLog): readonly (() => Promise<void>)[] => [
  repeat(
    encodeEvery,
    () => renewWaiting(vault),
    () => log({ event: 'sealing-anew-failed' }),
  ),
  repeat(
    finishEvery,
    () => finishTakingBack(vault),
    () => log({ event: 'taking-back-failed' }),
  ),
  repeat(
    finishEvery,
    () => finishConversations(vault),
    () => log({ event: 'finishing-conversations-failed' }),
  ),
  repeat(
    finishEvery,
    () => endWordsOver(vault),
    () => log({ event: 'ending-words-failed' }),
  ),
  repeat(
    finishEvery,
    async () => {
      await rememberEnds(vault);
      await rememberRevoked(vault);
    },
    () => log({ event: 'remembering-ends-failed' }),
  ),
];

/** What the vault does by itself. */
const choresOf = (vault: Vault, { log, backupDirectory = '' }: VaultSettings): readonly (() => Promise<void>)[] => [
  repeat(
    collectEvery,
    () => collectEraseKeys(vault),
    () => log({ event: 'collecting-failed' }),
  ),
  repeat(
    collectEvery,
    () => vault.custody.look(),
    () => log({ event: 'custodian-not-asked' }),
  ),
  repeat(
    collectEvery,
    () => lockWhatIsIdle(vault),
    () => log({ event: 'locking-failed' }),
  ),
  ...takingIn(vault, log),
  repeat(
    backUpEvery,
    () => backupWhatChanged(vault, backupDirectory),
    () => log({ event: 'backup-failed' }),
  ),
  repeat(
    collectEvery,
    () => endBreakGlass(vault),
    () => log({ event: 'ending-emergencies-failed' }),
  ),
  ...afterWithdrawals(vault, log),
  repeat(
    tidyEvery,
    () => clearClosedPackets(vault),
    () => log({ event: 'closing-packets-failed' }),
  ),
  repeat(
    tidyEvery,
    () => clearOldAttempts(vault.database),
    () => log({ event: 'tidying-failed' }),
  ),
];

/**
 * Starts the vault: opens or makes its folder, gives the database the key for checking contexts, publishes its own
 * public key and those of the bodies that work in the program, and listens. Throws a clear sentence when the folder is open to others, damaged or of
 * another database, or when the database role is stronger than it should be.
 */
export const startVault = async (settings: VaultSettings): Promise<RunningVault> => {
  await refuseSecondVault(settings.socketPath);
  const vault = await openVault(settings);
  await refuseStrongRole(vault.database);
  await finishDestroying(vault);
  await publishOwnKey(vault);
  await publishKeysOfBodies(vault);
  await publishContextKey(vault.database, vault.keys.contextKey);
  const again = await takeBackAgain(vault);
  if (again > 0) settings.log({ event: 'consents-taken-back-again' });
  await finishTakingBack(vault);
  await finishConversations(vault);
  await endWordsOver(vault);
  await rememberEnds(vault);
  await rememberRevoked(vault);
  await endBreakGlass(vault);
  await clearClosedPackets(vault);
  const erased = await eraseAgain(vault);
  if (erased > 0) settings.log({ event: 'erased-again' });
  await renewWaiting(vault);
  const server = await listen({
    socketPath: settings.socketPath,
    keys: vault.keys,
    log: settings.log,
    handle: (client, call, body) => answerCall(vault, client, call, body),
  });
  const chores = choresOf(vault, settings);
  const close = async (): Promise<void> => {
    await server.close();
    for (const stop of chores) await stop();
    vault.encoder?.close();
    await vault.database.destroy();
    vault.keys.close();
  };
  return { close };
};
