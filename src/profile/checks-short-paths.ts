import { missing, organisationCodes, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';

const file = 'short-paths.json';

/** Checks short paths: each for bodies that may report, with signs that exist, under a code of its own. */
export const checkShortPaths = (documents: Documents): Finding[] => {
  const { paths } = documents[file];
  const bodies = organisationCodes(documents);
  const senders = new Set(documents['sharing.json'].routes.flatMap((one) => one.senders));
  const signs = new Set(documents['indicators.json'].indicators.map(({ id }) => id));
  const codes = paths.map((one) => one.code);
  return [
    ...repeated(file, ['paths'], codes, 'code'),
    ...paths.flatMap(({ organisations, signs: chosen }, at) => [
      ...missing(file, ['paths', at, 'organisations'], organisations, { known: bodies, what: 'organisation' }),
      ...missing(file, ['paths', at, 'organisations'], organisations, { known: senders, what: 'body that may report' }),
      ...missing(file, ['paths', at, 'signs'], chosen, { known: signs, what: 'indicator' }),
    ]),
  ];
};
