import type { RawForm } from '../../../../platform/form/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { openDraft, openOwnWord, ownWordToken, sealDraft, sealOwnWord } from '../../../../platform/sealing/index.ts';
import type { Scene } from '../../../../profile/index.ts';
import type { Section } from '../../facts/sections.ts';
import type { StoredDraft } from '../../store/rows.ts';
import type { SealedLabel } from '../../store/write-report.ts';
import type { ContentFile, ReportContent } from '../send/read.ts';
import { migrated } from './migrate.ts';

/** A scene with the local key of the staff program under which drafts and own labels are sealed (32 bytes). */
export type DraftScene = Scene & { readonly draftKey: Uint8Array };

/** A person of a draft. The id stays that of the reported person when the report is sent. */
export type DraftPerson = { readonly id: Uuid; readonly raw: RawForm };

/** What a draft holds: exactly what was typed, whatever it is. */
export type DraftContent = {
  /** Own word for the draft; never a name. */
  readonly label: string;
  readonly report: RawForm;
  readonly persons: readonly DraftPerson[];
  readonly files: readonly ContentFile[];
  /** Pages the writer has called complete, as `pageKey` names them. */
  readonly completed: readonly string[];
  /** Code of the short path it is written on; none for the whole form. */
  readonly path?: string | undefined;
};

/** Names a page of the report (`personId` null) or of a person. */
export const pageKey = (personId: Uuid | null, section: string): string => `${personId ?? 'report'}.${section}`;

/** Opens what a stored draft holds. Throws when key, owner, version or any bit differs. */
export const openContent = (scene: DraftScene, draft: StoredDraft): DraftContent => {
  const bound = { ownerId: draft.owner_staff, draftId: draft.id, version: draft.version };
  const stored = JSON.parse(openDraft(scene.draftKey, draft.content, bound)) as Readonly<Record<string, unknown>>;
  return migrated(stored, draft.form_version) as DraftContent;
};

/** Seals what a draft holds, bound to its owner and version: an old version cannot be put back in place of a newer. */
export const sealContent = (
  scene: DraftScene,
  content: DraftContent,
  draft: { readonly id: Uuid; readonly version: number },
): Buffer =>
  sealDraft(scene.draftKey, JSON.stringify(content), {
    ownerId: scene.viewer.staffId,
    draftId: draft.id,
    version: draft.version,
  });

/** The content as it is read and sent. */
export const contentToSend = ({ report, persons, files, path }: DraftContent): ReportContent => ({
  path,
  report,
  persons: persons.map(({ id, raw }) => ({ id, answers: raw })),
  files,
});

const ofSection = (section: Section, name: string): boolean =>
  section.fields.some((id) => name === id || name.startsWith(`${id}.`));

/** The answers with one page of them replaced by what was typed there; everything else stays. */
export const withSection = (raw: RawForm, section: Section, typed: RawForm): RawForm => ({
  ...Object.fromEntries(Object.entries(raw).filter(([name]) => !ofSection(section, name))),
  ...Object.fromEntries(Object.entries(typed).filter(([name]) => ofSection(section, name))),
});

/** The answers of one page alone. */
export const onlySection = (raw: RawForm, section: Section): RawForm =>
  Object.fromEntries(Object.entries(raw).filter(([name]) => ofSection(section, name)));

/** The keyed hash by which a body finds its own label again. */
export const labelToken = (scene: DraftScene, label: string): Buffer =>
  ownWordToken(scene.draftKey, scene.viewer.organisationId, label);

/** Seals a body's own label of a report; nothing for an empty one. */
export const sealLabel = (scene: DraftScene, label: string): SealedLabel | undefined =>
  sealOwnWord(scene.draftKey, scene.viewer.organisationId, label);

/** Opens a body's own label; null when it has none, or was sealed under a key that is gone. */
export const openLabel = (scene: DraftScene, sealed: Buffer | null): string | null =>
  openOwnWord(scene.draftKey, scene.viewer.organisationId, sealed);
