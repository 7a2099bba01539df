import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { type Recipient, sealedFields, sealFor } from '../../identity/index.ts';
import { mayRun } from '../access.ts';
import type { AccommodationRefusal, HouseKind } from '../facts.ts';
import { spokenDay } from '../rules/index.ts';
import {
  findHouse,
  type House,
  type HouseFacts,
  insertHouse,
  isHouseCodeGiven,
  restrictHouse,
  updateHouse,
} from '../store/index.ts';
import { bodyPlaying, type Result, today } from './acting.ts';
import { standsFree } from './in-the-way.ts';

export type HouseInput = {
  readonly house_code?: string | undefined;
  readonly house_kind: HouseKind;
  readonly area: string;
  readonly takes: readonly string[];
  readonly features?: readonly string[] | undefined;
  readonly spoken?: readonly { readonly language?: string | undefined }[] | undefined;
  readonly child_from?: number | undefined;
  readonly child_until?: number | undefined;
  readonly house_security?: string | undefined;
  readonly turnaround_days: number;
  readonly opened_on: PlainDate;
  readonly closes_on?: PlainDate | undefined;
};

/** Languages of rows that were filled in, each once. */
export const languagesIn = (rows: HouseInput['spoken'] = []): readonly string[] => [
  ...new Set(rows.flatMap(({ language }) => (language === undefined ? [] : [language]))),
];

const factsOf = (input: HouseInput): HouseFacts => ({
  ...{ kind: input.house_kind, area: input.area, takes: input.takes, features: input.features ?? [] },
  ...{ languages: languagesIn(input.spoken), turnaroundDays: input.turnaround_days },
  ...{ openedOn: input.opened_on, closesOn: input.closes_on ?? null, security: input.house_security ?? 'ordinary' },
  ...{ childFrom: input.child_from ?? null, childUntil: input.child_until ?? null },
});

const inOrder = (input: HouseInput): Outcome<true, AccommodationRefusal> => {
  const { opened_on: from, closes_on: until, child_from: youngest = 0, child_until: oldest = 17 } = input;
  if (youngest > oldest) return refuse('ages_do_not_fit', { field: 'child_until' });
  return until !== undefined && until <= from ? refuse('ends_before_start', { field: 'closes_on' }) : true;
};

/** Opens a house under a code word. Its address is kept by {@link keepAddress}. */
export const openHouse = async (scene: Scene, input: HouseInput): Result<{ houseId: Uuid }> => {
  const may = mayRun(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const code = (input.house_code ?? '').trim().toUpperCase();
  const days = inOrder(input);
  if (isRefusal(days)) return days;
  if (!/^[A-Z][A-Z0-9-]{1,11}$/.test(code) || (await isHouseCodeGiven(scene.tx, code)))
    return refuse('already_code', { field: 'house_code' });
  const organisationId = bodyPlaying(scene, 'shelters');
  const owner = { organisationId, by: scene.viewer.staffId, at: scene.clock.now() };
  const houseId = await insertHouse(scene.tx, { ...factsOf(input), ...owner, code });
  scene.emit({ type: 'accommodation.house_opened', subject: { kind: 'house', id: houseId }, data: { code } });
  return { houseId };
};

/** The house of an act, if the viewer runs it and nobody changed it meanwhile. */
export const houseToChange = async (scene: Scene, houseId: Uuid, version: string | null): Result<House> => {
  const may = mayRun(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const house = await findHouse(scene.tx, houseId);
  if (house === null || house.organisationId !== bodyPlaying(scene, 'shelters')) return refuse('not_found');
  return version !== null && version !== String(house.version) ? refuse('changed_meanwhile') : house;
};

/**
 * Changes what a house is. A house does not open later or close earlier than somebody has a bed in it, or a bed is closed or made
 * ready: it is refused with the bed, what stands in the way, and the day from which it may be.
 */
export const changeHouse = async (
  scene: Scene,
  houseId: Uuid,
  input: HouseInput,
  version: string | null,
): Result<{ houseId: Uuid }> => {
  const house = await houseToChange(scene, houseId, version);
  if (isRefusal(house)) return house;
  const days = inOrder(input);
  if (isRefusal(days)) return days;
  const free = await standsFree(scene, { houseId }, { from: input.opened_on, until: input.closes_on ?? null }, [
    'opened_on',
    'closes_on',
  ]);
  if (isRefusal(free)) return free;
  if (!(await updateHouse(scene.tx, house, factsOf(input)))) return refuse('changed_meanwhile');
  scene.emit({ type: 'accommodation.house_changed', subject: { kind: 'house', id: houseId } });
  return { houseId };
};

/** Says for a while whom a house does not take, and when that is looked at again; none ends it. */
export const restrict = async (
  scene: Scene,
  houseId: Uuid,
  input: { readonly restrictions?: readonly string[] | undefined; readonly review_on: PlainDate },
  version: string | null,
): Result<{ houseId: Uuid }> => {
  const house = await houseToChange(scene, houseId, version);
  if (isRefusal(house)) return house;
  if (input.review_on < today(scene))
    return refuse('day_past', { field: 'review_on', values: { day: spokenDay(today(scene)) } });
  const restrictions = input.restrictions ?? [];
  const set = { restrictions, by: scene.viewer.staffId, on: today(scene), reviewOn: input.review_on };
  if (!(await restrictHouse(scene.tx, house, set))) return refuse('changed_meanwhile');
  scene.emit({
    type: 'accommodation.house_restricted',
    subject: { kind: 'house', id: houseId },
    data: { restrictions: [...restrictions], review_on: input.review_on },
  });
  return { houseId };
};

export type AddressInput = {
  readonly street: string;
  readonly place: string;
  readonly way_in?: string | undefined;
};

/** The ground on which the address of a house may be opened. */
export const addressBasis = { kind: 'law', code: 'SHELTER-ADDRESS' } as const;

/** Who may open an address: the body that runs the house, and the services that house people. */
const addressRecipients = (scene: Scene, house: House): readonly Recipient[] => {
  const services = scene.profile.organisationsPlaying('supports').filter(({ accounts }) => accounts);
  const ids = [house.organisationId, ...services.map(({ code }) => idOfBody(scene.profile, code))];
  return [...new Set(ids)].map((organisationId) => ({
    organisationId,
    basis: addressBasis,
    compartments: ['shelter_address'],
  }));
};

/** How often the address of a house was written; 0 when it never was. */
export const addressEdition = async (scene: Scene, houseId: Uuid): Promise<number> => {
  const fields = await sealedFields(scene, [houseId]);
  return Math.max(0, ...fields.map(({ field }) => Number(/\.(\d+)$/.exec(field)?.[1] ?? 0)));
};

/** Seals the address of a house. A new one stands beside the old, under its own number: nothing sealed is rewritten. */
export const keepAddress = async (scene: Scene, houseId: Uuid, input: AddressInput): Result<{ houseId: Uuid }> => {
  const house = await houseToChange(scene, houseId, null);
  if (isRefusal(house)) return house;
  const edition = (await addressEdition(scene, houseId)) + 1;
  const wayIn = input.way_in?.trim() ?? '';
  const fields = {
    [`street.${edition}`]: input.street,
    [`place.${edition}`]: input.place,
    ...(wayIn === '' ? {} : { [`way_in.${edition}`]: wayIn }),
  };
  await sealFor(
    scene,
    [{ subjectId: houseId, compartments: { shelter_address: fields } }],
    addressRecipients(scene, house),
  );
  scene.emit({ type: 'accommodation.address_sealed', subject: { kind: 'house', id: houseId }, data: { edition } });
  return { houseId };
};
