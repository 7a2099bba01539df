import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import type { Refusal } from '../outcome.ts';
import { type Connection, openConnection } from './connection.ts';
import { type CommonRefusal, type VaultCall, type VaultClient, vaultCalls } from './contract.ts';
import { patienceFor } from './patience.ts';

export type {
  BasisRefusal,
  CommonRefusal,
  MatchingRefusal,
  OpenRefusal,
  PublishedKey,
  RotationProgress,
  ShareRefusal,
  SignedContext,
  UnlockState,
  VaultAnswers,
  VaultCall,
  VaultClient,
  VaultOutcome,
  VaultRefusals,
  VaultRequest,
  WebAuthnOptions,
} from './contract.ts';

export type VaultClientSettings = {
  readonly socketPath: string;
  /** `casework`, `portal`, `worker` or `cli`: decides what may be asked. */
  readonly clientName: string;
  /** The client's MAC key, made by the vault at its first start. */
  readonly clientKeyFile: string;
  /** Milliseconds to wait for short calls, and for slow ones where it is longer than theirs; 2000 unless told. */
  readonly timeout?: number;
};

const down: Refusal<CommonRefusal> = { refused: 'vault-down' };

const readKey = (file: string): Buffer | null => {
  try {
    return Buffer.from(readFileSync(file, 'utf8').trim(), 'hex');
  } catch {
    return null;
  }
};

/** Gives null in place of a promise that takes longer than `milliseconds`. */
const within = async <T>(milliseconds: number, work: Promise<T | null>): Promise<T | null> => {
  const stop = new AbortController();
  const late = pause(milliseconds, null, { signal: stop.signal }).catch(() => null);
  try {
    return await Promise.race([work, late]);
  } finally {
    stop.abort();
  }
};

/**
 * Opens the way to the vault. Connects when first asked and again after a loss; many calls share one connection.
 * Every call answers in bounded time: when the vault is dead or silent, with the refusal `vault-down`.
 * A call whose connection broke is not repeated by itself, for the vault may have done it.
 */
export const vaultClient = (settings: VaultClientSettings): VaultClient => {
  const timeout = settings.timeout ?? 2000;
  let open: Connection | null = null;
  let opening: Promise<Connection | null> | null = null;
  const dial = async (): Promise<Connection | null> => {
    const key = readKey(settings.clientKeyFile);
    open = key ? await openConnection({ ...settings, key, timeout }) : null;
    opening = null;
    return open;
  };
  const connection = async (): Promise<Connection | null> => {
    if (open?.isOpen()) return open;
    opening ??= dial();
    return opening;
  };
  const ask = async (call: VaultCall, request: unknown): Promise<unknown> => {
    const way = await within(timeout, connection());
    if (!way) return down;
    const answer = await within(patienceFor(call, timeout), way.ask(call, JSON.stringify(request)));
    return answer === null ? down : JSON.parse(answer);
  };
  const calls = Object.fromEntries(vaultCalls.map((call) => [call, (request: unknown) => ask(call, request)]));
  const close = (): void => open?.close();
  return { ...calls, close } as unknown as VaultClient;
};
