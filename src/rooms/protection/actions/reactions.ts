import type { PlainDate } from '../../../platform/clock.ts';
import { plainDate } from '../../../platform/clock.ts';
import type { JournalEntry } from '../../../platform/journal.ts';
import type { Scene } from '../../../profile/index.ts';
import { isRemovalBlockedNow, isStatusHeld } from '../../identification/index.ts';
import { beginChildPath } from './child.ts';
import { noteClockEvent } from './clock-events.ts';
import { today } from './read.ts';

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

/** Event of another room → what it is for the clocks and for the path of a child; `main` wires it. */
export const protectionReactions: Readonly<Record<string, Reaction>> = {
  'cases.case_opened': beginChildPath,
  'identification.indications_found': onIndications,
  'identification.status_changed': onStatus,
  'identification.minister_notified': onMinisterTold,
};
