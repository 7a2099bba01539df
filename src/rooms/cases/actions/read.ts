import type { Uuid } from '../../../platform/ids.ts';
import { readReference } from '../../../platform/ids.ts';
import { type Outcome, refuse } from '../../../platform/outcome.ts';
import { ownWordToken } from '../../../platform/sealing/index.ts';
import type { Scene } from '../../../profile/index.ts';
import { type Holder, holders, type PersonOfCase } from '../../identity/index.ts';
import type { CasesRefusal } from '../facts.ts';
import { actingCodes } from '../rules.ts';
import type { CaseAddition, CasePart } from './part.ts';
import type { Words } from '../../../platform/words.ts';
import {
  type Access,
  accessesOf,
  ageOf,
  type CaseFile,
  casesOfReport,
  type Change,
  changesOf,
  countFiltered,
  type Counts,
  countWorklist,
  findCase,
  type Link,
  linksOf,
  listWorklist,
  reportsCalled,
  searchCaseFiles,
  type SupportReferral,
  supportReferralsOf,
  type Task,
  tasksOf,
  type ThreadEvent,
  threadOf,
  type WorklistFilter,
  type WorklistRow,
} from '../store/index.ts';
import { idOfBody } from '../../directory/index.ts';

/** Everything the page of a case shows, beside what other rooms add. */
export type CaseView = {
  readonly file: CaseFile;
  readonly events: readonly ThreadEvent[];
  readonly accesses: readonly Access[];
  readonly tasks: readonly Task[];
  readonly others: readonly CaseFile[];
  readonly links: readonly Link[];
  readonly referrals: readonly SupportReferral[];
  readonly holders: readonly Holder[];
  /** What other rooms add, to be worded. */
  readonly added: readonly ((words: Words) => CaseAddition)[];
};

export type { Holder };

const loadParts = async (scene: Scene, file: CaseFile, parts: readonly CasePart[]): Promise<CaseView['added']> => {
  const added = [];
  for (const part of parts) added.push(await part.load(scene, file));
  return added;
};

/** Loads a case with its thread; null when there is none for this viewer. */
export const readCase = async (
  scene: Scene,
  caseId: Uuid,
  parts: readonly CasePart[] = [],
): Promise<CaseView | null> => {
  const { tx } = scene;
  const file = await findCase(scene, caseId);
  if (file === null) return null;
  const events = await threadOf(tx, { caseId, reportId: file.reportId, personId: file.personId });
  const others = (await casesOfReport(scene, file.reportId)).filter((one) => one.id !== caseId);
  return {
    file,
    events,
    others,
    accesses: await accessesOf(tx, caseId),
    tasks: await tasksOf(tx, caseId),
    links: await linksOf(tx, caseId),
    referrals: await supportReferralsOf(tx, caseId),
    holders: await holders(scene, [file.personId, file.reportId]),
    added: await loadParts(scene, file, parts),
  };
};

/** A case without its thread, or null. */
export const loadCase = (scene: Scene, caseId: Uuid): Promise<CaseFile | null> => findCase(scene, caseId);

/** What the worklist shows. */
export type Worklist = { readonly rows: readonly WorklistRow[]; readonly total: number; readonly counts: Counts };

/** How many a filter means, from the counters where they say it, so that nothing is counted twice. */
const totalOf = async (scene: Scene, filter: WorklistFilter, counts: Counts): Promise<number> => {
  const isPlain = filter.owner === null && filter.flag === null && !filter.closed;
  if (!isPlain) return countFiltered(scene.tx, filter);
  if (filter.status !== null) return counts.byStatus[filter.status] ?? 0;
  return Object.values(counts.byStatus).reduce((sum, count) => sum + count, 0);
};

/** One page of the worklist with its counters. */
export const readWorklist = async (scene: Scene, filter: WorklistFilter): Promise<Worklist> => {
  const rows = await listWorklist(scene, filter);
  const counts = await countWorklist(scene.tx, scene.viewer.staffId);
  return { rows, counts, total: await totalOf(scene, filter, counts) };
};

/** How many open cases the viewer looks after. */
export const countMyCases = async (scene: Scene): Promise<number> =>
  (await countWorklist(scene.tx, scene.viewer.staffId)).mine;

/** A page of what was changed on a case, or null when there is no such case for this viewer. */
export const readChanges = async (
  scene: Scene,
  caseId: Uuid,
  page: number,
): Promise<{ file: CaseFile; changes: readonly Change[] } | null> => {
  const file = await findCase(scene, caseId);
  return file === null ? null : { file, changes: await changesOf(scene.tx, caseId, page, 50) };
};

/** The keyed hashes of a word, one for each body in whose name the viewer works. */
const wordTokens = ({ ownWordKey, profile, viewer }: Scene, word: string): readonly Buffer[] =>
  ownWordKey === undefined
    ? []
    : actingCodes(profile, viewer.organisationCode).map((code) =>
        ownWordToken(ownWordKey, idOfBody(profile, code), word),
      );

/** What was sought, where, and what was found. */
export type SearchResult = {
  readonly sought: string;
  readonly asReference: string | null;
  readonly found: readonly CaseFile[];
};

/** Searches the viewer's own cases by reference, own label, or the reference of the report. Errors are thrown, never an empty list. */
export const searchCases = async (scene: Scene, typed: string): Promise<Outcome<SearchResult, CasesRefusal>> => {
  const sought = typed.trim();
  if (sought.length < 2) return refuse('search_too_short', { field: 'sought' });
  const reference = readReference(sought);
  const reportIds = reference === null ? [] : await reportsCalled(scene.tx, reference);
  const found = await searchCaseFiles(scene, { reference, labels: wordTokens(scene, sought), reportIds });
  return { sought, asReference: reference, found };
};

/** The person of a case, for the room that records what she agreed to; null when there is no such case for this viewer. */
export const personOfCase = async (scene: Scene, caseId: Uuid): Promise<PersonOfCase | null> => {
  const file = await findCase(scene, caseId);
  if (file === null) return null;
  return {
    ...{ caseId, personId: file.personId, reportId: file.reportId, name: file.reference ?? '' },
    organisationId: file.referenceOrganisationId ?? scene.viewer.organisationId,
    age: await ageOf(scene.tx, file.personId),
  };
};

/** What a case says of its person in codes, for an answer to her: nothing of anybody else, of colleagues or of dangers. */
export const factsOfCase = async (
  scene: Scene,
  caseId: Uuid,
): Promise<readonly ((words: Words) => { readonly label: string; readonly value: string })[]> => {
  const file = await findCase(scene, caseId);
  if (file === null) return [];
  const { profile } = scene;
  const status = file.status;
  return [
    (words) => ({ label: words.t('cases.column.case'), value: file.reference ?? '–' }),
    (words) => ({ label: words.t('cases.column.opened'), value: words.date(file.openedAt, 'long') }),
    ...(status === null
      ? []
      : [
          (words: Words) => ({
            label: words.t('cases.column.status'),
            value: profile.stateName('victim-status', status, words.language),
          }),
        ]),
  ];
};
