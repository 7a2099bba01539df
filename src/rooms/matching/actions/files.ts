import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayAnswer } from '../access.ts';
import type { MatchingRefusal } from '../facts.ts';
import { findFile, type MatchedFile, writeStops } from '../store/index.ts';

export type { MatchedFile } from '../store/index.ts';

/** One file of the viewer's body that may be matched, or null. */
export const readFile = async (scene: Scene, id: Uuid): Promise<MatchedFile | null> =>
  isRefusal(mayAnswer(scene.viewer)) ? null : findFile(scene.tx, id);

/** Says which classes of bodies must never learn of a file; takes effect at once for everything not yet shown. */
export const stopFile = async (
  scene: Scene,
  { id, version }: { readonly id: Uuid; readonly version: number },
  stops: readonly string[],
): Promise<Outcome<{ readonly fileId: Uuid }, MatchingRefusal>> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const file = await findFile(scene.tx, id);
  if (file === null) return refuse('not_found');
  if (!(await writeStops(scene.tx, { id, version }, stops))) return refuse('changed_meanwhile');
  const { caseId, reportId, personId } = file;
  scene.emit({
    type: 'matching.stopped',
    subject: { kind: 'file', id },
    ...(caseId === null ? {} : { caseId }),
    ...(reportId === null ? {} : { reportId }),
    personId,
    data: { stops: [...stops] },
  });
  return { fileId: id };
};
