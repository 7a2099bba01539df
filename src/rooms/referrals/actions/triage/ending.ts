import type { Uuid } from '../../../../platform/ids.ts';
import { isRefusal, refuse } from '../../../../platform/outcome.ts';
import type { Scene } from '../../../../profile/index.ts';
import { settleTasks } from '../../../cases/index.ts';
import { sealFor } from '../../../identity/index.ts';
import { mayRedirect } from '../../access.ts';
import { endOfReport, isNotTraffickingReason, mayBeNoTrafficking } from '../../rules/triage.ts';
import { saidWithReason } from '../../steps.ts';
import { keepReason, type ReportChange, type ReportReason } from '../../store/triage/change.ts';
import { endsOfPersons } from '../../store/triage/ends.ts';
import { change, type Held, noteChanges, reportToChange, type ReportRef, type Result, step } from './load.ts';
import { closingTask, tellReporters } from './outcome.ts';
import { idOfBody } from '../../../directory/index.ts';

/** A report about something else: what it is, and to which body it belongs. */
export type RedirectInput = {
  readonly redirect_reason: string;
  readonly redirect_to?: string | undefined;
  readonly outcome_words?: string | undefined;
};
/** `to`: the body it is to be handed over to next. */
export type Ended = { readonly reportId: Uuid; readonly to?: string };

const noVictims = async (scene: Scene, held: Held): Result<true> =>
  mayBeNoTrafficking(await endsOfPersons(scene.tx, held.report.id));

type Ending = {
  readonly set: ReportChange & { readonly outcome: string };
  /** Stays with the body that decides. */
  readonly why?: ReportReason;
  readonly reason: string;
  /** Beside the code, sealed to the body that decides. */
  readonly words?: string | undefined;
  readonly type: string;
  /** What the report is about is no trafficking: the cases of persons nobody decided on end with it. */
  readonly endsCases: boolean;
};

const keepWhy = async (scene: Scene, held: Held, why: ReportReason, reason: string): Promise<void> => {
  await keepReason(scene.tx, { reportId: held.report.id, organisationId: held.own.organisationId }, why);
  const changes = Object.entries(why).flatMap(([field, after]) => (after ? [{ field, before: null, after }] : []));
  await noteChanges(scene, held, changes, { reason, told: 'own_body' });
};

/** In words why it ended: openable by the deciding body alone, with the report's own texts. */
const sealWords = async (scene: Scene, { rootId, report, own }: Held, words: string | undefined): Promise<void> => {
  if (words === undefined) return;
  const texts = { notes: { [`outcome.${report.id}`]: words } };
  const { organisationId } = own;
  await sealFor(
    scene,
    [{ subjectId: rootId, compartments: texts }],
    [{ organisationId, basis: { kind: 'law', code: 'OWN-RECORD' }, compartments: ['notes'] }],
  );
};

/** The cases of a report's persons and of those merged into it, each once. */
const casesOf = async (scene: Scene, { report }: Held): Promise<readonly Uuid[]> => [
  ...new Set((await endsOfPersons(scene.tx, report.id)).flatMap(({ caseId }) => caseId ?? [])),
];

/** Ends work on a report: change, event (with the cases other rooms shall end), and word to who reported. */
const end = async (scene: Scene, held: Held, it: Ending): Result<Ended> => {
  const { report } = held;
  const set = { ...it.set, outcome_at: scene.clock.now() };
  const changed = await change(scene, held, { set, reason: it.reason, told: 'own_body' });
  if (isRefusal(changed)) return changed;
  if (it.why) await keepWhy(scene, held, it.why, it.reason);
  await sealWords(scene, held, it.words);
  const cases = await casesOf(scene, held);
  for (const caseId of cases) await settleTasks(scene, caseId, closingTask);
  scene.emit({
    type: it.type,
    subject: { kind: 'report', id: report.id },
    reportId: report.id,
    data: { outcome: it.set.outcome, reason: it.reason, cases: it.endsCases ? cases : [] },
  });
  await tellReporters(scene, held, it.set.outcome);
  return { reportId: report.id };
};

const isDestination = ({ profile }: Scene, { redirect_reason: reason, redirect_to: to }: RedirectInput): boolean =>
  to === undefined || profile.redirectsFor(reason).some((line) => line.to === to);

/**
 * The facts are something else than trafficking (smuggling, labour law, asylum, violence): the report never counts as
 * trafficking (Luxembourg: step REP-T08). Writes down where the matter belongs; handing it over is the next step (`handOver`).
 */
export const redirect = async (scene: Scene, it: ReportRef, input: RedirectInput): Result<Ended> => {
  const may = mayRedirect(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await reportToChange(scene, it);
  if (isRefusal(held)) return held;
  if (!isDestination(scene, input)) return refuse('body_does_not_fit', { field: 'redirect_to' });
  const state = step(scene, held.report.state, 'redirect', saidWithReason);
  if (isRefusal(state)) return state;
  const free = await noVictims(scene, held);
  if (isRefusal(free)) return free;
  const { redirect_reason: reason, redirect_to: to } = input;
  const ended = await end(scene, held, {
    set: { state, outcome: 'redirected' },
    why: {
      ...{ outcome_reason: reason, redirected_reason: reason },
      redirected_to: to === undefined ? null : idOfBody(scene.profile, to),
    },
    ...{ reason, words: input.outcome_words, type: 'referrals.redirected', endsCases: true },
  });
  return isRefusal(ended) || to === undefined ? ended : { ...ended, to };
};

/** The police examined the facts and found no trafficking (Luxembourg: step REP-T09). */
export const closeNotTrafficking = async (
  scene: Scene,
  it: ReportRef,
  input: { readonly outcome_reason: string; readonly outcome_words?: string | undefined },
): Result<Ended> => {
  const may = mayRedirect(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await reportToChange(scene, it);
  if (isRefusal(held)) return held;
  const reason = input.outcome_reason;
  if (!isNotTraffickingReason(scene.profile, reason)) return refuse('reason_does_not_fit', { field: 'outcome_reason' });
  const state = step(scene, held.report.state, 'not_thb', saidWithReason);
  if (isRefusal(state)) return state;
  const free = await noVictims(scene, held);
  if (isRefusal(free)) return free;
  return end(scene, held, {
    ...{ set: { state, outcome: 'no_indications' }, why: { outcome_reason: reason }, reason },
    ...{ words: input.outcome_words, type: 'referrals.closed', endsCases: true },
  });
};

/**
 * Work on a report is done (Luxembourg: step REP-T10): what it came to follows from what its persons came to, and is told to
 * who reported. Refused while one of them is undecided. A redirected report keeps its outcome.
 */
export const closeReport = async (scene: Scene, it: ReportRef): Result<Ended> => {
  const may = mayRedirect(scene.viewer);
  if (isRefusal(may)) return may;
  const held = await reportToChange(scene, it);
  if (isRefusal(held)) return held;
  const state = step(scene, held.report.state, 'close');
  if (isRefusal(state)) return state;
  const outcome = held.report.outcome ?? endOfReport(await endsOfPersons(scene.tx, held.report.id));
  if (isRefusal(outcome)) return outcome;
  return end(scene, held, { set: { state, outcome }, reason: outcome, type: 'referrals.closed', endsCases: false });
};
