import { sql } from 'kysely';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import type { Transaction } from '../../../platform/database/index.ts';
import { newId, newReference, type Uuid } from '../../../platform/ids.ts';
import type { ReferralState } from '../facts.ts';
import type { StandingConsent } from '../../identity/index.ts';

export type SupportReferral = {
  readonly id: Uuid;
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly fromOrganisationId: Uuid;
  readonly toOrganisationId: Uuid;
  readonly consentId: Uuid;
  readonly reference: string;
  readonly state: ReferralState;
  readonly urgency: string;
  readonly parts: readonly string[];
  readonly givenBy: string;
  readonly givenOn: PlainDate;
  readonly method: string;
  readonly language: string;
  readonly interpreter: string;
  readonly textVersion: string;
  readonly offeredAt: Instant;
  readonly answeredAt: Instant | null;
  /** Why it was declined or taken back. */
  readonly endReason: string | null;
  readonly keysSharedAt: Instant | null;
  readonly version: number;
};

const query = (tx: Transaction) => tx.selectFrom('cases.support_referral').selectAll();

const referral = (row: Awaited<ReturnType<ReturnType<typeof query>['execute']>>[number]): SupportReferral => ({
  id: row.id,
  caseId: row.case_id,
  personId: row.person_id,
  fromOrganisationId: row.from_organisation_id,
  toOrganisationId: row.to_organisation_id,
  consentId: row.consent_id,
  reference: row.reference,
  state: row.state as ReferralState,
  urgency: row.urgency,
  parts: row.compartments,
  givenBy: row.given_by,
  givenOn: row.given_on as PlainDate,
  method: row.method,
  language: row.language,
  interpreter: row.interpreter,
  textVersion: row.text_version,
  offeredAt: row.offered_at as Instant,
  answeredAt: row.answered_at as Instant | null,
  endReason: row.decline_reason,
  keysSharedAt: row.keys_shared_at as Instant | null,
  version: row.version,
});

/** Referrals of a case to support services, newest first. */
export const supportReferralsOf = async (tx: Transaction, caseId: Uuid): Promise<SupportReferral[]> =>
  (await query(tx).where('case_id', '=', caseId).orderBy('offered_at', 'desc').limit(50).execute()).map(referral);

/** One referral, or null. */
export const findSupportReferral = async (tx: Transaction, id: Uuid): Promise<SupportReferral | null> => {
  const row = await query(tx).where('id', '=', id).executeTakeFirst();
  return row ? referral(row) : null;
};

/** One page, counted from 1, of the referrals that a body has received or sent: those that wait first, then the newest. */
export const supportInbox = async (tx: Transaction, page: number, size: number): Promise<SupportReferral[]> => {
  const rows = await query(tx)
    .orderBy((order) => order.case().when('state', '=', 'offered').then(0).else(1).end())
    .orderBy('offered_at', 'desc')
    .orderBy('id')
    .limit(size)
    .offset((page - 1) * size)
    .execute();
  return rows.map(referral);
};

/** How many referrals a body has received or sent, and how many of those addressed to it wait for its answer. */
export const countSupport = async (
  tx: Transaction,
  organisationId: Uuid,
): Promise<{ readonly total: number; readonly waiting: number }> => {
  const counted = await sql<{ total: number; waiting: number }>`select count(*)::int as total,
      count(*) filter (where state = 'offered' and to_organisation_id = ${organisationId}::uuid)::int as waiting
    from cases.support_referral`.execute(tx);
  return counted.rows[0] ?? { total: 0, waiting: 0 };
};

export type NewReferral = {
  readonly caseId: Uuid;
  readonly personId: Uuid;
  readonly fromOrganisationId: Uuid;
  readonly toOrganisationId: Uuid;
  readonly urgency: string;
  readonly consent: StandingConsent;
  readonly parts: readonly string[];
  readonly staffId: Uuid;
  readonly at: Instant;
};

/** Offers a person to a service, with the consent it rests on. */
export const insertSupportReferral = async (
  tx: Transaction,
  it: NewReferral,
): Promise<{ id: Uuid; reference: string }> => {
  const [id, reference] = [newId(), newReference()];
  const { consent } = it;
  await tx
    .insertInto('cases.support_referral')
    .values({
      id,
      reference,
      case_id: it.caseId,
      person_id: it.personId,
      from_organisation_id: it.fromOrganisationId,
      to_organisation_id: it.toOrganisationId,
      audience: [it.fromOrganisationId, it.toOrganisationId],
      urgency: it.urgency,
      consent_id: consent.id,
      compartments: [...it.parts],
      given_by: consent.givenBy,
      given_on: consent.givenOn,
      method: consent.method,
      language: consent.language,
      interpreter: consent.interpreter,
      text_version: consent.textVersion,
      offered_by: it.staffId,
      offered_at: it.at,
    })
    .execute();
  return { id, reference };
};

type ReferralChange = {
  readonly state?: ReferralState;
  readonly answeredBy?: Uuid;
  readonly answeredAt?: Instant;
  readonly endReason?: string;
  readonly keysSharedAt?: Instant;
};

/** Changes a referral if the version is still the one seen; tells whether it was. */
export const updateSupportReferral = async (
  tx: Transaction,
  seen: SupportReferral,
  change: ReferralChange,
): Promise<boolean> => {
  const result = await tx
    .updateTable('cases.support_referral')
    .set({
      ...(change.state === undefined ? {} : { state: change.state }),
      ...(change.answeredBy === undefined ? {} : { answered_by: change.answeredBy }),
      ...(change.answeredAt === undefined ? {} : { answered_at: change.answeredAt }),
      ...(change.endReason === undefined ? {} : { decline_reason: change.endReason }),
      ...(change.keysSharedAt === undefined ? {} : { keys_shared_at: change.keysSharedAt }),
      version: seen.version + 1,
    })
    .where('id', '=', seen.id)
    .where('version', '=', seen.version)
    .executeTakeFirst();
  return result.numUpdatedRows === 1n;
};

/** Gives the service its place in the case: an access on the ground of the consent, and its own reference. */
export const insertServiceAccess = async (tx: Transaction, it: SupportReferral, at: Instant): Promise<void> => {
  await tx
    .insertInto('cases.case_access')
    .values({
      id: newId(),
      case_id: it.caseId,
      organisation_id: it.toOrganisationId,
      basis_kind: 'consent',
      basis_code: it.consentId,
      compartments: [...it.parts],
      purposes: ['support'],
      valid_from: at,
    })
    .execute();
  await tx
    .insertInto('cases.case_reference')
    .values({ case_id: it.caseId, organisation_id: it.toOrganisationId, code: newReference() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
};
