import type { VNode } from 'preact';
import type { Instant } from '../../../platform/clock.ts';
import { Chip, type Fact, Facts, Panel } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import type { ChosenNumber } from '../actions.ts';
import type { Measure } from '../facts.ts';
import { type Comparison, comparisons, periodOf, textsOfFigure, textsOfMeasure } from '../rules/index.ts';
import { type CountedSheet, measureOf, periodLabel } from './sheet.ts';

/** Whether a published number and ours are the same, in a word. */
export const Agreement = ({ compared, words }: { compared: Comparison; words: Words }): VNode => {
  const tones = { agrees: 'good', differs: 'danger', other_unit: 'plain', not_computed: 'plain' } as const;
  return (
    <Chip tone={tones[compared.agreement]}>
      {words.t(`statistics.agreement.${compared.agreement}`, { unit: compared.fact.unit })}
    </Chip>
  );
};

/** The source of a published fact, short: publisher and year, the whole title for those who stay on it. */
export const SourceName = ({ compared }: { compared: Comparison }): VNode => {
  const { publisher, year, title, url } = compared.source;
  const short = [publisher, year].filter((part) => part !== null).join(' ');
  return url ? (
    <a href={url} rel="noreferrer" title={title}>
      {short || title}
    </a>
  ) : (
    <span title={title}>{short || title}</span>
  );
};

const inferredNote = (measure: Measure, words: Words): VNode | null =>
  measure.inferred ? (
    <>
      <Chip tone="warn">{words.t('statistics.inferred')}</Chip> {words.t('statistics.inferred.why')}
    </>
  ) : null;

const ruleFact = (sheet: CountedSheet, measure: Measure, label: string): Fact => {
  const { words } = sheet.page;
  return {
    label,
    value: textsOfMeasure(sheet.figure, measure, words).rule,
    note: inferredNote(measure, words),
  };
};

const vintageFact = ({ page, run }: CountedSheet): Fact => {
  const { words } = page;
  const confirmed = words.t('statistics.detail.vintage.confirmed', {
    moment: words.date(run.confirmedAt as Instant, 'moment'),
  });
  return {
    label: words.t('statistics.detail.vintage'),
    value: words.date(run.computedAt as Instant, 'moment'),
    note: run.confirmedAt === run.computedAt ? null : confirmed,
  };
};

const generalFacts = (sheet: CountedSheet): readonly Fact[] => {
  const { page, figure, profile } = sheet;
  const { t } = page.words;
  const texts = textsOfFigure(profile, figure, page.words);
  return [
    { label: t('statistics.detail.reference'), value: texts.reference },
    { label: t('statistics.detail.status'), value: texts.status },
    { label: t('statistics.detail.protection'), value: t('statistics.detail.protection.staff') },
    vintageFact(sheet),
    {
      label: t('statistics.detail.owner'),
      value: texts.owner,
      note: t('statistics.detail.version', { version: figure.version }),
    },
  ];
};

const Elsewhere = ({ sheet, period, measure }: { sheet: CountedSheet; period: string; measure: string }): VNode => {
  const { words } = sheet.page;
  const known = comparisons(sheet.profile, sheet.figure, sheet.run).filter(
    (one) => one.period === period && one.measure === measure,
  );
  if (known.length === 0) return <span class="soft">{words.t('statistics.detail.elsewhere.none')}</span>;
  return (
    <>
      {known.map((compared) => (
        <span key={compared.fact.id}>
          <SourceName compared={compared} />: {compared.fact.value ?? '–'}{' '}
          <Agreement compared={compared} words={words} />
        </span>
      ))}
    </>
  );
};

const cameFrom = (sheet: CountedSheet, { cell, lineage }: ChosenNumber): Fact => {
  const { words } = sheet.page;
  const label = words.t('statistics.detail.from');
  if (lineage === null) return { label, value: words.t('statistics.detail.lineage.withheld') };
  const { reports } = lineage;
  const { lines, unit } = measureOf(sheet.figure, cell.measure);
  const values = { count: cell.value, persons: cell.value, reports };
  const value = words.t(`statistics.detail.from.${lines ?? unit}`, values);
  return { label, value, note: <a href="#lineage">{words.t('statistics.detail.lineage.link')}</a> };
};

const days = (period: string, words: Words): string => {
  const [from = '', to = from] = period.split('-');
  const span = periodOf({ from: Number(from), to: Number(to) });
  return words.t('statistics.detail.period.days', {
    from: words.date(span.from),
    to: words.date(span.to),
  });
};

const chosenFacts = (sheet: CountedSheet, chosen: ChosenNumber): readonly Fact[] => {
  const { t } = sheet.page.words;
  const { cell } = chosen;
  const measure = measureOf(sheet.figure, cell.measure);
  return [
    {
      label: t('statistics.detail.counted'),
      value: textsOfMeasure(sheet.figure, measure, sheet.page.words).title,
      note: textsOfFigure(sheet.profile, sheet.figure, sheet.page.words).definition,
    },
    ruleFact(sheet, measure, t('statistics.detail.rule')),
    cameFrom(sheet, chosen),
    {
      label: t('statistics.detail.period'),
      value: periodLabel(cell.period),
      note: days(cell.period, sheet.page.words),
    },
    {
      label: t('statistics.detail.elsewhere'),
      value: <Elsewhere sheet={sheet} period={cell.period} measure={cell.measure} />,
    },
  ];
};

const NumberOrigin = ({ sheet, chosen }: { sheet: CountedSheet; chosen: ChosenNumber }): VNode => {
  const { words } = sheet.page;
  const { cell } = chosen;
  const { unit } = measureOf(sheet.figure, cell.measure);
  return (
    <>
      <p>
        <span class="big">{words.number(cell.value)}</span> {words.t(`statistics.unit.${unit}`, { count: cell.value })}
      </p>
      <Facts facts={[...chosenFacts(sheet, chosen), ...generalFacts(sheet)]} />
    </>
  );
};

const GeneralOrigin = ({ sheet }: { sheet: CountedSheet }): VNode => {
  const { page, figure, profile } = sheet;
  const { words } = page;
  const rules = figure.measures.map((measure) =>
    ruleFact(sheet, measure, textsOfMeasure(figure, measure, words).title),
  );
  const definition: Fact = {
    label: words.t('statistics.detail.counted'),
    value: textsOfFigure(profile, figure, words).definition,
  };
  return (
    <>
      <p class="soft">{words.t('statistics.detail.none')}</p>
      <Facts facts={[definition, ...rules, ...generalFacts(sheet)]} />
    </>
  );
};

/** Where the chosen number comes from; while none is chosen, the definition of the whole figure. */
export const Origin = ({ sheet }: { sheet: CountedSheet }): VNode => (
  <div class="origin">
    <Panel title={sheet.page.words.t('statistics.detail.title')} id="number">
      {sheet.chosen ? <NumberOrigin sheet={sheet} chosen={sheet.chosen} /> : <GeneralOrigin sheet={sheet} />}
    </Panel>
  </div>
);
