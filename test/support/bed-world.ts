import { addDays, type Clock, fixedClock, type PlainDate } from '../../src/platform/clock.ts';
import { newId, newReference } from '../../src/platform/ids.ts';
import { valueOf } from '../../src/platform/outcome.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import type { Scene } from '../../src/profile/index.ts';
import {
  addBed,
  askForBed,
  type BedInput,
  type HouseInput,
  openHouse,
} from '../../src/rooms/accommodation/actions/index.ts';
import { findPlacement, type Placement } from '../../src/rooms/accommodation/store/index.ts';
import { openCase } from '../../src/rooms/cases/index.ts';
import { idOfBody } from '../../src/rooms/directory/index.ts';
import { receivedPerson } from './received-person.ts';
import { type ReportWorld, reportWorld } from './reports.ts';

/** A Monday at three in the morning, and the same day at ten. */
export const atNight = fixedClock('2026-11-23T02:00:00.000Z');
export const atTen = fixedClock('2026-11-23T09:00:00.000Z');
export const today = '2026-11-23' as PlainDate;
/** A day before or after today. */
export const dayFrom = (days: number): PlainDate => addDays(today, days);

/** A database with houses of two bodies and the people who fill them. */
export type BedWorld = ReportWorld & {
  readonly support: Viewer;
  readonly house: Viewer;
  readonly otherHouse: Viewer;
  readonly police: Viewer;
  /** A house of the body of `by`, with beds. */
  readonly newHouse: (
    more?: Partial<HouseInput>,
    beds?: readonly Partial<BedInput>[],
    by?: Viewer,
  ) => Promise<{ readonly houseId: string; readonly bedIds: readonly string[]; readonly code: string }>;
  /** A case that the service works on, of one report if told. */
  readonly newCase: (reportId?: string) => Promise<string>;
  /** A request of an adult woman for tonight. */
  readonly asked: (more?: Partial<Parameters<typeof askForBed>[2]>, caseId?: string) => Promise<string>;
  readonly placement: (id: string) => Promise<Placement>;
  readonly act: <T>(viewer: Viewer, work: (scene: Scene) => Promise<T>, clock?: Clock) => Promise<T>;
};

const houseInput = (number: number): HouseInput => ({
  ...{
    house_code: `HOUSE${number}`,
    house_kind: 'dedicated',
    area: 'mersch',
    takes: ['women', 'families', 'children'],
  },
  ...{ features: [], turnaround_days: 0, opened_on: dayFrom(-300) },
});

const bedInput = (number: number): BedInput => ({
  ...{ room_code: String(number), bed_code: 'A', sleeps: 1, emergency: false, in_service_from: dayFrom(-300) },
});

/** Makes cases that the police leads and the service was let into by a consent, which is another room's test. */
const casesIn =
  (world: ReportWorld, act: BedWorld['act'], police: Viewer): BedWorld['newCase'] =>
  async (of) => {
    const received = await receivedPerson(world.administrator, of);
    const leadOrganisationId = idOfBody(world.profile, 'SPJ');
    const { caseId } = await act(police, (scene) => openCase(scene, { ...received, leadOrganisationId }));
    const service = idOfBody(world.profile, 'INFOTRAITE');
    await world.administrator.query(
      "insert into cases.case_access (id, case_id, organisation_id, basis_kind, basis_code, compartments, valid_from) values ($1, $2, $3, 'consent', 'CONSENT', '{identity}', now())",
      [newId(), caseId, service],
    );
    await world.administrator.query(
      'insert into cases.case_reference (case_id, organisation_id, code) values ($1, $2, $3)',
      [caseId, service, newReference()],
    );
    return caseId;
  };

/** Opens houses one after the other, each under its number. */
const housesIn = (act: BedWorld['act'], house: Viewer): BedWorld['newHouse'] => {
  let houses = 0;
  return async (more = {}, beds = [{}], by = house) => {
    houses += 1;
    const input = { ...houseInput(houses), ...more };
    const { houseId } = valueOf(await act(by, (scene) => openHouse(scene, input)));
    const bedIds: string[] = [];
    for (const [index, one] of beds.entries())
      bedIds.push(valueOf(await act(by, (scene) => addBed(scene, houseId, { ...bedInput(index + 1), ...one }))).bedId);
    return { houseId, bedIds, code: input.house_code ?? '' };
  };
};

/** Makes such a world; `close` removes it. */
export const bedWorld = async (): Promise<BedWorld> => {
  const world = await reportWorld();
  const support = await world.viewer('savteh_worker');
  const house = await world.viewer('house_worker', 'CARITAS');
  const act: BedWorld['act'] = (viewer, work, clock = atTen) => world.as(viewer, work, clock);
  const police = await world.viewer('judicial_police_officer');
  const newHouse = housesIn(act, house);
  const newCase = casesIn(world, act, police);
  return {
    ...world,
    ...{ support, house, newHouse, newCase, act },
    otherHouse: await world.viewer('house_worker', 'CRL'),
    police,
    asked: async (more = {}, caseId) => {
      const of = caseId ?? (await newCase());
      const input = { needed_from: today, nights: 10, sex: 'female', minor: 'no', persons: 1, children: 0, ...more };
      return valueOf(await act(support, (scene) => askForBed(scene, of, input))).placementId;
    },
    placement: (id) =>
      act(support, async (scene) => {
        const found = await findPlacement(scene.tx, id);
        if (found === null) throw new Error('no such placement');
        return found;
      }),
  };
};
