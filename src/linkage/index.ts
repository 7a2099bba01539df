/** The front door of matching: how a person is counted once across bodies without a name leaving them. */
export { filterOf, filterTables, type FilterTables } from './encode/filter.ts';
export { filterBits, filterBytes, type SegmentName, segments } from './encode/segments.ts';
export { rowsPerRecord, type Token, tokenBits, tokensOf, type TokenType, usualFloor } from './encode/tokens.ts';
export { type BirthFact } from './normalise/birth.ts';
export { NORM_VERSION, normalise, type Person, type PersonFacts } from './normalise/index.ts';
export { type Name, type NameFact } from './normalise/names.ts';
export { readStrong as readMark, type StrongFact, type StrongKind } from './normalise/strong.ts';
export { clustersOf, type Constraints, type Edge, mostRecords } from './score/cluster.ts';
export { completeness, type Count, countPersons } from './score/count.ts';
export { type Comparison, compare, dice } from './score/compare.ts';
export { birthClasses, bounds, classesOf, levelsOf, nameClasses, yearLevels } from './score/levels.ts';
export {
  chanceOf,
  countFrom,
  type Evidence,
  isKeptProposed,
  isProposed,
  kept,
  type KeptScore,
  probableFrom,
  proposeAbove,
  type Score,
  scoreAt,
  scoreOf,
  type Standing,
  standingOf,
} from './score/score.ts';
export {
  askFilterKey,
  beginEncoding,
  endEncoding,
  type Encoding,
  type Row,
  rowOf,
  strongKindOf,
  tablesFrom,
} from './encode/rows.ts';
export { type AuditEntry, readAudit } from './key-server/audit.ts';
export { askForEpoch } from './key-server/folder.ts';
export { publishedEpochs } from './key-server/epochs.ts';
export {
  evaluateAt,
  type Evaluation,
  type KeyServerAddress,
  type KeyServerClient,
  keyServerClientOf,
} from './key-server/client.ts';
export {
  type KeyServerSettings,
  keyServerClient,
  type RunningKeyServer,
  startKeyServer,
} from './key-server/index.ts';
export { type Answer, ask, conclude } from './oprf/asking.ts';
export { evaluate, type KeyShare, newShare } from './oprf/shares.ts';
export { scoreOfRows, type SharedRow } from './score/pair.ts';
export { likePairs, type Manner } from './kernel/kernel.ts';
export { type Filters } from './kernel/layout.ts';
export { type Found, plainPairs } from './kernel/plain.ts';
export { consonantKeys } from './normalise/consonant-key.ts';
export { plainLatin } from './normalise/latin.ts';
export { ranSince, type NightResult, type NightScene, runNight } from './night/index.ts';
