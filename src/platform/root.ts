import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const climb = (folder: string): string => {
  if (existsSync(join(folder, 'package.json')) && existsSync(join(folder, 'words'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('the program cannot find its own folder (package.json beside words/)');
  return climb(parent);
};

/** The folder of the installation: where `profiles/`, `words/`, `database/` are, run from source or from the bundle. */
export const projectRoot: string = climb(dirname(fileURLToPath(import.meta.url)));
