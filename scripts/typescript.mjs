// Loads TypeScript for tests and commands from the sources: in the process itself and from a folder of what was translated before.
// A loader on a thread of its own took half of the start of a test file.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { enableCompileCache, registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync, version } from 'esbuild';

// Beside the packages, where only who installs may write: what lies there is run.
const place = join(import.meta.dirname, '..', 'node_modules', '.cache', 'translated');
enableCompileCache(join(place, 'compiled'));
process.setSourceMapsEnabled(true);

const translate = (path, text) =>
  transformSync(text, {
    ...{ loader: path.endsWith('x') ? 'tsx' : 'ts', format: 'esm', target: 'node24', sourcefile: path },
    ...{ jsx: 'automatic', jsxImportSource: 'preact', sourcemap: 'inline', sourcesContent: false },
  }).code;

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

/** Written beside and moved: another process never reads half a file. Where nothing can be written, nothing is kept. */
const keep = (file, code) => {
  const half = `${file}.${process.pid}`;
  try {
    mkdirSync(place, { recursive: true });
    writeFileSync(half, code);
    renameSync(half, file);
  } catch {
    return;
  }
};

const hashOf = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha1')).digest('hex');

/** One file for each source, marked at its end with what it was made from: a source that changes replaces its own. */
const translated = (path) => {
  const text = readFileSync(path, 'utf8');
  const mark = `\n//${hashOf(version, text)}\n`;
  const file = join(place, `${hashOf(path)}.mjs`);
  const known = read(file);
  if (known?.endsWith(mark)) return known;
  const code = translate(path, text) + mark;
  keep(file, code);
  return code;
};

registerHooks({
  load: (url, context, next) =>
    /^file:.*\.tsx?$/.test(url)
      ? { format: 'module', source: translated(fileURLToPath(url)), shortCircuit: true }
      : next(url, context),
});
