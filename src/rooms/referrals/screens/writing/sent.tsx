import type { VNode } from 'preact';
import { z } from 'zod';
import {
  ButtonLink,
  Chip,
  type Column,
  getScreen,
  Lines,
  named,
  type PageContext,
  PageHead,
  Pagination,
  Panel,
  type Screen,
  Table,
} from '../../../../platform/web/index.ts';
import { isRefusal } from '../../../../platform/outcome.ts';
import type { Profile, Scene } from '../../../../profile/index.ts';
import { listOwnReports, type OwnLine, type Paged, pageSize } from '../../actions/read/lists.ts';
import { readReceipt, type ReceiptView } from '../../actions/read/report.ts';
import { DangerNotice, Fingerprint, moment, type ReferralTools, reportParams, type With, withKey } from './parts.tsx';
import { bodyName } from '../../../directory/index.ts';

const Receipts = ({ data, profile, page }: With<ReceiptView> & { page: PageContext }): VNode => (
  <Panel title={page.words.t('referrals.receipt.recipients')}>
    <Lines
      lines={[
        ...data.receipts.map((one) => ({
          main: bodyName(profile, page.words, one.organisationId),
          note: one.acknowledgedAt
            ? page.words.t('referrals.receipt.acknowledged', {
                at: moment(page, one.acknowledgedAt),
                code: one.receipt,
              })
            : page.words.t('referrals.receipt.received', { at: moment(page, one.deliveredAt), code: one.receipt }),
          tone: 'good' as const,
        })),
        ...data.pending.map((one) => ({
          main: bodyName(profile, page.words, one.organisationId),
          note: page.words.t('referrals.receipt.on_the_way', { at: moment(page, one.createdAt) }),
        })),
      ]}
    />
    <p class="hint">{page.words.t('referrals.receipt.reload')}</p>
  </Panel>
);

/** The duty to report, as the profile words it; only for those who have it. */
const Law = ({ data, profile, page }: With<ReceiptView> & { page: PageContext }): VNode | null => {
  const law = profile.laws.find((one) => one.id === 'CLK-REPORT');
  if (data.route !== 'official_report' || !law) return null;
  return (
    <p class="soft">
      {profile.nameIn(law.text, page.words.language)} {law.law}
      {law.verified_on === null ? ` · ${page.words.t('referrals.receipt.law_unverified')}` : ''}
    </p>
  );
};

const ReceiptPage = (props: With<ReceiptView> & { page: PageContext }): VNode => {
  const { data, profile, page } = props;
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('referrals.receipt.title', { reference: data.reference })}
        lead={words.t('referrals.receipt.lead', { at: moment(page, data.sentAt), persons: data.persons })}
        actions={
          <>
            <ButtonLink href={`/reports/${data.reportId}`} kind="quiet">
              {words.t('referrals.receipt.follow')}
            </ButtonLink>
            <ButtonLink href={`/reports/${data.reportId}/record`} kind="quiet">
              {words.t('referrals.receipt.record')}
            </ButtonLink>
            <a class="button quiet" href={`/reports/${data.reportId}/record.pdf`} download>
              {words.t('referrals.paper.download')}
            </a>
          </>
        }
      />
      {data.inDanger ? <DangerNotice profile={profile} words={words} /> : null}
      <Receipts {...props} />
      <Panel title={words.t('referrals.receipt.next')}>
        <ol>
          <li>{words.t('referrals.receipt.next_queue')}</li>
          <li>{words.t('referrals.receipt.next_questions', { told: data.isMailed ? 'mail' : 'here' })}</li>
          <li>{words.t('referrals.receipt.next_outcome')}</li>
        </ol>
        <Law {...props} />
        <Fingerprint words={words} fingerprint={data.fingerprint} />
      </Panel>
    </>
  );
};

const Receipted = ({ line, page }: { line: OwnLine; page: PageContext }): VNode => (
  <>
    {page.words.t('referrals.sent.receipts', { received: line.received, all: line.received + line.waiting })}
    {line.questions > 0 ? (
      <Chip tone="warn">{page.words.t('referrals.sent.questions', { count: line.questions })}</Chip>
    ) : null}
    {line.withdrawn ? <Chip>{page.words.t('referrals.supplement.chip.withdrawn')}</Chip> : null}
    {line.outcomes > 0 ? <Chip tone="thread">{page.words.t('referrals.sent.outcome_new')}</Chip> : null}
  </>
);

const sentColumns = (profile: Profile, page: PageContext): readonly Column<OwnLine>[] => {
  const { words } = page;
  return [
    {
      id: 'reference',
      label: words.t('referrals.reference'),
      heads: true,
      cell: (line) => (
        <a href={`/reports/${line.id}`}>
          {line.reference ?? '—'}
          {line.label ? ` · ${line.label}` : ''}
        </a>
      ),
    },
    { id: 'sent', label: words.t('referrals.sent.sent_at'), cell: (line) => words.date(line.sentAt, 'short') },
    {
      id: 'persons',
      label: words.t('referrals.persons'),
      numeric: true,
      cell: (line) => words.number(line.nPersons),
    },
    {
      id: 'receipts',
      label: words.t('referrals.receipt.recipients'),
      cell: (line) => <Receipted line={line} page={page} />,
    },
    {
      id: 'state',
      label: words.t('referrals.state'),
      cell: (line) => profile.stateName('report', line.state, words.language),
    },
    {
      id: 'outcome',
      label: words.t('referrals.outcome'),
      cell: (line) => (line.outcome ? named(page, 'police-outcomes', line.outcome) : words.t('referrals.outcome.none')),
    },
  ];
};

const SentPage = ({ data, profile, page }: With<Paged<OwnLine>> & { page: PageContext }): VNode => {
  const { words } = page;
  return (
    <>
      <PageHead
        title={words.t('referrals.sent.title')}
        lead={words.t('referrals.sent.lead')}
        back={{ href: '/reports', label: words.t('referrals.start.title') }}
        actions={
          <ButtonLink href="/reports/search" kind="quiet">
            {words.t('referrals.search.title')}
          </ButtonLink>
        }
      />
      <Table
        page={page}
        caption={words.t('referrals.sent.title')}
        captionUnseen
        rows={data.lines}
        rowKey={(line) => line.id}
        empty={words.t('referrals.sent.none')}
        columns={sentColumns(profile, page)}
      />
      <Pagination page={page} current={data.page} size={pageSize} total={data.total} />
    </>
  );
};

const pageQuery = z.object({ page: z.coerce.number().int().min(1).max(100_000).catch(1) });

/** The receipt after sending, and the reports one's body has sent with what came of them. */
export const sentScreens = (tools: ReferralTools): readonly Screen<Profile>[] => [
  getScreen({
    room: 'referrals',
    path: '/reports/:reportId/receipt',
    permit: 'referrals.send',
    params: reportParams,
    load: async (scene: Scene, { params }) => {
      const data = await readReceipt(scene, params.reportId);
      return data === null ? null : { data, profile: scene.profile };
    },
    title: ({ data }, words) => words.t('referrals.receipt.title', { reference: data.reference }),
    page: (loaded, page) => <ReceiptPage {...loaded} page={page} />,
  }),
  getScreen({
    room: 'referrals',
    path: '/reports/sent',
    permit: 'referrals.read-own',
    query: pageQuery,
    load: async (scene: Scene, { query }) => {
      const data = await listOwnReports(withKey(scene, tools), query.page);
      return isRefusal(data) ? data : { data, profile: scene.profile };
    },
    title: (_, words) => words.t('referrals.sent.title'),
    page: (loaded, page) => <SentPage {...loaded} page={page} />,
  }),
];
