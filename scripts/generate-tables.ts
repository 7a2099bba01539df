/**
 * Writes src/platform/database/tables.ts from a freshly migrated database (`--check` compares instead).
 * Run it after every migration: a misspelt column is then a compile error.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { projectRoot } from '../src/platform/root.ts';
import { testDatabase } from '../test/support/database.ts';

const place = join(projectRoot, 'src/platform/database/tables.ts');
const database = await testDatabase();
const made = join(mkdtempSync(join(tmpdir(), 'ariane-tables-')), 'tables.ts');
execFileSync(
  join(projectRoot, 'node_modules/.bin/kysely-codegen'),
  [
    ...['--dialect', 'postgres', '--url', database.administratorUrl, '--out-file', made],
    ...[
      '--include-pattern',
      '{directory,security,journal,identity,cases,referrals,identification,protection,statistics,governance,linkage,matching,accommodation,assistance,portal,proceedings}.*',
    ],
    ...['--default-schema', 'none', '--date-parser', 'string', '--overrides', '{}'],
  ],
  { stdio: ['ignore', 'ignore', 'inherit'], cwd: projectRoot },
);
await database.close();
/** Our readers (src/platform/database/index.ts) give moments as ISO text and counts as numbers. */
const written = readFileSync(made, 'utf8')
  .replace(/export type Timestamp = .*;/, 'export type Timestamp = ColumnType<string, string, string>;')
  .replace(/export type Int8 = .*;/, 'export type Int8 = ColumnType<number, number, number>;');
const formatted = execFileSync(join(projectRoot, 'node_modules/.bin/biome'), ['format', `--stdin-file-path=${place}`], {
  cwd: projectRoot,
  input: written,
  encoding: 'utf8',
});
if (!process.argv.includes('--check')) writeFileSync(place, formatted);
else if (readFileSync(place, 'utf8') !== formatted) {
  process.stderr.write(
    'src/platform/database/tables.ts is not what the migrations make: run scripts/generate-tables.ts\n',
  );
  process.exit(1);
}
