import type { RawForm } from '../../../../platform/form/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { hasPermit } from '../../../../platform/viewer.ts';
import { sealedFields } from '../../../identity/index.ts';
import { mayTakeCalls } from '../../access.ts';
import { mayCorrect, mayRing } from '../../rules/calls.ts';
import { type CallHandover, handoversOfCall } from '../../store/call-handovers.ts';
import { type Call, type CallLine, findCall, linesOfCall } from '../../store/calls.ts';
import type { DraftScene } from '../drafts/content.ts';
import { minuteNow } from './after.ts';
import { type Caller, readCaller } from './callers.ts';
import { bedFound, typedIn } from './record.ts';

/** A call as its page shows it. */
export type CallPage = {
  readonly call: Call;
  /** Who looks writes this open record. */
  readonly isOwn: boolean;
  /** What is typed, while one's own record is open. */
  readonly typed: RawForm;
  readonly lines: readonly CallLine[];
  readonly handovers: readonly CallHandover[];
  readonly known: Caller;
  /** Names of what is sealed, never what it says. */
  readonly sealed: readonly string[];
  readonly rights: {
    readonly seesCallers: boolean;
    readonly corrects: boolean;
    /** True, or the code of why the caller is not rung now. */
    readonly rings: true | string;
  };
};

/** A room that was given stands among the outcomes of its own accord. */
const withBed = (call: Call, typed: RawForm): RawForm =>
  call.placement_id === null
    ? typed
    : { ...typed, call_outcomes: [...new Set([...(typed['call_outcomes'] ?? []), bedFound])] };

/** Reads a call; null when there is none for this viewer. */
export const readCall = async (scene: DraftScene, callId: Uuid): Promise<CallPage | null> => {
  if (mayTakeCalls(scene.viewer) !== true) return null;
  const { tx, viewer, clock, profile } = scene;
  const call = await findCall(tx, callId);
  if (call === null || call.counts_apart) return null;
  const isOwn = call.noted_by === viewer.staffId;
  const correct = { staffId: viewer.staffId, now: clock.now(), hours: profile.hotline.correction.hours };
  const ring = mayRing(call, minuteNow(scene));
  return {
    ...{ call, isOwn, typed: isOwn && call.closed_at === null ? withBed(call, typedIn(scene, call)) : {} },
    lines: await linesOfCall(tx, callId),
    handovers: await handoversOfCall(tx, callId),
    known: await readCaller(scene, call),
    sealed: (await sealedFields(scene, [callId])).map(({ field }) => field),
    rights: {
      seesCallers: hasPermit(viewer, 'referrals.see-callers'),
      corrects: mayCorrect(call, correct) === true,
      rings: ring === true ? true : ring.refused,
    },
  };
};
