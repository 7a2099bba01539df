import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { readProfile } from '../../profile/index.ts';
import { families, familyOf, isBody, isLogin, needPasskey, rolesFit, rolesFor, worthTrying } from './rules.ts';

const profile = readProfile('profiles/luxembourg');
const elsewhere = readProfile('test/profiles/ruritania');

describe('login names', () => {
  test('are small letters, digits, dot, dash, underscore, and begin with a letter or digit', () => {
    for (const good of ['itm.anouk', 'a1', '0-a_b.c', `a${'b'.repeat(62)}`]) assert.ok(isLogin(good), good);
    for (const bad of ['', 'a', '.a', 'A.b', 'é.b', 'a b', "a'b", `a${'b'.repeat(63)}`, 'a\n'])
      assert.ok(!isLogin(bad), bad);
  });
});

describe('roles of a body', () => {
  test('are those the profile names for it and those of every body', () => {
    assert.deepEqual(rolesFor(profile, 'ITM'), [
      'labour_inspector',
      'redirected_matters',
      'data_protection_officer',
      'administrator',
    ]);
    assert.ok(rolesFit(profile, 'ITM', ['labour_inspector', 'administrator']));
    assert.ok(!rolesFit(profile, 'ITM', ['labour_inspector', 'judicial_police_officer']));
    assert.ok(!rolesFit(profile, 'ITM', ['nothing']));
  });
  test('need a passkey as soon as one of them opens sealed matter', () => {
    for (const { code, opens, sign_in } of profile.roles) {
      assert.equal(needPasskey(profile, [code]), sign_in === 'passkey');
      if (opens.length > 0) assert.ok(needPasskey(profile, ['administrator', code]), code);
    }
    assert.ok(!needPasskey(profile, []));
  });
});

describe('the list of bodies', () => {
  test('puts every kind of both countries into a family, and persons into none', () => {
    for (const { organisations } of [profile, elsewhere])
      for (const { kind, code } of organisations) if (isBody(kind)) assert.ok(families.includes(familyOf(kind)), code);
    assert.ok(!isBody('person') && !isBody('public'));
    assert.equal(familyOf('something new'), 'other');
  });
});

test('what is worth trying is one or two things somebody may do', () => {
  const permits = [...new Set(profile.roles.flatMap((role) => role.permits))];
  fc.assert(
    fc.property(fc.subarray(permits), (own) => {
      const tries = worthTrying(own);
      assert.ok(tries.length >= 1 && tries.length <= 2);
      if (tries[0] !== 'directory.read') assert.ok(tries.every((permit) => (own as string[]).includes(permit)));
    }),
  );
});
