import { posix } from 'node:path';
import type { TextFile } from './files.ts';

/** What the pages of documentation are held against. */
export type Known = {
  readonly paths: readonly string[];
  readonly scripts: readonly string[];
  readonly pages: readonly TextFile[];
};

/** Links, paths and commands of the pages that lead nowhere, as `page: what`. */
export const deadEnds = (known: Known): string[] =>
  known.pages.flatMap((page) => [...deadLinks(page, known), ...deadPaths(page, known), ...deadCommands(page, known)]);

const withoutCode = (text: string): string => text.replace(/```[\s\S]*?```/g, '').replace(/`[^`\n]*`/g, '');

const deadLinks = ({ path, text }: TextFile, known: Known): string[] =>
  [...withoutCode(text).matchAll(/\[[^\]]*\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((target) => !/^(https?|mailto|tel):/.test(target) && !leadsSomewhere(path, target, known))
    .map((target) => `${path}: the link ${target} leads nowhere`);

const leadsSomewhere = (page: string, target: string, { paths, pages }: Known): boolean => {
  const [file = '', anchor] = target.split('#');
  const path = file === '' ? page : posix.join(posix.dirname(page), file).replace(/\/$/, '');
  if (!exists(path, paths)) return false;
  const linked = pages.find((each) => each.path === path);
  return anchor === undefined || linked === undefined || headings(linked.text).includes(anchor);
};

const exists = (path: string, paths: readonly string[]): boolean =>
  path === '.' || paths.includes(path) || paths.some((each) => each.startsWith(`${path}/`));

/** The anchors of a page's headings, as forges make them. */
const headings = (text: string): string[] =>
  [...text.matchAll(/^#+ +(.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replace(/\s/g, '-'),
  );

const ourFolders = /^(src|test|bench|scripts|docs|database|profiles|words|questionnaires|\.ci)\//;

/** A path in code letters is meant as one, unless it has a gap to fill in: `src/rooms/<room>/`, `words/*.json`. */
const deadPaths = ({ path, text }: TextFile, { paths }: Known): string[] =>
  [...text.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code.replace(/:\d+$/, '').replace(/\/$/, ''))
    .filter((code) => ourFolders.test(code) && /^[\w./-]+$/.test(code) && !exists(code, paths))
    .map((code) => `${path}: there is no ${code}`);

const builtIn = ['ci', 'install', 'start', 'test'];

const deadCommands = ({ path, text }: TextFile, { scripts, paths }: Known): string[] => [
  ...[...text.matchAll(/\bnpm (run )?([a-z][\w:-]*)/g)]
    .filter(([, run, name = '']) =>
      run === undefined ? !builtIn.includes(name) && isCommand(name) : !scripts.includes(name),
    )
    .map(([command]) => `${path}: package.json has no script for “${command}”`),
  ...[...text.matchAll(/\bnode (?:--\S+ (?:\.\/scripts\/typescript\.mjs )?)*((?:scripts|src|bench|test)\/[\w./-]+)/g)]
    .filter(([, file = '']) => !paths.includes(file))
    .map(([command]) => `${path}: there is no file for “${command}”`),
];

/** `npm packages` in a sentence is no command; a mistyped `npm strat` in a block cannot be told from it. */
const isCommand = (name: string): boolean => ['run-script', 'exec', 'dev', 'serve', 'build', 'lint'].includes(name);
