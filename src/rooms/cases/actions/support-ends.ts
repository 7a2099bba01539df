import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { openIdentity, sealedFields, sealFor } from '../../identity/index.ts';
import { mayRefer } from '../access.ts';
import { caseLists, type CasesRefusal } from '../facts.ts';
import { referralAfter } from '../rules.ts';
import { findCase, findSupportReferral, type SupportReferral, updateSupportReferral } from '../store/index.ts';
import { settleTasks } from './open.ts';
import { answerable, noteOfferState } from './support.ts';

type Result<Value> = Promise<Outcome<Value, CasesRefusal>>;

const isOf = (list: 'support-decline-reasons' | 'take-back-reasons', reason: string | undefined): reason is string =>
  caseLists[list].some((one) => one === reason);

/** Why an offer ended, in a code, and in words for both bodies. */
export type OfferEnd = { readonly reason?: string | undefined; readonly words?: string | undefined };

/** The words are sealed to the body that referred and to the service: the offer is a subject of its own. */
const sealWords = async (scene: Scene, it: SupportReferral, words: string | undefined): Promise<void> => {
  if (words === undefined) return;
  await sealFor(
    scene,
    [{ subjectId: it.id, compartments: { notes: { end: words } } }],
    [it.fromOrganisationId, it.toOrganisationId].map((organisationId) => ({
      organisationId,
      basis: { kind: 'recipient', code: 'SUPPORT-ANSWER' },
      compartments: ['notes'],
    })),
  );
};

/** The service declines, with a reason in a code; the referring body is told. */
export const declineSupport = async (
  scene: Scene,
  referralId: Uuid,
  { reason, words }: OfferEnd,
): Result<{ referralId: Uuid }> => {
  const it = await answerable(scene, referralId);
  if (isRefusal(it)) return it;
  const state = referralAfter(it.state, 'decline');
  if (isRefusal(state)) return state;
  if (!isOf('support-decline-reasons', reason)) return refuse('reason_needed', { field: 'decline_reason' });
  const change = { state, answeredBy: scene.viewer.staffId, answeredAt: scene.clock.now(), endReason: reason };
  if (!(await updateSupportReferral(scene.tx, it, change))) return refuse('changed_meanwhile');
  await sealWords(scene, it, words);
  scene.emit({
    type: 'cases.support_declined',
    subject: { kind: 'support_referral', id: referralId },
    ...{ caseId: it.caseId, personId: it.personId },
    audience: [it.fromOrganisationId, it.toOrganisationId],
    data: { organisation: it.toOrganisationId, reason },
  });
  return { referralId };
};

/** The referring body takes an unanswered offer back, with a reason in a code; the service is told. */
export const takeBackSupport = async (
  scene: Scene,
  referralId: Uuid,
  { reason, words }: OfferEnd,
): Result<{ caseId: Uuid }> => {
  const allowed = mayRefer(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  const it = await findSupportReferral(scene.tx, referralId);
  if (it === null || !(await findCase(scene, it.caseId))) return refuse('not_found');
  const state = referralAfter(it.state, 'take_back');
  if (isRefusal(state)) return state;
  if (!isOf('take-back-reasons', reason)) return refuse('reason_needed', { field: 'take_back_reason' });
  if (!(await updateSupportReferral(scene.tx, it, { state, endReason: reason }))) return refuse('changed_meanwhile');
  await sealWords(scene, it, words);
  await noteOfferState(scene, it, it.fromOrganisationId, state);
  await settleTasks(scene, it.caseId, 'hand_over_keys');
  scene.emit({
    type: 'cases.support_taken_back',
    subject: { kind: 'support_referral', id: referralId },
    ...{ caseId: it.caseId, personId: it.personId },
    audience: [it.toOrganisationId],
    data: { organisation: it.toOrganisationId, reason },
  });
  return { caseId: it.caseId };
};

/** True when words stand beside the reason for which an offer ended. */
export const hasWords = async (scene: Scene, referralId: Uuid): Promise<boolean> =>
  (await sealedFields(scene, [referralId])).length > 0;

/** Opens the words beside the reason of an offer that ended, for either body. The vault checks purpose and key and notes it first. */
export const openWords = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly referralId: Uuid; readonly purpose: string },
): Result<{ readonly offer: SupportReferral; readonly words: string }> => {
  const offer = await findSupportReferral(scene.tx, it.referralId);
  if (offer === null) return refuse('not_found');
  const opened = await openIdentity(vault, scene.viewer, {
    ...{ subjectId: offer.id, compartments: ['notes'], purpose: it.purpose },
    about: { caseId: offer.caseId, personId: offer.personId },
  });
  if (isRefusal(opened)) return refuse(opened.refused === 'unavailable' ? 'vault_down' : 'vault_refused');
  const words = opened['notes']?.['end'];
  return words === undefined ? refuse('no_words') : { offer, words };
};
