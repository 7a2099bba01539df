// Loaded before each test file: property tests take the seed that `npm test` printed, and run longer with --deep.
import { readFileSync } from 'node:fs';

const { ARIANE_SEED, ARIANE_DEEP } = process.env;
const [, file] = process.argv;

/** Most test files use no property test and need not wait for the library. */
const usesProperties = () => {
  try {
    return file !== undefined && readFileSync(file, 'utf8').includes('fast-check');
  } catch {
    return false;
  }
};

if (ARIANE_SEED && usesProperties()) {
  const { default: fc } = await import('fast-check');
  fc.configureGlobal({ seed: Number(ARIANE_SEED), numRuns: ARIANE_DEEP === '1' ? 2000 : 100 });
}
