import { missing, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';

const file = 'assistance.json';

/** What may be asked of a person about any body of her choice: bodies by the parts they could open. */
const askable = (documents: Documents) => {
  const kinds = documents['consents.json'].kinds.filter(({ to }) => to === 'chosen');
  return (body: string, part: string): boolean =>
    kinds.some(({ bodies = [], compartments }) => bodies.includes(body) && compartments.some((one) => one === part));
};

/** Each part that refers once, for purposes that exist; what it opens, it opens for a purpose that exists. */
const checkSenders = (documents: Documents): Finding[] => {
  const { purposes, senders } = documents[file].packets;
  const reasons = new Set((documents.codeLists['opening-purposes']?.codes ?? []).map(({ code }) => code));
  const known = new Set(purposes.map(({ id }) => id));
  const path = ['packets', 'senders'];
  return [
    ...repeated(
      file,
      path,
      senders.map(({ part }) => part),
      'part',
    ),
    ...senders.flatMap(({ opened_for, purposes: named }, position) => [
      ...missing(file, [...path, position, 'opened_for'], opened_for === null ? [] : [opened_for], {
        known: reasons,
        what: 'purpose',
      }),
      ...missing(file, [...path, position, 'purposes'], named, { known, what: 'purpose of a packet' }),
    ]),
  ];
};

/** Facts that exist, each once; bodies with accounts, whom a person can be asked about for each part that goes to them. */
export const checkPackets = (documents: Documents): Finding[] => {
  const { facts, purposes, expires, abroad } = documents[file].packets;
  const { organisations } = documents['organisations.json'];
  const bodies = new Set(organisations.filter(({ accounts }) => accounts).map(({ code }) => code));
  const partOf = new Map(facts.map(({ code, part }) => [code, part]));
  const canAsk = askable(documents);
  const path = ['packets', 'purposes'];
  return [
    ...repeated(
      file,
      ['packets', 'facts'],
      facts.map(({ code }) => code),
      'code',
    ),
    ...repeated(
      file,
      path,
      purposes.map(({ id }) => id),
      'id',
    ),
    ...checkSenders(documents),
    ...missing(file, ['packets', 'abroad', 'bodies'], abroad.bodies, {
      known: new Set(organisations.filter(({ accounts }) => !accounts).map(({ code }) => code)),
      what: 'body without accounts',
    }),
    ...missing(file, ['packets', 'abroad', 'facts'], abroad.facts, { known: new Set(partOf.keys()), what: 'fact' }),
    ...(expires.usual_days > expires.most_days
      ? [{ file, path: ['packets', 'expires'], reason: 'the usual is more than the most' }]
      : []),
    ...purposes.flatMap(({ to, facts: named }, position) => [
      ...missing(file, [...path, position, 'to'], to, { known: bodies, what: 'body with accounts' }),
      ...missing(file, [...path, position, 'facts'], named, { known: new Set(partOf.keys()), what: 'fact' }),
      ...to
        .filter((body) => named.some((fact) => !canAsk(body, partOf.get(fact) ?? '')))
        .map((body) => ({ file, path: [...path, position], reason: `nobody is asked about all of it for ${body}` })),
    ]),
  ];
};
