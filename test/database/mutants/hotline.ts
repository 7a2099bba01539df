import type { Cut } from './functions.ts';

const within = (name: string, cuts: readonly (readonly [cut: string, by: string])[]): readonly Cut[] =>
  cuts.map(([cut, by]) => ({ among: `referrals.${name}`, function: `referrals.${name}`, cut, by }));

/** Conditions of the functions that end the words of calls. */
export const hotlineCuts: readonly Cut[] = [
  ...within('retire_calls', [
    ['coalesce(c.closed_at, c.began_at) < ended_before', 'true'],
    ['r.client_reference = c.draft_id', 'false'],
    ['h.lifted_at is null', 'false'],
  ]),
  ...within('words_over', [
    ['c.texts_over_on is not null and', ''],
    ["l.kind = 'added'", 'false'],
    ['f.caller_mark is null and', ''],
  ]),
];
