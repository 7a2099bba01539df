import { createHash } from 'node:crypto';
import type { Instant } from '../../../../platform/clock.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { mayReadOwn } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { recipientsOfReport, type RecipientReceipt } from '../../store/api.ts';
import { findReceived } from '../../store/triage/received.ts';
import { bodyOf } from '../../../directory/index.ts';

/** One recipient as another system reads it. */
export type ApiReceipt = {
  readonly recipient: string;
  readonly state: 'waiting' | 'delivered' | 'acknowledged';
  readonly receipt: string | null;
  readonly delivered_at: Instant | null;
  readonly acknowledged_at: Instant | null;
};
export type ApiReceipts = {
  readonly id: Uuid;
  readonly reference: string | null;
  readonly sent_at: Instant;
  readonly receipts: readonly ApiReceipt[];
};

const stateOf = ({ deliveredAt, acknowledgedAt }: RecipientReceipt): ApiReceipt['state'] => {
  if (acknowledgedAt !== null) return 'acknowledged';
  return deliveredAt === null ? 'waiting' : 'delivered';
};

const receiptOf = (scene: Scene, one: RecipientReceipt): ApiReceipt => ({
  recipient: bodyOf(scene.profile, one.organisationId)?.code ?? '',
  state: stateOf(one),
  receipt: one.receipt,
  delivered_at: one.deliveredAt,
  acknowledged_at: one.acknowledgedAt,
});

/** The receipts of a report of one's own body, with a version that changes when any of them does. */
export const readReceipts = async (
  scene: Scene,
  reportId: Uuid,
): Promise<Outcome<{ readonly body: ApiReceipts; readonly version: string }, ReferralRefusal>> => {
  const may = mayReadOwn(scene.viewer);
  if (isRefusal(may)) return may;
  const received = await findReceived(scene.tx, reportId);
  const { organisationId } = scene.viewer;
  const isOwn =
    received?.reportingOrganisationId === organisationId || received?.report.sender_organisation_id === organisationId;
  if (received === null || !isOwn) return refuse('not_found');
  const receipts = (await recipientsOfReport(scene.tx, received.rootId)).map((one) => receiptOf(scene, one));
  const { reference, report } = received;
  const body = { id: reportId, reference, sent_at: report.sent_at as Instant, receipts };
  return { body, version: createHash('sha256').update(JSON.stringify(body)).digest('hex').slice(0, 32) };
};
