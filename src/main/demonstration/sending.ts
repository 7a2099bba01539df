import { fixedClock, type Instant, instantPlus, type PlainDate } from '../../platform/clock.ts';
import { referralTasks, submitReport } from '../../rooms/referrals/index.ts';
import { type Chance, inventedId } from './chance.ts';
import type { FormGroup, Invented, Persona } from './files.ts';
import type { InventedPerson } from './people.ts';
import type { Stage } from './stage.ts';

/** How a body usually comes across people. */
const cameToLight: Readonly<Record<string, string>> = {
  ITM: 'own_check',
  PGD: 'tip',
  SPJ: 'joint_operation',
  ONA: 'reception',
  'DGI-REF': 'asylum_interview',
  INFOTRAITE: 'self_report',
  HOSP: 'medical_visit',
  CARITAS: 'outreach',
  MEDSCOL: 'school',
  DOUANES: 'border_check',
  ABSS: 'border_check',
  CRET: 'detention_visit',
  ADMPEN: 'detention_visit',
};

/** The personas of a body, in the order of the file. */
export const personasOf = ({ personas }: Invented, organisation: string): readonly Persona[] => {
  const found = personas.filter((one) => one.organisation === organisation);
  if (found.length === 0) throw new Error(`the demonstration has no persona of ${organisation}`);
  return found;
};

/** What is said of a report as a whole. */
export type ReportPlan = {
  readonly story: string;
  readonly sender: Persona;
  readonly seenOn: PlainDate;
  readonly form: FormGroup;
  readonly commune: string;
  readonly changes?: Readonly<Record<string, unknown>>;
  /** The short path of the sender's setting, where it is sent by one: then only what that asks. */
  readonly path?: string | undefined;
};

const asked = (
  answers: Readonly<Record<string, unknown>>,
  ids: readonly string[] | undefined,
): Readonly<Record<string, unknown>> =>
  ids === undefined ? answers : Object.fromEntries(Object.entries(answers).filter(([id]) => ids.includes(id)));

/** The answers about a report. */
export const reportAnswers = (stage: Stage, chance: Chance, plan: ReportPlan): Record<string, unknown> => {
  const { texts, personas } = stage.invented;
  const colleague = personas.find((one) => one.organisation === plan.sender.organisation && one !== plan.sender);
  const exploiter = {
    ...{ exploiter_known: 'yes', exploiter_name: chance.pick(texts.exploiters) },
    exploiter_relation: plan.form === 'labour' ? 'employer' : 'other',
  };
  return {
    ...{ reporter_name: plan.sender.name, reporter_phone: `+352 2000 ${1000 + chance.below(9000)}` },
    ...{ second_contact_name: colleague?.name ?? 'Permanence Exemple', second_contact_email: 'team@example.org' },
    how_came_to_light: cameToLight[plan.sender.organisation] ?? 'own_check',
    ...{ commune_noticed: plan.commune, in_danger: 'no', account: chance.pick(texts.accounts[plan.form]) },
    ...{ interview_place: plan.form === 'labour' ? 'workplace' : 'own_office', interview_on: plan.seenOn },
    persons_present: ['colleague'],
    ...(chance.percent(60) ? { exploiters: [exploiter] } : {}),
    ...{ other_victims: 'no', police_told: 'no' },
    ...plan.changes,
  };
};

/** A report to send: its plan, its persons and when. */
export type Sending = {
  readonly plan: ReportPlan;
  readonly persons: readonly InventedPerson[];
  readonly at: Instant;
  readonly chance: Chance;
};

export type Sent = { readonly reportId: string };

/** Sends a report as its sender. */
export const send = (stage: Stage, { plan, persons, at, chance }: Sending): Promise<Sent> =>
  stage.as(`${plan.story}/send`, {
    login: plan.sender.login,
    at,
    work: async (scene) => {
      const path = stage.profile.shortPaths.find(({ code }) => code === plan.path);
      const content = {
        path: plan.path,
        report: asked(reportAnswers(stage, chance, plan), path?.asks.report),
        persons: persons.map(({ id, answers }) => ({ id, answers })),
        files: [],
      };
      const clientReference = inventedId(stage.invented.seed, `${plan.story}/reference`);
      const sent = await submitReport(scene, { content, clientReference, channel: 'form' });
      if ('problems' in sent) throw new Error(JSON.stringify(sent.problems));
      return sent;
    },
  });

const minute = 60_000;

/** Lets the worker deliver what is due, some minutes after sending. */
export const deliver = (stage: Stage, story: string, sentAt: Instant): Promise<null> =>
  stage.progress.once(`${story}/deliver`, async () => {
    const tasks = referralTasks({
      profile: stage.profile,
      database: stage.worker,
      clock: fixedClock(instantPlus(sentAt, 2 * minute)),
      // The demonstration sends no mail.
      sendMail: async () => undefined,
      onFault: (code) => {
        throw new Error(code);
      },
    });
    await tasks['referrals:deliver']?.();
    return null;
  });
