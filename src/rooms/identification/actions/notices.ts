import { checksItself, newId, readReference, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene, SharingNotice } from '../../../profile/index.ts';
import { type CaseFile, settleTasks } from '../../cases/index.ts';
import { openIdentity, sealFor } from '../../identity/index.ts';
import { mayAskRemoval, mayNotify, mayReceive, mayReportStay } from '../access.ts';
import type { IdentificationRefusal } from '../facts.ts';
import { noticeAllowed, stayReportAllowed } from '../rules.ts';
import {
  askRemovalBlock,
  countNotices,
  findNotice,
  findRemovalBlock,
  insertMinisterNotice,
  insertStayReport,
  markReceived,
  type NewNotice,
  noticeInbox,
  noticesOfCase,
  type ResidenceNotice,
} from '../store/index.ts';
import { loadStatus, today } from './status.ts';
import { idOfBody } from '../../directory/index.ts';

type Result<Value> = Promise<Outcome<Value, IdentificationRefusal>>;

/** The profile's notices this room sends. */
export const presumedNotice = 'presumed_to_minister';
export const stayNotice = 'irregular_stay';

/** The sealed facts a notice carries; only those the profile's list of fields names leave. */
export type NoticeInput = { readonly name: string; readonly date_of_birth: string; readonly nationality: string };

const basisOf = (notice: SharingNotice): { kind: 'law'; code: string } => ({
  kind: 'law',
  code: notice.basis.kind === 'law' ? notice.basis.code : 'NONE',
});

const named = (notice: SharingNotice, input: NoticeInput): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({ name: input.name, date_of_birth: input.date_of_birth, nationality: input.nationality }).filter(
      ([field]) => notice.fields.includes(field),
    ),
  );

const ownRecord = { kind: 'law', code: 'OWN-RECORD' } as const;

/**
 * Seals what the law names, and nothing else, to the receiving body, and to the sending one as its own record: the article
 * lets only the receiver in. The notice is a subject of its own.
 */
const sealNotice = async (scene: Scene, it: NewNotice, notice: SharingNotice, input: NoticeInput): Promise<void> => {
  const compartments = ['identity'] as const;
  const recipients = [
    { organisationId: it.fromOrganisationId, basis: ownRecord, compartments },
    { organisationId: it.toOrganisationId, basis: basisOf(notice), compartments },
  ];
  await sealFor(scene, [{ subjectId: it.id, compartments: { identity: named(notice, input) } }], recipients);
};

const draft = (
  scene: Scene,
  file: CaseFile,
  notice: SharingNotice,
): Omit<NewNotice, 'status' | 'on' | 'kind' | 'reference'> => {
  const { profile, viewer } = scene;
  const code = notice.basis.kind === 'law' ? notice.basis.code : null;
  return {
    id: newId(),
    caseId: file.id,
    fromOrganisationId: file.referenceOrganisationId ?? viewer.organisationId,
    toOrganisationId: idOfBody(profile, profile.organisationFor(notice.to).code),
    fields: notice.fields,
    legalReference: code === null ? '-' : profile.basis(code, today(scene)).article.slice(0, 120),
    sentBy: viewer.staffId,
    sentAt: scene.clock.now(),
  };
};

/** Two lines in the journal: the case's, for those who examine; the notice's, for the receiver, without any key to the case. */
const emitSending = (scene: Scene, file: CaseFile, it: NewNotice, type: string): void => {
  scene.emit({
    type,
    subject: { kind: 'case', id: file.id },
    ...{ caseId: file.id, reportId: file.reportId, personId: file.personId },
    data: { status: it.status, on: it.on, fields: [...it.fields], organisation: it.toOrganisationId },
  });
  scene.emit({
    type: 'identification.notice_sent',
    subject: { kind: 'notice', id: it.id },
    audience: [it.toOrganisationId],
    data: { notice: it.kind, fields: [...it.fields] },
  });
};

/**
 * Tells the body that decides on residence that a person is presumed or identified as a victim. A human act, called for by
 * a task, never automatic. Exactly the fields the profile names leave.
 */
export const notifyMinister = async (scene: Scene, caseId: Uuid, input: NoticeInput): Result<{ noticeId: Uuid }> => {
  const allowed = mayNotify(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  const loaded = await loadStatus(scene, caseId);
  if (loaded === null) return refuse('not_found');
  const { status, file } = loaded;
  const lawful = noticeAllowed(status.state, status.thirdCountry ?? 'not_sure');
  if (isRefusal(lawful)) return lawful;
  const earlier = await noticesOfCase(scene.tx, caseId);
  if (earlier.some((one) => one.kind === 'minister_notice' && one.status === status.state))
    return refuse('already_sent');
  const notice = scene.profile.notice(presumedNotice);
  const block = await findRemovalBlock(scene.tx, caseId);
  const fresh = {
    kind: 'minister_notice',
    reference: block?.reference ?? '',
    status: status.state,
    on: status.since,
  } as const;
  const it: NewNotice = { ...draft(scene, file, notice), ...fresh };
  await insertMinisterNotice(scene.tx, it);
  await sealNotice(scene, it, notice, input);
  emitSending(scene, file, it, 'identification.minister_notified');
  await settleTasks(scene, caseId, 'notify_minister');
  return { noticeId: it.id };
};

/**
 * Reports an irregular stay: an act of its own, by a human who has read the warning, with the person's status at that
 * moment. Refused while the person must not be removed. Nothing in the program calls this by itself.
 */
export const reportStay = async (
  scene: Scene,
  caseId: Uuid,
  input: NoticeInput & { readonly warning_read: boolean },
): Result<{ noticeId: Uuid }> => {
  const allowed = mayReportStay(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  const loaded = await loadStatus(scene, caseId);
  if (loaded === null) return refuse('not_found');
  const block = await findRemovalBlock(scene.tx, caseId);
  const lawful = stayReportAllowed({
    reflection: block?.reflection === true || block?.stay === true,
    warningRead: input.warning_read,
  });
  if (isRefusal(lawful)) return lawful;
  const earlier = await noticesOfCase(scene.tx, caseId);
  if (earlier.some((one) => one.kind === 'stay_report' && one.status === loaded.status.state))
    return refuse('already_reported');
  const notice = scene.profile.notice(stayNotice);
  const fresh = { kind: 'stay_report', reference: null, status: loaded.status.state, on: today(scene) } as const;
  const it: NewNotice = { ...draft(scene, loaded.file, notice), ...fresh };
  await insertStayReport(scene.tx, it);
  await sealNotice(scene, it, notice, input);
  emitSending(scene, loaded.file, it, 'identification.stay_reported');
  return { noticeId: it.id };
};

/** Confirms that a notice was received; done by the body it is addressed to. */
export const receiveNotice = async (scene: Scene, noticeId: Uuid): Result<{ noticeId: Uuid }> => {
  const allowed = mayReceive(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  const it = await findNotice(scene.tx, noticeId);
  if (it === null) return refuse('not_found');
  if (!(await markReceived(scene.tx, it, scene.viewer.staffId, scene.clock.now()))) return refuse('already_received');
  scene.emit({
    type: 'identification.notice_received',
    subject: { kind: 'notice', id: noticeId },
    audience: [it.fromOrganisationId],
    data: { notice: it.kind },
  });
  return { noticeId };
};

/** How many notices a page of the list holds. */
export const noticesPerPage = 50;

/** One page of the notices the viewer's body received or sent, with how many there are and how many wait to be received. */
export type NoticePage = {
  readonly notices: readonly ResidenceNotice[];
  readonly page: number;
  readonly total: number;
  readonly waiting: number;
};

/** Notices the viewer's body received or sent, one page of them; those not yet received first. */
export const readNotices = async (scene: Scene, page = 1): Result<NoticePage> => {
  const allowed = mayReceive(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  const notices = await noticeInbox(scene.tx, page, noticesPerPage);
  return { notices, page, ...(await countNotices(scene.tx)) };
};

/** How many notices nobody of the viewer's body has received yet; null for those who receive none. */
export const countNoticesWaiting = async (scene: Scene): Promise<number | null> =>
  isRefusal(mayReceive(scene.viewer, scene.profile)) ? null : (await countNotices(scene.tx)).waiting;

/** One notice, or null. */
export const readNotice = (scene: Scene, noticeId: Uuid): Promise<ResidenceNotice | null> =>
  findNotice(scene.tx, noticeId);

/** A notice with the fields the law names, opened. */
export type OpenNotice = { readonly notice: ResidenceNotice; readonly fields: Readonly<Record<string, string>> };

const refusedBy = (refusal: Refusal): Refusal<IdentificationRefusal> =>
  refuse(refusal.refused === 'unavailable' ? 'vault_down' : 'vault_refused');

/** Opens a notice's sealed fields. The vault checks purpose and ground and writes its journal line first. */
export const openNotice = async (
  scene: Scene,
  vault: VaultClient,
  noticeId: Uuid,
  purpose: string,
): Result<OpenNotice> => {
  const notice = await findNotice(scene.tx, noticeId);
  if (notice === null) return refuse('not_found');
  const opened = await openIdentity(vault, scene.viewer, { subjectId: noticeId, compartments: ['identity'], purpose });
  return isRefusal(opened) ? refusedBy(opened) : { notice, fields: opened['identity'] ?? {} };
};

/**
 * May the person under this reference be removed? Yes or no, and no is also said of a reference that nobody ever gave. A
 * mistyped one does not check itself: that is an error and no answer, so that a slip removes nobody.
 */
export const askRemoval = async (scene: Scene, typed: string): Result<{ reference: string; blocked: boolean }> => {
  const allowed = mayAskRemoval(scene.viewer);
  if (isRefusal(allowed)) return allowed;
  const reference = readReference(typed);
  if (reference === null || !checksItself(reference)) return refuse('unknown_reference', { field: 'reference' });
  return { reference, blocked: await askRemovalBlock(scene.tx, reference) };
};

/** The newest notice of a case that told the residence authority, and which body that is; null before anybody was told. */
export const noticeTold = async (
  { tx }: Scene,
  caseId: Uuid,
): Promise<{ readonly noticeId: Uuid; readonly organisationId: Uuid } | null> => {
  const told = (await noticesOfCase(tx, caseId)).find(({ kind }) => kind === 'minister_notice');
  return told === undefined ? null : { noticeId: told.id, organisationId: told.toOrganisationId };
};
