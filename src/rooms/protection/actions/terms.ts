import type { Clock, PlainDate } from '../../../platform/clock.ts';
import { asProgram, type Database, type Transaction } from '../../../platform/database/index.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { appendToJournal } from '../../../platform/journal.ts';
import type { Profile } from '../../../profile/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { clockBook, recompute, type Reminder, remindersOn } from '../rules/index.ts';
import { happenedBy, hasStays, stayEvents, stayMachine } from '../steps.ts';
import { casesWithTerms, endPeriods, eventsOfCases, setReminder, type StoredEvent } from '../store/index.ts';

/** What the work of the worker needs. */
export type TermTools = { readonly database: Database; readonly profile: Profile; readonly clock: Clock };

const casesAtOnce = 1000;
const beforeAll = '00000000-0000-0000-0000-000000000000';

const startsOfTerms = (profile: Profile): readonly string[] => [
  ...new Set(
    profile.laws.flatMap(({ clock }) =>
      clock?.kind === 'term' && clock.scope === 'person' ? [...clock.starts, ...clock.restarts] : [],
    ),
  ),
];

const byCase = (events: readonly StoredEvent[]): ReadonlyMap<Uuid, readonly StoredEvent[]> => {
  const found = new Map<Uuid, StoredEvent[]>();
  for (const event of events) {
    const known = found.get(event.caseId);
    if (known === undefined) found.set(event.caseId, [event]);
    else known.push(event);
  }
  return found;
};

const bodiesFor = (profile: Profile, clock: string, on: PlainDate): readonly Uuid[] =>
  [
    ...profile.law(clock, on).authority.filter((code) => profile.organisation(code).accounts),
    ...profile.organisationsPlaying('supports').map(({ code }) => code),
  ].map((code) => idOfBody(profile, code));

const remindOf = async (
  tx: Transaction,
  { profile, clock }: TermTools,
  caseId: Uuid,
  reminder: Reminder,
): Promise<number> => {
  const bodies = bodiesFor(profile, reminder.clock, reminder.on);
  const at = clock.now();
  const set = await setReminder(tx, { caseId, bodies, task: reminder.task, dueOn: reminder.on, at });
  for (const { taskId, organisationId } of set)
    await appendToJournal(tx, { organisationId, staffId: null, now: at }, [
      {
        type: 'protection.reminded',
        subject: { kind: 'task', id: taskId },
        caseId,
        data: { clock: reminder.clock, until: reminder.until },
      },
    ]);
  return set.length;
};

/** Counts the terms of all cases and sets the reminders whose day has come, a page of cases in a transaction; gives how many. */
export const remindOfTerms = async (tools: TermTools): Promise<number> => {
  const { profile, database } = tools;
  const [book, starts] = [clockBook(profile), startsOfTerms(profile)];
  const day = tools.clock.today(profile.timeZone);
  let set = 0;
  let after: Uuid | null = beforeAll;
  while (after !== null) {
    const from: Uuid = after;
    after = await asProgram(database, async (tx) => {
      const cases = await casesWithTerms(tx, starts, from, casesAtOnce);
      for (const [caseId, events] of byCase(await eventsOfCases(tx, cases)))
        for (const reminder of remindersOn(book, recompute(book, events), day))
          set += await remindOf(tx, tools, caseId, reminder);
      return cases.length < casesAtOnce ? null : (cases.at(-1) ?? null);
    });
  }
  return set;
};

/** Ends the periods whose last day has passed: nobody decides that, the law does. Gives how many. */
export const endRunOutPeriods = ({ database, profile, clock }: TermTools): Promise<number> =>
  asProgram(database, async (tx) => {
    if (!hasStays(profile)) return 0;
    const step = profile.steps(stayMachine).transitions.find(({ event }) => event === stayEvents.expire);
    const happened = happenedBy[stayEvents.expire];
    if (step?.from[0] === undefined || happened === undefined) return 0;
    const ended = await endPeriods(tx, {
      ...{ running: step.from[0], over: step.to, step: step.id, event: step.event, happened },
      ...{ today: clock.today(profile.timeZone), at: clock.now() },
    });
    for (const { noticeId, organisationId, on } of ended)
      await appendToJournal(tx, { organisationId, staffId: null, now: clock.now() }, [
        { type: 'protection.period_ended', subject: { kind: 'notice', id: noticeId }, data: { on } },
      ]);
    return ended.length;
  });
