import assert from 'node:assert/strict';
import { test } from 'node:test';
import { plainDate } from '../../../platform/clock.ts';
import { qualityAdvice } from './quality.ts';

test('advice never throws and falls silent on a full report', () => {
  assert.ok(qualityAdvice({}, [{}]).some((one) => one.code === 'account_short' && one.person === null));
  const told = { account: 'x'.repeat(400), insight: 'y', interview_place: 'no_interview' };
  const full = qualityAdvice({ ...told, reporter_email: 'inspector@example.org' }, [
    {
      signs_general: ['DEL-01'],
      periods: [{ when: { precision: 'year', from: plainDate('2025-01-01'), to: plainDate('2025-12-31') } }],
      places: [{ country: 'LU' }],
      special_needs: ['none'],
      support_information: 'informed',
    },
  ]);
  assert.deepEqual(full, []);
  const unreachable = qualityAdvice(told, [{ alternative_name: 'A' }]).map(({ code }) => code);
  for (const code of ['no_way_to_reporter', 'no_number_of_contact'] as const)
    assert.ok(unreachable.includes(code), code);
});
