import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayWork } from '../access.ts';
import {
  type Conflict,
  conflictsOf,
  insertConflict,
  insertInterpreter,
  type Interpreter,
  listInterpreters,
} from '../store/index.ts';
import { about, type Done, type Result, serviceOf, type Working, workingOn } from './acting.ts';

export type InterpreterInput = {
  readonly interpreter_number: string;
  readonly spoken: readonly { readonly language?: string | undefined }[];
  readonly remote: boolean;
};

const numberOf = (typed: string): string | null => {
  const number = typed.trim().toUpperCase();
  return /^[A-Z0-9][A-Z0-9-]{1,19}$/.test(number) ? number : null;
};

/** Adds an interpreter to the service's directory, under the number by which she is known; no name. */
export const addInterpreter = async (scene: Scene, input: InterpreterInput): Result<{ readonly number: string }> => {
  const may = mayWork(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const number = numberOf(input.interpreter_number);
  if (number === null) return refuse('number_unclear', { field: 'interpreter_number' });
  const languages = [...new Set(input.spoken.flatMap(({ language }) => language ?? []))];
  if (languages.length === 0) return refuse('language_needed', { field: 'spoken' });
  const isNew = await insertInterpreter(scene.tx, {
    ...{ number, languages, remote: input.remote, organisationId: serviceOf(scene) },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  if (!isNew) return refuse('number_taken', { field: 'interpreter_number' });
  scene.emit({
    type: 'assistance.interpreter_added',
    subject: { kind: 'organisation', id: serviceOf(scene) },
    data: { languages },
  });
  return { number };
};

/** The directory of interpreters. */
export const readInterpreters = async (scene: Scene): Result<readonly Interpreter[]> => {
  const may = mayWork(scene.viewer, scene.profile);
  return isRefusal(may) ? may : listInterpreters(scene.tx);
};

/** The interpreters with whom one person must not get. */
export type CaseInterpreters = Working & {
  readonly interpreters: readonly Interpreter[];
  readonly conflicts: readonly Conflict[];
};

/** Loads them for one person. */
export const readCaseInterpreters = async (scene: Scene, caseId: Uuid): Result<CaseInterpreters> => {
  const working = await workingOn(scene, caseId);
  if (isRefusal(working)) return working;
  return {
    ...working,
    interpreters: await listInterpreters(scene.tx),
    conflicts: await conflictsOf(scene.tx, working.support.id),
  };
};

export type ConflictInput = { readonly interpreter_number: string; readonly conflict_ground: string };

/** Writes down that an interpreter must not work for this person, and why in a code. */
export const noteConflict = async (scene: Scene, caseId: Uuid, input: ConflictInput): Result<Done> => {
  const known = await readCaseInterpreters(scene, caseId);
  if (isRefusal(known)) return known;
  const number = numberOf(input.interpreter_number);
  const found = known.interpreters.find((one) => one.number === number);
  if (found === undefined) return refuse('interpreter_unknown', { field: 'interpreter_number' });
  await insertConflict(scene.tx, {
    ...{ interpreterId: found.id, ground: input.conflict_ground, supportId: known.support.id },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  scene.emit({ ...{ type: 'assistance.conflict_noted', ...about(known) }, data: { why: input.conflict_ground } });
  return { caseId };
};

/** What an appointment asks of an interpreter. */
export type Wanted = { readonly number: string | undefined; readonly language: string | null };

/** The interpreter of an appointment; refused when unknown, when she does not speak the language, and always where there is a conflict. */
export const interpreterFor = async (scene: Scene, { support }: Working, it: Wanted): Result<Uuid | null> => {
  const typed = it.number?.trim() ?? '';
  if (typed === '') return null;
  const field = 'interpreter';
  const found = (await listInterpreters(scene.tx)).find(({ number }) => number === numberOf(typed));
  if (found === undefined) return refuse('interpreter_unknown', { field });
  const conflict = (await conflictsOf(scene.tx, support.id)).find(({ interpreterId }) => interpreterId === found.id);
  if (conflict !== undefined) return refuse('interpreter_conflict', { field, values: { why: conflict.ground } });
  if (it.language !== null && !found.languages.includes(it.language))
    return refuse('interpreter_not_language', { field });
  return found.id;
};
