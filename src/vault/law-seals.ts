import { createHmac, randomBytes } from 'node:crypto';
import { canonicalText } from '../platform/canonical.ts';
import type { Instant, PlainDate } from '../platform/clock.ts';
import { binding, deriveKey } from '../platform/sealing/aead.ts';
import { sameMac } from '../platform/vault-client/frames.ts';

/*
 * Two people switch a legal basis on. What each did is a row that the vault sealed while she was there, under a key that
 * nobody else has: the database, its owner and an old backup can leave rows away, they cannot make one.
 */

/** Who did something about a law, for which body, and when. */
export type LawSigner = { readonly staffId: string; readonly organisationId: string; readonly at: Instant };

/** What the vault gives to be stored beside a row. */
export type LawSeal = { readonly nonce: string; readonly seal: string };

/** One person proposes to switch exactly this text on, from a day. */
export type ProposalSaid = {
  readonly id: string;
  readonly code: string;
  readonly hash: string;
  readonly validFrom: PlainDate;
  readonly by: LawSigner;
};

/** Another one answers exactly this proposal. */
export type AnswerSaid = {
  readonly proposal: ProposalSaid & LawSeal;
  readonly answer: 'approved' | 'declined';
  readonly by: LawSigner;
};

const whoText = ({ staffId, organisationId, at }: LawSigner) => ({ staffId, organisationId, at });

const proposalText = ({ id, code, hash, validFrom, by }: ProposalSaid, nonce: string): string =>
  canonicalText({ is: 'law-proposal', v: 1, id, code, hash, validFrom, by: whoText(by), nonce });

/** The law, its version and the person stand in the proposal's own text; its seal ties the answer to it and to no other. */
const answerText = ({ proposal, answer, by }: AnswerSaid, nonce: string): string =>
  canonicalText({
    ...{ is: 'law-answer', v: 1, proposal: proposalText(proposal, proposal.nonce), sealed: proposal.seal },
    ...{ answer, by: whoText(by), nonce },
  });

/** The key of these seals, made of the one that the vault's folder stands under. */
export const lawKeyFrom = (storeKey: Uint8Array): Buffer => deriveKey(storeKey, binding('vault', 'v1', 'laws'));

const sealed = (key: Uint8Array, textWith: (nonce: string) => string): LawSeal => {
  const nonce = randomBytes(16).toString('hex');
  return { nonce, seal: createHmac('sha256', key).update(textWith(nonce)).digest('hex') };
};

const holds = (key: Uint8Array, text: string, { seal }: LawSeal): boolean =>
  sameMac(seal, createHmac('sha256', key).update(text).digest('hex'));

/** Seals a proposal. */
export const sealProposal = (key: Uint8Array, said: ProposalSaid): LawSeal =>
  sealed(key, (nonce) => proposalText(said, nonce));

/** Seals an answer. */
export const sealAnswer = (key: Uint8Array, said: AnswerSaid): LawSeal =>
  sealed(key, (nonce) => answerText(said, nonce));

/** Was this proposal made here, letter by letter? */
export const proposalHolds = (key: Uint8Array, said: ProposalSaid & LawSeal): boolean =>
  holds(key, proposalText(said, said.nonce), said);

/** Was this answer given here, to exactly this proposal? */
export const answerHolds = (key: Uint8Array, said: AnswerSaid & LawSeal): boolean =>
  holds(key, answerText(said, said.nonce), said);
