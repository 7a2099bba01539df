import { z } from 'zod';
import type { PrintDocument } from '../../../../platform/document/index.ts';
import type { JournalEntry } from '../../../../platform/journal.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import {
  askDownloadScreen,
  downloadScreen,
  type FileContext,
  type PageContext,
  type Screen,
} from '../../../../platform/web/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { openRecord } from '../../actions/read/opened.ts';
import { readReport } from '../../actions/read/report.ts';
import { type ReferralTools, reportParams } from '../writing/parts.tsx';
import { recordScreens } from '../writing/record.tsx';
import { pathSheetScreen } from './path-sheet.ts';
import { recordDocument, type RecordOnPaper } from './record-document.ts';

/** What papers need beside the tools of the other pages. */
export type PaperTools = ReferralTools & { readonly print: PrintDocument };

type Loaded = { readonly paper: RecordOnPaper; readonly profile: Profile };

const makeFile =
  ({ print }: PaperTools) =>
  async ({ paper, profile }: Loaded, page: PageContext, context: FileContext) => {
    const bytes = await print(recordDocument(paper, { profile, page, context }));
    if (isRefusal(bytes)) return bytes;
    return { name: `report-${paper.view.reference}.pdf`, type: 'application/pdf', bytes };
  };

const path = '/reports/:reportId/record.pdf';
const place = { room: 'referrals', path, permit: 'anyone-signed-in', params: reportParams } as const;

const reads = ({ reportId }: { readonly reportId: string }): JournalEntry => ({
  type: 'referrals.record_read',
  subject: { kind: 'report', id: reportId },
  reportId,
  data: { copy: 'pdf' },
});

/**
 * The record of a report as PDF, for its sender and each recipient: what reached the reader, from what was stored at sending.
 * With names and texts only when asked with a purpose: then the vault writes its lines before it opens anything.
 */
export const paperScreens = (tools: PaperTools): readonly Screen<Profile>[] => [
  downloadScreen({
    journals: ['referrals.record_read'],
    ...place,
    reads,
    load: async (scene: Scene, { reportId }) => {
      const view = await readReport(scene, reportId);
      if (view === null || isRefusal(view)) return view;
      const paper: RecordOnPaper = { view, opened: new Map(), purpose: null };
      return { paper, profile: scene.profile };
    },
    file: makeFile(tools),
  }),
  askDownloadScreen({
    journals: ['referrals.record_read', 'identity.opened', 'identity.open-refused'],
    ...place,
    body: z.looseObject({ purpose: z.string().max(60) }),
    reads,
    load: async (scene: Scene, { purpose }, { params }) => {
      const record = await openRecord(scene, tools.vault, { reportId: params.reportId, purpose });
      if (record === null || isRefusal(record)) return record;
      return { paper: { ...record, purpose: record.opened.size === 0 ? null : purpose }, profile: scene.profile };
    },
    file: makeFile(tools),
    again: recordPage(tools),
  }),
  pathSheetScreen(tools.print),
];

const recordPage = (tools: ReferralTools): Screen<Profile> => {
  const page = recordScreens(tools).find(({ method }) => method === 'GET');
  if (page === undefined) throw new Error('the record has no page');
  return page;
};
