import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A text file of the repository. */
export type TextFile = { readonly path: string; readonly text: string };

/**
 * Every file that is tracked or about to be; an ignored one belongs to a machine, not to the project.
 * Without git, or in a copy without its history, what .gitignore names at the top is left out instead.
 */
export const projectFiles = (root: string): string[] => {
  const words = ['-c', 'safe.directory=*', 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
  const { status, stdout } = spawnSync('git', words, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 });
  return status === 0 ? stdout.split('\0').filter((path) => path !== '') : filesBelow(root);
};

const filesBelow = (root: string): string[] => {
  const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
    .split('\n')
    .map((line) => line.replace(/\/$/, ''));
  const tops = readdirSync(root).filter((name) => name !== '.git' && !ignored.includes(name));
  return tops.flatMap((top) =>
    statSync(join(root, top)).isFile()
      ? [top]
      : readdirSync(join(root, top), { withFileTypes: true, recursive: true })
          .filter((entry) => entry.isFile())
          .map((entry) => relative(root, join(entry.parentPath, entry.name))),
  );
};

/** The files that hold text, the lock file left out (it is made by npm and names its registry). */
export const textFiles = (root: string): TextFile[] =>
  projectFiles(root)
    .filter((path) => path !== 'package-lock.json')
    .flatMap((path) => readText(root, path));

const readText = (root: string, path: string): TextFile[] => {
  try {
    const bytes = readFileSync(join(root, path));
    return bytes.includes(0) ? [] : [{ path, text: bytes.toString('utf8') }];
  } catch (error) {
    // Deleted by somebody at work and not yet committed.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
};
