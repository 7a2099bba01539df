import { type Actor, who } from './actors.ts';
import { type Cell, cellName, type Verb } from './cells.ts';
import { breakGlassMatrix } from './matrix/break-glass.ts';
import { assistanceMatrix } from './matrix/assistance.ts';
import { packetsMatrix } from './matrix/packets.ts';
import { handOverMatrix } from './matrix/hand-over.ts';
import { hotlineMatrix } from './matrix/hotline.ts';
import { accommodationMatrix } from './matrix/accommodation.ts';
import { judgmentsMatrix } from './matrix/judgments.ts';
import { proceedingsMatrix } from './matrix/proceedings.ts';
import { casesMatrix } from './matrix/cases.ts';
import { consentsMatrix } from './matrix/consents.ts';
import { conversationsMatrix } from './matrix/conversations.ts';
import { directoryMatrix } from './matrix/directory.ts';
import { functionsMatrix } from './matrix/functions.ts';
import { identificationMatrix } from './matrix/identification.ts';
import { identityMatrix } from './matrix/identity.ts';
import { lawsMatrix } from './matrix/laws.ts';
import { journalChecksMatrix } from './matrix/journal-checks.ts';
import { journalMatrix } from './matrix/journal.ts';
import { matchingMatrix } from './matrix/matching.ts';
import { portalMatrix } from './matrix/portal.ts';
import { protectionMatrix } from './matrix/protection.ts';
import { referralFlowMatrix } from './matrix/referral-flow.ts';
import { referralsMatrix } from './matrix/referrals.ts';
import { rightsMatrix } from './matrix/rights.ts';
import { securityMatrix } from './matrix/security.ts';
import { statisticsMatrix } from './matrix/statistics.ts';

type Lines = Readonly<Record<string, string>>;

/** What is expected of one table or function: the rule in a sentence, then who may do what with which kind of row. */
export type Expectation = { readonly rule: string } & {
  readonly [verb in Exclude<Verb, 'truncate' | 'blind'>]?: Lines;
};
export type Matrix = Readonly<Record<string, Expectation>>;

/**
 * Who may do what: written by people, compared with the database by matrix.test.ts, rendered to docs/access-matrix.md.
 * How a line is read stands at `who` in actors.ts. What is not said is forbidden; truncate is forbidden to all.
 */
export const matrix: Matrix = {
  ...securityMatrix,
  ...directoryMatrix,
  ...identityMatrix,
  ...consentsMatrix,
  ...lawsMatrix,
  ...breakGlassMatrix,
  ...journalChecksMatrix,
  ...rightsMatrix,
  ...journalMatrix,
  ...referralsMatrix,
  ...referralFlowMatrix,
  ...casesMatrix,
  ...identificationMatrix,
  ...protectionMatrix,
  ...assistanceMatrix,
  ...packetsMatrix,
  ...accommodationMatrix,
  ...proceedingsMatrix,
  ...judgmentsMatrix,
  ...handOverMatrix,
  ...hotlineMatrix,
  ...portalMatrix,
  ...conversationsMatrix,
  ...statisticsMatrix,
  ...matchingMatrix,
  ...functionsMatrix,
};

/** The line of the matrix for a cell; undefined when the matrix does not know it. */
export const lineOf = ({ table, verb, name }: Omit<Cell, 'sql'>): string | undefined => {
  // Only the owner of a table empties it past row security, and the owner logs in nowhere.
  if (verb === 'truncate') return '@owner';
  if (verb === 'blind') return '';
  return matrix[table]?.[verb]?.[name] ?? (verb === 'delete' && matrix[table] ? '' : undefined);
};

const known = new WeakMap<readonly Actor[], Map<string, ReadonlySet<string>>>();

/** Names of those who must succeed in a cell. */
export const expectedIn = (cell: Omit<Cell, 'sql'>, actors: readonly Actor[]): ReadonlySet<string> => {
  const line = lineOf(cell) ?? '';
  const lines = known.get(actors) ?? new Map<string, ReadonlySet<string>>();
  known.set(actors, lines);
  const names = lines.get(line) ?? who(line, actors);
  lines.set(line, names);
  return names;
};

/** How the database differs from the matrix for those tried: one line for each actor and cell; empty when they agree. */
export const differences = (
  found: ReadonlyMap<Cell, ReadonlySet<string>>,
  tried: readonly Actor[],
  actors: readonly Actor[] = tried,
): readonly string[] =>
  [...found].flatMap(([cell, can]) => {
    const may = new Set(tried.map(({ name }) => name).filter((name) => expectedIn(cell, actors).has(name)));
    return [
      ...[...can].filter((name) => !may.has(name)).map((name) => `${name} can, but may not: ${cellName(cell)}`),
      ...[...may].filter((name) => !can.has(name)).map((name) => `${name} may, but cannot: ${cellName(cell)}`),
    ];
  });

const verbs = ['select', 'insert', 'update', 'delete', 'call'] as const;

/** Every line of the matrix for a table or function, in the order of verbs. */
export const linesOf = (table: string): readonly { verb: Verb; name: string; line: string }[] =>
  verbs.flatMap((verb) => Object.entries(matrix[table]?.[verb] ?? {}).map(([name, line]) => ({ verb, name, line })));

/** Lines of the matrix that no cell tries: a row kind that was renamed, an attempt that was dropped. */
export const linesWithoutCell = (cells: readonly Cell[]): readonly string[] => {
  const tried = new Set(cells.map(cellName));
  return Object.keys(matrix)
    .flatMap((table) => linesOf(table).map(({ verb, name }) => cellName({ table, verb, name })))
    .filter((name) => !tried.has(name));
};
