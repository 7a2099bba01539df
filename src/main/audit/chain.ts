import { firstHash, judgeEvent } from './event.ts';
import type { EventRow, Finding, HeadRow } from './finding.ts';

/** Heads that the vault has signed for one chain: hash by sequence number. */
export type SignedHeads = ReadonlyMap<number, string>;

type Standing = { readonly seq: number; readonly hash: string };
/** Numbers that were jumped over, and the row that came instead; rows that turn up later are out of order. */
type Gap = {
  from: number;
  to: number;
  readonly shiftBefore: number;
  readonly jumper: { readonly at: number; readonly number: number };
};

/** Checks one chain row by row, in the order of `seq`; `end` gives all that was found. */
export type ChainCheck = { readonly next: (row: EventRow) => void; readonly end: (head: HeadRow | null) => Finding[] };

type State = {
  readonly chain: string;
  readonly signed: SignedHeads;
  readonly findings: Finding[];
  gaps: Gap[];
  /** The number of the last event in order. */
  last: number;
  /** By how much the rows stand off their numbers since rows before them were taken out or slipped in. */
  shift: number;
  /** All rows that say they are the last event: two when one was slipped in. The next row tells which it knows. */
  candidates: Standing[];
};

const tell = (state: State, kind: Finding['kind'], seq: number, what: string): void => {
  state.findings.push({ kind, chain: state.chain, seq, what });
};

/** Settles which candidate the remembered hash means; tells the others. */
const settle = (state: State, remembered: string, whoRemembers: string): void => {
  const known = state.candidates.filter(({ hash }) => hash === remembered);
  const strangers = known.length > 0 ? state.candidates.filter(({ hash }) => hash !== remembered) : [];
  for (const { seq } of strangers) tell(state, 'inserted', seq, `${whoRemembers} does not know it`);
  if (known.length > 0) return;
  if (state.last === 0) tell(state, 'edited', 1, 'it does not begin where the chain begins');
  else tell(state, 'edited', state.candidates[0]?.seq ?? state.last, `${whoRemembers} remembers another hash of it`);
};

const accept = (state: State, row: EventRow, number: number): void => {
  const signed = state.signed.get(number);
  if (signed !== undefined && signed !== row.hash)
    tell(
      state,
      'rewritten',
      row.seq,
      `the signed checkpoint holds another hash: the chain up to here was written anew`,
    );
  state.last = number;
  state.candidates = [{ seq: row.seq, hash: row.hash }];
};

/** Tells a row that stands off its number by more than what was taken out or slipped in before it. */
const judgePlace = (state: State, row: EventRow, number: number, explained: readonly number[]): void => {
  const shift = row.seq - number;
  if (explained.includes(shift)) state.shift = shift;
  else tell(state, 'reordered', row.seq, `here stands the event that was number ${number}`);
};

const jump = (state: State, row: EventRow, number: number): void => {
  const shiftBefore = state.shift;
  judgePlace(state, row, number, [shiftBefore, shiftBefore - (number - 1 - state.last)]);
  state.gaps.push({ from: state.last + 1, to: number - 1, shiftBefore, jumper: { at: row.seq, number } });
  accept(state, row, number);
};

const isIn = (gap: Gap, number: number): boolean => gap.from <= number && number <= gap.to;

/** Takes a number out of a gap; what stays are the parts before and after it. */
const without = (gap: Gap, number: number): Gap[] =>
  [
    { ...gap, to: number - 1 },
    { ...gap, from: number + 1 },
  ].filter(({ from, to }) => from <= to);

const fill = (state: State, row: EventRow, gap: Gap, number: number): void => {
  const { at, number: jumped } = gap.jumper;
  const isTold = state.findings.some(({ kind, seq }) => kind === 'reordered' && seq === at);
  if (!isTold && at !== jumped) tell(state, 'reordered', at, `here stands the event that was number ${jumped}`);
  if (row.seq !== number) tell(state, 'reordered', row.seq, `here stands the event that was number ${number}`);
  state.shift = gap.shiftBefore;
  state.gaps = state.gaps.flatMap((each) => (each === gap ? without(gap, number) : [each]));
};

/** Puts the row where its body says it was written. */
const place = (state: State, row: EventRow, number: number, isWhole: boolean): void => {
  const gap = state.gaps.find((each) => isIn(each, number));
  if (number === state.last + 1) {
    judgePlace(state, row, number, [state.shift, state.shift + state.candidates.length - 1]);
    if (isWhole) settle(state, row.prev, `event ${number}`);
    accept(state, row, number);
  } else if (number > state.last + 1) jump(state, row, number);
  else if (gap) fill(state, row, gap, number);
  else if (number === state.last) state.candidates.push({ seq: row.seq, hash: row.hash });
  else tell(state, 'inserted', row.seq, `event ${number} stands there already`);
};

const next = (state: State, row: EventRow): void => {
  const { claim, wrong } = judgeEvent(row);
  if (claim && claim.chain !== state.chain)
    return tell(state, 'inserted', row.seq, `it was written as event ${claim.seq} of chain ${claim.chain}`);
  if (wrong.length > 0) tell(state, 'edited', row.seq, wrong.join('; '));
  place(state, row, claim?.seq ?? row.seq, wrong.length === 0);
};

const toldMissing = (state: State, from: number, to: number, what: string): void => {
  state.findings.push({ kind: 'missing', chain: state.chain, seq: from, to, what });
};

const closeWithHead = (state: State, head: HeadRow | null): void => {
  if (head === null) {
    if (state.last > 0) tell(state, 'head', state.last, 'the chain has no head');
    return;
  }
  const isSameEvent = state.candidates.some(({ hash }) => hash === head.hash);
  if (isSameEvent && head.seq !== state.last)
    return tell(state, 'head', head.seq, `its hash is that of event ${state.last}`);
  if (head.seq > state.last) return toldMissing(state, state.last + 1, head.seq, 'the head knows more events');
  if (head.seq === state.last) return settle(state, head.hash, 'the head');
  const what = 'the head does not know it';
  state.findings.push({ kind: 'inserted', chain: state.chain, seq: head.seq + 1, to: state.last, what });
};

/** Events that a checkpoint has signed and that are no longer there at the end of the chain. */
const closeWithCheckpoints = (state: State, head: HeadRow | null): void => {
  const end = Math.max(state.last, head?.seq ?? 0);
  const signedEnd = Math.max(0, ...state.signed.keys());
  if (signedEnd > end) toldMissing(state, end + 1, signedEnd, 'a signed checkpoint knows more events');
};

const end = (state: State, head: HeadRow | null): Finding[] => {
  for (const { from, to } of state.gaps) toldMissing(state, from, to, 'nothing stands there');
  closeWithHead(state, head);
  closeWithCheckpoints(state, head);
  return state.findings;
};

/**
 * Begins to check a chain. Rows come in the order of their `seq`. Each row's body says under which number it was
 * written, so that a renumbered chain still tells which event is gone, slipped in or out of order.
 */
export const checkChain = (chain: string, signed: SignedHeads): ChainCheck => {
  const candidates = [{ seq: 0, hash: firstHash(chain) }];
  const state: State = { chain, signed, findings: [], gaps: [], last: 0, shift: 0, candidates };
  return { next: (row) => next(state, row), end: (head) => end(state, head) };
};
