import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { openIdentity } from '../../identity/index.ts';
import type { ProtectionRefusal } from '../facts.ts';
import type { StayDecision } from '../store/index.ts';
import { readStay, type StayView } from './read.ts';

/** A decision with the name of the person and its reason, opened, to be set as a document. */
export type OpenDecision = {
  readonly view: StayView;
  readonly decision: StayDecision;
  readonly person: Readonly<Record<string, string>>;
  readonly reason: string | null;
};

const openPart = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly noticeId: Uuid; readonly purpose: string },
  compartment: 'identity' | 'legal_residence',
): Promise<Outcome<Readonly<Record<string, string>>, ProtectionRefusal>> => {
  const opened = await openIdentity(vault, scene.viewer, {
    ...{ subjectId: it.noticeId, compartments: [compartment], purpose: it.purpose },
  });
  if (isRefusal(opened)) return refuse(opened.refused === 'unavailable' ? 'vault_down' : 'vault_refused');
  return opened[compartment] ?? {};
};

/** Opens what the document of a decision says of the person. The vault checks purpose and ground and writes its journal lines first. */
export const openDecision = async (
  scene: Scene,
  vault: VaultClient,
  it: { readonly noticeId: Uuid; readonly decisionId: Uuid; readonly purpose: string },
): Promise<Outcome<OpenDecision, ProtectionRefusal>> => {
  const view = await readStay(scene, it.noticeId);
  if (isRefusal(view)) return view;
  const decision = view.decisions.find(({ id }) => id === it.decisionId);
  if (decision === undefined) return refuse('not_found');
  const person = await openPart(scene, vault, it, 'identity');
  if (isRefusal(person)) return person;
  // A decision without a reason in words has nothing sealed of its own.
  const texts = await openPart(scene, vault, it, 'legal_residence');
  const reason = isRefusal(texts) ? null : (texts[`decision.${decision.id}`] ?? null);
  return { view, decision, person, reason };
};
