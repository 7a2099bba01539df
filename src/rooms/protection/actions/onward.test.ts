import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { agreed, codeOf } from '../../../../test/support/case-world.ts';
import { stayWorld } from '../../../../test/support/stay-world.ts';
import { type TestSite, testSite } from '../../../../test/support/staff-site.ts';
import { addDays, fixedClock, type PlainDate } from '../../../platform/clock.ts';
import { refuse, valueOf } from '../../../platform/outcome.ts';
import type { VaultClient } from '../../../platform/vault-client/index.ts';
import type { Viewer } from '../../../platform/viewer.ts';
import { casesScreens } from '../../cases/screens/index.ts';
import { acceptSupport, personOfCase, referToSupport } from '../../cases/index.ts';
import { idOfBody } from '../../directory/index.ts';
import { readConsents, recordConsent } from '../../identity/index.ts';
import { protectionScreens } from '../screens/index.ts';
import type { OnwardPath } from '../steps.ts';
import {
  countOnwardWaiting,
  type OnwardInput,
  protectionOnCase,
  readOnward,
  readOnwards,
  recordOnward,
} from './index.ts';
import { recordChildStep } from './child.ts';

const stage = await stayWorld();
const { world, today, on } = stage;
const { police, service } = world;
const sites: TestSite[] = [];
after(async () => {
  for (const site of sites) await site.close();
  await world.close();
});

const consents = (caseId: string, more: Parameters<typeof agreed>[1], as = police) =>
  on(as, today, async (scene) => {
    const person = await personOfCase(scene, caseId);
    assert.ok(person);
    return recordConsent(scene, person, agreed(world.profile, { given_on: today, ...more }));
  });

const toIom = (caseId: string) =>
  consents(caseId, { kind: 'onward_abroad', chosen_body: 'IOM', agreed_parts: ['identity'] }, service);

/** The support service takes a case over, with the consent of the person. */
const supported = async (given?: string): Promise<string> => {
  const caseId = given ?? (await world.presumed());
  valueOf(await consents(caseId, {}));
  const { referralId } = valueOf(
    await on(police, today, (scene) => referToSupport(scene, caseId, { urgency: 'soon' })),
  );
  valueOf(await on(service, today, (scene) => acceptSupport(scene, referralId)));
  return caseId;
};

type How = { readonly path?: OnwardPath; readonly as?: Viewer; readonly day?: PlainDate; readonly version?: string };

const write = (caseId: string, event: string, input: Partial<OnwardInput> = {}, how: How = {}) =>
  on(how.as ?? service, how.day ?? today, (scene) =>
    recordOnward(
      scene,
      { caseId, path: how.path ?? 'return', event, version: how.version ?? null },
      { happened_on: how.day ?? today, ...input },
    ),
  );

const read = async (caseId: string, path: OnwardPath = 'return', day = today) => {
  const view = await on(service, day, (scene) => readOnward(scene, caseId, path));
  assert.ok(view);
  return view;
};

const openTasks = async (caseId: string): Promise<readonly string[]> =>
  (
    await world.administrator.query<{ it: string }>(
      `select kind || ' ' || due_on as it from cases.task where case_id = $1 and state = 'open'
        and (kind like 'return%' or kind in ('check_return_risk', 'assess_danger')) order by 1`,
      [caseId],
    )
  ).rows.map(({ it }) => it);

const free = { free_decision: true, told_may_stop: true };
const safe = { risk_finding: 'safe_enough' };

/** Somebody who chose to return: the risks checked, consent to the body that arranges it. */
const chosen = async (): Promise<string> => {
  const caseId = await supported();
  valueOf(await write(caseId, 'assess', safe));
  valueOf(await toIom(caseId));
  valueOf(await write(caseId, 'choose_return', free));
  return caseId;
};

describe('a voluntary return', () => {
  test('goes from the check of risks to the journey and to what is asked afterwards, each with its task', async () => {
    const caseId = await supported();
    assert.equal(codeOf(await write(caseId, 'choose_return', free)), 'no_such_step', 'nobody returns unassessed');
    valueOf(await write(caseId, 'assess', { ...safe, onward_text: 'Invented words' }, { as: police }));
    assert.equal(codeOf(await write(caseId, 'choose_return', free)), 'consent_to_partner_needed');
    valueOf(await toIom(caseId));
    assert.equal(codeOf(await write(caseId, 'choose_return', { ...free, free_decision: false })), 'person_must_decide');
    assert.equal(codeOf(await write(caseId, 'choose_return', { free_decision: true })), 'not_told_may_stop');
    valueOf(await write(caseId, 'choose_return', free));
    assert.deepEqual(await openTasks(caseId), [`check_return_risk ${addDays(today, 30)}`]);
    assert.equal(codeOf(await write(caseId, 'travel')), 'no_day_of_travel');
    const journey = addDays(today, 10);
    valueOf(await write(caseId, 'plan_travel', { travel_on: journey }));
    assert.deepEqual((await openTasks(caseId)).at(-1), `return_travel ${journey}`);
    assert.match((await stage.added(caseId)).chips.map(({ text }) => text).join(), /Returns on 2 December 2026/);
    valueOf(await write(caseId, 'travel', {}, { day: journey }));
    assert.deepEqual(await openTasks(caseId), []);
    valueOf(await write(caseId, 'follow', { wishes_follow_up: true }, { day: journey }));
    assert.deepEqual(await openTasks(caseId), [`return_follow_up ${addDays(journey, 30)}`]);
    const later = addDays(journey, 31);
    valueOf(await write(caseId, 'asked_after', { after_return: 'in_danger' }, { day: later }));
    assert.deepEqual(await openTasks(caseId), [`assess_danger ${later}`, `return_follow_up ${addDays(journey, 90)}`]);
    const clear = await world.administrator.query<{ found: boolean }>(
      `select exists (select 1 from protection.onward_step s where s::text like '%Invented%') as found`,
    );
    assert.equal(clear.rows[0]?.found, false, 'what was said stands in a sealed note alone');
  });

  test('the consent that one body asked for is seen by the other that prepares the return, and no other consent', async () => {
    const caseId = await supported();
    for (const [kind, chosen_body] of [
      ['onward_abroad', 'IOM'],
      ['onward', 'HOSP'],
    ] as const)
      valueOf(await consents(caseId, { kind, chosen_body, agreed_parts: ['identity'] }, police));
    const seen = () =>
      on(service, today, async (scene) => {
        const person = await personOfCase(scene, caseId);
        const bodies = ['IOM', 'HOSP'].map((code) => idOfBody(world.profile, code));
        const all = await readConsents(scene, person?.personId ?? '');
        return bodies.map((id) => all.some(({ organisations }) => organisations.includes(id)));
      });
    assert.deepEqual(await seen(), [false, false], 'no return is prepared yet');
    valueOf(await write(caseId, 'assess', safe));
    assert.deepEqual(await seen(), [true, false]);
    valueOf(await write(caseId, 'choose_return', free));
    assert.equal((await read(caseId)).place.state, 'avrr');
  });

  test('has no day of travel on a check that runs out before it, or that found a return not safe', async () => {
    const caseId = await chosen();
    const late = addDays(today, 31);
    assert.equal(codeOf(await write(caseId, 'plan_travel', { travel_on: late })), 'risk_check_over');
    assert.equal(codeOf(await write(caseId, 'plan_travel', { travel_on: addDays(today, -1) })), 'travel_before_plan');
    valueOf(await write(caseId, 'plan_travel', { travel_on: addDays(today, 30) }));
    valueOf(await write(caseId, 'reassess', { risk_finding: 'not_safe' }));
    assert.equal(codeOf(await write(caseId, 'travel')), 'return_not_safe');
    valueOf(await write(caseId, 'reassess', safe));
    assert.equal(codeOf(await write(caseId, 'travel', {}, { day: late })), 'risk_check_over');
  });

  test('is stopped at any time without a reason, and stands still when the consent is taken back', async () => {
    const caseId = await chosen();
    valueOf(await write(caseId, 'plan_travel', { travel_on: addDays(today, 5) }));
    await world.administrator.query(
      `update identity.consent set withdrawn_at = now(), withdrawn_on = current_date, withdrawn_how = 'oral'
        where recorded_by = $2 and person_id = (select person_id from cases.case_file where id = $1)`,
      [caseId, service.staffId],
    );
    assert.equal((await read(caseId)).place.partnerMayKnow, false);
    assert.equal(codeOf(await write(caseId, 'travel')), 'consent_to_partner_needed');
    valueOf(await write(caseId, 'stop', {}, { as: police }));
    const view = await read(caseId);
    assert.deepEqual([view.place.state, view.place.travelOn], ['undecided', null]);
    assert.deepEqual(await openTasks(caseId), []);
    assert.equal(codeOf(await write(caseId, 'stay', { stay_is_legal: false })), 'stay_not_legal');
    valueOf(await write(caseId, 'stay', { stay_is_legal: true }));
    valueOf(await write(caseId, 'autonomy'));
    assert.deepEqual((await read(caseId)).next, []);
  });

  test('waits for the end of a reflection period, and of a child for its best interests; a no to calls is kept', async () => {
    const { caseId, noticeId, reference } = await stage.told();
    valueOf(await stage.grant(noticeId));
    await supported(caseId);
    valueOf(await toIom(caseId));
    valueOf(await write(caseId, 'assess', safe));
    valueOf(await write(caseId, 'choose_return', free));
    assert.equal(codeOf(await write(caseId, 'plan_travel', { travel_on: addDays(today, 20) })), 'reflection_protects');
    assert.equal(await stage.blocked(reference), true, 'and the return unit is told what it was told before');
    valueOf(
      await on(police, today, (scene) =>
        recordChildStep(scene, { caseId, event: 'doubt', version: null }, { happened_on: today }),
      ),
    );
    const travel_on = addDays(today, 95);
    assert.equal(codeOf(await write(caseId, 'plan_travel', { travel_on })), 'best_interests_first');
    const other = await chosen();
    valueOf(await write(other, 'plan_travel', { travel_on: today }));
    valueOf(await write(other, 'travel'));
    valueOf(await write(other, 'follow', { wishes_follow_up: false }));
    assert.deepEqual([await openTasks(other), (await read(other)).next], [[], []]);
  });

  test('of two who write at once one is told; nobody in immigration sees or writes any of it', async () => {
    const caseId = await supported();
    const both = await Promise.all([
      write(caseId, 'assess', safe, { version: '0' }),
      write(caseId, 'assess', safe, { version: '0', as: police }),
    ]);
    assert.deepEqual(both.map(codeOf).sort(), ['conflict_step', 'not refused']);
    for (const viewer of [world.permits, stage.returns]) {
      assert.equal(await on(viewer, today, (scene) => readOnward(scene, caseId, 'return')), null);
      assert.equal(codeOf(await write(caseId, 'reassess', safe, { as: viewer })), 'may_not_write');
      assert.equal(await on(viewer, today, countOnwardWaiting), null);
    }
  });
});

describe('the stay of a citizen of the Union', () => {
  test('counts three months from the day it began, until resources count as sufficient', async () => {
    const caseId = await supported();
    const began = addDays(today, -40);
    const union = { path: 'union' } as const;
    const begins = { happened_on: began, third_country: 'no' };
    for (const third_country of ['yes', 'not_sure'])
      assert.equal(codeOf(await write(caseId, 'begin', { ...begins, third_country }, union)), 'not_union_citizen');
    valueOf(await write(caseId, 'begin', begins, union));
    const [clock] = (await read(caseId, 'union')).clocks;
    assert.deepEqual([clock?.id, clock?.state, clock?.until], ['CLK-EU-FREE', 'running', '2027-01-13']);
    assert.match((await stage.strip(caseId, today, service)).map(({ title }) => title).join(), /Free movement/);
    assert.equal(codeOf(await write(caseId, 'financial_assistance', {}, union)), 'aid_not_granted');
    valueOf(await write(caseId, 'financial_assistance', { aid_granted: true }, union));
    assert.equal((await read(caseId, 'union')).clocks[0]?.state, 'done');
    valueOf(await write(caseId, 'register', {}, union));
    valueOf(await write(caseId, 'leave', { free_decision: true }, union));
    assert.deepEqual((await read(caseId, 'union')).next, []);
  });

  test('is no way for whoever got a reflection period', async () => {
    const { caseId, noticeId } = await stage.told();
    valueOf(await stage.grant(noticeId));
    await supported(caseId);
    assert.equal(codeOf(await write(caseId, 'begin', { third_country: 'no' }, { path: 'union' })), 'no_such_step');
    assert.doesNotMatch(JSON.stringify((await stage.added(caseId)).tabs), /onward\/union/);
  });
});

describe('their pages', () => {
  test('a step is written down, kept when something is missing, and stands on the case and in the list', async () => {
    const caseId = await chosen();
    const { profile, casework: database } = world;
    const vault = new Proxy({} as VaultClient, { get: () => async () => refuse('vault-down') });
    const site = await testSite({
      ...{ database, profile, viewer: service, clock: fixedClock(`${today}T09:00:00.000Z`) },
      screens: [
        ...casesScreens({ vault, parts: [protectionOnCase] }),
        ...protectionScreens({ vault, profile, print: async () => refuse('no_typesetter') }),
      ],
    });
    sites.push(site);
    assert.match((await site.get(`/cases/${caseId}`)).text, new RegExp(`href="/cases/${caseId}/onward/return"`));
    const path = `/cases/${caseId}/onward/return/plan_travel`;
    const dayOf = (field: string, day: string): Record<string, string> => {
      const [year = '', month = '', of = ''] = day.split('-');
      return { [`${field}.day`]: of, [`${field}.month`]: month, [`${field}.year`]: year };
    };
    const typed = { ...dayOf('happened_on', today), onward_text: 'Invented words', _version: '2' };
    const missing = await site.post(path, path, { ...typed, ...dayOf('travel_on', addDays(today, 60)) });
    assert.equal(missing.status, 422);
    assert.match(missing.text, /id="travel_on-error"/);
    assert.match(missing.text, /holds only until 22 December 2026/);
    assert.match(missing.text, /Invented words/);
    const saved = await site.post(path, path, { ...typed, ...dayOf('travel_on', today) });
    assert.equal(saved.status, 303, saved.text);
    const page = await site.get(`/cases/${caseId}/onward/return`);
    assert.match(page.text, /Day of travel agreed/);
    assert.match(page.text, /Neither the authority on residence nor the return unit/);
    assert.doesNotMatch(page.text, /Invented words/);
    assert.match((await site.get(`/cases/${caseId}`)).text, /Day of travel agreed, on 22 November 2026/);
    const list = await on(service, today, (scene) => readOnwards(scene, 1));
    assert.deepEqual(
      list.lines.filter((line) => line.caseId === caseId).map(({ state, travelOn }) => [state, travelOn]),
      [['avrr', today]],
    );
    assert.ok(list.waiting >= 1);
    assert.match((await site.get('/onward')).text, new RegExp(`href="/cases/${caseId}/onward/return"`));
    assert.equal((await site.get(`/cases/${caseId}/onward/elsewhere`)).status, 404);
  });
});
