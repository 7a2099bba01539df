import {
  block,
  choose,
  type Code,
  code,
  double,
  f64,
  get,
  i32,
  i64,
  int,
  kinds,
  leave,
  leaveIf,
  loop,
  type Routine,
  set,
  v128,
  when,
} from './wasm.ts';

/*
 * Two routines over the same memory (layout.ts). Both find every pair of a query and a candidate whose likeness of Dice,
 * 2·both / (one + other), is at least a bound, and write query, candidate and likeness, 16 bytes each.
 *
 * `plain` counts common bits word by word. `scan` takes 128 candidates at once: row r of a tile holds for each of them whether
 * it lacks bit r. It walks the bits of a query, the rarest first, adds 16 rows by a tree of carry-save adders and counts the
 * misses in slices; the counters start so high that the carry out of the last slice says *too many misses*. When that is said
 * of all 128, the rest of the query need not be looked at. Who is left is counted exactly, so both find the same.
 */

/** Parameters and locals by name. */
const p = {
  query: 0,
  queryEnd: 1,
  candidate: 2,
  candidateEnd: 3,
  out: 4,
  table: 5,
  filters: 6,
  candidates: 7,
  counts: 8,
  words: 9,
  bound: 10,
};

/** Adds `likeness` of the query at `record` and candidate `at` to what was found, when it reaches the bound. */
type Places = {
  readonly at: number;
  readonly both: number;
  readonly word: number;
  readonly left: number;
  readonly right: number;
  readonly record: number;
};

const stride = i32.shiftLeft(get(p.words), int(3));

const commonBits = ({ both, word, left, right }: Places): Code =>
  code(
    set(both, i64.zero),
    set(word, get(p.words)),
    loop(
      code(
        set(both, i64.add(get(both), i64.bits(i64.and(i64.load(get(left)), i64.load(get(right)))))),
        set(left, i32.add(get(left), int(8))),
        set(right, i32.add(get(right), int(8))),
        set(word, i32.sub(get(word), int(1))),
        leaveIf(0, get(word)),
      ),
    ),
  );

const exact = (places: Places, likeness: number): Code => {
  const { at, both, left, right, record } = places;
  const weights = i32.add(
    i32.load(i32.add(get(record), int(8))),
    i32.load(i32.add(get(p.counts), i32.shiftLeft(get(at), int(2)))),
  );
  return code(
    set(left, i32.add(get(p.filters), i32.mul(get(p.query), stride))),
    set(right, i32.add(get(p.candidates), i32.mul(get(at), stride))),
    commonBits(places),
    set(likeness, f64.div(f64.mul(double(2), f64.ofInt(i32.ofLong(get(both)))), f64.ofInt(weights))),
    when(
      f64.atLeast(get(likeness), get(p.bound)),
      code(
        i32.store(get(p.out), get(p.query)),
        i32.store(i32.add(get(p.out), int(4)), get(at)),
        f64.store(i32.add(get(p.out), int(8)), get(likeness)),
        set(p.out, i32.add(get(p.out), int(16))),
      ),
    ),
  );
};

const recordOf = i32.add(get(p.table), i32.shiftLeft(get(p.query), int(4)));
const parameters = [...Array.from({ length: 10 }, () => kinds.i32), kinds.f64];

const plainPlaces = { at: 11, word: 12, left: 13, right: 14, record: 15, both: 16 };
const eachQuery = (body: Code): Code =>
  loop(
    code(block(body), set(p.query, i32.add(get(p.query), int(1))), leaveIf(0, i32.less(get(p.query), get(p.queryEnd)))),
  );

/** Counts every pair of queries and candidates; gives where the found ones end. */
export const plain: Routine = {
  name: 'plain',
  parameters,
  locals: [
    [5, kinds.i32],
    [1, kinds.i64],
    [1, kinds.f64],
  ],
  body: code(
    eachQuery(
      code(
        set(plainPlaces.record, recordOf),
        set(plainPlaces.at, get(p.candidate)),
        loop(
          code(
            exact(plainPlaces, 17),
            set(plainPlaces.at, i32.add(get(plainPlaces.at), int(1))),
            leaveIf(0, i32.less(get(plainPlaces.at), get(p.candidateEnd))),
          ),
        ),
      ),
    ),
    get(p.out),
  ),
};

/** Slices of the counter of sixteens, for up to 512 misses; where more are allowed (low bounds) nothing is walked, all are counted. */
const slices = 5;
/** `scan` has two parameters more: the fewest and the most bits of a candidate of the tile; then where the tile says who is no candidate. */
const q = { fewest: 11, most: 12, mask: 13 };
const places = { at: 14, word: 15, left: 16, right: 17, record: 18, both: 25 };
const l = { rows: 19, groups: 20, allowed: 21, weight: 22, start: 23, alive: 26, likeness: 27 };
const vectors = 28;
const slice = (at: number): number => vectors + at;
/** Running sums, carries on their way up the tree, and lanes already dead. */
const [ones, twos, fours, eights, dead] = [33, 34, 35, 36, 37] as const;
const [mixed, rowA, rowB, twoA, twoB, fourA, fourB, eightA, eightB, carry] = [
  38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
] as const;

/** A full adder of 128 lanes: of `sum` and two others, `sum` becomes the odd and `into` what is carried. */
const add = (sum: number, [one, other]: readonly [number, number], into: number): Code =>
  code(
    set(mixed, v128.xor(get(sum), get(one))),
    // Where both differ the third decides; else either does.
    set(into, v128.select(get(other), get(sum), get(mixed))),
    set(sum, v128.xor(get(mixed), get(other))),
  );

/** The row whose address stands at place `at` of the query's list. */
const rowAt = (at: number): Code => v128.load([...get(l.rows), 0x2f, 1, at * 2]);

const addTwo = (at: number, into: number): Code =>
  code(set(rowA, rowAt(at)), set(rowB, rowAt(at + 1)), add(ones, [rowA, rowB], into));
const addFour = (at: number, into: number): Code =>
  code(addTwo(at, twoA), addTwo(at + 2, twoB), add(twos, [twoA, twoB], into));
const addEight = (at: number, into: number): Code =>
  code(addFour(at, fourA), addFour(at + 4, fourB), add(fours, [fourA, fourB], into));
const addSixteen: Code = code(addEight(0, eightA), addEight(8, eightB), add(eights, [eightA, eightB], carry));

/** Adds the sixteens (in `carry`) to the slices; what is carried out of the last is dead. */
const count: Code = code(
  ...Array.from({ length: slices }, (_, at) =>
    code(
      set(mixed, v128.and(get(slice(at)), get(carry))),
      set(slice(at), v128.xor(get(slice(at)), get(carry))),
      set(carry, get(mixed)),
    ),
  ),
  set(dead, v128.or(get(dead), get(carry))),
);

/** How many misses may be: over bits the query has, or (kind 1) over bits it lacks, where a miss is a bit too many. */
const allowedMisses: Code = (() => {
  const share = (weight: Code, other: Code): Code =>
    i32.ofDouble(
      f64.floor(
        f64.add(
          f64.sub(
            f64.ofInt(weight),
            f64.mul(f64.mul(double(0.5), get(p.bound)), f64.ofInt(i32.add(get(l.weight), other))),
          ),
          double(1e-9),
        ),
      ),
    );
  return choose(
    i32.load(i32.add(get(places.record), int(12))),
    set(l.allowed, share(get(q.most), get(q.most))),
    set(l.allowed, share(get(l.weight), get(q.fewest))),
  );
})();

const begin: Code = code(
  set(l.start, i32.sub(int(2 ** slices - 1), i32.shiftRight(get(l.allowed), int(4)))),
  ...Array.from({ length: slices }, (_, at) =>
    set(slice(at), v128.splat(i32.sub(int(0), i32.and(i32.shiftRight(get(l.start), int(at)), int(1))))),
  ),
  set(dead, v128.load(get(q.mask))),
  ...[ones, twos, fours, eights].map((sum) => set(sum, v128.zero)),
  set(l.rows, i32.load(get(places.record))),
  set(l.groups, i32.load(i32.add(get(places.record), int(4)))),
);

/** Leaves the query (the block around the condition) as soon as all 128 are dead. */
const walk: Code = loop(
  code(
    addSixteen,
    count,
    leaveIf(2, i32.isZero(v128.any(v128.not(get(dead))))),
    set(l.rows, i32.add(get(l.rows), int(32))),
    set(l.groups, i32.sub(get(l.groups), int(1))),
    leaveIf(0, get(l.groups)),
  ),
);

const survivorsOf = (half: Code, from: number): Code =>
  code(
    set(l.alive, half),
    block(
      loop(
        code(
          leaveIf(1, i64.isZero(get(l.alive))),
          set(places.at, i32.add(i32.add(get(p.candidate), int(from)), i32.ofLong(i64.trailing(get(l.alive))))),
          set(l.alive, i64.and(get(l.alive), i64.sub(get(l.alive), i64.one))),
          exact(places, l.likeness),
          leave(0),
        ),
      ),
    ),
  );

/** Compares all queries with one tile of at most 128 candidates; gives where the found ones end. */
export const scan: Routine = {
  name: 'scan',
  parameters: [...parameters, kinds.i32, kinds.i32, kinds.i32],
  locals: [
    [11, kinds.i32],
    [2, kinds.i64],
    [1, kinds.f64],
    [carry + 1 - vectors, kinds.v128],
  ],
  body: code(
    eachQuery(
      code(
        set(places.record, recordOf),
        set(l.weight, i32.load(i32.add(get(places.record), int(8)))),
        allowedMisses,
        leaveIf(0, i32.less(get(l.allowed), int(0))),
        begin,
        when(i32.less(get(l.allowed), int(2 ** slices * 16)), walk),
        survivorsOf(v128.low(v128.not(get(dead))), 0),
        survivorsOf(v128.high(v128.not(get(dead))), 64),
      ),
    ),
    get(p.out),
  ),
};
