/**
 * One new person matched against 1,000,000 records as the installation does it: encoded rows in PostgreSQL, in the schema without names,
 * compared by the nightly run with its own login. Peers in the same run: counting the common bits of every pair, in the database and
 * in a plain loop of WebAssembly over filters that lie in memory already.
 */
import type { Client } from 'pg';
import { type Filters, filterTables, likePairs, newShare, type Row, runNight } from '../src/linkage/index.ts';
import { addDays, fixedClock, instantOn, plainDate } from '../src/platform/clock.ts';
import { type Database, openDatabase } from '../src/platform/database/index.ts';
import { febrl, listed } from './linkage/data.ts';
import { filtersOf, rowsOf } from './linkage/encoded.ts';
import { fillStore, nightProcess, shareTokens, storePerson, storeSize } from './linkage/store.ts';
import { bundled } from './support/bundle.ts';
import { median, type Measured } from './support/report.ts';
import { scratch } from './support/scratch.ts';

/** Persons that come in, one each night; half of them with tokens of frequent names. */
const newcomers = 6;
/** Strangers that share the tokens of a person by chance: some forty; of a frequent name: three thousand. */
const usual = [5, 5, 5, 5, 4, 4, 3, 3, 2, 2, 1, 1];
const frequent = [1000, 1000, 1000, ...usual];

type Store = { readonly administrator: Client; readonly database: Database; readonly records: number };

const encoders = { shares: [newShare(), newShare()], tables: filterTables(Buffer.alloc(32, 9)) };

const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};

/** One night for each newcomer; the true double lies in the store already and must be found. */
const nights = async ({ administrator, database, records }: Store): Promise<readonly number[][]> => {
  const [known, coming] = [febrl('4a'), febrl('4b')];
  const times: number[][] = [[], []];
  for (let at = 0; at < newcomers; at += 1) {
    const [double, person] = [known[at], coming.find(({ entity }) => entity === known[at]?.entity)].map((entry) =>
      entry === undefined ? [] : rowsOf(entry, encoders),
    );
    await storePerson(administrator, double ?? [], false);
    await storePerson(administrator, person ?? [], true);
    const strangers = at % 2 === 0 ? usual : frequent;
    await shareTokens(administrator, person as readonly Row[], { records, strangers, seed: at * 1_000_003 });
    const day = addDays(plainDate('2026-01-02'), at);
    const scene = { database, clock: fixedClock(instantOn(day, 'UTC', 240)), timeZone: 'UTC' };
    times[at % 2]?.push(await milliseconds(() => runNight(scene)));
  }
  return times;
};

/** How many doubles the nights found, of those that came in. */
const found = async ({ administrator }: Store): Promise<number> => {
  const rows = await administrator.query<{ pairs: number }>(
    'select pairs from linkage.run order by ran_at desc limit 1',
  );
  return (rows.rows[0]?.pairs ?? 0) / newcomers;
};

/** The peer that needs no token: the bits in common with every record, counted by the database; one filter for each record. */
const countedByDatabase = async ({ administrator }: Store): Promise<number> => {
  await administrator.query(`create unlogged table linkage.every_filter as
    select ('x' || encode(filter, 'hex'))::bit(1152) as filter from (select distinct on (record_id) filter from linkage.token_row) one`);
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1)
    times.push(
      await milliseconds(() =>
        administrator.query(`select count(*) from linkage.every_filter e, (select filter from linkage.every_filter limit 1) mine
          where 2.0 * bit_count(e.filter & mine.filter) / (bit_count(e.filter) + bit_count(mine.filter)) >= 0.8`),
      ),
    );
  return median(times);
};

const countedInMemory = async (pool: readonly Uint8Array[], records: number): Promise<number> => {
  const all: Filters = {
    bytes: Buffer.concat(Array.from({ length: records }, (_, at) => pool[at % pool.length] ?? new Uint8Array(144))),
    stride: 144,
  };
  const mine: Filters = { bytes: Uint8Array.from(pool[0] ?? []), stride: 144 };
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1)
    times.push(await milliseconds(async () => likePairs(mine, all, 0.8, 'plain')));
  return median(times);
};

type Times = {
  readonly records: number;
  readonly few: readonly number[];
  readonly many: readonly number[];
  readonly share: number;
  readonly inDatabase: number;
  readonly inMemory: number;
  readonly whole: { readonly seconds: number; readonly peak: number };
  readonly size: number;
  readonly filling: number;
};

const said = (times: Times): readonly Measured[] => {
  const { records, few, many, share, inDatabase, inMemory, whole, size, filling } = times;
  const night = median(few);
  return [
    { name: `one new person against ${records} records, a night's run`, value: night, unit: 'ms' },
    { name: 'the same, a frequent name: 3,000 strangers compared', value: median(many), unit: 'ms' },
    { name: 'doubles that came in and were found', value: share, unit: 'share', aim: { least: 0.8 } },
    { name: 'bits of every record counted in the database', value: inDatabase, unit: 'ms' },
    {
      name: 'the same / the night, both in the database',
      value: inDatabase / night,
      unit: 'ratio',
      aim: { least: 1 },
    },
    { name: 'bits of every record counted in memory, plain loop', value: inMemory, unit: 'ms' },
    { name: 'the plain loop / the night', value: inMemory / night, unit: 'ratio' },
    { name: 'the nightly process from start to end', value: whole.seconds, unit: 's' },
    { name: 'the most memory it held', value: whole.peak, unit: 'MiB', aim: { most: 200 } },
    { name: 'the store on the disk, indexes included', value: size, unit: 'GiB' },
    { name: 'filling the store for this measurement', value: filling / 1000, unit: 's' },
  ];
};

/** Measures with so many records. */
export const measureWith = async (records: number): Promise<readonly Measured[]> => {
  const pool = filtersOf(
    febrl('3')
      .slice(0, 4096)
      .map((entry) => listed(entry).person),
    encoders.tables,
  );
  const place = await scratch();
  const { administrator } = place;
  const database = openDatabase(place.addressFor('linkage'), { connections: 2 });
  try {
    const store: Store = { administrator, database, records };
    const filling = await milliseconds(() => fillStore(administrator, records, pool));
    const [few = [], many = []] = await nights(store);
    const share = await found(store);
    const environment = {
      ARIANE_MODE: 'demonstration',
      DATA_DIR: place.directory,
      ARIANE_ROLE_URL: place.addressFor('linkage'),
    };
    const whole = await nightProcess(await bundled('src/main/linkage.ts', 'linkage'), environment);
    const [inDatabase, inMemory] = [await countedByDatabase(store), await countedInMemory(pool, records)];
    const size = await storeSize(administrator);
    return said({ records, few, many, share, inDatabase, inMemory, whole, size, filling });
  } finally {
    await database.destroy();
    await place.close();
  }
};

/** With a million records: some minutes, and 10 GiB of disk that are given back. */
export const measure = (): Promise<readonly Measured[]> => measureWith(1_000_000);
