import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { mayRun } from '../access.ts';
import { type Bed, findBed, insertBed, updateBed } from '../store/index.ts';
import { bodyPlaying, type Result } from './acting.ts';
import { houseToChange } from './houses.ts';
import { standsFree } from './in-the-way.ts';

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

/** The bed of an act, if the viewer runs its house. */
export const bedToChange = async (scene: Scene, bedId: Uuid): Result<Bed> => {
  const may = mayRun(scene.viewer, scene.profile);
  if (isRefusal(may)) return may;
  const bed = await findBed(scene.tx, bedId);
  return bed === null || bed.organisationId !== bodyPlaying(scene, 'shelters') ? refuse('not_found') : bed;
};

export type BedChangeInput = Omit<BedInput, 'room_code' | 'bed_code'>;

/** Changes a bed, above all the day until which it is in service; refused with what stands in the way of that day. */
export const changeBed = async (
  scene: Scene,
  bedId: Uuid,
  input: BedChangeInput,
  version: string | null,
): Result<{ houseId: Uuid }> => {
  const bed = await bedToChange(scene, bedId);
  if (isRefusal(bed)) return bed;
  if (version !== null && version !== String(bed.version)) return refuse('changed_meanwhile');
  const { in_service_from: from, in_service_until: until = null } = input;
  if (until !== null && until <= from) return refuse('ends_before_start', { field: 'in_service_until' });
  const free = await standsFree(scene, { bedId }, { from, until }, ['in_service_from', 'in_service_until']);
  if (isRefusal(free)) return free;
  const changed = await updateBed(scene.tx, bed, {
    ...{ emergency: input.emergency, sleeps: input.sleeps, features: input.bed_features ?? [] },
    ...{ inServiceFrom: from, inServiceUntil: until },
  });
  if (!changed) return refuse('changed_meanwhile');
  scene.emit({ type: 'accommodation.bed_changed', subject: { kind: 'bed', id: bedId }, data: { from, until } });
  return { houseId: bed.houseId };
};
