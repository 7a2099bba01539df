// Runs the tests: all but the browser journeys two at a time, beside them the journeys one by one, and two at a time once the others
// are through; one summary at the end. A journey waits for its browser and for pages more than it computes: alone it leaves a core idle.
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative } from 'node:path';
import { Readable } from 'node:stream';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const [typescript, seeded] = ['typescript', 'seeded'].map(
  (name) => pathToFileURL(join(import.meta.dirname, `${name}.mjs`)).href,
);
const minute = 60_000;
const deep = process.env.ARIANE_DEEP === '1';

const found = (...patterns) => globSync(patterns, { cwd: root }).sort();

/** The longest begin first: begun last, one alone would keep everybody waiting. */
const longest = ['screens', 'directory', 'thread', 'life'].map((name) => join('test', 'journeys', `${name}.test.ts`));
const isLong = (path) => longest.includes(path);
const journeys = found('test/journeys/**/*.test.{ts,tsx}').sort(
  (one, other) => Number(isLong(other)) - Number(isLong(one)),
);
const others = found('src/**/*.test.{ts,tsx}', 'test/**/*.test.{ts,tsx}', 'bench/**/*.test.ts').filter(
  (path) => !journeys.includes(path),
);

const totals = new Map();
const slowest = [];

/** Adds one line of a run's own summary to the totals; true when the event was such a line. */
const isSummary = ({ type, data }) => {
  if (type !== 'test:diagnostic' || data.file !== undefined) return false;
  const [, name, count] =
    /^(tests|suites|pass|fail|cancelled|skipped|todo|duration_ms) ([\d.]+)$/.exec(data.message) ?? [];
  if (name === undefined) return false;
  // Runs go on beside each other: the sum of their durations would say nothing.
  if (name !== 'duration_ms') totals.set(name, (totals.get(name) ?? 0) + Number(count));
  return true;
};

const noteDuration = ({ type, data }) => {
  if (type === 'test:summary' && data.file) slowest.push({ file: data.file, milliseconds: data.duration_ms });
};

/** The events of one run, without its summary. */
async function* eventsOf(files, concurrency) {
  if (files.length === 0) return;
  const options = {
    execArgv: ['--import', typescript, '--import', seeded],
    timeout: (deep ? 60 : 20) * minute,
    concurrency,
    cwd: root,
  };
  for await (const event of run({ ...options, files: files.map((path) => join(root, path)) })) {
    noteDuration(event);
    if (!isSummary(event) && event.type !== 'test:summary') yield event;
  }
}

/**
 * Journeys that go on unseen, one by one out of one queue; their events are kept until they are asked for: told at once they would mix
 * with those of the others. `widen` adds a second lane.
 */
const unseenJourneys = () => {
  const waiting = [...journeys];
  const kept = [];
  const lane = async () => {
    for (let path = waiting.shift(); path !== undefined; path = waiting.shift())
      kept.push(...(await Array.fromAsync(eventsOf([path], 1))));
  };
  const lanes = [lane()];
  const told = async function* () {
    await Promise.all(lanes);
    yield* kept;
  };
  return { widen: () => lanes.push(lane()), told };
};

/** Both runs as one stream that ends in one summary. */
async function* everything() {
  const unseen = unseenJourneys();
  yield* eventsOf(others, Math.min(2, availableParallelism()));
  unseen.widen();
  yield* unseen.told();
  for (const [name, count] of totals)
    yield { type: 'test:diagnostic', data: { message: `${name} ${count}`, nesting: 0, level: 'info' } };
}

const tellSlowest = () => {
  const told = slowest
    .sort((one, other) => other.milliseconds - one.milliseconds)
    .slice(0, 10)
    .map(({ file, milliseconds }) => `${relative(root, file)} ${(milliseconds / 1000).toFixed(1)} s`);
  console.log(`slowest: ${told.join(' · ')}`);
};

const count = (name) => totals.get(name) ?? 0;

const report = Readable.from(everything()).compose(new spec());
report.pipe(process.stdout, { end: false });
report.on('end', () => {
  tellSlowest();
  if (count('tests') === 0) console.error('No test was run: that is a failure too.');
  process.exitCode = count('tests') > 0 && count('fail') + count('cancelled') === 0 ? 0 : 1;
});
