import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { filterOf as filterUnder, filterTables } from '../encode/filter.ts';
import { normalise, type Person, type PersonFacts } from '../normalise/index.ts';
import type { StrongKind } from '../normalise/strong.ts';
import { clustersOf, type Edge, mostRecords, partsOf } from './cluster.ts';
import { compare } from './compare.ts';
import { countPersons } from './count.ts';
import { isProposed, scoreOf, standingOf, strongWeights } from './score.ts';

const tables = filterTables(Buffer.alloc(32, 1));
const filterOf = (person: Person): Uint8Array => filterUnder(person, tables);

const facts = (given: string, family: string, date: string): PersonFacts => ({
  ...{ names: [{ given, family }], births: [{ date }], sex: 'F', nationality: 'RO' },
});

const scored = (one: PersonFacts, other: PersonFacts, strong: readonly StrongKind[] = []) =>
  scoreOf(compare(filterOf(normalise(one)), filterOf(normalise(other))), 2000, strong);

/** The same person with her name written in one piece. */
const whole = (
  { names: [name], ...rest }: PersonFacts,
  inOrder: (parts: readonly string[]) => readonly string[],
): PersonFacts => {
  assert.ok(name && 'family' in name);
  return { ...rest, names: [{ full: inOrder([name.given ?? '', name.family ?? '']).join(' ') }] };
};
const turned = (parts: readonly string[]): readonly string[] => [...parts].reverse();
const kept = (parts: readonly string[]): readonly string[] => parts;

const ana = facts('Ana Maria', 'Popescu', '1994-03-12');

describe('scores', () => {
  test('the same person is counted and proposed, with reasons that can be shown', () => {
    const score = scored(ana, ana);
    assert.equal(standingOf(score), 'counted');
    assert.ok(isProposed(score));
    assert.deepEqual(
      score.evidence.filter(({ part }) => part === 'birth').map(({ likeness }) => likeness),
      ['same'],
    );
  });
  test('a spelling and an exchanged day still count', () =>
    assert.equal(standingOf(scored(ana, facts('Anna-Maria', 'Popesku', '1994-12-03'))), 'counted'));
  test('a name written whole meets the same name in parts, and itself, whatever its order', () => {
    for (const order of [kept, turned])
      for (const other of [ana, whole(ana, kept)]) {
        const score = scored(whole(ana, order), other);
        assert.equal(standingOf(score), 'counted');
        assert.ok(isProposed(score));
      }
  });
  test('and where it is spelled otherwise', () =>
    assert.ok(isProposed(scored(whole(facts('Anna-Maria', 'Popesku', '1994-03-12'), turned), ana))));
  test('a shared document counts where names are spelled quite otherwise; a shared telephone only where they are alike', () => {
    const married = facts('Ana Maria', 'Ionescu', '1994-03-12');
    const stranger = facts('Fatima Zahra', 'El Amrani', '1988-05-06');
    assert.ok(scored(ana, married, ['document']).score > scored(ana, married).score + 8);
    assert.ok(isProposed(scored(ana, married, ['document'])));
    const close = scored(ana, married);
    assert.equal(scored(ana, married, ['contact']).score, close.score + strongWeights.contact);
    const housemate = scored(ana, stranger, ['contact']);
    assert.equal(standingOf(housemate), 'apart');
    assert.ok(!isProposed(housemate));
    const lent = scored(ana, stranger, ['document']);
    assert.ok(standingOf(lent) !== 'counted', 'one paper, two quite different names: she is asked, and not counted');
    const nameless = { ...ana, names: [], births: [] };
    assert.ok(scored(ana, nameless, ['contact']).siblings, 'a telephone alone never counts two as one');
    assert.deepEqual(
      scored(ana, ana, ['document', 'contact'])
        .evidence.slice(-2)
        .map(({ part, weight }) => [part, weight]),
      [
        ['document', 9],
        ['contact', 0],
      ],
    );
  });
  test('does not depend on which record comes first', () => {
    const other = facts('Anna', 'Popesku', '1994');
    assert.equal(scored(ana, other).score, scored(other, ana).score);
  });
  test('the more records, the less a likeness says', () => {
    const comparison = compare(filterOf(normalise(ana)), filterOf(normalise(facts('Ana Maria', 'Popescu', '1994'))));
    assert.ok(scoreOf(comparison, 100).score > scoreOf(comparison, 100_000).score);
  });
});

describe('T13: drills against false matches', () => {
  const drills: readonly (readonly [string, PersonFacts, PersonFacts])[] = [
    ['twins', ana, facts('Ioana', 'Popescu', '1994-03-12')],
    ['sisters', ana, facts('Elena', 'Popescu', '1996-07-20')],
    [
      'a name of the village, both born "on 1 January"',
      facts('Ana', 'Popescu', '1994-01-01'),
      facts('Elena', 'Popescu', '1994-01-01'),
    ],
    [
      'two of one frequent name and other dates',
      facts('Maria', 'Silva', '1990-05-06'),
      facts('Maria', 'Silva', '1981-11-23'),
    ],
    ['the same date, other names', ana, facts('Fatima', 'Zahra', '1994-03-12')],
  ];
  for (const [name, one, other] of drills)
    test(name, () => {
      const score = scored(one, other);
      assert.notEqual(standingOf(score), 'counted', String(score.score));
      assert.ok(!isProposed(score));
    });

  const sisters: readonly (readonly [PersonFacts, PersonFacts])[] = [
    [ana, facts('Ioana', 'Popescu', '1994-03-12')],
    [facts('Amina', 'Diallo', '1999-01-01'), facts('Fanta', 'Diallo', '1999-01-01')],
    [facts('Linh', 'Nguyen', '1998-06-15'), facts('Hoa', 'Nguyen', '1998-06-15')],
    [facts('Olena', 'Shevchenko', '1998-06-15'), facts('Iryna', 'Shevchenko', '1998-06-15')],
  ];
  test('twins whose names are written whole, one or both, in any order, with one telephone or none', () => {
    for (const [one, twin] of sisters)
      for (const order of [kept, turned])
        for (const other of [one, whole(one, kept)])
          for (const telephone of [[], ['contact']] as const) {
            const score = scored(whole(twin, order), other, telephone);
            assert.notEqual(standingOf(score), 'counted', JSON.stringify([twin, other]));
            assert.ok(!isProposed(score));
          }
  });
  test('twins with one telephone are neither counted nor proposed', () => {
    const score = scored(ana, facts('Ioana', 'Popescu', '1994-03-12'), ['contact']);
    assert.notEqual(standingOf(score), 'counted');
    assert.ok(!isProposed(score));
  });
  test('a shared document proposes where names agree somewhat', () =>
    assert.ok(isProposed(scored(facts('Ana', 'Popescu', ''), facts('Ana', 'Popesco', ''), ['document']))));
});

const edge = (one: string, other: string, score: number): Edge => ({ one, other, score });
const none = { must: [], cannot: [] };

describe('groups', () => {
  test('cannot-link splits at the weakest edge of the way', () =>
    assert.deepEqual(
      clustersOf(
        ['a', 'b', 'c', 'd'],
        [edge('a', 'b', 5), edge('b', 'c', 1), edge('c', 'd', 4)],
        { must: [], cannot: [['a', 'd']] },
        0,
      ),
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ));
  test('must-link holds without a score, and outlives a split', () =>
    assert.deepEqual(
      clustersOf(['a', 'b', 'c'], [edge('b', 'c', 9)], { must: [['a', 'b']], cannot: [['a', 'c']] }, 0),
      [['a', 'b'], ['c']],
    ));
  test('a group of too many is split at its weakest edge', () => {
    const ids = Array.from({ length: 8 }, (_, at) => `r${at}`);
    const chain = ids.slice(1).map((id, at) => edge(ids[at] ?? '', id, at === 3 ? 1 : 5));
    assert.deepEqual(
      clustersOf(ids, chain, none, 0).map((group) => group.length),
      [4, 4],
    );
  });
  test('rules hold whatever the edges', () => {
    const id = fc.constantFrom(...Array.from({ length: 14 }, (_, at) => `r${at}`));
    const pair = fc.tuple(id, id).filter(([one, other]) => one !== other);
    const edges = fc.array(fc.record({ one: id, other: id, score: fc.integer({ min: -3, max: 9 }) }), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(edges, fc.array(pair, { maxLength: 8 }), (given, cannot) => {
        const ids = Array.from({ length: 14 }, (_, at) => `r${at}`);
        const groups = clustersOf(ids, given, { must: [], cannot }, 0);
        assert.deepEqual(groups.flat().sort(), [...ids].sort());
        assert.ok(groups.every((group) => group.length <= mostRecords));
        assert.ok(
          groups.every((group) => cannot.every(([one, other]) => !(group.includes(one) && group.includes(other)))),
        );
        const shuffled = clustersOf(ids, [...given].reverse(), { must: [], cannot }, 0);
        assert.deepEqual(shuffled, groups);
      }),
      { numRuns: 60 },
    );
  });
  test('part by part gives the groups of the whole, and records that stand alone need not be listed to be counted', () => {
    const ids = Array.from({ length: 14 }, (_, at) => `r${at}`);
    const id = fc.constantFrom(...ids);
    const pair = fc.tuple(id, id).filter(([one, other]) => one !== other);
    const edges = fc.array(fc.record({ one: id, other: id, score: fc.integer({ min: -9, max: 9 }) }), {
      maxLength: 12,
    });
    const pairs = fc.array(pair, { maxLength: 3 });
    fc.assert(
      fc.property(edges, pairs, pairs, (given, must, cannot) => {
        const parts = partsOf(ids, given, { must, cannot });
        for (const from of [-2, 0]) {
          const whole = clustersOf(ids, given, { must, cannot }, from);
          const inParts = parts.flatMap((part) => clustersOf(part.members, part.edges, part.said, from));
          assert.deepEqual(new Set(inParts.map((group) => group.join())), new Set(whole.map((group) => group.join())));
        }
        const met = new Set([...given.flatMap(({ one, other }) => [one, other]), ...must.flat(), ...cannot.flat()]);
        const listed = ids.filter((one) => met.has(one));
        const alone = ids.length - listed.length;
        assert.deepEqual(
          countPersons(listed, given, { must, cannot }, { records: 14, alone }),
          countPersons(ids, given, { must, cannot }, { records: 14 }),
        );
      }),
      { numRuns: 100 },
    );
  });
  test('counts lie within their interval', () => {
    const ids = Array.from({ length: 40 }, (_, at) => `r${at}`);
    const edges = [edge('r0', 'r1', 8), edge('r2', 'r3', 0.2), edge('r4', 'r5', -1)];
    const count = countPersons(ids, edges, none, { records: 20 });
    assert.ok(count.low <= count.central && count.central <= count.high);
    assert.ok(count.high <= 39 && count.low >= 36, JSON.stringify(count));
    const undone = countPersons(ids, edges, { must: [], cannot: [['r0', 'r1']] }, { records: 20 });
    assert.ok(undone.high >= count.high);
  });
});
