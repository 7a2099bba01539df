import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, test } from 'node:test';

const root = join(import.meta.dirname, '..');

const passing = (name: string) => `import { test } from 'node:test';\ntest('${name}', () => {});\n`;

/** Runs scripts/run-tests.mjs in a project that holds only the given tests. */
const runIn = (files: Readonly<Record<string, string>>, more = {}): { status: number | null; said: string } => {
  const folder = mkdtempSync(join(tmpdir(), 'ariane-run-'));
  mkdirSync(join(folder, 'scripts'));
  for (const name of ['run-tests.mjs', 'seeded.mjs', 'typescript.mjs'])
    copyFileSync(join(root, 'scripts', name), join(folder, 'scripts', name));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const { NODE_TEST_CONTEXT: _within, FORCE_COLOR: _colours, ...inherited } = process.env;
  const options = { cwd: folder, encoding: 'utf8', env: { ...inherited, CI: '1', NO_COLOR: '1', ...more } } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, ['scripts/run-tests.mjs'], options);
  rmSync(folder, { recursive: true });
  return { status, said: stdout + stderr };
};

describe('running the tests', () => {
  test('everything is found, the journeys come last, one summary stands at the end', () => {
    const { status, said } = runIn({
      'src/rooms/cases/rules.test.ts': passing('in a room'),
      'src/platform/page.test.tsx': passing('of a page'),
      'test/journeys/a.test.ts': passing('a journey'),
      'test/z.test.ts': passing('elsewhere'),
      'bench/one.test.ts': passing('a measurement'),
      'test/helper.ts': passing('not a test'),
    });
    assert.equal(status, 0, said);
    assert.match(said, /^ℹ tests 5$[\s\S]*^ℹ pass 5$[\s\S]*^ℹ fail 0$/m);
    assert.equal(said.match(/ℹ tests /g)?.length, 1);
    assert.ok(said.indexOf('a journey') > said.indexOf('elsewhere'));
    assert.doesNotMatch(said, /not a test/);
    assert.ok(!said.includes('\u001b'), 'there are colours in CI');
  });

  test('a failing test, a file that falls over and a file that does not parse fail the run', () => {
    const wrong = [
      `import { test } from 'node:test';\ntest('wrong', () => { throw new Error('planted'); });\n`,
      `throw new Error('planted');\n`,
      'const = 1;\n',
    ];
    for (const text of wrong) {
      const { status, said } = runIn({ 'test/a.test.ts': text, 'test/b.test.ts': passing('right') });
      assert.equal(status, 1, said);
      assert.match(said, /^ℹ pass 1$[\s\S]*^ℹ fail 1$/m);
    }
  });

  test('a property test takes the seed of the run, and more runs when deep', () => {
    const text = [
      `import fc from 'fast-check';`,
      `import { test } from 'node:test';`,
      `let runs = 0;`,
      `test('a property', () => fc.assert(fc.property(fc.nat(), () => void (runs += 1))));`,
      `test('told', () => console.log('seed', fc.readConfigureGlobal().seed, 'runs', runs));\n`,
    ].join('\n');
    const { said } = runIn({ 'test/a.test.ts': text }, { ARIANE_SEED: '4711', ARIANE_DEEP: '1' });
    assert.match(said, /seed 4711 runs 2000/);
    assert.match(runIn({ 'test/a.test.ts': text }, { ARIANE_SEED: '42', ARIANE_DEEP: '' }).said, /seed 42 runs 100/);
  });

  test('no test at all is a failure', () => assert.equal(runIn({}).status, 1));
});
