import { missing, repeated } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';

const file = 'messages.json';

/** Each door once, to bodies where somebody answers messages; a class of retention that exists and has months. */
export const checkMessages = (documents: Documents): Finding[] => {
  const { doors, hand_on_to: others, kept } = documents[file];
  const { organisations } = documents['organisations.json'];
  const answering = documents['roles.json'].roles.filter(({ permits }) => permits.includes('portal.messages'));
  const bodies = new Set(answering.flatMap((role) => role.organisations));
  const known = new Set(
    organisations.filter(({ accounts, code }) => accounts && bodies.has(code)).map(({ code }) => code),
  );
  const classes = documents['retention.json'].classes.filter(({ months }) => months !== null);
  return [
    ...repeated(
      file,
      ['doors'],
      doors.map(({ code }) => code),
      'code',
    ),
    ...doors.flatMap(({ to }, place) =>
      missing(file, ['doors', place, 'to'], [to], { known, what: 'body that answers messages' }),
    ),
    ...missing(file, ['hand_on_to'], others, { known, what: 'body that answers messages' }),
    ...missing(file, ['kept', 'ended'], [kept.ended], {
      known: new Set<string>(classes.map(({ id }) => id)),
      what: 'class of retention with months',
    }),
  ];
};
