import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayDecide } from '../access.ts';
import type { CaseScope } from '../facts/index.ts';
import { inquirySteps, steps } from '../steps.ts';
import { type CriminalCase, insertQualification, updateCriminalCase } from '../store/index.ts';
import { caseSeen, ownBody, type Result, type Seen, sealToBodies, takeStep, tell, today } from './acting.ts';
import { admit, type HandKeys } from './bodies.ts';
import { bodiesPlaying } from './open.ts';

/** A criminal case that was worked on. */
export type Worked = { readonly criminalCaseId: Uuid };

const toDecide = async (scene: Scene, it: Seen): Result<CriminalCase> => {
  const may = mayDecide(scene.viewer, scene.profile);
  return isRefusal(may) ? may : caseSeen(scene, it);
};

export type StepInput = { readonly decided_on: PlainDate; readonly suspension_reason?: string | undefined };

/** The investigating judge is let in before the step that seizes her, so that she holds the keys from that day on. */
const seize = async (scene: Scene, seen: CriminalCase, on: PlainDate, share: HandKeys): Result<true> => {
  const [judge] = bodiesPlaying(scene, 'investigates_judicially');
  if (judge === undefined) return refuse('no_judge_here');
  return admit(scene, { seen, organisationId: judge, part: 'instructs', on, share });
};

/**
 * A step of the inquiry: an investigating judge is seized, proceedings are suspended for a coded reason (which is no suspended
 * sentence), or go on. Steps on charges, hearings and judgments are taken elsewhere.
 */
export const decideStep = async (
  scene: Scene,
  it: Seen & { readonly event: string; readonly share: HandKeys },
  input: StepInput,
): Result<Worked> => {
  const seen = await toDecide(scene, it);
  if (isRefusal(seen)) return seen;
  if (!inquirySteps.includes(it.event)) return refuse('no_such_step');
  const reasons = input.suspension_reason === undefined ? [] : [input.suspension_reason];
  const taken = await takeStep(scene, seen, { event: it.event, on: input.decided_on, reasons });
  if (isRefusal(taken)) return taken;
  const done = it.event === steps.seize ? await seize(scene, taken, input.decided_on, it.share) : true;
  return isRefusal(done) ? done : { criminalCaseId: seen.id };
};

export type QualificationInput = {
  readonly qualification: string;
  readonly qualified_on: PlainDate;
  readonly qualification_text?: string | undefined;
};

/** What the investigation is taken for from now on. The first qualification stays; each one before is kept with its day. */
export const requalify = async (scene: Scene, it: Seen, input: QualificationInput): Result<Worked> => {
  const seen = await toDecide(scene, it);
  if (isRefusal(seen)) return seen;
  const { qualification: code, qualified_on: on } = input;
  if (code === seen.lastQualification) return refuse('already_qualified', { field: 'qualification' });
  if (on > today(scene)) return refuse('day_ahead', { field: 'qualified_on' });
  if (on < seen.openedOn) return refuse('before_opening', { field: 'qualified_on' });
  const id = newId();
  const wrote = await insertQualification(scene.tx, {
    ...{ id, criminalCaseId: seen.id, organisationId: ownBody(scene), code, qualifiedOn: on },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  if (!wrote || !(await updateCriminalCase(scene.tx, seen, { lastQualification: code })))
    return refuse('changed_meanwhile');
  const fields = { [`qualification.${id}`]: input.qualification_text };
  await sealToBodies(scene, seen.id, { subjectId: seen.id, compartment: 'investigation', fields });
  tell(scene, seen, {
    type: 'proceedings.requalified',
    data: { qualification: code, before: seen.lastQualification, on },
  });
  return { criminalCaseId: seen.id };
};

export type CaseFactsInput = { readonly case_scope: string; readonly inquiry_unit?: string | undefined };

/** Changes how far a case reaches and which unit works on it. */
export const changeFacts = async (scene: Scene, it: Seen, input: CaseFactsInput): Result<Worked> => {
  const seen = await toDecide(scene, it);
  if (isRefusal(seen)) return seen;
  const change = { scope: input.case_scope as CaseScope, unit: input.inquiry_unit ?? null };
  if (!(await updateCriminalCase(scene.tx, seen, change))) return refuse('changed_meanwhile');
  tell(scene, seen, { type: 'proceedings.facts_changed', data: { case_scope: change.scope, unit: change.unit } });
  return { criminalCaseId: seen.id };
};
