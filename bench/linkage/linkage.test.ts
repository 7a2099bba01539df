import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { tokensOf } from '../../src/linkage/index.ts';
import { attackPlain, attackStore } from './attack.ts';
import { crossScript, type Entry, febrl, listed } from './data.ts';
import { invented } from './generator.ts';
import { contestOf } from './pairs.ts';
import { countOn } from './people.ts';
import { bestQuality, shippedQuality } from './quality.ts';

describe('T10: the attack', () => {
  const stolen = febrl('4a').slice(0, 400);
  const strangers = febrl('4a').slice(400, 600);
  test('names plain filters, or this test says nothing', () =>
    assert.ok(attackPlain(stolen, [...stolen].reverse()) >= 0.95));
  test('names next to nobody in a store, with the whole list and with half of it', () => {
    assert.ok(attackStore(stolen, [...stolen].reverse()) <= 0.05);
    // Guesses at random name one or two of four hundred.
    assert.ok(attackStore(stolen, [...strangers, ...stolen.slice(0, 200)]) <= 0.02);
  });
});

/** Records that carry the most frequent token of a list. */
const mostFrequent = (entries: readonly Entry[]): number => {
  const counts = new Map<string, number>();
  for (const entry of entries)
    for (const { text } of tokensOf(listed(entry).person)) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Math.max(...counts.values());
};

describe('T11: no token is frequent', () => {
  const [list] = crossScript();
  for (const [name, entries] of [
    ['many scripts', list],
    ['one country', febrl('4a')],
  ] as const)
    test(name, () =>
      assert.ok(mostFrequent(entries) <= Math.min(20, entries.length / 100), String(mostFrequent(entries))),
    );
});

describe('who is found', () => {
  test('the given list in many scripts: best, and at the shipped bound', () => {
    const contest = contestOf(...crossScript());
    const { precision, recall } = shippedQuality(contest);
    assert.ok(bestQuality(contest).f1 >= 0.92);
    assert.ok(precision >= 0.98 && recall >= 0.8, `${precision} ${recall}`);
  });
  test('persons are counted within three of a hundred, the truth inside the interval', () => {
    const contest = contestOf(...invented({ seed: 5, manner: 'cross-script', size: 300, common: 90 }));
    const { error, inside } = countOn(contest, 600, 510);
    assert.ok(Math.abs(error) <= 0.03 && inside, String(error));
  });
});

test('the same seed invents the same lists, another seed others', () => {
  const asked = { manner: 'cross-script', size: 50, common: 20 } as const;
  assert.deepEqual(invented({ ...asked, seed: 4 }), invented({ ...asked, seed: 4 }));
  assert.notDeepEqual(invented({ ...asked, seed: 4 }), invented({ ...asked, seed: 5 }));
});
