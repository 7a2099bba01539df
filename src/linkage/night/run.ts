import { randomUUID } from 'node:crypto';
import type { Clock } from '../../platform/clock.ts';
import { asProgram, type Database, type Transaction } from '../../platform/database/index.ts';
import { clustersOf, type Constraints, type Edge } from '../score/cluster.ts';
import { type Count, countPersons } from '../score/count.ts';
import { scoreOfRows, type SharedRow } from '../score/pair.ts';
import { countFrom, kept, probableFrom, scoreAt } from '../score/score.ts';
import {
  allEdges,
  allSaid,
  insertEdges,
  insertRun,
  type KeptEdge,
  type Member,
  replaceMembers,
} from '../store/findings.ts';
import { allRecords, markCompared, newRecords, type TokenInCommon, tokensInCommon } from '../store/records.ts';

/** What a run works with: the login that sees tokens, and no other. */
export type NightScene = { readonly database: Database; readonly clock: Clock; readonly timeZone: string };

/** What a night came to; numbers only. */
export type NightResult = Count & { readonly compared: number; readonly pairs: number };

const batch = 200;

/** Below this odds of e⁻⁸ not even the wide end of an interval would notice. */
const leastOdds = -8 + Math.log(2);

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

const edgeOf = (name: string, rows: readonly SharedRow[]): readonly KeptEdge[] => {
  const [one = '', other = ''] = name.split(' ');
  const score = scoreOfRows(rows, 2);
  if (score === null) return [];
  const { odds, siblings } = kept(score);
  const known = score.evidence.filter(({ likeness }) => likeness !== 'unknown');
  const parts = known.map(({ part, likeness }) => `${part}:${likeness}`);
  const strong = score.evidence.some(({ part }) => part === 'strong');
  return odds < leastOdds ? [] : [{ one, other, odds, siblings, strong, parts }];
};

/** Compares the next records with all; gives how many. */
const compareSome = async (tx: Transaction): Promise<number> => {
  const fresh = await newRecords(tx, batch);
  if (fresh.length === 0) return 0;
  const pairs = byPair(await tokensInCommon(tx, fresh));
  await insertEdges(
    tx,
    [...pairs].flatMap(([name, rows]) => edgeOf(name, rows)),
  );
  await markCompared(tx, fresh);
  return fresh.length;
};

const compareAll = async (database: Database): Promise<number> => {
  let compared = 0;
  for (;;) {
    const some = await asProgram(database, compareSome);
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

const membersOf = (ids: readonly string[], edges: readonly Edge[], said: Constraints): readonly Member[] => {
  const [counted, probable] = [countFrom, probableFrom].map((from) => namedGroups(clustersOf(ids, edges, said, from)));
  return ids.map((recordId) => ({
    recordId,
    counted: counted?.get(recordId) ?? recordId,
    probable: probable?.get(recordId) ?? recordId,
  }));
};

const groupAll = async (tx: Transaction, { clock, timeZone }: NightScene): Promise<Count & { pairs: number }> => {
  const { ids, epoch, norm } = await allRecords(tx);
  const found = await allEdges(tx);
  const edges = found.map(({ one, other, ...score }): Edge => ({ one, other, score: scoreAt(score, ids.length) }));
  const said = await allSaid(tx);
  const count = countPersons(ids, edges, said, ids.length);
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
