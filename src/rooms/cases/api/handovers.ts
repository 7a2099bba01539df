import { z } from 'zod';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import { apiAdding, apiChange, apiReading, type ApiRoute } from '../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../profile/index.ts';
import { bodyOf } from '../../directory/index.ts';
import {
  answerWarm,
  finishWarm,
  findHandoverOf,
  offerWarm,
  readCaseHandovers,
  takeBackWarm,
} from '../actions/index.ts';
import { caseLists, type CasesRefusal } from '../facts.ts';

const room = 'cases';
const permit = 'cases.hand-over';
const code = z.string();
const caseParams = z.object({ caseId: z.uuid() });
const path = '/api/v1/cases/:caseId/handovers';

const handoverSchema = z.object({
  ...{ id: z.uuid(), from: code.nullable(), to: code.nullable(), reason: code, state: code, offered_at: z.string() },
  ...{ answer_by: z.string(), version: z.string().describe('The ETag to change it with.') },
});

type Step = 'take' | 'refuse' | 'done' | 'keep';

const takeStep = (scene: Scene, id: string, step: Step): Promise<Outcome<object, CasesRefusal>> => {
  if (step === 'take' || step === 'refuse') return answerWarm(scene, id, step === 'take');
  return step === 'done' ? finishWarm(scene, id) : takeBackWarm(scene, id);
};

/** Warm hand-overs of a person from one body to another. */
export const handoverRoutes: readonly ApiRoute<Profile>[] = [
  apiReading({
    ...{ room, path, permit, journals: [], params: caseParams, id: 'readHandovers' },
    summary: 'Read to whom the person of a case was handed over, and what was said to it',
    answer: z.object({ handovers: z.array(handoverSchema) }),
    load: async (scene: Scene, { params: { caseId } }) => {
      const found = await readCaseHandovers(scene, caseId);
      if (found === null) return null;
      const handovers = found.handovers.map((it) => ({
        ...{ id: it.id, reason: it.reason, state: it.state, offered_at: it.offeredAt, answer_by: it.answerBy },
        ...{ version: String(it.version), from: bodyOf(scene.profile, it.fromOrganisationId)?.code ?? null },
        to: bodyOf(scene.profile, it.toOrganisationId)?.code ?? null,
      }));
      return { body: { handovers } };
    },
  }),
  apiAdding({
    ...{ room, path, permit, params: caseParams, id: 'offerHandover', journals: ['cases.person_offered'] },
    summary: 'Offer the person to another body of the case; until it takes over, yours answers for her',
    body: z
      .strictObject({ to: code.max(60), reason: z.enum(caseLists['warm-handover-reasons']) })
      .meta({ examples: [{ to: 'INFOTRAITE', reason: 'end_of_shift' }] }),
    make: async (scene: Scene, { params: { caseId }, input: { to, reason } }) => {
      const made = await offerWarm(scene, caseId, { to_body: to, handover_reason: reason });
      return isRefusal(made) ? made : `/api/v1/handovers/${made.handoverId}`;
    },
  }),
  apiChange({
    ...{ room, path: '/api/v1/handovers/:handoverId', permit, id: 'changeHandover' },
    params: z.object({ handoverId: z.uuid() }),
    journals: ['cases.person_taken', 'cases.person_not_taken', 'cases.person_handed_over', 'cases.person_kept'],
    summary: 'Take the person over, refuse, say that she has arrived, or keep her; If-Match holds the version',
    body: z.strictObject({ step: z.enum(['take', 'refuse', 'done', 'keep']) }).meta({ examples: [{ step: 'take' }] }),
    change: async (scene: Scene, { params: { handoverId }, input: { step }, version }) => {
      const seen = await findHandoverOf(scene, handoverId);
      if (seen === null) return refuse('not_found');
      if (version !== String(seen.version)) return refuse('changed_meanwhile');
      const done = await takeStep(scene, handoverId, step);
      return isRefusal(done) ? done : { version: String(seen.version + 1) };
    },
  }),
];
