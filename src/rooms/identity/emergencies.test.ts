import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { caseWorld, type CaseWorld, codeOf } from '../../../test/support/case-world.ts';
import { signedViewer } from '../../../test/support/personas.ts';
import { fixedClock, type Instant, instantPlus, systemClock } from '../../platform/clock.ts';
import { newId, type Uuid } from '../../platform/ids.ts';
import { refuse, valueOf } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { idOfBody } from '../directory/index.ts';
import { alarmUnreviewed, mailEmergencies } from './actions/emergency-alarms.ts';
import {
  answerEmergency,
  askEmergency,
  countEmergencies,
  readEmergencies,
  reviewEmergency,
  waitsFor,
} from './actions/emergencies.ts';
import { emergencyState } from './rules.ts';

let world: CaseWorld;
let officer: Viewer;
before(async () => {
  world = await caseWorld();
  officer = await world.viewer('data_protection_officer', 'MJ');
});
after(() => world.close());

const hour = 3_600_000;
const body = (code: string): Uuid => idOfBody(world.profile, code);

/** An emergency of the service about a case of the police, as the vault leaves it: approved so many hours ago, unless told. */
const given = async (hoursAgo: number, changes: Readonly<Record<string, unknown>> = {}): Promise<Uuid> => {
  const at = instantPlus(systemClock.now(), -hoursAgo * hour);
  const row = {
    ...{
      id: newId(),
      case_id: newId(),
      person_id: newId(),
      compartments: ['identity'],
      purpose: 'protect_from_danger',
    },
    ...{ requested_by: world.service.staffId, requested_by_organisation: body('INFOTRAITE'), requested_at: at },
    ...{ answer_until: instantPlus(at, hour), answer: 'approved', answered_by: world.police.staffId, answered_at: at },
    ...{
      answered_by_organisation: body('SPJ'),
      ends_at: instantPlus(at, hour / 2),
      review_until: instantPlus(at, 72 * hour),
    },
    ...{ addressed: [body('SPJ')], audience: [body('INFOTRAITE'), body('SPJ'), body('MJ')] },
    ...changes,
  };
  const columns = Object.keys(row);
  await world.administrator.query(
    `insert into identity.break_glass (${columns.join()}) values (${columns.map((_, index) => `$${index + 1}`).join()})`,
    Object.values(row),
  );
  return row.id;
};

const forgetAll = async (): Promise<void> => {
  await world.administrator.query('delete from identity.break_glass_notice');
  await world.administrator.query('delete from identity.break_glass');
};

const unanswered = {
  ...{ answer: null, answered_by: null, answered_at: null, answered_by_organisation: null, ends_at: null },
  review_until: null,
};

const review = (as: Viewer, id: Uuid) => world.as(as, (scene) => reviewEmergency(scene, id, 'justified'));
const told: Uuid[] = [];
const jobs = (now: Instant = systemClock.now()) => ({
  ...{ database: world.worker, clock: fixedClock(now) },
  tellBody: async (id: Uuid) => void told.push(id),
});

describe('the state of an emergency', () => {
  const now = systemClock.now();
  const [past, ahead] = [instantPlus(now, -hour), instantPlus(now, hour)];
  const course = { answer: 'approved', answerUntil: past, endsAt: past, reviewUntil: ahead, verdict: null } as const;

  test('follows from answers and the clock: it lapses, ends and becomes overdue by itself', () => {
    const open = { ...course, answer: null, endsAt: null, reviewUntil: null };
    assert.equal(emergencyState({ ...open, answerUntil: ahead }, now), 'waiting');
    assert.equal(emergencyState(open, now), 'lapsed');
    assert.equal(emergencyState({ ...open, answer: 'declined' }, now), 'declined');
    assert.equal(emergencyState({ ...course, endsAt: ahead }, now), 'running');
    assert.equal(emergencyState(course, now), 'to_review');
    assert.equal(emergencyState({ ...course, reviewUntil: past }, now), 'overdue');
    assert.equal(emergencyState({ ...course, verdict: 'justified' }, now), 'reviewed');
  });
});

describe('the review', () => {
  test('is the data-protection officer’s, once, after it ended', async () => {
    const running = await given(0);
    assert.equal(codeOf(await review(officer, running)), 'emergency_runs');
    const ended = await given(2);
    assert.equal(codeOf(await review(world.police, ended)), 'may_not_emergency');
    const { outcome, events } = await world.acting(officer, (scene) => reviewEmergency(scene, ended, 'not_justified'));
    valueOf(outcome);
    assert.deepEqual(
      events.map(({ type, data }) => ({ type, data })),
      [{ type: 'identity.emergency_reviewed', data: { verdict: 'not_justified', late: false } }],
    );
    assert.equal(codeOf(await review(officer, ended)), 'emergency_answered');
    assert.equal(codeOf(await review(officer, await given(2, unanswered))), 'emergency_answered', 'never approved');
    const foreign = await given(2, { audience: [body('CNVV')] });
    assert.equal(codeOf(await review(officer, foreign)), 'not_found');
  });

  test('is of nobody who asked or approved, and of no administrator', async () => {
    const own = await given(2, { requested_by: officer.staffId, requested_by_organisation: body('MJ') });
    assert.equal(codeOf(await review(officer, own)), 'own_emergency');
    const permits = [...officer.permits, 'directory.administer'];
    const role = 'data_protection_officer';
    const both = await signedViewer(world.database, { role, organisationCode: 'MJ', permits });
    assert.equal(codeOf(await review(both, await given(2))), 'administrators_never');
  });

  test('unreviewed after the profile’s hours, it alarms every body concerned, once', async () => {
    const { review_within_hours: hours } = world.profile.breakGlass;
    assert.equal(hours, 72);
    await forgetAll();
    const late = await given(0);
    assert.equal(await alarmUnreviewed(jobs(instantPlus(systemClock.now(), (hours - 1) * hour))), 0);
    const after72 = jobs(instantPlus(systemClock.now(), (hours + 1) * hour));
    assert.equal(await alarmUnreviewed(after72), 1);
    const noticed = await world.administrator.query<{ organisation_id: string }>(
      `select organisation_id from identity.break_glass_notice where break_glass_id = $1 and stage = 'overdue'`,
      [late],
    );
    const bodies = ['INFOTRAITE', 'SPJ', 'MJ'].map(body).toSorted();
    assert.deepEqual(noticed.rows.map(({ organisation_id: id }) => id).toSorted(), bodies);
    const lines = await world.administrator.query<{ audience: string[] }>(
      `select audience from journal.event where subject_id = $1 and type = 'identity.emergency_review_overdue'`,
      [late],
    );
    assert.deepEqual(
      lines.rows.map(({ audience }) => audience.toSorted()),
      [bodies],
    );
    assert.equal(await alarmUnreviewed(after72), 0, 'once');
    told.length = 0;
    await mailEmergencies(after72);
    assert.deepEqual(told.toSorted(), bodies, 'one mail each');
    assert.equal(await mailEmergencies(after72), 0);
  });

  test('a mail server that does not answer stops neither the others nor a later try', async () => {
    await forgetAll();
    await given(100);
    await alarmUnreviewed(jobs());
    const failing = {
      ...jobs(),
      tellBody: (id: Uuid) => (id === body('MJ') ? Promise.reject(new Error('no')) : Promise.resolve()),
    };
    assert.equal(await mailEmergencies(failing), 2);
    assert.equal(await mailEmergencies(jobs()), 1);
  });
});

describe('who sees an emergency, and what waits for whom', () => {
  test('the bodies concerned, each what it can do now', async () => {
    const waiting = await given(0, unanswered);
    const running = await given(0);
    const ended = await given(2);
    const seen = (as: Viewer) =>
      world.as(as, async (scene) => {
        const all = await readEmergencies(scene);
        return [waiting, running, ended].map((id) => {
          const it = all.find((one) => one.id === id);
          return it === undefined ? 'unseen' : waitsFor(scene, it);
        });
      });
    assert.deepEqual(await seen(world.service), [null, 'open', null]);
    assert.deepEqual(await seen(world.police), ['answer', null, null]);
    assert.deepEqual(await seen(officer), [null, null, 'review']);
    assert.deepEqual(await seen(await world.viewer('national_coordinator')), [null, null, null]);
    assert.deepEqual(await seen(world.permits), ['unseen', 'unseen', 'unseen']);
    assert.ok((await world.as(world.police, countEmergencies)) >= 1);
  });
});

describe('a refusal of the vault', () => {
  const refusing = (code: string) => new Proxy({}, { get: () => async () => refuse(code) }) as VaultClient;
  const input = { caseId: newId(), compartments: ['identity'] as const, reason: 'danger' };

  test('is told in words of this room; a dead vault too', async () => {
    for (const [code, own] of [
      ['sign-in-not-fresh', 'sign_in_not_fresh'],
      ['nobody-to-approve', 'nobody_to_approve'],
      ['administrators-never', 'administrators_never'],
      ['vault-down', 'unavailable'],
    ] as const)
      assert.equal(codeOf(await world.as(world.service, (scene) => askEmergency(scene, refusing(code), input))), own);
    const answered = await world.as(world.police, (scene) =>
      answerEmergency(scene, refusing('same-organisation'), { emergencyId: newId(), approve: true }),
    );
    assert.equal(codeOf(answered), 'same_organisation');
  });

  test('is not even asked for by somebody without the part', async () => {
    const asked = await world.as(world.permits, (scene) => askEmergency(scene, refusing('vault-down'), input));
    assert.equal(codeOf(asked), 'may_not_emergency');
  });
});
