import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene, Transition } from '../../../profile/index.ts';
import { actingCodes } from '../../cases/index.ts';
import { mayDecideStay } from '../access.ts';
import type { ProtectionRefusal } from '../facts.ts';
import { type ClockFace, clockBook, facesOn, type HappenedEvent, recompute } from '../rules/index.ts';
import { firstStay, happenedBy, hasStays, stepsFrom } from '../steps.ts';
import {
  countStays,
  findConference,
  findStay,
  listStays,
  type StayDecision,
  stayDecisionsOf,
  type StayFile,
} from '../store/index.ts';

type Result<Value> = Promise<Outcome<Value, ProtectionRefusal>>;

/** The day of today where the country is. */
export const today = (scene: Scene): PlainDate => scene.clock.today(scene.profile.timeZone);

/** How many stays a page of the list holds. */
export const staysPerPage = 50;

/** One page of the stays an authority decides on. */
export type StayList = {
  readonly files: readonly StayFile[];
  readonly page: number;
  readonly total: number;
  readonly waiting: number;
  readonly today: PlainDate;
};

/** The persons whom notices name, with what was decided on their stay. */
export const readStays = async (scene: Scene, page: number): Result<StayList> => {
  const allowed = mayDecideStay(scene.viewer, scene.profile);
  if (isRefusal(allowed)) return allowed;
  const files = await listStays(scene.tx, { page, size: staysPerPage, today: today(scene) });
  return { files, page, today: today(scene), ...(await countStays(scene.tx)) };
};

/** How many notices wait for a first decision; null for those who decide on none. */
export const countStaysWaiting = async (scene: Scene): Promise<number | null> =>
  isRefusal(mayDecideStay(scene.viewer, scene.profile)) ? null : (await countStays(scene.tx)).waiting;

/** What the decisions on a stay were for its clocks, in the order of their writing. */
export const eventsOfDecisions = (decisions: readonly StayDecision[]): readonly HappenedEvent[] =>
  decisions.flatMap(({ event, decidedOn, reasons }, position) => {
    const type = happenedBy[event];
    const id = String(position).padStart(6, '0');
    return type === undefined ? [] : [{ id, type, on: decidedOn, reason: reasons[0] ?? null }];
  });

/** All that the page of a stay shows. */
export type StayView = {
  readonly file: StayFile;
  readonly state: string;
  readonly decisions: readonly StayDecision[];
  readonly steps: readonly Transition[];
  readonly clocks: readonly ClockFace[];
  readonly today: PlainDate;
  /** The police opened a conference on this permit. */
  readonly hasConference: boolean;
};

/** Loads the page of a stay; refused to those who do not decide on stays. */
export const readStay = async (scene: Scene, noticeId: Uuid): Result<StayView> => {
  const { tx, profile, viewer } = scene;
  const allowed = mayDecideStay(viewer, profile);
  if (isRefusal(allowed)) return allowed;
  const file = await findStay(tx, noticeId);
  if (file === null || !hasStays(profile)) return refuse('not_found');
  const decisions = await stayDecisionsOf(tx, noticeId);
  const state = file.stay?.state ?? firstStay(profile);
  const [day, book] = [today(scene), clockBook(profile)];
  return {
    ...{ file, state, decisions, today: day },
    steps: stepsFrom(profile, state, actingCodes(profile, viewer.organisationCode), day),
    hasConference: (await findConference(tx, noticeId)) !== null,
    clocks: facesOn(book, recompute(book, eventsOfDecisions(decisions)), day),
  };
};
