import type { VNode } from 'preact';
import type { Uuid } from '../../../../platform/ids.ts';
import { Chip, type Column, named, type PageContext, Table } from '../../../../platform/web/index.ts';
import type { Profile } from '../../../../profile/index.ts';
import type { Later, QueueLine } from '../../actions/triage/index.ts';
import { openStates } from '../../steps.ts';
import { AlarmChips, pathOf, stateText, waitingText } from './parts.tsx';
import { bodyName, bodyOf } from '../../../directory/index.ts';

const mostNamed = 2;

/** The first few of a list in words, and how many more there are. */
const few = (page: PageContext, list: string, codes: readonly string[]): string => {
  const first = codes.slice(0, mostNamed).map((code) => named(page, list, code));
  const more = codes.length - first.length;
  return more > 0 ? `${first.join(', ')} ${page.words.t('referrals.triage.more', { more })}` : first.join(', ');
};

type AllLater = ReadonlyMap<Uuid, Later>;

/** That the sender said something more, or took the report back. */
const SaidLater = ({ later, page }: { later: Later | undefined; page: PageContext }): VNode | null => {
  if (later === undefined) return null;
  return (
    <div class="chips">
      {later.withdrawn ? <Chip tone="warn">{page.words.t('referrals.supplement.chip.withdrawn')}</Chip> : null}
      {later.unread > 0 ? <Chip tone="thread">{page.words.t('referrals.supplement.chip.unread')}</Chip> : null}
    </div>
  );
};

const Report = ({ line, later, page }: { line: QueueLine; later: AllLater; page: PageContext }): VNode => (
  <>
    <a href={pathOf(line.id)}>{line.reference ?? page.words.t('referrals.triage.no_reference')}</a>
    {line.label === null ? null : (
      <span class="soft" dir="auto">
        {' '}
        “{line.label}”
      </span>
    )}
    {line.mergedInto === null ? null : <Chip>{page.words.t('referrals.triage.merged')}</Chip>}
    <SaidLater later={later.get(line.id)} page={page} />
  </>
);

const Persons = ({ line, page }: { line: QueueLine; page: PageContext }): VNode => (
  <>
    <span class="brief">{page.words.t('referrals.triage.persons', { count: line.persons })}</span>
    {line.maybeChildren > 0 ? (
      <span class="soft"> {page.words.t('referrals.triage.maybe_children', { count: line.maybeChildren })}</span>
    ) : null}
  </>
);

const Languages = ({ line, page }: { line: QueueLine; page: PageContext }): VNode => (
  <>
    {few(page, 'languages', line.languages)}
    {line.needInterpreter > 0 ? (
      <span class="soft"> {page.words.t('referrals.triage.interpreters', { count: line.needInterpreter })}</span>
    ) : null}
  </>
);

const Waiting = ({ line, page }: { line: QueueLine; page: PageContext }): VNode => {
  const isOpen = openStates.some((state) => state === line.state);
  if (!isOpen) return <span class="soft">{page.words.date(line.sentAt, 'short')}</span>;
  return (
    <span class={line.alarmedAt !== null && line.acknowledgedAt === null ? 'brief late' : 'brief'}>
      {waitingText(page, line.sentAt)}
    </span>
  );
};

/** The short code of a body, its name said in full to who asks or listens. */
const Sender = ({ line, page, profile }: { line: QueueLine; page: PageContext; profile: Profile }): VNode => (
  <abbr title={bodyName(profile, page.words, line.senderId)}>
    {bodyOf(profile, line.senderId)?.code ?? bodyName(profile, page.words, line.senderId)}
  </abbr>
);

type Cell = (line: QueueLine) => Column<QueueLine>['cell'] extends (row: QueueLine) => infer Shown ? Shown : never;

const noneLater: AllLater = new Map();

const columnsOf = (profile: Profile, page: PageContext, later = noneLater): readonly Column<QueueLine>[] => {
  const { words } = page;
  const column = (id: string, cell: Cell, heads = false): Column<QueueLine> => ({
    ...{ id, heads },
    // One element, for on a small screen a cell stands beside its name.
    cell: (line) => <div>{cell(line)}</div>,
    label: words.t(`referrals.triage.column.${id}`),
  });
  return [
    column('report', (line) => <Report line={line} later={later} page={page} />, true),
    column('alarm', (line) => (
      <AlarmChips
        page={page}
        report={{ urgency: line.urgency, rank: line.urgencyRank, danger: line.inDanger, children: line.hasChild }}
      />
    )),
    column('waiting', (line) => <Waiting line={line} page={page} />),
    column('persons', (line) => <Persons line={line} page={page} />),
    column('forms', (line) => few(page, 'exploitation-forms', line.forms)),
    column('languages', (line) => <Languages line={line} page={page} />),
    column('sender', (line) => <Sender line={line} page={page} profile={profile} />),
    column('state', (line) => (
      <>
        {stateText(profile, words, line.state)}
        <br />
        <span class="soft">{line.assignedName ?? words.t('referrals.triage.nobody')}</span>
      </>
    )),
  ];
};

/** Received reports as a dense list; the order is the caller's. */
export const QueueTable = (props: {
  readonly page: PageContext;
  readonly profile: Profile;
  readonly lines: readonly QueueLine[];
  readonly empty: string;
  /** What senders said later, by report. */
  readonly later?: AllLater;
}): VNode => (
  <div class="dense">
    <Table
      page={props.page}
      caption={props.page.words.t('referrals.triage.title')}
      captionUnseen
      columns={columnsOf(props.profile, props.page, props.later)}
      rows={props.lines}
      rowKey={(line) => line.id}
      empty={props.empty}
    />
  </div>
);
