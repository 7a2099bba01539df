import { randomBytes } from 'node:crypto';
import { addDays, type PlainDate } from '../../../platform/clock.ts';
import { asProgram, type Database } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { wake } from '../../../platform/jobs.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { publicKeyOfSeed, sealLetter, signKeyOfSeed, wrapSeed } from '../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { sealFor } from '../../identity/index.ts';
import { mayKeepMessages } from '../access.ts';
import type { PortalRefusal } from '../facts.ts';
import { grouped, readNumber } from '../rules.ts';
import {
  changeConversation,
  type Conversation,
  type ConversationChange,
  type ConversationLine,
  conversationLines,
  countConversations,
  countWaiting,
  findConversation,
  insertEntered,
  insertNote,
  markNotesRead,
  type NoteHead,
  noteHeads,
  retireConversations,
} from '../store/messages.ts';
import { boundIn, noteFields } from './conversation.ts';
import { drawNumber } from './keys.ts';
import { keptLookup, type Receipt, receiptFor, stretch } from './receipt.ts';

export type { Conversation, ConversationLine, NoteHead } from '../store/messages.ts';

type Result<Value> = Promise<Outcome<Value, PortalRefusal>>;
/** Which conversation, and as which version it was seen. */
export type ConversationRef = { readonly id: Uuid; readonly version: number | null };

/** The day it is where the country is. */
export const todayOf = ({ clock, profile }: Scene) => clock.today(profile.timeZone);

/** A conversation with its messages: headers only. */
export type ConversationView = { readonly conversation: Conversation; readonly notes: readonly NoteHead[] };

/** Loads a conversation of the viewer's body; null when there is none of this id. */
export const readConversation = async (scene: Scene, id: Uuid): Promise<ConversationView | null> => {
  const conversation = await findConversation(scene.tx, id);
  return conversation === null ? null : { conversation, notes: await noteHeads(scene.tx, id) };
};

/** So many stand on one page. */
export const queueSize = 50;

/** A page of what came in, and how many there are in all. */
export type Queue = { readonly lines: readonly ConversationLine[]; readonly total: number; readonly page: number };

/** What came in without a name, and what of it waits: one page, counted from 1. */
export const readQueue = async (scene: Scene, page: number): Promise<Queue> => ({
  lines: await conversationLines(scene.tx, { staffId: scene.viewer.staffId, page, size: queueSize }),
  ...{ total: await countConversations(scene.tx), page },
});

/** How many conversations wait for an answer. */
export const countMessages = ({ tx }: Scene): Promise<number> => countWaiting(tx);

const oneIn = async (
  scene: Scene,
  { id, version }: ConversationRef,
  states: readonly Conversation['state'][],
): Result<Conversation> => {
  const may = mayKeepMessages(scene.viewer);
  if (isRefusal(may)) return may;
  const found = await findConversation(scene.tx, id);
  if (found === null) return refuse('conversation_unknown');
  if (!states.includes(found.state)) return refuse('conversation_ended');
  return version === null || version === found.version ? found : refuse('conversation_changed');
};

/** One that is open, for who may answer in it. */
export const openOne = (scene: Scene, ref: ConversationRef): Result<Conversation> => oneIn(scene, ref, ['open']);

/** One in which both sides still write: open, or a report was begun of it. */
const liveOne = (scene: Scene, ref: ConversationRef): Result<Conversation> => oneIn(scene, ref, ['open', 'reported']);

/** Changes one that has not ended and says so in the journal. */
export const changeOne = async (
  scene: Scene,
  found: Conversation,
  it: { readonly change: ConversationChange; readonly type: string; readonly data?: Readonly<Record<string, string>> },
): Result<{ id: Uuid }> => {
  if (!(await changeConversation(scene.tx, found, it.change))) return refuse('conversation_changed');
  const subject = { kind: 'conversation', id: found.id };
  scene.emit({ type: it.type, subject, ...(it.data === undefined ? {} : { data: it.data }) });
  return { id: found.id };
};

/** Takes a conversation on, or gives it back to all. */
export const claim = async (
  scene: Scene,
  ref: ConversationRef,
  { keeps }: { readonly keeps: boolean },
): Result<{ id: Uuid }> => {
  const found = await liveOne(scene, ref);
  if (isRefusal(found)) return found;
  return changeOne(scene, found, {
    change: { assigned_to: keeps ? scene.viewer.staffId : null },
    type: keeps ? 'portal.conversation_claimed' : 'portal.conversation_released',
  });
};

/** An answer, and what it says in a language of the house where it is in another one. */
export type AnswerInput = { readonly answer_text?: string; readonly answer_note?: string };

/** Seals staff's copy to the body that has the conversation. */
export const sealInBox = (
  scene: Scene,
  { boxId, organisationId }: Pick<Conversation, 'boxId' | 'organisationId'>,
  texts: Readonly<Record<string, string>>,
): Promise<void> =>
  sealFor(
    scene,
    [{ subjectId: boxId, compartments: { notes: texts } }],
    [{ organisationId, basis: { kind: 'recipient', code: 'conversation' }, compartments: ['notes'] }],
  );

/** The name of the sealed field of a translation note. */
export const glossField = (id: Uuid): string => `gloss.${id}`;

/** Answers: sealed to who holds the code, and for the own body. What came before counts as read. */
export const answer = async (scene: Scene, ref: ConversationRef, input: AnswerInput): Result<{ id: Uuid }> => {
  const found = await liveOne(scene, ref);
  if (isRefusal(found)) return found;
  const { answer_text: text = '', answer_note: gloss = '' } = input;
  const [id, on] = [newId(), todayOf(scene)];
  // The row first: from here on nobody writes before this answer, and its place among the messages is its own.
  const change = { answered_on: on, ...(found.assignedTo === null ? { assigned_to: scene.viewer.staffId } : {}) };
  const done = await changeOne(scene, found, { change, type: 'portal.conversation_answered' });
  if (isRefusal(done)) return done;
  const notes = await noteHeads(scene.tx, found.id);
  const sequence = 1 + Math.max(0, ...notes.map((one) => one.sequence));
  const copy = sealLetter(found.publicKey, Buffer.from(text, 'utf8'), boundIn(found.id, sequence, 'to_person'));
  const note = { id, sequence, direction: 'to_person', on } as const;
  await insertNote(scene.tx, { ...note, conversationId: found.id, by: scene.viewer.staffId, copy });
  await sealInBox(scene, found, {
    [noteFields(id).text]: text,
    ...(gloss.trim() === '' ? {} : { [glossField(id)]: gloss }),
  });
  await markNotesRead(scene.tx, found.id, on);
  return done;
};

/** Ends a conversation that leads nowhere, with the reason. Who wrote reads that it ended, and whom to call. */
export const endUnfounded = async (scene: Scene, ref: ConversationRef, reason: string): Result<{ id: Uuid }> => {
  const found = await openOne(scene, ref);
  if (isRefusal(found)) return found;
  const change = { state: 'unfounded', closed_on: todayOf(scene), closed_reason: reason } as const;
  await markNotesRead(scene.tx, found.id, todayOf(scene));
  return changeOne(scene, found, { change, type: 'portal.conversation_unfounded', data: { reason } });
};

/** What staff writes down for somebody who calls or comes; the number was drawn with the page and read out to her. */
export type EnterInput = {
  readonly number: string;
  readonly message_door: string;
  readonly message_language: string;
  readonly message_said: string;
  readonly message_danger?: boolean;
};

const daysOf = ({ profile }: Scene, door: string, isDanger: boolean): number | null => {
  const { doors, danger_days } = profile.messages;
  const found = doors.find(({ code }) => code === door);
  return found === undefined ? null : isDanger ? Math.min(danger_days, found.answer_days) : found.answer_days;
};

/** A number to read out to somebody who calls or comes: stored nowhere until what she said is written down. */
export const numberToReadOut = (): string => grouped(drawNumber());

type Entered = { readonly receipt: Receipt; readonly days: number };

const enterable = async (scene: Scene, vault: VaultClient, input: EnterInput): Result<Entered> => {
  const may = mayKeepMessages(scene.viewer);
  if (isRefusal(may)) return may;
  const days = daysOf(scene, input.message_door, input.message_danger === true);
  if (days === null) return refuse('conversation_unknown');
  const read = readNumber(input.number);
  if ('wrong' in read) return refuse('number_wrong');
  const stretched = await stretch(read.number);
  const receipt = stretched === 'busy' ? 'busy' : await receiptFor(vault, stretched);
  if (receipt === null) return refuse('vault_down');
  return receipt === 'busy' ? refuse('busy') : { receipt, days };
};

/** Keeps what somebody told by telephone or in person; the first visit with the number gives her a new one. */
export const enterFor = async (scene: Scene, vault: VaultClient, input: EnterInput): Result<{ readonly id: Uuid }> => {
  const entered = await enterable(scene, vault, input);
  if (isRefusal(entered)) return entered;
  const { receipt, days } = entered;
  const [id, boxId, message, on, seed] = [newId(), newId(), newId(), todayOf(scene), randomBytes(32)];
  const { organisationId, staffId } = scene.viewer;
  const publicKey = publicKeyOfSeed(seed);
  await insertEntered(scene.tx, {
    ...{ id, boxId, organisationId, door: input.message_door, language: input.message_language, on },
    ...{ due: addDays(on, days), lookup: keptLookup(receipt.lookup), wrapped: wrapSeed(receipt.kek, seed, id) },
    ...{ publicKey, signKey: signKeyOfSeed(seed) },
  });
  const copy = sealLetter(publicKey, Buffer.from(input.message_said, 'utf8'), boundIn(id, 1, 'from_person'));
  await insertNote(scene.tx, {
    ...{ id: message, sequence: 1, direction: 'from_person', on, conversationId: id, by: staffId, copy },
  });
  await sealInBox(scene, { boxId, organisationId }, { [noteFields(message).text]: input.message_said });
  seed.fill(0);
  scene.emit({ type: 'portal.conversation_entered', subject: { kind: 'conversation', id } });
  return { id };
};

/** Bodies a conversation may be handed on to, but for the one that has it. */
export const othersFor = ({ profile, viewer }: Scene): readonly string[] =>
  profile.messages.hand_on_to.filter((code) => idOfBody(profile, code) !== viewer.organisationId);

/** Tells a body, without content, that something waits. */
export const tellBody = (scene: Scene, organisationId: Uuid): Promise<void> =>
  wake(scene.tx, { task: 'portal:notify', payload: { organisationId }, key: `portal:notify:${organisationId}` });

/** Ends conversations that ended, or of which nobody heard, before these days; gives how many. */
export const retireOld = (
  database: Database,
  days: { readonly endedBefore: PlainDate; readonly silentSince: PlainDate },
): Promise<number> => asProgram(database, (tx) => retireConversations(tx, days));
