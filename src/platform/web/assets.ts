import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { projectRoot } from '../root.ts';

/** A file served as it is, under a name that changes with its content. */
export type Asset = { readonly type: string; readonly bytes: Buffer; readonly brotli: Buffer };

const urls = new Map<string, string>();
const files = new Map<string, Asset>();

const put = (name: string, path: string, type: string, bytes: Buffer): void => {
  urls.set(name, path);
  files.set(path, { type, bytes, brotli: brotliCompressSync(bytes) });
};

const hashOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('base64url').slice(0, 10);

/** The style sheet: the files of `style/` in the order of their names. Comments are for readers of the source. */
const readSheet = (): Buffer => {
  const folder = join(projectRoot, 'src/platform/web/style');
  const parts = readdirSync(folder).filter((name) => name.endsWith('.css'));
  const text = parts.sort().map((name) => readFileSync(join(folder, name), 'utf8'));
  return Buffer.from(text.join('\n').replace(/\/\*[^]*?\*\/\s*/g, ''));
};

const isBundled = (): boolean => !import.meta.url.includes('/src/platform/web/');

/** The bundle lies beside its assets. */
const readBuiltIslands = (): void => {
  const folder = join(import.meta.dirname, 'assets');
  const manifest = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  for (const [name, path] of Object.entries(manifest)) {
    put(name, path, 'text/javascript; charset=utf-8', readFileSync(join(folder, basename(path))));
  }
};

/** Run from source (tests, tools) there is nothing built: the islands are bundled in memory. */
const bundleIslands = async (): Promise<void> => {
  const { build } = await import('esbuild');
  const folder = join(projectRoot, 'src/client');
  const names = readdirSync(folder).filter((name) => /^[^_][^.]*\.ts$/.test(name));
  const { outputFiles } = await build({
    entryPoints: names.map((name) => join(folder, name)),
    outdir: join(projectRoot, 'dist/assets'),
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2020',
  });
  for (const file of outputFiles) {
    const bytes = Buffer.from(file.contents);
    const name = basename(file.path, '.js');
    put(name, `/assets/${name}-${hashOf(bytes)}.js`, 'text/javascript; charset=utf-8', bytes);
  }
};

/** Reads the style sheet and the islands, once. Throws when the program was not built. */
export const loadAssets = async (): Promise<void> => {
  if (files.size > 0) return;
  const sheet = readSheet();
  put('sheet', `/assets/staff-${hashOf(sheet)}.css`, 'text/css; charset=utf-8', sheet);
  if (isBundled()) readBuiltIslands();
  else await bundleIslands();
};

/** Address of an asset by its name: `sheet`, or the name of an island such as `staff`. Throws on an unknown name. */
export const assetUrl = (name: string): string => {
  const url = urls.get(name);
  if (url === undefined) throw new Error(`there is no asset "${name}"; was the program built?`);
  return url;
};

/** All assets by their path. */
export const assetFiles = (): ReadonlyMap<string, Asset> => files;
