import { addDays, type PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { type BedForCaller, bedForCaller } from '../../referrals/index.ts';
import { mayRead } from '../access.ts';
import {
  type BedFacts,
  type Cell,
  countOccupancy,
  type Match,
  nextFree,
  nightsLostBy,
  nightsOf,
  type Occupancy,
  stillTaken,
  type Taken,
} from '../rules/index.ts';
import {
  type Bed,
  bedFacts,
  bedsOf,
  type Claim,
  claimsIn,
  countEmergencyNights,
  countHouses,
  countOutside,
  findHouse,
  type House,
  type HouseFilter,
  listHouses,
  movesOn,
  overstaysOn,
  type Placement,
  type Span,
} from '../store/index.ts';
import { bodyPlaying, type Result, today } from './acting.ts';
import { addressEdition } from './houses.ts';
import { type Rights, rightsOf } from './read.ts';
import { roomsForCaller } from './search.ts';

/** How many houses a page of the board holds, and how many nights it shows. */
export const housesPerPage = 25;
export const nightsShown = 14;

/** A bed of the board: what it is on each night, and from when it is next free. */
export type BedRow = { readonly bed: Bed; readonly cells: readonly Cell[]; readonly freeFrom: PlainDate };

/** A house of the board with its beds; `free` counts free beds of each night. */
export type HouseRow = { readonly house: House; readonly beds: readonly BedRow[]; readonly free: readonly number[] };

export type Board = {
  readonly houses: readonly HouseRow[];
  readonly days: readonly PlainDate[];
  readonly total: number;
  readonly page: number;
  readonly rights: Rights;
  readonly today: PlainDate;
};

const grouped = <Item>(items: readonly Item[], keyOf: (item: Item) => Uuid): ReadonlyMap<Uuid, Item[]> => {
  const groups = new Map<Uuid, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
};

const daysFrom = (from: PlainDate, count: number): readonly PlainDate[] =>
  Array.from({ length: count }, (_, index) => addDays(from, index));

const freeOn = (cells: readonly Cell[]): readonly number[] => cells.map((cell) => (cell === 'free' ? 1 : 0));

const houseRow = (house: House, beds: readonly BedRow[], nights: number): HouseRow => ({
  house,
  beds,
  free: beds.reduce<readonly number[]>(
    (sums, { cells }) => freeOn(cells).map((one, index) => one + (sums[index] ?? 0)),
    Array.from({ length: nights }, () => 0),
  ),
});

/** What takes beds in a span; who stays on past her last day keeps hers until she has left. */
const takenIn = async (scene: Scene, span: Span, houses: readonly Uuid[] | null = null): Promise<readonly Taken[]> => {
  const now = today(scene);
  const overstays = stillTaken(await overstaysOn(scene.tx, now), now);
  return [...(await claimsIn(scene.tx, span, houses)), ...overstays];
};

/** Lays beds and claims of some houses out by night. */
const layOut = async (
  scene: Scene,
  houses: readonly House[],
  days: readonly PlainDate[],
): Promise<readonly HouseRow[]> => {
  const [from, last] = [days[0], days.at(-1)];
  if (from === undefined || last === undefined || houses.length === 0) return [];
  const ids = houses.map(({ id }) => id);
  const beds = grouped(await bedsOf(scene.tx, ids), ({ houseId }) => houseId);
  const claims = grouped(await takenIn(scene, { from, until: addDays(last, 60) }, ids), ({ bedId }) => bedId);
  return houses.map((house) => {
    const rows = (beds.get(house.id) ?? []).map((bed): BedRow => {
      const taken: readonly Taken[] = claims.get(bed.id) ?? [];
      return { bed, cells: nightsOf(bed, taken, days), freeFrom: nextFree(taken, from, (day) => addDays(day, 1)) };
    });
    return houseRow(house, rows, days.length);
  });
};

/** One page of the board: houses, their beds and what each bed is on each night. */
export const readBoard = async (
  scene: Scene,
  asked: { readonly from: PlainDate | null; readonly page: number; readonly filter: Omit<HouseFilter, 'own'> },
): Result<Board> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  const filter: HouseFilter = { ...asked.filter, own: null };
  const houses = await listHouses(scene.tx, filter, { size: housesPerPage, number: asked.page });
  const days = daysFrom(asked.from ?? today(scene), nightsShown);
  return {
    ...{ days, page: asked.page, rights: rightsOf(scene), today: today(scene) },
    houses: await layOut(scene, houses, days),
    total: await countHouses(scene.tx, filter),
  };
};

/** A house with its calendar of four weeks, its closures, and whether its address is kept. */
export type HouseView = {
  readonly row: HouseRow;
  readonly days: readonly PlainDate[];
  readonly closures: readonly Claim[];
  readonly hasAddress: boolean;
  readonly isOwn: boolean;
  readonly rights: Rights;
  readonly today: PlainDate;
};

/** Loads the page of a house. */
export const readHouse = async (scene: Scene, houseId: Uuid): Result<HouseView> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  const house = await findHouse(scene.tx, houseId);
  if (house === null) return refuse('not_found');
  const now = today(scene);
  const days = daysFrom(now, 28);
  const [row = houseRow(house, [], 28)] = await layOut(scene, [house], days);
  const claims = await claimsIn(scene.tx, { from: now, until: addDays(now, 400) }, [houseId]);
  const rights = rightsOf(scene);
  return {
    ...{ row, days, rights, today: now },
    closures: claims.filter(({ kind }) => kind === 'closure'),
    hasAddress: (await addressEdition(scene, houseId)) > 0,
    isOwn: rights.run && bodyPlaying(scene, 'shelters') === house.organisationId,
  };
};

/** A night: which rooms for the night are free, how many beds of each house, who comes and goes. */
export type NightView = {
  readonly day: PlainDate;
  readonly emergency: readonly BedFacts[];
  readonly houses: readonly {
    readonly code: string;
    readonly houseId: Uuid;
    readonly free: number;
    readonly taken: number;
    readonly closed: number;
  }[];
  readonly moves: readonly Placement[];
  readonly rights: Rights;
  readonly today: PlainDate;
  /** Who is on the line and needs a room, with the rooms judged for her. */
  readonly caller: { readonly needs: BedForCaller; readonly match: Match } | null;
};

const forCaller = async (scene: Scene, callId: Uuid | null): Promise<NightView['caller']> => {
  const needs = callId === null ? null : await bedForCaller(scene, callId);
  return needs === null ? null : { needs, match: await roomsForCaller(scene, needs, today(scene)) };
};

const countedBy = (
  beds: readonly BedFacts[],
  claims: ReadonlyMap<Uuid, readonly Taken[]>,
  day: PlainDate,
): NightView['houses'] => {
  const houses = grouped(
    beds.filter(({ emergency }) => !emergency),
    ({ houseId }) => houseId,
  );
  return [...houses.entries()].map(([houseId, own]) => {
    const cells = own.map((bed) => nightsOf(bed, claims.get(bed.bedId) ?? [], [day])[0] ?? 'out');
    const count = (...wanted: readonly Cell[]): number => cells.filter((cell) => wanted.includes(cell)).length;
    return {
      houseId,
      code: own[0]?.houseCode ?? '',
      free: count('free'),
      taken: count('stay', 'overbooked', 'turnaround'),
      closed: count('closure', 'out'),
    };
  });
};

/** Loads a night, tonight unless another day is named. Rooms for the night that are free come first: that is what is asked at three. */
export const readNight = async (
  scene: Scene,
  asked: PlainDate | null,
  callId: Uuid | null = null,
): Result<NightView> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  const day = asked ?? today(scene);
  const beds = await bedFacts(scene.tx);
  const claims = grouped(await takenIn(scene, { from: day, until: addDays(day, 1) }), ({ bedId }) => bedId);
  const isFree = (bed: BedFacts): boolean => nightsOf(bed, claims.get(bed.bedId) ?? [], [day])[0] === 'free';
  return {
    ...{ day, rights: rightsOf(scene), today: today(scene) },
    emergency: beds.filter((bed) => bed.emergency && isFree(bed)),
    houses: countedBy(beds, claims, day).toSorted((one, other) => one.code.localeCompare(other.code, 'en')),
    moves: await movesOn(scene.tx, day),
    caller: await forCaller(scene, callId),
  };
};

/** Nights of a period with both ratios, and what must be counted beside them. */
export type FiguresView = {
  readonly from: PlainDate;
  readonly until: PlainDate;
  readonly dedicated: Occupancy;
  readonly emergency: Occupancy;
  readonly emergencyNights: number;
  readonly outside: number;
  /** Nights lost in closed beds, by reason, most first. */
  readonly lost: readonly { readonly reason: string; readonly nights: number }[];
};

/** Counts the nights of a period; at most a year. */
export const readBedFigures = async (scene: Scene, from: PlainDate, until: PlainDate): Result<FiguresView> => {
  const may = mayRead(scene.viewer);
  if (isRefusal(may)) return may;
  if (until <= from) return refuse('ends_before_start');
  if (until > addDays(from, 366)) return refuse('too_long', { values: { days: 366 } });
  const beds = await bedFacts(scene.tx);
  const claims = await claimsIn(scene.tx, { from, until });
  const period = { from, until };
  const counted = (emergency: boolean): Occupancy => {
    const own = beds.filter((bed) => bed.emergency === emergency && bed.kind !== 'abroad');
    const ids = new Set(own.map(({ bedId }) => bedId));
    return countOccupancy(
      own,
      claims.filter(({ bedId }) => ids.has(bedId)),
      period,
    );
  };
  return {
    ...{ from, until, dedicated: counted(false), emergency: counted(true) },
    lost: nightsLostBy(claims, period),
    emergencyNights: await countEmergencyNights(scene.tx, period),
    outside: await countOutside(scene.tx, period),
  };
};
