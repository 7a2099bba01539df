import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Viewer, viewerFrom } from '../../platform/viewer.ts';
import { opensOf } from './access.ts';

const viewer: Viewer = viewerFrom(
  JSON.stringify({
    ...{
      staff: 'author',
      organisation: 'itm',
      opens: ['identity', 'notes'],
      opensOwn: ['identity'],
      authors: ['author', 'away'],
    },
    ...{ kind: 'staff', purposes: [], permits: [], roles: [] },
  }),
  '',
);

describe('what a page may offer to open of a report', () => {
  test('all of one’s own, of whom one stands in for, and of what was keyed in for the body', () => {
    for (const written of [
      { sent_by: 'author', on_behalf_organisation_id: null },
      { sent_by: 'away', on_behalf_organisation_id: null },
      { sent_by: 'officer', on_behalf_organisation_id: 'itm' },
    ])
      assert.deepEqual(opensOf(viewer, written), ['identity', 'notes']);
  });

  test('of another’s only what no role narrows', () => {
    assert.deepEqual(opensOf(viewer, { sent_by: 'colleague', on_behalf_organisation_id: null }), ['notes']);
    assert.deepEqual(opensOf(viewer, { sent_by: null, on_behalf_organisation_id: 'ona' }), ['notes']);
  });
});
