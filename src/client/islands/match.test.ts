import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bare, type Entry, matching } from './match.ts';

const entry = (value: string, label: string, ...synonyms: string[]): Entry => ({
  value,
  label,
  words: [label, value, ...synonyms].map(bare),
});

const list = [
  entry('esch', 'Esch-sur-Alzette', 'Esch an der Alzette', 'Esch-Uelzecht'),
  entry('diff', 'Differdange', 'Differdingen', 'Déifferdeng'),
  entry('lux', 'Luxembourg', 'Lëtzebuerg', 'Stad'),
  entry('re', 'Réunion'),
  entry('uk', 'Ukrainian', 'українська'),
  entry('st', 'Straßen', 'Strassen'),
];

const found = (typed: string): readonly string[] => matching(list, typed).map((it) => it.value);

test('finds by synonyms, without marks, in any script, in any place of a word', () => {
  assert.equal(found('letze')[0], 'lux');
  assert.equal(found('reunion')[0], 're');
  assert.equal(found('УКРАЇ')[0], 'uk');
  assert.equal(found('alzette')[0], 'esch');
  assert.equal(found('esch sur')[0], 'esch');
  assert.equal(found('strasse')[0], 'st');
  assert.deepEqual(found('zzz'), []);
  assert.equal(found('  ').length, list.length);
});

test('the whole word comes before its beginning, and a beginning before a middle', () => {
  const names = [entry('1', 'New Guinea'), entry('2', 'Guinea-Bissau'), entry('3', 'Guinea'), entry('4', 'Beguines')];
  assert.deepEqual(
    matching(names, 'guinea').map((it) => it.value),
    ['3', '2', '1'],
  );
});

test('any text may be typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (typed) => {
      assert.ok(matching(list, typed).every((it) => list.includes(it)));
      assert.equal(bare(bare(typed)), bare(typed));
    }),
  );
});
