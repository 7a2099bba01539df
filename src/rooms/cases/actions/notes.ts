import type { Instant } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, type Refusal, refuse } from '../../../platform/outcome.ts';
import { openFile, sealFile } from '../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { openIdentity, openSealedFile, sealFor } from '../../identity/index.ts';
import { mayKeepDocuments, mayNote } from '../access.ts';
import type { CasesRefusal } from '../facts.ts';
import {
  type CaseFile,
  type DocumentHead,
  documentsOf,
  findCase,
  findDocument,
  insertDocument,
  insertNote,
  type Note,
  notesOf,
} from '../store/index.ts';

type Result<Value> = Promise<Outcome<Value, CasesRefusal>>;

/** What is written by a body is sealed to that body alone. */
const sealToOwn = (scene: Scene, file: CaseFile, fields: Readonly<Record<string, string>>): Promise<void> =>
  sealFor(
    scene,
    [{ subjectId: file.id, compartments: { notes: fields } }],
    [{ organisationId: ownBody(scene, file), basis: { kind: 'law', code: 'OWN-RECORD' }, compartments: ['notes'] }],
  );

const ownBody = (scene: Scene, file: CaseFile): Uuid => file.referenceOrganisationId ?? scene.viewer.organisationId;

const noteField = (id: Uuid): string => `note.${id}`;
const nameField = (id: Uuid): string => `file-name.${id}`;

export type NoteInput = { readonly note_kind: string; readonly note_text: string };

type NewNote = { readonly kind: string; readonly text: string; readonly amends: Uuid | null };

const writeNote = async (scene: Scene, file: CaseFile, { kind, text, amends }: NewNote): Promise<Uuid> => {
  const noteId = newId();
  await sealToOwn(scene, file, { [noteField(noteId)]: text });
  await insertNote(scene.tx, {
    ...{ id: noteId, caseId: file.id, kind, amends },
    organisationId: ownBody(scene, file),
    staffId: scene.viewer.staffId,
    at: scene.clock.now(),
  });
  return noteId;
};

/** Writes a note: the header in codes, the text sealed to the author's body. Needs no vault. */
export const addNote = async (scene: Scene, caseId: Uuid, input: NoteInput): Result<{ noteId: Uuid }> => {
  const allowed = mayNote(scene.viewer);
  if (isRefusal(allowed)) return allowed;
  const file = await findCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const { note_kind: note, note_text: text } = input;
  const noteId = await writeNote(scene, file, { kind: note, text, amends: null });
  const subject = { kind: 'note', id: noteId };
  scene.emit({ type: 'cases.note_added', subject, caseId, personId: file.personId, data: { note } });
  return { noteId };
};

export type Amendment = { readonly amended_note: string; readonly amendment_text: string };

/**
 * Adds to a note of the own body: what stands there is never rewritten. An addition to an addition belongs to the note itself.
 */
export const amendNote = async (scene: Scene, caseId: Uuid, input: Amendment): Result<{ noteId: Uuid }> => {
  const allowed = mayNote(scene.viewer);
  if (isRefusal(allowed)) return allowed;
  const file = await findCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const amended = (await notesOf(scene.tx, caseId)).find(({ id }) => id === input.amended_note);
  if (amended === undefined) return refuse('no_such_note', { field: 'amended_note' });
  const { kind: note } = amended;
  const amends = amended.amends ?? amended.id;
  const noteId = await writeNote(scene, file, { kind: note, text: input.amendment_text, amends });
  const subject = { kind: 'note', id: noteId };
  scene.emit({ type: 'cases.note_amended', subject, caseId, personId: file.personId, data: { note, amends } });
  return { noteId };
};

/** Notes and documents of the viewer's body on a case: headers only. */
export type Papers = {
  readonly file: CaseFile;
  readonly notes: readonly Note[];
  readonly documents: readonly DocumentHead[];
};

/** Loads the headers; null when there is no such case for this viewer. */
export const readPapers = async (scene: Scene, caseId: Uuid): Promise<Papers | null> => {
  const file = await findCase(scene, caseId);
  if (file === null) return null;
  return { file, notes: await notesOf(scene.tx, caseId), documents: await documentsOf(scene.tx, caseId) };
};

const refusedBy = (refusal: Refusal): Refusal<CasesRefusal> =>
  refuse(refusal.refused === 'unavailable' ? 'vault_down' : 'vault_refused');

/** Documents of the viewer's body on a case, by kind and day: nothing is opened. */
export const documentsOn = ({ tx }: Scene, caseId: Uuid): Promise<readonly DocumentHead[]> => documentsOf(tx, caseId);

/** A note with its text; null where the text could not be found. */
export type OpenNote = Note & { readonly text: string | null };
export type OpenNotes = { readonly file: CaseFile; readonly notes: readonly OpenNote[]; readonly openedAt: Instant };

/** Opens the viewer's body's notes of a case. The vault checks purpose and key and writes its journal line first. */
export const openNotes = async (scene: Scene, vault: VaultClient, caseId: Uuid, purpose: string): Result<OpenNotes> => {
  const papers = await readPapers(scene, caseId);
  if (papers === null) return refuse('not_found');
  const about = { caseId, personId: papers.file.personId };
  const opened = await openIdentity(vault, scene.viewer, {
    subjectId: caseId,
    compartments: ['notes'],
    purpose,
    about,
  });
  if (isRefusal(opened)) return refusedBy(opened);
  const texts: Readonly<Record<string, string>> = opened['notes'] ?? {};
  const notes = papers.notes.map((note) => ({ ...note, text: texts[noteField(note.id)] ?? null }));
  return { file: papers.file, notes, openedAt: scene.clock.now() };
};

export type ReceivedDocument = { readonly name: string; readonly type: string; readonly bytes: Buffer };

const mediaType = (type: string): string => (/^[a-z0-9.+/-]{3,100}$/.test(type) ? type : 'application/octet-stream');

/** Keeps a document: bytes and name sealed to the own body. */
export const addDocument = async (
  scene: Scene,
  caseId: Uuid,
  kind: string,
  received: ReceivedDocument | undefined,
): Result<{ documentId: Uuid }> => {
  const allowed = mayKeepDocuments(scene.viewer);
  if (isRefusal(allowed)) return allowed;
  if (!received || received.bytes.length === 0) return refuse('file_missing', { field: 'document_file' });
  if (received.bytes.length > 10 * 1024 * 1024) return refuse('file_too_large', { field: 'document_file' });
  const file = await findCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const id = newId();
  const sealed = sealFile(id, received.bytes);
  await sealToOwn(scene, file, { [sealed.field.name]: sealed.field.value, [nameField(id)]: received.name || '-' });
  await insertDocument(scene.tx, {
    ...{ id, caseId, kind, sealed: sealed.blob, size: received.bytes.length, at: scene.clock.now() },
    organisationId: ownBody(scene, file),
    staffId: scene.viewer.staffId,
    mediaType: mediaType(received.type),
  });
  scene.emit({
    type: 'cases.document_added',
    subject: { kind: 'document', id },
    caseId,
    personId: file.personId,
    data: { document: kind },
  });
  return { documentId: id };
};

export type OpenDocument = {
  readonly file: CaseFile;
  readonly kind: string;
  readonly mediaType: string;
  readonly bytes: Buffer;
};

/** Opens one document for a purpose. */
export const openDocument = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly caseId: Uuid; readonly documentId: Uuid; readonly purpose: string },
): Result<OpenDocument> => {
  const file = await findCase(scene, it.caseId);
  const document = file === null ? null : await findDocument(scene.tx, it.caseId, it.documentId);
  if (file === null || document === null) return refuse('not_found');
  const opening = { subjectId: it.caseId, compartment: 'notes', fileId: it.documentId, purpose: it.purpose } as const;
  const key = await openSealedFile(vault, scene.viewer, { ...opening, about: { caseId: it.caseId } });
  if (isRefusal(key)) return refusedBy(key);
  const bytes = openFile(it.documentId, document.sealed, key);
  return { file, kind: document.kind, mediaType: document.mediaType, bytes };
};
