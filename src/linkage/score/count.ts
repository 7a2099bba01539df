import { clustersOf, type Constraints, type Edge, type Part, partsOf } from './cluster.ts';
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

const linksAt = ({ members, edges, said }: Part, from: number): number =>
  members.length - clustersOf(members, edges, said, from).length;

const sumOver = (parts: readonly Part[], valueOf: (part: Part) => number): number =>
  parts.reduce((sum, part) => sum + valueOf(part), 0);

/** Links that are expected: every edge that holds a group together counts by its chance; what people said counts in full. */
const expectedLinks = (part: Part): number => {
  const steps = [...new Set(part.edges.map(({ score }) => Math.floor(score * 4) / 4))].sort(
    (one, other) => other - one,
  );
  let links = linksAt({ ...part, edges: [] }, 0);
  let before = links;
  for (const step of steps) {
    const now = linksAt(part, step);
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

/** How many records the scores were made with, and how many of them stand alone and are not listed. */
export type Held = { readonly records: number; readonly alone?: number };

/**
 * Counts persons. `listed` are the records that edges and words are about, and any others; `held` says of how many. The central
 * figure is what the chances say, completed by what blocking misses. The interval goes from where every probable pair is one
 * person, with the missed ones, to where only the counted ones are; the central figure lies within.
 */
export const countPersons = (
  listed: readonly string[],
  given: readonly Edge[],
  constraints: Constraints,
  { records: size, alone = 0 }: Held,
): Count => {
  const records = listed.length + alone;
  const shift = priorShift(given, size);
  const edges = given
    .map((edge) => ({ ...edge, score: edge.score + shift }))
    .filter(({ score }) => score >= leastScore);
  const parts = partsOf(listed, edges, constraints);
  const links = sumOver(parts, expectedLinks);
  const missed = links * (1 / completeness - 1);
  const central = Math.round(records - links - missed);
  const probable = records - sumOver(parts, (part) => linksAt(part, probableFrom));
  const counted = records - sumOver(parts, (part) => linksAt(part, countFrom));
  // How many were missed is itself a matter of chance: twice its standard error.
  const low = Math.floor(probable - missed - 2 * Math.sqrt(missed));
  return { records, central, low: Math.min(low, central), high: Math.max(counted, central) };
};
