import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { actingCodes, loadCase, settleTasks } from '../../cases/index.ts';
import { mayTellRights } from '../access.ts';
import type { IdentificationRefusal } from '../facts.ts';
import { informationAfter, type InformationFacts } from '../rules.ts';
import { informationMachine } from '../steps.ts';
import { insertRightsTold, rightsToldOf } from '../store/index.ts';
import { today } from './status.ts';

type Result<Value> = Promise<Outcome<Value, IdentificationRefusal>>;

export type RightsInput = {
  readonly told_on: PlainDate;
  readonly occasion: string;
  readonly rights: readonly string[];
  readonly obligations?: readonly string[] | undefined;
  readonly dismissal_told: boolean;
  readonly language: string;
  readonly interpreter: string;
  readonly leaflet_version?: string | undefined;
  readonly acknowledged: string;
};

const version = (typed: string | undefined): string | null => {
  const text = typed?.trim() ?? '';
  return /^[A-Za-z0-9][A-Za-z0-9._-]{0,29}$/.test(text) ? text : null;
};

const factsOf = (input: RightsInput): InformationFacts => ({
  occasion: input.occasion === 'first' ? 'first' : 'turning_point',
  toldOn: input.told_on,
  rights: input.rights,
  dismissalTold: input.dismissal_told,
  interpreter: input.interpreter,
  leafletVersion: version(input.leaflet_version),
  acknowledged: input.acknowledged,
});

/**
 * Writes down what a person was told of rights and obligations. The first information without *the case may be dismissed*,
 * or in a language the person does not understand, is refused.
 */
export const tellRights = async (scene: Scene, caseId: Uuid, input: RightsInput): Result<{ toldId: Uuid }> => {
  const { profile, viewer } = scene;
  const allowed = mayTellRights(viewer);
  if (isRefusal(allowed)) return allowed;
  const file = await loadCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const facts = factsOf(input);
  const state = (await rightsToldOf(scene.tx, caseId))[0]?.state ?? profile.steps(informationMachine).initial;
  const organisations = actingCodes(profile, viewer.organisationCode);
  const after = informationAfter(profile, state, facts, { organisations, today: today(scene) });
  if (isRefusal(after)) return after;
  const id = newId();
  await insertRightsTold(scene.tx, {
    ...facts,
    ...{ id, caseId, state: after, language: input.language, obligations: input.obligations ?? [] },
    organisationId: file.referenceOrganisationId ?? viewer.organisationId,
    toldBy: viewer.staffId,
    recordedAt: scene.clock.now(),
  });
  await settleTasks(scene, caseId, 'tell_rights');
  scene.emit({
    type: 'identification.rights_told',
    subject: { kind: 'case', id: caseId },
    ...{ caseId, reportId: file.reportId, personId: file.personId },
    audience: file.audience,
    data: {
      ...{ on: facts.toldOn, occasion: facts.occasion, state: after, language: input.language },
      ...{ rights: facts.rights.length, obligations: (input.obligations ?? []).length, dismissal: facts.dismissalTold },
    },
  });
  return { toldId: id };
};
