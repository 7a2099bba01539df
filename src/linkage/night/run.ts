import { randomUUID } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import { asProgram, type Database, type Transaction } from '../../platform/database/index.ts';
import { clustersOf, type Constraints, type Edge, partsOf } from '../score/cluster.ts';
import { type Count, countPersons } from '../score/count.ts';
import { scoreOfRows, type SharedRow } from '../score/pair.ts';
import { countFrom, kept, oddsAt, probableFrom, scoreAt } from '../score/score.ts';
import {
  allSaid,
  edgesFrom,
  insertAlone,
  insertEdges,
  insertRun,
  type KeptEdge,
  type Member,
  replaceMembers,
} from '../store/findings.ts';
import { markCompared, newRecords, recordsHeld, type TokenInCommon, tokensInCommon } from '../store/records.ts';

/** What a run works with: the login that sees tokens, and no other. */
export type NightScene = { readonly database: Database; readonly clock: Clock; readonly timeZone: string };

/** What a night came to; numbers only. */
export type NightResult = Count & { readonly compared: number; readonly pairs: number };

const batch = 200;

/** A pair of less than this is nothing: thousands of them would not move the wide end of an interval. */
const leastScore = -8;

/** What is worth keeping in a list of so many records; also if half of them go. */
const leastOddsAt = (records: number): number => oddsAt(leastScore, records / 2);

const byPair = (shared: readonly TokenInCommon[]): ReadonlyMap<string, readonly SharedRow[]> => {
  const pairs = new Map<string, SharedRow[]>();
  for (const { fresh, known, freshFilter, knownFilter } of shared) {
    const isOrdered = fresh < known;
    const name = isOrdered ? `${fresh} ${known}` : `${known} ${fresh}`;
    const row = isOrdered ? { one: freshFilter, other: knownFilter } : { one: knownFilter, other: freshFilter };
    pairs.set(name, [...(pairs.get(name) ?? []), row]);
  }
  return pairs;
};

const edgeOf = (name: string, rows: readonly SharedRow[], leastOdds: number): readonly KeptEdge[] => {
  const [one = '', other = ''] = name.split(' ');
  const score = scoreOfRows(rows, 2);
  if (score === null) return [];
  const { odds, siblings } = kept(score);
  const known = score.evidence.filter(({ likeness }) => likeness !== 'unknown');
  const parts = known.map(({ part, likeness }) => `${part}:${likeness}`);
  const strong = score.evidence.some(({ part }) => part === 'document');
  return odds < leastOdds ? [] : [{ one, other, odds, siblings, strong, parts }];
};

/** Compares the next records with all; gives how many. */
const compareSome = async (tx: Transaction, leastOdds: number): Promise<number> => {
  const fresh = await newRecords(tx, batch);
  if (fresh.length === 0) return 0;
  const pairs = byPair(await tokensInCommon(tx, fresh));
  await insertEdges(
    tx,
    [...pairs].flatMap(([name, rows]) => edgeOf(name, rows, leastOdds)),
  );
  await markCompared(tx, fresh);
  await insertAlone(tx, fresh);
  return fresh.length;
};

const compareAll = async (database: Database): Promise<number> => {
  const { records } = await asProgram(database, recordsHeld, { readOnly: true });
  const leastOdds = leastOddsAt(records);
  let compared = 0;
  for (;;) {
    const some = await asProgram(database, (tx) => compareSome(tx, leastOdds));
    if (some === 0) return compared;
    compared += some;
  }
};

/** A new identifier for every group every night, so that the groups of two nights cannot be joined. */
const namedGroups = (groups: readonly (readonly string[])[]): ReadonlyMap<string, string> =>
  new Map(
    groups.flatMap((members) => {
      const name = randomUUID();
      return members.map((id) => [id, name] as const);
    }),
  );

const linked = (edges: readonly Edge[], { must, cannot }: Constraints): readonly string[] =>
  [...new Set([...edges.flatMap(({ one, other }) => [one, other]), ...[...must, ...cannot].flat()])].sort();

const membersOf = (ids: readonly string[], edges: readonly Edge[], said: Constraints): readonly Member[] => {
  const parts = partsOf(ids, edges, said);
  const groupsFrom = (from: number) => parts.flatMap((part) => clustersOf(part.members, part.edges, part.said, from));
  const [counted, probable] = [countFrom, probableFrom].map((from) =>
    namedGroups(groupsFrom(from).filter((group) => group.length > 1)),
  );
  return ids
    .map((id) => ({ recordId: id, counted: counted?.get(id) ?? id, probable: probable?.get(id) ?? id }))
    .filter((member) => member.probable !== member.recordId || member.counted !== member.recordId);
};

/** Records that nothing joins are counted and not read: of a million, a night reads the few thousand that may be doubles. */
const groupAll = async (tx: Transaction, { clock, timeZone }: NightScene): Promise<Count & { pairs: number }> => {
  const { records, epoch, norm } = await recordsHeld(tx);
  const found = await edgesFrom(tx, leastOddsAt(records));
  const edges = found.map(({ one, other, ...score }): Edge => ({ one, other, score: scoreAt(score, records) }));
  const said = await allSaid(tx);
  const ids = linked(edges, said);
  const count = countPersons(ids, edges, said, { records, alone: records - ids.length });
  await replaceMembers(tx, membersOf(ids, edges, said));
  const pairs = edges.filter(({ score }) => score >= probableFrom).length;
  await insertRun(tx, { night: clock.today(timeZone), at: clock.now(), epoch, norm, pairs, count });
  return { ...count, pairs };
};

/**
 * The nightly run: compares what is new with everything, then groups all records into persons, keeping to what people said.
 * Interrupted anywhere, the next one finishes it. It knows no name, no body and no case, and nobody can ask it about one record.
 */
export const runNight = async (scene: NightScene): Promise<NightResult> => {
  const compared = await compareAll(scene.database);
  const result = await asProgram(scene.database, (tx) => groupAll(tx, scene), { isolation: 'repeatable read' });
  return { ...result, compared };
};
