import { z } from 'zod';
import { isRefusal } from '../../../platform/outcome.ts';
import { apiAdding, apiReading, type ApiRoute } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyOf } from '../../directory/index.ts';
import { addDocument, amendNote, linkPersons, readChanges, readPapers, readTasks } from '../actions/index.ts';
import { caseLists } from '../facts.ts';

const room = 'cases';
const code = z.string();
const caseParams = z.object({ caseId: z.uuid() });
const paged = z.strictObject({ page: z.coerce.number().int().min(1).max(10_000).default(1) });

const taskSchema = z.object({
  ...{ id: z.uuid(), case: z.uuid(), kind: code, due_on: z.string().nullable(), is_mine: z.boolean() },
  version: z.string().describe('The ETag to change it with.'),
});

const changeSchema = z.object({
  ...{ thing: code, field: code, before: z.string().nullable(), after: z.string().nullable() },
  ...{ by_body: code.nullable(), at: z.string() },
});

const paperSchema = z.object({ id: z.uuid(), kind: code, at: z.string() });

const readings: readonly ApiRoute<Profile>[] = [
  apiReading({
    ...{ room, path: '/api/v1/tasks', permit: 'cases.read', journals: [], id: 'listTasks' },
    summary: 'List open tasks of the account of this token and of nobody, by day',
    query: paged,
    answer: z.object({ total: z.int(), page: z.int(), tasks: z.array(taskSchema) }),
    load: async (scene: Scene, { input: { page } }) => {
      const { rows, total } = await readTasks(scene, page);
      const tasks = rows.map((task) => ({
        ...{ id: task.id, case: task.caseId, kind: task.kind, due_on: task.dueOn, version: String(task.version) },
        is_mine: task.ownerId === scene.viewer.staffId,
      }));
      return { body: { total, page, tasks } };
    },
  }),
  apiReading({
    ...{ room, path: '/api/v1/cases/:caseId/changes', permit: 'cases.read', journals: [], id: 'readChanges' },
    summary: 'Read what was changed on a case, field by field, the newest first',
    ...{ params: caseParams, query: paged, answer: z.object({ changes: z.array(changeSchema) }) },
    load: async (scene: Scene, { params: { caseId }, input: { page } }) => {
      const found = await readChanges(scene, caseId, page);
      if (found === null) return null;
      const changes = found.changes.map(({ thing, field, before, after, organisationId, at }) => ({
        ...{ thing, field, before, after, at, by_body: bodyOf(scene.profile, organisationId)?.code ?? null },
      }));
      return { body: { changes } };
    },
  }),
  apiReading({
    ...{ room, path: '/api/v1/cases/:caseId/papers', permit: 'cases.read', journals: [], id: 'readPapers' },
    summary: 'Read headers of the notes and documents of your body on a case; their texts are sealed',
    ...{ params: caseParams, answer: z.object({ notes: z.array(paperSchema), documents: z.array(paperSchema) }) },
    load: async (scene: Scene, { params: { caseId } }) => {
      const papers = await readPapers(scene, caseId);
      if (papers === null) return null;
      const notes = papers.notes.map(({ id, kind, at }) => ({ id, kind, at }));
      const documents = papers.documents.map(({ id, kind, addedAt }) => ({ id, kind, at: addedAt }));
      return { body: { notes, documents } };
    },
  }),
];

/** A document travels as text: what fits into the largest body a route takes. */
const longestDocument = 900_000;

const documentRoute = (profile: Profile): ApiRoute<Profile> =>
  apiAdding({
    ...{ room, path: '/api/v1/cases/:caseId/documents', permit: 'cases.document', params: caseParams },
    ...{ id: 'addDocument', journals: ['cases.document_added'] },
    summary: 'Keep a document; name and bytes are sealed to your body. Larger ones come in by the page',
    body: z
      .strictObject({
        kind: z.enum(profile.codeList('document-kinds').codes.map((one) => one.code)),
        name: z.string().trim().min(1).max(200),
        type: z.string().max(100),
        content: z.base64().min(1).max(longestDocument),
      })
      .meta({ examples: [{ kind: 'other', name: 'letter.txt', type: 'text/plain', content: 'QSBsZXR0ZXI=' }] }),
    make: async (scene: Scene, { params: { caseId }, input: { kind, name, type, content } }) => {
      const received = { name, type, bytes: Buffer.from(content, 'base64') };
      const made = await addDocument(scene, caseId, kind, received);
      return isRefusal(made) ? made : `/api/v1/cases/${caseId}/documents/${made.documentId}`;
    },
  });

const additions: readonly ApiRoute<Profile>[] = [
  apiAdding({
    ...{ room, path: '/api/v1/cases/:caseId/notes/:noteId/amendments', permit: 'cases.note', id: 'amendNote' },
    ...{ params: caseParams.extend({ noteId: z.uuid() }), journals: ['cases.note_amended'] },
    summary: 'Add to a note of your body; what stands there is never rewritten',
    body: z
      .strictObject({ text: z.string().trim().min(1).max(10_000) })
      .meta({ examples: [{ text: 'It was Friday, not Thursday.' }] }),
    make: async (scene: Scene, { params: { caseId, noteId }, input: { text } }) => {
      const made = await amendNote(scene, caseId, { amended_note: noteId, amendment_text: text });
      return isRefusal(made) ? made : `/api/v1/cases/${caseId}/notes/${made.noteId}`;
    },
  }),
  apiAdding({
    ...{ room, path: '/api/v1/cases/:caseId/links', permit: 'cases.work', params: caseParams, id: 'linkPersons' },
    journals: ['cases.persons_linked'],
    summary: 'Say how the persons of two cases of one report stand to each other',
    body: z
      .strictObject({ other_reference: z.string().min(8).max(16), kind: z.enum(caseLists['person-links']) })
      .meta({ examples: [{ other_reference: '7KQ2-M4XD', kind: 'must_not_meet' }] }),
    make: async (scene: Scene, { params: { caseId }, input: { other_reference: other, kind } }) => {
      const made = await linkPersons(scene, caseId, { other_reference: other, link_kind: kind });
      return isRefusal(made) ? made : `/api/v1/cases/${made.caseId}`;
    },
  }),
];

/** Tasks, changes, notes, documents and links. */
export const paperRoutes = (profile: Profile): readonly ApiRoute<Profile>[] => [
  ...readings,
  ...additions,
  documentRoute(profile),
];
