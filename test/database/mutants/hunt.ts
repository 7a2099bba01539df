import type { Client } from 'pg';
import type { Actor } from '../actors.ts';
import { type Cell, cellsOf, whoSucceeds } from '../cells.ts';
import { differences } from '../matrix.ts';
import type { World } from '../world/index.ts';
import type { Mutant } from './policies.ts';

/** What a hunter carries: the world, its cells, and which tables ask which others in their policies. */
export type Hunt = {
  readonly administrator: Client;
  readonly world: World;
  readonly cells: readonly Cell[];
  readonly askedBy: ReadonlyMap<string, ReadonlySet<string>>;
};

const questions = `
select distinct o.relnamespace::regnamespace || '.' || o.relname as table, n.relnamespace::regnamespace || '.' || n.relname as by
from pg_policy p join pg_class n on n.oid = p.polrelid
join pg_depend d on d.classid = 'pg_policy'::regclass and d.objid = p.oid and d.refclassid = 'pg_class'::regclass
join pg_class o on o.oid = d.refobjid and o.oid <> n.oid`;

/** Prepares a hunt; sets the search path so that policies are told with full names. */
export const prepareHunt = async (administrator: Client, world: World): Promise<Hunt> => {
  await administrator.query("set search_path = ''");
  const found = await administrator.query<{ table: string; by: string }>(questions);
  const askedBy = new Map<string, Set<string>>();
  for (const { table, by } of found.rows) askedBy.set(table, (askedBy.get(table) ?? new Set()).add(by));
  return { administrator, world, cells: cellsOf(world), askedBy };
};

/** Tables whose policies ask this one, directly or through others. */
const dependents = ({ askedBy }: Hunt, table: string): ReadonlySet<string> => {
  const reached = new Set<string>();
  const follow = (one: string): void => {
    for (const by of askedBy.get(one) ?? []) {
      if (reached.has(by)) continue;
      reached.add(by);
      follow(by);
    }
  };
  follow(table);
  return reached;
};

type Round = { readonly cells: readonly Cell[]; readonly actors: readonly Actor[] };

/** First the table itself and those whom the policy names, then the tables that ask it, then functions by everybody. */
const roundsOf = (hunt: Hunt, { table, roles, among }: Mutant): readonly Round[] => {
  const { cells, world } = hunt;
  const named = world.actors.filter(({ role }) => roles === undefined || roles.includes(role));
  if (among !== undefined) return [{ cells: cells.filter((cell) => cell.table.startsWith(among)), actors: named }];
  const own = cells.filter((cell) => cell.table === table);
  if (own.some(({ verb }) => verb === 'call') || own.length === 0)
    return [
      { cells: own, actors: named },
      { cells, actors: named },
    ];
  const asking = dependents(hunt, table);
  return [
    { cells: own, actors: named },
    { cells: cells.filter((cell) => asking.has(cell.table) && cell.table !== table), actors: named },
    ...(roles?.includes('definer')
      ? [{ cells: cells.filter(({ verb }) => verb === 'call'), actors: world.actors }]
      : []),
  ];
};

/** Tries the matrix on a mutant until something differs; gives that difference, or null when the mutant lives. */
export const difference = async (hunt: Hunt, mutant: Mutant): Promise<string | null> => {
  const { administrator, world } = hunt;
  await administrator.query('begin');
  try {
    await administrator.query(mutant.sql);
    for (const { cells, actors } of roundsOf(hunt, mutant)) {
      for (const actor of cells.length === 0 ? [] : actors) {
        const found = await whoSucceeds(administrator, world, cells, [actor]);
        const [first] = differences(found, [actor], world.actors);
        if (first !== undefined) return first;
      }
    }
    return null;
  } finally {
    await administrator.query('rollback');
  }
};
