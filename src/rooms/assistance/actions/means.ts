import type { PlainDate } from '../../../platform/clock.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../platform/outcome.ts';
import type { Scene } from '../../../profile/index.ts';
import { centsOf, dayHolds, needsSecond } from '../rules/index.ts';
import { waitingStates } from '../steps.ts';
import {
  type Aid,
  aidOf,
  answerAidRow,
  deliverTranslation,
  insertAid,
  insertTranslation,
  translationsOf,
} from '../store/index.ts';
import { about, type Done, type Result, today, workingOn } from './acting.ts';

export type AidInput = {
  readonly amount: number;
  readonly aid_ground: string;
  readonly payer: string;
  readonly paid_on: PlainDate;
};

/** Writes financial help into the ledger. Above the limit of the profile it waits for a second person. */
export const giveAid = async (scene: Scene, caseId: Uuid, input: AidInput): Result<Done> => {
  const working = await workingOn(scene, caseId);
  if (isRefusal(working)) return working;
  if (waitingStates.includes(working.support.state)) return refuse('not_yet');
  const cents = centsOf(scene.profile, input.amount);
  if (isRefusal(cents)) return cents;
  const day = dayHolds(scene.profile, { on: input.paid_on, today: today(scene), after: null, field: 'paid_on' });
  if (isRefusal(day)) return day;
  const { second_person_above_cents: limitCents } = scene.profile.assistance.aid;
  const state = needsSecond(scene.profile, cents) ? 'asked' : 'given';
  const { currency } = scene.profile;
  await insertAid(scene.tx, {
    ...{ supportId: working.support.id, amountCents: cents, currency, ground: input.aid_ground, payer: input.payer },
    ...{ onDay: input.paid_on, state, limitCents, askedBy: scene.viewer.staffId, at: scene.clock.now() },
  });
  scene.emit({
    ...{ type: 'assistance.aid_written', ...about(working) },
    data: { cents, currency, ground: input.aid_ground, waits: state === 'asked' },
  });
  return { caseId };
};

/** A line of the ledger of a case, as an act names it. */
export type AidSeen = { readonly caseId: Uuid; readonly aidId: Uuid };

/** The second person's answer; never that of who asked. */
export const answerAid = async (scene: Scene, it: AidSeen, isGiven: boolean): Result<Done> => {
  const working = await workingOn(scene, it.caseId);
  if (isRefusal(working)) return working;
  const seen: Aid | undefined = (await aidOf(scene.tx, working.support.id)).find(({ id }) => id === it.aidId);
  if (seen === undefined) return refuse('not_found');
  if (seen.state !== 'asked') return refuse('already_ended');
  const { staffId: by } = scene.viewer;
  if (seen.askedBy === by) return refuse('second_person_needed');
  const state = isGiven ? 'given' : 'refused';
  if (!(await answerAidRow(scene.tx, seen, { state, by, at: scene.clock.now() }))) return refuse('changed_meanwhile');
  scene.emit({ ...{ type: 'assistance.aid_answered', ...about(working) }, data: { given: isGiven } });
  return { caseId: it.caseId };
};

export type TranslationInput = {
  readonly text_kind: string;
  readonly from_language: string;
  readonly to_language: string;
  readonly confidentiality: string;
  readonly cost: number;
  readonly payer: string;
  readonly wanted_by: PlainDate;
};

/** Orders a translation: no text of it stands here, only what is asked, who pays and by when. */
export const orderTranslation = async (scene: Scene, caseId: Uuid, input: TranslationInput): Result<Done> => {
  const working = await workingOn(scene, caseId);
  if (isRefusal(working)) return working;
  const { from_language: from, to_language: to, wanted_by: dueOn, payer, confidentiality } = input;
  if (from === to) return refuse('same_language', { field: 'to_language' });
  if (dueOn < today(scene)) return refuse('moment_past', { field: 'wanted_by' });
  const kind = input.text_kind === 'email' ? 'email' : 'document';
  await insertTranslation(scene.tx, {
    ...{ supportId: working.support.id, kind, from, to, confidentiality, payer, currency: scene.profile.currency },
    ...{ costCents: Math.round(input.cost * 100), orderedOn: today(scene), dueOn, by: scene.viewer.staffId },
  });
  scene.emit({ ...{ type: 'assistance.translation_ordered', ...about(working) }, data: { text: kind, due_on: dueOn } });
  return { caseId };
};

/** Writes down that a translation came, today. */
export const receiveTranslation = async (
  scene: Scene,
  it: { readonly caseId: Uuid; readonly translationId: Uuid },
): Result<Done> => {
  const working = await workingOn(scene, it.caseId);
  if (isRefusal(working)) return working;
  const seen = (await translationsOf(scene.tx, working.support.id)).find(({ id }) => id === it.translationId);
  if (seen === undefined) return refuse('not_found');
  if (seen.deliveredOn !== null) return refuse('already_ended');
  const on = today(scene);
  if (!(await deliverTranslation(scene.tx, seen, on))) return refuse('changed_meanwhile');
  scene.emit({
    ...{ type: 'assistance.translation_came', ...about(working) },
    data: { text: seen.kind, late: on > seen.dueOn },
  });
  return { caseId: it.caseId };
};
