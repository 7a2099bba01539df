import type { VNode } from 'preact';
import type { Instant, PlainDate } from '../../../platform/clock.ts';
import { Chip, type Column, Details, Facts, Lines, Notice, Panel, Table } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { LineageLine } from '../actions.ts';
import { type Comparison, comparisons, type Conflict, conflictsOf } from '../rules/index.ts';
import { Agreement, SourceName } from './origin.tsx';
import { type CountedSheet, measureOf, measureTitle, periodLabel } from './sheet.ts';

/** What a published number counts: its period and measure, and the part it speaks of in the words of its source. */
const Counted = (props: {
  readonly compared: Comparison;
  readonly figure: CountedSheet['figure'];
  readonly words: Words;
}): VNode => {
  const { compared, figure, words } = props;
  const { period, measure, fact } = compared;
  return (
    <>
      {`${periodLabel(period)} · ${measureTitle(figure, measureOf(figure, measure), words)}`}
      {Object.keys(fact.dimensions).length > 0 ? (
        <span class="soft">{` · ${Object.values(fact.dimensions).join(', ')}`}</span>
      ) : null}
    </>
  );
};

const Provenance = ({ compared, words }: { readonly compared: Comparison; readonly words: Words }): VNode => (
  <>
    <SourceName compared={compared} />
    <br />
    <span class="soft">{words.t(`statistics.provenance.${compared.fact.provenance}`)}</span>
  </>
);

const factColumns = ({ figure, page: { words } }: CountedSheet): readonly Column<Comparison>[] => [
  {
    id: 'period',
    label: words.t('statistics.table.period'),
    heads: true,
    cell: (compared) => <Counted compared={compared} figure={figure} words={words} />,
  },
  {
    id: 'published',
    label: words.t('statistics.facts.published'),
    numeric: true,
    cell: ({ fact }) => (fact.value === null ? (fact.value_text ?? '–') : words.number(fact.value)),
  },
  {
    id: 'computed',
    label: words.t('statistics.facts.computed'),
    numeric: true,
    cell: ({ computed }) => (computed === null ? '–' : words.number(computed)),
  },
  {
    id: 'verdict',
    label: words.t('statistics.facts.verdict'),
    cell: (compared) => <Agreement compared={compared} words={words} />,
  },
  {
    id: 'source',
    label: words.t('statistics.facts.source'),
    cell: (compared) => <Provenance compared={compared} words={words} />,
  },
];

/** Every published fact beside our own number. */
export const PublishedFacts = ({ sheet }: { sheet: CountedSheet }): VNode => {
  const { words } = sheet.page;
  return (
    <Panel title={words.t('statistics.facts.title')}>
      <Table
        page={sheet.page}
        caption={words.t('statistics.facts.caption')}
        captionUnseen
        columns={factColumns(sheet)}
        rows={comparisons(sheet.profile, sheet.figure, sheet.run)}
        rowKey={({ fact }) => fact.id}
        empty={words.t('statistics.facts.none')}
      />
    </Panel>
  );
};

const ConflictFacts = ({ conflict }: { conflict: Conflict }): VNode => (
  <Facts
    facts={conflict.facts.map((compared) => ({
      label: periodLabel(compared.period),
      value: (
        <>
          <b>
            {compared.fact.value ?? '–'} {compared.fact.unit}
          </b>
          <SourceName compared={compared} />
        </>
      ),
      note: compared.fact.note,
    }))}
  />
);

/** Sources that stand against each other, side by side. */
export const Conflicts = ({ sheet }: { sheet: CountedSheet }): VNode | null => {
  const { words } = sheet.page;
  const conflicts = conflictsOf(sheet.profile, comparisons(sheet.profile, sheet.figure, sheet.run));
  if (conflicts.length === 0) return null;
  return (
    <Panel title={words.t('statistics.conflict.title')}>
      <p class="soft">{words.t('statistics.conflict.lead')}</p>
      {conflicts.map((conflict) => (
        <Notice key={conflict.id} tone="warn" title={conflict.text}>
          <ConflictFacts conflict={conflict} />
        </Notice>
      ))}
    </Panel>
  );
};

/** How many lines are listed on the page. */
const mostLines = 200;

const References = ({ line, words }: { line: LineageLine; words: Words }): VNode =>
  line.visible.length === 0 ? (
    <span class="soft">{words.t('statistics.lineage.hidden')}</span>
  ) : (
    <>
      {line.visible.map(({ reportId, reference }) => (
        <a key={reportId} href={`/reports/${reportId}`}>
          {reference ?? words.t('statistics.lineage.reports')}
        </a>
      ))}
    </>
  );

/** Months and counts; references where the viewer may open one report at least. */
const lineageColumns = (words: Words, named: boolean): readonly Column<LineageLine>[] => [
  {
    id: 'day',
    label: words.t('statistics.lineage.day'),
    heads: true,
    cell: ({ month }) => words.date(`${month}-01` as PlainDate, 'month'),
  },
  { id: 'counted', label: words.t('statistics.lineage.counted'), numeric: true, cell: ({ counted }) => counted },
  { id: 'reports', label: words.t('statistics.lineage.reports'), numeric: true, cell: ({ reports }) => reports },
  { id: 'persons', label: words.t('statistics.lineage.persons'), numeric: true, cell: ({ persons }) => persons },
  { id: 'events', label: words.t('statistics.lineage.events'), numeric: true, cell: ({ events }) => events },
  ...(named
    ? [
        {
          id: 'reference',
          label: words.t('statistics.lineage.reference'),
          cell: (line: LineageLine) => <References line={line} words={words} />,
        },
      ]
    : []),
];

/** What a line stands for; a call has no report, and nothing leads to it. */
const leadOf = ({ figure, chosen }: CountedSheet, named: boolean): string => {
  const { lines } = measureOf(figure, chosen?.cell.measure ?? '');
  if (lines !== undefined) return `statistics.lineage.lead_${lines}`;
  return named ? 'statistics.lineage.lead' : 'statistics.lineage.lead_unnamed';
};

/** What the chosen number is made of, for those who may see it. */
export const Lineage = ({ sheet }: { sheet: CountedSheet }): VNode | null => {
  const { words } = sheet.page;
  const lines = sheet.chosen?.lineage?.lines ?? null;
  if (lines === null) return null;
  const numbered = lines.map((line, index) => ({ ...line, index }));
  const named = lines.some(({ visible }) => visible.length > 0);
  return (
    <Panel title={words.t('statistics.lineage.title')} id="lineage">
      <p class="soft">{words.t(leadOf(sheet, named))}</p>
      <Table
        page={sheet.page}
        caption={words.t('statistics.lineage.title')}
        captionUnseen
        columns={lineageColumns(words, named)}
        rows={numbered.slice(0, mostLines)}
        rowKey={(line) => `${line.index}`}
        empty={words.t('statistics.lineage.empty')}
      />
      {lines.length > mostLines ? (
        <p>{words.t('statistics.lineage.shown', { shown: mostLines, total: lines.length })}</p>
      ) : null}
    </Panel>
  );
};

/** The query, for those who want to know exactly. */
export const Query = ({ sheet }: { sheet: CountedSheet }): VNode => {
  const { words } = sheet.page;
  return (
    <Details summary={words.t('statistics.query.title')}>
      <p>{words.t('statistics.query.lead')}</p>
      <pre class="query" tabindex={0} lang="en">
        <code>{sheet.figure.query}</code>
      </pre>
      <p class="soft">{words.t('statistics.query.hash', { hash: sheet.run.queryHash })}</p>
    </Details>
  );
};

/** Earlier computations, each frozen. */
export const Vintages = ({ sheet }: { sheet: CountedSheet }): VNode | null => {
  const { vintages, page, run, figure } = sheet;
  const { words } = page;
  if (vintages.length < 2) return null;
  return (
    <Panel title={words.t('statistics.vintages.title')}>
      <p class="soft">{words.t('statistics.vintages.lead')}</p>
      <Lines
        lines={vintages.map(({ id, computedAt }, index) => ({
          main: (
            <a
              href={index === 0 ? `/figures/${figure.id}` : `/figures/${figure.id}?run=${id}`}
              aria-current={id === run.id ? 'true' : undefined}
            >
              {words.date(computedAt as Instant, 'moment')}
            </a>
          ),
          note: index === 0 ? <Chip tone="good">{words.t('statistics.vintages.newest')}</Chip> : undefined,
        }))}
      />
    </Panel>
  );
};
