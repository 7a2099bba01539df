import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { ProfileFault, type ProfileProblem, readProfile } from './index.ts';

const invented = join(import.meta.dirname, '../../test/profiles/ruritania');
const copies: string[] = [];
after(() => {
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });
});

/** A copy of the invented country with one text replaced in one file; gives the problems the reader finds. */
const problemsAfter = (file: string, from: string, to: string): readonly ProfileProblem[] => {
  const copy = mkdtempSync(join(tmpdir(), 'profile-'));
  copies.push(copy);
  cpSync(invented, copy, { recursive: true });
  const before = readFileSync(join(copy, file), 'utf8');
  assert.ok(before.includes(from), `${file} has no ${from} to replace`);
  writeFileSync(join(copy, file), before.replace(from, to));
  try {
    readProfile(copy);
  } catch (fault) {
    if (fault instanceof ProfileFault) return fault.problems;
    throw fault;
  }
  return [];
};

const lineWith = (file: string, part: string): number =>
  readFileSync(join(invented, file), 'utf8')
    .split('\n')
    .findIndex((line) => line.includes(part)) + 1;

type Planted = { file: string; from: string; to: string; near: string; reason: RegExp };

const planted: readonly Planted[] = [
  {
    file: 'roles.json',
    from: '"code": "tribune"',
    to: '"code" "tribune"',
    near: '"code": "tribune"',
    reason: /not JSON: : expected/,
  },
  { file: 'roles.json', from: '"code": "tribune",', to: '', near: '"code": "tribune"', reason: /code is missing/ },
  {
    file: 'roles.json',
    from: '"identification.decide"',
    to: '"identification.guess"',
    near: '"identification.decide"',
    reason: /permits/,
  },
  {
    file: 'roles.json',
    from: '["GATES"]',
    to: '["GATE"]',
    near: '["GATES"]',
    reason: /no organisation with accounts is called GATE/,
  },
  {
    file: 'roles.json',
    from: '"TRIBUNE-NORTH"',
    to: '"HAVEN"',
    near: '"TRIBUNE-NORTH"',
    reason: /HAVEN is no unit of TRIBUNE/,
  },
  {
    file: 'roles.json',
    from: '"passkey"',
    to: '"password"',
    near: '"passkey"',
    reason: /opens identity and needs a passkey/,
  },
  {
    file: 'roles.json',
    from: '"idle_minutes": 15',
    to: '"idle_minutes": 60',
    near: '"idle_minutes": 15',
    reason: /at most 15/,
  },
  {
    file: 'roles.json',
    from: '"permits": ["directory.read", "directory.administer"',
    to: '"permits": ["identity.see-emergencies", "identity.ask-emergency", "directory.administer"',
    near: '"directory.administer"',
    reason: /keeper_of_keys administers and can have no part in an emergency/,
  },
  {
    file: 'roles.json',
    from: '"identity.review-emergency"',
    to: '"directory.read"',
    near: '"roles": [',
    reason: /no role has the permit identity.review-emergency/,
  },
  {
    file: 'break-glass.json',
    from: '"purpose": "protect_from_danger"',
    to: '"purpose": "curiosity"',
    near: '"purpose": "protect_from_danger"',
    reason: /no purpose is called curiosity/,
  },
  {
    file: 'steps/victim-status.json',
    from: '"two-people"',
    to: '"three-people"',
    near: '"two-people"',
    reason: /guards/,
  },
  {
    file: 'steps/victim-status.json',
    from: '"to": "closed"',
    to: '"to": "shut"',
    near: '"to": "closed"',
    reason: /no state is called shut/,
  },
  {
    file: 'steps/victim-status.json',
    from: '"id": "not_victim"',
    to: '"id": "nobody"',
    near: '"id": "not_victim"',
    reason: /nothing leads to the state nobody/,
  },
  {
    file: 'steps/victim-status.json',
    from: '"part:identifies"',
    to: '"GUILD"',
    near: '"part:identifies"',
    reason: /no identifying body is called GUILD/,
  },
  {
    file: 'steps/victim-status.json',
    from: '"clock": null',
    to: '"clock": "TICK"',
    near: '"clock": null',
    reason: /no clock is called TICK/,
  },
  {
    file: 'sharing.json',
    from: '"CODEX-1"',
    to: '"CODEX-2"',
    near: '"CODEX-1"',
    reason: /no legal basis is called CODEX-2/,
  },
  {
    file: 'sharing.json',
    from: '"route": "notice_without_identity"',
    to: '"route": "whisper"',
    near: '"route": "notice_without',
    reason: /route/,
  },
  {
    file: 'code-lists/sex.json',
    from: '"de": "Weiblich"',
    to: '"it": "Femminile"',
    near: '"Weiblich"',
    reason: /names\.de is missing/,
  },
  {
    file: 'code-lists/sex.json',
    from: '"code": "male"',
    to: '"code": "female"',
    near: '"code": "male"',
    reason: /female is there twice/,
  },
  {
    file: 'code-lists/sex.json',
    from: '"id": "sex"',
    to: '"id": "gender"',
    near: '{',
    reason: /called sex\.json but its id is gender/,
  },
  {
    file: 'laws.json',
    from: '"valid_from": "2024-01-01"',
    to: '"valid_from": "2023-01-01"',
    near: '"value": 45',
    reason: /two versions of REST/,
  },
  {
    file: 'laws.json',
    from: '"valid_from": "2024-01-01"',
    to: '"valid_from": "2024-02-30"',
    near: '"valid_from": "2024-01-01"',
    reason: /valid_from/,
  },
  {
    file: 'rights.json',
    from: '["REST"]',
    to: '["SLEEP"]',
    near: '["REST"]',
    reason: /no legal parameter is called SLEEP/,
  },
  {
    file: 'profile.json',
    from: '"Europe/Prague"',
    to: '"Europe/Strelsau"',
    near: '"Europe/Prague"',
    reason: /no time zone/,
  },
  { file: 'profile.json', from: '"supports": "HAVEN"', to: '"comforts": "HAVEN"', near: '"supports"', reason: /parts/ },
  {
    file: 'organisations.json',
    from: '"parent": "TRIBUNE"',
    to: '"parent": "TRIBE"',
    near: '"parent": "TRIBUNE"',
    reason: /no organisation is called TRIBE/,
  },
  { file: 'holidays.json', from: '"2026-03-03"', to: '"2027-03-03"', near: '"2026-03-03"', reason: /not in 2026/ },
];
const fault = (file: string, [from, to]: readonly [string, string], near: string, reason: RegExp) => ({
  ...{ file, from, to, near, reason },
});
const narrow = '"opens_only": "own_reports"';
const wider = narrow.replace('own', 'unit').concat(', "sees_only": "own"');
const shortFaults = [
  fault('roles.json', [narrow, wider], narrow, /guild_inspector opens more than it lists/),
  fault('roles.json', [narrow, '"opens_days": 31, "sees_days": 30'], narrow, /opens longer than it lists/),
  fault(
    'indicators.json',
    ['"dimension": "exploitation"', '"dimension": "moon"'],
    '"dimension": "exploitation"',
    /no dimension is called moon/,
  ),
  fault('messages.json', ['"to": "TRIBUNE"', '"to": "GUARD"'], '"to": "TRIBUNE"', /no body that answers messages/),
  fault('data-rights.json', ['"GUARD"]', '"CROWN"]'], '"regimes"', /CROWN is under two regimes/),
  fault(
    'data-rights.json',
    ['_ground": "own_controller"', '_ground": "whim"'],
    '"own_controller"',
    /no ground is called whim/,
  ),
  fault('data-rights.json', ['"kind": "erasure"', '"kind": "access"'], '"terms"', /erasure needs exactly one term/),
  fault(
    'retention.json',
    ['"declined", "not_', '"identified", "not_'],
    '"id": "detection"',
    /identified stands in two classes/,
  ),
  fault(
    'roles.json',
    ['"directory.administer"', '"identity.take-request", "directory.administer"'],
    '"journal.verify"',
    /must not answer/,
  ),
];

for (const { file, from, to, near, reason } of [...planted, ...shortFaults]) {
  test(`reports ${reason.source} in ${file} with its line`, () => {
    const problems = problemsAfter(file, from, to);
    const found = problems.find((problem) => problem.file === file && reason.test(problem.reason));
    assert.ok(found, `not found in ${JSON.stringify(problems)}`);
    const expected = lineWith(file, near);
    assert.ok(Math.abs(found.line - expected) <= 2, `line ${found.line}, planted at ${expected}: ${found.reason}`);
  });
}

test('who decides on erasures, articles of law or emergencies, or unlocks keys, signs in by passkey', () => {
  const [passkey, password] = ['passkey', 'password'].map((way) => `"sign_in": "${way}",\n      "idle_minutes": 30,`);
  const problems = problemsAfter('roles.json', passkey ?? '', password ?? '');
  assert.match(
    problems[0]?.reason ?? '',
    /chancellor decides on erasures, articles of law or emergencies and needs a passkey/,
  );
});

test('an invented country is read: other bodies, numbers and terms', () => {
  const ruritania = readProfile(invented);
  assert.deepEqual(
    ruritania.organisationsPlaying('identifies').map((one) => one.code),
    ['TRIBUNE'],
  );
  assert.equal(ruritania.settings.emergency[0]?.number, '55');
});

test('a missing file is a problem of its own', () => {
  const copy = mkdtempSync(join(tmpdir(), 'profile-'));
  copies.push(copy);
  cpSync(invented, copy, { recursive: true });
  rmSync(join(copy, 'roles.json'));
  rmSync(join(copy, 'code-lists/urgency.json'));
  assert.throws(() => readProfile(copy), { message: /roles\.json:1: the file is missing/ });
  cpSync(join(invented, 'roles.json'), join(copy, 'roles.json'));
  assert.throws(() => readProfile(copy), { message: /code-lists\/urgency\.json:1: the program needs this code list/ });
});

test('all problems are listed at once, and a sound profile is read once and cannot be changed', () => {
  const copy = mkdtempSync(join(tmpdir(), 'profile-'));
  copies.push(copy);
  cpSync(invented, copy, { recursive: true });
  writeFileSync(join(copy, 'services.json'), '{}');
  writeFileSync(join(copy, 'laws.json'), '[');
  assert.throws(
    () => readProfile(copy),
    (fault) => fault instanceof ProfileFault && new Set(fault.problems.map((one) => one.file)).size === 2,
  );
  const profile = readProfile(invented);
  assert.equal(readProfile(invented), profile);
  assert.throws(() => Object.assign(profile.organisations[0] ?? {}, { code: 'X' }), TypeError);
});
