import { sql } from 'kysely';
import type { Database } from '../../platform/database/index.ts';

/** Whether the people in a database are invented or real. */
export type InstallationKind = 'demonstration' | 'production';

/** What the database was marked as; null for one that was never marked. Any login role may ask. */
export const readInstallationKind = async (database: Database): Promise<InstallationKind | null> => {
  const found = await sql<{ kind: InstallationKind }>`select kind from security.installation where id = 1`.execute(
    database,
  );
  return found.rows[0]?.kind ?? null;
};

/** True when there is any report, as the login that counts sees it. */
export const hasReports = async (statistics: Database): Promise<boolean> => {
  const found = await sql<{ any: boolean }>`select exists (select 1 from referrals.report_published) as any`.execute(
    statistics,
  );
  return found.rows[0]?.any === true;
};
