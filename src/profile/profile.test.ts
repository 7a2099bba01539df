import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { plainDate } from '../platform/clock.ts';
import { compartments, type Part, type Permit, readProfile } from './index.ts';

const luxembourg = readProfile(join(import.meta.dirname, '../../profiles/luxembourg'));
const ruritania = readProfile(join(import.meta.dirname, '../../test/profiles/ruritania'));
const today = plainDate('2026-11-21');
const holders = (permit: Permit): readonly string[] =>
  luxembourg.roles.filter((role) => role.permits.includes(permit)).map((role) => role.code);

test('the profile holds all that was carried over', () => {
  assert.equal(luxembourg.organisations.length, 92);
  assert.equal(luxembourg.indicators.length, 163);
  assert.equal(luxembourg.rights.length, 28);
  assert.equal(luxembourg.figures.length, 224);
  assert.equal(luxembourg.sources.length, 97);
  assert.equal(luxembourg.laws.filter((law) => law.id.startsWith('CLK-')).length, 21);
  assert.equal(Object.keys(luxembourg.machines).length, 14);
  assert.equal(luxembourg.codeList('communes').codes.length, 101);
  assert.equal(luxembourg.codeList('last-contact').codes.length, 7);
});

test('only the Judicial Police decides a status', () => {
  assert.deepEqual(holders('identification.decide'), ['judicial_police_officer']);
  assert.deepEqual(
    luxembourg.organisationsPlaying('identifies').map((one) => one.code),
    ['SPJ'],
  );
});

test('ministry, rapporteur, administrator, data-protection officer and return officer open nothing', () => {
  const closed = [
    'national_coordinator',
    'national_rapporteur',
    'administrator',
    'data_protection_officer',
    'return_officer',
  ];
  for (const code of closed) assert.deepEqual(luxembourg.role(code).opens, [], code);
  assert.deepEqual(luxembourg.role('permit_officer').opens, ['identity', 'legal_residence']);
  assert.deepEqual(holders('identification.removal-blocked'), ['return_officer']);
});

test('the labour inspectorate informs and never transfers', () => {
  assert.equal(luxembourg.mayTransferToSupport('ITM'), false);
  assert.equal(luxembourg.mayTransferToSupport('ONA'), true);
  const shares = luxembourg.sharesOf('official_report', 'ITM', 'dudelange');
  const to = (organisation: string) => shares.filter((share) => share.organisations.includes(organisation));
  assert.deepEqual(
    to('INFOTRAITE').flatMap((share) => share.compartments),
    [],
  );
  assert.deepEqual(
    to('PQT-LUX').flatMap((share) => share.compartments),
    ['identity', 'testimony', 'investigation', 'reporter'],
  );
  assert.deepEqual(to('PQT-DIE'), []);
  assert.deepEqual(
    to('ITM').flatMap((share) => share.compartments),
    ['identity', 'testimony', 'reporter'],
  );
});

test('the prosecutor of the north answers for the north', () => {
  assert.equal(luxembourg.organisationFor('prosecutes', 'wiltz').code, 'PQT-DIE');
  assert.equal(luxembourg.organisationFor('prosecutes', 'strassen').code, 'PQT-LUX');
  assert.equal(luxembourg.organisationFor('prosecutes').code, 'PQT-LUX');
});

test('without consent no name leaves by a notice', () => {
  const shares = luxembourg.sharesOf('notice_without_identity', 'CARITAS');
  const unconditional = shares.filter((share) => share.when === 'always').flatMap((share) => share.compartments);
  assert.ok(!unconditional.includes('identity') && !unconditional.includes('contact_safe'));
});

test('every body gets by a route no compartment that none of its roles may open', () => {
  for (const { route, senders } of luxembourg.sharing.routes) {
    for (const share of senders.flatMap((sender) => luxembourg.sharesOf(route, sender))) {
      for (const organisation of share.organisations) {
        const opens = new Set(luxembourg.rolesIn(organisation).flatMap((role) => role.opens));
        for (const compartment of share.compartments)
          assert.ok(opens.has(compartment), `${organisation} ${compartment}`);
      }
    }
  }
  assert.equal(compartments.length, 9);
});

test('the version of the law in force on the day counts', () => {
  assert.equal(luxembourg.law('CLK-REFLECT', today).value, 90);
  assert.equal(ruritania.law('REST', plainDate('2023-12-31')).value, 30);
  assert.equal(ruritania.law('REST', plainDate('2024-01-01')).value, 45);
  assert.throws(() => ruritania.law('NONE', today), /no legal parameter NONE/);
});

test('names come in the language asked for, English otherwise', () => {
  assert.equal(luxembourg.codeName('countries', 'UA', 'de'), 'Ukraine');
  assert.equal(luxembourg.codeName('support-information', 'asks_contact', 'fr'), 'Demande à être contactée');
  assert.equal(luxembourg.codeName('sex', 'female', 'pt'), 'Female');
  assert.throws(() => luxembourg.codeName('sex', 'robot', 'en'), /no code of sex robot/);
  assert.throws(() => luxembourg.codeList('planets'), /no code list planets/);
  assert.equal(luxembourg.hasCode('sex', 'robot'), false);
});

test('working days leave out weekends and public holidays', () => {
  const working = (day: string) => luxembourg.isWorkingDay(plainDate(day));
  assert.deepEqual(['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23'].map(working), [true, false, false, true]);
  assert.deepEqual(['2026-05-14', '2026-06-23', '2025-05-09', '2030-12-26'].map(working), [false, false, false, false]);
  assert.equal(ruritania.isWorkingDay(plainDate('2026-11-21')), true);
});

test('units stand inside the body that has accounts', () => {
  assert.deepEqual(
    luxembourg.unitsOf('INFOTRAITE').map((one) => one.code),
    ['SAVTEH', 'COTEH'],
  );
  assert.equal(luxembourg.role('savteh_worker').unit, 'SAVTEH');
  assert.ok(luxembourg.rolesIn('ITM').some((role) => role.code === 'labour_inspector'));
});

test('mandates and tasks are there in every language of the staff, and say that nobody has reviewed them', () => {
  for (const { code, mandate, may, may_not: never, translations } of luxembourg.organisations) {
    if (mandate === undefined && may.length + never.length === 0) continue;
    assert.equal(translations?.review, 'not_reviewed', code);
    for (const language of ['fr', 'de'] as const) {
      assert.equal(translations?.[language].may.length, may.length, code);
      assert.notEqual(translations?.[language].mandate ?? '', mandate, code);
    }
  }
});

test('a law covers what the roles of the bodies it lets in do with what they get, but for what is listed', () => {
  const bodiesFor = (to: Part | 'sender'): readonly string[] =>
    to === 'sender'
      ? luxembourg.sharing.routes.flatMap(({ senders }) => senders)
      : luxembourg.organisationsPlaying(to).map(({ code }) => code);
  const gaps = [...luxembourg.sharing.lines, ...luxembourg.sharing.notices].flatMap((line) => {
    const { basis, to, compartments } = line;
    const law = basis.kind === 'law' ? luxembourg.bases.find(({ id }) => id === basis.code) : undefined;
    if (law === undefined) return [];
    const roles = bodiesFor(to).flatMap((body) => luxembourg.rolesIn(body));
    return roles
      .filter(({ opens }) => compartments.some((part) => opens.includes(part)))
      .flatMap(({ code, purposes }) =>
        purposes.filter((one) => !law.purposes.includes(one)).map((one) => `${law.id} ${code} ${one}`),
      );
  });
  assert.deepEqual([...new Set(gaps)].toSorted(), [
    // A child's report is not the service's own; without name or contact nobody is contacted or helped.
    // And the way to a house is told by the address of the house, never by a report.
    'CHILD-PROTECTION coteh_worker check_own_report',
    'CHILD-PROTECTION coteh_worker safe_arrival',
    'CHILD-PROTECTION hotline_worker check_own_report',
    'CHILD-PROTECTION hotline_worker safe_arrival',
    'CHILD-PROTECTION savteh_worker check_own_report',
    'CHILD-PROTECTION savteh_worker safe_arrival',
    'FACTS-NO-NAME judicial_police_officer contact_person',
    'FACTS-NO-NAME judicial_police_officer help_with_rights',
    // Who only reports at the immigration service opens no notice.
    'IRREGULAR-STAY immigration_reference_person check_own_report',
    'IRREGULAR-STAY immigration_reference_person protect_from_danger',
    'LAW2008-92 immigration_reference_person check_own_report',
    'LAW2008-92 immigration_reference_person protect_from_danger',
    // Nobody decides on residence by what she reported; what is handed over is not one's own record.
    'OWN-RECORD coteh_worker safe_arrival',
    'OWN-RECORD hotline_worker safe_arrival',
    'OWN-RECORD judicial_police_officer handle_redirected',
    'OWN-RECORD packet_recipient receive_referral',
    'OWN-RECORD permit_officer decide_residence',
    'OWN-RECORD savteh_worker safe_arrival',
  ]);
});
