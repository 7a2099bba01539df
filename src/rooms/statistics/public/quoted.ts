import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Profile, PublishedFigure } from '../../../profile/index.ts';
import { periodOfFact } from '../rules/comparison.ts';

const quoteSchema = z.strictObject({
  source: z.string(),
  where: z.string(),
  language: z.string(),
  text: z.string(),
  provenance: z.literal('source_document'),
});

const tableSchema = z.strictObject({
  id: z.enum(['detection', 'online']),
  columns: z.array(
    z.strictObject({ indicator: z.string(), word: z.enum(['reports', 'persons', 'detected', 'online']) }),
  ),
  quotes: z.array(quoteSchema),
});

const fileSchema = z.strictObject({ note: z.string(), tables: z.array(tableSchema) });

export type QuotedTable = z.infer<typeof tableSchema>;

/** What the profile lets the public page quote. Throws with the file's name when it is not as it should be. */
export const readQuotedTables = (profileDirectory: string): readonly QuotedTable[] => {
  const file = join(profileDirectory, 'portal', 'figures.json');
  const read = fileSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!read.success) throw new Error(`portal/figures.json: ${z.prettifyError(read.error)}`);
  return read.data.tables;
};

/** Known well enough to be told to the public: what was only recalled is held back until somebody has verified it. */
const isPublic = ({ provenance }: PublishedFigure): boolean =>
  provenance === 'source_document' || provenance === 'seen';

/** One line of a quoted table: what one source says of one period. */
export type QuotedLine = {
  readonly period: string;
  readonly source: string;
  readonly facts: readonly (PublishedFigure | null)[];
};

/** The lines of a table: one for each period and source that says anything of it, by period. */
export const linesOf = (profile: Profile, table: QuotedTable): readonly QuotedLine[] => {
  const indicators = table.columns.map(({ indicator }) => indicator);
  const facts = profile.figures.filter((fact) => indicators.includes(fact.indicator) && isPublic(fact));
  const lines = Map.groupBy(facts, (fact) => `${periodOfFact(fact)} ${fact.source}`);
  return [...lines.values()]
    .map((same) => ({
      period: same[0] ? periodOfFact(same[0]) : '',
      source: same[0]?.source ?? '',
      facts: indicators.map((indicator) => same.find((fact) => fact.indicator === indicator) ?? null),
    }))
    .sort((one, other) => (`${one.period} ${one.source}` < `${other.period} ${other.source}` ? -1 : 1));
};

/** True when two of these lines stand against each other. */
export const areInConflict = (lines: readonly QuotedLine[]): boolean => {
  const groups = lines.flatMap(({ facts }) => facts.flatMap((fact) => fact?.conflict_group ?? []));
  return new Set(groups).size < groups.length;
};
