import { type Clock, type Instant, instantPlus, millisecondsBetween } from '../../../platform/clock.ts';
import { asProgram, type Database } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { appendToJournal, type JournalEntry } from '../../../platform/journal.ts';
import type { Profile } from '../../../profile/index.ts';
import { millisecondsPerDay, minutesBeforeNextAttempt } from '../rules/terms.ts';
import { alarmAfterHours } from '../rules/urgency.ts';
import {
  deliver,
  type DraftNotice,
  findDue,
  findUnacknowledged,
  markAlarmed,
  markWarnedDrafts,
  noteFailure,
  removeDeliveredDrafts,
  removeExpiredDrafts,
  type Unacknowledged,
  type Waiting,
} from '../store/delivery.ts';

/** What a notice is about. The mail says only that something waits and where to sign in. */
export const noticeKinds = [
  'report_waits',
  'report_overdue',
  'file_infected',
  'question_waits',
  'answer_waits',
  'supplement_waits',
  'outcome_waits',
  'redirected_waits',
  'draft_ends_soon',
  'draft_ended',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** Sends a notice without any content to the mailbox of a body. Rejects when it cannot be sent. */
export type SendMail = (notice: { readonly organisationId: Uuid; readonly kind: NoticeKind }) => Promise<void>;

/** What the work of the worker needs. `onFault` is told of a delivery that failed, by code. */
export type DeliveryTools = {
  readonly database: Database;
  readonly clock: Clock;
  readonly sendMail: SendMail;
  readonly onFault?: (code: string) => void;
  /** Tells a body without account, without content; false when it has no mailbox or no mail is set up. Rejects when it is not taken. */
  readonly tellOutside?: (organisationId: Uuid) => Promise<boolean>;
};

const mostAtOnce = 200;
const minute = 60_000;

/** A notice that cannot be sent never stops the work: the receipt stands in the program. */
const notify = async (tools: DeliveryTools, notice: Parameters<SendMail>[0]): Promise<void> => {
  try {
    await tools.sendMail(notice);
  } catch {
    tools.onFault?.('notice_not_sent');
  }
};

const putOff = async (tools: DeliveryTools, { outboxId, attempts }: Waiting, fault: string): Promise<false> => {
  const nextAttemptAt = instantPlus(tools.clock.now(), minutesBeforeNextAttempt(attempts) * minute);
  await asProgram(tools.database, (tx) => noteFailure(tx, { outboxId, fault, nextAttemptAt }));
  return false;
};

/** A mail is called delivered once the server took it: without mailbox or mail server it waits, and who handed over sees that. */
const mailOne = async (tools: DeliveryTools, waiting: Waiting): Promise<boolean> => {
  if (!((await tools.tellOutside?.(waiting.organisationId)) ?? false)) return putOff(tools, waiting, 'no_way_to_tell');
  return asProgram(tools.database, (tx) => deliver(tx, waiting.outboxId, tools.clock.now()));
};

const deliverOne = async (tools: DeliveryTools, waiting: Waiting): Promise<boolean> => {
  const { outboxId, organisationId } = waiting;
  try {
    if (waiting.kind === 'mail') return await mailOne(tools, waiting);
    const delivered = await asProgram(tools.database, (tx) => deliver(tx, outboxId, tools.clock.now()));
    if (delivered) await notify(tools, { organisationId, kind: 'report_waits' });
    return delivered;
  } catch {
    tools.onFault?.('delivery_failed');
    return putOff(tools, waiting, 'delivery_failed');
  }
};

/** Delivers what is due, one transaction each; gives how many were delivered. Two at once do no harm. */
export const deliverDue = async (tools: DeliveryTools): Promise<number> => {
  const due = await asProgram(tools.database, (tx) => findDue(tx, tools.clock.now(), mostAtOnce));
  let delivered = 0;
  for (const waiting of due) if (await deliverOne(tools, waiting)) delivered += 1;
  return delivered;
};

const draftEvent = (type: string, draft: DraftNotice): JournalEntry => ({
  type,
  subject: { kind: 'draft', id: draft.draftId },
  data: { by: 'term' },
});

/** Deletes drafts whose term is over, notes each deletion and tells the bodies. */
export const endExpiredDrafts = async (tools: DeliveryTools): Promise<number> => {
  const now = tools.clock.now();
  const ended = await asProgram(tools.database, async (tx) => {
    const drafts = await removeExpiredDrafts(tx, now);
    for (const [organisationId, own] of Map.groupBy(drafts, (one) => one.organisationId)) {
      const entries = own.map((draft) => draftEvent('referrals.draft_deleted', draft));
      await appendToJournal(tx, { organisationId, staffId: null, now }, entries);
    }
    return drafts;
  });
  for (const { organisationId } of ended) await notify(tools, { organisationId, kind: 'draft_ended' });
  return ended.length;
};

/**
 * Warns once of drafts untouched for as long as the profile says. A member of staff has no mail address here: the mail goes to the mailbox
 * of her body and says that something waits; whose draft it is stands on its owner's start page alone.
 */
export const warnOfDrafts = async (tools: DeliveryTools & { readonly profile: Profile }): Promise<number> => {
  const now = tools.clock.now();
  const untouchedSince = instantPlus(now, -tools.profile.settings.drafts.warn_after_days * millisecondsPerDay);
  const warned = await asProgram(tools.database, (tx) => markWarnedDrafts(tx, { untouchedSince, now }));
  for (const { organisationId } of warned) await notify(tools, { organisationId, kind: 'draft_ends_soon' });
  return warned.length;
};

/** Deletes drafts whose report lies with all its recipients. */
export const endDeliveredDrafts = async (tools: DeliveryTools): Promise<number> =>
  (await asProgram(tools.database, removeDeliveredDrafts)).length;

const isOverdue = (tools: DeliveryTools, one: Unacknowledged): boolean =>
  millisecondsBetween(one.deliveredAt as Instant, tools.clock.now()) > alarmAfterHours(one.urgencyRank) * 60 * minute;

const alarm = async (tools: DeliveryTools, one: Unacknowledged): Promise<void> => {
  const now = tools.clock.now();
  await asProgram(tools.database, async (tx) => {
    await markAlarmed(tx, one.inboxId, now);
    const subject = { kind: 'report', id: one.reportId };
    const data = { rank: one.urgencyRank };
    const entry = { type: 'referrals.overdue', subject, reportId: one.reportId, audience: one.audience, data };
    await appendToJournal(tx, { organisationId: one.organisationId, staffId: null, now }, [entry]);
  });
  await notify(tools, { organisationId: one.organisationId, kind: 'report_overdue' });
};

/** Raises an alarm, once, for each report that nobody has acknowledged in the time its urgency allows. */
export const raiseAlarms = async (tools: DeliveryTools): Promise<number> => {
  const overdue = (await asProgram(tools.database, findUnacknowledged)).filter((one) => isOverdue(tools, one));
  for (const one of overdue) await alarm(tools, one);
  return overdue.length;
};

/** Tells a body that a question or an answer waits, as the job's payload names it; a payload that names nothing is left. */
export const sendNotice = async (
  tools: DeliveryTools,
  payload: Readonly<Record<string, string | number>>,
): Promise<void> => {
  const kind = noticeKinds.find((one) => one === payload['kind']);
  const organisationId = payload['organisationId'];
  if (kind === undefined || typeof organisationId !== 'string') return;
  await tools.sendMail({ organisationId, kind });
};
