import { createHmac, randomBytes } from 'node:crypto';
import { setImmediate as breathe } from 'node:timers/promises';
import { asProgram } from '../platform/database/index.ts';
import type { JournalEntry } from '../platform/journal.ts';
import { isRefusal, refuse } from '../platform/outcome.ts';
import type { Compartment } from '../platform/sealing/wraps.ts';
import type { SearchRefusal, VaultOutcome, VaultRequest } from '../platform/vault-client/contract.ts';
import { judgeBases } from './bases.ts';
import { readContext, stillGranted, type VerifiedViewer, verifyViewer } from './context.ts';
import { asDamage } from './held-keys.ts';
import { openHeld } from './open.ts';
import { outOfReach } from './reach.ts';
import type { Searcher } from './searcher.ts';
import { record } from './store/journal.ts';
import {
  type PersonDue,
  personsDue,
  postpone,
  queueUnread,
  replaceTokens,
  subjectsUnder,
  takeOffTheList,
} from './store/search.ts';
import { heldKeys } from './store/sealed.ts';
import { now, type Vault } from './vault.ts';

/*
 * Exact search within a body's own files. What is known of a person becomes marks: HMACs under a key that is different for
 * every body and stays in the vault, so that marks of two bodies cannot be compared and a stolen database names nobody. Never of
 * a sex, a nationality or a place alone, which everybody could guess: a name only together with a date of birth.
 */

/** Every person has this many marks; those of somebody of whom less is known are filled up with chance. */
export const marksPerPerson = 24;
const tokenLength = 16;
const mostSought = 5;
const personsAtOnce = 40;

const tokenOf = (vault: Vault, organisationId: string, text: string): Buffer =>
  createHmac('sha256', vault.keys.searchKey(organisationId)).update(text).digest().subarray(0, tokenLength);

const paddedTokens = (vault: Vault, organisationId: string, texts: readonly string[]): readonly Buffer[] => {
  const real = [...new Set(texts)].slice(0, marksPerPerson).map((text) => tokenOf(vault, organisationId, text));
  return [...real, ...Array.from({ length: marksPerPerson - real.length }, () => randomBytes(tokenLength))];
};

/** Whether the body holds anything of the person at all, and what of it it can have opened today: nothing while its keys are locked. */
const standingFor = async (vault: Vault, compartments: readonly Compartment[], due: Omit<PersonDue, 'stamp'>) => {
  const { subjectId, organisationId } = due;
  const held = await heldKeys(vault.database, { subjectId, compartments, organisationIds: [organisationId] });
  const { standing } = await judgeBases(vault, held, { subjectId });
  return { holds: held.length > 0, standing };
};

const takenIn = (subjectId: string): JournalEntry => ({
  type: 'identity.taken_into_search',
  subject: { kind: 'sealed-subject', id: subjectId },
});

/**
 * The line in the body's chain stands before anything is opened; what is opened leaves the vault as marks alone. False when nothing
 * can be opened today; who holds nothing, or nothing any more, is not asked again.
 */
const takeIn = async (vault: Vault, searcher: Searcher, due: PersonDue): Promise<boolean> => {
  const { holds, standing } = await standingFor(vault, searcher.compartments, due);
  if (!holds || vault.keys.tombstones.has('subject', due.subjectId)) {
    await asProgram(vault.database, (tx) => takeOffTheList(tx, due));
    return true;
  }
  if (standing.length === 0) return false;
  const author = { organisationId: due.organisationId, staffId: null, now: now(vault) };
  await record(vault.database, author, takenIn(due.subjectId));
  const opened = await asDamage(() => openHeld(vault, due.subjectId, standing));
  const tokens = paddedTokens(vault, due.organisationId, opened === null ? [] : searcher.textsOf(opened));
  await asProgram(vault.database, (tx) => replaceTokens(tx, due, { version: searcher.version, tokens }));
  return true;
};

const looked = new WeakSet<Vault>();

/** What a restored backup, another release or the first start leaves unread is put in line, once in the life of the process. */
const queueOnce = async (vault: Vault, searcher: Searcher): Promise<void> => {
  if (looked.has(vault)) return;
  await queueUnread(vault.database, searcher);
  looked.add(vault);
};

/** Takes the next persons into the search of the bodies that hold who they are. Gives how many were looked at; none when nobody waits. */
export const indexWaiting = async (vault: Vault): Promise<number> => {
  const { searcher } = vault;
  if (searcher === null || !vault.custody.isOpen()) return 0;
  await queueOnce(vault, searcher);
  const due = await personsDue(vault.database, personsAtOnce);
  for (const one of due) {
    if (!(await takeIn(vault, searcher, one))) await postpone(vault.database, one);
    await breathe();
  }
  return due.length;
};

type Wanted = Omit<VaultRequest<'search'>, 'context' | 'mac'>;

const missingRight = (vault: Vault, viewer: VerifiedViewer, { purpose }: Wanted): SearchRefusal | null => {
  if (viewer.context.kind !== 'staff' || !stillGranted(viewer, 'opens', 'identity')) return 'not-allowed';
  if (!stillGranted(viewer, 'purposes', purpose)) return 'purpose-not-allowed';
  if (vault.keys.pairs.locks.stateOf(viewer.person.organisationId) === 'locked') return 'locked';
  return null;
};

const grant = (
  vault: Vault,
  viewer: VerifiedViewer,
  wanted: Wanted,
  texts: readonly string[],
): SearchRefusal | null => {
  const right = missingRight(vault, viewer, wanted);
  if (right) return right;
  if (texts.length === 0 || vault.searcher === null) return 'nothing-to-search';
  if (texts.length > mostSought) return 'too-much-sought';
  return vault.searches.spend(viewer.context.session) ? null : 'budget';
};

/** Of what lies under the marks only what the viewer could have opened herself: ground stands today, and her role reaches it. */
const seenBy = async (
  vault: Vault,
  viewer: VerifiedViewer,
  { subjects, purpose }: { readonly subjects: readonly string[]; readonly purpose: string },
): Promise<string[]> => {
  const seen: string[] = [];
  for (const subjectId of subjects) {
    const wanted = { subjectId, compartments: ['identity'] as const, organisationIds: viewer.person.organisationIds };
    const { standing } = await judgeBases(vault, await heldKeys(vault.database, wanted), { subjectId, purpose });
    if (standing.length > 0 && (await outOfReach(vault, viewer.person, wanted)) === null) seen.push(subjectId);
  }
  return seen;
};

const entryOf = (type: string, session: string, data: NonNullable<JournalEntry['data']>): JournalEntry => ({
  type,
  subject: { kind: 'search', id: session },
  data,
});

const searchSubject = '00000000-0000-0000-0000-000000000000';

/**
 * Finds persons within the viewer's own body by what tells them apart. Answers identifiers of persons whose identity she could
 * have opened for this purpose, and never whether anybody else knows them. The line stands first; what was sought is not in it.
 */
export const search = async (vault: Vault, request: VaultRequest<'search'>): Promise<VaultOutcome<'search'>> => {
  const { context: text, mac, ...wanted } = request;
  const context = readContext(vault, { context: text, mac });
  if (!context) return refuse('context-not-valid');
  const viewer = await verifyViewer(vault, { context: text, mac });
  const texts = vault.searcher?.soughtTexts(wanted.sought) ?? [];
  const refused = isRefusal(viewer) ? viewer.refused : grant(vault, viewer, wanted, texts);
  const author = { organisationId: context.organisation, staffId: context.staff, now: now(vault) };
  const asked = { purpose: wanted.purpose, sought: Object.keys(wanted.sought).sort() };
  if (refused !== null || isRefusal(viewer)) {
    const code = refused ?? 'not-allowed';
    await record(
      vault.database,
      author,
      entryOf('identity.search-refused', searchSubject, { ...asked, refused: code }),
    );
    return refuse(code);
  }
  await record(vault.database, author, entryOf('identity.searched', searchSubject, asked));
  const bodies = viewer.person.organisationIds;
  const tokens = bodies.flatMap((body) => texts.map((one) => tokenOf(vault, body, one)));
  const subjects = await subjectsUnder(vault.database, bodies, tokens);
  return { subjects: await seenBy(vault, viewer, { subjects, purpose: wanted.purpose }) };
};
