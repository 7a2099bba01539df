import assert from 'node:assert/strict';
import { settleEvents } from '../../src/main/reactions.ts';
import { fixedClock, type PlainDate, plainDate } from '../../src/platform/clock.ts';
import { asViewer } from '../../src/platform/database/index.ts';
import type { JournalEntry } from '../../src/platform/journal.ts';
import { isRefusal, valueOf } from '../../src/platform/outcome.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { wordsFor } from '../../src/platform/words.ts';
import type { Scene } from '../../src/profile/index.ts';
import { type CaseAddition, loadCase } from '../../src/rooms/cases/index.ts';
import { askRemoval, decide, notifyMinister } from '../../src/rooms/identification/actions/index.ts';
import { decideStay, readStay, type StayInput } from '../../src/rooms/protection/actions/index.ts';
import { protectionOnCase } from '../../src/rooms/protection/index.ts';
import { caseWorld, type CaseWorld, decisionFor } from './case-world.ts';

/** The person of every notice. */
export const noticed = { name: 'Test Person', date_of_birth: '1990', nationality: 'NG' };

type Acts = <T>(viewer: Viewer, day: PlainDate, work: (scene: Scene) => Promise<T>) => Promise<T>;

/** Acts on a day, with all that follows in other rooms, as the staff site does; nothing stays of what is refused. */
const actsIn =
  ({ casework, profile }: CaseWorld): Acts =>
  (viewer, day, work) =>
    asViewer(casework, viewer, async (tx) => {
      const events: JournalEntry[] = [];
      const clock = fixedClock(`${day}T09:00:00.000Z`);
      const outcome = await work({ tx, viewer, profile, clock, emit: (entry) => void events.push(entry) });
      if (!isRefusal(outcome)) await settleEvents({ tx, viewer, profile, clock }, events);
      return outcome;
    });

/** A presumed victim of whom the permit officers were told, on a day. */
const tells = (world: CaseWorld, on: Acts) => async (day: PlainDate) => {
  const caseId = await world.newCase();
  const input = decisionFor(world.profile, 'indicators_observed', { decided_on: day });
  const decided = { caseId, event: 'indications_found', version: null };
  valueOf(await on(world.police, day, (scene) => decide(scene, decided, input)));
  const { noticeId } = valueOf(await on(world.police, day, (scene) => notifyMinister(scene, caseId, noticed)));
  const view = valueOf(await on(world.permits, day, (scene) => readStay(scene, noticeId)));
  return { caseId, noticeId, reference: view.file.reference };
};

type Taking = Partial<StayInput> & { readonly decided_on: PlainDate };
type How = { readonly version?: string | null; readonly as?: Viewer; readonly day?: PlainDate };

/** The world of the room: a permit officer, her colleague, a return officer; days that are said. */
export const stayWorld = async () => {
  const world = await caseWorld();
  const today = plainDate('2026-11-22');
  const on = actsIn(world);
  const returns = await world.viewer('return_officer');
  const added = (caseId: string, day = today, viewer = world.police): Promise<CaseAddition> =>
    on(viewer, day, async (scene) => {
      const file = await loadCase(scene, caseId);
      assert.ok(file);
      return (await protectionOnCase.load(scene, file))(wordsFor('en', world.profile.timeZone));
    });
  const tell = tells(world, on);
  const take = (noticeId: string, event: string, input: Taking, more: How = {}) =>
    on(more.as ?? world.permits, more.day ?? input.decided_on, (scene) =>
      decideStay(scene, { noticeId, event, version: more.version ?? null }, input),
    );
  return {
    ...{ world, today, on, returns, take, told: (day = today) => tell(day) },
    colleague: await world.viewer('permit_officer'),
    grant: (noticeId: string, day = today) =>
      take(noticeId, 'grant_reflection', { decided_on: day, third_country: 'yes' }),
    read: async (noticeId: string, day = today) =>
      valueOf(await on(world.permits, day, (scene) => readStay(scene, noticeId))),
    blocked: async (reference: string, day = today): Promise<boolean> =>
      valueOf(await on(returns, day, (scene) => askRemoval(scene, reference))).blocked,
    added,
    /** The clocks on the page of a case. */
    strip: async (caseId: string, day = today, viewer = world.police) => (await added(caseId, day, viewer)).clocks,
  };
};
