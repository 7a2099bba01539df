import type { VNode } from 'preact';
import type { Instant } from '../../../platform/clock.ts';
import { Button, Chip, Columns, FormFor, Notice, PageHead } from '../../../platform/web/index.ts';
import { mayRecount } from '../access.ts';
import { textsOfFigure } from '../rules/index.ts';
import { Conflicts, Lineage, PublishedFacts, Query, Vintages } from './beside.tsx';
import { Breakdowns, Numbers } from './numbers.tsx';
import { PersonsOnce } from './once.tsx';
import { Origin } from './origin.tsx';
import type { CountedSheet, FigureSheet } from './sheet.ts';

const Downloads = ({ sheet }: { sheet: FigureSheet }): VNode => {
  const { t } = sheet.page.words;
  const run = sheet.selection.run === undefined ? '' : `?run=${sheet.selection.run}`;
  return (
    <>
      {(['csv', 'json'] as const).map((format) => (
        <a
          key={format}
          class="button quiet"
          href={`/figures/${sheet.figure.id}/numbers.${format}${run}`}
          aria-label={t('statistics.download.label', { format: t(`statistics.download.${format}`) })}
        >
          {t(`statistics.download.${format}`)}
        </a>
      ))}
    </>
  );
};

const Actions = ({ sheet }: { sheet: FigureSheet }): VNode => {
  const { page, run, figure } = sheet;
  return (
    <>
      {run === null ? null : <Downloads sheet={sheet} />}
      {page.viewer && mayRecount(page.viewer) ? (
        <FormFor page={page} action={`/figures/${figure.id}/recount`} light class="inline">
          <Button kind="quiet">{page.words.t('statistics.recount')}</Button>
        </FormFor>
      ) : null}
    </>
  );
};

const Warnings = ({ sheet }: { sheet: FigureSheet }): VNode => {
  const { words } = sheet.page;
  const { run, selection, synthetic, figure } = sheet;
  return (
    <>
      {synthetic ? (
        <Notice tone="plum" title={words.t('statistics.synthetic.title')}>
          {words.t('statistics.synthetic')}
        </Notice>
      ) : null}
      {run === null ? null : <Notice>{words.t('statistics.download.notice')}</Notice>}
      {run !== null && selection.run !== undefined ? (
        <Notice tone="warn">
          {words.t('statistics.vintages.old', { moment: words.date(run.computedAt as Instant, 'moment') })}{' '}
          <a href={`/figures/${figure.id}`}>{words.t('statistics.vintages.to_newest')}</a>
        </Notice>
      ) : null}
    </>
  );
};

const Counted = ({ sheet }: { sheet: CountedSheet }): VNode => (
  <>
    <Columns aside={<Origin sheet={sheet} />}>
      <Numbers sheet={sheet} />
      <PersonsOnce sheet={sheet} />
      <Breakdowns sheet={sheet} />
    </Columns>
    <Lineage sheet={sheet} />
    <PublishedFacts sheet={sheet} />
    <Conflicts sheet={sheet} />
    <Query sheet={sheet} />
    <Vintages sheet={sheet} />
  </>
);

/** The page of a figure: numbers as chart and table, where the chosen one comes from, what others have published. */
export const FigurePage = ({ sheet }: { sheet: FigureSheet }): VNode => {
  const { page, figure, profile, run } = sheet;
  const { t } = page.words;
  const texts = textsOfFigure(profile, figure, page.words);
  return (
    <>
      <PageHead
        title={texts.title}
        lead={texts.definition}
        chips={<Chip tone="warn">{t('statistics.edition')}</Chip>}
        actions={<Actions sheet={sheet} />}
        back={{ href: '/figures', label: t('statistics.back') }}
      />
      <Warnings sheet={sheet} />
      {run === null ? (
        <Notice title={t('statistics.not_counted')}>{t('statistics.not_counted.lead')}</Notice>
      ) : (
        <Counted sheet={{ ...sheet, run }} />
      )}
    </>
  );
};
