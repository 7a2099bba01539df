import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { acceptedOffer } from '../../cases/index.ts';
import { steps } from '../steps.ts';
import { endSession, findSupport, insertClosing, sessionsOf } from '../store/index.ts';
import { type Done, type Result, workingOn } from './acting.ts';
import { type StepInput, takeStep } from './step.ts';

export type CloseInput = StepInput & {
  readonly exit_to: readonly string[];
  readonly exit_handed: boolean;
  readonly report_back: boolean;
};

const cancelPlanned = async (scene: Scene, supportId: Uuid): Promise<void> => {
  for (const session of await sessionsOf(scene.tx, supportId))
    if (session.state === 'planned')
      await endSession(scene.tx, session, { state: 'cancelled', attendance: null, reason: 'other', minutes: null });
};

/** Whoever referred the person is told that it ended and for which coded reason, and nothing else. */
const reportBack = async (
  scene: Scene,
  caseId: Uuid,
  { supportId, ending }: { supportId: Uuid; ending: string },
): Promise<Uuid | null> => {
  const offer = await acceptedOffer(scene, caseId);
  if (offer === null) return null;
  scene.emit({
    type: 'assistance.reported_back',
    subject: { kind: 'support', id: supportId },
    ...{ caseId, audience: [offer.fromOrganisationId], data: { why: ending } },
  });
  return offer.fromOrganisationId;
};

/**
 * Ends a support: the step of the table with its coded reason, who goes on afterwards and whether the plan for it was handed
 * over. Appointments that were planned are taken back; the page says so before.
 */
export const closeSupport = async (
  scene: Scene,
  it: { readonly caseId: Uuid; readonly version: string | null },
  input: CloseInput,
): Result<Done> => {
  const working = await workingOn(scene, it.caseId, it.version);
  if (isRefusal(working)) return working;
  if (input.exit_to.includes('none') && input.exit_to.length > 1) return refuse('none_and_some', { field: 'exit_to' });
  const ended = await takeStep(scene, { ...it, event: steps.end }, input);
  if (isRefusal(ended)) return ended;
  const support = (await findSupport(scene.tx, it.caseId)) ?? working.support;
  const ending = input.ending ?? '';
  await cancelPlanned(scene, support.id);
  const reportedTo = input.report_back ? await reportBack(scene, it.caseId, { supportId: support.id, ending }) : null;
  await insertClosing(scene.tx, {
    ...{ supportId: support.id, ending, exitTo: input.exit_to, exitHanded: input.exit_handed, reportedTo },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  return ended;
};
