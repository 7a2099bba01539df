import { addDays, type Instant, instantPlus, type PlainDate } from '../../../platform/clock.ts';
import type { Scene } from '../../../profile/index.ts';
import { acknowledge, linkPersons, reportsByDuty } from '../../../rooms/referrals/index.ts';
import { chanceOf } from '../chance.ts';
import type { FormGroup, Persona } from '../files.ts';
import { type Followed, momentOn } from '../hearing.ts';
import { type InventedPerson, inventPerson, type PersonPlan } from '../people.ts';
import { deliver, send } from '../sending.ts';
import { must, type Stage } from '../stage.ts';

/** A report that is still being worked on, seen from today. */
export type OpenReport = {
  readonly story: string;
  readonly reportId: string;
  readonly persons: readonly InventedPerson[];
  readonly sentAt: Instant;
};

/** What a fresh report is made of. */
export type OpenPlan = {
  readonly story: string;
  readonly sender: string;
  /** Hours before now; or days, then at ten in the morning. */
  readonly hoursAgo?: number;
  readonly daysAgo?: number;
  readonly form: FormGroup;
  readonly commune: string;
  /** The short path it is sent by. */
  readonly path?: string;
  readonly report?: Readonly<Record<string, unknown>>;
  readonly persons: readonly (Partial<PersonPlan> & { readonly changes?: Readonly<Record<string, unknown>> })[];
};

const hour = 3_600_000;

/** The login's persona. Throws on a login that does not exist. */
export const personaOf = (stage: Stage, login: string): Persona => {
  const persona = stage.invented.personas.find((one) => one.login === login);
  if (persona === undefined) throw new Error(`the demonstration has no persona ${login}`);
  return persona;
};

/** A day before today. */
export const daysBefore = (stage: Stage, days: number): PlainDate => addDays(stage.today, -days);

/** Some hour of a day before today. */
export const then = (stage: Stage, days: number, hourOfDay: number): Instant =>
  momentOn(stage, daysBefore(stage, days), hourOfDay);

const momentOf = (stage: Stage, { hoursAgo, daysAgo }: OpenPlan): Instant =>
  daysAgo === undefined ? instantPlus(stage.now, -(hoursAgo ?? 1) * hour) : then(stage, daysAgo, 10);

/** Sends a report of these days and lets it be delivered. */
export const sendOpen = async (stage: Stage, plan: OpenPlan): Promise<OpenReport> => {
  const sender = personaOf(stage, plan.sender);
  const seenOn = daysBefore(stage, (plan.daysAgo ?? 0) + 1);
  const byConsent = !reportsByDuty(stage.profile, sender.organisation);
  const persons = plan.persons.map((person, index) =>
    inventPerson(stage.profile, stage.invented, `${plan.story}/person-${index + 1}`, {
      ...{ isFound: false, isOnline: false, isChild: false, form: plan.form, commune: plan.commune },
      ...{ seenOn, byConsent },
      ...person,
    }),
  );
  const at = momentOf(stage, plan);
  const report = { ...plan, sender, seenOn, changes: plan.report ?? {} };
  const chance = chanceOf(stage.invented.seed, plan.story);
  const { reportId } = await send(stage, { plan: report, persons, at, chance });
  await deliver(stage, plan.story, at);
  return { story: plan.story, reportId, persons, sentAt: at };
};

/** The police take a report into their queue. */
export const take = (stage: Stage, open: OpenReport, login: string, at: Instant): Promise<unknown> =>
  stage.as(`${open.story}/acknowledge`, {
    ...{ login, at },
    work: async (scene: Scene) => must(await acknowledge(scene, { reportId: open.reportId })),
  });

/** The police open the cases of its persons. */
export const openAll = async (
  stage: Stage,
  open: OpenReport,
  login: string,
  at: Instant,
): Promise<readonly Followed[]> => {
  const { linked } = await stage.as(`${open.story}/open`, {
    ...{ login, at },
    work: async (scene) => must(await linkPersons(scene, { reportId: open.reportId })),
  });
  const cases = new Map(linked.map(({ personId, caseId }) => [personId, caseId]));
  return open.persons.map((person) => ({ person, caseId: cases.get(person.id) ?? '' }));
};
