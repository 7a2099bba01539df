import * as crypto from 'node:crypto';

/** What a derivation costs: memory in KiB, passes, lanes, bytes that come out. */
export type Argon2Cost = {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly tagLength: number;
};

type Argon2 = (
  algorithm: 'argon2id',
  parameters: { message: Uint8Array; nonce: Uint8Array } & Argon2Cost,
  callback: (fault: Error | null, tag: Buffer) => void,
) => void;

/** Node has it since 24.7; the type declarations in use are older. */
const argon2 = (crypto as unknown as { readonly argon2: Argon2 }).argon2;

/** Argon2id (RFC 9106), off the main thread. */
export const argon2id = (message: Uint8Array, salt: Uint8Array, cost: Argon2Cost): Promise<Buffer> =>
  new Promise((done, failed) => {
    argon2('argon2id', { message, nonce: salt, ...cost }, (fault, tag) => (fault ? failed(fault) : done(tag)));
  });
