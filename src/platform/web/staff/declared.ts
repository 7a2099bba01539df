import type { JournalEntry } from '../../journal.ts';
import type { StaffEnvironment } from './environment.ts';
import type { Screen } from './screen.ts';

type Declaring = Pick<Screen<unknown>, 'room' | 'journals' | 'journalsAgain'> & {
  readonly method: string;
  readonly path: string;
};

/** All that a route may leave in the journal: what it declares, what the page it is shown on again declares, that it was refused. */
export const mayJournal = ({
  room,
  journals,
  journalsAgain = [],
}: Omit<Declaring, 'method' | 'path'>): readonly string[] => [...journals, ...journalsAgain, `${room}.refused`];

/** Events among those written that the route does not declare. */
export const undeclared = (
  route: Omit<Declaring, 'method' | 'path'>,
  written: readonly JournalEntry[],
): readonly string[] => {
  const declared = mayJournal(route);
  return [...new Set(written.map(({ type }) => type))].filter((type) => !declared.includes(type));
};

/**
 * The same environment for one route, which compares each event written with what the route declares. An undeclared one is
 * written all the same, since a declaration forgotten must not undo what a person did, and noted as a fault of the program.
 */
export const watched = <Profile>(
  environment: StaffEnvironment<Profile>,
  route: Declaring,
): StaffEnvironment<Profile> => ({
  ...environment,
  appendJournal: async (tx, viewer, entries) => {
    const written = await environment.appendJournal(tx, viewer, entries);
    for (const type of undeclared(route, written))
      environment.logFault({
        ...{ reference: 'undeclared', method: route.method, route: route.path, stack: [] },
        error: `event ${type} is not declared by its route`,
      });
    return written;
  },
});
