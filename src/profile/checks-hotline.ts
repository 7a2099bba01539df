import { missing, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';

const file = 'hotline.json';

type Hotline = Documents['hotline.json'];

const bodies = (documents: Documents, { chain, transfers, resources }: Hotline): Finding[] => {
  const { organisations } = documents['organisations.json'];
  const all = new Set(organisations.map(({ code }) => code));
  const working = new Set(organisations.filter(({ accounts }) => accounts).map(({ code }) => code));
  const linked = chain.flatMap((one) => ('organisation' in one ? [one.organisation] : []));
  const taking = transfers.map(({ to }) => to);
  const told = resources.map(({ organisation }) => organisation);
  return [
    ...missing(file, ['chain'], linked, { known: working, what: 'body with accounts' }),
    ...missing(file, ['transfers'], taking, { known: working, what: 'body with accounts' }),
    ...missing(file, ['resources'], told, { known: all, what: 'organisation' }),
  ];
};

const codesOf = (list: readonly { readonly code: string }[]): readonly string[] => list.map(({ code }) => code);

/** Checks the hotline: bodies that exist, a chain whose last link is a number, eligibility from its list. */
export const checkHotline = (documents: Documents): Finding[] => {
  const hotline = documents[file];
  const who = new Set(codesOf(documents.codeLists['resource-for-whom']?.codes ?? []));
  const last = hotline.chain.at(-1);
  const classes = documents['retention.json'].classes.filter(({ months }) => months !== null);
  return [
    ...bodies(documents, hotline),
    ...hotline.resources.flatMap(({ for_whom: codes }, position) =>
      missing(file, ['resources', position, 'for_whom'], codes, { known: who, what: 'code of resource-for-whom' }),
    ),
    ...missing(file, ['texts', 'kept'], [hotline.texts.kept], {
      known: new Set<string>(classes.map(({ id }) => id)),
      what: 'class of retention with months',
    }),
    ...repeated(file, ['resources'], codesOf(hotline.resources), 'code'),
    ...repeated(file, ['danger'], codesOf(hotline.danger), 'code'),
    ...(last !== undefined && 'organisation' in last
      ? [{ file, path: ['chain'], reason: 'the last link is a number that always answers' }]
      : []),
  ];
};
