import { randomBytes } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { systemClock } from '../../src/platform/clock.ts';
import { asViewer, type Database } from '../../src/platform/database/index.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import type { DraftScene } from '../../src/rooms/referrals/actions/drafts/content.ts';
import { median, type Measured } from './report.ts';
import type { Scratch } from './scratch.ts';

const rounds = 31;
const draftKey = randomBytes(32);

/** What is asked; gives what both must answer alike. */
export type Question = (scene: DraftScene) => Promise<unknown>;
/** Milliseconds of a question within a transaction that has shown who is looking, and its answer. */
export type Answer = { readonly milliseconds: number; readonly value: unknown };
/** Puts a question to the database as somebody. */
export type Asker = (question: Question) => Promise<Answer>;

/** Asks as this viewer, on this connection. */
export const askerOf =
  (database: Database, place: Scratch, viewer: Viewer): Asker =>
  (question) =>
    asViewer(
      database,
      viewer,
      async (tx) => {
        const scene: DraftScene = {
          tx,
          viewer,
          profile: place.profile,
          clock: systemClock,
          draftKey,
          ownWordKey: draftKey,
          emit: () => undefined,
        };
        const began = performance.now();
        const value = await question(scene);
        return { milliseconds: performance.now() - began, value };
      },
      { readOnly: true },
    );

/** The same question as a signed viewer and as a role that no policy stops. */
export type Askers = { readonly own: Asker; readonly free: Asker };

/** Times a question both ways in turn; both must answer alike or the measurement fails. */
export const compare = async (
  { own, free }: Askers,
  name: string,
  question: Question,
): Promise<readonly Measured[]> => {
  const times: { readonly own: number; readonly free: number }[] = [];
  for (let round = 0; round < rounds + 5; round++) {
    const [seen, all] = [await own(question), await free(question)];
    if (!isDeepStrictEqual(seen.value, all.value)) throw new Error(`${name}: not the same answer with and without`);
    times.push({ own: seen.milliseconds, free: all.milliseconds });
  }
  const measured = times.slice(5);
  const ours = median(measured.map((one) => one.own));
  const theirs = median(measured.map((one) => one.free));
  return [
    { name: `${name}, under row security`, value: ours, unit: 'ms' },
    { name: `${name}, without`, value: theirs, unit: 'ms' },
    { name: `${name}, with / without`, value: ours / theirs, unit: 'ratio', aim: { most: 1.5 } },
  ];
};
