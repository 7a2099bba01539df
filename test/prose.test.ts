import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { projectFiles, textFiles } from './prose/files.ts';
import { forbiddenMarks } from './prose/marks.ts';
import { deadEnds } from './prose/pages.ts';

const root = join(import.meta.dirname, '..');
const files = textFiles(root);
const pages = files.filter(({ path }) => path.endsWith('.md'));

const none = (found: readonly string[]) => assert.ok(found.length === 0, `\n${found.join('\n')}\n`);

const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> };

describe('prose', () => {
  test('no file holds what is left undone or belongs to one machine', () => none(forbiddenMarks(files)));

  test('every link, path and command of the pages leads somewhere', () =>
    none(deadEnds({ pages, paths: projectFiles(root), scripts: Object.keys(scripts) })));

  test('the README shows its two commands', () => {
    const readme = pages.find(({ path }) => path === 'README.md')?.text ?? '';
    assert.match(readme, /npm ci && npm start/);
    assert.match(readme, /npm ci && npm test/);
  });
});

describe('decisions', () => {
  const decisions = pages
    .filter(({ path }) => /^docs\/decisions\/\d{4}-/.test(path))
    .sort((a, b) => (a.path < b.path ? -1 : 1));

  for (const { path, text } of decisions) {
    test(path, () => {
      assert.match(text, /^# \S.+\n\n\d{4}-\d{2}-\d{2} · (accepted|reversed by .+|template)\n/);
      const parts = [...text.matchAll(/^## (.+)$/gm)].map(([, part]) => part);
      assert.deepEqual(parts, ['Context', 'Choice', 'Alternatives', 'Consequences']);
    });
  }

  test('are numbered without a gap', () =>
    assert.deepEqual(
      decisions.map(({ path }) => Number(path.slice('docs/decisions/'.length).slice(0, 4))),
      decisions.map((_, at) => at),
    ));
});

describe('the glossary', () => {
  const lines = (pages.find(({ path }) => path === 'docs/words.md')?.text ?? '').split('\n');
  const words = lines.flatMap((line) => /^- \*\*(.+?)\*\*/.exec(line)?.[1] ?? []);

  test('has each word once, in one line', () => {
    assert.ok(words.length > 50, 'the glossary is missing');
    assert.deepEqual(
      words.filter((word, at) => words.indexOf(word) !== at),
      [],
    );
    none(lines.filter((line) => line.startsWith('  ')).map((line) => `a word runs over its line: ${line}`));
  });
});

describe('planted faults in prose', () => {
  const split = (...parts: string[]) => parts.join('');

  test('what may stand in no file', () => {
    const texts = [
      split('// TO', 'DO later'),
      split('see ../sha', 'red/x'),
      split('"/wo', 'rk/main"'),
      split('https://registry.', 'npmjs.org'),
      split('test.on', 'ly('),
    ];
    const found = forbiddenMarks(texts.map((text, at) => ({ path: `a${at}.ts`, text: `first\n${text}\n` })));
    assert.equal(found.length, texts.length, found.join('\n'));
    assert.ok(found.every((line) => /^a\d\.ts:2 /.test(line)));
    const fine = [
      { path: 'a.md', text: 'todo list of tasks, at the office/home, https://example.lu/the/place, a hack' },
    ];
    assert.deepEqual(forbiddenMarks(fine), []);
  });

  test('links, anchors, paths and commands that lead nowhere', () => {
    const text = [
      '# A page, made',
      '[a](other.md) [b](#gone) [c](../README.md) [d](#a-page-made) [e](https://example.lu)',
      '`src/gone.ts` `src/there.ts` `src/<room>/x.ts` `src/*.ts`',
      'npm run gone, npm run here, npm test, npm packages, node scripts/gone.mjs',
    ].join('\n');
    const page = { path: 'docs/page.md', text };
    const known = { pages: [page], paths: ['docs/page.md', 'README.md', 'src/there.ts'], scripts: ['here'] };
    assert.deepEqual(
      deadEnds(known).map((line) => line.replace('docs/page.md: ', '')),
      [
        'the link other.md leads nowhere',
        'the link #gone leads nowhere',
        'there is no src/gone.ts',
        'package.json has no script for “npm run gone”',
        'there is no file for “node scripts/gone.mjs”',
      ],
    );
  });
});
