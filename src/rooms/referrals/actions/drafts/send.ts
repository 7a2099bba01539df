import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { holdDraft, markDraftSent } from '../../store/drafts.ts';
import { findSentReport } from '../../store/write-report.ts';
import { type SentReport, submitReport } from '../send/submit.ts';
import { contentToSend, type DraftScene, openContent, sealLabel } from './content.ts';

/** A draft to send, with the version that was shown on the page where it was checked. */
export type SendDraft = { readonly draftId: Uuid; readonly version: string | null; readonly declared: boolean };

/**
 * Sends a draft. The draft's id is the key of the sending: a double click, a lost answer or eight at once make one report,
 * and each gets the same receipt. Refuses when the draft was changed after it was checked.
 */
export const sendReport = async (
  scene: DraftScene,
  input: SendDraft,
): Promise<Outcome<SentReport, ReferralRefusal>> => {
  const draft = await holdDraft(scene.tx, input.draftId);
  if (draft === null)
    return (await findSentReport(scene.tx, scene.viewer.organisationId, input.draftId)) ?? refuse('not_found');
  if (draft.report_id !== null) {
    const sent = await findSentReport(scene.tx, scene.viewer.organisationId, input.draftId);
    return sent ?? refuse('not_found');
  }
  if (input.version !== null && input.version !== String(draft.version)) return refuse('changed_meanwhile');
  if (!input.declared) return refuse('not_declared', { field: 'declared' });
  const content = openContent(scene, draft);
  const sent = await submitReport(scene, {
    content: contentToSend(content),
    clientReference: input.draftId,
    channel: 'form',
    label: sealLabel(scene, content.label),
  });
  if (isRefusal(sent)) return sent;
  await markDraftSent(scene.tx, input.draftId, sent.reportId);
  return sent;
};
