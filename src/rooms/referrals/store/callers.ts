import { type Insertable, type Selectable, sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Database, Tables, Transaction } from '../../../platform/database/index.ts';
import { asProgram } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** What helps with a number that calls again. */
export type CallerFlag = Selectable<Tables['referrals.caller_flag']> & { readonly setter_name: string };

/** The flags under a mark that hold on a day, those set last first. */
export const flagsUnder = async (
  tx: Transaction,
  mark: Buffer | null,
  today: PlainDate,
): Promise<readonly CallerFlag[]> =>
  mark === null
    ? []
    : (
        await sql<CallerFlag>`select f.*, s.display_name as setter_name from referrals.caller_flag f
          join directory.staff_published s on s.id = f.set_by
          where f.caller_mark = ${mark} and f.ended_at is null and f.expires_on >= ${today} order by f.set_at desc limit 20`.execute(
          tx,
        )
      ).rows;

/** Sets a flag. */
export const insertFlag = async (tx: Transaction, row: Insertable<Tables['referrals.caller_flag']>): Promise<void> => {
  await tx.insertInto('referrals.caller_flag').values(row).execute();
};

/** Ends a flag before its day; false when somebody has. */
export const endFlag = async (
  tx: Transaction,
  id: Uuid,
  it: { readonly by: Uuid; readonly at: Instant },
): Promise<boolean> => {
  const result = await tx
    .updateTable('referrals.caller_flag')
    .set({ ended_by: it.by, ended_at: it.at })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Takes the marks away of calls older than a moment, and of flags that were ended or have run out. Gives how many. */
export const takeMarksAway = (
  database: Database,
  it: { readonly before: Instant; readonly today: PlainDate },
): Promise<number> =>
  asProgram(database, async (tx) => {
    const calls = await tx
      .updateTable('referrals.call')
      .set({ caller_mark: null })
      .where('caller_mark', 'is not', null)
      .where('began_at', '<', it.before)
      .executeTakeFirst();
    const flags = await tx
      .updateTable('referrals.caller_flag')
      .set({ caller_mark: null })
      .where('caller_mark', 'is not', null)
      .where((where) => where.or([where('ended_at', 'is not', null), where('expires_on', '<', it.today)]))
      .executeTakeFirst();
    return Number(calls.numUpdatedRows + flags.numUpdatedRows);
  });
