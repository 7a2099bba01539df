import type { Clock, Instant, PlainDate } from '../../../platform/clock.ts';
import { asProgram, type Database } from '../../../platform/database/index.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { openLetter, sealForBodies, sealLetter, vaultOrganisationId } from '../../../platform/sealing/index.ts';
import {
  type Brought,
  closeOwn,
  keysFor,
  lookAt,
  messagesOf,
  type OwnLook,
  type OwnPapers,
  paperOf,
  papersOf,
  sendOwn,
  takeBackOwn,
} from '../store/own.ts';
import { type PageKeys, pageKeys } from './keys.ts';

export type { OwnClockEvent, OwnConsent, OwnKnower, OwnLook, OwnPapers } from '../store/own.ts';
export type { PageKeys } from './keys.ts';

/*
 * What a person does on her own page. These run in the public site's process: it holds no key, and what it shows it can open
 * only with what she has just typed.
 */

/** What the kinds of letters are bound to: a paper is no message, and nobody's answer becomes hers. */
export const kindOfLetter = { to_person: 'to-person', from_person: 'from-person', paper: 'paper' } as const;

/** The name of the sealed field that holds the service's copy of a message. */
export const messageField = (id: Uuid): string => `message.${id}`;

/** What the page needs of the world. */
export type OwnTools = { readonly database: Database; readonly clock: Clock; readonly timeZone: string };

/** Tries number and words; null when they open nothing, without a hint why. The work comes first, so that it is the same for all. */
export const enter = async (
  { database, clock }: OwnTools,
  number: string,
  words: string,
  derive = pageKeys,
): Promise<PageKeys | 'busy' | null> => {
  const keys = await derive(number, words);
  if (keys === 'busy') return 'busy';
  return (await lookAt(database, keys, clock.now())) === null ? null : keys;
};

/** The page as it is now; null when it is shut. */
export const look = ({ database, clock }: OwnTools, brought: Brought): Promise<OwnLook | null> =>
  lookAt(database, brought, clock.now());

/** A message with its text; null where it does not open. */
export type OwnLetter = {
  readonly id: Uuid;
  readonly mine: boolean;
  readonly at: Instant;
  readonly text: string | null;
};

const opened = (work: () => Buffer): Buffer | null => {
  try {
    return work();
  } catch {
    return null;
  }
};

/** Her messages, opened with her own key; null when the page is shut. */
export const readLetters = async ({ database }: OwnTools, keys: PageKeys): Promise<readonly OwnLetter[] | null> => {
  const found = await messagesOf(database, keys);
  if (found === null) return null;
  return found.messages.map(({ id, direction, at, sealed }) => {
    const bound = { boxId: found.page, letterId: id, kind: kindOfLetter[direction] };
    const text = opened(() => openLetter(keys.seed, Buffer.from(sealed, 'base64'), bound));
    return { id, at, mine: direction === 'from_person', text: text?.toString('utf8') ?? null };
  });
};

const sealBoth = async (
  { database, clock }: OwnTools,
  box: { readonly page: Uuid; readonly organisation: Uuid; readonly publicKey: string },
  text: string,
) => {
  const [id, at] = [newId(), clock.now()];
  const keys = await keysFor(database, box.organisation);
  const [body, vault] = [keys.get(box.organisation), keys.get(vaultOrganisationId)];
  if (!body || !vault) throw new Error('a body that opens pages has no key to seal to');
  const basis = { kind: 'recipient', code: 'own-page' } as const;
  const rows = await sealForBodies({
    subjects: [{ subjectId: box.page, compartments: { notes: { [messageField(id)]: text } } }],
    recipients: [{ ...body, organisationId: box.organisation, basis, compartments: ['notes'] }],
    vaultKey: vault,
    ...{ by: null, at },
  });
  const bound = { boxId: box.page, letterId: id, kind: kindOfLetter.from_person };
  return {
    type: 'portal.message_received',
    id,
    at,
    rows,
    copy: sealLetter(Buffer.from(box.publicKey, 'base64'), Buffer.from(text, 'utf8'), bound),
  };
};

/** Sends a message to who supports her: `sent`, `enough` for today, or `shut`. The service is told that something waits. */
export const sendLetter = async (tools: OwnTools, keys: PageKeys, text: string): Promise<string> => {
  const box = await messagesOf(tools.database, keys);
  if (box === null) return 'shut';
  const message = await sealBoth(tools, box, text);
  return asProgram(tools.database, (tx) => sendOwn(tx, keys, message));
};

/** The papers she was given; null when the page is shut. */
export const readPapers = ({ database }: OwnTools, brought: Brought): Promise<OwnPapers | null> =>
  papersOf(database, brought);

/** One paper, opened with her own key; null when there is none of hers, or it does not open. */
export const openPaper = async (
  { database }: OwnTools,
  keys: PageKeys,
  id: Uuid,
): Promise<{ readonly type: string; readonly bytes: Buffer } | null> => {
  const found = await paperOf(database, keys, id);
  if (found === null) return null;
  const bound = { boxId: found.page_id, letterId: id, kind: kindOfLetter.paper };
  const bytes = opened(() => openLetter(keys.seed, found.sealed, bound));
  return bytes === null ? null : { type: found.media_type, bytes };
};

/** Today, where the country is. */
export const ownToday = ({ clock, timeZone }: OwnTools): PlainDate => clock.today(timeZone);

/**
 * Takes a consent of hers back: `taken_back`, `already`, `unknown` or `shut`. Nobody opens by it from this moment; the vault
 * changes the keys as soon as it can, and if it is away, when it is back.
 */
export const takeBack = (tools: OwnTools, brought: Brought, consentId: Uuid): Promise<string> =>
  takeBackOwn(tools.database, brought, { consentId, on: ownToday(tools), at: tools.clock.now() });

/** Closes the page for good. */
export const close = ({ database, clock }: OwnTools, brought: Brought): Promise<string> =>
  closeOwn(database, brought, clock.now());
