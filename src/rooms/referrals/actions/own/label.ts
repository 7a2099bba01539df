import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import { mayReadOwn } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { setOwnLabel } from '../../store/write-report.ts';
import { type DraftScene, sealLabel } from '../drafts/content.ts';

/** Gives a report of one's own body another word of its own; an empty one takes it away. Other bodies do not see it. */
export const labelOwnReport = async (
  scene: DraftScene,
  input: { readonly reportId: Uuid; readonly label: string },
): Promise<Outcome<{ readonly reportId: Uuid }, ReferralRefusal>> => {
  const may = mayReadOwn(scene.viewer);
  if (isRefusal(may)) return may;
  const reference = { reportId: input.reportId, organisationId: scene.viewer.organisationId };
  if (!(await setOwnLabel(scene.tx, { ...reference, label: sealLabel(scene, input.label) })))
    return refuse('not_found');
  scene.emit({
    type: 'referrals.label_changed',
    subject: { kind: 'report', id: input.reportId },
    reportId: input.reportId,
  });
  return { reportId: input.reportId };
};
