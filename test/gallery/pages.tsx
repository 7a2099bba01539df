import type { VNode } from 'preact';
import {
  Button,
  ButtonLink,
  Chip,
  Clocks,
  Columns,
  Counters,
  Details,
  Dialog,
  DialogButton,
  Facts,
  Filters,
  Lines,
  Notice,
  type PageContext,
  PageHead,
  Pagination,
  Panel,
  Steps,
  SummaryCard,
  Table,
  Tabs,
  Thread,
} from '../../src/platform/web/index.ts';

export type Texts = { readonly title: string; readonly word: string; readonly long: string };

const Head = ({ texts }: { texts: Texts }): VNode => (
  <PageHead
    title={texts.title}
    lead={texts.long}
    back={{ href: '/gallery', label: 'My cases' }}
    chips={
      <>
        <Chip tone="thread">{texts.word}</Chip>
        <Chip>Labour · construction</Chip>
        <Chip tone="warn">Interpreter: Ukrainian</Chip>
        <Chip tone="danger">Exploiter at large</Chip>
        <Chip tone="good">Safe</Chip>
        <Chip tone="plum">Synthetic</Chip>
      </>
    }
    actions={
      <>
        <DialogButton opens="identity">Open identity…</DialogButton>
        <ButtonLink href="/gallery/form">Add to thread</ButtonLink>
      </>
    }
  />
);

const TheClocks = ({ texts }: { texts: Texts }): VNode => (
  <Clocks
    label="Legal clocks"
    clocks={[
      {
        title: 'Reflection period',
        passed: 34,
        total: 90,
        figure: '56',
        text: 'Day 34 of 90 · ends 16 Jan 2027',
        source: 'Law of 29 Aug 2008, art. 93',
      },
      { title: 'Assistance', passed: 1, total: null, figure: '∞', text: `Since 19 Oct · ${texts.word}`, tone: 'good' },
      { title: 'Danger assessment', passed: 28, total: 30, figure: '2', text: 'Renew by 23 Nov', tone: 'warn' },
    ]}
  />
);

const TheThread = ({ texts }: { texts: Texts }): VNode => (
  <Thread
    label="What happened"
    empty="Nothing has happened yet."
    knots={[
      {
        id: '1',
        at: '2026-11-21T09:12:00Z',
        atText: 'Today 09:12',
        title: 'Session with psychologist, attended',
        by: 'SAVTEH',
        weight: 'note',
      },
      {
        id: '2',
        at: '2026-11-12',
        atText: '12 November',
        title: <a href="/gallery">Moved to house Linden, bed 4</a>,
        text: texts.long,
        by: 'SAVTEH with Judicial Police',
      },
      {
        id: '3',
        at: '2026-10-19',
        atText: '19 October',
        title: 'Decided: presumed victim',
        text: '9 indicators (4 strong).',
        by: texts.word,
        weight: 'decision',
      },
      { id: '4', at: '2026-10-18', atText: '18 October', title: 'Reported by the Inspectorate', by: 'Receipts 18:44' },
    ]}
  />
);

const Aside = ({ texts }: { texts: Texts }): VNode => (
  <>
    <Panel title="Who can see this, and why">
      <Lines
        lines={[
          { main: 'SAVTEH', note: 'Everything of the support file · consent of 24 Oct', tone: 'good' },
          { main: 'Judicial Police', note: 'Identification and danger, not health', tone: 'good' },
          { main: texts.word, note: 'Nothing of this file' },
        ]}
      />
    </Panel>
    <Panel title="Facts">
      <Facts
        facts={[
          { label: 'Reference', value: '7KQ2-M4XD' },
          { label: 'Language', value: 'Ukrainian', note: 'said by the person' },
        ]}
      />
    </Panel>
    <Panel title="Steps">
      <Steps
        label="Report"
        steps={[
          { label: 'The case', href: '/gallery/form', state: 'done', stateText: 'completed' },
          { label: 'Persons', href: '/gallery/form', state: 'current', stateText: '3 answers open' },
          { label: 'Check and send', state: 'open' },
        ]}
      />
    </Panel>
  </>
);

type Row = { reference: string; status: string; waiting: number; word: string };

const rows = (texts: Texts): readonly Row[] =>
  Array.from({ length: 6 }, (_, index) => ({
    reference: `7KQ2-M4X${index}`,
    status: index % 2 === 0 ? 'Reported' : 'Presumed victim',
    waiting: index * 9,
    word: texts.word,
  }));

const Triage = ({ page, texts }: { page: PageContext; texts: Texts }): VNode => (
  <Table
    page={page}
    caption="Triage"
    rowKey={(row) => row.reference}
    rows={rows(texts)}
    empty="Nobody waits."
    columns={[
      {
        id: 'reference',
        label: 'Reference',
        heads: true,
        sorts: true,
        cell: (row) => <a href="/gallery">{row.reference}</a>,
      },
      { id: 'status', label: 'Status', cell: (row) => <Chip tone="thread">{row.status}</Chip> },
      { id: 'word', label: 'Noted', cell: (row) => row.word },
      { id: 'waiting', label: 'Days waiting', numeric: true, sorts: true, cell: (row) => row.waiting },
    ]}
  />
);

const Lists = ({ page, texts }: { page: PageContext; texts: Texts }): VNode => (
  <>
    <Counters
      page={page}
      label="What waits"
      counters={[
        { label: 'in danger now', value: 2, href: '/gallery?state=danger', current: true },
        { label: 'waiting longer than 48 hours', value: 1204, href: '/gallery?state=late' },
        { label: 'interview planned', value: 5, href: '/gallery?state=planned' },
      ]}
    />
    <Filters
      page={page}
      filters={[
        {
          name: 'state',
          label: 'Status',
          options: [
            { value: 'danger', label: 'In danger', count: 2 },
            { value: 'late', label: texts.word },
          ],
        },
        { name: 'team', label: 'Team', options: [{ value: 'a', label: 'First' }] },
      ]}
    />
    <Triage page={page} texts={texts} />
    <Pagination page={page} current={2} size={25} total={1204} />
    <Table
      page={page}
      caption="None"
      rowKey={() => ''}
      rows={[]}
      columns={[]}
      empty="Nobody waits. New reports appear here."
    />
  </>
);

/** Every component, with the texts given. */
export const Components = ({ page, texts }: { page: PageContext; texts: Texts }): VNode => (
  <>
    <Head texts={texts} />
    <TheClocks texts={texts} />
    <Tabs
      label="Views of the case"
      tabs={[
        { href: '/gallery', label: 'Thread', current: true },
        { href: '/gallery/form', label: 'Persons and places', current: false },
        { href: '/gallery/check', label: texts.word, count: 6, current: false },
      ]}
    />
    <Columns aside={<Aside texts={texts} />}>
      <TheThread texts={texts} />
      <Notice tone="warn" title="Only recalled">
        {texts.long}
      </Notice>
      <Notice tone="thread">{texts.word}</Notice>
      <Notice tone="good" title="Received">
        The police have it.
      </Notice>
      <Details summary="Why is this asked?">
        <p>{texts.long}</p>
      </Details>
      <SummaryCard
        title={texts.word}
        facts={[{ label: 'Status', value: texts.long }]}
        actions={<a href="/gallery">Change</a>}
      />
      <form method="post" action="/gallery">
        <Button kind="danger">Break glass</Button>
      </form>
    </Columns>
    <Lists page={page} texts={texts} />
    <Dialog id="identity" title="Open identity" close="Not now">
      <p>{texts.long}</p>
    </Dialog>
  </>
);
