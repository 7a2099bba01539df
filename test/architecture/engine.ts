import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isTest, roomsInOrder } from './places.ts';
import { parseSource, type SourceFile, type Tree } from './source.ts';

/** What a rule found: where, and what to do about it. */
export type Finding = { readonly path: string; readonly line: number; readonly advice: string };

/** The whole house as the rules see it. */
export type House = {
  /** Every path of the tree, parsed or not. */
  readonly paths: readonly string[];
  /** The program: TypeScript below src, tests left out. */
  readonly sources: readonly SourceFile[];
  /** Everything parsed: the program, its tests, test helpers, measurements, developer commands. */
  readonly files: readonly SourceFile[];
  readonly byPath: ReadonlyMap<string, SourceFile>;
  readonly roomsInOrder: readonly string[];
  /** Files the parser could not read; no other rule sees them. */
  readonly unreadable: readonly Finding[];
};

/** A rule of the house: named after what to understand when it fails. */
export type Rule = { readonly name: string; readonly check: (house: House) => Finding[] };

/** Parses a tree into a house; `order` is the list of rooms from top to bottom. */
export const houseOf = (tree: Tree, order: readonly string[] = roomsInOrder): House => {
  const unreadable: Finding[] = [];
  const files = [...tree]
    .filter(([path]) => isTypeScript(path))
    .flatMap(([path, text]) => tryParse(path, text, unreadable));
  return {
    unreadable,
    paths: [...tree.keys()],
    files,
    sources: files.filter(({ path }) => path.startsWith('src/') && !isTest(path)),
    byPath: new Map(files.map((file) => [file.path, file])),
    roomsInOrder: order,
  };
};

const tryParse = (path: string, text: string, unreadable: Finding[]): SourceFile[] => {
  try {
    return [parseSource(path, text)];
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    unreadable.push({
      path,
      line: 1,
      advice: `this is no TypeScript (${reason}); the other rules did not see the file`,
    });
    return [];
  }
};

/** Reads the folders of a repository into a tree; a folder that does not exist is empty. */
export const readTree = (root: string, folders: readonly string[]): Tree => {
  const tree = new Map<string, string>();
  for (const folder of folders) {
    for (const path of filesBelow(root, folder)) tree.set(path, readFileSync(join(root, path), 'utf8'));
  }
  return tree;
};

/** One line per finding, as an editor understands it: path, line, rule, advice. */
export const report = (rule: Rule, findings: readonly Finding[]): string =>
  findings.map(({ path, line, advice }) => `${path}:${line} ${rule.name}: ${advice}`).join('\n');

/** Makes a finding at an offset of a file. */
export const findingAt = (file: SourceFile, offset: number, advice: string): Finding => ({
  path: file.path,
  line: file.lineAt(offset),
  advice,
});

const isTypeScript = (path: string): boolean => /\.tsx?$/.test(path) && !path.endsWith('.d.ts');

const filesBelow = (root: string, folder: string): string[] => {
  try {
    return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(root.length + 1));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};
