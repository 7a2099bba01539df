import { dateIn, type Instant } from '../../../../platform/clock.ts';
import { type RawForm, textOf } from '../../../../platform/form/index.ts';
import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, type Outcome, refuse } from '../../../../platform/outcome.ts';
import { hasPermit } from '../../../../platform/viewer.ts';
import { mayTakeCalls, mayWrite } from '../../access.ts';
import type { ReferralRefusal } from '../../facts/refusals.ts';
import { type Call, changeCall, findCall } from '../../store/calls.ts';
import type { DraftScene } from '../drafts/content.ts';
import { changeDraft, type DraftRef, startDraft } from '../drafts/keep.ts';
import { typedIn } from './record.ts';

const dayParts = (name: string, day: string): RawForm => {
  const [year = '', month = '', date = ''] = day.split('-');
  return {
    [`${name}.day`]: [String(Number(date))],
    [`${name}.month`]: [String(Number(month))],
    [`${name}.year`]: [year],
  };
};

const threeValued: Readonly<Record<string, string>> = { now: 'yes', not_sure: 'not_sure', no: 'no' };

const filled = (name: string, text: string): RawForm => (text === '' ? {} : { [name]: [text] });

/** The answers of a report that a call already gives; texts only while its record is open, for later they are sealed. */
const answersFrom = (scene: DraftScene, call: Call): { readonly report: RawForm; readonly person: RawForm } => {
  const typed = typedIn(scene, call);
  const danger = textOf(typed, 'call_danger') || (call.danger ?? '');
  const language = textOf(typed, 'call_language') || (call.language ?? '');
  const isSelf = (textOf(typed, 'call_kind') || call.kind) === 'about_self';
  const received = hasPermit(scene.viewer, 'referrals.key-in')
    ? {
        ...{ keyed_in: ['yes'], intake_channel: ['phone'] },
        ...dayParts('received_on', dateIn(call.began_at as Instant, scene.profile.timeZone)),
        ...filled('original_reporter', textOf(typed, 'caller_name')),
      }
    : {};
  return {
    report: {
      ...received,
      ...{ how_came_to_light: [isSelf ? 'self_report' : 'tip'] },
      ...filled('in_danger', threeValued[danger] ?? ''),
      ...filled('account', textOf(typed, 'call_summary')),
    },
    person: filled('language', language),
  };
};

/** Begins a report with what the call already gives, in the existing form. Once per call: pressed again, it leads to the same draft. */
export const reportFromCall = async (scene: DraftScene, callId: Uuid): Promise<Outcome<DraftRef, ReferralRefusal>> => {
  for (const may of [mayTakeCalls(scene.viewer), mayWrite(scene.viewer)]) if (isRefusal(may)) return may;
  const call = await findCall(scene.tx, callId);
  if (call === null) return refuse('not_found');
  if (call.draft_id !== null) return refuse('report_begun_already');
  if (call.closed_at === null && call.noted_by !== scene.viewer.staffId) return refuse('call_of_somebody_else');
  const draft = await startDraft(scene, { label: call.reference });
  if (isRefusal(draft)) return draft;
  const { report, person } = answersFrom(scene, call);
  const kept = await changeDraft(scene, draft.draftId, (content) => ({
    ...content,
    report: { ...content.report, ...report },
    persons: content.persons.map((one, index) => (index === 0 ? { ...one, raw: { ...one.raw, ...person } } : one)),
  }));
  if (isRefusal(kept)) return kept;
  if (!(await changeCall(scene.tx, call, { draft_id: draft.draftId }))) return refuse('changed_meanwhile');
  scene.emit({ type: 'referrals.call_report_begun', subject: { kind: 'call', id: callId } });
  return draft;
};
