import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

const root = join(import.meta.dirname, '..');
const pages = ['docs/threat-model.md', 'docs/promises.md'].map((path) => readFileSync(join(root, path), 'utf8'));

type Proof = { readonly file: string; readonly title: string };

/** The third column of each row of a table: `file` › title. */
const proofsOf = (text: string): readonly (Proof | string)[] =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !/^\| (way |\| promise)/.test(line))
    .map((line) => {
      const cell = line.split('|')[3]?.trim() ?? '';
      const [, file, title] = /^`([^`]+)` › (.+)$/.exec(cell) ?? [];
      return file && title ? { file, title } : line;
    });

/** What is wrong with a row: it proves nothing and does not say so, or its test is not there. */
const faultOf = (proof: Proof | string): string[] => {
  if (typeof proof === 'string') return /\*(open|measured)\*/.test(proof) ? [] : [`no proof: ${proof}`];
  const file = join(root, proof.file);
  if (!existsSync(file)) return [`no such file: ${proof.file}`];
  return readFileSync(file, 'utf8').includes(proof.title) ? [] : [`no such test in ${proof.file}: ${proof.title}`];
};

describe('the threat model and the promises', () => {
  test('name a test for each way in and each promise, and the test exists', () => {
    for (const page of pages) {
      const proofs = proofsOf(page);
      assert.ok(proofs.length > 30, 'the tables were not found');
      assert.deepEqual(proofs.flatMap(faultOf), []);
    }
  });

  test('each promise stands once, by its number', () => {
    const numbers = [...(pages[1] ?? '').matchAll(/^\| P(\d+) \|/gm)].map(([, number]) => Number(number));
    assert.equal(new Set(numbers).size, numbers.length);
    assert.deepEqual(
      [...numbers].sort((one, other) => one - other),
      Array.from({ length: 62 }, (_, at) => at + 1),
    );
  });

  test('a row without a proof, a lost file and a renamed test are noticed', () => {
    const row = (cell: string) => proofsOf(`| a way | a wall | ${cell} |`).flatMap(faultOf).length;
    assert.deepEqual(
      ['–', '`test/gone.test.ts` › title', '`test/threat-model.test.ts` › a title that is \u200bnot here'].map(row),
      [1, 1, 1],
    );
  });
});
