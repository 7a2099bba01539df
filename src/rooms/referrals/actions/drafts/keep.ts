import { instantPlus } from '../../../../platform/clock.ts';
import type { RawForm } from '../../../../platform/form/index.ts';
import { newId, type Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import { mayWrite } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { formVersion, type Section } from '../../facts/sections.ts';
import { shortPathsOf } from '../../facts/short-paths.ts';
import { millisecondsPerDay } from '../../rules/terms.ts';
import { holdDraft, insertDraft, removeDraft, updateDraft } from '../../store/drafts.ts';
import type { StoredDraft } from '../../store/rows.ts';
import { type DraftContent, type DraftScene, openContent, pageKey, sealContent, withSection } from './content.ts';

type Result<Value> = Promise<Outcome<Value, ReferralRefusal>>;
export type DraftRef = { readonly draftId: Uuid };

const mostPersons = 500;

const endOfTerm = ({ clock, profile }: DraftScene) =>
  instantPlus(clock.now(), profile.settings.drafts.delete_after_days * millisecondsPerDay);

const isOwnPath = ({ profile, viewer }: DraftScene, path: string | undefined): boolean =>
  path === undefined || shortPathsOf(profile, viewer.organisationCode).some(({ code }) => code === path);

/** Begins a report, the whole form or one of the body's short paths: a draft with the reporter's name filled in, what is known of it already, and one person. */
export const startDraft = async (
  scene: DraftScene,
  input: { readonly label: string; readonly path?: string; readonly report?: RawForm },
): Result<DraftRef> => {
  const may = mayWrite(scene.viewer);
  if (isRefusal(may)) return may;
  if (!isOwnPath(scene, input.path)) return refuse('not_found');
  const draft = { id: newId(), version: 1 };
  const content: DraftContent = {
    label: input.label,
    report: { reporter_name: [scene.viewer.displayName], ...input.report },
    persons: [{ id: newId(), raw: {} }],
    files: [],
    completed: [],
    path: input.path,
  };
  const now = scene.clock.now();
  await insertDraft(scene.tx, {
    ...draft,
    owner_staff: scene.viewer.staffId,
    organisation_id: scene.viewer.organisationId,
    content: sealContent(scene, content, draft),
    form_version: formVersion,
    created_at: now,
    updated_at: now,
    expires_at: endOfTerm(scene),
  });
  return { draftId: draft.id };
};

const write = async (scene: DraftScene, draft: StoredDraft, content: DraftContent): Promise<void> => {
  const version = draft.version + 1;
  await updateDraft(scene.tx, draft.id, {
    ...{ version, formVersion },
    content: sealContent(scene, content, { id: draft.id, version }),
    updatedAt: scene.clock.now(),
    expiresAt: endOfTerm(scene),
  });
};

/** Changes what a draft holds, whatever that is; nothing is judged. A sent draft is not changed any more. */
export const changeDraft = async (
  scene: DraftScene,
  draftId: Uuid,
  change: (content: DraftContent) => DraftContent | null,
): Result<DraftRef> => {
  const may = mayWrite(scene.viewer);
  if (isRefusal(may)) return may;
  const draft = await holdDraft(scene.tx, draftId);
  if (draft === null) return refuse('not_found');
  if (draft.report_id !== null) return refuse('draft_sent_already');
  const content = change(openContent(scene, draft));
  if (content === null) return refuse('not_found');
  await write(scene, draft, content);
  return { draftId };
};

/** One page of the form as it was typed: valid, half filled or wrong. */
export type TypedPage = {
  readonly draftId: Uuid;
  /** Null for the pages of the report itself. */
  readonly personId: Uuid | null;
  readonly sections: readonly Section[];
  readonly typed: RawForm;
  /** Whether the writer says that the page is complete; nothing where that was not asked. */
  readonly completed?: boolean | undefined;
};

/** The pages called complete, with the writer's answer for this one. */
const withCompleted = (completed: readonly string[], page: TypedPage): readonly string[] => {
  if (page.completed === undefined) return completed;
  const keys = page.sections.map(({ key }) => pageKey(page.personId, key));
  const others = completed.filter((key) => !keys.includes(key));
  return page.completed ? [...others, ...keys] : others;
};

const withPages = (raw: RawForm, page: TypedPage): RawForm =>
  page.sections.reduce((answers, section) => withSection(answers, section, page.typed), raw);

/** Keeps one page of a draft exactly as typed. Also what autosave calls. */
export const saveDraft = (scene: DraftScene, page: TypedPage): Result<DraftRef> =>
  changeDraft(scene, page.draftId, (content) => {
    const completed = withCompleted(content.completed, page);
    if (page.personId === null) return { ...content, completed, report: withPages(content.report, page) };
    if (!content.persons.some((one) => one.id === page.personId)) return null;
    const persons = content.persons.map((one) =>
      one.id === page.personId ? { ...one, raw: withPages(one.raw, page) } : one,
    );
    return { ...content, completed, persons };
  });

/** Asks the whole form from now on; what was typed stays. */
export const widenDraft = (scene: DraftScene, input: DraftRef): Result<DraftRef> =>
  changeDraft(scene, input.draftId, (content) => ({ ...content, path: undefined }));

/** Gives a draft another own label. */
export const labelDraft = (scene: DraftScene, input: DraftRef & { readonly label: string }): Result<DraftRef> =>
  changeDraft(scene, input.draftId, (content) => ({ ...content, label: input.label }));

/** Adds a person to a draft; `like` takes over languages, citizenship, place and forms from another one. */
export const addPerson = async (
  scene: DraftScene,
  input: DraftRef & { readonly like?: Uuid | undefined },
): Result<DraftRef & { readonly personId: Uuid }> => {
  const personId = newId();
  const alike = (content: DraftContent): RawForm => {
    const other = content.persons.find((one) => one.id === input.like);
    const shared =
      /^(citizenship|other_citizenships\.\d+\..+|language|other_languages\.\d+\..+|interpreter_need|interpreter_language|forms|recruitment_channel|online_platform|places\.\d+\.(?!period_number).+|still_exploited)$/;
    return Object.fromEntries(Object.entries(other?.raw ?? {}).filter(([name]) => shared.test(name)));
  };
  const kept = await changeDraft(scene, input.draftId, (content) =>
    content.persons.length >= mostPersons
      ? null
      : { ...content, persons: [...content.persons, { id: personId, raw: alike(content) }] },
  );
  return isRefusal(kept) ? kept : { ...kept, personId };
};

/** Takes a person out of a draft. */
export const removePerson = (scene: DraftScene, input: DraftRef & { readonly personId: Uuid }): Result<DraftRef> =>
  changeDraft(scene, input.draftId, (content) => ({
    ...content,
    persons: content.persons.filter((one) => one.id !== input.personId),
  }));

/** Deletes one of the viewer's own drafts; the deletion is noted, not what the draft held. */
export const deleteDraft = async (scene: DraftScene, input: DraftRef): Result<DraftRef> => {
  const draft = await holdDraft(scene.tx, input.draftId);
  if (draft === null) return refuse('not_found');
  if (draft.report_id !== null) return refuse('draft_sent_already');
  await removeDraft(scene.tx, input.draftId);
  scene.emit({
    type: 'referrals.draft_deleted',
    subject: { kind: 'draft', id: input.draftId },
    data: { by: 'owner', created_at: draft.created_at },
  });
  return input;
};
