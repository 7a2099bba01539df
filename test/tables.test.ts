import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../src/platform/root.ts';

test('the types of the tables are those the migrations make', () => {
  execFileSync(
    process.execPath,
    ['--import', './scripts/typescript.mjs', join(projectRoot, 'scripts/generate-tables.ts'), '--check'],
    {
      cwd: projectRoot,
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
});
