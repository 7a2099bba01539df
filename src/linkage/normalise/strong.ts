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

/** E.164: a number without its country is worth nothing across bodies. */
const phoneText = (number: string): string | null => {
  const digits = number
    .normalize('NFKC')
    .replaceAll(/[\s().\-/]/g, '')
    .replace(/^00/, '+');
  return /^\+[1-9]\d{7,14}$/.test(digits) ? `phone|${digits}` : null;
};

const emailText = (address: string): string | null => {
  const plain = address.normalize('NFKC').trim().toLowerCase();
  return /^[^\s@|]+@[^\s@|]+\.[^\s@|]+$/.test(plain) ? `email|${plain}` : null;
};

/** Weighed apart: a paper is one person's, a telephone or an address may be shared by those who live or are held together. */
export type StrongKind = 'document' | 'contact';

/** The kind of a mark, from its text. */
export const strongKindIn = (text: string): StrongKind => (text.startsWith('document|') ? 'document' : 'contact');

/** The text of a strong mark, kind first; null when it is too short or incomplete to tell anybody apart. */
export const readStrong = (fact: StrongFact): string | null => {
  if (fact.kind === 'document') return documentText(fact.state, fact.number);
  return fact.kind === 'phone' ? phoneText(fact.number) : emailText(fact.address);
};
