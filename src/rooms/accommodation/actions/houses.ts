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
  type Bed,
  cancelClaim,
  claimsOfBed,
  findBed,
  findClaim,
  findHouse,
  holdHouse,
  type House,
  type HouseFacts,
  insertBed,
  insertClaim,
  insertHouse,
  isHouseCodeGiven,
  restrictHouse,
  updateHouse,
} from '../store/index.ts';
import { bodyPlaying, type Result, today } from './acting.ts';

export type HouseInput = {
  readonly house_code?: string | undefined;
  readonly house_kind: HouseKind;
  readonly area: string;
  readonly takes: readonly string[];
  readonly features?: readonly string[] | undefined;
  readonly spoken?: readonly { readonly language?: string | undefined }[] | undefined;
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
  ...{ openedOn: input.opened_on, closesOn: input.closes_on ?? null },
});

const inOrder = ({ opened_on: from, closes_on: until }: HouseInput): Outcome<true, AccommodationRefusal> =>
  until !== undefined && until <= from ? refuse('ends_before_start', { field: 'closes_on' }) : true;

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

const houseToChange = async (scene: Scene, houseId: Uuid, version: string | null): Result<House> => {
  const may = mayRun(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const house = await findHouse(scene.tx, houseId);
  if (house === null || house.organisationId !== bodyPlaying(scene, 'shelters')) return refuse('not_found');
  return version !== null && version !== String(house.version) ? refuse('changed_meanwhile') : house;
};

/** Changes what a house is. */
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

export type BedInput = {
  readonly room_code: string;
  readonly bed_code: string;
  readonly sleeps: number;
  readonly emergency: boolean;
  readonly bed_features?: readonly string[] | undefined;
  readonly in_service_from: PlainDate;
  readonly in_service_until?: PlainDate | undefined;
};

const asCode = (typed: string): string | null => {
  const code = typed.trim().toUpperCase();
  return /^[A-Z0-9][A-Z0-9-]{0,7}$/.test(code) ? code : null;
};

/** Adds a bed, or a family room that is given as one. */
export const addBed = async (scene: Scene, houseId: Uuid, input: BedInput): Result<{ houseId: Uuid; bedId: Uuid }> => {
  const house = await houseToChange(scene, houseId, null);
  if (isRefusal(house)) return house;
  const [room, code] = [asCode(input.room_code), asCode(input.bed_code)];
  if (room === null) return refuse('already_code', { field: 'room_code' });
  if (code === null) return refuse('already_code', { field: 'bed_code' });
  if (input.in_service_until !== undefined && input.in_service_until <= input.in_service_from)
    return refuse('ends_before_start', { field: 'in_service_until' });
  const bedId = await insertBed(scene.tx, {
    ...{ houseId, organisationId: house.organisationId, room, code, emergency: input.emergency, sleeps: input.sleeps },
    ...{ features: input.bed_features ?? [], inServiceFrom: input.in_service_from },
    inServiceUntil: input.in_service_until ?? null,
  });
  if (bedId === null) return refuse('already_code', { field: 'bed_code' });
  scene.emit({ type: 'accommodation.bed_added', subject: { kind: 'bed', id: bedId }, data: { house: houseId } });
  return { houseId, bedId };
};

const bedToChange = async (scene: Scene, bedId: Uuid): Result<Bed> => {
  const may = mayRun(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const bed = await findBed(scene.tx, bedId);
  return bed === null || bed.organisationId !== bodyPlaying(scene, 'shelters') ? refuse('not_found') : bed;
};

export type ClosureInput = {
  readonly closure_reason: string;
  readonly closed_from: PlainDate;
  readonly closed_until: PlainDate;
};

/** Closes a bed for a time; refused with the day until which somebody has it. */
export const closeBed = async (scene: Scene, bedId: Uuid, input: ClosureInput): Result<{ houseId: Uuid }> => {
  const bed = await bedToChange(scene, bedId);
  if (isRefusal(bed)) return bed;
  const { closed_from: from, closed_until: until } = input;
  if (until <= from) return refuse('ends_before_start', { field: 'closed_until' });
  await holdHouse(scene.tx, bed.houseId);
  const claimId = await insertClaim(scene.tx, {
    ...{ bedId, houseId: bed.houseId, organisationId: bed.organisationId, placementId: null, kind: 'closure' },
    ...{ reason: input.closure_reason, fromDay: from, untilDay: until, freeFrom: until },
    ...{ by: scene.viewer.staffId, at: scene.clock.now() },
  });
  if (claimId === null) {
    const clash = (await claimsOfBed(scene.tx, bedId, from)).find(({ fromDay }) => fromDay < until);
    const values = { day: spokenDay(clash?.freeFrom ?? until) };
    return refuse('bed_in_use', { field: 'closed_from', values });
  }
  scene.emit({
    type: 'accommodation.bed_closed',
    subject: { kind: 'bed', id: bedId },
    data: { reason: input.closure_reason, from, until },
  });
  return { houseId: bed.houseId };
};

/** Takes a closure back. */
export const reopenBed = async (scene: Scene, claimId: Uuid): Result<{ houseId: Uuid }> => {
  const may = mayRun(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const claim = await findClaim(scene.tx, claimId);
  if (claim === null || claim.kind !== 'closure') return refuse('not_found');
  if (!(await cancelClaim(scene.tx, claim, scene.clock.now()))) return refuse('changed_meanwhile');
  scene.emit({ type: 'accommodation.bed_reopened', subject: { kind: 'bed', id: claim.bedId } });
  return { houseId: claim.houseId };
};
