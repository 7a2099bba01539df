import { type TelephonePlan, wholeNumber } from '../../platform/telephone.ts';

/** What tells a person apart by itself, when a file has it. */
export type StrongFact =
  /** Without a state the number alone must tell apart, so it is longer. */
  | { readonly kind: 'document'; readonly state: string | null; readonly number: string }
  | { readonly kind: 'phone'; readonly number: string }
  | { readonly kind: 'email'; readonly address: string };

/** Letters that are read for digits and the reverse are not mended: a wrong number must not meet a right one. */
const documentText = (state: string | null, number: string): string | null => {
  const digits = number
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
  if (state === null) return digits.length >= 6 ? `document||${digits}` : null;
  const country = state.toUpperCase().replaceAll(/[^A-Z]/g, '');
  return digits.length >= 5 && country.length >= 2 ? `document|${country}|${digits}` : null;
};

/** E.164: a number whose country is neither written nor known by the plan is worth nothing across bodies. */
const phoneText = (number: string, plan: TelephonePlan | null): string | null => {
  const whole = wholeNumber(number, plan);
  return whole === null ? null : `phone|${whole}`;
};

const emailText = (address: string): string | null => {
  const plain = address.normalize('NFKC').trim().toLowerCase();
  return /^[^\s@|]+@[^\s@|]+\.[^\s@|]+$/.test(plain) ? `email|${plain}` : null;
};

/** Weighed apart: a paper is one person's, a telephone or an address may be shared by those who live or are held together. */
export type StrongKind = 'document' | 'contact';

/** The kind of a mark, from its text. */
export const strongKindIn = (text: string): StrongKind => (text.startsWith('document|') ? 'document' : 'contact');

/** The text of a strong mark, kind first; null when it is too short or incomplete to tell anybody apart. `plan`: how the country dials. */
export const readStrong = (fact: StrongFact, plan: TelephonePlan | null = null): string | null => {
  if (fact.kind === 'document') return documentText(fact.state, fact.number);
  return fact.kind === 'phone' ? phoneText(fact.number, plan) : emailText(fact.address);
};
