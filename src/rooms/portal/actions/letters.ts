import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { sealLetter } from '../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { openIdentity, sealFor } from '../../identity/index.ts';
import { mayKeepPage } from '../access.ts';
import { largestPaper, type PortalRefusal } from '../facts.ts';
import {
  countUnread,
  deletePaper,
  findPage,
  insertMessage,
  insertPaper,
  markRead,
  type MessageHead,
  messageHeads,
  type OwnPage,
  pageLines,
  type PageLine,
  pagesOfCase,
  paperHeads,
  type PaperHead,
} from '../store/pages.ts';
import { kindOfLetter, messageField } from './own.ts';

export type { MessageHead, OwnPage, PageLine, PaperHead } from '../store/pages.ts';

type Result<Value> = Promise<Outcome<Value, PortalRefusal>>;

/** A page with what was written and given on it: headers only. */
export type PageView = {
  readonly page: OwnPage;
  readonly messages: readonly MessageHead[];
  readonly papers: readonly PaperHead[];
};

/** Loads a page of the viewer's body; null when there is none of this id. */
export const readPage = async (scene: Scene, pageId: Uuid): Promise<PageView | null> => {
  const page = await findPage(scene.tx, pageId);
  if (page === null) return null;
  const [messages, papers] = [await messageHeads(scene.tx, pageId), await paperHeads(scene.tx, pageId)];
  return { page, messages, papers };
};

/** The pages of a case, the newest first. */
export const readPagesOfCase = (scene: Scene, caseId: Uuid): Promise<readonly OwnPage[]> =>
  pagesOfCase(scene.tx, caseId);

/** All pages of the viewer's body, those with unread messages first. */
export const readPages = (scene: Scene): Promise<readonly PageLine[]> => pageLines(scene.tx);

/** How many messages of persons wait. */
export const countLetters = ({ tx }: Scene): Promise<number> => countUnread(tx);

const openPageOf = async (scene: Scene, pageId: Uuid): Result<OwnPage> => {
  const may = mayKeepPage(scene.viewer);
  if (isRefusal(may)) return may;
  const page = await findPage(scene.tx, pageId);
  if (page === null) return refuse('not_found');
  return page.state === 'open' ? page : refuse('already_closed');
};

/** Writes to the person: sealed to her key, and for the own body to that of the page. What she wrote before counts as read. */
export const writeToPerson = async (scene: Scene, pageId: Uuid, text: string): Result<{ pageId: Uuid }> => {
  const page = await openPageOf(scene, pageId);
  if (isRefusal(page)) return page;
  const [id, at] = [newId(), scene.clock.now()];
  const bound = { boxId: pageId, letterId: id, kind: kindOfLetter.to_person };
  const copy = sealLetter(page.publicKey, Buffer.from(text, 'utf8'), bound);
  await insertMessage(scene.tx, { id, pageId, at, copy, by: scene.viewer.staffId });
  await sealFor(
    scene,
    [{ subjectId: pageId, compartments: { notes: { [messageField(id)]: text } } }],
    [
      {
        organisationId: page.organisationId,
        basis: { kind: 'recipient', code: 'own-page' },
        compartments: ['notes'],
      },
    ],
  );
  await markRead(scene.tx, { pageId, at, by: scene.viewer.staffId });
  const { caseId, personId } = page;
  scene.emit({ type: 'portal.message_sent', subject: { kind: 'message', id }, caseId, personId });
  return { pageId };
};

/** Says that what the person wrote has been read. */
export const noteRead = async (scene: Scene, pageId: Uuid): Result<{ pageId: Uuid }> => {
  const may = mayKeepPage(scene.viewer);
  if (isRefusal(may)) return may;
  const page = await findPage(scene.tx, pageId);
  if (page === null) return refuse('not_found');
  const at = scene.clock.now();
  const messages = await markRead(scene.tx, { pageId, at, by: scene.viewer.staffId });
  const { caseId, personId } = page;
  const subject = { kind: 'own_page', id: pageId };
  if (messages > 0) scene.emit({ type: 'portal.messages_read', subject, caseId, personId, data: { messages } });
  return { pageId };
};

/** Messages with their texts; null where a text could not be found. */
export type OpenedLetters = {
  readonly page: OwnPage;
  readonly letters: readonly (MessageHead & { readonly text: string | null })[];
};

/** Opens the messages of a page for a purpose. The vault checks and writes its line first. */
export const openLetters = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly pageId: Uuid; readonly purpose: string },
): Result<OpenedLetters> => {
  const may = mayKeepPage(scene.viewer);
  if (isRefusal(may)) return may;
  const view = await readPage(scene, it.pageId);
  if (view === null || view.messages.length === 0) return refuse('not_found');
  const { page, messages } = view;
  const opened = await openIdentity(vault, scene.viewer, {
    ...{ subjectId: it.pageId, compartments: ['notes'], purpose: it.purpose },
    about: { caseId: page.caseId, personId: page.personId },
  });
  if (isRefusal(opened)) return refuse(opened.refused === 'unavailable' ? 'vault_down' : 'vault_refused');
  const texts = opened['notes'] ?? {};
  return { page, letters: messages.map((one) => ({ ...one, text: texts[messageField(one.id)] ?? null })) };
};

/** A paper as it was received. */
export type ReceivedPaper = { readonly name: string; readonly type: string; readonly bytes: Buffer };

/** What a browser of any age can show; told by its first bytes, not by its name. */
const beginnings: readonly (readonly [string, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47]],
];

const typeOf = (bytes: Buffer): string | null =>
  beginnings.find(([, begins]) => begins.every((byte, place) => bytes[place] === byte))?.[0] ?? null;

/** Gives the person a paper: a copy that she alone can open. Its name stays here: on her telephone it has a neutral one. */
export const givePaper = async (
  scene: Scene,
  pageId: Uuid,
  it: { readonly kind: string; readonly received: ReceivedPaper | undefined },
): Result<{ pageId: Uuid }> => {
  const page = await openPageOf(scene, pageId);
  if (isRefusal(page)) return page;
  const { received, kind } = it;
  if (!received || received.bytes.length === 0) return refuse('file_missing', { field: 'paper_file' });
  if (received.bytes.length > largestPaper) return refuse('file_too_large', { field: 'paper_file' });
  const mediaType = typeOf(received.bytes);
  if (mediaType === null) return refuse('file_type_unknown', { field: 'paper_file' });
  const id = newId();
  const copy = sealLetter(page.publicKey, received.bytes, { boxId: pageId, letterId: id, kind: kindOfLetter.paper });
  const size = received.bytes.length;
  const at = scene.clock.now();
  await insertPaper(scene.tx, { ...{ id, pageId, kind, mediaType, size, copy, at }, by: scene.viewer.staffId });
  const { caseId, personId } = page;
  scene.emit({
    type: 'portal.paper_given',
    subject: { kind: 'document', id },
    caseId,
    personId,
    data: { paper: kind },
  });
  return { pageId };
};

/** Takes a paper away that should not have been given. */
export const takePaperAway = async (scene: Scene, pageId: Uuid, paperId: Uuid): Result<{ pageId: Uuid }> => {
  const page = await openPageOf(scene, pageId);
  if (isRefusal(page)) return page;
  if (!(await deletePaper(scene.tx, pageId, paperId))) return refuse('not_found');
  const { caseId, personId } = page;
  scene.emit({ type: 'portal.paper_taken_away', subject: { kind: 'document', id: paperId }, caseId, personId });
  return { pageId };
};
