import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';

const file = 'proceedings.json';

/** Checks what criminal cases rest on: the legal basis exists, and covers names and the words of an inquiry. */
export const checkProceedings = (documents: Documents): Finding[] => {
  const { basis } = documents[file];
  const found = documents['laws.json'].bases.filter(({ id }) => id === basis);
  const covers = found.some(({ compartments }) =>
    (['identity', 'investigation'] as const).every((part) => compartments.includes(part)),
  );
  if (found.length === 0) return [{ file, path: ['basis'], reason: `no legal basis is called ${basis}` }];
  return covers ? [] : [{ file, path: ['basis'], reason: `${basis} lets nobody open names and words of an inquiry` }];
};
