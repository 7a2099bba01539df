import { sql } from 'kysely';
import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** One line of the journal about the lock of a body's keys. */
export type LockLine = {
  readonly id: Uuid;
  readonly type: string;
  readonly at: Instant;
  /** Whom it is about, as the directory names her; null when the keys locked by themselves. */
  readonly name: string | null;
};

/** The newest lines about the lock of one body. */
export const findLockLines = async (tx: Transaction, organisationId: Uuid): Promise<readonly LockLine[]> => {
  const asked = sql<LockLine>`
    select e.id, e.type, e.at, s.display_name as name
    from journal.event_published e left join directory.staff_published s on s.id = e.subject_id
    where e.organisation_id = ${organisationId}
      and e.type in ('identity.unlocked', 'identity.locked', 'identity.unlock_joined', 'identity.unlock_left', 'identity.unlock-refused',
        'identity.unlock_end_asked', 'identity.unlock_ended')
    order by e.at desc, e.id desc limit 20`;
  return (await asked.execute(tx)).rows;
};

/** The names of these members of staff. */
export const findStaffNames = async (
  tx: Transaction,
  ids: readonly Uuid[],
): Promise<readonly { readonly id: Uuid; readonly name: string }[]> => {
  const asked = sql<{ id: Uuid; name: string }>`
    select id, display_name as name from directory.staff_published where id = any (${ids}::uuid[]) order by display_name`;
  return (await asked.execute(tx)).rows;
};
