import type { Uuid } from '../../../../platform/ids.ts';
import { type Compartment, compartments } from '../../../../platform/sealing/index.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import type { VaultClient } from '../../../../platform/vault-client/index.ts';
import type { Scene } from '../../../../profile/index.ts';
import { personOfCase } from '../../../cases/index.ts';
import { type Opened, openIdentity, type PersonOfCase, whoKnows } from '../../../identity/index.ts';

import type { OpeningRefusal, ReferralRefusal } from '../../facts/refusals.ts';

/** The person of a case, and which parts of what is known of her the viewer may ask to have opened. */
export type OpenablePerson = { readonly person: PersonOfCase; readonly parts: readonly Compartment[] };

/**
 * Parts of the person of a case that the viewer's body holds on a ground that stands, and her role opens; null when there
 * is no such case for her. Laws are the vault's to judge when she asks. Who-knows says the rest, so no button is shown that the vault would refuse.
 */
export const openablePerson = async (scene: Scene, caseId: Uuid): Promise<OpenablePerson | null> => {
  const person = await personOfCase(scene, caseId);
  if (person === null) return null;
  const { opens, opensOwn, organisationId } = scene.viewer;
  const own = (await whoKnows(scene, null, person)).filter(
    (one) =>
      one.about === 'person' &&
      [organisationId, person.organisationId].includes(one.organisationId) &&
      (one.ground.kind !== 'consent' || one.ground.stands),
  );
  const held = compartments.filter((part) => own.some(({ compartment }) => compartment === part));
  return { person, parts: held.filter((part) => opens.includes(part) && !opensOwn.includes(part)) };
};

/** What was asked for, opened. */
export type OpenedPerson = OpenablePerson & { readonly opened: Opened };

/** Has the vault open parts of the person of a case for a named purpose; it checks everything again and writes its line first. */
export const openPersonOfCase = async (
  vault: VaultClient,
  scene: Scene,
  asked: { readonly caseId: Uuid; readonly purpose: string; readonly compartments: readonly Compartment[] },
): Promise<Outcome<OpenedPerson, ReferralRefusal | OpeningRefusal>> => {
  const found = await openablePerson(scene, asked.caseId);
  if (found === null) return refuse('not_found');
  const parts = asked.compartments.filter((part) => found.parts.includes(part));
  if (parts.length === 0) return refuse('nothing_to_open', { field: 'compartments' });
  const { personId } = found.person;
  const { caseId } = asked;
  const opened = await openIdentity(vault, scene.viewer, {
    ...{ subjectId: personId, compartments: parts, purpose: asked.purpose, about: { caseId, personId } },
  });
  return isRefusal(opened) ? opened : { ...found, opened };
};
