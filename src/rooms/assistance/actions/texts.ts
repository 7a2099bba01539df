import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { openIdentity } from '../../identity/index.ts';
import type { Result } from './acting.ts';
import { type AssistanceView, readAssistance } from './read.ts';

/** The page of a support with its texts, by `goal.<id>`, `session.<id>`, `assessment.<id>`. */
export type OpenedTexts = { readonly view: AssistanceView; readonly texts: Readonly<Record<string, string>> };

/** Opens what the service wrote about a support, for a purpose. The vault checks role, purpose and key and writes its line first. */
export const openTexts = async (
  scene: Scene,
  vault: VaultClient,
  caseId: Uuid,
  purpose: string,
): Result<OpenedTexts> => {
  const view = await readAssistance(scene, caseId);
  if (isRefusal(view)) return view;
  if (view.support === null) return refuse('not_begun');
  if (!view.hasTexts) return refuse('nothing_written');
  const opened = await openIdentity(vault, scene.viewer, {
    ...{ subjectId: caseId, compartments: ['notes'], purpose, about: { caseId, personId: view.file.personId } },
  });
  if (isRefusal(opened)) return refuse(opened.refused === 'unavailable' ? 'vault_down' : 'vault_refused');
  return { view, texts: opened['notes'] ?? {} };
};
