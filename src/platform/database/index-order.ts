import { sql, type Transaction as KyselyTransaction } from 'kysely';
import type { DB } from './tables.ts';

type Transaction = KyselyTransaction<DB>;

const plan = (tx: Transaction, allowed: 'on' | 'off'): Promise<unknown> =>
  sql`select set_config('enable_sort', ${allowed}, true), set_config('enable_bitmapscan', ${allowed}, true),
    set_config('enable_seqscan', ${allowed}, true)`.execute(tx);

/**
 * Asks a list along an index that has its order (or its columns) and the audience. Under row security the database cannot
 * know how much of a table a viewer sees and guesses one row in a hundred; for a body that sees most of it, it would then
 * fetch and sort everything for one page. What is answered does not depend on this, only how it is found.
 */
export const inIndexOrder = async <Answer>(tx: Transaction, ask: () => Promise<Answer>): Promise<Answer> => {
  await plan(tx, 'off');
  const answer = await ask();
  await plan(tx, 'on');
  return answer;
};
