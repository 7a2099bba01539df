import { binding, deriveKey, newKey, openBytes, sealBytes } from '../../platform/sealing/aead.ts';
import { newWrappingKeyPair } from '../../platform/sealing/hpke.ts';
import { open as openHpke, privateKeyFrom, seal as sealHpke } from '../../platform/sealing/hpke-native.ts';
import type { SealedFolder } from '../sealed-folder.ts';
import {
  type Files,
  type HeldPair,
  type Lock,
  type LockedPair,
  lockFiles,
  type Member,
  type Memory,
  memory,
  type Pair,
} from './body-lock-files.ts';
import { CustodyFault, type KeyCustodian } from './custodian.ts';

/*
 * Keys that only people of their body unlock. A body's private keys stand under a key of the body; that key is wrapped to
 * a key pair of each unlocking member, whose private half stands under what she alone knows (and under the vault's store
 * key, so that a stolen folder cannot even be guessed against). It is in memory only while unlocked. Until two members have
 * joined nothing changes, for one person who leaves would take everything with her.
 */

/** How many must have joined before a body's keys go behind its lock. */
export const fewestMembers = 2;
/** Where a body stands: the vault opens alone, members are being gathered, or its people unlock. */
export type LockState = 'vault' | 'gathering' | 'locked' | 'unlocked';

/** The locks of all bodies. `secret` is what a member alone has, stretched to 32 bytes by the caller with her salt. */
export type BodyLocks = {
  readonly bodies: () => readonly string[];
  readonly stateOf: (body: string) => LockState;
  readonly isOn: (body: string) => boolean;
  readonly isOpen: (body: string) => boolean;
  readonly members: (body: string) => readonly string[];
  readonly saltOf: (body: string, staffId: string) => Buffer | null;
  /** Adds a member or gives her a new secret; false while the body's keys are locked. The second member turns the lock on. */
  readonly join: (body: string, staffId: string, by: { readonly salt: Buffer; readonly secret: Buffer }) => boolean;
  /** Takes a member out and changes the body's key; false while locked, or when fewer than two would be left. */
  readonly leave: (body: string, staffId: string) => boolean;
  /** Gives the keys back to the vault and drops the lock, every member with it; false while locked, or where no lock is on. */
  readonly end: (body: string) => boolean;
  /** False when the secret is not hers. */
  readonly unlock: (body: string, staffId: string, secret: Buffer) => boolean;
  readonly lock: (body: string) => void;
  readonly lockAll: () => void;
  /** Bodies that nobody used for so long that they were locked just now. */
  readonly lockIdle: () => readonly string[];
  readonly publicPairs: (body: string) => readonly Pair[];
  readonly privateKey: (body: string, keyId: string) => Buffer | null;
  readonly add: (body: string, pair: HeldPair) => boolean;
  readonly remove: (body: string, keyId: string) => void;
  /** The body's key as a custodian like the others. */
  readonly custodian: (body: string) => KeyCustodian;
};

const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64');
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

const memberContext = (body: string, staffId: string): string => binding('unlock-member', 'v1', body, staffId);
const wrapBinding = (body: string, staffId: string) => ({
  info: Buffer.from(binding('unlock-body', 'v1', body)),
  aad: Buffer.from(binding('unlock-for', 'v1', staffId)),
});
const pairContext = (body: string, keyId: string): string => binding('unlock-pair', 'v1', body, keyId);
const custodianContext = (body: string): string => binding('unlock-custodian', 'v1', body);

const wrappedTo = (body: string, member: Member, bodyKey: Buffer): Member => {
  const message = sealHpke(bytesOf(member.publicKey), bodyKey, wrapBinding(body, member.staffId));
  return { ...member, encapsulation: textOf(message.encapsulation), wrapped: textOf(message.ciphertext) };
};

const lockedPair = (body: string, bodyKey: Buffer, { keyId, publicKey, privateKey }: HeldPair): LockedPair => ({
  keyId,
  publicKey: textOf(publicKey),
  sealed: textOf(sealBytes(bodyKey, privateKey, pairContext(body, keyId))),
});

const openPair = (body: string, bodyKey: Buffer, { keyId, sealed }: LockedPair): Buffer =>
  openBytes(bodyKey, bytesOf(sealed), pairContext(body, keyId));

type Parts = {
  readonly idle: number;
  readonly held: (body: string) => readonly HeldPair[];
  /** Told when a body's pairs stand behind its lock, on the disk: they may go from where they were. */
  readonly moved: (body: string) => void;
  /** Takes pairs back to where they were before the lock; on the disk when it returns. */
  readonly returned: (body: string, pairs: readonly HeldPair[]) => void;
};

const isOn = (lock: Lock | null): lock is Lock & { readonly bodyKey: null } => lock !== null && lock.bodyKey === null;

const newMember = (
  folder: SealedFolder,
  body: string,
  staffId: string,
  { salt, secret }: { readonly salt: Buffer; readonly secret: Buffer },
): Member => {
  const pair = newWrappingKeyPair();
  const under = deriveKey(Buffer.concat([secret, folder.storeKey]), memberContext(body, staffId));
  const sealed = sealBytes(under, pair.privateKey, memberContext(body, staffId));
  const none = { encapsulation: '', wrapped: '' };
  return { staffId, publicKey: textOf(pair.publicKey), salt: textOf(salt), secret: textOf(sealed), ...none };
};

/** The body's key for a member who knows her secret; null when she does not. */
const openFor = (folder: SealedFolder, body: string, member: Member, secret: Buffer): Buffer | null => {
  const context = memberContext(body, member.staffId);
  const under = deriveKey(Buffer.concat([secret, folder.storeKey]), context);
  try {
    const privateKey = privateKeyFrom(openBytes(under, bytesOf(member.secret), context));
    const message = { encapsulation: bytesOf(member.encapsulation), ciphertext: bytesOf(member.wrapped) };
    return openHpke(privateKey, message, wrapBinding(body, member.staffId));
  } catch {
    return null;
  }
};

const joining = (folder: SealedFolder, files: Files, kept: Memory, { held, moved }: Parts): BodyLocks['join'] => {
  const turnOn = (body: string, members: readonly Member[], bodyKey: Buffer): void => {
    const pairs = held(body).map((pair) => lockedPair(body, bodyKey, pair));
    files.write(body, { v: 1, members, bodyKey: null, pairs });
    moved(body);
    kept.keep(body, bodyKey);
  };
  return (body, staffId, by) => {
    const lock = files.of(body);
    const bodyKey = isOn(lock) ? kept.key(body, true) : lock?.bodyKey ? bytesOf(lock.bodyKey) : newKey();
    if (!bodyKey) return false;
    const member = wrappedTo(body, newMember(folder, body, staffId, by), bodyKey);
    const members = [...(lock?.members ?? []).filter((one) => one.staffId !== staffId), member];
    if (isOn(lock)) files.write(body, { ...lock, members });
    else if (members.length >= fewestMembers) turnOn(body, members, bodyKey);
    else files.write(body, { v: 1, members, bodyKey: textOf(bodyKey), pairs: [] });
    return true;
  };
};

const leaving =
  (files: Files, kept: Memory): BodyLocks['leave'] =>
  (body, staffId) => {
    const lock = files.of(body);
    const members = lock?.members.filter((one) => one.staffId !== staffId) ?? [];
    if (!lock || members.length === lock.members.length) return false;
    if (!isOn(lock)) {
      if (members.length === 0) files.drop(body);
      else files.write(body, { ...lock, members });
      return true;
    }
    const old = kept.key(body, true);
    if (!old || members.length < fewestMembers) return false;
    const fresh = newKey();
    const pairs = lock.pairs.map((pair) => {
      const privateKey = openPair(body, old, pair);
      return lockedPair(body, fresh, {
        organisationId: body,
        keyId: pair.keyId,
        publicKey: bytesOf(pair.publicKey),
        privateKey,
      });
    });
    files.write(body, { ...lock, pairs, members: members.map((one) => wrappedTo(body, one, fresh)) });
    kept.forget(body);
    kept.keep(body, fresh);
    return true;
  };

/** The pairs are on the disk before the lock goes: cut off in between, the next start finds the lock on and removes the copies. */
const ending =
  (files: Files, kept: Memory, { returned }: Parts): BodyLocks['end'] =>
  (body) => {
    const [lock, bodyKey] = [files.of(body), kept.key(body, true)];
    if (!isOn(lock) || !bodyKey) return false;
    const pairs = lock.pairs.map((pair) => ({
      ...{ organisationId: body, keyId: pair.keyId, publicKey: bytesOf(pair.publicKey) },
      privateKey: openPair(body, bodyKey, pair),
    }));
    returned(body, pairs);
    files.drop(body);
    kept.forget(body);
    return true;
  };

const pairing = (files: Files, kept: Memory): Pick<BodyLocks, 'publicPairs' | 'privateKey' | 'add' | 'remove'> => ({
  publicPairs: (body) =>
    (files.of(body)?.pairs ?? []).map(({ keyId, publicKey }) => ({
      organisationId: body,
      keyId,
      publicKey: bytesOf(publicKey),
    })),
  privateKey: (body, keyId) => {
    const pair = files.of(body)?.pairs.find((one) => one.keyId === keyId);
    const bodyKey = pair ? kept.key(body, true) : null;
    return pair && bodyKey ? openPair(body, bodyKey, pair) : null;
  },
  add: (body, pair) => {
    const [lock, bodyKey] = [files.of(body), kept.key(body, true)];
    if (!lock || !bodyKey) return false;
    files.write(body, { ...lock, pairs: [...lock.pairs, lockedPair(body, bodyKey, pair)] });
    return true;
  },
  remove: (body, keyId) => {
    const lock = files.of(body);
    if (lock?.pairs.some((one) => one.keyId === keyId))
      files.write(body, { ...lock, pairs: lock.pairs.filter((one) => one.keyId !== keyId) });
  },
});

const lockedFault = (): CustodyFault => new CustodyFault('locked', 'nobody of the body has unlocked its keys');

const custodianFor = (kept: Memory, body: string): KeyCustodian => {
  const bodyKey = (): Buffer => {
    const key = kept.key(body, true);
    if (!key) throw lockedFault();
    return key;
  };
  return {
    id: 'user-unlock',
    wrap: async (key) => sealBytes(bodyKey(), key, custodianContext(body)),
    unwrap: async (wrapped) => {
      const key = bodyKey();
      try {
        return openBytes(key, wrapped, custodianContext(body));
      } catch (cause) {
        throw new CustodyFault('not-ours', 'the body did not wrap this, or it was altered', cause);
      }
    },
    health: async () => (kept.key(body, false) ? 'ok' : 'locked'),
  };
};

/** Opens the locks of the bodies in the vault's folder; all are locked at first. */
export const openBodyLocks = (folder: SealedFolder, parts: Parts): BodyLocks => {
  const files = lockFiles(folder);
  const kept = memory(parts.idle);
  const memberOf = (body: string, staffId: string) => files.of(body)?.members.find((one) => one.staffId === staffId);
  const isOpen = (body: string): boolean => kept.key(body, false) !== null;
  return {
    bodies: files.bodies,
    isOn: (body) => isOn(files.of(body)),
    isOpen,
    stateOf: (body) => {
      const lock = files.of(body);
      if (!lock) return 'vault';
      if (!isOn(lock)) return 'gathering';
      return isOpen(body) ? 'unlocked' : 'locked';
    },
    members: (body) => (files.of(body)?.members ?? []).map(({ staffId }) => staffId),
    saltOf: (body, staffId) => {
      const member = memberOf(body, staffId);
      return member ? bytesOf(member.salt) : null;
    },
    join: joining(folder, files, kept, parts),
    leave: leaving(files, kept),
    end: ending(files, kept, parts),
    unlock: (body, staffId, secret) => {
      const member = memberOf(body, staffId);
      const bodyKey = member && isOn(files.of(body)) ? openFor(folder, body, member, secret) : null;
      if (bodyKey) kept.keep(body, bodyKey);
      return bodyKey !== null;
    },
    lock: kept.forget,
    lockAll: () => kept.all().forEach(kept.forget),
    lockIdle: kept.forgetIdle,
    ...pairing(files, kept),
    custodian: (body) => custodianFor(kept, body),
  };
};
