import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { type CaseFile, loadCase } from '../../cases/index.ts';
import { personOnPath } from '../../protection/index.ts';
import { mayFollow, mayPlace, mayRead, mayRun } from '../access.ts';
import type { Match, Wanted } from '../rules/index.ts';
import { bedStepFrom } from '../steps.ts';
import {
  type Abroad,
  abroadOfCase,
  type Alarm,
  alarmsOf,
  countAbroadWaiting,
  countForHouses,
  countPlacements,
  findPlaced,
  findPlacement,
  houseCodes,
  type Listing,
  listPlacements,
  livingAbroad,
  openAlarms,
  openRequests,
  type HouseRequest,
  type Placement,
  placementsOfCase,
  requestsOfPlacement,
  stepsOf,
  type ToldStep,
} from '../store/index.ts';
import { asOfNow, bodyPlaying, type Result, today } from './acting.ts';
import { addressEdition } from './houses.ts';
import { mayAskReferral } from './requests.ts';
import { searchBeds, wantedOf } from './search.ts';

/** What a viewer may do here; the pages offer nothing else. */
export type Rights = { readonly place: boolean; readonly run: boolean; readonly follow: boolean };

/** The rights of a viewer. */
export const rightsOf = ({ viewer, profile }: Scene): Rights => ({
  place: mayPlace(viewer, profile) === true,
  run: mayRun(viewer, profile) === true,
  follow: mayFollow(viewer, profile) === true,
});

/** All the page of a placement shows. */
export type PlacementView = {
  readonly placement: Placement;
  readonly steps: readonly ToldStep[];
  readonly alarms: readonly Alarm[];
  readonly abroad: readonly Abroad[];
  readonly requests: readonly HouseRequest[];
  /** The own house may ask the service to refer her now. */
  readonly mayAsk: boolean;
  readonly avoided: ReadonlyMap<Uuid, string>;
  /** The step with which a bed is given now; null where none is. */
  readonly bedStep: string | null;
  readonly hasAddress: boolean;
  readonly rights: Rights;
  readonly today: PlainDate;
};

/** Loads the page of a placement; null when there is none for this viewer. */
export const readPlacement = async (scene: Scene, id: Uuid): Promise<PlacementView | null> => {
  const found = await findPlacement(scene.tx, id);
  if (found === null) return null;
  const placement = await asOfNow(scene, found);
  const { houseId, caseId } = placement;
  return {
    placement,
    steps: await stepsOf(scene.tx, id),
    alarms: await alarmsOf(scene.tx, { placementId: id }),
    abroad: caseId === null ? [] : await abroadOfCase(scene.tx, caseId),
    requests: await requestsOfPlacement(scene.tx, id),
    mayAsk: mayAskReferral(scene, placement),
    avoided: await houseCodes(scene.tx, placement.avoidHouses),
    bedStep: bedStepFrom(scene.profile, placement.state),
    hasAddress: houseId !== null && (await addressEdition(scene, houseId)) > 0,
    rights: rightsOf(scene),
    today: today(scene),
  };
};

/** A search with what was looked for, and when each refused bed would be free. */
export type SearchView = {
  readonly view: PlacementView;
  readonly wanted: Wanted;
  readonly nights: number;
  readonly match: Match;
};

/** Looks for a bed for a placement, from the day and for the nights asked for unless others are named. */
export const readSearch = async (
  scene: Scene,
  id: Uuid,
  asked: { readonly from: PlainDate | null; readonly nights: number | null },
): Result<SearchView> => {
  const may = mayPlace(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const view = await readPlacement(scene, id);
  if (view === null) return refuse('not_found');
  const { placement } = view;
  const earliest = placement.neededFrom > view.today ? placement.neededFrom : view.today;
  const from = asked.from !== null && asked.from >= view.today ? asked.from : earliest;
  const nights = asked.nights ?? placement.nights;
  const sought = { placement, from, nights, night: false };
  return { view, nights, wanted: wantedOf(scene, sought), match: await searchBeds(scene, sought) };
};

/** How many placements a page of a list holds. */
export const placementsPerPage = 50;

/** What waits and runs: placements of a kind, alarms, placements abroad. */
export type PlacementList = {
  readonly which: Listing;
  readonly rows: readonly Placement[];
  readonly counts: Readonly<Record<Listing, number>>;
  readonly page: number;
  readonly alarms: readonly Alarm[];
  readonly abroad: readonly Abroad[];
  /** What houses asked and nobody answered yet. */
  readonly requests: readonly HouseRequest[];
  readonly rights: Rights;
  readonly today: PlainDate;
};

/** Loads a list of placements. */
export const readPlacements = async (scene: Scene, which: Listing, page: number): Result<PlacementList> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  return {
    ...{ which, page, rights: rightsOf(scene), today: today(scene) },
    rows: await listPlacements(scene.tx, which, { size: placementsPerPage, number: page, today: today(scene) }),
    counts: await countPlacements(scene.tx, today(scene)),
    alarms: await openAlarms(scene.tx),
    abroad: await livingAbroad(scene.tx),
    requests: await openRequests(scene.tx),
  };
};

/** What somebody may know of where the person of a case sleeps. */
export type CaseBeds = {
  readonly file: CaseFile;
  readonly placements: readonly Placement[];
  readonly placed: { readonly placed: boolean; readonly since: PlainDate } | null;
  readonly alarms: readonly Alarm[];
  readonly abroad: readonly Abroad[];
  readonly rights: Rights;
  readonly today: PlainDate;
  /** The age that counts now: what the path of a child says, else the report. */
  readonly age: string | null;
};

/** Loads what a viewer may know; null for who may know nothing, or when there is no such case. */
export const readCaseBeds = async (scene: Scene, caseId: Uuid): Promise<CaseBeds | null> => {
  const rights = rightsOf(scene);
  const file = await loadCase(scene, caseId);
  if (file === null || !(rights.place || rights.follow)) return null;
  return {
    ...{ file, rights, today: today(scene) },
    placements: rights.place ? await placementsOfCase(scene.tx, caseId) : [],
    placed: await findPlaced(scene.tx, caseId),
    alarms: await alarmsOf(scene.tx, { caseId }),
    abroad: await abroadOfCase(scene.tx, caseId),
    age: (await personOnPath(scene, caseId))?.age ?? null,
  };
};

/** How much waits for this viewer about beds; null for who has nothing to do with them. */
export const countBedsWaiting = async (scene: Scene): Promise<number | null> => {
  const { place, run } = rightsOf(scene);
  if (!place && !run) return null;
  const alarms = (await openAlarms(scene.tx)).length;
  const answers = run ? await countForHouses(scene.tx, [bodyPlaying(scene, 'shelters')]) : 0;
  const counts = place ? await countPlacements(scene.tx, today(scene)) : { waiting: 0, chased: 0 };
  const requests = place ? (await openRequests(scene.tx)).length : 0;
  return alarms + answers + requests + counts.waiting + counts.chased;
};

/** How many alarms and proposals wait for the police; null for everybody else. */
export const countFollowing = async (scene: Scene): Promise<number | null> =>
  rightsOf(scene).follow ? (await openAlarms(scene.tx)).length + (await countAbroadWaiting(scene.tx)) : null;

/** What the police follows: alarms it was told of, and placements abroad. */
export type Following = {
  readonly alarms: readonly Alarm[];
  readonly abroad: readonly Abroad[];
  readonly today: PlainDate;
};

/** Loads what the police follows. */
export const readFollowing = async (scene: Scene): Result<Following> => {
  const may = mayFollow(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  return { alarms: await openAlarms(scene.tx), abroad: await livingAbroad(scene.tx), today: today(scene) };
};
