import { appendToJournal, type JournalEntry } from '../platform/journal.ts';
import type { Scene } from '../profile/index.ts';
import { endWithReport, identificationReactions, type Reaction } from '../rooms/identification/index.ts';
import { assistanceReactions } from '../rooms/assistance/index.ts';
import { protectionReactions } from '../rooms/protection/index.ts';
import { referralReactions } from '../rooms/referrals/index.ts';
import { recountAfter } from '../rooms/statistics/index.ts';

/** Event → what follows in another room, in the same transaction. The one place where rooms answer each other. */
const rooms: readonly Readonly<Record<string, Reaction>>[] = [
  identificationReactions,
  referralReactions,
  protectionReactions,
  assistanceReactions,
];

/** A report about something else: the part of each of its persons ends with it, unless somebody decided on her. */
const endCases: Reaction = async (scene, { data }) => {
  const outcome = data?.['outcome'];
  if (typeof outcome !== 'string') return;
  for (const caseId of Array.isArray(data?.['cases']) ? data['cases'] : [])
    await endWithReport(scene, String(caseId), outcome);
};

const own: Readonly<Record<string, Reaction>> = {
  'referrals.redirected': endCases,
  'referrals.closed': endCases,
};

/** Each event with all that follows from it, room by room: two rooms may answer the same one. */
const reactions: ReadonlyMap<string, readonly Reaction[]> = [...rooms, own]
  .flatMap((one) => Object.entries(one))
  .reduce(
    (found, [type, reaction]) => found.set(type, [...(found.get(type) ?? []), reaction]),
    new Map<string, readonly Reaction[]>(),
  );

/** More events than this from one action (500 persons, some of each) mean that two reactions answer each other for ever. */
const mostEvents = 5000;

/**
 * Ends an action: lets each event have its consequences (which may be events again), then has figures counted
 * anew, writes all of them to the journal last, and gives them back. Everything stands or falls with the action's transaction.
 */
export const settleEvents = async (
  scene: Omit<Scene, 'emit'>,
  emitted: readonly JournalEntry[],
): Promise<readonly JournalEntry[]> => {
  const entries = [...emitted];
  const inner: Scene = { ...scene, emit: (entry) => void entries.push(entry) };
  for (let index = 0; index < entries.length; index++) {
    if (entries.length > mostEvents) throw new Error('reactions answer each other without end');
    const entry = entries[index];
    if (entry) for (const follow of reactions.get(entry.type) ?? []) await follow(inner, entry);
  }
  const { organisationId, staffId } = scene.viewer;
  await recountAfter(scene.tx, entries);
  // Last: from here to the commit, nobody else of this body can end an action.
  await appendToJournal(scene.tx, { organisationId, staffId, now: scene.clock.now() }, entries);
  return entries;
};
