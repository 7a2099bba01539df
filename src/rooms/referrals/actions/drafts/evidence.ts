import { createHash } from 'node:crypto';
import { fileTypeFromBuffer } from 'file-type';
import type { PartialDate } from '../../../../platform/form/index.ts';
import { wake } from '../../../../platform/jobs.ts';
import type { ScanResult } from '../../../../platform/scanner/index.ts';
import { newId, type Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import { sealFile } from '../../../../platform/sealing/index.ts';
import { compartmentOfEvidence, evidenceLimits, evidenceTypes, type FileScan } from '../../facts/other-forms.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { dropFiles, insertFile } from '../../store/files.ts';
import type { ContentFile } from '../send/read.ts';
import type { DraftScene } from './content.ts';
import { changeDraft, type DraftRef } from './keep.ts';
import { readDraft } from './read.ts';

/** Looks at the bytes of a file for harmful programs. */
export type ScanFile = (bytes: Uint8Array) => Promise<ScanResult>;

/** A received file with what was said of it. The name and type the browser claims are not believed. */
export type Evidence = {
  readonly draftId: Uuid;
  readonly kind: string;
  readonly description: string;
  readonly day: PartialDate;
  readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[];
};

/** Old Word files and encrypted new ones are both this. */
const compoundFile = 'application/x-cfb';

const isText = (bytes: Uint8Array): boolean => {
  if (bytes.includes(0)) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

const contains = (bytes: Uint8Array, text: Buffer): boolean => Buffer.from(bytes).includes(text);

const isProtected = (type: string, bytes: Uint8Array): boolean =>
  type === 'application/pdf'
    ? contains(bytes, Buffer.from('/Encrypt'))
    : type === 'application/msword' && contains(bytes, Buffer.from('EncryptedPackage', 'utf16le'));

/** What the file really is, by its content; null when it cannot be told. */
const typeOf = async (bytes: Uint8Array): Promise<string | null> => {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found) return found.mime === compoundFile ? 'application/msword' : found.mime;
  return isText(bytes) ? 'text/plain' : null;
};

const judge = async (bytes: Uint8Array): Promise<Outcome<string, ReferralRefusal>> => {
  const at = { field: 'evidence_file' };
  if (bytes.length === 0) return refuse('file_empty', at);
  if (bytes.length > evidenceLimits.bytes) return refuse('file_too_large', at);
  const type = await typeOf(bytes);
  if (type === null || !evidenceTypes.includes(type)) return refuse('file_type_not_taken', at);
  return isProtected(type, bytes) ? refuse('file_protected', at) : type;
};

const hash = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** Looks at a file before it is sealed, since nobody but its readers could do so later; a scanner that is dead stops nothing. */
const scanned = async (scan: ScanFile | undefined, bytes: Uint8Array): Promise<FileScan> => {
  const result = (await scan?.(bytes)) ?? 'unavailable';
  return result === 'unavailable' ? 'not_scanned' : result;
};

type Judged = { readonly name: string; readonly bytes: Uint8Array; readonly type: string; readonly scan: FileScan };

/** Kept, so that what was tried can be examined with other means, and never opened here: the body is told, without content. */
const quarantine = async (scene: DraftScene, { kind }: Evidence, fileId: Uuid): Promise<void> => {
  scene.emit({ type: 'referrals.file_infected', subject: { kind: 'file', id: fileId }, data: { kind } });
  const { organisationId } = scene.viewer;
  await wake(scene.tx, { task: 'referrals:notify', payload: { organisationId, kind: 'file_infected' } });
};

const store = async (scene: DraftScene, evidence: Evidence, file: Judged): Promise<ContentFile> => {
  const id = newId();
  const sealed = sealFile(id, file.bytes);
  const { precision, from } = evidence.day;
  await insertFile(scene.tx, {
    ...{ id, draft_id: evidence.draftId, owner_staff: scene.viewer.staffId, kind: evidence.kind },
    compartment: compartmentOfEvidence(evidence.kind),
    document_day: from,
    document_precision: precision === 'age' ? 'unknown' : precision,
    media_type: file.type,
    scan: file.scan,
    size: file.bytes.length,
    sealed: sealed.blob,
    hash: hash(sealed.blob),
    added_at: scene.clock.now(),
    audience: [scene.viewer.organisationId],
  });
  if (file.scan === 'infected') await quarantine(scene, evidence, id);
  const { kind, description, day } = evidence;
  const said = { kind, description, day, name: file.name, size: file.bytes.length, scan: file.scan };
  return { id, ...said, sha256: hash(file.bytes).toString('hex'), key: sealed.field.value };
};

const judgeAll = async (
  evidence: Evidence,
  scan: ScanFile | undefined,
): Promise<Outcome<readonly Judged[], ReferralRefusal>> => {
  const judged: Judged[] = [];
  for (const { name, bytes } of evidence.files) {
    const type = await judge(bytes);
    if (isRefusal(type)) return type;
    judged.push({ name, bytes, type, scan: await scanned(scan, bytes) });
  }
  return judged;
};

/**
 * Adds evidence to a draft: told by its content, sealed at once under a key of its own. Refuses other kinds of files,
 * protected ones and more than the report may carry.
 */
export const addEvidence = async (
  scene: DraftScene,
  evidence: Evidence,
  scan?: ScanFile,
): Promise<Outcome<DraftRef, ReferralRefusal>> => {
  const judged = await judgeAll(evidence, scan);
  if (isRefusal(judged)) return judged;
  const draft = await readDraft(scene, evidence.draftId);
  if (draft === null) return refuse('not_found');
  if (draft.content.files.length + judged.length > evidenceLimits.files)
    return refuse('too_many_files', { field: 'evidence_file', values: { most: evidenceLimits.files } });
  const files: ContentFile[] = [];
  for (const file of judged) files.push(await store(scene, evidence, file));
  return changeDraft(scene, evidence.draftId, (content) => ({ ...content, files: [...content.files, ...files] }));
};

/** Takes a piece of evidence off a draft; its bytes are gone. */
export const removeEvidence = async (
  scene: DraftScene,
  input: DraftRef & { readonly fileId: Uuid },
): Promise<Outcome<DraftRef, ReferralRefusal>> => {
  const kept = await changeDraft(scene, input.draftId, (content) =>
    content.files.some((file) => file.id === input.fileId)
      ? { ...content, files: content.files.filter((file) => file.id !== input.fileId) }
      : null,
  );
  if (isRefusal(kept)) return kept;
  await dropFiles(scene.tx, [input.fileId]);
  return kept;
};
