import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool } from 'pg';
import { settleEvents } from '../../src/main/reactions.ts';
import { systemClock } from '../../src/platform/clock.ts';
import { asViewer, type Tables } from '../../src/platform/database/index.ts';
import { newId } from '../../src/platform/ids.ts';
import type { JournalEntry } from '../../src/platform/journal.ts';
import { valueOf } from '../../src/platform/outcome.ts';
import { projectRoot } from '../../src/platform/root.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { readProfile, type Profile, type Scene } from '../../src/profile/index.ts';
import { readContent } from '../../src/rooms/referrals/actions/send/read.ts';
import { submitReport } from '../../src/rooms/referrals/index.ts';
import { fourPersons, type Work } from './intake-load.ts';
import { median } from './report.ts';

/** The parts whose statements are told apart. */
const parts = {
  rows: /insert_report|insert_sealed|report_reference/,
  journal: /journal\.append/,
  waking: /jobs\.wake/,
  context: /start transaction|security\.authenticate/,
  commit: /^commit/,
  looking: /./,
} as const;
type Part = keyof typeof parts;

/** Milliseconds of one report without HTTP: of the whole, of each kind of statement, and of reading its answers. */
export type Spans = Readonly<Record<Part | 'whole' | 'validation', number>>;

const partOf = (statement: string): Part =>
  (Object.keys(parts) as Part[]).find((name) => parts[name].test(statement)) ?? 'looking';

const contentNow = () => ({
  report: fourPersons.report,
  persons: fourPersons.persons.map((answers) => ({ id: newId(), answers })),
  files: [],
});

type Timing = { readonly name: Part | 'whole' | 'validation'; readonly milliseconds: number };

const sumOf = (list: readonly Timing[], name: string): number =>
  list.filter((one) => one.name === name).reduce((sum, one) => sum + one.milliseconds, 0);

/** The middle of the sums of each part over all runs. */
const mediansOf = (runs: readonly (readonly Timing[])[]): Spans => {
  const names = [...(Object.keys(parts) as Part[]), 'whole', 'validation'] as const;
  return Object.fromEntries(names.map((name) => [name, median(runs.map((list) => sumOf(list, name)))])) as Spans;
};

/** Sends the report again and again inside this process, over one connection of the given address. */
const openSpans = (profile: Profile, viewer: Viewer, address: string) => {
  let timings: Timing[] = [];
  const pool = new Pool({ connectionString: address, max: 1 });
  const database = new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    log: ({ query, queryDurationMillis: milliseconds }) =>
      void timings.push({ name: partOf(query.sql.trim()), milliseconds }),
  });
  const common = { viewer, profile, clock: systemClock };
  const send = async (): Promise<void> => {
    await asViewer(database, viewer, async (tx) => {
      const events: JournalEntry[] = [];
      const scene: Scene = { ...common, tx, emit: (entry) => void events.push(entry) };
      valueOf(await submitReport(scene, { content: contentNow(), clientReference: newId(), channel: 'api' }));
      await settleEvents({ ...common, tx }, events);
    });
  };
  const timed = async (name: 'whole' | 'validation', work: () => unknown): Promise<void> => {
    const began = performance.now();
    await work();
    timings.push({ name, milliseconds: performance.now() - began });
  };
  const once: Work = async () => {
    const content = contentNow();
    await timed('whole', send);
    await timed('validation', () => readContent(common as Scene, content));
  };
  const measure = async (runs: number): Promise<Spans> => {
    const sums: Timing[][] = [];
    for (let run = 0; run < runs; run++) {
      timings = [];
      await once();
      sums.push(timings);
    }
    return mediansOf(sums);
  };
  return { measure, close: (): Promise<void> => database.destroy() };
};

/** What to measure: as whom, and the address of the staff site's role. */
export type SpansAsked = {
  readonly viewer: Viewer;
  readonly casework: string;
  readonly runs: number;
};

const find = async ({ viewer, casework, runs }: SpansAsked): Promise<Spans> => {
  const profile = readProfile(join(projectRoot, 'profiles/luxembourg'));
  const own = openSpans(profile, viewer, casework);
  await own.measure(40);
  const found = await own.measure(runs);
  await own.close();
  return found;
};

/** Run as a process of its own, from the bundle: the question in the first argument, the answer as a message. */
process.send?.(await find(JSON.parse(process.argv[2] ?? '{}') as SpansAsked));
process.disconnect();
