import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type DemonstrationWorld, demonstrationWorld } from '../../../test/support/demonstration.ts';
import { findInClear } from '../../../test/support/reports.ts';
import { type Database, openDatabase } from '../../platform/database/index.ts';
import { comparisons, figures, readRun } from '../../rooms/statistics/index.ts';
import { verifyJournal } from '../audit/verify.ts';
import { loadDemonstration } from './load.ts';
import { inventPerson } from './people.ts';

let stage: DemonstrationWorld;
let statistics: Database;

before(async () => {
  stage = await demonstrationWorld();
  statistics = openDatabase(stage.world.database.urlFor('statistics'), { connections: 2 });
  await loadDemonstration(stage.parts, statistics);
});
after(async () => {
  await statistics.destroy();
  await stage.close();
});

const counted = async (query: string): Promise<number> => {
  const found = await stage.world.administrator.query<{ n: number }>(`select count(*)::int as n from ${query}`);
  return found.rows[0]?.n ?? -1;
};

describe('the synthetic national caseload', () => {
  test('gives exactly the published figures', async () => {
    const known: string[] = [];
    for (const figure of figures) {
      const run = await readRun(statistics, figure.id);
      for (const { fact, computed, agreement } of comparisons(stage.world.profile, figure, run)) {
        if (agreement === 'not_computed') continue;
        assert.equal(computed, fact.value, fact.id);
        known.push(fact.id);
      }
    }
    const facts = (from: number, to: number) =>
      Array.from({ length: to - from + 1 }, (_, index) => `F${String(from + index).padStart(3, '0')}`);
    // Reports of the inspectorate; investigations, prosecuted, convicted and sentenced persons by form, citizenship and suspension.
    const justice = [...facts(111, 119), ...facts(121, 127), ...facts(133, 135), ...facts(142, 145), 'F147'];
    const decided = [...facts(149, 156), ...facts(158, 164), 'F167'];
    assert.deepEqual(known.sort(), ['F085', 'F086', ...facts(99, 105), ...justice, ...decided]);
  });

  test('leaves a journal that is whole', async () => {
    const auditor = openDatabase(stage.world.database.urlFor('auditor'), { connections: 1 });
    const { sound, events } = await verifyJournal(auditor, null);
    await auditor.destroy();
    assert.equal(sound, true);
    assert.ok(events > 3000);
  });

  test('shows no name in any table', async () => {
    const { profile, invented } = stage.parts;
    const plan = {
      isFound: true,
      isOnline: false,
      isChild: false,
      byConsent: false,
      form: 'labour',
      commune: 'kayl',
    } as const;
    const [first] = invented.past;
    assert.ok(first);
    const person = inventPerson(profile, invented, 'past-1/person-1', {
      ...plan,
      form: first.form,
      seenOn: stage.parts.today,
    });
    const texts = Object.values(invented.texts.accounts).flat();
    assert.deepEqual(await findInClear(stage.world.administrator, [person.name, ...texts]), []);
  });

  test('stays of past years ended in many ways, and somebody looks after each person found', async () => {
    const text = 'select state, count(*)::int as n from protection.stay group by state order by state';
    const { rows } = await stage.world.administrator.query<{ state: string; n: number }>(text);
    const of = new Map(rows.map(({ state, n }) => [state, n]));
    const all = rows.reduce((sum, { n }) => sum + n, 0);
    for (const state of ['other_status', 'left', 'permit_refused', 'permit_withdrawn', 'reflection_ended'])
      assert.ok((of.get(state) ?? 0) > 0, `${state} in ${JSON.stringify(rows)}`);
    assert.ok((of.get('reflection_over') ?? 0) < all / 3, JSON.stringify(rows));
    const held = `cases.case_file c join cases.case_reference r on r.case_id = c.id and r.organisation_id = c.lead_organisation_id
      where c.closed_at is null and c.victim_status in ('presumed', 'identified') and r.owner_id is null`;
    assert.ok((await counted(held)) < 10, `${await counted(held)} persons found have nobody`);
  });

  test('is marked synthetic, person by person of the staff', async () => {
    assert.equal(await counted('directory.staff where not synthetic'), 0);
    assert.equal(await counted("security.installation where kind = 'demonstration'"), 1);
  });

  test('played again changes nothing', async () => {
    const before = [
      await counted('referrals.report'),
      await counted('journal.event'),
      await counted('statistics.figure_run'),
    ];
    await loadDemonstration(stage.parts, statistics);
    const after = [
      await counted('referrals.report'),
      await counted('journal.event'),
      await counted('statistics.figure_run'),
    ];
    assert.deepEqual(after, before);
  });
});

describe('today’s work', () => {
  const waits: readonly (readonly [what: string, query: string, least: number])[] = [
    [
      'a report in which somebody is in danger',
      "referrals.report where state = 'transmitted' and in_danger = 'yes'",
      1,
    ],
    [
      'a report with a child or somebody who may be one',
      "referrals.report where state = 'transmitted' and has_child",
      1,
    ],
    ['reports that nobody has acknowledged', "referrals.report where state = 'transmitted'", 4],
    ['questions to reporters', 'referrals.question_to_reporter where answered_at is null', 2],
    ['a report that was smuggling', "referrals.report_reason where redirected_reason = 'smuggling'", 1],
    ['a report that was divided', 'referrals.report where split_from is not null', 1],
    ['reports of the same matter', 'referrals.report where merged_into is not null', 1],
    ['half-filled reports', 'referrals.draft where report_id is null', 3],
    ['an interview tomorrow', "identification.interview where state = 'planned'", 1],
    ['persons heard and not decided on', "identification.status where state = 'interview'", 2],
    ['a decision for a second officer', "identification.decision where state = 'awaiting_review'", 1],
    ['an offer to the support service', "cases.support_referral where state = 'offered'", 1],
    ['a notice the permit officer has not received', 'identification.minister_notice where received_at is null', 1],
    ['open tasks', "cases.task where state = 'open'", 4],
    ['notes', 'cases.note', 2],
  ];
  for (const [what, query, least] of waits)
    test(`holds ${what}`, async () => assert.ok((await counted(query)) >= least, `${await counted(query)}`));

  test('has a case in every status', async () => {
    const found = await stage.world.administrator.query<{ state: string }>(
      'select distinct state from identification.status',
    );
    const states = found.rows.map(({ state }) => state).sort();
    const wanted = [
      'closed',
      'declined',
      'identified',
      'interview',
      'not_victim',
      'presumed',
      'reported',
      'status_lost',
    ];
    assert.deepEqual(states, wanted);
  });

  test('gives every body that reports something it sent, unless it only reads', async () => {
    const { personas } = stage.parts.invented;
    const senders = personas.filter(({ roles }) =>
      stage.world.profile.role(roles[0] ?? '').permits.includes('referrals.send'),
    );
    const organisations = [...new Set(senders.map(({ organisation }) => organisation))].filter(
      (code) => code !== 'SPJ',
    );
    for (const code of organisations) {
      const sent = `referrals.report r join directory.organisation o on o.id = r.sender_organisation_id where o.code = '${code}'`;
      assert.ok((await counted(sent)) > 0, code);
    }
  });
});
