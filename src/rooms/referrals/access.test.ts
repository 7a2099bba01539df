import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isRefusal } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile } from '../../profile/index.ts';
import {
  mayAnswerBack,
  mayAskBack,
  mayRead,
  mayReadOwn,
  mayReceive,
  mayRedirect,
  maySend,
  maySplitAndMerge,
  mayTriage,
  mayWrite,
} from './access.ts';

const profile = readProfile('profiles/luxembourg');

const viewerOf = (role: (typeof profile.roles)[number]): Viewer =>
  ({
    staffId: 's',
    organisationId: 'own',
    organisationCode: role.organisations.find((one) => one !== '*') ?? 'MJ',
    permits: role.permits,
  }) as unknown as Viewer;

const police = ['judicial_police_officer'];
const receivers = ['judicial_police_officer', 'prosecutor', 'savteh_worker', 'coteh_worker', 'hotline_worker'];
const reporters = profile.roles
  .filter(({ permits }) => permits.includes('referrals.write'))
  .map(({ code }) => code)
  .filter((code) => code !== '');

/** Who may do what, written down by hand; every role of the profile is tried against it. */
const expected: Readonly<Record<string, readonly string[]>> = {
  triage: police,
  askBack: police,
  redirect: police,
  splitAndMerge: police,
  receive: receivers,
  write: reporters,
  readOwn: reporters,
  read: [...new Set([...reporters, ...receivers])],
  answerBack: reporters,
  answerForOthers: [],
  send: reporters,
};

const asks: Readonly<Record<string, (viewer: Viewer) => unknown>> = {
  triage: mayTriage,
  askBack: mayAskBack,
  redirect: mayRedirect,
  splitAndMerge: maySplitAndMerge,
  receive: mayReceive,
  write: mayWrite,
  readOwn: mayReadOwn,
  read: mayRead,
  answerBack: (viewer) => mayAnswerBack(viewer, { reportingOrganisationId: 'own' }),
  answerForOthers: (viewer) => mayAnswerBack(viewer, { reportingOrganisationId: 'another' }),
  send: (viewer) => maySend(viewer, profile, { senderCode: viewer.organisationCode, keyedIn: false }),
};

describe('every role and every action', () => {
  for (const [action, may] of Object.entries(asks))
    test(action, () => {
      const allowed = profile.roles.filter((role) => !isRefusal(may(viewerOf(role)))).map(({ code }) => code);
      assert.deepEqual(allowed.toSorted(), [...(expected[action] ?? [])].toSorted());
    });

  test('who reports is known by hand: nobody who decides on residence, returns, counts or administers', () => {
    for (const code of ['permit_officer', 'return_officer', 'statistician', 'administrator', 'data_protection_officer'])
      assert.ok(!reporters.includes(code), code);
    for (const code of ['labour_inspector', 'reception_worker', 'school_nurse', 'judicial_police_officer'])
      assert.ok(reporters.includes(code), code);
  });
});
