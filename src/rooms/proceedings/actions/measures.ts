import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import type { InquiryPart } from '../facts/index.ts';
import { measureRefusal } from '../rules/index.ts';
import { endMeasure, insertMeasure, insertOperation, measuresOf } from '../store/index.ts';
import { type Result, tell, today } from './acting.ts';
import { inquiryOf, type Noted, sealWords, writtenBy } from './inquiry.ts';

export type MeasureInput = {
  readonly measure_kind: string;
  readonly ordered_by: string;
  readonly ordered_on: PlainDate;
  readonly measure_until?: PlainDate | undefined;
  readonly measure_text?: string | undefined;
};

/** Writes a measure down, where the law of that day allows it and lets them order it. */
export const addMeasure = async (scene: Scene, criminalCaseId: Uuid, input: MeasureInput): Result<Noted> => {
  const seen = await inquiryOf(scene, criminalCaseId);
  if (isRefusal(seen)) return seen;
  const { measure_kind: kind, ordered_on: on, measure_until: until } = input;
  const by = input.ordered_by as InquiryPart;
  if (on > today(scene)) return refuse('day_ahead', { field: 'ordered_on' });
  if (until !== undefined && until < on) return refuse('ends_before_start', { field: 'measure_until' });
  const no = measureRefusal(scene.profile, kind, { on, by });
  if (no !== null) return no;
  const written = writtenBy(scene, criminalCaseId);
  const id = await insertMeasure(scene.tx, { ...written, kind, orderedBy: by, orderedOn: on, until: until ?? null });
  await sealWords(scene, criminalCaseId, { [`measure.${id}`]: input.measure_text });
  tell(scene, seen, { type: 'proceedings.measure_added', data: { measure: kind, case_part: by, on } });
  return { criminalCaseId };
};

export type MeasureEndInput = {
  readonly measure_result: string;
  readonly ended_on: PlainDate;
  readonly result_text?: string | undefined;
};

/** Writes down how a measure ended, once. */
export const finishMeasure = async (
  scene: Scene,
  it: { readonly criminalCaseId: Uuid; readonly measureId: Uuid },
  input: MeasureEndInput,
): Result<Noted> => {
  const seen = await inquiryOf(scene, it.criminalCaseId);
  if (isRefusal(seen)) return seen;
  const found = (await measuresOf(scene.tx, it.criminalCaseId)).find(({ id }) => id === it.measureId);
  if (found === undefined) return refuse('measure_unknown');
  if (found.result !== null) return refuse('already_ended');
  const { measure_result: result, ended_on: on } = input;
  if (on > today(scene)) return refuse('day_ahead', { field: 'ended_on' });
  if (on < found.orderedOn) return refuse('ends_before_start', { field: 'ended_on' });
  if (!(await endMeasure(scene.tx, found, { result, on }))) return refuse('changed_meanwhile');
  await sealWords(scene, it.criminalCaseId, { [`result.${found.id}`]: input.result_text });
  tell(scene, seen, { type: 'proceedings.measure_ended', data: { measure: found.kind, measure_result: result, on } });
  return { criminalCaseId: it.criminalCaseId };
};

export type OperationInput = {
  readonly held_on: PlainDate;
  readonly operation_bodies: readonly string[];
  readonly commune?: string | undefined;
  readonly operation_result: string;
  readonly persons_found: number;
};

/** Writes an operation of several bodies down. */
export const addOperation = async (scene: Scene, criminalCaseId: Uuid, input: OperationInput): Result<Noted> => {
  const seen = await inquiryOf(scene, criminalCaseId);
  if (isRefusal(seen)) return seen;
  const { held_on: heldOn, operation_bodies: bodies, operation_result: result, persons_found: persons } = input;
  if (heldOn > today(scene)) return refuse('day_ahead', { field: 'held_on' });
  if (bodies.length < 2) return refuse('two_bodies_needed', { field: 'operation_bodies' });
  const written = writtenBy(scene, criminalCaseId);
  await insertOperation(scene.tx, { ...written, heldOn, bodies, commune: input.commune ?? null, result, persons });
  tell(scene, seen, {
    type: 'proceedings.operation_added',
    data: { bodies: [...bodies], operation_result: result, persons, on: heldOn },
  });
  return { criminalCaseId };
};
