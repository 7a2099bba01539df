import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { systemClock } from '../platform/clock.ts';
import { asViewer } from '../platform/database/index.ts';
import type { JournalEntry } from '../platform/journal.ts';
import { isRefusal, type Outcome, valueOf } from '../platform/outcome.ts';
import type { Scene } from '../profile/index.ts';
import { decide, endWithoutStep } from '../rooms/identification/index.ts';
import { acknowledge, closeNotTrafficking, closeReport, redirect } from '../rooms/referrals/index.ts';
import { caseWorld, type CaseWorld, codeOf, decisionFor } from '../../test/support/case-world.ts';
import { receivedPerson } from '../../test/support/received-person.ts';
import { findInClear } from '../../test/support/reports.ts';
import { settleEvents } from './reactions.ts';

let world: CaseWorld;
before(async () => {
  world = await caseWorld();
});
after(() => world.close());

/** Acts as the police do on the staff site: with all that follows in other rooms; nothing stays of what is refused. */
const acts = <T>(work: (scene: Scene) => Promise<Outcome<T>>): Promise<Outcome<T>> =>
  asViewer(world.casework, world.police, async (tx) => {
    const events: JournalEntry[] = [];
    const inner = { tx, viewer: world.police, profile: world.profile, clock: systemClock };
    const outcome = await work({ ...inner, emit: (entry) => void events.push(entry) });
    if (!isRefusal(outcome)) await settleEvents(inner, events);
    return outcome;
  });

const secret = 'The canary left for the coast.';

type Linked = { readonly reportId: string; readonly cases: readonly string[] };

/** A report of two persons, each with a case. */
const linked = async (): Promise<Linked> => {
  const { reportId } = await receivedPerson(world.administrator);
  await receivedPerson(world.administrator, reportId);
  await world.administrator.query("update referrals.report set state = 'transmitted', n_persons = 2 where id = $1", [
    reportId,
  ]);
  const taken = valueOf(await acts((scene) => acknowledge(scene, { reportId, openCases: true })));
  return { reportId, cases: taken.linked.map(({ caseId }) => caseId) };
};

const decided = async (caseId: string | undefined, event: string, reason: string): Promise<void> => {
  const input = decisionFor(world.profile, reason, { free_decision: true });
  valueOf(await acts((scene) => decide(scene, { caseId: caseId ?? '', event, version: null }, input)));
};

const close = (reportId: string) => acts((scene) => closeReport(scene, { reportId }));
const noTrafficking = (reportId: string) =>
  acts((scene) => closeNotTrafficking(scene, { reportId }, { outcome_reason: 'labour_offence' }));

const outcomeOf = async (reportId: string): Promise<string | null> => {
  const found = await world.administrator.query<{ outcome: string | null }>(
    'select outcome from referrals.report where id = $1',
    [reportId],
  );
  return found.rows[0]?.outcome ?? null;
};

describe('closing a report', () => {
  test('waits for the last person and then says what the decisions say', async () => {
    const { reportId, cases } = await linked();
    await decided(cases[0], 'indications_found', 'indicators_observed');
    assert.equal(codeOf(await close(reportId)), 'persons_undecided');
    await decided(cases[1], 'no_indications', 'no_act');
    valueOf(await close(reportId));
    assert.equal(await outcomeOf(reportId), 'indications_found');
  });

  test('whom nobody found is no reason to wait; where nobody was found a victim, that is told', async () => {
    const { reportId, cases } = await linked();
    await decided(cases[0], 'no_indications', 'no_act');
    valueOf(
      await acts((scene) => endWithoutStep(scene, cases[1] ?? '', { outcome: 'person_not_found', words: secret })),
    );
    assert.deepEqual(await ended(cases), ['closed no_indications', 'closed person_not_found']);
    assert.deepEqual(await findInClear(world.administrator, [secret]), []);
    valueOf(await close(reportId));
    assert.equal(await outcomeOf(reportId), 'no_indications');
  });
});

describe('a victim found once', () => {
  test('stays one for the report when she declines: neither redirected nor “no trafficking”', async () => {
    const { reportId, cases } = await linked();
    await decided(cases[0], 'indications_found', 'indicators_observed');
    await decided(cases[0], 'decline', 'no_cooperation_wished');
    assert.equal(codeOf(await noTrafficking(reportId)), 'persons_are_victims');
    const sent = await acts((scene) => redirect(scene, { reportId }, { redirect_reason: 'labour' }));
    assert.equal(codeOf(sent), 'persons_are_victims');
    await decided(cases[1], 'decline', 'no_cooperation_wished');
    valueOf(await close(reportId));
    assert.equal(await outcomeOf(reportId), 'indications_found');
  });
});

/** Whether the cases are closed, with their outcomes, in the order of the persons. */
const ended = async (cases: readonly string[]): Promise<readonly string[]> => {
  const found = await world.administrator.query<{ said: string }>(
    `select case when c.closed_at is null then 'open' else 'closed' end || ' ' || coalesce(o.outcome, 'none') as said
     from cases.case_file c left join identification.person_outcome o on o.case_id = c.id
     where c.id = any ($1) order by array_position($1::uuid[], c.id)`,
    [cases],
  );
  return found.rows.map(({ said }) => said);
};

const closingTasks = async (cases: readonly string[]): Promise<readonly string[]> => {
  const found = await world.administrator.query<{ state: string }>(
    "select state from cases.task where case_id = any ($1) and kind = 'close_report'",
    [cases],
  );
  return found.rows.map(({ state }) => state);
};

describe('a report about something else', () => {
  test('“no trafficking” ends the cases of those nobody decided on; who is decided keeps hers', async () => {
    const { reportId, cases } = await linked();
    await decided(cases[0], 'decline', 'no_cooperation_wished');
    valueOf(await noTrafficking(reportId));
    assert.deepEqual(await ended(cases), ['open person_declined', 'closed no_indications']);
    assert.deepEqual(await closingTasks(cases), []);
  });

  test('so does a redirect, and closing it afterwards ends nothing more', async () => {
    const { reportId, cases } = await linked();
    valueOf(await acts((scene) => redirect(scene, { reportId }, { redirect_reason: 'labour' })));
    assert.deepEqual(await ended(cases), ['closed redirected', 'closed redirected']);
    await decided(cases[0], 'indications_found', 'indicators_observed');
    valueOf(await close(reportId));
    assert.deepEqual(await ended(cases), ['open indications_found', 'closed redirected']);
    assert.equal(await outcomeOf(reportId), 'redirected');
  });
});

test('who comes back before it is closed is waited for: whoever was called to close it is called off', async () => {
  const { reportId, cases } = await linked();
  await decided(cases[0], 'decline', 'no_cooperation_wished');
  await decided(cases[1], 'no_indications', 'no_act');
  assert.deepEqual(await closingTasks(cases), ['open']);
  await decided(cases[0], 'come_back', 'other');
  assert.deepEqual(await closingTasks(cases), ['dropped']);
  assert.equal(codeOf(await close(reportId)), 'persons_undecided');
});

test('with the last person decided the police are called to close the report, once; closing it settles that', async () => {
  const { reportId, cases } = await linked();
  await decided(cases[0], 'indications_found', 'indicators_observed');
  assert.deepEqual(await closingTasks(cases), []);
  await decided(cases[1], 'decline', 'no_cooperation_wished');
  assert.deepEqual(await closingTasks(cases), ['open']);
  valueOf(await close(reportId));
  assert.deepEqual(await closingTasks(cases), ['done']);
});
