import { createHash } from 'node:crypto';
import { cleanEvidence } from '../../../../platform/clean-file/document.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import { openFile } from '../../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import type { Compartment, Scene } from '../../../../profile/index.ts';
import {
  type IdentityRefusal,
  type Opened,
  openIdentity,
  openSealedFile,
  sealedFields,
} from '../../../identity/index.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { findSealedFile } from '../../store/files.ts';
import { readReport, type ReportView } from './report.ts';

type Refused = IdentityRefusal | ReferralRefusal;

/** What shall be opened of a report or one of its persons. */
export type OpenAsked = {
  readonly reportId: Uuid;
  readonly subjectId: Uuid;
  readonly compartments: readonly Compartment[];
  readonly purpose: string;
};

/** A report with opened texts of one subject. */
export type OpenedReport = { readonly view: ReportView; readonly subjectId: Uuid; readonly opened: Opened };

const belongs = (view: ReportView, subjectId: Uuid): boolean =>
  subjectId === view.report.id ||
  subjectId === view.report.split_from ||
  view.persons.some((one) => one.person.id === subjectId);

const aboutOf = ({ reportId, subjectId }: { readonly reportId: Uuid; readonly subjectId: Uuid }) =>
  subjectId === reportId ? { reportId } : { reportId, personId: subjectId };

/** Has the vault open compartments of a report or person the viewer may read; the vault writes its line before it answers. */
export const openReport = async (
  scene: Scene,
  vault: VaultClient,
  asked: OpenAsked,
): Promise<Outcome<OpenedReport, Refused> | null> => {
  const view = await readReport(scene, asked.reportId);
  if (view === null || isRefusal(view)) return view;
  if (!belongs(view, asked.subjectId)) return refuse('not_found');
  const { subjectId, compartments, purpose } = asked;
  const opening = { subjectId, compartments, purpose, about: aboutOf(asked) };
  const opened = await openIdentity(vault, scene.viewer, opening);
  return isRefusal(opened) ? opened : { view, subjectId, opened };
};

/** A whole record with everything the viewer's body may have opened. */
export type OpenedRecord = { readonly view: ReportView; readonly opened: ReadonlyMap<Uuid, Opened> };

/**
 * Has the vault open all that the viewer's role and body may of a report and its persons, for printing the record. One line
 * of the journal per subject. Subjects of which nothing may be opened are left out.
 */
export const openRecord = async (
  scene: Scene,
  vault: VaultClient,
  asked: { readonly reportId: Uuid; readonly purpose: string },
): Promise<Outcome<OpenedRecord, Refused> | null> => {
  const view = await readReport(scene, asked.reportId);
  if (view === null || isRefusal(view)) return view;
  const fields = await sealedFields(scene, [view.report.id, ...view.persons.map((one) => one.person.id)]);
  const opened = new Map<Uuid, Opened>();
  for (const [subjectId, own] of Map.groupBy(fields, (field) => field.subjectId)) {
    const held = [...new Set(own.map((field) => field.compartment))];
    const compartments = held.filter((one) => scene.viewer.opens.includes(one));
    if (compartments.length === 0) continue;
    const about = aboutOf({ reportId: view.report.id, subjectId });
    const texts = await openIdentity(vault, scene.viewer, { subjectId, compartments, purpose: asked.purpose, about });
    if (isRefusal(texts)) return texts;
    opened.set(subjectId, texts);
  }
  return { view, opened };
};

/** A piece of evidence, opened: without what tells who made it, where, when and with what, or as it came. */
export type OpenedFile = {
  readonly reportId: Uuid;
  readonly mediaType: string;
  readonly bytes: Buffer;
  /** Of these bytes, to be compared with any copy of them. */
  readonly sha256: string;
  readonly isCleaned: boolean;
};

/** Which piece, why, and whether as it came. */
export type EvidenceAsked = {
  readonly reportId: Uuid;
  readonly fileId: Uuid;
  readonly purpose: string;
  readonly asItCame: boolean;
};

/** What stands in the vault's line as the reason: that something was opened as it came. */
const originalReason = (mediaType: string): string => (isPicture(mediaType) ? 'original_picture' : 'original_document');

/** Pictures can be shown on the page. */
export const isPicture = (mediaType: string): boolean => mediaType.startsWith('image/');

/** Whether a file carries more than one sees of it: where, when and with what it was taken, who wrote it. Bare text does not. */
export const tellsMore = (mediaType: string): boolean => mediaType !== 'text/plain';

/** For which of her purposes this viewer may open a file that tells more as it came. */
export const originalPurposes = ({ viewer, profile }: Scene): readonly string[] =>
  profile.settings.original_evidence.purposes.filter((purpose) => viewer.purposes.includes(purpose));

const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** The file as it is shown unless somebody asks for more; what is not whole, or of a kind not known, cannot be cleaned. */
const cleaned = (opened: Omit<OpenedFile, 'sha256' | 'isCleaned'>): Outcome<OpenedFile, Refused> => {
  const clean = cleanEvidence(opened.bytes);
  if (clean !== null && clean.type === opened.mediaType)
    return { ...opened, bytes: clean.bytes, sha256: clean.sha256, isCleaned: true };
  return refuse(isPicture(opened.mediaType) ? 'picture_not_cleaned' : 'document_not_cleaned', { field: 'as_it_came' });
};

/**
 * Has the vault give the key of one piece of evidence and opens it. What tells more than one sees is shown cleaned; as it came only
 * for the purposes the country names, and the vault's line says so.
 */
export const openEvidence = async (
  scene: Scene,
  vault: VaultClient,
  asked: EvidenceAsked,
): Promise<Outcome<OpenedFile, Refused> | null> => {
  const file = await findSealedFile(scene.tx, asked.reportId, asked.fileId);
  if (file === null) return null;
  if (file.scan === 'infected') return refuse('file_infected');
  const isOriginal = asked.asItCame && tellsMore(file.mediaType);
  if (isOriginal && !originalPurposes(scene).includes(asked.purpose))
    return refuse('original_not_for_this', { field: 'as_it_came' });
  const key = await openSealedFile(vault, scene.viewer, {
    ...{ subjectId: asked.reportId, compartment: file.compartment as Compartment, fileId: file.id },
    ...{ purpose: asked.purpose, about: { reportId: asked.reportId } },
    ...(isOriginal ? { reason: originalReason(file.mediaType) } : {}),
  });
  if (isRefusal(key)) return key;
  const opened = {
    ...{ reportId: asked.reportId, mediaType: file.mediaType, bytes: openFile(file.id, file.sealed, key) },
  };
  if (tellsMore(file.mediaType) && !isOriginal) return cleaned(opened);
  return { ...opened, sha256: sha256(opened.bytes), isCleaned: false };
};
