import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readProfile } from '../../../profile/index.ts';
import type { PersonAnswers } from '../facts/answers.ts';
import { personErrors } from './checks.ts';
import { looksLikeName } from './own-word.ts';

const profile = readProfile('profiles/luxembourg');

describe('answers that contradict each other', () => {
  const place = { ordinal: 1, count: 1, senderCode: 'ITM', exploiters: 0 };
  const found = (person: PersonAnswers): readonly string[] =>
    personErrors(profile, person, place).map(({ name, code }) => `${name} ${code}`);

  test('who can be contacted can be reached in some way; whoever passes on a message needs no number', () => {
    assert.deepEqual(found({ can_be_contacted: true }), ['channels no_channel']);
    assert.deepEqual(found({ can_be_contacted: true, channels: [{ channel: 'phone', channel_is_safe: true }] }), []);
    assert.deepEqual(found({ can_be_contacted: false, no_contact_reason: 'refused' }), []);
    const messenger = { alternative_name: 'A', alternative_is_not_exploiter: true };
    assert.deepEqual(found(messenger), []);
  });

  test('a number names an exploiter or an episode that is there, and a sign noticed elsewhere was chosen', () => {
    const person: PersonAnswers = {
      periods: [{ period_exploiters: [{ exploiter_number: 1 }, { exploiter_number: 2 }] }],
      places: [{ period_number: 1 }, { period_number: 2 }],
      signs_general: ['DEL-01'],
      noticed_elsewhere: [{ sign_elsewhere: 'DEL-01' }, { sign_elsewhere: 'DEL-02' }],
    };
    const codes = personErrors(profile, person, { ...place, exploiters: 1 }).map(({ name, code }) => `${name} ${code}`);
    assert.deepEqual(codes, [
      'periods.0.period_exploiters.1.exploiter_number no_such_exploiter',
      'places.1.period_number no_such_period',
      'noticed_elsewhere.1.sign_elsewhere sign_not_chosen',
    ]);
  });
});

test('an own word that looks like a name is noticed; a code, a single word and a sentence are not', () => {
  for (const word of ['Maria Silva', 'case of Đặng Thị', 'Anne-Marie']) assert.ok(looksLikeName(word), word);
  for (const word of ['Wren', 'site 4', 'ITM 2026/14', 'two men in a van', 'BELVAL Nord', ''])
    assert.ok(!looksLikeName(word), word);
});
