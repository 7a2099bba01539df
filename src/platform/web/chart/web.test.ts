import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { layoutWeb, markRadius, type WebData } from './web.ts';

const point = (id: string) => ({ id, kind: 'person', label: id });
const link = (from: string, to: string, number: number) => ({ from, to, line: 'full' as const, number });

const ring = (size: number): WebData => ({
  points: Array.from({ length: size }, (_, index) => point(`p${index}`)),
  links: Array.from({ length: size }, (_, index) => link(`p${index}`, `p${(index + 1) % size}`, index + 1)),
});

const apart = (layout: ReturnType<typeof layoutWeb>): number =>
  Math.min(
    ...layout.points.flatMap((one, index) =>
      layout.points.slice(index + 1).map((other) => Math.hypot(one.x - other.x, one.y - other.y)),
    ),
  );

describe('a drawn web', () => {
  it('is the same every time', () => {
    assert.deepEqual(layoutWeb(ring(30)), layoutWeb(ring(30)));
  });

  it('puts no mark over another, and none outside the sheet', () => {
    for (const size of [2, 7, 60, 150]) {
      const layout = layoutWeb(ring(size));
      assert.ok(apart(layout) > 2 * markRadius, `${size} points`);
      for (const { x, y } of layout.points) {
        assert.ok(x >= markRadius && x <= layout.width - markRadius);
        assert.ok(y >= markRadius && y <= layout.height - markRadius);
      }
    }
  });

  it('draws several links between the same two apart from each other, whichever way they go', () => {
    const { strokes } = layoutWeb({
      points: [point('a'), point('b')],
      links: [link('a', 'b', 1), link('b', 'a', 2), link('a', 'b', 3)],
    });
    assert.equal(new Set(strokes.map(({ x, y }) => `${Math.round(x / 10)} ${Math.round(y / 10)}`)).size, 3);
  });

  it('leaves out what leads to nobody who is shown, and to itself', () => {
    const { strokes } = layoutWeb({
      points: [point('a'), point('b')],
      links: [link('a', 'b', 1), link('a', 'c', 2), link('b', 'b', 3)],
    });
    assert.deepEqual(
      strokes.map(({ number }) => number),
      [1],
    );
  });

  it('is a sheet even where there is nothing to draw', () => {
    assert.deepEqual(layoutWeb({ points: [], links: [] }).points, []);
  });
});
