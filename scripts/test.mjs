// `npm test`: every check and every test, each stage with its seconds; all stages run even when one fails.
//   --checks-only  build, format, types and lint, no tests        --deep  long property runs and all policy mutants
import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { ensureChromium } from './ensure-chromium.mjs';

const root = join(import.meta.dirname, '..');
const deep = process.argv.includes('--deep');
const checksOnly = process.argv.includes('--checks-only');

/** What every stage inherits: the seed of this run, how deep to go, and no colours in CI. */
const environment = {
  ...process.env,
  ARIANE_SEED: process.env.ARIANE_SEED ?? String(randomInt(2 ** 31 - 1)),
  ...(deep ? { ARIANE_DEEP: '1' } : {}),
  ...(process.env.CI ? { NO_COLOR: '1', FORCE_COLOR: undefined } : {}),
};

/** Runs a program in the repository and gives whether it ended well. */
const program = (command, ...words) =>
  new Promise((resolve) => {
    const child = spawn(command, words, { cwd: root, env: environment, stdio: 'inherit' });
    child.on('error', (error) => {
      console.error(`${command}: ${error.message}`);
      resolve(false);
    });
    child.on('exit', (code) => resolve(code === 0));
  });

const node = (...words) => program(process.execPath, ...words);

const tool = (name, ...words) => program(join(root, 'node_modules', '.bin', name), ...words);

const chromium = () => {
  environment.CHROMIUM = ensureChromium(environment);
  if (environment.CHROMIUM) console.log(environment.CHROMIUM);
  return environment.CHROMIUM !== undefined;
};

const testServer = (what) => node('--import', './scripts/typescript.mjs', 'scripts/test-server.ts', what);

/** The test files share a PostgreSQL; whoever finds none running cleans up after itself. */
const tests = async () => {
  const wasRunning = await testServer('running');
  const passed = await node('scripts/run-tests.mjs');
  if (!wasRunning) await testServer('stop');
  return passed;
};

const checks = [
  ['build', () => node('scripts/build.mjs')],
  ['format', () => tool('biome', 'format', '.')],
  ['types', () => tool('tsc', '-p', '.')],
  // In CI one plain line per finding: oxlint's frames are coloured there whatever NO_COLOR says.
  ['lint', () => tool('oxlint', '--type-aware', '--deny-warnings', ...(process.env.CI ? ['-f', 'unix'] : []))],
];

const everything = [...checks, ['chromium', chromium], ['tests', tests]];

const secondsSince = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`;

const runStage = async ([name, work]) => {
  const start = performance.now();
  console.log(`\n── ${name}`);
  const passed = await work();
  console.log(`── ${name} ${passed ? 'passed' : 'FAILED'} (${secondsSince(start)})`);
  return { name, passed, seconds: secondsSince(start) };
};

const runAll = async () => {
  const start = performance.now();
  const stages = [];
  console.log(`seed ${environment.ARIANE_SEED} (repeat with ARIANE_SEED=${environment.ARIANE_SEED} npm test)`);
  for (const stage of checksOnly ? checks : everything) stages.push(await runStage(stage));
  const failed = stages.filter(({ passed }) => !passed).map(({ name }) => name);
  console.log(
    `\n${stages.map(({ name, seconds }) => `${name} ${seconds}`).join(' · ')} · in all ${secondsSince(start)}`,
  );
  console.log(
    failed.length === 0 ? 'All stages passed.' : `FAILED: ${failed.join(', ')} (seed ${environment.ARIANE_SEED})`,
  );
  process.exitCode = failed.length === 0 ? 0 : 1;
};

await runAll();
