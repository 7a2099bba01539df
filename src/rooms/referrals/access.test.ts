import assert from 'node:assert/strict';
import { test } from 'node:test';
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
    organisationId: 'own',
    organisationCode: role.organisations.find((code) => code !== '*') ?? 'MJ',
    permits: role.permits,
    opens: role.opens,
    purposes: role.purposes,
  }) as unknown as Viewer;

/** What each role may do here, written out by hand: a change of rights shows in this table. */
const reporters = 'write send read-own answer-back read';
const expected: Readonly<Record<string, string>> = {
  labour_inspector: reporters,
  police_station_officer: reporters,
  judicial_police_officer: 'write send read-own answer-back read receive triage ask-back redirect split-merge key-in',
  prosecutor: 'read receive',
  investigating_judge: '',
  savteh_worker: `${reporters} receive key-in`,
  coteh_worker: `${reporters} receive key-in`,
  hotline_worker: `${reporters} receive key-in`,
  reception_worker: reporters,
  asylum_interviewer: reporters,
  permit_officer: '',
  immigration_reference_person: reporters,
  return_officer: '',
  detention_worker: reporters,
  border_officer: reporters,
  school_nurse: reporters,
  health_professional: reporters,
  ngo_detector: reporters,
  national_coordinator: '',
  national_rapporteur: '',
  statistician: '',
  data_protection_officer: '',
  administrator: '',
};

const answers = (viewer: Viewer): Readonly<Record<string, unknown>> => ({
  write: mayWrite(viewer),
  send: maySend(viewer, profile, { senderCode: viewer.organisationCode, keyedIn: false }),
  'read-own': mayReadOwn(viewer),
  'answer-back': mayAnswerBack(viewer, { reportingOrganisationId: 'own' }),
  read: mayRead(viewer),
  receive: mayReceive(viewer),
  triage: mayTriage(viewer),
  'ask-back': mayAskBack(viewer),
  redirect: mayRedirect(viewer),
  'split-merge': maySplitAndMerge(viewer),
  'key-in': maySend(viewer, profile, { senderCode: 'ITM', keyedIn: true }),
});

for (const role of profile.roles)
  test(`what ${role.code} may do with reports`, () => {
    const granted = Object.entries(answers(viewerOf(role)))
      .filter(([, answer]) => answer === true)
      .map(([name]) => name);
    assert.deepEqual(
      granted.toSorted(),
      (expected[role.code] ?? 'missing in the table').split(' ').filter(Boolean).toSorted(),
    );
  });

test('nobody sends in the name of another body, or answers for it', () => {
  const inspector = viewerOf(profile.role('labour_inspector'));
  assert.deepEqual(maySend(inspector, profile, { senderCode: 'SPJ', keyedIn: false }), {
    refused: 'may_not_send_for_others',
  });
  assert.deepEqual(maySend(inspector, profile, { senderCode: 'SPJ', keyedIn: true }), { refused: 'may_not_key_in' });
  assert.deepEqual(mayAnswerBack(inspector, { reportingOrganisationId: 'other' }), {
    refused: 'may_not_answer_for_others',
  });
});
