import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { type Outcome, refuse } from '../../platform/outcome.ts';
import { type Evaluated, isPoint, sumOf } from './shares.ts';

const { voprf, oprf } = ristretto255_oprf;

/** Texts made unreadable for the key servers. `blinded` goes to them, the rest stays. */
export type Question = {
  readonly inputs: readonly Uint8Array[];
  readonly blinds: readonly Uint8Array[];
  readonly blinded: readonly Uint8Array[];
};

/** Blinds texts, each with a fresh random scalar: what the key servers get says nothing about them, whatever they know. */
export const ask = (texts: readonly Uint8Array[]): Question => {
  const made = texts.map((text) => voprf.blind(text));
  return { inputs: texts, blinds: made.map(({ blind }) => blind), blinded: made.map(({ blinded }) => blinded) };
};

/** An answer beside the public key of the server that gave it. */
export type Answer = Evaluated & { readonly publicKey: Uint8Array };

const isWhole = ({ blinded }: Question, { points }: Answer): boolean =>
  points.length === blinded.length && points.every(isPoint);

/** Throws when the proof does not fit: the answer was made with another key than the published one. */
const verify = ({ inputs, blinds, blinded }: Question, { points, proof, publicKey }: Answer): void => {
  const nothing = new Uint8Array();
  const items = blinded.map((point, at) => ({
    ...{ input: inputs[at] ?? nothing, blind: blinds[at] ?? nothing },
    ...{ blinded: point, evaluated: points[at] ?? nothing },
  }));
  voprf.finalizeBatch(items, publicKey, proof);
};

const isProven = (question: Question, answer: Answer): boolean => {
  try {
    verify(question, answer);
    return true;
  } catch {
    return false;
  }
};

/**
 * Puts the answers of the two key servers together: 64 bytes for every text, those of RFC 9497 under k1 + k2. Refuses an answer
 * that is not whole or not proven against its published key, so that no server can use a key made for one asker.
 */
export const conclude = (
  question: Question,
  answers: readonly Answer[],
): Outcome<readonly Uint8Array[], 'answer-incomplete' | 'proof-wrong'> => {
  if (answers.length !== 2 || !answers.every((answer) => isWhole(question, answer))) return refuse('answer-incomplete');
  if (!answers.every((answer) => isProven(question, answer))) return refuse('proof-wrong');
  const sums = sumOf(answers.map(({ points }) => points));
  const nothing = new Uint8Array();
  return sums.map((sum, at) => oprf.finalize(question.inputs[at] ?? nothing, question.blinds[at] ?? nothing, sum));
};
