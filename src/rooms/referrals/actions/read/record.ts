import type { Uuid } from '../../../../platform/ids.ts';
import { personSections, reportSections } from '../../facts/sections.ts';
import type { StoredSnapshot } from '../../store/read-report.ts';
import { readQuestion, type SnapshotQuestion } from '../send/snapshot-rows.ts';

/** A question of the record with the compartment it belongs to. */
export type RecordedQuestion = SnapshotQuestion & { readonly compartment: string };

/** Heading of the row in which a question stood, with the rows inside it; null outside rows. */
export const rowHeading = ({ group, row, inner = [] }: RecordedQuestion): string | null =>
  row === null || group === null
    ? null
    : [{ group, row }, ...inner].map((one) => `${one.group} ${one.row + 1}`).join(', ');

/** One page of the form as it was asked and answered. */
export type RecordedSection = { readonly key: string; readonly questions: readonly RecordedQuestion[] };

/** The record of the report itself (`personId` null) or of one person, as far as it reached the viewer. */
export type RecordedSubject = {
  readonly personId: Uuid | null;
  readonly language: string;
  readonly sections: readonly RecordedSection[];
};

const order = [...reportSections, ...personSections].map((section) => section.key);

const questionsOf = ({ compartment, questions }: StoredSnapshot): readonly RecordedQuestion[] =>
  (questions as readonly unknown[]).map((question) => ({ ...readQuestion(question), compartment }));

/** Puts the parts that reached the viewer together again, in the order in which they were asked. */
export const recordOf = (snapshots: readonly StoredSnapshot[], personId: Uuid | null): RecordedSubject => {
  const own = snapshots.filter((one) => one.personId === personId);
  const questions = own.flatMap(questionsOf).toSorted((one, other) => one.place - other.place);
  const bySection = Map.groupBy(questions, (question) => question.section);
  return {
    personId,
    language: own[0]?.language ?? 'en',
    sections: order.flatMap((key) => {
      const asked = bySection.get(key);
      return asked ? [{ key, questions: asked }] : [];
    }),
  };
};
