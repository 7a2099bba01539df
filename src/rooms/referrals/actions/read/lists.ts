import { readReference } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome } from '../../../../platform/outcome.ts';
import { mayRead, mayReadOwn } from '../../access.ts';
import type { Scene } from '../../../../profile/index.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import {
  countOutcomesFor,
  countOwnReports,
  countQuestionsTo,
  findByReference,
  findOwnReports,
  findOwnStates,
  type OwnState,
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
  const none = { received: 0, acknowledged: 0, waiting: 0, questions: 0, outcomes: 0, withdrawn: false };
  const lines = found.map((line) => ({
    ...opened(scene, line),
    ...(states.find((state) => state.reportId === line.id) ?? none),
  }));
  return { lines, page, total: await countOwnReports(scene.tx, organisationId) };
};

/** What waits for the viewer's body at its own reports: questions to answer, and what came of a report, not yet read. */
export const countOwnWaiting = async ({ tx, viewer }: Scene): Promise<number> =>
  (await countQuestionsTo(tx, viewer.organisationId)) + (await countOutcomesFor(tx, viewer.organisationId));

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
