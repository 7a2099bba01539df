import { answerText, isUntold, labelOf, type Wording } from '../../../../platform/form/index.ts';
import { newId } from '../../../../platform/ids.ts';
import { wordsFor } from '../../../../platform/words.ts';
import { referralCodes } from '../../facts/lists.ts';
import { compartmentOf, isSealed, type Leaf } from '../../facts/leaves.ts';
import { personSections, reportSections } from '../../facts/sections.ts';
import { personPagesOn, reportPagesOn } from '../../facts/short-paths.ts';
import type { ShortPath } from '../../../../profile/index.ts';
import type { ChildRows } from '../../store/rows.ts';
import type { SubjectPlan } from './plan.ts';
import type { Sending } from './report-rows.ts';

/** A row of a group inside a row. */
export type InnerRow = { readonly group: string; readonly row: number };

/** One question as it was worded and answered. A sealed answer stands only by the name of its field. */
export type SnapshotQuestion = {
  /** Place in the whole form, so that parts read from several compartments stand in order again. */
  readonly place: number;
  readonly section: string;
  readonly path: string;
  readonly row: number | null;
  readonly label: string;
  readonly group: string | null;
  /** The groups inside that group, with the number of the row in each; records of the first three versions of the form have none. */
  readonly inner?: readonly InnerRow[];
  readonly kind: string;
  /** Codes and dates as stored; null when unanswered or sealed. */
  readonly value:
    | string
    | number
    | boolean
    | readonly string[]
    | Readonly<Record<string, string | number | null>>
    | null;
  /** What people read of it, in the language of the report. */
  readonly text: string | null;
  readonly sealed: boolean;
};

/** What most questions have nothing of: it is not written down, a third of the record would be that. */
const nothing = { row: null, group: null, value: null, text: null, sealed: false } as const;

type Written = Omit<SnapshotQuestion, keyof typeof nothing> & Partial<SnapshotQuestion>;

const writtenDown = (question: SnapshotQuestion): Written =>
  Object.fromEntries(
    Object.entries(question).filter(([name, value]) => value !== (nothing as Readonly<Record<string, unknown>>)[name]),
  ) as Written;

/** A question as it stands in the record, whole again. Older records wrote everything down. */
export const readQuestion = (written: unknown): SnapshotQuestion =>
  // Written by snapshotRows and by nothing else.
  ({ ...nothing, ...(written as Written) });

const sections = [...reportSections, ...personSections];

const valueOf = ({ field, answer }: Leaf): SnapshotQuestion['value'] => {
  if (answer === undefined || (isSealed(field) && !isUntold(answer))) return null;
  return answer as SnapshotQuestion['value'];
};

const isAnswered = ({ answer }: Leaf): boolean => answer !== undefined && !isUntold(answer);

const innerRows = (wording: Wording, { ids, rows }: Leaf): readonly InnerRow[] =>
  rows.slice(1).map((row, at) => ({ group: labelOf(wording, ids.slice(0, at + 2)), row }));

const questionOf = (wording: Wording, leaf: Leaf, place: number): SnapshotQuestion => {
  const { field, ids, path, rows } = leaf;
  const sealed = isSealed(field) && isAnswered(leaf);
  return {
    place,
    path,
    row: rows[0] ?? null,
    sealed,
    section: sections.find((one) => one.fields.includes(ids[0] ?? ''))?.key ?? '',
    label: labelOf(wording, ids),
    group: ids.length > 1 ? labelOf(wording, ids.slice(0, 1)) : null,
    ...(rows.length > 1 ? { inner: innerRows(wording, leaf) } : {}),
    kind: field.kind,
    value: valueOf(leaf),
    text: sealed ? null : answerText(wording, field, leaf.answer),
  };
};

type Asked = { readonly compartment: string; readonly question: SnapshotQuestion };

/** What was asked at all: on a short path only its questions, so that the record calls no other one unanswered. */
const wasAsked = (path: ShortPath | undefined): ((leaf: Leaf) => boolean) => {
  const pages = [...reportPagesOn(path, reportSections), ...personPagesOn(path, personSections)];
  const asked = new Set(pages.flatMap(({ fields }) => fields));
  return ({ ids, answer }) => path === undefined || answer !== undefined || asked.has(ids[0] ?? '');
};

const askedOf = (wording: Wording, subject: SubjectPlan, isAsked: (leaf: Leaf) => boolean): readonly Asked[] =>
  subject.leaves
    .filter(isAsked)
    .map((leaf, place) => ({ leaf, place, compartment: compartmentOf(leaf.field) }))
    .filter(({ compartment }) => compartment === 'open' || subject.leaving.has(compartment))
    .map(({ leaf, place, compartment }) => ({ compartment, question: questionOf(wording, leaf, place) }));

/** The questions as asked, one row per subject and compartment. What does not leave is not in the record either. */
export const snapshotRows = (sending: Sending): ChildRows['snapshot'] => {
  const { scene, plan, read } = sending;
  const isAsked = wasAsked(read.path);
  const words = wordsFor(scene.viewer.language, scene.profile.timeZone);
  const wording: Wording = { words, room: 'referrals', codes: referralCodes(scene.profile) };
  return [plan.report, ...plan.persons].flatMap((subject) =>
    [...Map.groupBy(askedOf(wording, subject, isAsked), (one) => one.compartment)].map(([compartment, asked]) => ({
      id: newId(),
      person_id: subject.personId,
      compartment,
      language: words.language,
      questions: asked.map((one) => writtenDown(one.question)),
    })),
  );
};
