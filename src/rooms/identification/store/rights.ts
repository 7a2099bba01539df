import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';

export type RightsTold = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly organisationId: Uuid;
  readonly occasion: 'first' | 'turning_point';
  readonly state: string;
  readonly toldOn: PlainDate;
  readonly rights: readonly string[];
  readonly obligations: readonly string[];
  readonly dismissalTold: boolean;
  readonly language: string;
  readonly interpreter: string;
  readonly leafletVersion: string | null;
  readonly acknowledged: string;
  readonly recordedAt: Instant;
};

/** What a person was told, newest first. */
export const rightsToldOf = async (tx: Transaction, caseId: Uuid): Promise<RightsTold[]> => {
  const rows = await tx
    .selectFrom('identification.rights_told')
    .selectAll()
    .where('case_id', '=', caseId)
    .orderBy('recorded_at', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    caseId: row.case_id,
    organisationId: row.organisation_id,
    occasion: row.occasion as RightsTold['occasion'],
    state: row.state,
    toldOn: row.told_on as PlainDate,
    rights: row.rights,
    obligations: row.obligations,
    dismissalTold: row.dismissal_told,
    language: row.language,
    interpreter: row.interpreter,
    leafletVersion: row.leaflet_version,
    acknowledged: row.acknowledged,
    recordedAt: row.recorded_at as Instant,
  }));
};

/** Writes down what was told. */
export const insertRightsTold = async (tx: Transaction, it: RightsTold & { readonly toldBy: Uuid }): Promise<void> => {
  await tx
    .insertInto('identification.rights_told')
    .values({
      id: it.id,
      case_id: it.caseId,
      organisation_id: it.organisationId,
      occasion: it.occasion,
      state: it.state,
      told_on: it.toldOn,
      told_by: it.toldBy,
      rights: [...it.rights],
      obligations: [...it.obligations],
      dismissal_told: it.dismissalTold,
      language: it.language,
      interpreter: it.interpreter,
      leaflet_version: it.leafletVersion,
      acknowledged: it.acknowledged,
      recorded_at: it.recordedAt,
    })
    .execute();
};
