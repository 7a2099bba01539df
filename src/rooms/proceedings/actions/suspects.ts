import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayInvestigate } from '../access.ts';
import type { SuspectKind } from '../facts/index.ts';
import { findSuspect, insertSuspect, type Suspect, type SuspectFacts, updateSuspect } from '../store/index.ts';
import { caseSeen, ownBody, type Result, sealToBodies, tell } from './acting.ts';

export type SuspectNames = {
  readonly suspect_name?: string | undefined;
  readonly suspect_aliases?: string | undefined;
  readonly suspect_address?: string | undefined;
  readonly suspect_number?: string | undefined;
};

export type SuspectChange = {
  readonly suspect_kind: string;
  readonly suspect_role: string;
  readonly citizenship?: string | undefined;
  readonly birth_country?: string | undefined;
  readonly sex?: string | undefined;
  readonly age_band?: string | undefined;
  readonly suspect_danger: boolean;
};

export type SuspectInput = SuspectChange & SuspectNames;

/** Only a natural person was born somewhere; what is asked of no company is kept of none. */
const factsOf = (input: SuspectChange): SuspectFacts => {
  const natural = input.suspect_kind === 'natural';
  return {
    ...{ kind: input.suspect_kind as SuspectKind, role: input.suspect_role, danger: input.suspect_danger },
    citizenship: input.citizenship ?? null,
    birthCountry: natural ? (input.birth_country ?? null) : null,
    sex: natural ? (input.sex ?? null) : null,
    ageBand: natural ? (input.age_band ?? null) : null,
  };
};

const sealNames = (
  scene: Scene,
  it: { criminalCaseId: Uuid; suspectId: Uuid },
  input: SuspectNames,
): Promise<boolean> =>
  sealToBodies(scene, it.criminalCaseId, {
    ...{ subjectId: it.suspectId, compartment: 'identity' },
    fields: {
      ...{ name: input.suspect_name, aliases: input.suspect_aliases },
      ...{ address: input.suspect_address, number: input.suspect_number },
    },
  });

/** Enters somebody the case is about: codes into the table, names and addresses sealed to the bodies of the case. */
export const addSuspect = async (
  scene: Scene,
  criminalCaseId: Uuid,
  input: SuspectInput,
): Result<{ criminalCaseId: Uuid; suspectId: Uuid }> => {
  const may = mayInvestigate(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const seen = await caseSeen(scene, { criminalCaseId, version: null });
  if (isRefusal(seen)) return seen;
  const suspectId = newId();
  const facts = factsOf(input);
  const wrote = await insertSuspect(scene.tx, {
    ...{ ...facts, id: suspectId, criminalCaseId, organisationId: ownBody(scene) },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  if (!wrote) return refuse('changed_meanwhile');
  await sealNames(scene, { criminalCaseId, suspectId }, input);
  tell(scene, seen, {
    type: 'proceedings.suspect_added',
    data: {
      ...{ suspect_kind: facts.kind, suspect_role: facts.role, danger: facts.danger },
    },
  });
  return { criminalCaseId, suspectId };
};

/** One suspect of a case, for who investigates it. */
export const readSuspect = async (scene: Scene, it: { criminalCaseId: Uuid; suspectId: Uuid }): Result<Suspect> => {
  const may = mayInvestigate(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const found = await findSuspect(scene.tx, it.suspectId);
  return found === null || found.criminalCaseId !== it.criminalCaseId ? refuse('suspect_unknown') : found;
};

/** Changes what is known of a suspect in codes; whether it is a person or a company stays. */
export const changeSuspect = async (
  scene: Scene,
  it: { readonly criminalCaseId: Uuid; readonly suspectId: Uuid; readonly version: string | null },
  input: SuspectChange,
): Result<{ criminalCaseId: Uuid }> => {
  const found = await readSuspect(scene, it);
  if (isRefusal(found)) return found;
  if (it.version !== null && it.version !== String(found.version)) return refuse('changed_meanwhile');
  const facts = factsOf({ ...input, suspect_kind: found.kind });
  if (!(await updateSuspect(scene.tx, found, facts))) return refuse('changed_meanwhile');
  const seen = await caseSeen(scene, { criminalCaseId: it.criminalCaseId, version: null });
  if (isRefusal(seen)) return seen;
  tell(scene, seen, { type: 'proceedings.suspect_changed', data: { suspect_role: facts.role, danger: facts.danger } });
  return { criminalCaseId: it.criminalCaseId };
};

/** Seals names that became known; what was sealed before is never changed, the latest text of a field is read. */
export const addSuspectNames = async (
  scene: Scene,
  it: { readonly criminalCaseId: Uuid; readonly suspectId: Uuid },
  input: SuspectNames,
): Result<{ criminalCaseId: Uuid }> => {
  const found = await readSuspect(scene, it);
  if (isRefusal(found)) return found;
  const seen = await caseSeen(scene, { criminalCaseId: it.criminalCaseId, version: null });
  if (isRefusal(seen)) return seen;
  if (!(await sealNames(scene, it, input))) return refuse('nothing_sealed', { field: 'suspect_name' });
  tell(scene, seen, { type: 'proceedings.suspect_named' });
  return { criminalCaseId: it.criminalCaseId };
};
