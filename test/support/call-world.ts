import { createHmac } from 'node:crypto';
import { type Clock, fixedClock, instantPlus } from '../../src/platform/clock.ts';
import { isRefusal, type Outcome, refuse, valueOf } from '../../src/platform/outcome.ts';
import type { VaultClient } from '../../src/platform/vault-client/index.ts';
import type { Viewer } from '../../src/platform/viewer.ts';
import { openCall } from '../../src/rooms/referrals/actions/calls/desk.ts';
import { type CallPage, readCall } from '../../src/rooms/referrals/actions/calls/read.ts';
import { type CallAnswers, closeCall } from '../../src/rooms/referrals/actions/calls/record.ts';
import type { DraftScene } from '../../src/rooms/referrals/actions/drafts/content.ts';
import type { ReportWorld } from './reports.ts';

/** Three in the morning, and hours after. */
export const atThree = fixedClock('2026-11-23T02:00:00.000Z');
export const later = (hours: number): Clock => fixedClock(instantPlus(atThree.now(), hours * 3_600_000));
/** Words that must never be found in clear. */
export const canary = {
  ...{ number: '+352 621 555 010', summary: 'Canary summary of the night', words: 'Canary plumber' },
};

/** A vault that makes marks as the real one does, and opens what it is told to. */
export const vaultOf = (fields: Record<string, Record<string, string>> = {}): VaultClient =>
  new Proxy({} as VaultClient, {
    get: (_, call) => async (asked: { readonly number?: string }) => {
      if (call === 'open') return { fields };
      if (call !== 'markCaller') return refuse('vault-down');
      const digits = (asked.number ?? '').replaceAll(/\D/g, '');
      return { mark: createHmac('sha256', 'test').update(digits).digest('hex').slice(0, 32) };
    },
  });

/** The refusal, or that it was done. */
export const codeOf = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'done');

/** What a record needs to be closed. */
export const answers = (more: Partial<CallAnswers> = {}): CallAnswers => ({
  ...{ call_danger: 'no', call_kind: 'about_self', call_language: 'uk', call_summary: canary.summary },
  ...{ call_back: 'no', call_outcomes: ['information_given'], ...more },
});

/** What a test does at the desk. */
export type CallDesk = {
  readonly act: <T>(viewer: Viewer, work: (scene: DraftScene) => Promise<T>, clock?: Clock) => Promise<T>;
  readonly opened: (clock?: Clock) => Promise<string>;
  readonly close: (callId: string, more?: Partial<CallAnswers>, clock?: Clock) => ReturnType<typeof closeCall>;
  readonly read: (viewer: Viewer, callId: string, clock?: Clock) => Promise<CallPage>;
};

/** The desk of one worker in a world. */
export const callDesk = (world: Pick<ReportWorld, 'as'>, worker: Viewer): CallDesk => {
  const act: CallDesk['act'] = (viewer, work, clock = atThree) => world.as(viewer, work, clock);
  return {
    act,
    opened: async (clock) => valueOf(await act(worker, openCall, clock)).callId,
    close: (callId, more = {}, clock) =>
      act(worker, (scene) => closeCall(scene, { callId, answers: answers(more) }, vaultOf()), clock),
    read: async (viewer, callId, clock) => {
      const found = await act(viewer, (scene) => readCall(scene, callId), clock);
      if (found === null) throw new Error('no such call');
      return found;
    },
  };
};
