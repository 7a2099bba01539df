import { clustersOf, type Constraints, type Edge } from './cluster.ts';
import { chanceOf, countFrom, probableFrom } from './score.ts';

/** How many persons stand behind some records: the likeliest figure, and the interval it is published with. */
export type Count = { readonly records: number; readonly central: number; readonly low: number; readonly high: number };

/**
 * The share of pairs of one person that share a token at all, measured on invented lists of many scripts
 * (`npm run bench -- linkage`): what blocking misses, no threshold brings back.
 */
export const completeness = 0.93;

/** Edges below this are nothing: a thousand of them would add one person. */
const leastScore = -7;

const groupsAt = (records: readonly string[], edges: readonly Edge[], constraints: Constraints, from: number): number =>
  clustersOf(records, edges, constraints, from).length;

/** Links that are expected: every edge that holds a group together counts by its chance; what people said counts in full. */
const expectedLinks = (records: readonly string[], edges: readonly Edge[], constraints: Constraints): number => {
  const steps = [...new Set(edges.map(({ score }) => Math.max(leastScore, Math.floor(score * 4) / 4)))].sort(
    (one, other) => other - one,
  );
  let links = records.length - groupsAt(records, [], constraints, 0);
  let before = links;
  for (const step of steps) {
    const now = records.length - groupsAt(records, edges, constraints, step);
    links += (now - before) * chanceOf(step + 0.125);
    before = now;
  }
  return links;
};

/** Links for each record in the invented lists that the weights were learnt from. */
const learntShare = 0.47;

/**
 * How much rarer or more frequent doubles are here than where the weights were learnt, as a logarithm of odds; found by
 * asking the scores themselves until they agree (expectation and maximisation over the prior alone, Saerens 2002).
 */
const priorShift = (edges: readonly Edge[], records: number): number => {
  let shift = 0;
  for (let round = 0; round < 50; round += 1) {
    const links = edges.reduce((sum, { score }) => sum + chanceOf(score + shift), 0);
    shift = Math.max(-3, Math.min(1, Math.log(Math.max(links, 0.5) / (records * learntShare))));
  }
  return shift;
};

/**
 * Counts persons. `records` are what the store holds, `size` the number that scores were made with. The central figure is what
 * the chances say, completed by what blocking misses. The interval goes from where every probable pair is one person, with
 * the missed ones, to where only the counted ones are; the central figure lies within.
 */
export const countPersons = (
  records: readonly string[],
  given: readonly Edge[],
  constraints: Constraints,
  size: number,
): Count => {
  const shift = priorShift(given, size);
  const edges = given.map((edge) => ({ ...edge, score: edge.score + shift }));
  const links = expectedLinks(records, edges, constraints);
  const missed = links * (1 / completeness - 1);
  const central = Math.round(records.length - links - missed);
  const probable = groupsAt(records, edges, constraints, probableFrom);
  const counted = groupsAt(records, edges, constraints, countFrom);
  // How many were missed is itself a matter of chance: twice its standard error.
  const low = Math.floor(probable - missed - 2 * Math.sqrt(missed));
  return { records: records.length, central, low: Math.min(low, central), high: Math.max(counted, central) };
};
