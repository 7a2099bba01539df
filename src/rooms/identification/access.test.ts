import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile } from '../../profile/index.ts';
import {
  mayAskRemoval,
  mayDecide,
  mayInterview,
  mayNotify,
  mayReceive,
  mayReportStay,
  mayReview,
  mayTellRights,
} from './access.ts';

const profile = readProfile('profiles/luxembourg');

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

const questions = {
  interview: (viewer: Viewer) => mayInterview(viewer, profile),
  decide: (viewer: Viewer) => mayDecide(viewer, profile),
  review: (viewer: Viewer) => mayReview(viewer, profile, 'somebody else'),
  tellRights: (viewer: Viewer) => mayTellRights(viewer),
  notify: (viewer: Viewer) => mayNotify(viewer, profile),
  reportStay: (viewer: Viewer) => mayReportStay(viewer, profile),
  receive: (viewer: Viewer) => mayReceive(viewer, profile),
  askRemoval: (viewer: Viewer) => mayAskRemoval(viewer),
};

/** What each role may do here; a role that is not named may do nothing. */
const expected: Readonly<Record<string, readonly (keyof typeof questions)[]>> = {
  judicial_police_officer: ['interview', 'decide', 'review', 'tellRights', 'notify', 'reportStay'],
  savteh_worker: ['tellRights'],
  coteh_worker: ['tellRights'],
  permit_officer: ['receive'],
  return_officer: ['askRemoval'],
};

describe('every role × every act', () => {
  for (const role of profile.roles)
    test(role.code, () => {
      const organisations = role.organisations.map((code) => (code === '*' ? 'MJ' : code));
      for (const organisation of organisations) {
        const viewer = viewerOf(role, organisation);
        const may = Object.entries(questions)
          .filter(([, ask]) => ask(viewer) === true)
          .map(([name]) => name);
        assert.deepEqual(may.sort(), [...(expected[role.code] ?? [])].sort(), organisation);
      }
    });

  test('the permit alone is not enough: the body decides', () => {
    const police = profile.role('judicial_police_officer');
    for (const organisation of ['ITM', 'DGI', 'INFOTRAITE', 'PQT-LUX', 'MJ', 'PGD']) {
      const viewer = viewerOf(police, organisation);
      for (const name of ['interview', 'decide', 'review', 'notify', 'reportStay'] as const)
        assert.notEqual(questions[name](viewer), true, `${organisation} ${name}`);
    }
    assert.notEqual(questions.receive(viewerOf(profile.role('permit_officer'), 'SPJ')), true);
  });

  test('a unit acts for its body', () => {
    assert.equal(questions.decide(viewerOf(profile.role('judicial_police_officer'), 'SPJ-CO')), true);
  });

  test('nobody reviews the own decision', () => {
    assert.notEqual(mayReview(viewerOf(profile.role('judicial_police_officer'), 'SPJ'), profile, 'own'), true);
  });
});
