import { addDays } from '../../../platform/clock.ts';
import type { RawForm } from '../../../platform/form/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { fileField, isSignedMessage, openFile } from '../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { openIdentity } from '../../identity/index.ts';
import { type DraftScene, startDraft } from '../../referrals/index.ts';
import { mayKeepMessages } from '../access.ts';
import type { PortalRefusal } from '../facts.ts';
import { handOnConversation, sealedAttachment } from '../store/messages.ts';
import { noteFields } from './conversation.ts';
import {
  changeOne,
  type Conversation,
  type ConversationRef,
  type ConversationView,
  glossField,
  type NoteHead,
  openOne,
  othersFor,
  readConversation,
  sealInBox,
  tellBody,
  todayOf,
} from './messages.ts';

type Result<Value> = Promise<Outcome<Value, PortalRefusal>>;

/** A message with its text; null where it is not there. */
export type OpenedNote = NoteHead & {
  readonly text: string | null;
  readonly gloss: string | null;
  /** True when only who holds the code can have written it; null for what staff wrote. */
  readonly isSigned: boolean | null;
  readonly file: { readonly type: string; readonly size: number; readonly sha256: string } | null;
};

type Texts = Readonly<Record<string, string>>;

const fileOf = (about: string | undefined): OpenedNote['file'] =>
  about === undefined ? null : (JSON.parse(about) as NonNullable<OpenedNote['file']>);

const signedBy = ({ id, signKey }: Conversation, note: NoteHead, texts: Texts): boolean | null => {
  if (note.direction === 'to_person' || note.sentBy !== null) return null;
  const { text, sign } = noteFields(note.id);
  const place = { conversationId: id, sequence: note.sequence, text: texts[text] ?? '' };
  return isSignedMessage(signKey, place, texts[sign] ?? '');
};

const noteWith = (conversation: Conversation, note: NoteHead, texts: Texts): OpenedNote => ({
  ...note,
  text: texts[noteFields(note.id).text] ?? null,
  gloss: texts[glossField(note.id)] ?? null,
  isSigned: signedBy(conversation, note, texts),
  file: fileOf(texts[noteFields(note.id).about]),
});

const textsOf = async (scene: Scene, vault: VaultClient, box: Uuid, purpose: string): Result<Texts> => {
  const opened = await openIdentity(vault, scene.viewer, { subjectId: box, compartments: ['notes'], purpose });
  if (isRefusal(opened)) return refuse(opened.refused === 'unavailable' ? 'vault_down' : 'vault_refused');
  return opened['notes'] ?? {};
};

/** A conversation with the texts of its messages. */
export type OpenedConversation = { readonly conversation: Conversation; readonly notes: readonly OpenedNote[] };

const seen = async (scene: Scene, id: Uuid): Result<ConversationView> => {
  const may = mayKeepMessages(scene.viewer);
  if (isRefusal(may)) return may;
  return (await readConversation(scene, id)) ?? refuse('conversation_unknown');
};

/** Opens the messages of a conversation for a purpose. The vault checks and writes its line first. */
export const openMessages = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly id: Uuid; readonly purpose: string },
): Result<OpenedConversation> => {
  const view = await seen(scene, it.id);
  if (isRefusal(view)) return view;
  const texts = await textsOf(scene, vault, view.conversation.boxId, it.purpose);
  if (isRefusal(texts)) return texts;
  return {
    conversation: view.conversation,
    notes: view.notes.map((note) => noteWith(view.conversation, note, texts)),
  };
};

/** Opens the file of a message, as it was cleaned. */
export const openAttachment = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly id: Uuid; readonly noteId: Uuid; readonly purpose: string },
): Result<{ readonly type: string; readonly bytes: Buffer }> => {
  const view = await seen(scene, it.id);
  if (isRefusal(view)) return view;
  const { boxId } = view.conversation;
  const sealed = await sealedAttachment(scene.tx, it.id, it.noteId);
  if (sealed === null) return refuse('conversation_unknown');
  const texts = await textsOf(scene, vault, boxId, it.purpose);
  if (isRefusal(texts)) return texts;
  const { context, mac } = scene.viewer;
  const asked = {
    context,
    mac,
    subjectId: boxId,
    compartment: 'notes',
    purpose: it.purpose,
    reason: 'message',
  } as const;
  const key = await vault.openFile({ ...asked, fileId: it.noteId });
  if (isRefusal(key)) return refuse(key.refused === 'vault-down' ? 'vault_down' : 'vault_refused');
  const type = fileOf(texts[noteFields(it.noteId).about])?.type ?? 'application/octet-stream';
  return { type, bytes: openFile(it.noteId, sealed, key.fileKey) };
};

/** To whom, and what the messages are opened for on the way. */
export type HandOnInput = { readonly hand_on_to: string; readonly purpose: string };

const fileKeys = async (scene: Scene, vault: VaultClient, view: ConversationView, purpose: string): Result<Texts> => {
  const keys: Record<string, string> = {};
  const { context, mac } = scene.viewer;
  for (const { id } of view.notes.filter(({ hasFile }) => hasFile)) {
    const asked = { context, mac, subjectId: view.conversation.boxId, compartment: 'notes', purpose } as const;
    const key = await vault.openFile({ ...asked, fileId: id, reason: 'message' });
    if (isRefusal(key)) return refuse(key.refused === 'vault-down' ? 'vault_down' : 'vault_refused');
    keys[fileField(id)] = key.fileKey;
  }
  return keys;
};

/** Opens all there is, gives the conversation as it was seen, and seals what was opened for who takes over; false when somebody acted meanwhile. */
const giveAll = async (scene: Scene, vault: VaultClient, found: Conversation, input: HandOnInput): Result<boolean> => {
  const view = await seen(scene, found.id);
  if (isRefusal(view)) return view;
  const texts = await textsOf(scene, vault, found.boxId, input.purpose);
  if (isRefusal(texts)) return texts;
  const keys = await fileKeys(scene, vault, view, input.purpose);
  if (isRefusal(keys)) return keys;
  const to = { organisationId: idOfBody(scene.profile, input.hand_on_to), boxId: newId() };
  const soon = addDays(todayOf(scene), scene.profile.messages.danger_days);
  const due = soon > found.dueOn ? found.dueOn : soon;
  const given = { id: found.id, version: found.version, to: to.organisationId, box: to.boxId, due };
  if (!(await handOnConversation(scene.tx, given))) return false;
  await sealInBox(scene, to, { ...texts, ...keys });
  return true;
};

/** Gives it; once more, with what came in, when the person wrote while the vault opened the messages. */
const giveTwice = async (
  scene: Scene,
  vault: VaultClient,
  found: Conversation,
  input: HandOnInput,
): Result<boolean> => {
  const given = await giveAll(scene, vault, found, input);
  if (isRefusal(given) || given) return given;
  const again = await openOne(scene, { id: found.id, version: null });
  return isRefusal(again) ? again : giveAll(scene, vault, again, input);
};

/**
 * Hands a conversation on to another body: its texts are opened, sealed anew to that body under a new box, and the old box ends.
 * From then on the body that gave it opens nothing of it; who wrote goes on with the same code.
 */
export const handOn = async (
  scene: Scene,
  vault: VaultClient,
  ref: ConversationRef & { readonly input: HandOnInput },
): Result<{ id: Uuid }> => {
  const code = ref.input.hand_on_to;
  const found = await openOne(scene, ref);
  if (isRefusal(found)) return found;
  if (!othersFor(scene).includes(code)) return refuse('body_unknown', { field: 'hand_on_to' });
  const given = await giveTwice(scene, vault, found, ref.input);
  if (isRefusal(given)) return given;
  if (!given) return refuse('conversation_changed');
  const organisationId = idOfBody(scene.profile, code);
  scene.emit({
    type: 'portal.conversation_handed_on',
    subject: { kind: 'conversation', id: found.id },
    audience: [found.organisationId, organisationId],
    data: { to: code },
  });
  await tellBody(scene, organisationId);
  return { id: found.id };
};

/** What goes into the report: only what its writer takes over. */
export type ReportInput = { readonly report_label: string; readonly report_account: string };

/**
 * Begins a report of what was written: a draft in the writer's name with what she took over, nothing else. The conversation can no longer
 * be erased by who began it, and its messages stay readable for who answers.
 */
export const beginReport = async (
  scene: DraftScene,
  ref: ConversationRef,
  input: ReportInput,
): Result<{ readonly id: Uuid; readonly draftId: Uuid }> => {
  const found = await openOne(scene, ref);
  if (isRefusal(found)) return found;
  const report: RawForm = { account: [input.report_account] };
  const draft = await startDraft(scene, { label: input.report_label, report });
  if (isRefusal(draft)) return refuse('may_not_report');
  const change = { state: 'reported', closed_on: todayOf(scene), draft_id: draft.draftId } as const;
  const done = await changeOne(scene, found, { change, type: 'portal.conversation_reported' });
  return isRefusal(done) ? done : { id: found.id, draftId: draft.draftId };
};
