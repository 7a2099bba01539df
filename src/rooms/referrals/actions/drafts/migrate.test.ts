import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { flatten } from '../../../../platform/form/index.ts';
import { newId } from '../../../../platform/ids.ts';
import { formVersion } from '../../facts/sections.ts';
import { migrated } from './migrate.ts';

describe('a draft of an older version of the form', () => {
  test('every version up to now has its way, none after it', () => {
    for (let version = 1; version < formVersion; version++)
      assert.ok(
        Array.isArray(migrated({ label: '', ...(version < 3 ? {} : { completed: [] }) }, version)['completed']),
      );
    assert.throws(() => migrated({}, formVersion + 1), /newer version/);
    assert.throws(() => migrated({}, 0), /no step/);
  });

  test('what version 3 asked as a first and a second becomes rows, exactly as typed', () => {
    const old = {
      ...{ label: '', files: [], completed: [] },
      report: flatten({ exploiters: [{ exploiter_second_language: 'ru' }] }),
      persons: [
        {
          ...{ id: newId() },
          raw: flatten({
            ...{ second_citizenship: 'PT', second_language: 'xx', citizenship: { untold: 'declined' } },
            periods: [{ exploiter_number: '1', second_exploiter_number: 'two' }, { second_exploiter_number: '3' }],
          }),
        },
      ],
    };
    const now = migrated(old, 3) as unknown as typeof old;
    assert.deepEqual(now.report, { 'exploiters.0.exploiter_other_languages.0.exploiter_other_language': ['ru'] });
    assert.deepEqual(now.persons[0]?.raw, {
      'other_citizenships.0.other_citizenship': ['PT'],
      'other_languages.0.other_language': ['xx'],
      'citizenship.untold': ['declined'],
      'periods.0.period_exploiters.0.exploiter_number': ['1'],
      'periods.0.period_exploiters.1.exploiter_number': ['two'],
      'periods.1.period_exploiters.1.exploiter_number': ['3'],
    });
  });
});
