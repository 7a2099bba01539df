import { missing, organisationCodes } from './checks-bodies.ts';
import type { Documents } from './documents.ts';
import type { Finding } from './fault.ts';

const file = 'onward.json';

/** Checks how a person goes on: the body that arranges returns exists, and the days of follow-up come one after the other. */
export const checkOnward = (documents: Documents): Finding[] => {
  const { return: home } = documents[file];
  const known = new Set(organisationCodes(documents));
  const days = home.follow_up.after_days;
  return [
    ...missing(file, ['return', 'arranged_by'], [home.arranged_by], { known, what: 'body' }),
    ...days.flatMap((day, position) =>
      position > 0 && day <= (days[position - 1] ?? 0)
        ? [
            {
              file,
              path: ['return', 'follow_up', 'after_days', position],
              reason: 'comes before the day in front of it',
            },
          ]
        : [],
    ),
  ];
};
