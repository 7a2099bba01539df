import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { mayAnswer } from '../../access/rights.ts';
import type { RightsRefusal } from '../../facts/rights.ts';
import { findRequests } from '../../store/rights.ts';
import { change, decidedNow, requestIn } from './requests.ts';

type Done = Outcome<{ requestId: Uuid }, RightsRefusal>;

/**
 * Restricts what the body does with what it holds of a person (GDPR art. 18): from now on the vault opens it for nothing
 * but the purposes the law leaves. The other bodies are told.
 */
export const restrict = async (scene: Scene, requestId: Uuid): Promise<Done> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const request = await requestIn(scene, requestId, ['received']);
  if (isRefusal(request)) return request;
  if (request.kind !== 'restriction') return refuse('not_in_this_state');
  const { purposes } = scene.profile.dataRights.restriction;
  return change(scene, request, { state: 'in_force', purposes, ...decidedNow(scene) }, { type: 'identity.restricted' });
};

/** Ends a restriction; the person is told before (GDPR art. 18(3)), which the page asks. */
export const liftRestriction = async (scene: Scene, requestId: Uuid): Promise<Done> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const request = await requestIn(scene, requestId, ['in_force']);
  if (isRefusal(request)) return request;
  return change(scene, request, { state: 'lifted', ...decidedNow(scene) }, { type: 'identity.restriction_lifted' });
};

/** What stands on a case for all to see who take or answer requests: restricted, asked to be erased, erased. */
export type RightsMark = 'restricted' | 'erased';

/** The marks of a case, for the head of its page. */
export const rightsMarks = async ({ tx }: Scene, caseId: Uuid): Promise<readonly RightsMark[]> => {
  const requests = await findRequests(tx, { caseId, states: ['in_force', 'done'] });
  const marks = requests.flatMap(({ kind, state }): RightsMark[] =>
    kind === 'restriction' && state === 'in_force' ? ['restricted'] : kind === 'erasure' ? ['erased'] : [],
  );
  return [...new Set(marks)];
};
