import { addDays, dateIn, type Instant, instantOn, minutesOf, type PlainDate } from '../../../../platform/clock.ts';
import { newId, newReference, type Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import { hasPermit } from '../../../../platform/viewer.ts';
import type { Scene } from '../../../../profile/index.ts';
import { actingCodes } from '../../../cases/index.ts';
import { idOfBody, type OnCall, readColleagues, readOnCall, type StaffRow } from '../../../directory/index.ts';
import { mayTakeCalls, mayTakeOverCalls } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { countsApart } from '../../rules/calls.ts';
import { countOffered, type CallHandover, offeredCalls } from '../../store/call-handovers.ts';
import { type Call, callsToReturn, closedCalls, countCallsWaiting, insertCall, openCalls } from '../../store/calls.ts';

type Result<Value> = Promise<Outcome<Value, ReferralRefusal>>;
export type CallRef = { readonly callId: Uuid };

/** The body in whose name somebody takes calls: the one her unit acts for. */
export const deskOf = ({ profile, viewer }: Scene): Uuid =>
  idOfBody(profile, actingCodes(profile, viewer.organisationCode).at(-1) ?? viewer.organisationCode);

const rowOf = (scene: Scene, at: Instant) => ({
  ...{ id: newId(), organisation_id: deskOf(scene), reference: newReference(), channel: 'phone', began_at: at },
  ...{ noted_at: scene.clock.now(), noted_by: scene.viewer.staffId, taken_by: scene.viewer.staffId },
});

/** Opens a record at the first ring: nothing is asked before it is there. */
export const openCall = async (scene: Scene): Result<CallRef> => {
  const may = mayTakeCalls(scene.viewer);
  if (isRefusal(may)) return may;
  const row = rowOf(scene, scene.clock.now());
  await insertCall(scene.tx, row);
  scene.emit({ type: 'referrals.call_opened', subject: { kind: 'call', id: row.id }, data: { afterwards: false } });
  return { callId: row.id };
};

/** Counts a call that says nothing, in one touch: silent, hung up, wrong number. Nothing else is kept of it. */
export const countCall = async (scene: Scene, kind: string): Result<CallRef> => {
  const { tx, viewer, clock, profile } = scene;
  const may = mayTakeCalls(viewer);
  if (isRefusal(may)) return may;
  if (!countsApart(profile, kind)) return refuse('kind_needs_record');
  const at = clock.now();
  const row = { ...rowOf(scene, at), kind, counts_apart: true, closed_at: at, closed_by: viewer.staffId };
  await insertCall(tx, row);
  scene.emit({ type: 'referrals.call_counted', subject: { kind: 'call', id: row.id }, data: { kind } });
  return { callId: row.id };
};

const colleague = async (scene: Scene, login: string): Promise<Uuid | null> =>
  (await readColleagues(scene)).find((one) => one.login === login && one.state !== 'disabled')?.id ?? null;

export type AfterwardsInput = {
  readonly call_day: PlainDate;
  readonly call_hour: string;
  readonly call_channel: string;
  readonly call_taken_by?: string | undefined;
};

/** Opens the record of a call that is over: with its true time, its channel, and who took it. */
export const noteCallAfterwards = async (scene: Scene, input: AfterwardsInput): Result<CallRef> => {
  const { tx, viewer, clock, profile } = scene;
  const may = mayTakeCalls(viewer);
  if (isRefusal(may)) return may;
  const minutes = minutesOf(input.call_hour);
  if (minutes === null) return refuse('hour_unreadable', { field: 'call_hour' });
  const began = instantOn(input.call_day, profile.timeZone, minutes);
  if (began > clock.now()) return refuse('moment_to_come', { field: 'call_hour' });
  const login = input.call_taken_by?.trim() ?? '';
  const taker = login === '' ? viewer.staffId : await colleague(scene, login);
  if (taker === null) return refuse('unknown_colleague', { field: 'call_taken_by' });
  const row = { ...rowOf(scene, began), channel: input.call_channel, taken_by: taker };
  await insertCall(tx, row);
  scene.emit({ type: 'referrals.call_opened', subject: { kind: 'call', id: row.id }, data: { afterwards: true } });
  return { callId: row.id };
};

/** How many closed calls the desk shows. */
const closedShown = 20;

/** What stands on the desk. */
export type Desk = {
  readonly open: readonly Call[];
  readonly closed: readonly Call[];
  readonly toReturn: readonly Call[];
  readonly offered: readonly CallHandover[];
  /** Who answers at this hour; nothing where the viewer may not ask. */
  readonly onCall: readonly OnCall[];
  readonly colleagues: readonly StaffRow[];
};

/** Loads the desk. */
export const readDesk = async (scene: Scene): Result<Desk> => {
  const { tx, viewer } = scene;
  const may = mayTakeCalls(viewer);
  if (isRefusal(may)) return may;
  const onCall = hasPermit(viewer, 'directory.on-call') ? await readOnCall(scene) : [];
  return {
    open: await openCalls(tx),
    closed: await closedCalls(tx, closedShown),
    toReturn: await callsToReturn(tx),
    offered: await offeredCalls(tx),
    onCall: isRefusal(onCall) ? [] : onCall,
    colleagues: await readColleagues(scene),
  };
};

/** How many records are open and callers wait; null for who takes no calls. */
export const countCallsOpen = async (scene: Scene): Promise<number | null> => {
  if (mayTakeCalls(scene.viewer) !== true) return null;
  const { tx, clock, profile, viewer } = scene;
  return (
    (await countCallsWaiting(tx, dateIn(clock.now(), profile.timeZone))) + (await countOffered(tx, viewer.staffId))
  );
};

/** How many calls are offered to the viewer's body; null for who takes none over. */
export const countCallsOffered = async (scene: Scene): Promise<number | null> =>
  mayTakeOverCalls(scene.viewer) === true ? countOffered(scene.tx, scene.viewer.staffId) : null;

/** The day after which a flag says nothing any more. */
export const lastDayOf = ({ clock, profile }: Scene, term: string): PlainDate => {
  const most = profile.hotline.caller.flag_days;
  const days = { day: 1, month: Math.min(30, most), most }[term] ?? 1;
  return addDays(clock.today(profile.timeZone), days);
};
