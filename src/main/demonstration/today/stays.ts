import type { PlainDate } from '../../../platform/clock.ts';
import {
  decideStay,
  openConference,
  serveDecision,
  type StayInput,
  writeColumn,
} from '../../../rooms/protection/index.ts';
import { must, type Stage } from '../stage.ts';
import { daysBefore, then } from './open-report.ts';

const officer = 'dgi.titres.bruno';

type Step = {
  readonly event: string;
  readonly days: number;
  readonly input?: Partial<StayInput>;
  /** It was handed to the person the same day. */
  readonly served?: true;
};

/** What was decided on the stay of a person, step by step, each on its day. */
export const playStay = async (stage: Stage, name: string, noticeId: string, steps: readonly Step[]): Promise<void> => {
  for (const { event, days, input, served } of steps)
    await stage.as(`${name}/${event}`, {
      ...{ login: officer, at: then(stage, days, 10) },
      work: async (scene) => {
        const on: PlainDate = daysBefore(stage, days);
        const decided = must(
          await decideStay(
            scene,
            { noticeId, event, version: null },
            { decided_on: on, third_country: 'yes', ...input },
          ),
        );
        if (served) must(await serveDecision(scene, decided, on));
        return null;
      },
    });
};

/** Police and residence authority confer on a permit, days ago. */
export const playConference = async (
  stage: Stage,
  { caseId, noticeId, login }: { readonly caseId: string; readonly noticeId: string; readonly login: string },
): Promise<void> => {
  await stage.as('conference/open', {
    ...{ login, at: then(stage, 18, 9) },
    work: async (scene) => {
      must(await openConference(scene, caseId));
      const said = { status_stands: 'yes', presence_needed: 'yes', contact_seen: 'no' };
      return must(await writeColumn(scene, { noticeId, version: null }, said));
    },
  });
  await stage.as('conference/answer', {
    ...{ login: officer, at: then(stage, 17, 14) },
    work: async (scene) =>
      must(await writeColumn(scene, { noticeId, version: null }, { papers_complete: 'no', parallel_protection: 'no' })),
  });
};

/** A period that runs, its certificate handed over the same day. */
export const runningPeriod: readonly Step[] = [{ event: 'grant_reflection', days: 20, served: true }];

/** A period, an application before its end, and a permit because of the proceedings. */
export const permitAfterPeriod: readonly Step[] = [
  { event: 'grant_reflection', days: 48, served: true },
  { event: 'apply_permit', days: 19, input: { free_decision: true } },
  {
    event: 'grant',
    days: 12,
    input: { reasons: ['proceedings'], contact_broken: true, no_danger: true },
    served: true,
  },
];

/** A period that ended early for one of the law's two reasons. */
export const endedEarly: readonly Step[] = [
  { event: 'grant_reflection', days: 77, served: true },
  {
    event: 'terminate',
    days: 36,
    input: { reasons: ['renewed_contact'], reason_text: 'Inventé : contact repris de sa propre initiative.' },
    served: true,
  },
];
