import type { Client } from 'pg';
import { privilegesOf } from '../privileges-found.ts';
import { privileges } from '../privileges.ts';
import type { Mutant } from './policies.ts';

const processes = ['casework', 'portal', 'worker', 'vault', 'statistics', 'auditor', 'linkage'];
const kinds = ['select', 'insert', 'update', 'delete', 'truncate'];

/** Every grant of a whole table that no process has. */
export const grantMutants = (tables: readonly string[], prefix: string): readonly Mutant[] =>
  tables.flatMap((table) =>
    processes.flatMap((role) =>
      kinds
        .filter((kind) => !privileges[table]?.[role]?.split(', ').includes(kind))
        .map((kind) => ({
          name: `${table}: ${kind} granted to ${role}`,
          ...{ table, roles: [role], sql: `grant ${kind} on ${table} to ${prefix}_${role}` },
        })),
    ),
  );

/** True when the comparison of privileges sees the grant, whatever row security still denies. */
export const isSeen = async (administrator: Client, mutant: Mutant): Promise<boolean> => {
  await administrator.query('begin');
  try {
    await administrator.query(mutant.sql);
    const found = await privilegesOf(administrator);
    const [role = ''] = mutant.roles ?? [];
    return found[mutant.table]?.[role] !== privileges[mutant.table]?.[role];
  } finally {
    await administrator.query('rollback');
  }
};
