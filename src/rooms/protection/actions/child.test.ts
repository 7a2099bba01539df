import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { agreed, codeOf } from '../../../../test/support/case-world.ts';
import { stayWorld } from '../../../../test/support/stay-world.ts';
import { receivedPerson } from '../../../../test/support/received-person.ts';
import { type TestSite, testSite } from '../../../../test/support/staff-site.ts';
import { addDays, fixedClock, type PlainDate } from '../../../platform/clock.ts';
import { refuse, valueOf } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { casesScreens } from '../../cases/screens/index.ts';
import { acceptSupport, openCase, referToSupport } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { recordConsent } from '../../identity/index.ts';
import { protectionScreens } from '../screens/index.ts';
import { type ChildInput, personOnPath, protectionOnCase, readChild, recordChildStep } from './index.ts';

const { world, today, on } = await stayWorld();
const { police, service, second } = world;
const sites: TestSite[] = [];
after(async () => {
  for (const site of sites) await site.close();
  await world.close();
});

/** A case of somebody of whom the report said this about the age; opened with all that follows. */
const caseOf = async (age: string, day = today): Promise<string> => {
  const received = await receivedPerson(world.administrator);
  await world.administrator.query('update referrals.report_person set age_answer = $2 where id = $1', [
    received.personId,
    age,
  ]);
  const leadOrganisationId = idOfBody(world.profile, 'SPJ');
  return on(police, day, async (scene) => (await openCase(scene, { ...received, leadOrganisationId })).caseId);
};

const write = (
  caseId: string,
  event: string,
  input: Partial<ChildInput> = {},
  how: { readonly version?: string; readonly as?: Viewer; readonly day?: PlainDate } = {},
) =>
  on(how.as ?? police, how.day ?? today, (scene) =>
    recordChildStep(
      scene,
      { caseId, event, version: how.version ?? null },
      { happened_on: how.day ?? today, ...input },
    ),
  );

const read = async (caseId: string) => {
  const view = await on(police, today, (scene) => readChild(scene, caseId));
  assert.ok(view);
  return view;
};

const proper = { several_disciplines: true, least_intrusive: true };

const consent = (caseId: string, givenBy: 'person' | 'guardian') =>
  on(police, today, async (scene) => {
    const person = await personOnPath(scene, caseId);
    assert.ok(person);
    const authority = givenBy === 'guardian' ? { authority: 'ad_hoc_administrator' } : {};
    return recordConsent(scene, person, agreed(world.profile, { given_by: givenBy, given_on: today, ...authority }));
  });

describe('the path of a child', () => {
  test('begins with the case for a child and for whoever nobody is sure of; an adult is not on it', async () => {
    const states = [];
    for (const age of ['child', 'not_sure', 'adult']) states.push((await read(await caseOf(age))).state);
    assert.deepEqual(states, ['minor', 'age_unknown', null]);
  });

  test('goes from an administrator over a guardian and a shelter to the best interests, after the child was heard', async () => {
    const caseId = await caseOf('child');
    valueOf(await write(caseId, 'name_adhoc', { decided_by: 'TJ', child_text: 'Invented Name, 000' }));
    valueOf(await write(caseId, 'name_guardian', { decided_by: 'ONE' }));
    valueOf(await write(caseId, 'place', { decided_by: 'TJ' }));
    assert.equal(codeOf(await write(caseId, 'bid', { decided_by: 'TJ' })), 'child_not_heard');
    valueOf(await write(caseId, 'bid', { decided_by: 'TJ', child_heard: true }));
    const view = await read(caseId);
    assert.equal(view.state, 'best_interest');
    assert.deepEqual(
      view.guardians.map(({ event, decidedBy }) => [event, decidedBy]),
      [
        ['name_guardian', 'ONE'],
        ['name_adhoc', 'TJ'],
      ],
    );
    const clear = await world.administrator.query<{ found: boolean }>(
      `select exists (select 1 from protection.child_step s where s::text like '%Invented%') as found`,
    );
    assert.equal(clear.rows[0]?.found, false, 'the name of a guardian stands in a sealed note alone');
    const notes = await world.administrator.query(`select 1 from cases.note where case_id = $1 and kind = 'child'`, [
      caseId,
    ]);
    assert.equal(notes.rows.length, 1);
  });

  test('somebody named by one body is a task no longer at any other', async () => {
    const caseId = await caseOf('child');
    const waits = async (): Promise<number | null> => {
      const open = `select 1 from cases.task where case_id = $1 and kind = 'guardian' and state = 'open'`;
      return (await world.administrator.query(open, [caseId])).rowCount;
    };
    assert.equal(await waits(), 1, 'at the police, where the case was opened');
    valueOf(await consent(caseId, 'guardian'));
    const { referralId } = valueOf(
      await on(police, today, (scene) => referToSupport(scene, caseId, { urgency: 'today' })),
    );
    valueOf(await on(service, today, (scene) => acceptSupport(scene, referralId)));
    valueOf(await write(caseId, 'name_adhoc', { decided_by: 'TJ' }, { as: service }));
    assert.equal(await waits(), 0);
  });

  test('found adult: the path ends, what was decided as for a child stays and says so, consent is asked of the person', async () => {
    const caseId = await caseOf('not_sure', addDays(today, -30));
    assert.equal(codeOf(await consent(caseId, 'person')), 'guardian_needed');
    valueOf(await consent(caseId, 'guardian'));
    valueOf(await write(caseId, 'age_asked', { decided_by: 'DGI' }, { day: addDays(today, -20) }));
    assert.ok((await read(caseId)).openAssessment);
    const alone = { decided_by: 'DGI', several_disciplines: false, least_intrusive: true };
    assert.equal(codeOf(await write(caseId, 'assess_adult', alone)), 'one_discipline');
    const harsh = { decided_by: 'DGI', several_disciplines: true, least_intrusive: false };
    assert.equal(codeOf(await write(caseId, 'assess_adult', harsh)), 'too_intrusive');
    valueOf(await write(caseId, 'assess_adult', { decided_by: 'DGI', ...proper }));
    const view = await read(caseId);
    assert.deepEqual([view.state, view.age, view.openAssessment, view.guardians], ['adult', 'adult', null, []]);
    assert.deepEqual(
      view.steps.map(({ event, age }) => [event, age]),
      [
        ['begin', 'not_sure'],
        ['age_asked', 'not_sure'],
        ['assess_adult', 'adult'],
      ],
    );
    assert.equal(codeOf(await consent(caseId, 'guardian')), 'adult_has_no_guardian');
    valueOf(await consent(caseId, 'person'));
    assert.deepEqual(view.next, ['doubt'], 'doubt can come back, nothing else');
  });

  test('in doubt stays a child: neither an unsure outcome nor a doubt about an adult leaves anybody without protection', async () => {
    const unsure = await caseOf('not_sure');
    valueOf(await write(unsure, 'age_not_sure', { decided_by: 'DGI' }));
    assert.deepEqual([(await read(unsure)).state, (await read(unsure)).age], ['age_unknown', 'not_sure']);
    valueOf(await write(unsure, 'age_child', { decided_by: 'DGI', ...proper }));
    assert.deepEqual([(await read(unsure)).state, (await read(unsure)).age], ['minor', 'child']);
    const adult = await caseOf('adult');
    valueOf(await consent(adult, 'person'));
    valueOf(await write(adult, 'doubt'));
    assert.equal(codeOf(await consent(adult, 'person')), 'guardian_needed');
  });

  test('turning eighteen moves the clocks that count from majority', async () => {
    const caseId = await caseOf('child');
    valueOf(await write(caseId, 'turn_18'));
    const moved = await world.administrator.query(
      `select on_day::text from protection.clock_event where case_id = $1 and event = 'majority_reached'`,
      [caseId],
    );
    assert.deepEqual(moved.rows, [{ on_day: today }]);
  });

  test('days follow each other, the body must be one that takes the step, and of two at once one is told', async () => {
    const caseId = await caseOf('child', addDays(today, -5));
    const early = { decided_by: 'TJ', happened_on: addDays(today, -6) };
    assert.equal(codeOf(await write(caseId, 'name_adhoc', early)), 'day_before_step');
    const ahead = { decided_by: 'TJ', happened_on: addDays(today, 1) };
    assert.equal(codeOf(await write(caseId, 'name_adhoc', ahead)), 'day_ahead');
    assert.equal(codeOf(await write(caseId, 'name_adhoc', { decided_by: 'ITM' })), 'not_that_body');
    assert.equal(codeOf(await write(caseId, 'bid', { decided_by: 'TJ', child_heard: true })), 'no_such_step');
    const both = await Promise.all([
      write(caseId, 'name_adhoc', { decided_by: 'TJ' }, { version: '1' }),
      write(caseId, 'place', { decided_by: 'ONE' }, { version: '1', as: second }),
    ]);
    assert.deepEqual(both.map(codeOf).sort(), ['conflict_step', 'not refused']);
    assert.equal((await read(caseId)).steps.length, 2);
  });

  test('nobody who does not see the case sees or writes it; the immigration department does not', async () => {
    const caseId = await caseOf('child');
    for (const viewer of [world.permits, service]) {
      assert.equal(await on(viewer, today, (scene) => readChild(scene, caseId)), null);
      const refused = codeOf(await write(caseId, 'name_adhoc', { decided_by: 'TJ' }, { as: viewer }));
      assert.ok(['not_found', 'may_not_write'].includes(refused), refused);
    }
  });
});

describe('the pages of a child', () => {
  test('the case says that a child is protected and by whom; a step is written down and kept when something is missing', async () => {
    const caseId = await caseOf('child');
    const { profile, casework: database } = world;
    const vault = new Proxy({} as VaultClient, { get: () => async () => refuse('vault-down') });
    const site = await testSite({
      ...{ database, profile, viewer: police, clock: fixedClock(`${today}T09:00:00.000Z`) },
      screens: [
        ...casesScreens({ vault, parts: [protectionOnCase] }),
        ...protectionScreens({ vault, profile, print: async () => refuse('no_typesetter') }),
      ],
    });
    sites.push(site);
    const before = await site.get(`/cases/${caseId}`);
    assert.match(before.text, /Nobody represents the child yet/);
    assert.match(before.text, new RegExp(`href="/cases/${caseId}/child"`));
    const path = `/cases/${caseId}/child/name_adhoc`;
    const [year = '', month = '', dayOf = ''] = today.split('-');
    const day = { 'happened_on.day': dayOf, 'happened_on.month': month, 'happened_on.year': year };
    const missing = await site.post(path, path, { ...day, child_text: 'Invented words', _version: '1' });
    assert.equal(missing.status, 422);
    assert.match(missing.text, /id="decided_by-error"/);
    assert.match(missing.text, /Invented words/);
    assert.doesNotMatch(missing.text, /value="ITM"/, 'only bodies that take this step are offered');
    const saved = await site.post(path, path, {
      ...day,
      decided_by: 'TJ',
      child_text: 'Invented words',
      _version: '1',
    });
    assert.equal(saved.status, 303, saved.text);
    const page = await site.get(`/cases/${caseId}/child`);
    assert.match(page.text, /Ad hoc administrator named, by .*22 November 2026/);
    assert.doesNotMatch(page.text, /Invented words/);
    assert.match((await site.get(`/cases/${caseId}`)).text, /Ad hoc administrator named/);
  });
});
