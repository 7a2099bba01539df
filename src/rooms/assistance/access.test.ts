import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectRoot } from '../../platform/root.ts';
import { isRefusal } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile } from '../../profile/index.ts';
import { mayWork } from './access.ts';

const profile = readProfile(`${projectRoot}/profiles/luxembourg`);

test('of all roles in all bodies, those of the support service alone work on a support', () => {
  const allowed = profile.organisations
    .filter(({ accounts }) => accounts)
    .flatMap(({ code }) => profile.rolesIn(code).map((role) => ({ code, role })))
    .filter(({ code, role }) => {
      const viewer = { organisationCode: code, permits: role.permits } as unknown as Viewer;
      return !isRefusal(mayWork(viewer, profile));
    })
    .map(({ code, role }) => `${role.code} ${code}`);
  assert.deepEqual(allowed, ['savteh_worker INFOTRAITE', 'coteh_worker INFOTRAITE']);
});

test('a permit given by mistake to another body works on nothing', () => {
  const viewer = { organisationCode: 'SPJ', permits: ['assistance.work'] } as unknown as Viewer;
  assert.ok(isRefusal(mayWork(viewer, profile)));
});
