import type { VNode } from 'preact';
import { z } from 'zod';
import {
  Button,
  Chip,
  type Column,
  ErrorSummary,
  FieldSet,
  FormFor,
  getScreen,
  named,
  Notice,
  type PageContext,
  PageHead,
  Panel,
  postScreen,
  type ReceivedFile,
  type Screen,
  Table,
  typedState,
} from '../../../../platform/web/index.ts';
import type { ValuesOf } from '../../../../platform/form/index.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { addEvidence, type Evidence, removeEvidence } from '../../actions/drafts/evidence.ts';
import type { OpenDraft } from '../../actions/drafts/read.ts';
import type { ContentFile } from '../../actions/send/read.ts';
import { dateOf } from '../../facts/answers.ts';
import { evidenceForm, evidenceLimits, type FileScan } from '../../facts/other-forms.ts';
import { documentDate } from '../document-date.ts';
import { loadDraft } from './overview.tsx';
import { draftParams, nothing, type ReferralTools, type With, withKey } from './parts.tsx';

const kilobytes = (size: number): number => Math.max(1, Math.round(size / 1024));

const Remove = ({ file, draft, page }: { file: ContentFile; draft: OpenDraft; page: PageContext }): VNode => (
  <FormFor
    page={page}
    action={`/reports/drafts/${draft.draftId}/evidence/${file.id}/remove`}
    light
    class="form in-line"
  >
    <Button kind="quiet">{page.words.t('referrals.evidence.remove', { name: file.name })}</Button>
  </FormFor>
);

/** What a scanner said of a file when it came in. */
const ScanChip = ({ scan, page }: { scan: FileScan; page: PageContext }): VNode => (
  <Chip tone={scan === 'clean' ? 'good' : scan === 'infected' ? 'danger' : 'warn'}>
    {page.words.t(`referrals.evidence.${scan}`)}
  </Chip>
);

const fileColumns = (draft: OpenDraft, page: PageContext): readonly Column<ContentFile>[] => [
  {
    id: 'name',
    label: page.words.t('referrals.evidence.name'),
    heads: true,
    cell: (file) => <span dir="auto">{file.name}</span>,
  },
  {
    id: 'kind',
    label: page.words.t('referrals.field.evidence_kind.label'),
    cell: (file) => named(page, 'evidence-kinds', file.kind),
  },
  {
    id: 'description',
    label: page.words.t('referrals.field.evidence_description.label'),
    cell: (file) => <span dir="auto">{file.description}</span>,
  },
  {
    id: 'day',
    label: page.words.t('referrals.field.document_day.label'),
    cell: ({ day }) => (day === undefined ? '' : documentDate(page.words, day.from, day.precision, day.to)),
  },
  {
    id: 'size',
    label: page.words.t('referrals.evidence.size'),
    numeric: true,
    cell: (file) => page.words.t('referrals.evidence.kilobytes', { size: kilobytes(file.size) }),
  },
  {
    id: 'scan',
    label: page.words.t('referrals.evidence.scan'),
    cell: (file) => <ScanChip scan={file.scan ?? 'not_scanned'} page={page} />,
  },
  {
    id: 'remove',
    label: page.words.t('referrals.evidence.change'),
    cell: (file) => <Remove {...{ file, draft, page }} />,
  },
];

const Files = ({ draft, page }: { draft: OpenDraft; page: PageContext }): VNode => (
  <Table
    page={page}
    caption={page.words.t('referrals.evidence.title')}
    captionUnseen
    rows={draft.content.files}
    rowKey={(file) => file.id}
    empty={page.words.t('referrals.evidence.none')}
    columns={fileColumns(draft, page)}
  />
);

const EvidencePage = ({ data: draft, page }: With<OpenDraft> & { page: PageContext }): VNode => {
  const { words } = page;
  const path = `/reports/drafts/${draft.draftId}/evidence`;
  return (
    <>
      <PageHead
        title={words.t('referrals.evidence.title')}
        lead={words.t('referrals.evidence.lead', {
          most: evidenceLimits.files,
          megabytes: evidenceLimits.bytes / 1024 / 1024,
        })}
        back={{ href: `/reports/drafts/${draft.draftId}`, label: words.t('referrals.overview.title') }}
      />
      <Notice>
        <p>{words.t('referrals.evidence.copy_shown')}</p>
        <p>{words.t('referrals.evidence.scan_sender')}</p>
      </Notice>
      <Files draft={draft} page={page} />
      <Panel title={words.t('referrals.evidence.add')}>
        <FormFor page={page} action={path} files>
          <ErrorSummary page={page} />
          <FieldSet page={page} form={evidenceForm} state={page.form ?? typedState({})} />
          <Button>{words.t('referrals.evidence.add_button')}</Button>
        </FormFor>
      </Panel>
    </>
  );
};

const fileParams = z.object({ draftId: z.uuid(), fileId: z.uuid() });

const received = (files: Readonly<Record<string, readonly ReceivedFile[]>>): readonly ReceivedFile[] =>
  files['evidence_file'] ?? [];

const evidenceOf = (
  draftId: string,
  input: ValuesOf<typeof evidenceForm>,
  files: Readonly<Record<string, readonly ReceivedFile[]>>,
): Evidence => ({
  ...{ draftId, kind: input.evidence_kind ?? 'other', description: input.evidence_description ?? '' },
  ...{ day: dateOf(input.document_day), files: received(files) },
});

const quietPlace = { room: 'referrals', permit: 'referrals.write' } as const;

/** Evidence of a draft: what it is, what it shows, and the files, sealed as they arrive. */
export const evidenceScreens = (tools: ReferralTools): readonly Screen<Profile>[] => {
  const show = getScreen({
    room: 'referrals',
    path: '/reports/drafts/:draftId/evidence',
    permit: 'referrals.write',
    params: draftParams,
    load: (scene: Scene, { params }) => loadDraft(scene, tools, params.draftId),
    title: (_, words) => words.t('referrals.evidence.title'),
    page: (loaded, page) => <EvidencePage {...loaded} page={page} />,
  });
  const add = postScreen({
    ...quietPlace,
    journals: ['referrals.file_infected'],
    path: '/reports/drafts/:draftId/evidence',
    params: draftParams,
    body: evidenceForm,
    again: show,
    act: (scene: Scene, input, { params, files }) =>
      addEvidence(withKey(scene, tools), evidenceOf(params.draftId, input, files), tools.scan),
    then: ({ draftId }) => `/reports/drafts/${draftId}/evidence?done=evidence_added`,
  });
  const remove = postScreen({
    ...quietPlace,
    journals: [],
    path: '/reports/drafts/:draftId/evidence/:fileId/remove',
    params: fileParams,
    body: nothing,
    again: show,
    act: (scene: Scene, _, { params }) => removeEvidence(withKey(scene, tools), params),
    then: ({ draftId }) => `/reports/drafts/${draftId}/evidence?done=evidence_removed`,
  });
  return [show, add, remove];
};
