import type { Client } from 'pg';
import { everyRow } from './equivalents.ts';
import { bare, isLone, type Variant, variantsOf } from './terms.ts';

/** A fault put into the database on purpose: a policy that says less, a wall taken down, a grant too many. */
export type Mutant = {
  readonly name: string;
  readonly table: string;
  readonly sql: string;
  /** Roles whose cells it can change; without it, everybody is tried. */
  readonly roles?: readonly string[];
  /** Which cells are enough to see it, by the beginning of their table. */
  readonly among?: string;
};

type Policy = { table: string; policy: string; roles: string[]; using: string | null; check: string | null };

const listed = (prefix: string): string => `
select schemaname || '.' || tablename as table, policyname as policy,
  array(select replace(one::text, '${prefix}_', '') from unnest(roles) one) as roles, qual as using, with_check as check
from pg_policies where schemaname not in ('graphile_worker', 'migration') order by 1, 2`;

/** An expression that lets every row through says already what its mutant would say. */
const variants = (text: string | null): readonly Variant[] =>
  text === null || everyRow.includes(text) ? [] : [whole(text), ...variantsOf(text)];

/** A lone term carries its own name, so that it meets its twin in the other clause. */
const whole = (text: string): Variant => ({
  without: isLone(text) ? bare(text.replace(/\s+/g, ' ')) : 'anything',
  expression: 'true',
});

const clauses = (using: string | null, check: string | null): string =>
  [using === null ? '' : `using (${using})`, check === null ? '' : `with check (${check})`].join(' ');

/**
 * A term that USING and WITH CHECK share speaks of what no statement can change: either alone is enough, so it is
 * taken out of both at once.
 */
const weakened = ({ using, check }: Policy): readonly (readonly [name: string, clauses: string])[] => {
  const [inUsing, inCheck] = [variants(using), variants(check)];
  const twin = ({ without }: Variant, others: readonly Variant[]): Variant | undefined =>
    others.find((other) => other.without === without);
  return [
    ...inUsing.map((one) => {
      const other = twin(one, inCheck);
      return [`without ${one.without}`, clauses(one.expression, other?.expression ?? null)] as const;
    }),
    ...inCheck
      .filter((one) => twin(one, inUsing) === undefined)
      .map((one) => [`check without ${one.without}`, clauses(null, one.expression)] as const),
  ];
};

const alterations = (policy: Policy): Mutant[] => {
  const { table, policy: name, roles } = policy;
  const dropped = { name: `${table} ${name}: dropped`, table, roles, sql: `drop policy ${name} on ${table}` };
  // The owner logs in nowhere: its policies are for the installation's own statements.
  if (roles.every((role) => role === 'owner')) return [dropped];
  return [
    dropped,
    ...weakened(policy).map(([how, changed]) => ({
      name: `${table} ${name}: ${how}`,
      ...{ table, roles, sql: `alter policy ${name} on ${table} ${changed}` },
    })),
  ];
};

const walls = (table: string): Mutant[] => [
  { name: `${table}: row security off`, table, sql: `alter table ${table} disable row level security` },
  {
    name: `${table}: row security off for the owner`,
    ...{ table, roles: ['owner'], sql: `alter table ${table} no force row level security` },
  },
];

/** Every mutant of the policies as they stand in the database. The connection's search path must be empty. */
export const policyMutants = async (administrator: Client, prefix: string): Promise<readonly Mutant[]> => {
  const found = await administrator.query<Policy>(listed(prefix));
  const tables = [...new Set(found.rows.map(({ table }) => table))];
  return [...found.rows.flatMap(alterations), ...tables.flatMap(walls)];
};
