import type { Uuid } from '../../platform/ids.ts';
import { type Refusal, refuse } from '../../platform/outcome.ts';
import { hasPermit, type Viewer } from '../../platform/viewer.ts';
import type { ConsentRefusal, EmergencyRefusal, IdentityRefusal, LawRefusal } from './facts.ts';

type Answer = true | Refusal<IdentityRefusal>;

/**
 * May this viewer ask the vault to open these compartments for this purpose? The vault decides again and finally;
 * here people are told at once what they cannot ask.
 */
export const mayAskToOpen = (viewer: Viewer, wanted: { compartments: readonly string[]; purpose: string }): Answer => {
  if (viewer.kind !== 'staff') return refuse('may_not_open');
  if (viewer.opens.length === 0) return refuse('may_not_open');
  if (wanted.compartments.some((one) => !viewer.opens.includes(one)))
    return refuse('may_not_open_compartment', { field: 'compartments' });
  if (!viewer.purposes.includes(wanted.purpose)) return refuse('may_not_for_purpose', { field: 'purpose' });
  return true;
};

/** Who wrote a report: who sent it, and the body it was keyed in for. */
export type Written = { readonly sent_by: Uuid | null; readonly on_behalf_organisation_id: Uuid | null };

/**
 * Compartments of a report and its persons that this viewer's roles reach: some roles open only what one wrote oneself, or
 * stands in for. For screens, which show no button that would be refused; the vault asks the same of the directory.
 */
export const opensOf = (viewer: Viewer, written: Written): readonly string[] => {
  const isOwn =
    (written.sent_by !== null && viewer.authors.includes(written.sent_by)) ||
    written.on_behalf_organisation_id === viewer.organisationId;
  return isOwn ? viewer.opens : viewer.opens.filter((one) => !viewer.opensOwn.includes(one));
};

/**
 * May this viewer record what a person answered, or take it back? Another system of a body may, with a token that names this
 * right: it opens nothing by it, and what it records binds as what is recorded on the pages.
 */
export const mayRecordConsent = (viewer: Viewer): true | Refusal<ConsentRefusal> =>
  hasPermit(viewer, 'identity.record-consent') ? true : refuse('may_not_record_consent');

/**
 * May this viewer switch legal bases on or off? Never somebody who administers accounts as well: she could make the second
 * person herself.
 */
export const maySwitchLaw = (viewer: Viewer): true | Refusal<LawRefusal> => {
  if (viewer.kind !== 'staff' || !hasPermit(viewer, 'identity.switch-law')) return refuse('may_not_switch_law');
  return hasPermit(viewer, 'directory.administer') ? refuse('may_not_as_administrator') : true;
};

/** May this viewer be the second person? Never who proposed; of another body where two bodies are asked for. */
export const mayAnswerLaw = (
  viewer: Viewer,
  proposed: { readonly staffId: Uuid; readonly organisationId: Uuid },
  twoBodies: boolean,
): true | Refusal<LawRefusal> => {
  if (proposed.staffId === viewer.staffId) return refuse('may_not_own_proposal');
  return twoBodies && proposed.organisationId === viewer.organisationId ? refuse('may_not_same_body') : true;
};

/** May this viewer read who had what opened, and why? */
export const mayReadOpenings = (viewer: Viewer): Answer =>
  viewer.kind === 'staff' && hasPermit(viewer, 'identity.read-openings') ? true : refuse('may_not_open');

/** The parts that people have in an emergency; the vault decides each again and finally. */
export type EmergencyPart = 'ask' | 'approve' | 'review';

/** May this viewer take this part? Nobody who administers accounts: she could make herself the second person. */
export const mayInEmergency = (viewer: Viewer, part: EmergencyPart): true | Refusal<EmergencyRefusal> => {
  if (viewer.kind !== 'staff') return refuse('may_not_emergency');
  if (hasPermit(viewer, 'directory.administer') || hasPermit(viewer, 'api.manage-tokens'))
    return refuse('administrators_never');
  return hasPermit(viewer, `identity.${part}-emergency`) ? true : refuse('may_not_emergency');
};
