import { sql } from 'kysely';
import type { Transaction } from './index.ts';

/**
 * Claims a form for this transaction: null when nobody acted on it yet, else where it led. The same form at the same moment
 * waits here until the first is done; when that is undone, it is this one's turn.
 */
export const claimForm = async (
  tx: Transaction,
  form: { readonly hash: Buffer; readonly staffId: string },
): Promise<string | null> => {
  await sql`delete from security.form_done where staff_id = ${form.staffId}::uuid and done_at < now() - interval '1 day'`.execute(
    tx,
  );
  const claimed = await sql`
    insert into security.form_done (form_hash, staff_id, led_to) values (${form.hash}, ${form.staffId}::uuid, '')
    on conflict (form_hash) do nothing returning 1`.execute(tx);
  if (claimed.rows.length > 0) return null;
  const found = await sql<{ led_to: string }>`
    select led_to from security.form_done where form_hash = ${form.hash}`.execute(tx);
  return found.rows[0]?.led_to ?? '/';
};

/** Notes where a claimed form led. */
export const settleForm = async (tx: Transaction, hash: Buffer, ledTo: string): Promise<void> => {
  await sql`update security.form_done set led_to = ${ledTo} where form_hash = ${hash}`.execute(tx);
};
