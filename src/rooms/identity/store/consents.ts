import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import type { ConsentAnswer } from '../facts.ts';

/** What a person, or who may speak for them, answered; by whom and how it was taken. */
export type Consent = {
  readonly id: Uuid;
  readonly personId: Uuid;
  readonly caseId: Uuid | null;
  readonly reportId: Uuid | null;
  readonly answer: ConsentAnswer;
  readonly givenBy: string;
  readonly authority: string | null;
  readonly organisations: readonly Uuid[];
  readonly compartments: readonly string[];
  readonly purposes: readonly string[];
  readonly language: string;
  readonly textVersion: string;
  readonly interpreter: string;
  /** Whoever wrote it down also explained it; null where that was not asked. */
  readonly explainedByRecorder: boolean | null;
  readonly method: string;
  /** A document on the case that shows the answer: the signed paper, a recording. */
  readonly evidenceDocumentId: Uuid | null;
  readonly givenOn: PlainDate;
  readonly validUntil: PlainDate | null;
  /** How far an answer about matching goes, whom beside support services it names, whether it is to numbers too; null for any other consent. */
  readonly matching: { readonly level: number; readonly tells: string | null; readonly marks: boolean } | null;
  readonly recordedBy: Uuid;
  readonly recordedByOrganisation: Uuid;
  readonly recordedAt: Instant;
};

/** A consent as it stands, with its withdrawal if there was one. */
export type StandingConsent = Omit<Consent, 'recordedBy'> & {
  readonly withdrawnOn: PlainDate | null;
  readonly withdrawnAt: Instant | null;
  readonly withdrawnHow: string | null;
};

/** A refusal is for who recorded it alone: nobody else learns that there is anybody. */
const audienceOf = (it: Consent): Uuid[] => [
  ...new Set([it.recordedByOrganisation, ...(it.answer === 'given' ? it.organisations : [])]),
];

const rowOf = (it: Consent) => ({
  ...{ id: it.id, person_id: it.personId, case_id: it.caseId, report_id: it.reportId, answer: it.answer },
  ...{ given_by: it.givenBy, authority: it.authority, organisations: [...it.organisations] },
  ...{ compartments: [...it.compartments], purposes: [...it.purposes], language: it.language },
  ...{ text_version: it.textVersion, interpreter: it.interpreter, method: it.method },
  evidence_document_id: it.evidenceDocumentId,
  explained_by_recorder: it.explainedByRecorder,
  ...{ given_on: it.givenOn, valid_until: it.validUntil, recorded_by: it.recordedBy },
  ...{ recorded_by_organisation: it.recordedByOrganisation, recorded_at: it.recordedAt, audience: audienceOf(it) },
  ...{ matching_level: it.matching?.level ?? null, matching_tells: it.matching?.tells ?? null },
  matching_marks: it.matching?.marks ?? false,
});

/** Stores answers. */
export const insertConsents = async (tx: Transaction, consents: readonly Consent[]): Promise<void> => {
  if (consents.length > 0) await tx.insertInto('identity.consent').values(consents.map(rowOf)).execute();
};

const query = (tx: Transaction) => tx.selectFrom('identity.consent').selectAll();

const consent = (row: Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]): StandingConsent => ({
  id: row.id,
  personId: row.person_id,
  caseId: row.case_id,
  reportId: row.report_id,
  answer: row.answer as ConsentAnswer,
  givenBy: row.given_by,
  authority: row.authority,
  organisations: row.organisations,
  compartments: row.compartments,
  purposes: row.purposes,
  language: row.language,
  textVersion: row.text_version,
  interpreter: row.interpreter,
  explainedByRecorder: row.explained_by_recorder,
  method: row.method,
  evidenceDocumentId: row.evidence_document_id,
  givenOn: row.given_on as PlainDate,
  validUntil: row.valid_until as PlainDate | null,
  matching:
    row.matching_level === null
      ? null
      : { level: row.matching_level, tells: row.matching_tells, marks: row.matching_marks },
  recordedByOrganisation: row.recorded_by_organisation,
  recordedAt: row.recorded_at as Instant,
  withdrawnOn: row.withdrawn_on as PlainDate | null,
  withdrawnAt: row.withdrawn_at as Instant | null,
  withdrawnHow: row.withdrawn_how,
});

/** What a person answered, as far as the viewer's body may know, newest first. */
export const consentsOfPerson = async (tx: Transaction, personId: Uuid): Promise<StandingConsent[]> =>
  (await query(tx).where('person_id', '=', personId).orderBy('recorded_at', 'desc').limit(200).execute()).map(consent);

/** One answer, or null. */
export const findConsent = async (tx: Transaction, id: Uuid): Promise<StandingConsent | null> => {
  const row = await query(tx).where('id', '=', id).executeTakeFirst();
  return row ? consent(row) : null;
};
