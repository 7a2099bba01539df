import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Edge, mostLinked, pictured, surroundings } from './network.ts';

const edge = (from: string, to: string): Edge => ({ from, to });

/** a – b – d and a – c – d, and two by themselves. */
const diamond = [edge('a', 'b'), edge('d', 'b'), edge('a', 'c'), edge('c', 'd'), edge('x', 'y')];

const star = (size: number): Edge[] => Array.from({ length: size }, (_, index) => edge('hub', `p${index}`));

describe('the surroundings of a point', () => {
  it('are what links lead to, nearest first, whichever way a link goes', () => {
    assert.deepEqual(surroundings(diamond, 'd', 10), { points: ['d', 'b', 'c', 'a'], isCut: false });
    assert.deepEqual(surroundings([], 'a', 10), { points: ['a'], isCut: false });
  });

  it('end at the number that can be drawn, and say so', () => {
    assert.deepEqual(surroundings(diamond, 'a', 3), { points: ['a', 'b', 'c'], isCut: true });
  });
});

describe('what a picture shows', () => {
  it('is all that is linked, also where it hangs on nothing else', () => {
    assert.deepEqual(pictured(diamond, 6), { points: ['a', 'b', 'd', 'c', 'x', 'y'], isCut: false, around: null });
    assert.deepEqual(pictured([], 6), { points: [], isCut: false, around: null });
  });

  it('is the nearest of the most linked one where all are too many', () => {
    const { points, isCut, around } = pictured([edge('far', 'away'), ...star(5000)], 100);
    assert.deepEqual([points.length, points[0], isCut, around], [100, 'hub', true, 'hub']);
    assert.equal(points.includes('far'), false);
  });

  it('is drawn around the first of those that have as many links', () => {
    assert.equal(mostLinked(diamond), 'a');
    assert.equal(mostLinked([]), null);
  });
});
