import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isRefusal } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile, type Role } from '../../profile/index.ts';
import { mayAdminister, mayDelegate } from './access.ts';
import type { DirectoryTools } from './actions/index.ts';
import { directoryScreens } from './screens/index.ts';

const profile = readProfile('profiles/luxembourg');
const administrators = ['administrator'];

const viewerAs = (role: Role): Viewer => ({
  staffId: 'self',
  organisationId: 'own',
  organisationCode: role.organisations[0] ?? '',
  displayName: 'Test',
  roles: [role.code],
  permits: role.permits,
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
});

const said = (answer: unknown): string => (isRefusal(answer) ? answer.refused : 'yes');

describe('every role and every action of the directory', () => {
  for (const role of profile.roles) {
    const viewer = viewerAs(role);
    const administers = administrators.includes(role.code);

    test(`${role.code}: adds and changes others ${administers ? '' : 'never'}, herself never`, () => {
      assert.equal(said(mayAdminister(viewer, null)), administers ? 'yes' : 'may_not_administer');
      assert.equal(said(mayAdminister(viewer, 'other')), administers ? 'yes' : 'may_not_administer');
      assert.equal(said(mayAdminister(viewer, 'self')), administers ? 'may_not_administer_self' : 'may_not_administer');
    });

    test(`${role.code}: lends her own role and none beside it, not even one she has borrowed`, () => {
      assert.equal(said(mayDelegate(viewer, [role.code], role.code)), 'yes');
      for (const other of profile.roles.filter(({ code }) => code !== role.code)) {
        assert.equal(said(mayDelegate(viewer, [role.code], other.code)), 'role_not_held');
        const borrowing = { ...viewer, roles: [role.code, other.code] };
        assert.equal(said(mayDelegate(borrowing, [role.code], other.code)), 'role_not_held');
      }
    });
  }

  test('without any permit nothing is allowed', () => {
    const [role] = profile.roles;
    assert.ok(role);
    const nobody = { ...viewerAs(role), permits: [] };
    assert.equal(said(mayAdminister(nobody, 'other')), 'may_not_administer');
    assert.equal(said(mayDelegate(nobody, [role.code], role.code)), 'may_not_delegate');
  });
});

/** Who reaches which page: reviewed here, so that a permit changed by mistake is seen. */
const everybody = profile.roles.map(({ code }) => code);
const rotaKeepers = ['judicial_police_officer', 'savteh_worker', 'coteh_worker', 'hotline_worker'];
const reached: Readonly<Record<string, readonly string[] | 'open'>> = {
  'GET /on-call': [...rotaKeepers, 'house_worker'],
  'GET /rota': rotaKeepers,
  'POST /rota': rotaKeepers,
  'POST /rota/:dutyId/cancel': rotaKeepers,
  'GET /sign-in': 'open',
  'POST /sign-in': 'open',
  'GET /step-in': 'open',
  'POST /step-in': 'open',
  'GET /activate': 'open',
  'POST /activate': 'open',
  'GET /activate/:attempt': 'open',
  'POST /activate/:attempt': 'open',
  'GET /directory': everybody,
  'GET /directory/:code': everybody,
  'GET /people': administrators,
  'GET /people/new': administrators,
  'POST /people/new': administrators,
  'POST /people/notice-address': administrators,
  'POST /people/outside-address': administrators,
  'GET /people/:staffId': administrators,
  'POST /people/:staffId': administrators,
  'POST /people/:staffId/invite': administrators,
  'GET /me': everybody,
  'POST /me/absences/:id/cancel': everybody,
  'POST /me/delegations/:id/end': everybody,
  'GET /me/absences': everybody,
  'POST /me/absences': everybody,
  'GET /me/delegations': everybody,
  'POST /me/delegations': everybody,
};

const screensOf = (demonstration: boolean) =>
  directoryScreens({ demonstration, siteName: 'Ariane' } as unknown as DirectoryTools);

const rolesWith = (permit: string): readonly string[] =>
  permit === 'anyone-signed-in'
    ? everybody
    : profile.roles.filter(({ permits }) => (permits as readonly string[]).includes(permit)).map(({ code }) => code);

describe('every role and every page of the directory', () => {
  test('is as reviewed', () => {
    const found = Object.fromEntries(
      screensOf(true).map(({ method, path, open, permit }) => [`${method} ${path}`, open ? 'open' : rolesWith(permit)]),
    );
    assert.deepEqual(found, reached);
  });
  test('nobody steps in where people are real', () => {
    assert.deepEqual(
      screensOf(false).filter(({ path }) => path === '/step-in'),
      [],
    );
  });
});
