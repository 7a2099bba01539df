import type { Uuid } from '../../../platform/ids.ts';
import type { Scene } from '../../../profile/index.ts';
import type { CaseFile } from '../../cases/index.ts';
import { sealFor } from '../../identity/index.ts';

/** The body in whose name the viewer works on a case. */
export const bodyOfCase = (scene: Scene, file: CaseFile): Uuid =>
  file.referenceOrganisationId ?? scene.viewer.organisationId;

/** Words beside a reason in a code, by field: sealed to the body that decided; needs no vault. What is empty is not kept. */
export const sealToOwnBody = async (
  scene: Scene,
  file: CaseFile,
  words: Readonly<Record<string, string | undefined>>,
): Promise<void> => {
  const texts = Object.fromEntries(
    Object.entries(words).flatMap(([field, text]) => (text?.trim() ? [[field, text] as const] : [])),
  );
  if (Object.keys(texts).length === 0) return;
  const basis = { kind: 'law', code: 'OWN-RECORD' } as const;
  await sealFor(
    scene,
    [{ subjectId: file.id, compartments: { investigation: texts } }],
    [{ organisationId: bodyOfCase(scene, file), basis, compartments: ['investigation'] }],
  );
};
