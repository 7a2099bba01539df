import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Compartment } from '../../../platform/sealing/index.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import type { Scene } from '../../../profile/index.ts';
import { consentState, holders, readConsent, type StandingConsent, standingConsents } from '../../identity/index.ts';
import { mayAccept, mayRefer } from '../access.ts';
import type { CasesRefusal } from '../facts.ts';
import { partsForSupport, referralAfter } from '../rules.ts';
import {
  type CaseFile,
  countSupport,
  findCase,
  findSupportReferral,
  insertServiceAccess,
  insertSupportReferral,
  noteChanges,
  type SupportReferral,
  supportInbox,
  supportReferralsOf,
  updateSupportReferral,
} from '../store/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { callForTask, settleTasks } from './open.ts';

type Result<Value> = Promise<Outcome<Value, CasesRefusal>>;

export type ReferInput = { readonly urgency: string };

/** The service that supports, and the consent by which it may be asked: the newest that lets it in; null when there is none. */
export const consentForSupport = async (
  scene: Scene,
  personId: Uuid,
): Promise<{ readonly service: Uuid; readonly consent: StandingConsent | null }> => {
  const service = idOfBody(scene.profile, scene.profile.organisationFor('supports').code);
  const [consent] = await standingConsents(scene, personId, service);
  return { service, consent: consent ?? null };
};

const isOpen = ({ state }: SupportReferral): boolean => state === 'offered' || state === 'accepted';

const offer = async (
  scene: Scene,
  file: CaseFile,
  it: { readonly service: Uuid; readonly consent: StandingConsent; readonly urgency: string },
): Promise<Uuid> => {
  const { service, consent, urgency } = it;
  const passing = partsForSupport(scene.profile);
  const parts = consent.compartments.filter((part) => passing.includes(part));
  const { id } = await insertSupportReferral(scene.tx, {
    ...{ caseId: file.id, personId: file.personId, toOrganisationId: service, urgency, consent, parts },
    fromOrganisationId: file.referenceOrganisationId ?? scene.viewer.organisationId,
    staffId: scene.viewer.staffId,
    at: scene.clock.now(),
  });
  const { givenOn, language } = consent;
  scene.emit({
    type: 'cases.referred_to_support',
    subject: { kind: 'support_referral', id },
    ...{ caseId: file.id, reportId: file.reportId, personId: file.personId },
    audience: [service],
    data: { organisation: service, given_on: givenOn, language, parts: [...parts] },
  });
  return id;
};

/**
 * Refers a person to the body that supports, on a consent that is recorded and stands. The body sees the offer, its
 * urgency and language, and no more until it accepts. Refused to a body that the profile lets only inform.
 */
export const referToSupport = async (scene: Scene, caseId: Uuid, input: ReferInput): Result<{ referralId: Uuid }> => {
  const allowed = mayRefer(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  const file = await findCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const { service, consent } = await consentForSupport(scene, file.personId);
  if (consent === null) return refuse('consent_needed');
  const earlier = await supportReferralsOf(scene.tx, caseId);
  if (earlier.some((one) => one.toOrganisationId === service && isOpen(one))) return refuse('already_offered');
  const referralId = await offer(scene, file, { service, consent, urgency: input.urgency });
  await settleTasks(scene, caseId, 'refer_support');
  // Without the keys the service has a case and nobody to call: the answer is waited for, and then they are handed over.
  await callForTask(scene, { file, kind: 'hand_over_keys', dueOn: scene.clock.today(scene.profile.timeZone) });
  return { referralId };
};

/** Writes the new state of an offer into the changes of its case. */
export const noteOfferState = (scene: Scene, it: SupportReferral, organisationId: Uuid, after: string): Promise<void> =>
  noteChanges(
    scene.tx,
    {
      caseId: it.caseId,
      organisationId,
      staffId: scene.viewer.staffId,
      at: scene.clock.now(),
      shared: true,
      thing: 'support_referral',
      thingId: it.id,
    },
    [{ field: 'state', before: it.state, after }],
  );

/** An offer the viewer may answer for her body. */
export const answerable = async (scene: Scene, referralId: Uuid): Result<SupportReferral> => {
  const allowed = mayAccept(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  return (await findSupportReferral(scene.tx, referralId)) ?? refuse('not_found');
};

/** A consent may be taken back, or end, before the service answers. */
const stillAgreed = async (scene: Scene, { consentId }: SupportReferral): Promise<boolean> => {
  const consent = await readConsent(scene, consentId);
  return consent !== null && consentState(consent, scene.clock.today(scene.profile.timeZone)) === 'given';
};

/**
 * The service accepts: it gets its place in the case on the ground of the consent, for the parts agreed to.
 * What is sealed becomes openable when the vault has wrapped the keys for it (`keysShared`).
 */
export const acceptSupport = async (scene: Scene, referralId: Uuid): Result<{ caseId: Uuid }> => {
  const it = await answerable(scene, referralId);
  if (isRefusal(it)) return it;
  const state = referralAfter(it.state, 'accept');
  if (isRefusal(state)) return state;
  if (!(await stillAgreed(scene, it))) return refuse('consent_ended');
  const at = scene.clock.now();
  if (!(await updateSupportReferral(scene.tx, it, { state, answeredBy: scene.viewer.staffId, answeredAt: at })))
    return refuse('changed_meanwhile');
  await insertServiceAccess(scene.tx, it, at);
  await noteOfferState(scene, it, it.toOrganisationId, state);
  scene.emit({
    type: 'cases.support_accepted',
    subject: { kind: 'support_referral', id: referralId },
    ...{ caseId: it.caseId, personId: it.personId },
    audience: [it.fromOrganisationId, it.toOrganisationId],
    data: { organisation: it.toOrganisationId, parts: [...it.parts] },
  });
  return { caseId: it.caseId };
};

/** What the vault is asked to do: wrap the keys of these compartments for an organisation, on this ground. */
export type ShareRequest = {
  readonly viewer: Viewer;
  readonly subjectId: Uuid;
  readonly compartments: readonly Compartment[];
  readonly organisationId: Uuid;
  readonly basis: { readonly kind: 'consent'; readonly code: string };
};

/** Asks the vault; true when it has wrapped the keys. Main gives it once the vault can. */
export type ShareKeys = (request: ShareRequest) => Promise<boolean>;

/** The parts agreed to under which something is sealed: who agreed to safe contact and left none has nothing there to open. */
const sealedParts = async (scene: Scene, it: SupportReferral): Promise<readonly Compartment[]> => {
  const held = new Set<string>((await holders(scene, [it.personId])).map(({ compartment }) => compartment));
  return it.parts.filter((part) => held.has(part)) as readonly Compartment[];
};

/** Hands the keys of the agreed parts to the service that accepted. May be asked again: a dead vault loses nothing. */
export const shareKeys = async (scene: Scene, share: ShareKeys, referralId: Uuid): Result<{ caseId: Uuid }> => {
  const it = await findSupportReferral(scene.tx, referralId);
  if (it === null) return refuse('not_found');
  if (it.state !== 'accepted') return refuse('keys_not_shared');
  if (it.keysSharedAt !== null) return { caseId: it.caseId };
  const parts = await sealedParts(scene, it);
  if (parts.length === 0) return refuse('nothing_sealed_yet');
  const done = await share({
    viewer: scene.viewer,
    subjectId: it.personId,
    compartments: parts,
    organisationId: it.toOrganisationId,
    basis: { kind: 'consent', code: it.consentId },
  });
  if (!done) return refuse('keys_not_shared');
  if (!(await updateSupportReferral(scene.tx, it, { keysSharedAt: scene.clock.now() })))
    return refuse('changed_meanwhile');
  await settleTasks(scene, it.caseId, 'hand_over_keys');
  scene.emit({
    type: 'cases.keys_shared',
    subject: { kind: 'support_referral', id: referralId },
    ...{ caseId: it.caseId, personId: it.personId },
    audience: [it.fromOrganisationId, it.toOrganisationId],
    data: { organisation: it.toOrganisationId, parts: [...parts] },
  });
  return { caseId: it.caseId };
};

/** How many offers a page of the list holds. */
export const offersPerPage = 50;

/** One page of the offers, with how many there are and how many wait for the viewer's body to answer. */
export type SupportPage = {
  readonly offers: readonly SupportReferral[];
  readonly page: number;
  readonly total: number;
  readonly waiting: number;
};

/** How many offers wait for the answer of the viewer's body. */
export const countOffersWaiting = async ({ tx, viewer }: Scene): Promise<number> =>
  (await countSupport(tx, viewer.organisationId)).waiting;

/** Offers sent and received by the viewer's bodies, one page of them; those that wait first. */
export const readSupportInbox = async (scene: Scene, page = 1): Promise<SupportPage> => {
  const offers = await supportInbox(scene.tx, page, offersPerPage);
  return { offers, page, ...(await countSupport(scene.tx, scene.viewer.organisationId)) };
};

/** One offer, or null. */
export const readOffer = (scene: Scene, referralId: Uuid): Promise<SupportReferral | null> =>
  findSupportReferral(scene.tx, referralId);

/** The newest offer about the person of a case that a service has accepted; null when there is none. */
export const acceptedOffer = async (scene: Scene, caseId: Uuid): Promise<SupportReferral | null> =>
  (await supportReferralsOf(scene.tx, caseId)).find(({ state }) => state === 'accepted') ?? null;
