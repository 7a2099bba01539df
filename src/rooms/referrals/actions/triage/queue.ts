import { readReference, type Uuid } from '../../../../platform/ids.ts';
import { type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { mayTriage } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import {
  countQueue,
  countWork,
  listQueue,
  personsOfReports,
  type QueueCounts,
  type QueueFilter,
  type QueuePerson,
  type QueueReport,
  type SenderCount,
  searchReceived,
} from '../../store/triage/queue.ts';
import { type SaidLater, saidLater } from '../../store/supplements.ts';
import { type DraftScene, labelToken, openLabel } from '../drafts/content.ts';
import { countSaidLaterElsewhere } from './supplements.ts';

export type { QueueCounts, QueueFilter };

/** A line of the queue: the report, and its persons in few words. */
export type QueueLine = Omit<QueueReport, 'ownLabel'> & {
  readonly label: string | null;
  readonly persons: number;
  readonly maybeChildren: number;
  readonly forms: readonly string[];
  readonly languages: readonly string[];
  readonly needInterpreter: number;
};

const unique = (lists: readonly (readonly string[])[]): readonly string[] => [...new Set(lists.flat())];

const lineOf = (scene: DraftScene, report: QueueReport, persons: readonly QueuePerson[]): QueueLine => {
  const { ownLabel, ...rest } = report;
  return {
    ...rest,
    label: openLabel(scene, ownLabel),
    persons: persons.length,
    maybeChildren: persons.filter((one) => one.ageAnswer !== 'adult').length,
    forms: unique(persons.map((one) => one.forms)),
    languages: unique(persons.map((one) => one.languages)),
    needInterpreter: persons.filter((one) => one.interpreterNeed === 'yes' || one.interpreterNeed === 'not_sure')
      .length,
  };
};

/** Lines of the queue for some reports, in their order. */
export const linesOf = async (scene: DraftScene, reports: readonly QueueReport[]): Promise<readonly QueueLine[]> => {
  const persons = await personsOfReports(
    scene.tx,
    reports.map(({ id }) => id),
  );
  const byReport = Map.groupBy(persons, (one) => one.reportId);
  return reports.map((report) => lineOf(scene, report, byReport.get(report.id) ?? []));
};

/** What the sender of a report said later: how much nobody has read, and whether it was taken back. */
export type Later = { readonly unread: number; readonly withdrawn: boolean };

/** One page of the queue with what is above it. */
export type Queue = {
  readonly lines: readonly QueueLine[];
  readonly total: number;
  readonly counts: QueueCounts;
  readonly senders: readonly SenderCount[];
  /** What senders said later of the reports in work, by report. */
  readonly later: ReadonlyMap<Uuid, Later>;
};

const counted = ['open', 'transmitted', 'acknowledged', 'more_info', 'linked'] as const;

/** How many reports a filter lets through where the counters say so already; undefined where they do not. */
const countedOf = (
  { page: _page, size: _size, state, ...more }: QueueFilter,
  counts: QueueCounts,
): number | undefined => {
  const isPlain = Object.values(more).every((one) => one === undefined || one === false);
  const name = counted.find((one) => one === state);
  return isPlain && name !== undefined ? counts[name] : undefined;
};

const laterByReport = (found: readonly SaidLater[]): ReadonlyMap<Uuid, Later> =>
  new Map(
    [...Map.groupBy(found, ({ reportId }) => reportId)].map(([id, own]) => [
      id,
      {
        unread: own.reduce((total, { unread }) => total + unread, 0),
        withdrawn: own.some(({ withdrawn }) => withdrawn),
      },
    ]),
  );

/** Reports of which something waits to be read. */
const unreadIn = (later: ReadonlyMap<Uuid, Later>): readonly Uuid[] =>
  [...later].filter(([, { unread }]) => unread > 0).map(([id]) => id);

/** The received reports of the viewer's body: danger, children, nobody's, then what waits longest. */
export const readQueue = async (
  scene: DraftScene,
  asked: QueueFilter & { readonly later?: boolean },
): Promise<Queue> => {
  const { later: isLater, ...plain } = asked;
  // Said to the body that identifies, which alone says that it has read it.
  const later = laterByReport(mayTriage(scene.viewer) === true ? await saidLater(scene.tx) : []);
  const filter = isLater === true ? { ...plain, among: unreadIn(later) } : plain;
  const lines = await linesOf(scene, await listQueue(scene.tx, filter));
  const { counts, senders } = await countWork(scene.tx, scene.viewer.staffId);
  return { lines, counts, senders, later, total: countedOf(filter, counts) ?? (await countQueue(scene.tx, filter)) };
};

/** How many reports wait in the viewer's body: those that are open, and others whose sender said something nobody has read. */
export const countOpenReports = async (scene: Scene): Promise<number> =>
  (await countQueue(scene.tx, { state: 'open', page: 1, size: 1 })) + (await countSaidLaterElsewhere(scene));

/** What was searched, where, and what was found. */
export type SearchedReports = {
  readonly sought: string;
  readonly asReference: string | null;
  readonly lines: readonly QueueLine[];
};

/** Searches the reports received by one's own body, by its reference or own word. A fault is thrown, never an empty list. */
export const searchReports = async (
  scene: DraftScene,
  typed: string,
): Promise<Outcome<SearchedReports, ReferralRefusal>> => {
  const sought = typed.trim();
  if (sought.length < 2) return refuse('search_too_short', { field: 'searched' });
  const asReference = readReference(sought);
  const found = await searchReceived(scene.tx, { reference: asReference, labelToken: labelToken(scene, sought) });
  return { sought, asReference, lines: await linesOf(scene, found) };
};

/** A scene that can read the own labels of a body. */
export const withLabels = (scene: Scene, draftKey: Uint8Array): DraftScene => ({ ...scene, draftKey });
