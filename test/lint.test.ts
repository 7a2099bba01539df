import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';

const root = join(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'ariane-lint-'));
after(() => rmSync(folder, { recursive: true }));

const tsconfig = {
  extends: join(root, 'tsconfig.json'),
  compilerOptions: { typeRoots: [join(root, 'node_modules/@types')] },
  include: ['.'],
};

/** Each mistake in a file of its own, named after the rule that must find it; `clean` must pass. */
const files: Readonly<Record<string, string>> = {
  'no-floating-promises': 'const save = async () => 1;\nexport const run = () => {\n  save();\n};\n',
  'no-misused-promises': 'const save = async () => true;\nexport const run = () => (save() ? 1 : 2);\n',
  'no-explicit-any': 'export const anything: any = 1;\n',
  'no-non-null-assertion': 'export const first = (list: string[]) => list[0]!;\n',
  'no-unsafe-assignment': `export const parsed: string = JSON.parse('1');\n`,
  'switch-exhaustiveness-check': `export const f = (state: 'open' | 'closed') => {\n  switch (state) {\n    case 'open':\n      return 1;\n  }\n  return 2;\n};\n`,
  eqeqeq: 'export const same = (a: string, b: string) => a == b;\n',
  'no-console': `console.log('here');\nexport {};\n`,
  'no-default-export': 'export default 1;\n',
  'only-throw-error': `export const fail = () => {\n  throw 'text';\n};\n`,
  clean: `export const save = async (): Promise<number> => 1;\nexport const run = async () => {\n  await save();\n};\n`,
};

const lint = (): string => {
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.ts`), text);
  const words = ['-c', join(root, '.oxlintrc.json'), '--type-aware', '-f', 'unix', folder];
  return spawnSync(join(root, 'node_modules/.bin/oxlint'), words, { encoding: 'utf8', cwd: folder }).stdout;
};

describe('the lint rules find what they are for', () => {
  const said = lint().split('\n');
  for (const name of Object.keys(files)) {
    const about = said.filter((line) => line.includes(`${name}.ts:`));
    test(name, () =>
      name === 'clean'
        ? assert.deepEqual(about, [])
        : assert.ok(
            about.some((line) => line.includes(`(${name})`)),
            `oxlint said about ${name}.ts: ${about.join('\n')}`,
          ),
    );
  }
});
