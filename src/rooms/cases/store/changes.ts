import type { Instant } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { FieldChange } from '../rules.ts';

export type ChangeNote = {
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly staffId: Uuid;
  readonly at: Instant;
  /** True when everybody who sees the case sees the change too. */
  readonly shared: boolean;
  readonly thing: 'case' | 'reference' | 'task' | 'access' | 'support_referral' | 'link';
  readonly thingId: Uuid;
};

/** Writes down which fields changed, in codes. */
export const noteChanges = async (tx: Transaction, it: ChangeNote, changes: readonly FieldChange[]): Promise<void> => {
  if (changes.length === 0) return;
  await tx
    .insertInto('cases.change')
    .values(
      changes.map((change) => ({
        id: newId(),
        case_id: it.caseId,
        organisation_id: it.organisationId,
        shared: it.shared,
        thing: it.thing,
        thing_id: it.thingId,
        field: change.field,
        old_value: change.before,
        new_value: change.after,
        changed_by: it.staffId,
        changed_at: it.at,
      })),
    )
    .execute();
};

export type Change = FieldChange & {
  readonly id: Uuid;
  readonly thing: ChangeNote['thing'];
  readonly organisationId: Uuid;
  readonly by: string | null;
  readonly at: Instant;
};

/** What was changed on a case, newest first, one page. */
export const changesOf = async (tx: Transaction, caseId: Uuid, page: number, size: number): Promise<Change[]> => {
  const rows = await tx
    .selectFrom('cases.change as c')
    .leftJoin('directory.staff_published as s', 's.id', 'c.changed_by')
    .select([
      'c.id',
      'c.thing',
      'c.field',
      'c.old_value',
      'c.new_value',
      'c.organisation_id',
      'c.changed_at',
      's.display_name',
    ])
    .where('c.case_id', '=', caseId)
    .orderBy('c.changed_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    thing: row.thing as ChangeNote['thing'],
    field: row.field,
    before: row.old_value,
    after: row.new_value,
    organisationId: row.organisation_id,
    by: row.display_name,
    at: row.changed_at as Instant,
  }));
};
