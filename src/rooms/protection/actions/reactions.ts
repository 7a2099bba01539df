import type { PlainDate } from '../../../platform/clock.ts';
import { plainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { JournalEntry } from '../../../platform/journal.ts';
import type { ClockEvent, Scene } from '../../../profile/index.ts';
import { isRemovalBlockedNow, isStatusHeld } from '../../identification/index.ts';
import { insertClockEvent } from '../store/index.ts';
import { today } from './read.ts';

/** Notes on a case that something happened which moves its clocks; for rooms in which it happened. */
export const noteClockEvent = (
  scene: Scene,
  it: { readonly caseId: Uuid; readonly type: ClockEvent; readonly on: PlainDate; readonly reason?: string | null },
): Promise<void> =>
  insertClockEvent(scene.tx, {
    ...{ id: newId(), caseId: it.caseId, type: it.type, on: it.on, reason: it.reason ?? null, days: null },
    at: scene.clock.now(),
  });

const dayOf = (scene: Scene, value: unknown): PlainDate =>
  typeof value === 'string' ? plainDate(value) : today(scene);

type Reaction = (scene: Scene, entry: JournalEntry) => Promise<void>;

/** Indications start the help; where the person may come from outside the Union, also the duty to tell the minister. */
const onIndications: Reaction = async (scene, { caseId, data }) => {
  if (caseId === undefined) return;
  const on = dayOf(scene, data?.['date']);
  await noteClockEvent(scene, { caseId, type: 'indications_found', on });
  if (await isRemovalBlockedNow(scene, caseId))
    await noteClockEvent(scene, { caseId, type: 'third_country_indications', on });
};

const isHeld = (state: unknown): boolean => typeof state === 'string' && isStatusHeld(state);

const onStatus: Reaction = async (scene, { caseId, data }) => {
  if (caseId === undefined || !isHeld(data?.['from']) || isHeld(data?.['to'])) return;
  await noteClockEvent(scene, { caseId, type: 'status_ended', on: dayOf(scene, data?.['on']) });
};

const onMinisterTold: Reaction = async (scene, { caseId }) => {
  if (caseId !== undefined) await noteClockEvent(scene, { caseId, type: 'minister_told', on: today(scene) });
};

/** Event of another room → what it is for the clocks; `main` wires it. */
export const protectionReactions: Readonly<Record<string, Reaction>> = {
  'identification.indications_found': onIndications,
  'identification.status_changed': onStatus,
  'identification.minister_notified': onMinisterTold,
};
