import { randomBytes } from 'node:crypto';
import { addDays, type Clock, type PlainDate } from '../../../platform/clock.ts';
import { asProgram, type Database } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import {
  openLetter,
  publicKeyOfSeed,
  type PublicWrappingKey,
  sealFile,
  sealForBodies,
  sealLetter,
  sealReceipt,
  signKeyOfSeed,
  signMessage,
  unwrapSeed,
  vaultOrganisationId,
  wrapSeed,
} from '../../../platform/sealing/index.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import {
  beginConversation,
  type ConversationLook,
  eraseConversation,
  lookAtConversation,
  recodeConversation,
  writeNote,
} from '../store/conversation.ts';
import { keysFor } from '../store/own.ts';
import { drawNumber } from './keys.ts';
import { keptLookup, type Receipt, receiptFor, stretch } from './receipt.ts';

export type { ConversationLook } from '../store/conversation.ts';

/*
 * What somebody without a name does in a conversation. These run in the public site's process: it holds no key, and opens only
 * with the code that was just typed. Text and file are sealed to the body at once; a vault that is away delays the way back alone.
 */

/** What the pages need of the world. */
export type MessageTools = {
  readonly database: Database;
  readonly vault: VaultClient;
  readonly clock: Clock;
  readonly timeZone: string;
};

/** A file that was cleaned: what it is, its bytes, and their fingerprint. */
export type CleanFile = { readonly type: string; readonly bytes: Buffer; readonly sha256: string };

/** What somebody sends. */
export type Sent = { readonly text: string; readonly file: CleanFile | null; readonly days: number };

/** By which door, in which language, to which body. */
export type Beginning = Sent & { readonly door: string; readonly language: string; readonly organisation: Uuid };

/** What a code opens, in the hand of who typed it: nothing of it is stored. */
export type ConversationKeys = { readonly id: Buffer; readonly lookup: Buffer; readonly seed: Buffer };

/** What letters of a conversation are bound to: in another place, or as somebody else's, they do not open. */
export const boundIn = (conversationId: Uuid, sequence: number, direction: 'to_person' | 'from_person') => ({
  ...{ boxId: conversationId, letterId: String(sequence) },
  kind: direction === 'to_person' ? 'conversation-answer' : 'conversation-message',
});

/** Names of the sealed fields of staff's copy of a message. */
export const noteFields = (id: Uuid) => ({ text: `message.${id}`, sign: `sign.${id}`, about: `about.${id}` }) as const;

/** Hours would tell more than is needed: what is stored says the day. */
const dayOf = ({ clock, timeZone }: MessageTools): PlainDate => clock.today(timeZone);

type Place = {
  readonly box: Uuid;
  readonly organisation: Uuid;
  readonly keys: { readonly body: PublicWrappingKey; readonly vault: PublicWrappingKey };
};
type ToSeal = { readonly message: Uuid; readonly conversation: Uuid; readonly sequence: number; readonly seed: Buffer };

/** Staff's copy: text, who-holds-the-code's signature of it, and the key of the file with its type and fingerprint. */
const sealCopy = async (tools: MessageTools, { box, organisation, keys }: Place, it: ToSeal, sent: Sent) => {
  const names = noteFields(it.message);
  const place = { conversationId: it.conversation, sequence: it.sequence };
  const file = sent.file === null ? null : sealFile(it.message, sent.file.bytes);
  const about = sent.file && {
    type: sent.file.type,
    size: sent.file.bytes.length,
    sha256: sent.file.sha256,
  };
  const fields = {
    [names.text]: sent.text,
    [names.sign]: signMessage(it.seed, place, sent.text),
    ...(file === null ? {} : { [file.field.name]: file.field.value, [names.about]: JSON.stringify(about) }),
  };
  const rows = await sealForBodies({
    subjects: [{ subjectId: box, compartments: { notes: fields } }],
    recipients: [
      {
        ...{ ...keys.body, organisationId: organisation, compartments: ['notes'] },
        basis: { kind: 'recipient', code: 'conversation' },
      },
    ],
    ...{ vaultKey: keys.vault, by: null, at: tools.clock.now() },
  });
  return { rows, attachment: file?.blob ?? null };
};

const keysOf = async ({ database }: MessageTools, organisation: Uuid): Promise<Place['keys']> => {
  const keys = await keysFor(database, organisation);
  const [body, vault] = [keys.get(organisation), keys.get(vaultOrganisationId)];
  if (!body || !vault) throw new Error('a body that receives messages has no key to seal to');
  return { body, vault };
};

const copyFor = (it: ToSeal, text: string): Buffer =>
  sealLetter(publicKeyOfSeed(it.seed), Buffer.from(text, 'utf8'), boundIn(it.conversation, it.sequence, 'from_person'));

type Found = { readonly stretched: Buffer; readonly receipt: Receipt | null; readonly seed: Buffer };

const foundBy = ({ receipt, stretched, seed }: Found, id: Uuid, vaultKey: Uint8Array) =>
  receipt === null
    ? { lookup: null, wrapped: null, pending: sealReceipt(vaultKey, { stretched, seed }, id) }
    : { lookup: keptLookup(receipt.lookup), wrapped: wrapSeed(receipt.kek, seed, id), pending: null };

/** A new conversation: the code, shown once, and its keys; those are null while the vault is away. */
export type Begun = { readonly id: Uuid; readonly code: string; readonly keys: ConversationKeys | null };

const idBytes = (id: Uuid): Buffer => Buffer.from(id);

/** Begins a conversation. `busy`: too many do at this moment, and nothing was stored. */
export const beginWriting = async (tools: MessageTools, it: Beginning): Promise<Begun | 'busy'> => {
  const code = drawNumber();
  const stretched = await stretch(code);
  const receipt = stretched === 'busy' ? 'busy' : await receiptFor(tools.vault, stretched);
  if (stretched === 'busy' || receipt === 'busy') return 'busy';
  const seed = randomBytes(32);
  const [id, box, message, on] = [newId(), newId(), newId(), dayOf(tools)];
  const place = { box, organisation: it.organisation, keys: await keysOf(tools, it.organisation) };
  const sealing = { message, conversation: id, sequence: 1, seed };
  const beside = await sealCopy(tools, place, sealing, it);
  const made = {
    ...{ id, box, message, on, organisation: it.organisation, door: it.door, language: it.language },
    ...foundBy({ stretched, receipt, seed }, id, place.keys.vault.publicKey),
    ...{ due: addDays(on, it.days), publicKey: publicKeyOfSeed(seed), signKey: signKeyOfSeed(seed) },
    copy: copyFor(sealing, it.text),
  };
  const happened = { ...beside, type: 'portal.conversation_received', at: tools.clock.now() };
  // A key that was exchanged since it was read: who presses again seals to the new one.
  if ((await asProgram(tools.database, (tx) => beginConversation(tx, made, happened))) !== 'sent') return 'busy';
  return { id, code, keys: receipt === null ? null : { id: idBytes(id), lookup: receipt.lookup, seed } };
};

/** Tries a code: its keys; `busy`, `away` while the vault is, or null when it opens nothing. */
export const comeBack = async (
  tools: MessageTools,
  code: string,
): Promise<ConversationKeys | 'busy' | 'away' | null> => {
  const stretched = await stretch(code);
  if (stretched === 'busy') return 'busy';
  const receipt = await receiptFor(tools.vault, stretched);
  if (receipt === 'busy' || receipt === null) return receipt ?? 'away';
  const look = await lookAtConversation(tools.database, receipt.lookup);
  const seed = look && unwrapSeed(receipt.kek, Buffer.from(look.wrapped, 'base64'), look.id);
  return look && seed ? { id: idBytes(look.id), lookup: receipt.lookup, seed } : null;
};

/** The conversation as it is now; null when the code opens nothing any more. */
export const lookIn = ({ database }: MessageTools, { lookup }: ConversationKeys): Promise<ConversationLook | null> =>
  lookAtConversation(database, lookup);

/** A message with its text; null where it does not open. */
export type OpenNote = { readonly mine: boolean; readonly on: PlainDate; readonly text: string | null };

const textOf = (work: () => Buffer): string | null => {
  try {
    return work().toString('utf8');
  } catch {
    return null;
  }
};

/** Opens the messages of a conversation with the seed. */
export const readNotes = (look: ConversationLook, { seed }: Pick<ConversationKeys, 'seed'>): readonly OpenNote[] =>
  look.messages.map(({ sequence, direction, on, sealed }) => ({
    ...{ mine: direction === 'from_person', on },
    text: textOf(() => openLetter(seed, Buffer.from(sealed, 'base64'), boundIn(look.id, sequence, direction))),
  }));

/** How often one looks again when somebody else acts in the same moment. */
const mostLooks = 4;

/** Acts on the conversation as it is, and looks again when somebody acted meanwhile; `busy` when that does not end. */
const asLookedAt = async (
  tools: MessageTools,
  keys: ConversationKeys,
  act: (look: ConversationLook) => Promise<string>,
): Promise<string> => {
  for (let looks = 0; looks < mostLooks; looks += 1) {
    const look = await lookIn(tools, keys);
    const done = look === null ? 'shut' : await act(look);
    if (done !== 'again') return done;
  }
  return 'busy';
};

const writeAs = async (
  tools: MessageTools,
  keys: ConversationKeys,
  sent: Sent,
  look: ConversationLook,
): Promise<string> => {
  const sequence = 1 + Math.max(0, ...look.messages.map((one) => one.sequence));
  const sealing = { message: newId(), conversation: look.id, sequence, seed: keys.seed };
  const place = { box: look.box, organisation: look.organisation, keys: await keysOf(tools, look.organisation) };
  const on = dayOf(tools);
  const beside = {
    ...(await sealCopy(tools, place, sealing, sent)),
    ...{ type: 'portal.conversation_written', at: tools.clock.now() },
  };
  const note = { version: look.version, message: sealing.message, sequence, on, due: addDays(on, sent.days) };
  const copy = copyFor(sealing, sent.text);
  return asProgram(tools.database, (tx) => writeNote(tx, keys.lookup, { ...note, copy, beside }));
};

/** Writes once more, to the body that has the conversation at that moment: `sent`, `enough` for today, `busy`, or `shut`. */
export const writeMore = (tools: MessageTools, keys: ConversationKeys, sent: Sent): Promise<string> =>
  asLookedAt(tools, keys, (look) => writeAs(tools, keys, sent, look));

/** Erases everything: `erased`, `kept` when a report was made of it, or `shut`. */
export const eraseAll = ({ database, clock }: MessageTools, { lookup }: ConversationKeys): Promise<string> =>
  eraseConversation(database, lookup, { type: 'portal.conversation_erased', at: clock.now() });

/** The messages of a conversation, sealed anew from one seed to another. */
const copiesTo = (look: ConversationLook, from: Buffer, to: Buffer) =>
  look.messages.map(({ id, sequence, direction, sealed }) => {
    const bound = boundIn(look.id, sequence, direction);
    return { id, sealed: sealLetter(to, openLetter(from, Buffer.from(sealed, 'base64'), bound), bound) };
  });

type Drawn = { readonly receipt: Receipt; readonly seed: Buffer };

const recodeAs = (
  { database, clock }: MessageTools,
  keys: ConversationKeys,
  { receipt, seed }: Drawn,
  look: ConversationLook,
): Promise<string> => {
  const publicKey = publicKeyOfSeed(seed);
  return recodeConversation(database, keys.lookup, {
    ...{ version: look.version, lookup: keptLookup(receipt.lookup), wrapped: wrapSeed(receipt.kek, seed, look.id) },
    ...{ publicKey, signKey: signKeyOfSeed(seed), copies: copiesTo(look, keys.seed, publicKey) },
    happened: { type: 'portal.conversation_recoded', at: clock.now() },
  });
};

/** A new code for a conversation that somebody else wrote down: a new seed too, and every message sealed to it. */
export const takeNewCode = async (
  tools: MessageTools,
  keys: ConversationKeys,
): Promise<{ readonly code: string; readonly keys: ConversationKeys } | 'busy' | 'shut'> => {
  if ((await lookIn(tools, keys)) === null) return 'shut';
  const code = drawNumber();
  const stretched = await stretch(code);
  const receipt = stretched === 'busy' ? 'busy' : await receiptFor(tools.vault, stretched);
  if (receipt === 'busy' || receipt === null) return 'busy';
  const seed = randomBytes(32);
  const done = await asLookedAt(tools, keys, (look) => recodeAs(tools, keys, { receipt, seed }, look));
  if (done === 'changed') return { code, keys: { id: keys.id, lookup: receipt.lookup, seed } };
  return done === 'busy' ? 'busy' : 'shut';
};
