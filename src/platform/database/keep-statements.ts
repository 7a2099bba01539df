import { createHash } from 'node:crypto';
import type { PoolClient, QueryConfig } from 'pg';

/** PostgreSQL cuts longer names off. */
const nameLength = 60;

const names = new Map<string, string>();

/** The name under which a connection keeps a statement: the same text has the same name. */
const nameOf = (text: string): string => {
  const known = names.get(text);
  if (known !== undefined) return known;
  const name = createHash('sha256').update(text).digest('hex').slice(0, nameLength);
  names.set(text, name);
  return name;
};

/**
 * Has a connection name its statements, so that the server parses, rewrites (row security) and plans each text once and
 * not each time. A kept plan costs the server memory for as long as the connection lives.
 */
export const keepStatements = (client: PoolClient): void => {
  const plain = client.query.bind(client) as (config: QueryConfig) => unknown;
  const named = (text: string, values?: unknown[]): unknown =>
    plain({ name: nameOf(text), text, ...(values === undefined ? {} : { values }) });
  client.query = named as typeof client.query;
};
