import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { plainDate } from '../../platform/clock.ts';
import { isRefusal, type Outcome } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile } from '../../profile/index.ts';
import { mayAccept, mayKeepDocuments, mayNote, mayRefer, maySetTasks, mayWork } from './access.ts';
import {
  actingCodes,
  bodiesWithout,
  changedFields,
  dueness,
  partsForSupport,
  partsOfLead,
  referralAfter,
  taskAfter,
} from './rules.ts';

const profile = readProfile('profiles/luxembourg');
const today = plainDate('2026-11-21');
const code = (outcome: Outcome<unknown>): string => (isRefusal(outcome) ? outcome.refused : 'allowed');

describe('referral to support', () => {
  test('what may pass to the service holds neither testimony nor inquiry', () =>
    assert.ok(!partsForSupport(profile).includes('testimony') && !partsForSupport(profile).includes('investigation')));

  test('only an offer can be answered or taken back; only an open task closed', () => {
    assert.deepEqual(
      (['accept', 'decline', 'take_back'] as const).map((event) => referralAfter('offered', event)),
      ['accepted', 'declined', 'taken_back'],
    );
    for (const state of ['accepted', 'declined', 'taken_back'] as const)
      assert.equal(code(referralAfter(state, 'accept')), 'already_answered');
    assert.deepEqual([taskAfter('open', 'finish'), taskAfter('open', 'drop')], ['done', 'dropped']);
    for (const state of ['done', 'dropped'] as const) assert.equal(code(taskAfter(state, 'finish')), 'already_closed');
  });
});

describe('what changed, what is due, who sees', () => {
  test('a change is noted only where something changed; the order of a list is no change', () => {
    assert.deepEqual(changedFields({ flags: ['b', 'a'], x: null }, { flags: ['a', 'b'], x: '' }), []);
    assert.deepEqual(changedFields({ flags: ['a'] }, { flags: [] }), [{ field: 'flags', before: 'a', after: null }]);
    const value = fc.oneof(fc.string(), fc.constant(null), fc.integer());
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (one) => changedFields(one, one).length === 0),
      { verbose: true },
    );
  });

  test('late, today, ahead, none', () => {
    assert.deepEqual(
      [plainDate('2026-11-20'), today, plainDate('2026-11-22'), null].map((day) => dueness(day, today)),
      ['late', 'today', 'ahead', 'none'],
    );
  });

  test('the identifying body leads with all parts, any other without inquiry and testimony', () => {
    assert.ok(partsOfLead(profile, 'SPJ').includes('investigation'));
    for (const { code: body } of profile.organisations.filter((one) => one.code !== 'SPJ'))
      assert.ok(!partsOfLead(profile, body).some((part) => part === 'investigation' || part === 'testimony'), body);
  });

  test('bodies that see nothing are told, and never one that sees something', () => {
    const all = bodiesWithout(profile, []);
    for (const body of ['ITM', 'DGI', 'MJ', 'CCDH']) assert.ok(all.includes(body), body);
    assert.ok(!bodiesWithout(profile, ['ITM']).includes('ITM'));
    assert.equal(new Set(all).size, all.length);
  });

  test('a unit acts for its body and for itself', () => {
    assert.deepEqual(actingCodes(profile, 'SAVTEH'), ['SAVTEH', 'INFOTRAITE']);
    assert.deepEqual(actingCodes(profile, 'ITM'), ['ITM']);
  });
});

describe('every role × every act', () => {
  const questions = {
    work: (viewer: Viewer) => mayWork(viewer),
    note: (viewer: Viewer) => mayNote(viewer),
    document: (viewer: Viewer) => mayKeepDocuments(viewer),
    task: (viewer: Viewer) => maySetTasks(viewer),
    refer: (viewer: Viewer) => mayRefer(viewer, profile),
    accept: (viewer: Viewer) => mayAccept(viewer, profile),
  };
  const service = ['accept', 'document', 'note', 'task', 'work'];
  const expected: Readonly<Record<string, readonly string[]>> = {
    judicial_police_officer: ['document', 'note', 'refer', 'task', 'work'],
    savteh_worker: service,
    coteh_worker: service,
    hotline_worker: ['note', 'task'],
    prosecutor: ['document', 'note', 'task'],
    investigating_judge: ['document', 'note'],
  };
  const viewerOf = (role: (typeof profile.roles)[number], organisationCode: string): Viewer => ({
    ...{
      staffId: 'own',
      organisationId: 'id',
      organisationCode,
      displayName: 'Test',
      roles: [role.code],
      permits: role.permits,
    },
    ...{
      opens: role.opens,
      opensOwn: [],
      authors: [],
      purposes: role.purposes,
      language: 'en',
      session: '',
      kind: 'staff',
      expires: '',
      context: '',
      mac: '',
    },
  });

  for (const role of profile.roles)
    test(role.code, () => {
      for (const organisation of role.organisations) {
        const viewer = viewerOf(role, organisation === '*' ? 'MJ' : organisation);
        const may = Object.entries(questions)
          .filter(([, ask]) => ask(viewer) === true)
          .map(([name]) => name);
        assert.deepEqual(may.sort(), expected[role.code] ?? []);
      }
    });

  test('the permit alone hands nobody over: the inspectorate informs', () => {
    assert.equal(code(mayRefer(viewerOf(profile.role('judicial_police_officer'), 'ITM'), profile)), 'may_not_transfer');
    assert.equal(code(mayAccept(viewerOf(profile.role('savteh_worker'), 'SPJ'), profile)), 'may_not_accept');
  });
});
