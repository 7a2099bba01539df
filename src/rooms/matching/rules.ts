import { type Refusal, refuse } from '../../platform/outcome.ts';
import type { PlainDate } from '../../platform/clock.ts';
import type { Consents } from '../../profile/index.ts';
import { familyStop, type MatchingRefusal, type SideAnswer, type SideState, type Verdict } from './facts.ts';

type Matching = Consents['matching'];

/** A file as the rules see it: the class of its body, how far its person agreed, whom beside support she named, who must never know. */
export type KeptFile = {
  readonly bodyClass: string | null;
  readonly level: number;
  readonly told: string | null;
  readonly stops: readonly string[];
};

/** Who is shown a pair, and who first. */
export type Telling = 'nobody' | 'both' | 'one_first' | 'other_first';

/** The class of a body; null for one that is in none, whose files are never matched. */
export const classOf = ({ classes }: Matching, bodyCode: string): string | null =>
  classes.find(({ kept, organisations }) => kept && organisations.includes(bodyCode))?.code ?? null;

const forbids = ({ stops }: KeptFile, { bodyClass }: KeptFile): boolean =>
  stops.includes(familyStop) || (bodyClass !== null && stops.includes(bodyClass));

/** Beside support services only a class that the person named may ever be told, however far else she agreed. */
const agreesTo = (file: KeptFile, least: number, other: KeptFile): boolean =>
  file.level >= least && (least < 3 || file.told === other.bodyClass);

/**
 * May two bodies be told that they may know one person? What the profile does not say is never; a stop on either side
 * is a stop for both, for who is told nothing must not be found by what the other is told.
 */
export const tellingOf = ({ policy }: Matching, one: KeptFile, other: KeptFile): Telling => {
  if (one.bodyClass === null || other.bodyClass === null) return 'nobody';
  if (forbids(one, other) || forbids(other, one)) return 'nobody';
  const asIs = policy.find((line) => line.one === one.bodyClass && line.other === other.bodyClass);
  if (asIs !== undefined)
    return agreesTo(one, asIs.least_one, other) && agreesTo(other, asIs.least_other, one) ? asIs.told : 'nobody';
  const turned = policy.find((line) => line.one === other.bodyClass && line.other === one.bodyClass);
  if (turned === undefined) return 'nobody';
  if (!agreesTo(other, turned.least_one, one) || !agreesTo(one, turned.least_other, other)) return 'nobody';
  return turned.told === 'both' ? 'both' : 'other_first';
};

/** What a body knows of a side: its own answer and days, and the pair only once both persons said yes. */
export type SideSeen = {
  readonly answer: SideAnswer;
  readonly expiresOn: PlainDate;
  readonly verdict: Verdict | null;
  readonly pair: 'open' | 'same' | 'not_same' | null;
};

/** How a side stands for its body. A no, and no answer from the other body, end in the same silence. */
export const sideState = ({ answer, expiresOn, verdict, pair }: SideSeen, today: PlainDate): SideState => {
  if (pair === 'same' || pair === 'not_same') return pair;
  if (pair === 'open') return verdict === null ? 'open' : 'judged';
  if (answer === 'no' || expiresOn < today) return 'silent';
  return answer === 'yes' ? 'waiting' : 'asked';
};

/** Is this an answer one can rely on? What *no* means was said first (GDPR art. 4(11), 7). */
export const answerHolds = (noExplained: boolean): true | Refusal<MatchingRefusal> =>
  noExplained ? true : refuse('no_not_explained', { field: 'no_explained' });
