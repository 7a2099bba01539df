import { addDays, type PlainDate } from '../../../platform/clock.ts';
import {
  addBed,
  answerOffer,
  askForBed,
  giveBed,
  keepAddress,
  moveIn,
  openHouse,
  takeNight,
} from '../../../rooms/accommodation/index.ts';
import { askReferral, closeBed, type HouseInput } from '../../../rooms/accommodation/actions/index.ts';
import { must, type Stage, type StageScene } from '../stage.ts';
import { daysBefore, then } from './open-report.ts';

type InventedBed = { readonly room: string; readonly bed: string; readonly sleeps?: number; readonly emergency?: true };
type InventedHouse = {
  readonly login: string;
  readonly code: string;
  readonly area: string;
  readonly kind: 'dedicated' | 'reception';
  readonly takes: readonly string[];
  readonly features: readonly string[];
  readonly languages: readonly string[];
  readonly beds: readonly InventedBed[];
};

/** Houses that exist nowhere, under words that say nothing of a place. */
const houses: readonly InventedHouse[] = [
  {
    ...{ login: 'infotraite.josiane', code: 'TILLEUL', area: 'mersch', kind: 'dedicated' },
    ...{
      takes: ['women', 'families', 'children'],
      features: ['night_staff', 'cot', 'quiet'],
      languages: ['fr', 'pt', 'en'],
    },
    beds: [
      { room: '1', bed: 'A' },
      { room: '1', bed: 'B' },
      { room: '2', bed: 'A', sleeps: 4 },
    ],
  },
  {
    ...{ login: 'crl.nadia', code: 'NOISETIER', area: 'wiltz', kind: 'dedicated' },
    ...{ takes: ['women', 'families'], features: ['step_free', 'wheelchair'], languages: ['fr', 'de', 'ar'] },
    beds: [
      { room: '1', bed: 'A' },
      { room: '2', bed: 'A', sleeps: 2 },
    ],
  },
  {
    ...{ login: 'caritas.tom', code: 'ERABLE', area: 'esch', kind: 'dedicated' },
    ...{ takes: ['men'], features: ['own_kitchen'], languages: ['fr', 'en', 'ar'] },
    beds: [
      { room: '1', bed: 'A' },
      { room: '1', bed: 'B' },
      { room: '2', bed: 'A' },
    ],
  },
  {
    ...{ login: 'crl.nadia', code: 'VEILLE', area: 'luxembourg', kind: 'reception' },
    ...{ takes: ['women', 'men', 'families', 'children', 'minors_alone'], features: ['night_staff', 'wheelchair'] },
    languages: ['fr', 'en', 'de', 'pt'],
    beds: [
      { room: 'N1', bed: 'A', emergency: true },
      { room: 'N2', bed: 'A', sleeps: 4, emergency: true },
    ],
  },
];

type Step<T> = {
  readonly name: string;
  readonly login: string;
  readonly days: number;
  readonly hour: number;
  readonly work: (scene: StageScene) => Promise<T>;
};

const step = <T>(stage: Stage, { name, login, days, hour, work }: Step<T>): Promise<T> =>
  stage.as(`beds/${name}`, { login, at: then(stage, days, hour), work });

const facts = (house: InventedHouse, opened: PlainDate): HouseInput => ({
  ...{ house_code: house.code, house_kind: house.kind, area: house.area, takes: house.takes, features: house.features },
  ...{ spoken: house.languages.map((language) => ({ language })), turnaround_days: house.kind === 'reception' ? 0 : 1 },
  opened_on: opened,
});

/** Opens a house with its beds and its sealed, invented address; gives the ids of the beds. */
const open = (stage: Stage, house: InventedHouse, number: number): Promise<readonly string[]> =>
  step(stage, {
    ...{ name: `open/${house.code}`, login: house.login, days: 200, hour: 9 },
    work: async (scene) => {
      const opened = daysBefore(stage, 200);
      const { houseId } = must(await openHouse(scene, facts(house, opened)));
      must(await keepAddress(scene, houseId, { street: `${number}, rue de l’Exemple`, place: 'L-0000 Inventé' }));
      const ids: string[] = [];
      for (const { room, bed, sleeps = 1, emergency = false } of house.beds) {
        const added = { room_code: room, bed_code: bed, sleeps, emergency, in_service_from: opened };
        ids.push(must(await addBed(scene, houseId, added)).bedId);
      }
      return ids;
    },
  });

const housed = { sex: 'female', minor: 'no', persons: 1, children: 0 } as const;

/** A stay that begins in one house and goes on in another, because the exploiter was seen nearby; the second house asks for a doctor. */
const playStay = async (stage: Stage, caseId: string, first: string, second: string): Promise<void> => {
  const service = 'savteh.leila';
  const placementId = await step(stage, {
    ...{ name: 'ask', login: service, days: 10, hour: 15 },
    work: async (scene) => {
      const needs = { ...housed, needed_from: daysBefore(stage, 10), nights: 60, wishes: ['quiet'] };
      const asked = must(await askForBed(scene, caseId, { ...needs, understood: [{ language: 'pt' }] }));
      const seen = { placementId: asked.placementId, version: null };
      must(await giveBed(scene, { ...seen, bedId: first }, { from_day: daysBefore(stage, 10), nights: 60 }));
      must(await answerOffer(scene, { ...seen, who: 'person' }, { answer: 'accepted' }));
      return asked.placementId;
    },
  });
  const seen = { placementId, version: null };
  await step(stage, {
    ...{ name: 'accept', login: 'infotraite.josiane', days: 10, hour: 16 },
    work: async (scene) => {
      must(await answerOffer(scene, { ...seen, who: 'house' }, { answer: 'accepted' }));
      return must(await moveIn(scene, seen, { moved_in_on: daysBefore(stage, 10) }));
    },
  });
  await step(stage, {
    ...{ name: 'transfer', login: service, days: 3, hour: 11 },
    work: async (scene) => {
      const move = {
        from_day: daysBefore(stage, 3),
        nights: 60,
        house_agreed: true,
        transfer_reason: 'exploiter_near',
      };
      return must(await giveBed(scene, { ...seen, bedId: second }, move));
    },
  });
  await step(stage, {
    ...{ name: 'house-asks', login: 'crl.nadia', days: 1, hour: 10 },
    work: async (scene) =>
      must(await askReferral(scene, placementId, { asked_for: 'health_care', asked_urgency: 'this_week' })),
  });
};

/** Houses, a stay with a transfer, a night without a case yet, a closed bed, and a room for tonight that is free. */
export const playBeds = async (stage: Stage, supported: readonly string[]): Promise<void> => {
  const beds: (readonly string[])[] = [];
  for (const [index, house] of houses.entries()) beds.push(await open(stage, house, index + 1));
  const [[tilleul = ''] = [], [noisetier = ''] = [], [, , erable = ''] = [], [, night = ''] = []] = beds;
  const caseId = supported.at(-1);
  if (caseId !== undefined) await playStay(stage, caseId, tilleul, noisetier);
  await step(stage, {
    ...{ name: 'night', login: 'hotline.emile', days: 1, hour: 23 },
    work: async (scene) => must(await takeNight(scene, { bedId: night }, { ...housed, persons: 2, children: 1 })),
  });
  await step(stage, {
    ...{ name: 'close', login: 'caritas.tom', days: 2, hour: 9 },
    work: async (scene) => {
      const until = addDays(stage.today, 5);
      return must(
        await closeBed(scene, erable, {
          closure_reason: 'repair',
          closed_from: daysBefore(stage, 2),
          closed_until: until,
        }),
      );
    },
  });
};
