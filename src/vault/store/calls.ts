import { sql } from 'kysely';
import type { Database } from '../../platform/database/index.ts';

/** Words of calls, of what was added to them and about numbers, whose keys are still to be destroyed: some hundreds at a time. */
export const wordsOver = async (database: Database): Promise<readonly string[]> =>
  (await sql<{ id: string }>`select subject_id as id from referrals.words_over()`.execute(database)).rows.map(
    ({ id }) => id,
  );
