import { createHmac, randomBytes } from 'node:crypto';
import { canonicalText } from '../platform/canonical.ts';
import type { Instant } from '../platform/clock.ts';
import { binding, deriveKey } from '../platform/sealing/aead.ts';
import { sameMac } from '../platform/vault-client/frames.ts';

/*
 * What two people do together: switch a legal basis on, take the public key of a body outside into use. What each did is a row that
 * the vault sealed while she was there, under a key that nobody else has: the database, its owner and an old backup can leave rows
 * away, they cannot make one.
 */

/** Who did something, for which body, and when. */
export type Signer = { readonly staffId: string; readonly organisationId: string; readonly at: Instant };

/** What the vault gives to be stored beside a row. */
export type Seal = { readonly nonce: string; readonly seal: string };

/** One person proposes to switch exactly this text on, from a day. */
export type LawProposal = {
  readonly kind: 'law';
  readonly id: string;
  readonly code: string;
  readonly hash: string;
  readonly validFrom: string;
  readonly by: Signer;
};

/** One person enters exactly this key (in hexadecimal digits) of that body, for her own. */
export type KeyProposal = {
  readonly kind: 'recipient-key';
  readonly id: string;
  readonly recipientId: string;
  readonly publicKey: string;
  readonly by: Signer;
};

export type Proposal = LawProposal | KeyProposal;

/** Another one answers exactly this proposal. */
export type Answer<Of extends Proposal = Proposal> = {
  readonly proposal: Of & Seal;
  readonly answer: 'approved' | 'declined';
  readonly by: Signer;
};

const whoText = ({ staffId, organisationId, at }: Signer) => ({ staffId, organisationId, at });

/** What the first person said, and nothing beside it. */
const saidIn = (it: Proposal) =>
  it.kind === 'law'
    ? { id: it.id, code: it.code, hash: it.hash, validFrom: it.validFrom }
    : { id: it.id, recipientId: it.recipientId, publicKey: it.publicKey };

const proposalText = (it: Proposal, nonce: string): string =>
  canonicalText({ is: `${it.kind}-proposal`, v: 1, ...saidIn(it), by: whoText(it.by), nonce });

/** All that was proposed stands in the proposal's own text; its seal ties the answer to it and to no other. */
const answerText = ({ proposal, answer, by }: Answer, nonce: string): string =>
  canonicalText({
    ...{ is: `${proposal.kind}-answer`, v: 1, proposal: proposalText(proposal, proposal.nonce), sealed: proposal.seal },
    ...{ answer, by: whoText(by), nonce },
  });

/** The key of these seals, made of the one that the vault's folder stands under; called after the laws, which were the first. */
export const sealingKeyFrom = (storeKey: Uint8Array): Buffer => deriveKey(storeKey, binding('vault', 'v1', 'laws'));

const sealed = (key: Uint8Array, textWith: (nonce: string) => string): Seal => {
  const nonce = randomBytes(16).toString('hex');
  return { nonce, seal: createHmac('sha256', key).update(textWith(nonce)).digest('hex') };
};

const holds = (key: Uint8Array, text: string, { seal }: Seal): boolean =>
  sameMac(seal, createHmac('sha256', key).update(text).digest('hex'));

/** Seals a proposal. */
export const sealProposal = (key: Uint8Array, said: Proposal): Seal =>
  sealed(key, (nonce) => proposalText(said, nonce));

/** Seals an answer. */
export const sealAnswer = (key: Uint8Array, said: Answer): Seal => sealed(key, (nonce) => answerText(said, nonce));

/** Was this proposal made here, letter by letter? */
export const proposalHolds = (key: Uint8Array, said: Proposal & Seal): boolean =>
  holds(key, proposalText(said, said.nonce), said);

/** Was this answer given here, to exactly this proposal, by another person than the one who made it here? */
export const answerHolds = (key: Uint8Array, said: Answer & Seal): boolean =>
  said.by.staffId !== said.proposal.by.staffId &&
  proposalHolds(key, said.proposal) &&
  holds(key, answerText(said, said.nonce), said);
