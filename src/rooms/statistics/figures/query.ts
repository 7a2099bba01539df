import { createHash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { Transaction } from '../../../platform/database/index.ts';
import type { CountedRow, Figure, Period, QueryParameters } from '../facts.ts';

const named = /\$([a-z_]+)/g;

/** SQL text whose `$name`s are bound to values; a name without a value is a fault. */
const bound = <Row>(text: string, parameters: QueryParameters): RawBuilder<Row> => {
  const pieces = text.split(named);
  const parts = pieces.map((piece, index) => {
    if (index % 2 === 0) return sql.raw(piece);
    const value = parameters[piece];
    if (value === undefined) throw new Error(`the query of a figure names $${piece}, which has no value`);
    return sql`${value}`;
  });
  return sql<Row>`${sql.join(parts, sql.raw(''))}`;
};

/** What of a figure decides its numbers, as one hash: the query as it stands and the values it is asked with. */
export const queryHash = (figure: Figure, parameters: QueryParameters): Buffer =>
  createHash('sha256').update(figure.query).update('\n').update(JSON.stringify(parameters)).digest();

/** The rows a figure counts in a period. The transaction must be of the role that counts: it sees published views only. */
export const rowsOf = async (
  tx: Transaction,
  figure: Figure,
  parameters: QueryParameters,
  period: Period,
): Promise<readonly CountedRow[]> => {
  const found = await bound<CountedRow>(figure.query, { ...parameters, from: period.from, to: period.to }).execute(tx);
  return found.rows;
};
