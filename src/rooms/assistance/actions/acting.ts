import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { actingCodes, type CaseFile, loadCase } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { sealFor } from '../../identity/index.ts';
import { mayWork } from '../access.ts';
import type { AssistanceRefusal } from '../facts.ts';
import { packetSender } from '../rules/index.ts';
import { isOver } from '../steps.ts';
import { findSupport, type Support } from '../store/index.ts';

export type Result<Value> = Promise<Outcome<Value, AssistanceRefusal>>;

/** What every act leads back to. */
export type Done = { readonly caseId: Uuid };

/** The day of today where the country is. */
export const today = (scene: Scene): PlainDate => scene.clock.today(scene.profile.timeZone);

/** Codes of the bodies in whose name somebody acts. */
export const codesOf = ({ profile, viewer }: Scene): readonly string[] => actingCodes(profile, viewer.organisationCode);

/** The body that supports, in whose name somebody works; her own when none of hers does. */
export const serviceOf = (scene: Scene): Uuid => {
  const code = codesOf(scene).find((one) => scene.profile.plays(one, 'supports'));
  return code === undefined ? scene.viewer.organisationId : idOfBody(scene.profile, code);
};

/** The body in whose name somebody refers, and for what it opens what it passes on: as the profile says of the part it plays. */
export const senderOf = (scene: Scene): { readonly id: Uuid; readonly opensFor: string } => {
  const { profile, viewer } = scene;
  const codes = codesOf(scene);
  const sender = packetSender(profile, codes);
  const code = codes.find((one) => sender !== undefined && profile.plays(one, sender.part));
  return {
    id: code === undefined ? viewer.organisationId : idOfBody(profile, code),
    opensFor: sender?.opened_for ?? '',
  };
};

/** A case with its support as an act finds it. */
export type Working = { readonly file: CaseFile; readonly support: Support };

/** Loads what somebody works on; refused to who may not, when there is none, or when it is over. */
export const workingOn = async (scene: Scene, caseId: Uuid, version: string | null = null): Result<Working> => {
  const may = mayWork(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const file = await loadCase(scene, caseId);
  if (file === null) return refuse('not_found');
  const support = await findSupport(scene.tx, caseId);
  if (support === null) return refuse('not_begun');
  if (isOver(scene.profile, support.state)) return refuse('already_ended');
  return version !== null && version !== String(support.version) ? refuse('changed_meanwhile') : { file, support };
};

/** To what an event belongs; told to the own body alone, unless said otherwise. */
export const about = ({ file, support }: Working) => ({
  subject: { kind: 'support', id: support.id },
  ...{ caseId: file.id, personId: file.personId },
});

/** Seals texts of a support to the service alone: subject is the case, so that they are erased with it. */
export const sealTexts = async (
  scene: Scene,
  { file, support }: Working,
  texts: Readonly<Record<string, string | undefined>>,
): Promise<void> => {
  const written = Object.entries(texts).flatMap(([field, text = '']) =>
    text.trim() === '' ? [] : [[field, text] as const],
  );
  if (written.length === 0) return;
  const { organisationId } = support;
  await sealFor(
    scene,
    [{ subjectId: file.id, compartments: { notes: Object.fromEntries(written) } }],
    [{ organisationId, basis: { kind: 'law', code: 'OWN-RECORD' }, compartments: ['notes'] }],
  );
};
