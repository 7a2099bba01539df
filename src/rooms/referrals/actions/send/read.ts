import type { PlainDate } from '../../../../platform/clock.ts';
import {
  type Answers,
  asTyped,
  type FieldError,
  type ParsedForm,
  type PartialDate,
  type ParseOptions,
} from '../../../../platform/form/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { hasPermit } from '../../../../platform/viewer.ts';
import type { Scene, ShortPath } from '../../../../profile/index.ts';
import type { PersonAnswers, ReportAnswers } from '../../facts/answers.ts';
import type { FileScan } from '../../facts/other-forms.ts';
import { referralCodes } from '../../facts/lists.ts';
import { personFormFor } from '../../facts/person-form.ts';
import { reportForm } from '../../facts/report-form.ts';
import { personSectionsFor, reportSections, type Section } from '../../facts/sections.ts';
import { personPagesOn, reportPagesOn, shortPathOf } from '../../facts/short-paths.ts';
import { pathByLink } from '../../facts/link-form.ts';
import { personErrors } from '../../rules/checks.ts';
import { reportsByDuty } from '../../rules/routes.ts';

/** A piece of evidence that waits with the content: its row holds the sealed bytes, this the key and what is said of it. */
export type ContentFile = {
  readonly id: Uuid;
  readonly kind: string;
  readonly name: string;
  readonly description: string;
  /** The date of the document; drafts begun before it was kept say nothing. */
  readonly day?: PartialDate;
  readonly size: number;
  /** What a scanner said; drafts begun before there was one say nothing. */
  readonly scan?: FileScan;
  /** SHA-256 of the file itself, hexadecimal. */
  readonly sha256: string;
  /** Text of the sealed field that opens the file. */
  readonly key: string;
};

/** What is to be sent, as it was typed (a raw form) or as JSON answers. The ids of persons are theirs for good. */
export type ReportContent = {
  /** Sent by a link: what a person agrees to was not asked, nor how to reach her. */
  readonly byLink?: boolean | undefined;
  /** Code of the short path it was written on. */
  readonly path?: string | undefined;
  readonly report: unknown;
  readonly persons: readonly { readonly id: Uuid; readonly answers: unknown }[];
  readonly files: readonly ContentFile[];
};

/** Something to put right before sending: on which page, for which person. */
export type Problem = { readonly section: string; readonly personId: Uuid | null; readonly error: FieldError };

export type ReadPerson = { readonly id: Uuid; readonly answers: PersonAnswers; readonly inactive: Answers };

/** The content as it was understood. Complete only when `problems` is empty. */
export type ReadReport = {
  /** Code of the body whose report it is: the viewer's, or the one it is keyed in for. */
  readonly senderCode: string;
  readonly byDuty: boolean;
  /** The short path it was written on: what that does not ask is not missing. */
  readonly path: ShortPath | undefined;
  readonly today: PlainDate;
  readonly answers: ReportAnswers;
  readonly inactive: Answers;
  readonly persons: readonly ReadPerson[];
  readonly problems: readonly Problem[];
};

/** How forms of this room are read, outside a page. */
export const parseOptionsOf = (scene: Scene): ParseOptions => ({
  codes: referralCodes(scene.profile),
  today: scene.clock.today(scene.profile.timeZone),
});

const sectionOf = (sections: readonly Section[], error: FieldError): string =>
  sections.find((one) => one.fields.includes(String(error.path[0])))?.key ?? '';

/** The pages of the report this viewer is asked: keying in for others only with its permit. */
export const reportSectionsFor = (scene: Scene): readonly Section[] =>
  reportSections.filter((one) => one.key !== 'on_behalf' || hasPermit(scene.viewer, 'referrals.key-in'));

const keyingIn = reportSections.find((one) => one.key === 'on_behalf')?.fields ?? [];

const withoutKeyingIn = (answers: ReportAnswers): ReportAnswers =>
  Object.fromEntries(Object.entries(answers).filter(([id]) => !keyingIn.includes(id)));

type ReadHead = {
  readonly parsed: ParsedForm<ReportAnswers>;
  readonly answers: ReportAnswers;
  readonly senderCode: string;
};

const readHead = (scene: Scene, report: unknown): ReadHead => {
  const parsed = reportForm.parse(report, parseOptionsOf(scene));
  const answers = hasPermit(scene.viewer, 'referrals.key-in') ? parsed.values : withoutKeyingIn(parsed.values);
  return { parsed, answers, senderCode: answers.on_behalf_of ?? scene.viewer.organisationCode };
};

const headProblems = (scene: Scene, path: ShortPath | undefined, errors: readonly FieldError[]): readonly Problem[] => {
  const sections = reportPagesOn(path, reportSectionsFor(scene));
  return errors
    .map((error) => ({ section: sectionOf(sections, error), personId: null, error }))
    .filter(({ section }) => section !== '');
};

type ReadOne = ReadPerson & { readonly problems: readonly Problem[] };

type Head = Pick<ReadHead, 'senderCode' | 'answers'> & { readonly path: ShortPath | undefined };

const readPersons = (scene: Scene, content: ReportContent, head: Head): readonly ReadOne[] => {
  const { senderCode, path } = head;
  const byDuty = reportsByDuty(scene.profile, senderCode);
  const form = personFormFor(byDuty);
  const sections = personPagesOn(path, personSectionsFor(byDuty));
  const exploiters = head.answers.exploiters?.length ?? 0;
  return content.persons.map(({ id, answers }, index) => {
    const parsed = form.parse(answers, parseOptionsOf(scene));
    const place = { ordinal: index + 1, count: content.persons.length, senderCode, exploiters };
    const errors = [
      ...parsed.errors,
      ...personErrors(scene.profile, parsed.values, place).map((error) => asTyped(parsed.rows ?? {}, error)),
    ];
    const problems = errors
      .map((error) => ({ section: sectionOf(sections, error), personId: id, error }))
      .filter(({ section }) => path === undefined || section !== '');
    return { id, answers: parsed.values, inactive: parsed.inactive, problems };
  });
};

/** Reads all pages of a report against their forms and the rules that span several questions. Never throws on content. */
export const readContent = (scene: Scene, content: ReportContent): ReadReport => {
  const { parsed, answers, senderCode } = readHead(scene, content.report);
  const found = shortPathOf(scene.profile, content.path);
  const path = found && content.byLink === true ? pathByLink(found) : found;
  const persons = readPersons(scene, content, { senderCode, answers, path });
  return {
    ...{ senderCode, path },
    byDuty: reportsByDuty(scene.profile, senderCode),
    today: scene.clock.today(scene.profile.timeZone),
    answers,
    inactive: parsed.inactive,
    persons: persons.map(({ id, answers: own, inactive }) => ({ id, answers: own, inactive })),
    problems: [...headProblems(scene, path, parsed.errors), ...persons.flatMap((one) => one.problems)],
  };
};
