/**
 * Openings through the vault, a process of its own as in the program, one after the other and eight at a time, against the same
 * rows read straight from the database, and against the same rows read together with one line written to the journal (which no
 * opening may go without). Every opening is decided, journalled and decrypted: three parts of one person, a text each.
 */
import { asProgram, openDatabase } from '../src/platform/database/index.ts';
import { appendToJournal } from '../src/platform/journal.ts';
import { systemClock } from '../src/platform/clock.ts';
import { valueOf } from '../src/platform/outcome.ts';
import type { Compartment } from '../src/platform/sealing/index.ts';
import { heldKeys, sealedFields } from '../src/vault/store/sealed.ts';
import { type SealedWorld, sealedWorld } from '../test/support/sealed-world.ts';
import { forkVault, killVault } from '../test/support/vault-child.ts';
import { median, type Measured } from './support/report.ts';

const subjects = 20;
const rounds = 3;
const perRound = 60;
const parts: Compartment[] = ['identity', 'contact_safe', 'testimony'];

type Work = (subjectId: string) => Promise<unknown>;

/** Milliseconds of each of so many acts, `lanes` at a time, and how many were done in a second. */
const timed = async (ids: readonly string[], lanes: number, work: Work): Promise<{ each: number; second: number }> => {
  const times: number[] = [];
  let next = 0;
  const began = performance.now();
  const lane = async (): Promise<void> => {
    while (next < perRound) {
      const id = ids[next++ % ids.length] ?? '';
      const start = performance.now();
      await work(id);
      times.push(performance.now() - start);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return { each: median(times), second: (perRound / (performance.now() - began)) * 1000 };
};

/** The rows of one opening, read without the vault by its own questions. */
const readRows =
  ({ vault, police }: SealedWorld, database: ReturnType<typeof openDatabase>): Work =>
  async (subjectId) => {
    const held = await heldKeys(database, { subjectId, compartments: parts, organisationIds: [police] });
    const texts = await sealedFields(
      database,
      held.map(({ dataKeyId }) => dataKeyId),
    );
    if (texts.length < parts.length) throw new Error(`a text is missing in ${vault.database.name}`);
  };

const writeLine =
  ({ police }: SealedWorld, database: ReturnType<typeof openDatabase>): Work =>
  (subjectId) =>
    asProgram(database, (tx) =>
      appendToJournal(tx, { organisationId: police, staffId: null, now: systemClock.now() }, [
        { type: 'identity.opened', subject: { kind: 'sealed-subject', id: subjectId }, data: { compartments: parts } },
      ]),
    );

type Round = Readonly<Record<'one' | 'eight' | 'rows' | 'noted', { each: number; second: number }>>;

const measureAll = async (
  world: SealedWorld,
  ids: readonly string[],
  database: ReturnType<typeof openDatabase>,
): Promise<readonly Round[]> => {
  const [rows, line] = [readRows(world, database), writeLine(world, database)];
  const open: Work = async (id) => valueOf(await world.open(world.officer, id, parts));
  const noted: Work = async (id) => {
    await rows(id);
    await line(id);
  };
  for (const warm of [open, noted]) for (const id of ids) await warm(id);
  const measured: Round[] = [];
  for (let round = 0; round < rounds; round += 1)
    measured.push({
      one: await timed(ids, 1, open),
      rows: await timed(ids, 1, rows),
      noted: await timed(ids, 1, noted),
      eight: await timed(ids, 8, open),
    });
  return measured;
};

const measureIn = async (world: SealedWorld): Promise<readonly Round[]> => {
  const ids: string[] = [];
  for (let one = 0; one < subjects; one += 1) ids.push(await world.sealPerson());
  valueOf(await world.vault.client('worker').collectEraseKeys({}));
  await world.vault.stop();
  const child = await forkVault(world.vault.settings);
  const database = openDatabase(world.vault.settings.databaseUrl, { connections: 8 });
  try {
    return await measureAll(world, ids, database);
  } finally {
    await database.destroy();
    await killVault(child);
    // The world is closed with its own vault running.
    await world.vault.restart();
  }
};

/** Measures, and gives what was found. */
export const measure = async (): Promise<readonly Measured[]> => {
  const world = await sealedWorld();
  try {
    const found = await measureIn(world);
    const of = (pick: (round: Round) => number): number => median(found.map(pick));
    return [
      { name: 'openings: one after the other', value: of(({ one }) => one.second), unit: 'openings/s' },
      { name: 'openings: eight at a time', value: of(({ eight }) => eight.second), unit: 'openings/s' },
      { name: 'openings: one, median', value: of(({ one }) => one.each), unit: 'ms' },
      { name: 'openings: the same rows read, median', value: of(({ rows }) => rows.each), unit: 'ms' },
      {
        name: 'openings: the same rows read and a line written, median',
        value: of(({ noted }) => noted.each),
        unit: 'ms',
      },
      {
        name: 'openings: added by the vault to rows and line',
        value: of(({ one, noted }) => one.each - noted.each),
        unit: 'ms',
      },
      { name: 'openings: against the rows alone', value: of(({ one, rows }) => one.each / rows.each), unit: 'times' },
      { name: 'openings: against rows and line', value: of(({ one, noted }) => one.each / noted.each), unit: 'times' },
    ];
  } finally {
    await world.close();
  }
};
