import { missing, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';

const file = 'proceedings.json';

/** Checks what criminal cases rest on: the legal basis exists and covers names and words, no measure or request stands twice. */
export const checkProceedings = (documents: Documents): Finding[] => {
  const { definition, measures, requests } = documents[file];
  const known = new Set((documents.codeLists['offence-definitions']?.codes ?? []).map(({ code }) => code));
  const ids = (list: readonly { readonly id: string }[]): string[] => list.map(({ id }) => id);
  return [
    ...checkBasis(documents),
    ...missing(file, ['definition'], [definition], { known, what: 'definition of an offence' }),
    ...repeated(file, ['measures'], ids(measures), 'id'),
    ...repeated(file, ['requests'], ids(requests), 'id'),
  ];
};

const checkBasis = (documents: Documents): Finding[] => {
  const { basis } = documents[file];
  const found = documents['laws.json'].bases.filter(({ id }) => id === basis);
  const covers = found.some(({ compartments }) =>
    (['identity', 'investigation'] as const).every((part) => compartments.includes(part)),
  );
  if (found.length === 0) return [{ file, path: ['basis'], reason: `no legal basis is called ${basis}` }];
  return covers ? [] : [{ file, path: ['basis'], reason: `${basis} lets nobody open names and words of an inquiry` }];
};
