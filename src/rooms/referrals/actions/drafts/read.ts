import { dateIn, daysBetween, type Instant, instantPlus } from '../../../../platform/clock.ts';
import { type Answers, type FieldError, isUntold } from '../../../../platform/form/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import type { Scene } from '../../../../profile/index.ts';
import { mayWrite } from '../../access.ts';
import type { PersonAnswers } from '../../facts/answers.ts';
import { filledCompartments } from '../../facts/leaves.ts';
import { narrativeSections, personSectionsFor, type Section } from '../../facts/sections.ts';
import { type QualityAdvice, qualityAdvice } from '../../rules/quality.ts';
import { type SignAdvice, weighSigns } from '../../rules/signs.ts';
import { millisecondsPerDay } from '../../rules/terms.ts';
import { countUntouchedDrafts, findDraft, findDrafts } from '../../store/drafts.ts';
import { planSending, type SubjectPlan } from '../send/plan.ts';
import { type Problem, type ReadReport, readContent, reportSectionsFor } from '../send/read.ts';
import { isPageAsked } from '../../facts/asked.ts';
import { personPagesOn, reportPagesOn } from '../../facts/short-paths.ts';
import { contentToSend, type DraftContent, type DraftScene, onlySection, openContent, pageKey } from './content.ts';

/** A draft in the list of drafts. */
export type DraftLine = {
  readonly draftId: Uuid;
  readonly label: string;
  readonly persons: number;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  readonly expiresAt: Instant;
  readonly daysLeft: number;
  /** True once its owner is warned. */
  readonly endsSoon: boolean;
};

/** The viewer's own drafts. */
export const listDrafts = async (scene: DraftScene): Promise<readonly DraftLine[]> => {
  const zone = scene.profile.timeZone;
  const today = scene.clock.today(zone);
  const { warn_after_days: warn, delete_after_days: end } = scene.profile.settings.drafts;
  return (await findDrafts(scene.tx)).map((draft) => {
    const { label, persons } = openContent(scene, draft);
    const expiresAt = draft.expires_at as Instant;
    const daysLeft = daysBetween(today, dateIn(expiresAt, zone));
    return {
      ...{ draftId: draft.id, label, persons: persons.length, expiresAt },
      createdAt: draft.created_at as Instant,
      updatedAt: draft.updated_at as Instant,
      ...{ daysLeft, endsSoon: end - daysLeft >= warn },
    };
  });
};

/** How many of the viewer's own drafts end soon; null when none does, for then a report is a way to go and nothing that waits. */
export const countDraftsEnding = async ({ tx, viewer, profile, clock }: Scene): Promise<number | null> => {
  if (mayWrite(viewer) !== true) return null;
  const days = profile.settings.drafts.warn_after_days;
  const ending = await countUntouchedDrafts(tx, instantPlus(clock.now(), -days * millisecondsPerDay));
  return ending === 0 ? null : ending;
};

/**
 * How far a page is: not asked before another answer, nothing typed, something missing or wrong, a story its writer has
 * not called complete, or nothing left to do.
 */
export type PageState = 'not_asked' | 'not_begun' | 'incomplete' | 'in_progress' | 'complete' | 'optional';

/** A page in the list of tasks. */
export type PageLine = { readonly section: Section; readonly state: PageState; readonly missing: number };

type Progress = { readonly typed: boolean; readonly missing: number; readonly isComplete: boolean };

const stateOf = ({ typed, missing, isComplete }: Progress): PageState => {
  if (missing > 0) return typed ? 'incomplete' : 'not_begun';
  if (isComplete) return 'complete';
  return typed ? 'in_progress' : 'optional';
};

/** A draft opened, with everything its pages show. */
export type OpenDraft = {
  readonly draftId: Uuid;
  readonly version: number;
  readonly content: DraftContent;
  readonly read: ReadReport;
  readonly reportPages: readonly PageLine[];
  readonly personPages: readonly { readonly personId: Uuid; readonly pages: readonly PageLine[] }[];
  readonly expiresAt: Instant;
  readonly sentAs: Uuid | null;
};

type PageSource = {
  readonly raw: DraftContent['report'];
  readonly problems: readonly Problem[];
  /** Keys of the pages the writer has called complete. */
  readonly completed: readonly string[];
  readonly personId: Uuid | null;
};

const pageLine = (section: Section, { raw, problems, completed, personId }: PageSource): PageLine => {
  const missing = problems.filter((one) => one.section === section.key).length;
  const typed = Object.values(onlySection(raw, section)).some((texts) => texts.some((text) => text.trim() !== ''));
  const isComplete = narrativeSections.includes(section.key)
    ? completed.includes(pageKey(personId, section.key))
    : typed;
  return { section, missing, state: stateOf({ typed, missing, isComplete }) };
};

/** The pages of a person: one that is not asked before the person agrees says so. */
const personLines = (read: ReadReport, source: PageSource, answers: PersonAnswers): readonly PageLine[] =>
  personPagesOn(read.path, personSectionsFor(read.byDuty)).map((section) =>
    isPageAsked(read.byDuty, section, answers)
      ? pageLine(section, source)
      : { section, missing: 0, state: 'not_asked' as const },
  );

/** Opens one of the viewer's own drafts and reads it against the form; null when there is none. */
export const readDraft = async (scene: DraftScene, draftId: Uuid): Promise<OpenDraft | null> => {
  const draft = await findDraft(scene.tx, draftId);
  if (draft === null) return null;
  const content = openContent(scene, draft);
  const { completed } = content;
  const read = readContent(scene, contentToSend(content));
  const ofPerson = (id: Uuid | null): readonly Problem[] => read.problems.filter((one) => one.personId === id);
  return {
    ...{ draftId, content, read, version: draft.version },
    expiresAt: draft.expires_at as Instant,
    sentAs: draft.report_id,
    reportPages: reportPagesOn(read.path, reportSectionsFor(scene)).map((section) =>
      pageLine(section, { ...{ completed, personId: null }, raw: content.report, problems: ofPerson(null) }),
    ),
    personPages: content.persons.map(({ id, raw }, index) => {
      const source = { ...{ completed, raw, personId: id }, problems: ofPerson(id) };
      return { personId: id, pages: personLines(read, source, read.persons[index]?.answers ?? {}) };
    }),
  };
};

/** Errors of some pages, for showing them again. */
export const errorsOn = (
  draft: OpenDraft,
  personId: Uuid | null,
  sections: readonly Section[],
): readonly FieldError[] =>
  draft.read.problems
    .filter((one) => one.personId === personId && sections.some((section) => section.key === one.section))
    .map((one) => one.error);

/** What stays behind when the draft is sent as it stands: filled, but no body may receive it. */
export type StaysBehind = { readonly person: number | null; readonly compartments: readonly string[] };

const behind = ({ leaves, leaving, personId }: SubjectPlan, person: number): readonly StaysBehind[] => {
  const compartments = [...filledCompartments(leaves)].filter((one) => !leaving.has(one));
  return compartments.length > 0 ? [{ person: personId === null ? null : person, compartments }] : [];
};

/** The last page before sending: what would go where, what would not, what could be added. */
export type Check = {
  readonly draft: OpenDraft;
  readonly route: string;
  /** Ids of the recipients. */
  readonly recipients: readonly Uuid[];
  readonly staysBehind: readonly StaysBehind[];
  readonly advice: readonly QualityAdvice[];
  readonly signs: readonly SignAdvice[];
  /** Answers no longer asked because another answer changed, by person (null: the report). Dropped when sent. */
  readonly inactive: readonly { readonly person: number | null; readonly answers: Answers }[];
};

const inactiveOf = ({ read }: OpenDraft): Check['inactive'] =>
  [
    { person: null, answers: read.inactive },
    ...read.persons.map((one, index) => ({ person: index + 1, answers: one.inactive })),
  ].filter(({ answers }) => Object.values(answers).some((answer) => answer !== undefined && !isUntold(answer)));

/** Puts together the page on which everything is checked before sending; null when there is no such draft. */
export const checkDraft = async (scene: DraftScene, draftId: Uuid): Promise<Check | null> => {
  const draft = await readDraft(scene, draftId);
  if (draft === null) return null;
  const plan = planSending(scene, draft.read);
  const persons = draft.read.persons.map((one) => one.answers);
  return {
    draft,
    route: plan.route,
    recipients: plan.recipients,
    staysBehind: [plan.report, ...plan.persons].flatMap((subject, index) => behind(subject, index)),
    advice: qualityAdvice(draft.read.answers, persons),
    signs: persons.map((person) => weighSigns(scene.profile, person)),
    inactive: inactiveOf(draft),
  };
};
