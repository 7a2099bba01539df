import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { monotonicMilliseconds } from '../../platform/clock.ts';
import { destroySealed, readSealed, type SealedFolder, writeSealed } from '../sealed-folder.ts';

/** Who may unlock: her public half, and her private one under what she alone knows; the body's key wrapped to it. */
export type Member = {
  readonly staffId: string;
  readonly publicKey: string;
  readonly salt: string;
  readonly secret: string;
  readonly encapsulation: string;
  readonly wrapped: string;
};
/** A key pair whose private half stands under the body's key. */
export type LockedPair = { readonly keyId: string; readonly publicKey: string; readonly sealed: string };
/** The lock of one body as its file keeps it. */
export type Lock = {
  readonly v: 1;
  readonly members: readonly Member[];
  /** Empty until two have joined: then the body's key stands here no more, and its pairs do. */
  readonly bodyKey: string | null;
  readonly pairs: readonly LockedPair[];
};
/** A key pair of a body. */
export type Pair = { readonly organisationId: string; readonly keyId: string; readonly publicKey: Buffer };
export type HeldPair = Pair & { readonly privateKey: Buffer };

/** Milliseconds without an opening after which a body's keys are locked again, unless told otherwise. */
export const defaultUnlockIdle = 30 * 60 * 1000;

const folderName = 'organisations';
const ending = '.lock';
type Opened = { readonly key: Buffer; lastUse: number };
/** The files of the locks, each whole or not at all. */
export const lockFiles = (folder: SealedFolder) => {
  const read = (body: string): Lock | null => {
    const text = readSealed(folder, `${folderName}/${body}${ending}`);
    return text ? (JSON.parse(text.toString('utf8')) as Lock) : null;
  };
  const names = readdirSync(join(folder.path, 'keys', folderName)).filter((name) => name.endsWith(ending));
  const known = new Map(names.map((name) => name.slice(0, -ending.length)).map((body) => [body, read(body)] as const));
  return {
    bodies: () => [...known].flatMap(([body, lock]) => (lock ? [body] : [])),
    of: (body: string): Lock | null => known.get(body) ?? null,
    write: (body: string, lock: Lock): void => {
      writeSealed(folder, `${folderName}/${body}${ending}`, Buffer.from(JSON.stringify(lock)));
      known.set(body, lock);
    },
    drop: (body: string): void => {
      destroySealed(folder, `${folderName}/${body}${ending}`);
      known.delete(body);
    },
  };
};

/** The files of the locks. */
export type Files = ReturnType<typeof lockFiles>;

/** Which bodies' keys are in memory, and since when nobody used them. */
export const memory = (idle: number) => {
  const opened = new Map<string, Opened>();
  const forget = (body: string): void => {
    opened.get(body)?.key.fill(0);
    opened.delete(body);
  };
  const isIdle = ({ lastUse }: Opened): boolean => monotonicMilliseconds() - lastUse >= idle;
  return {
    keep: (body: string, key: Buffer): void => void opened.set(body, { key, lastUse: monotonicMilliseconds() }),
    /** The body's key; using it keeps it unlocked, looking does not. */
    key: (body: string, isUse: boolean): Buffer | null => {
      const one = opened.get(body);
      if (!one) return null;
      if (isIdle(one)) {
        forget(body);
        return null;
      }
      if (isUse) one.lastUse = monotonicMilliseconds();
      return one.key;
    },
    forget,
    forgetIdle: (): string[] => {
      const gone = [...opened].filter(([, one]) => isIdle(one)).map(([body]) => body);
      gone.forEach(forget);
      return gone;
    },
    all: () => [...opened.keys()],
  };
};

/** What is unlocked. */
export type Memory = ReturnType<typeof memory>;
