import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

/** An appointment of the person with the service. */
export type Session = {
  readonly id: Uuid;
  readonly kind: string;
  readonly place: string;
  readonly plannedAt: Instant;
  readonly language: string | null;
  readonly state: string;
  readonly attendance: string | null;
  readonly reason: string | null;
  readonly minutes: number | null;
  readonly interpreterId: Uuid | null;
  readonly version: number;
};

/** Plans an appointment. */
export const insertSession = async (
  tx: Transaction,
  it: Pick<Session, 'id' | 'kind' | 'place' | 'plannedAt' | 'language' | 'interpreterId'> & {
    readonly supportId: Uuid;
    readonly by: Uuid;
    readonly at: Instant;
  },
): Promise<void> => {
  await tx
    .insertInto('assistance.session')
    .values({
      ...{ id: it.id, support_id: it.supportId, kind: it.kind, place: it.place, planned_at: it.plannedAt },
      ...{ language: it.language, interpreter_id: it.interpreterId, made_by: it.by, made_at: it.at },
    })
    .execute();
};

/** The appointments of a support, the latest first. */
export const sessionsOf = async (tx: Transaction, supportId: Uuid): Promise<readonly Session[]> => {
  const rows = await tx
    .selectFrom('assistance.session')
    .selectAll()
    .where('support_id', '=', supportId)
    .orderBy('planned_at', 'desc')
    .limit(200)
    .execute();
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, place: row.place, language: row.language, state: row.state },
    ...{ attendance: row.attendance, reason: row.reason, minutes: row.minutes, version: row.version },
    interpreterId: row.interpreter_id,
    plannedAt: row.planned_at as Instant,
  }));
};

/** What becomes of an appointment. */
export type SessionEnd = {
  readonly state: 'held' | 'missed' | 'cancelled';
  readonly attendance: string | null;
  readonly reason: string | null;
  readonly minutes: number | null;
};

/** Writes down what became of an appointment if nobody did meanwhile; tells whether it was so. */
export const endSession = async (tx: Transaction, seen: Session, it: SessionEnd): Promise<boolean> => {
  const result = await tx
    .updateTable('assistance.session')
    .set({ ...it, version: seen.version + 1 })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};
