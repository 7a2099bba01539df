import type { PlainDate } from '../../../../platform/clock.ts';
import { newId, type Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import type { Scene } from '../../../../profile/index.ts';
import { readColleagues } from '../../../directory/index.ts';
import { mayAnswer, mayTake } from '../../access/rights.ts';
import type { RightsRefusal } from '../../facts/rights.ts';
import { mayErase } from '../../rules/rights.ts';
import { findHolders, type Holder } from '../../store.ts';
import { findHolds, insertHold, type LegalHold, liftHoldRow } from '../../store/holds.ts';
import { change, regimeOf, requestIn, type RightsRequest } from './requests.ts';

export type { LegalHold } from '../../store/holds.ts';

type Done = Outcome<{ requestId: Uuid }, RightsRefusal>;

/** A body that keeps what it holds although this one erases, and the ground of its regime. */
export type Keeper = { readonly organisationId: Uuid; readonly ground: string };

/**
 * Who would keep a part, as far as this body can tell: when a person asked, every other body that holds on a ground of its
 * own. The vault decides again from the rows, and knows the holds of others.
 */
export const keepersOf = async (scene: Scene, request: RightsRequest): Promise<readonly Keeper[]> => {
  if (request.askedBy === 'schedule') return [];
  const holders = await findHolders(scene.tx, [request.personId, request.caseId]);
  const keeps = ({ organisationId, basisKind }: Holder): boolean =>
    organisationId !== request.organisationId && (basisKind === 'law' || basisKind === 'recipient');
  const bodies = [...new Set(holders.filter(keeps).map(({ organisationId }) => organisationId))];
  return bodies.map((organisationId) => ({
    organisationId,
    ground: regimeOf(scene.profile, organisationId).keeps_ground,
  }));
};

/** Is there anybody else in the viewer's body who may approve what she asks for? */
export const othersApprove = async (scene: Scene): Promise<boolean> => {
  const approving = scene.profile.roles
    .filter(({ permits }) => permits.includes('identity.answer-request'))
    .map(({ code }) => code);
  const colleagues = await readColleagues(scene);
  return colleagues.some(
    ({ id, state, roles }) =>
      id !== scene.viewer.staffId && state === 'active' && roles.some((code) => approving.includes(code)),
  );
};

/** Somebody takes up what the schedule proposed, and so becomes the first of the two; not who alone could approve it. */
export const takeUpProposal = async (scene: Scene, requestId: Uuid): Promise<Done> => {
  const may = isRefusal(mayAnswer(scene.viewer)) ? mayTake(scene.viewer) : true;
  if (isRefusal(may)) return may;
  if (!(await othersApprove(scene))) return refuse('nobody_else_approves');
  const request = await requestIn(scene, requestId, ['proposed']);
  if (isRefusal(request)) return request;
  return change(
    scene,
    request,
    { state: 'received', recordedBy: scene.viewer.staffId },
    { type: 'identity.erasure_requested', data: { data_class: request.dataClass ?? '' } },
  );
};

const told: Readonly<Record<string, RightsRefusal>> = {
  'context-not-valid': 'session_over',
  'session-ended': 'session_over',
  'not-allowed': 'may_not_answer_request',
  'not-permitted': 'may_not_answer_request',
  'unknown-request': 'not_found',
  'already-decided': 'not_in_this_state',
  'same-person': 'same_person',
  held: 'held',
  'keeper-locked': 'keeper_locked',
};

/**
 * The second person approves: the vault checks that, writes it down, destroys the keys, deletes what they sealed and signs
 * a certificate. A body of police or courts erases only when its own term is over (Directive (EU) 2016/680 art. 5, 16).
 */
export const approveErasure = async (scene: Scene, vault: VaultClient, requestId: Uuid): Promise<Done> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const request = await requestIn(scene, requestId, ['received']);
  if (isRefusal(request)) return request;
  if (request.kind !== 'erasure') return refuse('not_in_this_state');
  if (request.recordedBy === scene.viewer.staffId) return refuse('same_person');
  const ruling = mayErase(regimeOf(scene.profile, request.organisationId), request.askedBy);
  if (isRefusal(ruling)) return ruling;
  const { context, mac } = scene.viewer;
  const done = await vault.eraseSubject({ context, mac, requestId });
  return isRefusal(done) ? refuse(told[done.refused] ?? 'unavailable') : { requestId };
};

/** Orders that nothing of a person is erased for now. */
export const setHold = async (
  scene: Scene,
  about: Pick<RightsRequest, 'personId' | 'caseId' | 'organisationId' | 'reference'>,
  {
    hold_ground: ground,
    hold_until: until,
  }: { readonly hold_ground: string; readonly hold_until?: PlainDate | undefined },
): Promise<Outcome<{ holdId: Uuid }, RightsRefusal>> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  if (until !== undefined && until < scene.clock.today(scene.profile.timeZone))
    return refuse('hold_in_past', { field: 'hold_until' });
  const holdId = newId();
  const { personId, caseId, organisationId, reference } = about;
  await insertHold(scene.tx, {
    ...{ id: holdId, personId, caseId, organisationId, reference, ground, until: until ?? null },
    ...{ setBy: scene.viewer.staffId, setAt: scene.clock.now() },
  });
  const subject = { kind: 'legal_hold', id: holdId };
  scene.emit({ type: 'identity.hold_set', subject, personId, caseId, audience: [organisationId], data: { ground } });
  return { holdId };
};

/** Lifts a hold of the viewer's body. */
export const liftHold = async (scene: Scene, holdId: Uuid): Promise<Outcome<{ holdId: Uuid }, RightsRefusal>> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const { staffId } = scene.viewer;
  const lifted = await liftHoldRow(scene.tx, holdId, { staffId, at: scene.clock.now() });
  if (lifted === null) return refuse('not_found');
  scene.emit({ type: 'identity.hold_lifted', subject: { kind: 'legal_hold', id: holdId }, ...lifted, data: {} });
  return { holdId };
};

/** Holds of the viewer's body that stand, of all persons or of one. */
export const readHolds = ({ tx }: Scene, personId?: Uuid): Promise<readonly LegalHold[]> => findHolds(tx, personId);
