import { randomInt } from 'node:crypto';
import { addDays, type Clock, type PlainDate } from '../../../platform/clock.ts';
import { asProgram, type Database, type Transaction } from '../../../platform/database/index.ts';
import type { Profile } from '../../../profile/index.ts';
import { classOf, type KeptFile, type Telling, tellingOf } from '../rules.ts';
import {
  type Candidate,
  candidates,
  endPair,
  endSilent,
  type FileOfPair,
  halfPairs,
  insertPair,
  insertSide,
  keepFiles,
  plannedUntil,
  possiblePairs,
  recordsHeld,
  releaseSide,
} from '../store/index.ts';

/** What the proposing job works with. It sees files and how alike records are, and no token. */
export type ProposeTools = {
  readonly database: Database;
  readonly profile: Profile;
  readonly clock: Clock;
  /** Whether a pair is alike enough to ask two persons about it; odds as a natural logarithm. */
  readonly isProposed: (
    pair: { readonly odds: number; readonly siblings: boolean; readonly strong: boolean },
    records: number,
  ) => boolean;
  /** A fair number from `least` to `most`; random unless told. */
  readonly days?: (least: number, most: number) => number;
};

type Proposing = ProposeTools & { readonly tx: Transaction; readonly today: PlainDate };

const fairDays = (least: number, most: number): number => randomInt(least, most + 1);

const keptFile = ({ profile }: Proposing, { bodyCode, level, told, stops }: FileOfPair): KeptFile => ({
  ...{ bodyClass: classOf(profile.consents.matching, bodyCode), level, told, stops },
});

/** Shown on a random day, so that nobody can tell from the day what was entered elsewhere the night before. */
const show = async (
  scene: Proposing,
  pairId: string,
  shown: { readonly file: FileOfPair; readonly other: FileOfPair },
): Promise<void> => {
  const { shown_after_days: after, asked_for_days: asked } = scene.profile.consents.matching;
  const shownOn = addDays(scene.today, (scene.days ?? fairDays)(after.least, after.most));
  await insertSide(scene.tx, {
    ...{ pairId, fileId: shown.file.id, organisationId: shown.file.organisationId },
    otherClass: keptFile(scene, shown.other).bodyClass ?? '',
    ...{ shownOn, expiresOn: addDays(shownOn, asked) },
  });
};

const shownAtOnce = ({ one, other }: Candidate, telling: Telling) => [
  ...(telling === 'both' || telling === 'one_first' ? [{ file: one, other }] : []),
  ...(telling === 'both' || telling === 'other_first' ? [{ file: other, other: one }] : []),
];

const propose = async (scene: Proposing, candidate: Candidate): Promise<void> => {
  const { one, other } = candidate;
  const telling = tellingOf(scene.profile.consents.matching, keptFile(scene, one), keptFile(scene, other));
  if (telling === 'nobody') return;
  const pairId = await insertPair(scene.tx, candidate, scene.today);
  for (const shown of shownAtOnce(candidate, telling)) await show(scene, pairId, shown);
};

/** The first person said yes: now the second body may be shown that it is asked, if that still holds. */
const goOn = async (scene: Proposing): Promise<void> => {
  for (const { pairId, asked, next } of await halfPairs(scene.tx)) {
    const telling = tellingOf(scene.profile.consents.matching, keptFile(scene, asked), keptFile(scene, next));
    if (telling === 'one_first') await show(scene, pairId, { file: next, other: asked });
  }
};

/** A stop that was set, or a yes that was narrowed, ends what was not said yet. */
const stopWhatMayNot = async (scene: Proposing): Promise<void> => {
  for (const { pairId, one, other } of await possiblePairs(scene.tx)) {
    const telling = tellingOf(scene.profile.consents.matching, keptFile(scene, one), keptFile(scene, other));
    if (telling === 'nobody') await endPair(scene.tx, pairId, scene.today);
  }
};

/**
 * Shows each body what it is to be asked and whose day has come, the longest waiting first; never more at a time than the profile
 * says, so that nobody is flooded. What waits too long ends unseen, as what nobody answers does.
 */
const release = async ({ tx, today, profile }: Proposing): Promise<void> => {
  const { most_open: most, asked_for_days: asked } = profile.consents.matching;
  const open = new Map<string, number>();
  for (const { id, organisationId, open: before } of await plannedUntil(tx, today)) {
    const now = open.get(organisationId) ?? before;
    if (now >= most) continue;
    open.set(organisationId, now + 1);
    await releaseSide(tx, id, today, addDays(today, asked));
  }
};

/**
 * After the run: keeps the files, proposes what is alike enough to the bodies that may be told, goes on with pairs whose first
 * person said yes, ends in silence those that nobody answered, and shows what has come to its day. One run too many does no harm.
 */
export const proposeMatches = (tools: ProposeTools): Promise<void> =>
  asProgram(tools.database, async (tx) => {
    const scene: Proposing = { ...tools, tx, today: tools.clock.today(tools.profile.timeZone) };
    await keepFiles(tx, scene.today, tools.profile.consents.matching.counting === 'legal_duty');
    const records = await recordsHeld(tx);
    for (const candidate of await candidates(tx))
      if (tools.isProposed({ ...candidate, odds: candidate.odds / 100 }, records)) await propose(scene, candidate);
    await stopWhatMayNot(scene);
    await goOn(scene);
    await endSilent(tx, scene.today);
    await release(scene);
  });
