import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { projectRoot } from '../../src/platform/root.ts';

/** Bundles must lie under the packages they use; this folder is not part of the repository. */
const buildFolder = join(projectRoot, 'node_modules', '.bench');

/** Bundles an entry as `npm start` does, so that what runs is what is installed; gives the file to run. */
export const bundled = async (entry: string, name: string, plugins: Plugin[] = []): Promise<string> => {
  const folder = join(buildFolder, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, 'assets'), { recursive: true });
  // No page is asked for, so no island is built.
  writeFileSync(join(folder, 'assets', 'manifest.json'), '{}');
  await build({
    absWorkingDir: projectRoot,
    entryPoints: [entry],
    ...{ outdir: folder, bundle: true, splitting: true, format: 'esm', platform: 'node', target: 'node24' },
    ...{ packages: 'external', jsx: 'automatic', jsxImportSource: 'preact', logLevel: 'warning' },
    plugins,
  });
  return join(folder, `${basename(entry, '.ts')}.js`);
};
