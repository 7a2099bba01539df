import { staffLanguages, wordsFor } from '../../platform/words.ts';
import {
  describeFigure,
  type Figure,
  type FigureDescription,
  figureOf,
  figures,
  readRun,
  recountFigure,
} from '../../rooms/statistics/index.ts';
import { readInstallationKind } from '../demonstration/store.ts';
import { countPersonsOnce } from '../matching/once.ts';
import type { Command, CommandContext } from './command.ts';

const usage = `ariane figure <id> [--json] [--language en|fr|de] [--stored]
  --json       everything the staff page shows, as data
  --language   language of titles and rules (default en)
  --stored     the newest stored numbers; without it they are counted now
Figures: ${figures.map(({ id }) => id).join(', ')}`;

const option = (args: readonly string[], name: string): string | undefined =>
  args.includes(name) ? args[args.indexOf(name) + 1] : undefined;

const describe = async (figure: Figure, args: readonly string[], context: CommandContext) => {
  const statistics = await context.openAs('statistics');
  const profile = context.profile();
  if (!args.includes('--stored'))
    await recountFigure({ statistics, profile, clock: context.clock, once: countPersonsOnce }, figure);
  const run = await readRun(statistics, figure.id);
  if (run === null) return null;
  const words = wordsFor(option(args, '--language') ?? 'en', profile.timeZone);
  const synthetic = (await readInstallationKind(statistics)) === 'demonstration';
  return describeFigure({ figure, profile, run, words, synthetic });
};

const table = ({ measures, periods }: FigureDescription): string[] => {
  const titles = measures.map(({ title }) => title);
  const widths = titles.map((title) => Math.max(title.length, 6));
  const line = (first: string, cells: readonly string[]): string =>
    `${first.padEnd(12)}${cells.map((cell, index) => cell.padStart((widths[index] ?? 6) + 2)).join('')}`;
  return [
    line('', titles),
    ...periods.map(({ period, values }) =>
      line(
        period,
        measures.map(({ id }) => String(values[id] ?? '–')),
      ),
    ),
  ];
};

const fact = (one: FigureDescription['published'][number]): string =>
  `  ${one.agreement.padEnd(12)} ${one.period} ${one.measure}: published ${one.value ?? '–'} ${one.unit}, here ${one.computed ?? '–'} (${one.fact}, ${one.source.title})`;

const spoken = (figure: FigureDescription): string =>
  [
    `${figure.title}${figure.synthetic ? '  [synthetic: these people do not exist]' : ''}`,
    figure.definition,
    '',
    ...table(figure),
    '',
    ...figure.measures.map(({ title, rule, inferred }) => `${title}: ${rule}${inferred ? ' [inferred]' : ''}`),
    figure.reference,
    figure.status,
    '',
    ...figure.published.map(fact),
    ...figure.conflicts.map(({ text, facts }) => `  conflict     ${facts.join(', ')}: ${text}`),
    '',
    `Computed ${figure.computed_at}, query ${figure.query_hash}`,
    '',
  ].join('\n');

const run = async (args: readonly string[], context: CommandContext): Promise<number> => {
  const figure = figureOf(args[0] ?? '');
  const language = option(args, '--language') ?? 'en';
  if (figure === undefined || !(staffLanguages as readonly string[]).includes(language)) {
    context.print(`${usage}\n`);
    return 2;
  }
  const described = await describe(figure, args, context);
  if (described === null) {
    context.print('This figure has not been counted yet: leave out --stored.\n');
    return 1;
  }
  context.print(args.includes('--json') ? `${JSON.stringify(described, null, 2)}\n` : spoken(described));
  return described.published.some(({ agreement }) => agreement === 'differs') ? 1 : 0;
};

/** Prints a figure as the staff page shows it. Exit code 1 when a published fact of the same unit differs. */
export const figureCommand: Command = {
  name: 'figure',
  summary: 'print a figure: numbers, definition, counting rule, query, and whether published facts agree',
  usage,
  run,
};
