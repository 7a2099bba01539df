import { sql } from 'kysely';
import type { Database } from '../../platform/database/index.ts';

/** True when somebody is to live or lives in this house by a placement of one of these bodies. */
export const housesSomebody = async (
  database: Database,
  houseId: string,
  bodies: readonly string[],
): Promise<boolean> => {
  const found = await sql<{ houses: boolean }>`
    select accommodation.houses_somebody(${houseId}::uuid, ${bodies}::uuid[]) as houses`.execute(database);
  return found.rows[0]?.houses === true;
};
