import type { PlainDate } from '../../../platform/clock.ts';
import { newId, type Uuid } from '../../../platform/ids.ts';
import type { ClockEvent, Scene } from '../../../profile/index.ts';
export { lastDayOfTerm } from '../rules/index.ts';
import { clockEventsOf, insertClockEvent } from '../store/index.ts';

/** Notes on a case that something happened which moves its clocks; for rooms in which it happened. */
export const noteClockEvent = (
  scene: Scene,
  it: { readonly caseId: Uuid; readonly type: ClockEvent; readonly on: PlainDate; readonly reason?: string | null },
): Promise<void> =>
  insertClockEvent(scene.tx, {
    ...{ id: newId(), caseId: it.caseId, type: it.type, on: it.on, reason: it.reason ?? null, days: null },
    at: scene.clock.now(),
  });

/** The first day on which something happened in a case that moves its clocks; null when it has not. */
export const firstDayOf = async (scene: Scene, caseId: Uuid, type: ClockEvent): Promise<PlainDate | null> =>
  (await clockEventsOf(scene.tx, caseId)).find((event) => event.type === type)?.on ?? null;
