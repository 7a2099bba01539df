import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '../platform/ids.ts';
import { newWrappingKeyPair } from '../platform/sealing/hpke.ts';
import { privateKeyFrom, rawPublicKey } from '../platform/sealing/hpke-native.ts';
import { type BodyLocks, openBodyLocks } from './custody/body-locks.ts';
import { clearLeftovers } from './safe-files.ts';
import { destroySealed, readSealed, type SealedFolder, writeSealed } from './sealed-folder.ts';

/** The public half of an organisation's key pair. */
export type PublicPair = { readonly organisationId: string; readonly keyId: string; readonly publicKey: Buffer };
type HeldPair = PublicPair & { readonly privateKey: Buffer };

/** Whether a private key can be used: it is here, its body has not unlocked it, or it is not (no longer) here. */
export type PairState = 'held' | 'locked' | 'gone';

/** The key pairs of the organisations: those the vault opens alone, and those that wait for a person of the body. */
export type PairStore = {
  /** The newest pair of an organisation; made now when it has none. */
  readonly newest: (organisationId: string) => PublicPair;
  /** Makes another pair, from now on the newest; null while the organisation's keys are locked. */
  readonly another: (organisationId: string) => PublicPair | null;
  readonly publicPair: (organisationId: string, keyId: string) => PublicPair | null;
  readonly privateKey: (organisationId: string, keyId: string) => Buffer | null;
  readonly stateOf: (organisationId: string, keyId: string) => PairState;
  readonly keyIds: (organisationId: string) => readonly string[];
  /** Destroys a private key for good. Nothing when it is not here. */
  readonly destroy: (organisationId: string, keyId: string) => void;
  readonly locks: BodyLocks;
  readonly close: () => void;
};

const folderName = 'organisations';
const fileOf = (organisationId: string, keyId: string): string => `${folderName}/${organisationId}.${keyId}.key`;

const pairFrom = (organisationId: string, keyId: string, privateKey: Buffer): HeldPair => ({
  organisationId,
  keyId,
  privateKey,
  publicKey: rawPublicKey(privateKeyFrom(privateKey)),
});

const readPairs = (folder: SealedFolder): HeldPair[] =>
  readdirSync(join(folder.path, 'keys', folderName))
    .filter((name) => name.endsWith('.key'))
    .sort()
    .flatMap((name) => {
      const [organisationId = '', keyId = ''] = name.split('.');
      const privateKey = readSealed(folder, fileOf(organisationId, keyId));
      return privateKey ? [pairFrom(organisationId, keyId, privateKey)] : [];
    });

/** What the store keeps in memory. Key ids are sortable by time, so the last of an organisation is its newest. */
const openPlain = (folder: SealedFolder) => {
  let pairs = readPairs(folder);
  const of = (organisationId: string) => pairs.filter((pair) => pair.organisationId === organisationId);
  return {
    of,
    pair: (organisationId: string, keyId: string) => of(organisationId).find((pair) => pair.keyId === keyId),
    add: (pair: HeldPair): HeldPair => {
      writeSealed(folder, fileOf(pair.organisationId, pair.keyId), pair.privateKey);
      pairs.push(pair);
      return pair;
    },
    remove: (organisationId: string, keyId: string): void => {
      destroySealed(folder, fileOf(organisationId, keyId));
      for (const pair of of(organisationId)) if (pair.keyId === keyId) pair.privateKey.fill(0);
      pairs = pairs.filter((pair) => pair.organisationId !== organisationId || pair.keyId !== keyId);
    },
  };
};

type Plain = ReturnType<typeof openPlain>;

/** Keys that a body took behind its own lock must not stay beside it: what a crash left is removed now. */
const takeBehindLock = (plain: Plain, locks: BodyLocks, organisationId: string): void => {
  for (const { keyId } of plain.of(organisationId))
    if (locks.publicPairs(organisationId).some((pair) => pair.keyId === keyId)) plain.remove(organisationId, keyId);
};

const another = (plain: Plain, locks: BodyLocks, organisationId: string): PublicPair | null => {
  const pair = pairFrom(organisationId, newId(), newWrappingKeyPair().privateKey);
  if (!locks.isOn(organisationId)) return plain.add(pair);
  return locks.add(organisationId, pair) ? pair : null;
};

const reading = (plain: Plain, locks: BodyLocks): Pick<PairStore, 'privateKey' | 'stateOf' | 'keyIds'> => {
  const isLockedAway = (organisationId: string, keyId: string) =>
    locks.publicPairs(organisationId).some((pair) => pair.keyId === keyId);
  const stateOf = (organisationId: string, keyId: string): PairState => {
    if (plain.pair(organisationId, keyId)) return 'held';
    if (!isLockedAway(organisationId, keyId)) return 'gone';
    return locks.isOpen(organisationId) ? 'held' : 'locked';
  };
  return {
    stateOf,
    privateKey: (organisationId, keyId) =>
      plain.pair(organisationId, keyId)?.privateKey ?? locks.privateKey(organisationId, keyId),
    keyIds: (organisationId) =>
      [...plain.of(organisationId), ...locks.publicPairs(organisationId)].map(({ keyId }) => keyId).sort(),
  };
};

/** Opens the key pairs of the vault's folder; keys behind a body's lock are locked again `unlockIdle` milliseconds after their last use. */
export const openPairs = (folder: SealedFolder, unlockIdle: number): PairStore => {
  clearLeftovers(join(folder.path, 'keys', folderName));
  const plain = openPlain(folder);
  const locks = openBodyLocks(folder, {
    idle: unlockIdle,
    held: (organisationId) => plain.of(organisationId),
    moved: (organisationId) => takeBehindLock(plain, locks, organisationId),
    returned: (_, pairs) => pairs.forEach((pair) => plain.add(pair)),
  });
  for (const organisationId of locks.bodies()) takeBehindLock(plain, locks, organisationId);
  const newest = (organisationId: string): PublicPair | undefined =>
    [...plain.of(organisationId), ...locks.publicPairs(organisationId)]
      .toSorted((one, other) => (one.keyId < other.keyId ? -1 : 1))
      .at(-1);
  return {
    ...reading(plain, locks),
    publicPair: (organisationId, keyId) =>
      [...plain.of(organisationId), ...locks.publicPairs(organisationId)].find((pair) => pair.keyId === keyId) ?? null,
    newest: (organisationId) => {
      const pair = newest(organisationId) ?? another(plain, locks, organisationId);
      if (!pair) throw new Error('an organisation behind its own lock has no key');
      return pair;
    },
    another: (organisationId) => another(plain, locks, organisationId),
    destroy: (organisationId, keyId) => {
      if (plain.pair(organisationId, keyId)) plain.remove(organisationId, keyId);
      locks.remove(organisationId, keyId);
    },
    locks,
    close: () => locks.lockAll(),
  };
};
