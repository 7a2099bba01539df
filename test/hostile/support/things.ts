import { sql } from 'kysely';
import { asViewer } from '../../../src/platform/database/index.ts';
import type { Viewer } from '../../../src/platform/viewer.ts';
import type { DemonstrationWorld } from '../../support/demonstration.ts';

/** Where the things are that an address names, by the name of the parameter. */
export const tableOf: Readonly<Record<string, string>> = {
  reportId: 'referrals.report',
  otherId: 'referrals.report',
  personId: 'referrals.report_person',
  draftId: 'referrals.draft',
  fileId: 'referrals.evidence_file',
  questionId: 'referrals.question_to_reporter',
  caseId: 'cases.case_file',
  taskId: 'cases.task',
  documentId: 'cases.document',
  referralId: 'cases.support_referral',
  interviewId: 'identification.interview',
  decisionId: 'identification.decision',
  goalId: 'assistance.goal',
  sessionId: 'assistance.session',
  aidId: 'assistance.aid',
  translationId: 'assistance.translation',
  conversationId: 'portal.conversation',
  noteId: 'portal.conversation_message',
  pageId: 'portal.own_page',
  paperId: 'portal.own_document',
};
const notices = ['identification.minister_notice', 'identification.stay_report'];

/** Every table whose rows are somebody's and nobody else's. */
export const ownedTables: readonly string[] = [...new Set([...Object.values(tableOf), ...notices])];

/** The tables a parameter may name a row of; none for what everybody sees. */
export const tablesFor = (parameter: string): readonly string[] =>
  parameter === 'noticeId' ? notices : tableOf[parameter] ? [tableOf[parameter]] : [];

const idsIn = (tables: readonly string[], among: readonly string[] | null): string =>
  tables
    .map((table) => `select id from ${table}${among === null ? '' : ` where id = any ('{${among.join()}}'::uuid[])`}`)
    .join(' union all ');

/** All rows of tables, whoever sees them. */
export const allIn = async (stage: DemonstrationWorld, tables: readonly string[]): Promise<readonly string[]> => {
  const found = await stage.world.administrator.query<{ id: string }>(`${idsIn(tables, null)} order by id`);
  return found.rows.map(({ id }) => id);
};

/** Which rows the database shows this viewer: what it says is proved cell by cell against the access matrix. */
export const seenBy = (
  stage: DemonstrationWorld,
  viewer: Viewer,
  tables: readonly string[],
  among: readonly string[] | null = null,
): Promise<ReadonlySet<string>> =>
  asViewer(stage.world.casework, viewer, async (tx) => {
    const found = await sql.raw<{ id: string }>(idsIn(tables, among)).execute(tx);
    return new Set(found.rows.map(({ id }) => id));
  });
