import { newId, readReference, type Uuid } from '../../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { maySplitAndMerge } from '../../access.ts';
import { mayPair, maySplitOff, type Pair } from '../../rules/triage.ts';
import { workStates } from '../../steps.ts';
import type { StoredPerson } from '../../store/rows.ts';
import { followMerge, insertPart, movePersons, setSame } from '../../store/triage/change.ts';
import { searchReceived } from '../../store/triage/queue.ts';
import { personsOf } from '../../store/triage/received.ts';
import { insertReference } from '../../store/write-report.ts';
import { type DraftScene, labelToken } from '../drafts/content.ts';
import { openCaseOf } from './acknowledge.ts';
import { change, type Held, heldReport, noteChanges, reportToChange, type ReportRef, type Result } from './load.ts';
import { tellReporters } from './outcome.ts';

const isOpen = (held: Held): boolean => workStates.some((state) => state === held.report.state);

/** Which persons go, and why. */
export type SplitInput = { readonly persons: readonly Uuid[]; readonly reason: string };
export type Split = { readonly reportId: Uuid; readonly partId: Uuid };

const notePart = async (scene: Scene, held: Held, partId: Uuid, input: SplitInput): Promise<void> => {
  const { report, own } = held;
  await insertReference(scene.tx, { reportId: partId, organisationId: own.organisationId });
  const moved = { field: 'persons', before: null, after: String(input.persons.length) };
  const part = { ...held, report: { ...report, id: partId } };
  await noteChanges(scene, held, [{ ...moved, field: 'persons_moved' }], { reason: input.reason, told: 'everybody' });
  await noteChanges(scene, part, [{ ...moved, field: 'persons_received' }], {
    reason: input.reason,
    told: 'everybody',
  });
  for (const id of [report.id, partId])
    scene.emit({
      type: 'referrals.split',
      subject: { kind: 'report', id },
      reportId: id,
      audience: report.audience,
      data: { whole: report.id, part: partId, persons: [...input.persons], count: input.persons.length },
    });
};

/**
 * Moves some persons of a report to a report of their own, because their facts are others. Sender, day and audience
 * stay; a report that was split stays one in the figures.
 */
export const splitReport = async (scene: Scene, it: ReportRef, input: SplitInput): Result<Split> => {
  const may = maySplitAndMerge(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await reportToChange(scene, it);
  if (isRefusal(held)) return held;
  if (!isOpen(held)) return refuse('step_not_possible');
  const possible = maySplitOff(await personsOf(scene.tx, it.reportId), input.persons);
  if (isRefusal(possible)) return possible;
  const changed = await change(scene, held, { set: {}, reason: input.reason, told: 'everybody' });
  if (isRefusal(changed)) return changed;
  const partId = newId();
  await insertPart(scene.tx, { partId, reportId: it.reportId, rootId: held.rootId, persons: input.persons });
  await movePersons(scene.tx, input.persons, partId);
  await notePart(scene, held, partId, input);
  return { reportId: it.reportId, partId };
};

/** Looks for the other report of a merge by one's own reference or word; refuses nothing found, and the report itself. */
export const findOther = async (
  scene: DraftScene,
  it: { readonly reportId: Uuid; readonly searched: string },
): Result<{ reportId: Uuid; otherId: Uuid }> => {
  const may = maySplitAndMerge(scene.viewer);
  if (isRefusal(may)) return may;
  const sought = { reference: readReference(it.searched), labelToken: labelToken(scene, it.searched) };
  const [found] = await searchReceived(scene.tx, sought);
  scene.emit({ type: 'referrals.searched', subject: { kind: 'report', id: it.reportId }, reportId: it.reportId });
  if (!found) return refuse('no_such_report', { field: 'searched' });
  if (found.id === it.reportId) return refuse('same_report', { field: 'searched' });
  return { reportId: it.reportId, otherId: found.mergedInto ?? found.id };
};

/** Two reports side by side: the one that is merged, and the one it is counted with. */
export type Merging = {
  readonly from: Held;
  readonly into: Held;
  readonly persons: readonly StoredPerson[];
  readonly others: readonly StoredPerson[];
};

/** Loads both reports of a merge. */
export const readMerging = async (
  scene: Scene,
  it: { readonly reportId: Uuid; readonly otherId: Uuid },
): Result<Merging> => {
  const may = maySplitAndMerge(scene.viewer);
  if (isRefusal(may)) return may;
  const from = await heldReport(scene, it.reportId);
  if (isRefusal(from)) return from;
  const into = await heldReport(scene, it.otherId);
  if (isRefusal(into)) return into;
  if (it.reportId === it.otherId) return refuse('same_report');
  const persons = await personsOf(scene.tx, it.reportId);
  return { from, into, persons, others: await personsOf(scene.tx, it.otherId) };
};

const mayMerge = ({ from, into, persons, others }: Merging, pairs: readonly Pair[]) => {
  if (into.report.merged_into !== null || from.report.merged_into !== null) return refuse('merged_elsewhere');
  if (!isOpen(from) || from.report.state === 'transmitted' || !isOpen(into)) return refuse('step_not_possible');
  return mayPair(persons, others, pairs);
};

/** Who is the same follows the other's case; who is not gets a case of one's own when the others have theirs. */
const joinPersons = async (scene: Scene, { into, persons, others }: Merging, pairs: readonly Pair[]): Promise<void> => {
  for (const person of persons) {
    const pair = pairs.find(({ from }) => from === person.id);
    const other = others.find(({ id }) => id === pair?.to);
    if (other) await setSame(scene.tx, person.id, { personId: other.same_as ?? other.id, caseId: other.case_id });
    else if (into.report.state === 'linked' && person.case_id === null) await openCaseOf(scene, into, person.id);
  }
};

const noteMerge = (scene: Scene, { from, into }: Merging, pairs: readonly Pair[]): void => {
  for (const { report } of [from, into])
    scene.emit({
      type: 'referrals.merged',
      subject: { kind: 'report', id: report.id },
      reportId: report.id,
      data: {
        from: from.report.id,
        into: into.report.id,
        pairs: pairs.map((pair) => ({ ...pair })),
        count: pairs.length,
      },
    });
};

/**
 * Joins a report with another about the same facts. Both stay as they were sent; the first leaves the queue and each
 * person who is in both is counted once. Who reported is told that the matter was known.
 */
export const mergeReports = async (
  scene: Scene,
  it: ReportRef & { readonly otherId: Uuid },
  pairs: readonly Pair[],
): Result<{ reportId: Uuid }> => {
  const merging = await readMerging(scene, it);
  if (isRefusal(merging)) return merging;
  const { from, into } = merging;
  if (it.version && it.version !== String(from.report.version)) return refuse('changed_meanwhile');
  const possible = mayMerge(merging, pairs);
  if (isRefusal(possible)) return possible;
  const set = { merged_into: into.report.id, outcome: 'duplicate', outcome_at: scene.clock.now() };
  const changed = await change(scene, from, { set, reason: 'same_matter', told: 'own_body' });
  if (isRefusal(changed)) return changed;
  await followMerge(scene.tx, from.report.id, into.report.id);
  await joinPersons(scene, merging, pairs);
  noteMerge(scene, merging, pairs);
  await tellReporters(scene, from, 'duplicate');
  return { reportId: into.report.id };
};
