import { missing, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';

const file = 'handover.json';

/** Checks who is to be on call: bodies with accounts, each once. */
export const checkHandover = (documents: Documents): Finding[] => {
  const { on_call: covered } = documents[file];
  const { organisations } = documents['organisations.json'];
  const known = new Set(organisations.filter(({ accounts }) => accounts).map(({ code }) => code));
  const codes = covered.map(({ organisation }) => organisation);
  return [
    ...missing(file, ['on_call'], codes, { known, what: 'body with accounts' }),
    ...repeated(file, ['on_call'], codes, 'organisation'),
  ];
};
