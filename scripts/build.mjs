/** Bundles the processes (dist/*.js) and the browser islands (dist/assets/<name>-<hash>.js with a manifest). */
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const files = (folder, ending) => {
  try {
    return readdirSync(join(root, folder)).filter((name) => name.endsWith(ending) && !name.includes('.test.'));
  } catch {
    return [];
  }
};
const out = process.env.ARIANE_DIST ?? join(root, 'dist');
rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'assets'), { recursive: true });

await build({
  absWorkingDir: root,
  entryPoints: files('src/main', '.ts').map((name) => join('src/main', name)),
  outdir: out,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node24',
  packages: 'external',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  sourcemap: 'linked',
  logLevel: 'warning',
});

const islands = await build({
  absWorkingDir: root,
  entryPoints: files('src/client', '.ts')
    .filter((name) => !name.startsWith('_'))
    .map((name) => join('src/client', name)),
  outdir: join(out, 'assets'),
  entryNames: '[name]-[hash]',
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  target: 'es2020',
  metafile: true,
  logLevel: 'warning',
});
const manifest = Object.fromEntries(
  Object.entries(islands.metafile.outputs)
    .filter(([, output]) => output.entryPoint)
    .map(([file, output]) => [basename(output.entryPoint, '.ts'), `/assets/${basename(file)}`]),
);
writeFileSync(join(out, 'assets', 'manifest.json'), JSON.stringify(manifest));
