import { instantPlus } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Organisation, Scene } from '../../../profile/index.ts';
import { bodyOf, idOfBody } from '../../directory/index.ts';
import { mayHandOver } from '../access.ts';
import type { CasesRefusal } from '../facts.ts';
import {
  type CaseFile,
  findCase,
  findHandover,
  handoversOfCase,
  insertHandover,
  moveHandover,
  setOwnPart,
  type WarmHandover,
  type WarmState,
} from '../store/index.ts';
import { bodiesOf } from './shifts.ts';

type Result<Value> = Promise<Outcome<Value, CasesRefusal>>;

const minute = 60_000;

/** The other bodies of a case with accounts: only who sees a person can take her over. */
export const bodiesToHandTo = (scene: Scene, file: CaseFile): readonly Organisation[] => {
  const own = bodiesOf(scene);
  return file.audience
    .filter((id) => !own.includes(id))
    .flatMap((id) => bodyOf(scene.profile, id) ?? [])
    .filter(({ accounts }) => accounts);
};

type Told = Pick<WarmHandover, 'id' | 'caseId' | 'fromOrganisationId' | 'toOrganisationId'>;
type EventType = { readonly type: string };

const tell = (scene: Scene, it: Told, { type }: EventType): void =>
  scene.emit({
    ...{ type, subject: { kind: 'warm_handover', id: it.id }, caseId: it.caseId },
    audience: [it.fromOrganisationId, it.toOrganisationId],
  });

export type WarmInput = { readonly to_body: string; readonly handover_reason: string };

/** Offers a person to another body of the case, while speaking to it. The own body answers for her until both have said that it is done. */
export const offerWarm = async (
  scene: Scene,
  caseId: Uuid,
  input: WarmInput,
): Result<{ caseId: Uuid; handoverId: Uuid }> => {
  const { tx, viewer, clock, profile } = scene;
  const may = mayHandOver(viewer);
  if (isRefusal(may)) return may;
  const file = await findCase(scene, caseId);
  if (file === null) return refuse('not_found');
  if (!bodiesToHandTo(scene, file).some(({ code }) => code === input.to_body))
    return refuse('body_not_in_case', { field: 'to_body' });
  const at = clock.now();
  const bodies = {
    fromOrganisationId: file.referenceOrganisationId ?? viewer.organisationId,
    toOrganisationId: idOfBody(profile, input.to_body),
  };
  const handoverId = await insertHandover(tx, {
    ...{ ...bodies, caseId, reason: input.handover_reason, offeredBy: viewer.staffId, offeredAt: at },
    answerBy: instantPlus(at, profile.handover.warm_handover.answer_minutes * minute),
  });
  if (handoverId === null) return refuse('handover_open');
  // Who offers a person that nobody looked after looks after her until somebody else does.
  if (file.ownerId === null && !(await setOwnPart(tx, file, { ownerId: viewer.staffId })))
    return refuse('changed_meanwhile');
  tell(scene, { id: handoverId, caseId, ...bodies }, { type: 'cases.person_offered' });
  return { caseId, handoverId };
};

const seen = async (scene: Scene, id: Uuid): Result<WarmHandover> => {
  const may = mayHandOver(scene.viewer);
  return isRefusal(may) ? may : ((await findHandover(scene.tx, id)) ?? refuse('not_found'));
};

const move = async (scene: Scene, it: WarmHandover, state: WarmState, event: EventType): Result<{ caseId: Uuid }> => {
  const by = { by: scene.viewer.staffId, at: scene.clock.now() };
  if (!(await moveHandover(scene.tx, it, state, by))) return refuse('changed_meanwhile');
  tell(scene, it, event);
  return { caseId: it.caseId };
};

/** The receiver says yes and looks after the person from now on, or says no; the giver still answers for her. */
export const answerWarm = async (scene: Scene, id: Uuid, takesOver: boolean): Result<{ caseId: Uuid }> => {
  const it = await seen(scene, id);
  if (isRefusal(it)) return it;
  if (it.state !== 'offered' || !bodiesOf(scene).includes(it.toOrganisationId)) return refuse('no_such_step');
  if (!takesOver) return move(scene, it, 'refused', { type: 'cases.person_not_taken' });
  const file = await findCase(scene, it.caseId);
  if (file === null) return refuse('not_found');
  if (!(await setOwnPart(scene.tx, file, { ownerId: scene.viewer.staffId }))) return refuse('changed_meanwhile');
  return move(scene, it, 'accepted', { type: 'cases.person_taken' });
};

/** The giver says that the person has arrived: from this moment the receiver answers for her. */
export const finishWarm = async (scene: Scene, id: Uuid): Result<{ caseId: Uuid }> => {
  const it = await seen(scene, id);
  if (isRefusal(it)) return it;
  if (it.state !== 'accepted' || !bodiesOf(scene).includes(it.fromOrganisationId)) return refuse('no_such_step');
  return move(scene, it, 'done', { type: 'cases.person_handed_over' });
};

/** The giver keeps the person after all. */
export const takeBackWarm = async (scene: Scene, id: Uuid): Result<{ caseId: Uuid }> => {
  const it = await seen(scene, id);
  if (isRefusal(it)) return it;
  if (!['offered', 'accepted'].includes(it.state) || !bodiesOf(scene).includes(it.fromOrganisationId))
    return refuse('no_such_step');
  return move(scene, it, 'taken_back', { type: 'cases.person_kept' });
};

/** Whether the own body has offered this person and has not been relieved of her: then nobody there gives her back. */
export const isHandingOver = async (scene: Scene, caseId: Uuid): Promise<boolean> => {
  const own = bodiesOf(scene);
  return (await handoversOfCase(scene.tx, caseId)).some(
    ({ state, fromOrganisationId }) =>
      (state === 'offered' || state === 'accepted') && own.includes(fromOrganisationId),
  );
};

/** One hand-over, or null when there is none for this viewer. */
export const findHandoverOf = (scene: Scene, id: Uuid): Promise<WarmHandover | null> => findHandover(scene.tx, id);

/** Whether a person is on her way from one body to another. */
export const isOnItsWay = async (scene: Scene, caseId: Uuid): Promise<boolean> =>
  (await handoversOfCase(scene.tx, caseId)).some(({ state }) => state === 'offered' || state === 'accepted');

/** The hand-overs of a case, with the bodies it may be offered to. */
export type CaseHandovers = {
  readonly file: CaseFile;
  readonly handovers: readonly WarmHandover[];
  readonly bodies: readonly Organisation[];
};

/** Loads them; null when there is no such case for this viewer. */
export const readCaseHandovers = async (scene: Scene, caseId: Uuid): Promise<CaseHandovers | null> => {
  const file = await findCase(scene, caseId);
  if (file === null) return null;
  return { file, handovers: await handoversOfCase(scene.tx, caseId), bodies: bodiesToHandTo(scene, file) };
};
