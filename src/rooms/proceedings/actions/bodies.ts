import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { refuse } from '../../../platform/outcome.ts';
import type { Compartment } from '../../../platform/sealing/index.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import type { Scene } from '../../../profile/index.ts';
import { sealedFields } from '../../identity/index.ts';
import type { BodyPart } from '../facts/index.ts';
import { type CriminalCase, insertCaseBody, suspectsOf } from '../store/index.ts';
import { type Result, tell } from './acting.ts';

/** Asks the vault to wrap keys of a subject for another body, on a law; true when it has. */
export type HandKeys = (request: {
  readonly viewer: Viewer;
  readonly subjectId: Uuid;
  readonly compartments: readonly Compartment[];
  readonly organisationId: Uuid;
  readonly basis: { readonly kind: 'law'; readonly code: string };
}) => Promise<boolean>;

/** A body that is about to be let into a case. */
export type Admission = {
  readonly seen: CriminalCase;
  readonly organisationId: Uuid;
  readonly part: BodyPart;
  readonly on: PlainDate;
  readonly share: HandKeys;
};

/** What is sealed of a case and its suspects, and goes to this part of it: a court holds names, never the words of the inquiry. */
const sealedOf = async (scene: Scene, criminalCaseId: Uuid, part: BodyPart) => {
  const suspects = (await suspectsOf(scene.tx, criminalCaseId)).map(({ id }) => id);
  const fields = await sealedFields(scene, part === 'judges' ? suspects : [criminalCaseId, ...suspects]);
  const parts = new Map<Uuid, Set<Compartment>>();
  for (const { subjectId, compartment } of fields)
    parts.set(subjectId, (parts.get(subjectId) ?? new Set<Compartment>()).add(compartment));
  return [...parts].map(([subjectId, compartments]) => ({ subjectId, compartments: [...compartments] }));
};

/**
 * Lets a body into a case, with the keys to what is sealed of it: the vault checks that the giving body holds them, and that the
 * law lets it pass them on. Refused as a whole where the vault does not answer, so that nobody has a case she cannot read.
 */
export const admit = async (scene: Scene, it: Admission): Result<true> => {
  const { seen, organisationId, part, on } = it;
  const author = { by: scene.viewer.staffId, at: scene.clock.now() };
  if (!(await insertCaseBody(scene.tx, { criminalCaseId: seen.id, organisationId, part, since: on, ...author })))
    return true;
  const basis = { kind: 'law' as const, code: scene.profile.proceedings.basis };
  for (const { subjectId, compartments } of await sealedOf(scene, seen.id, part)) {
    const done = await it.share({ viewer: scene.viewer, subjectId, compartments, organisationId, basis });
    if (!done) return refuse('vault_down');
  }
  tell(
    scene,
    { ...seen, audience: [...seen.audience, organisationId] },
    {
      type: 'proceedings.body_joined',
      data: {
        ...{ organisation: organisationId, case_part: part, on },
      },
    },
  );
  return true;
};
