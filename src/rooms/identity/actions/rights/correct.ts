import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { Compartment } from '../../../../platform/sealing/index.ts';
import type { Scene } from '../../../../profile/index.ts';
import { type Recipient, sealFor } from '../../actions.ts';
import { mayAnswer, mayTake } from '../../access/rights.ts';
import type { RightsRefusal } from '../../facts/rights.ts';
import { findHolders, findSealedFields, type Holder } from '../../store.ts';
import { change, decidedNow, requestIn } from './requests.ts';

type Done = Outcome<{ requestId: Uuid }, RightsRefusal>;

/** A text that can be corrected: its part and its field. */
export type Correctable = { readonly compartment: string; readonly field: string };

/** The texts of a person that the viewer's body holds and may correct; files are not rewritten. */
export const correctable = async ({ tx }: Scene, personId: Uuid): Promise<readonly Correctable[]> => {
  const found = await findSealedFields(tx, [personId]);
  const texts = found.filter(({ field }) => !/^(file|about)[:.]/.test(field));
  return [...new Map(texts.map((one) => [`${one.compartment}:${one.field}`, one])).values()];
};

/** Agrees that something is to be corrected (GDPR art. 16). */
export const acceptCorrection = async (scene: Scene, requestId: Uuid): Promise<Done> => {
  const may = mayAnswer(scene.viewer);
  if (isRefusal(may)) return may;
  const request = await requestIn(scene, requestId, ['received']);
  if (isRefusal(request)) return request;
  if (request.kind !== 'rectification') return refuse('not_in_this_state');
  return change(scene, request, { state: 'decided', ...decidedNow(scene) }, { type: 'identity.correction_accepted' });
};

const recipientsOf = (holders: readonly Holder[], compartment: Compartment): readonly Recipient[] =>
  [...Map.groupBy(holders, (one) => `${one.organisationId} ${one.basisKind} ${one.basisCode}`).values()].flatMap(
    ([one]) =>
      one
        ? [
            {
              organisationId: one.organisationId,
              basis: { kind: one.basisKind, code: one.basisCode },
              compartments: [compartment],
            },
          ]
        : [],
  );

/**
 * Writes the corrected text beside the old one: whoever could have the old opened can have the new, which holds from now
 * on. The other bodies are told that something was corrected, by their own reference (GDPR art. 19).
 */
export const correctText = async (
  scene: Scene,
  requestId: Uuid,
  { part, field, text }: { readonly part: string; readonly field: string; readonly text: string },
): Promise<Done> => {
  const may = mayTake(scene.viewer);
  if (isRefusal(may)) return may;
  const request = await requestIn(scene, requestId, ['decided']);
  if (isRefusal(request)) return request;
  if (request.kind !== 'rectification') return refuse('not_in_this_state');
  const known = await correctable(scene, request.personId);
  const found = known.find((one) => one.compartment === part && one.field === field);
  if (found === undefined) return refuse('nothing_to_correct', { field: 'corrected_text' });
  const compartment = found.compartment as Compartment;
  const holders = await findHolders(scene.tx, [request.personId]);
  const recipients = recipientsOf(
    holders.filter((one) => one.compartment === compartment),
    compartment,
  );
  await sealFor(
    scene,
    [{ subjectId: request.personId, compartments: { [compartment]: { [found.field]: text } } }],
    recipients,
  );
  return change(
    scene,
    request,
    { state: 'done', parts: [compartment] },
    { type: 'identity.corrected', data: { part: compartment } },
  );
};
