import { createHash } from 'node:crypto';
import { isRefusal } from '../../../platform/outcome.ts';
import { argon2id } from '../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import { inTurn } from './keys.ts';

/*
 * What the code of somebody without a name becomes: stretched here with Argon2id (RFC 9106, 64 MiB, three passes, one lane),
 * then made into keys by the vault under its pepper. The salt holds no secret and is the same for all: the pepper is what a
 * stolen database lacks, and without it no guess can be tried at all.
 */

const cost = { memory: 64 * 1024, passes: 3, parallelism: 1, tagLength: 64 } as const;
const salt = createHash('sha256').update('ariane|receipt|1').digest();

/** What finds a conversation, and the key of its seed. */
export type Receipt = { readonly lookup: Buffer; readonly kek: Buffer };

/** Stretches a code, one visitor after the other; `busy` when too many wait. */
export const stretch = (code: string): Promise<Buffer | 'busy'> =>
  inTurn(() => argon2id(Buffer.from(code), salt, cost));

/** The vault's part; `busy` when too many ask, null while it is away. */
export const receiptFor = async (vault: VaultClient, stretched: Buffer): Promise<Receipt | 'busy' | null> => {
  const answer = await vault.receipt({ stretched: stretched.toString('hex') });
  if (isRefusal(answer)) return answer.refused === 'busy' ? 'busy' : null;
  return { lookup: Buffer.from(answer.lookup, 'hex'), kek: Buffer.from(answer.kek, 'hex') };
};

/** What of the way to find is kept: its hash, so that a stolen database cannot bring it. */
export const keptLookup = (lookup: Buffer): Buffer => createHash('sha256').update(lookup).digest();
