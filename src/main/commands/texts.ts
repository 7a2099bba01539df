import { readFileSync } from 'node:fs';
import { systemClock } from '../../platform/clock.ts';
import {
  asTable,
  beginLanguage,
  readAnswers,
  readLanguage,
  saveAnswers,
  saveReview,
  sourceLanguage,
  textLanguages,
} from '../../rooms/portal/public/index.ts';
import type { Command, CommandContext } from './command.ts';

const usage = `ariane texts                                  every language: how much is translated and reviewed
ariane texts <language> [--todo] [--csv]      what is missing, outdated or not reviewed, as data or as a table
  --todo      without what is only not reviewed
ariane texts <language> --import <file>       takes a translator's answers in: {"key": "text", …}, or what was printed
                                              with "now" (in a table: the column "text") filled in
ariane texts <language> --begin "<name in its own script>" [--rtl]
ariane texts <language> --reviewed-by "<name>" [--page <page>] [--on <day>]
                                              a named person has read the texts as they are; in production only such
                                              languages are published
ariane texts --note                           after a change of the English: notes in every language which pages wait`;

const after = (args: readonly string[], name: string): string | undefined =>
  args.includes(name) ? args[args.indexOf(name) + 1] : undefined;

const countOf = (code: string): string => {
  const found = readLanguage(code);
  if (!found) return '';
  const many = (why: string): number => found.asked.filter((line) => line.why === why).length;
  const numbers = ['missing', 'outdated', 'not reviewed'].map((why) => `${many(why)} ${why}`).join(', ');
  return `${code.padEnd(4)} ${numbers}${found.catalogue.waits.length > 0 ? `; waits: ${found.catalogue.waits.join(' ')}` : ''}\n`;
};

const answersFrom = (
  path: string,
): { readonly answers: Readonly<Record<string, string>> } | { readonly fault: string } => {
  try {
    return { answers: readAnswers(readFileSync(path, 'utf8')) };
  } catch (fault) {
    return { fault: `${path}: ${fault instanceof Error ? fault.message : 'unreadable'}` };
  }
};

const takeIn = (code: string, path: string, { print }: CommandContext): number => {
  const read = answersFrom(path);
  if (code === sourceLanguage) print('English is written in its files; the other languages follow it.\n');
  else if ('fault' in read) print(`${read.fault}\nNothing was changed.\n`);
  else {
    const faults = saveAnswers(code, read.answers);
    print(faults.length === 0 ? countOf(code) : `${faults.join('\n')}\nNothing was changed.\n`);
    return faults.length === 0 ? 0 : 1;
  }
  return 1;
};

const ask = (code: string, args: readonly string[], { print }: CommandContext): number => {
  const found = readLanguage(code);
  if (!found) {
    print(`There are no texts in "${code}" yet. Begin them:\n${usage}\n`);
    return 2;
  }
  const lines = found.asked.filter(({ why }) => !args.includes('--todo') || why !== 'not reviewed');
  print(args.includes('--csv') ? asTable(lines) : `${JSON.stringify(lines, null, 2)}\n`);
  return 0;
};

const review = (code: string, by: string, args: readonly string[], { print }: CommandContext): number => {
  const on = after(args, '--on') ?? systemClock.today('UTC');
  const faults = saveReview(code, { by, on, page: after(args, '--page') });
  print(faults.length === 0 ? countOf(code) : `${faults.join('\n')}\nNothing was changed.\n`);
  return faults.length === 0 ? 0 : 1;
};

const run = async (args: readonly string[], context: CommandContext): Promise<number> => {
  const [code = ''] = args;
  const [file, name] = [after(args, '--import'), after(args, '--begin')];
  if (args.includes('--note')) {
    for (const language of textLanguages()) if (language !== sourceLanguage) saveAnswers(language, {});
    return run([], context);
  }
  if (code === '') {
    context.print(textLanguages().map(countOf).join(''));
    return 0;
  }
  const reader = after(args, '--reviewed-by');
  if (reader !== undefined) return review(code, reader, args, context);
  if (name !== undefined && /^[a-z]{2,3}$/.test(code) && !readLanguage(code)) {
    beginLanguage({ language: code, name, direction: args.includes('--rtl') ? 'rtl' : 'ltr' });
    return 0;
  }
  return file === undefined ? ask(code, args, context) : takeIn(code, file, context);
};

/** Texts of the public pages for translators: what there is to do, and taking in what they send back. */
export const textsCommand: Command = {
  name: 'texts',
  summary: 'texts of the public pages: what a translation lacks, and taking in a translator’s answers',
  usage,
  run,
};
