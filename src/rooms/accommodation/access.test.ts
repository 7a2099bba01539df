import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { PlainDate } from '../../platform/clock.ts';
import { fixedClock } from '../../platform/clock.ts';
import type { Transaction } from '../../platform/database/index.ts';
import { newId } from '../../platform/ids.ts';
import { isRefusal } from '../../platform/outcome.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile, type Role, type Scene } from '../../profile/index.ts';
import * as acts from './actions/index.ts';

const profile = readProfile('profiles/luxembourg');
const today = '2026-11-23' as PlainDate;

class StoreReached extends Error {}
/** No question reaches the database: who comes so far was allowed in. */
const nowhere = new Proxy({} as Transaction, {
  get: () => {
    throw new StoreReached();
  },
});

const viewerOf = (role: Role, organisationCode: string): Viewer => ({
  ...{ staffId: newId(), organisationId: newId(), organisationCode, displayName: 'Test', roles: [role.code] },
  ...{ permits: role.permits, opens: role.opens, opensOwn: [], authors: [], purposes: role.purposes },
  ...{ language: 'en', session: '', kind: 'staff', expires: '', context: '', mac: '' },
});

const sceneOf = (viewer: Viewer): Scene => ({
  ...{ tx: nowhere, viewer, profile, clock: fixedClock('2026-11-23T09:00:00.000Z'), emit: () => undefined },
});

const id = newId();
const seen = { placementId: id, version: null };
const needs = { sex: 'female', minor: 'no', persons: 1, children: 0 };
const house = { house_code: 'WREN', house_kind: 'dedicated', area: 'mersch', takes: ['women'] } as const;
const houseInput = { ...house, turnaround_days: 1, opened_on: today };
const abroad = { abroad_country: 'BE', abroad_from: today, abroad_until: '2026-12-01' as PlainDate };

type Act = (scene: Scene) => Promise<unknown>;

const running: Readonly<Record<string, Act>> = {
  openHouse: (scene) => acts.openHouse(scene, houseInput),
  changeHouse: (scene) => acts.changeHouse(scene, id, houseInput, null),
  restrict: (scene) => acts.restrict(scene, id, { review_on: today }, null),
  keepAddress: (scene) => acts.keepAddress(scene, id, { street: 'Canary street 7', place: 'Canary' }),
  addBed: (scene) =>
    acts.addBed(scene, id, { room_code: '1', bed_code: 'A', sleeps: 1, emergency: false, in_service_from: today }),
  closeBed: (scene) =>
    acts.closeBed(scene, id, { closure_reason: 'repair', closed_from: today, closed_until: '2026-12-01' as PlainDate }),
  reopenBed: (scene) => acts.reopenBed(scene, id),
  changeClosure: (scene) =>
    acts.changeClosure(
      scene,
      id,
      { closure_reason: 'repair', closed_from: today, closed_until: '2026-12-01' as PlainDate },
      null,
    ),
  changeBed: (scene) => acts.changeBed(scene, id, { sleeps: 1, emergency: false, in_service_from: today }, null),
  answerForHouse: (scene) => acts.answerOffer(scene, { ...seen, who: 'house' }, { answer: 'accepted' }),
};

const placing: Readonly<Record<string, Act>> = {
  askForBed: (scene) => acts.askForBed(scene, id, { ...needs, needed_from: today, nights: 3 }),
  takeNight: (scene) => acts.takeNight(scene, { bedId: id }, { ...needs, case_reference: '1111-1111' }),
  joinCase: (scene) => acts.joinCase(scene, seen, '1111-1111'),
  readSearch: (scene) => acts.readSearch(scene, id, { from: null, nights: null }),
  giveBed: (scene) => acts.giveBed(scene, { ...seen, bedId: id }, { from_day: today, nights: 3 }),
  answerForPerson: (scene) => acts.answerOffer(scene, { ...seen, who: 'person' }, { answer: 'accepted' }),
  changeNeeds: (scene) => acts.changeNeeds(scene, seen, { sex: 'female', minor: 'no', persons: 1, children: 0 }),
  changeEnd: (scene) => acts.changeEnd(scene, seen, { until_day: today }),
  cancelRequest: (scene) => acts.cancelRequest(scene, seen, { cancel_reason: 'other' }),
  placeOutside: (scene) =>
    acts.placeOutside(scene, seen, { outside_place: 'hotel', outside_from: today, risk_checked: true }, false),
  proposeAbroad: (scene) => acts.proposeAbroad(scene, seen, { ...abroad, danger_checked: true }),
  goAbroad: (scene) => acts.goAbroad(scene, id),
  endAbroad: (scene) => acts.endAbroad(scene, id),
};

const serving: Readonly<Record<string, Act>> = {
  moveIn: (scene) => acts.moveIn(scene, seen, { moved_in_on: today }),
  leave: (scene) => acts.leave(scene, seen, { left_on: today, move_on: 'family' }),
  settleMoveOn: (scene) => acts.settleMoveOn(scene, seen, { move_on: 'family' }),
};

const reading: Readonly<Record<string, Act>> = {
  readBoard: (scene) => acts.readBoard(scene, { from: null, page: 1, filter: { area: null, kind: null } }),
  readHouse: (scene) => acts.readHouse(scene, id),
  readClosures: (scene) => acts.readClosures(scene, id),
  readNight: (scene) => acts.readNight(scene, null),
  readBedFigures: (scene) => acts.readBedFigures(scene, '2026-11-01' as PlainDate, today),
  readPlacements: (scene) => acts.readPlacements(scene, 'waiting', 1),
  raiseAlarm: (scene) => acts.raiseAlarm(scene, seen, { last_seen_on: today }),
  revealAddress: (scene) => acts.revealAddress(scene, {} as VaultClient, id, 'safe_arrival'),
};

const following: Readonly<Record<string, Act>> = {
  answerProposal: (scene) => acts.answerProposal(scene, id, true),
  readFollowing: acts.readFollowing,
};

const watching: Readonly<Record<string, Act>> = {
  endAlarm: (scene) => acts.endAlarm(scene, id, { alarm_outcome: 'found_safe' }),
  noteVisit: (scene) => acts.noteVisit(scene, id, { visited_on: today }),
};

const everything = { ...running, ...placing, ...serving, ...reading, ...following, ...watching };
const ofService = { ...placing, ...serving, ...reading, ...watching };
const ofPolice = { ...following, ...watching };

/** What each role may do here; a role that is not named may do nothing. */
const expected: Readonly<Record<string, Readonly<Record<string, Act>>>> = {
  savteh_worker: ofService,
  coteh_worker: ofService,
  hotline_worker: ofService,
  house_worker: { ...running, ...serving, ...reading },
  judicial_police_officer: ofPolice,
};

/** Whether an act lets somebody in: it asks the store, or refuses for another reason than who she is. */
const letsIn = async (act: Act, viewer: Viewer): Promise<boolean> => {
  try {
    const outcome = await act(sceneOf(viewer));
    return !(isRefusal(outcome) && String(outcome.refused).startsWith('may_not_'));
  } catch (fault) {
    if (fault instanceof StoreReached) return true;
    throw fault;
  }
};

const allowedTo = async (viewer: Viewer): Promise<readonly string[]> => {
  const names: string[] = [];
  for (const [name, act] of Object.entries(everything)) if (await letsIn(act, viewer)) names.push(name);
  return names.sort();
};

describe('every role × every act', () => {
  for (const role of profile.roles)
    test(role.code, async () => {
      for (const code of role.organisations)
        assert.deepEqual(
          await allowedTo(viewerOf(role, code === '*' ? 'MJ' : code)),
          Object.keys(expected[role.code] ?? {}).sort(),
          code,
        );
    });

  test('the permit alone is not enough: the body decides', async () => {
    for (const role of ['savteh_worker', 'house_worker', 'judicial_police_officer'].map((code) => profile.role(code))) {
      const lent = await allowedTo(viewerOf(role, 'DGI'));
      const readers = role.permits.includes('accommodation.read') ? Object.keys(reading).sort() : [];
      assert.deepEqual(lent, readers, role.code);
    }
  });
});
