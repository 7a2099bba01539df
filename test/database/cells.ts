import type { Client } from 'pg';
import type { Actor } from './actors.ts';
import { answersOf, succeeded } from './probe.ts';
import { statementFor, type World } from './world/index.ts';
import { literal, whereOf } from './world/row.ts';

/** What can be done to a table; `call` is for functions. */
export type Verb = 'select' | 'insert' | 'update' | 'delete' | 'truncate' | 'blind' | 'call';

/** One thing that is tried: on which table (or function), how, and on which kind of row. */
export type Cell = { readonly table: string; readonly verb: Verb; readonly name: string; readonly sql: string };

const rowCells = (world: World): Cell[] =>
  world.rows.flatMap(({ table, kind, key }) => [
    { table, verb: 'select', name: kind, sql: `select ${Object.keys(key).join()} from ${table} where ${whereOf(key)}` },
    { table, verb: 'delete', name: kind, sql: `delete from ${table} where ${whereOf(key)}` },
  ]);

const tablesOf = (world: World): readonly string[] => [...new Set(world.rows.map(({ table }) => table))];

const keyOf = (world: World, table: string): string =>
  Object.keys(world.rows.find((row) => row.table === table)?.key ?? {})[0] ?? 'id';

/**
 * A change without WHERE reads nothing, so the policies for reading do not narrow it: each change is tried blindly
 * as well, and must not touch more rows than when it reads.
 */
const blindCells = (world: World): Cell[] =>
  world.attempts
    .filter(({ verb }) => verb === 'update')
    .flatMap(({ table, name, sql }) => {
      const change = sql.replace(/ where .*$/s, '').replace(/, version = version \+ 1/, '');
      const blind = `select * from probe.blind(${literal(change)}, '${keyOf(world, table)} is not null')`;
      return / = [a-z_]+ [+|]/.test(change) ? [] : [{ table, verb: 'blind' as const, name, sql: blind }];
    });

const blindDelete =
  (world: World) =>
  (table: string): Cell => ({
    ...{ table, verb: 'blind', name: 'delete all' },
    sql: `select * from probe.blind('delete from ${table}', '${keyOf(world, table)} is not null')`,
  });

/** All cells of the world; the same for every actor but for her body and name. */
export const cellsOf = (world: World): readonly Cell[] => [
  ...rowCells(world),
  ...world.attempts,
  ...blindCells(world),
  ...tablesOf(world).map(blindDelete(world)),
  ...tablesOf(world).map((table): Cell => ({ table, verb: 'truncate', name: 'all', sql: `truncate ${table}` })),
  ...world.calls.map((call): Cell => ({ table: call.function, verb: 'call', name: call.name, sql: call.sql })),
];

/** How a cell is called in the matrix and in messages. */
export const cellName = ({ table, verb, name }: Omit<Cell, 'sql'>): string => `${table} · ${verb} · ${name}`;

/** Truncate asks for no rows, so it has been let through when no privilege stopped it. */
const letThrough = (cell: Cell, answer: string | undefined): boolean =>
  cell.verb === 'truncate' ? answer !== '42501' : succeeded(answer);

/** Who succeeds in each of these cells. Runs inside the caller's transaction and changes nothing. */
export const whoSucceeds = async (
  administrator: Client,
  world: World,
  cells: readonly Cell[],
  actors: readonly Actor[] = world.actors,
): Promise<ReadonlyMap<Cell, ReadonlySet<string>>> => {
  const found = new Map<Cell, Set<string>>(cells.map((cell) => [cell, new Set()]));
  for (const actor of actors) {
    const answers = await answersOf(
      administrator,
      actor,
      cells.map(({ sql }) => statementFor(world, actor, sql)),
    );
    for (const [index, cell] of cells.entries()) if (letThrough(cell, answers[index])) found.get(cell)?.add(actor.name);
  }
  return found;
};
