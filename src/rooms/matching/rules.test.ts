import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainDate } from '../../platform/clock.ts';
import { readProfile } from '../../profile/index.ts';
import { answerHolds, classOf, type KeptFile, sideState, type SideSeen, tellingOf } from './rules.ts';

const { matching } = readProfile('profiles/luxembourg').consents;
const classes = [...matching.classes.map(({ code }) => code), null];
const stopSets = [[], ['family'], ...matching.classes.map(({ code }) => [code])];

/** Every file there can be: class, level, whom the person named, and one stop or none. */
const everyFile = classes.flatMap((bodyClass) =>
  [0, 1, 2, 3].flatMap((level) =>
    (level === 3 ? [null, 'police', 'prosecutor', 'immigration'] : [null]).flatMap((told) =>
      stopSets.map((stops): KeptFile => ({ bodyClass, level, told, stops })),
    ),
  ),
);

/** What the product promises, said once more and otherwise: pprl §5.5. */
const promised = (one: KeptFile, other: KeptFile): string => {
  const isStopped = (a: KeptFile, b: KeptFile): boolean =>
    a.stops.includes('family') || a.stops.includes(b.bodyClass ?? '');
  if (isStopped(one, other) || isStopped(other, one)) return 'nobody';
  const [a, b] = [one.bodyClass, other.bodyClass];
  if (a === 'support' && b === 'support') return one.level >= 2 && other.level >= 2 ? 'both' : 'nobody';
  const named = (file: KeptFile): boolean => file.level === 3 && file.told === 'police';
  if (a === 'police' && b === 'police') return named(one) && named(other) ? 'both' : 'nobody';
  const firstOf = (support: KeptFile, second: KeptFile): boolean =>
    second.bodyClass === 'hospital_school'
      ? support.level >= 2 && second.level >= 2
      : second.bodyClass === 'police' && named(support) && second.level >= 2;
  if (a === 'support') return firstOf(one, other) ? 'one_first' : 'nobody';
  if (b === 'support') return firstOf(other, one) ? 'other_first' : 'nobody';
  return 'nobody';
};

describe('T9: who may be told that two bodies may know one person', () => {
  test('is what was promised, for every pair of files there can be', () => {
    const wrong: string[] = [];
    for (const one of everyFile)
      for (const other of everyFile) {
        const found = tellingOf(matching, one, other);
        if (found !== promised(one, other)) wrong.push(`${JSON.stringify([one, other])}: ${found}`);
      }
    assert.deepEqual(wrong.slice(0, 3), []);
    assert.ok(everyFile.length ** 2 > 20_000);
  });

  test('immigration and prosecution never, not even where a person named them', () => {
    const yes = (bodyClass: string, told: string | null = null): KeptFile => ({ bodyClass, level: 3, told, stops: [] });
    for (const code of ['immigration', 'prosecutor'])
      for (const other of classes)
        assert.equal(tellingOf(matching, yes(code, 'police'), { ...yes('support', code), bodyClass: other }), 'nobody');
  });

  test('bodies that decide on residence, receive asylum seekers or prosecute keep no files at all', () => {
    for (const body of ['DGI', 'DGI-REF', 'DGI-RET', 'ONA', 'CRET', 'ABSS', 'PQT-LUX', 'JI', 'ITM', 'MJ'])
      assert.equal(classOf(matching, body), null, body);
    assert.equal(classOf(matching, 'CARITAS'), 'support');
    assert.equal(classOf(matching, 'SPJ'), 'police');
  });

  test('a swap of the two sides swaps who comes first, and changes nothing else', () => {
    const turned: Readonly<Record<string, string>> = { one_first: 'other_first', other_first: 'one_first' };
    for (const one of everyFile.filter((_, at) => at % 7 === 0))
      for (const other of everyFile) {
        const found = tellingOf(matching, one, other);
        assert.equal(tellingOf(matching, other, one), turned[found] ?? found);
      }
  });
});

describe('how a side stands', () => {
  const today = plainDate('2026-11-22');
  const side = (changes: Partial<SideSeen>): SideSeen => ({
    ...{ answer: 'none', expiresOn: plainDate('2026-12-01'), verdict: null, pair: null },
    ...changes,
  });

  test('asked, waiting, open, judged, settled', () => {
    assert.equal(sideState(side({}), today), 'asked');
    assert.equal(sideState(side({ answer: 'yes' }), today), 'waiting');
    assert.equal(sideState(side({ answer: 'yes', pair: 'open' }), today), 'open');
    assert.equal(sideState(side({ answer: 'yes', pair: 'open', verdict: 'same' }), today), 'judged');
    assert.equal(sideState(side({ answer: 'yes', pair: 'same' }), today), 'same');
    assert.equal(sideState(side({ answer: 'yes', pair: 'not_same' }), today), 'not_same');
  });

  test('T7: a no of one’s own, no answer in time, and a yes nobody answered end in the same silence', () => {
    const over = plainDate('2026-11-21');
    assert.equal(sideState(side({ answer: 'no' }), today), 'silent');
    assert.equal(sideState(side({ expiresOn: over }), today), 'silent');
    assert.equal(sideState(side({ answer: 'yes', expiresOn: over }), today), 'silent');
    assert.equal(sideState(side({ expiresOn: today }), today), 'asked', 'the last day still counts');
  });

  test('nothing is kept where what no means was not said first', () => {
    assert.deepEqual(answerHolds(false), { refused: 'no_not_explained', field: 'no_explained' });
    assert.equal(answerHolds(true), true);
  });
});
