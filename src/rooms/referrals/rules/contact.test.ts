import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readProfile } from '../../../profile/index.ts';
import type { PersonAnswers } from '../facts/answers.ts';
import { personErrors } from './checks.ts';

const profile = readProfile('profiles/luxembourg');

describe('a contact that is none', () => {
  const place = { ordinal: 1, count: 1, senderCode: 'ITM' };
  const found = (person: PersonAnswers): readonly string[] =>
    personErrors(profile, person, place).map(({ name, code }) => `${name} ${code}`);

  test('who can be contacted can be reached in some way, and whoever passes on a message has a number', () => {
    assert.deepEqual(found({ can_be_contacted: true }), ['channels no_channel']);
    assert.deepEqual(found({ can_be_contacted: true, channels: [{ channel: 'phone', channel_is_safe: true }] }), []);
    assert.deepEqual(found({ can_be_contacted: false, no_contact_reason: 'refused' }), []);
    const messenger = { alternative_name: 'A', alternative_is_not_exploiter: true };
    assert.deepEqual(found(messenger), ['alternative_phone no_number']);
  });
});
