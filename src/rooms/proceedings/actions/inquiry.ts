import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal } from '../../../platform/outcome.ts';
import type { Part, Scene } from '../../../profile/index.ts';
import { mayInvestigate } from '../access.ts';
import type { InquiryPart } from '../facts/index.ts';
import type { CriminalCase, Written } from '../store/index.ts';
import { caseSeen, codesOf, ownBody, type Result, sealToBodies } from './acting.ts';

/** A criminal case that was worked on. */
export type Noted = { readonly criminalCaseId: Uuid };

/** The case somebody investigates, or why not. */
export const inquiryOf = async (scene: Scene, criminalCaseId: Uuid): Result<CriminalCase> => {
  const may = mayInvestigate(scene.viewer, scene.profile);
  return isRefusal(may) ? may : caseSeen(scene, { criminalCaseId, version: null });
};

const partsPlayed: Readonly<Record<InquiryPart, Part>> = {
  prosecutes: 'prosecutes',
  instructs: 'investigates_judicially',
  investigates: 'identifies',
};

/** As what the viewer's bodies work on inquiries. */
export const partsOf = (scene: Scene): readonly InquiryPart[] =>
  (Object.keys(partsPlayed) as InquiryPart[]).filter((part) =>
    codesOf(scene).some((code) => scene.profile.plays(code, partsPlayed[part])),
  );

/** Who writes on a case, for whom and when. */
export const writtenBy = (scene: Scene, criminalCaseId: Uuid): Written => ({
  ...{ criminalCaseId, organisationId: ownBody(scene) },
  ...{ by: scene.viewer.staffId, at: scene.clock.now() },
});

/** Seals words of an inquiry under a name; nothing where none were written. */
export const sealWords = async (
  scene: Scene,
  criminalCaseId: Uuid,
  fields: Readonly<Record<string, string | undefined>>,
): Promise<void> => {
  await sealToBodies(scene, criminalCaseId, { subjectId: criminalCaseId, compartment: 'investigation', fields });
};
