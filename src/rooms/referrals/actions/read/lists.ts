import { readReference, type Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome } from '../../../../platform/outcome.ts';
import { mayRead, mayReadOwn, mayReceive, mayTriage } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { openStates } from '../../steps.ts';
import {
  countByStateAndUrgency,
  countOwnReports,
  countQueue,
  countReceived,
  findByReference,
  findColleagues,
  findOwnReports,
  findOwnStates,
  findPersonsLines,
  findQueue,
  findReceived,
  type OwnState,
  type PersonsLine,
  type QueueCount,
  type QueueFilter,
  type ReportLine,
} from '../../store/lists.ts';
import { type DraftScene, labelToken, openLabel } from '../drafts/content.ts';

type Result<Value> = Promise<Outcome<Value, ReferralRefusal>>;

export const pageSize = 25;

/** A report in a list, its own label opened. */
export type Line = Omit<ReportLine, 'label'> & { readonly label: string | null };

const opened = <One extends ReportLine>(
  scene: DraftScene,
  line: One,
): Omit<One, 'label'> & { readonly label: string | null } => ({
  ...line,
  label: openLabel(scene, line.label),
});

/** A report of one's own body, with its receipts and waiting questions. */
export type OwnLine = Line & Omit<OwnState, 'reportId'>;
export type Paged<One> = { readonly lines: readonly One[]; readonly total: number; readonly page: number };

/** The reports the viewer's body has sent, the newest first. */
export const listOwnReports = async (scene: DraftScene, page: number): Result<Paged<OwnLine>> => {
  const may = mayReadOwn(scene.viewer);
  if (isRefusal(may)) return may;
  const { organisationId } = scene.viewer;
  const found = await findOwnReports(scene.tx, { organisationId, page, size: pageSize });
  const states = await findOwnStates(
    scene.tx,
    found.map((line) => line.id),
  );
  const none = { received: 0, acknowledged: 0, waiting: 0, questions: 0 };
  const lines = found.map((line) => ({
    ...opened(scene, line),
    ...(states.find((state) => state.reportId === line.id) ?? none),
  }));
  return { lines, page, total: await countOwnReports(scene.tx, organisationId) };
};

/** The reports addressed to the viewer's body. */
export const listReceived = async (
  scene: DraftScene,
  page: number,
): Result<Paged<Line & { readonly acknowledgedAt: string | null }>> => {
  const may = mayReceive(scene.viewer);
  if (isRefusal(may)) return may;
  const { organisationId } = scene.viewer;
  const found = await findReceived(scene.tx, { organisationId, page, size: pageSize });
  return {
    lines: found.map((line) => opened(scene, line)),
    page,
    total: await countReceived(scene.tx, organisationId),
  };
};

/** The queue with its numbers. */
export type Queue = Paged<Line & { readonly persons: PersonsLine | null }> & {
  readonly counts: readonly QueueCount[];
  readonly colleagues: ReadonlyMap<Uuid, string>;
};

/** What the address of the queue may ask for. */
export type QueueAsked = {
  readonly state: string | null;
  readonly urgency: string | null;
  readonly child: boolean;
  readonly form: string | null;
  readonly language: string | null;
  readonly assigned: string | null;
  readonly page: number;
};

const filterOf = (asked: QueueAsked): QueueFilter => ({
  ...{ urgency: asked.urgency, child: asked.child, form: asked.form, language: asked.language },
  states: asked.state === null ? openStates : [asked.state],
  assignedTo: asked.assigned,
  ...{ page: asked.page, size: pageSize },
});

/** One page of the queue: danger first, then children, then the longest waiting. */
export const readQueue = async (scene: DraftScene, asked: QueueAsked): Result<Queue> => {
  const may = mayTriage(scene.viewer);
  if (isRefusal(may)) return may;
  const filter = filterOf(asked);
  const found = await findQueue(scene.tx, filter);
  const persons = await findPersonsLines(
    scene.tx,
    found.map((line) => line.id),
  );
  const counts = await countByStateAndUrgency(scene.tx, openStates);
  const staff = [...new Set(counts.map((one) => one.assignedTo).filter((id) => id !== null))];
  return {
    lines: found.map((line) => ({
      ...opened(scene, line),
      persons: persons.find((one) => one.reportId === line.id) ?? null,
    })),
    page: asked.page,
    total: await countQueue(scene.tx, filter),
    counts,
    colleagues: await findColleagues(scene.tx, staff),
  };
};

/** Reports of the viewer's body by reference (as a person types it) or own label. An empty list means: none found. */
export const searchReports = async (scene: DraftScene, searched: string): Result<readonly Line[]> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  const found = await findByReference(scene.tx, {
    code: readReference(searched),
    labelToken: labelToken(scene, searched),
  });
  return found.map((line) => opened(scene, line));
};
