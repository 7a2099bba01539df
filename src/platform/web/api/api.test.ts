import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { FastifyRequest } from 'fastify';
import { wordsFor } from '../../words.ts';
import { refusalStatus } from '../refusal-status.ts';
import { hasVersion, idempotencyKeyOf, versionOf } from './preconditions.ts';
import { problemOf, problemOfErrors, problemOfRefusal } from './problem.ts';

const request = (headers: Record<string, string>): FastifyRequest => ({ headers }) as unknown as FastifyRequest;

test('the status of a refusal follows from its code', () => {
  const codes = [
    'not_found',
    'may_not_decide',
    'not_yours',
    'changed_meanwhile',
    'already_sent',
    'too_late',
    'constructor',
  ];
  assert.deepEqual(codes.map(refusalStatus), [404, 403, 403, 409, 409, 422, 422]);
});

describe('preconditions', () => {
  test('a change names the version it saw', () => {
    assert.equal(versionOf(request({ 'if-match': '"7"' })), '7');
    for (const tag of ['', '*', '7', 'W/"7"'])
      assert.deepEqual(versionOf(request({ 'if-match': tag })), { refused: 'version_missing' });
  });
  test('a reader who has the version gets none', () => {
    assert.equal(hasVersion(request({ 'if-none-match': '"6", W/"7"' }), '7'), true);
    assert.equal(hasVersion(request({}), '7'), false);
  });
  test('a change has a key', () => {
    assert.equal(idempotencyKeyOf(request({ 'idempotency-key': '"abcdefgh"' })), 'abcdefgh');
    for (const key of ['short', 'with space', 'é'.repeat(9), 'x'.repeat(129)]) {
      assert.deepEqual(idempotencyKeyOf(request({ 'idempotency-key': key })), { refused: 'idempotency_key_missing' });
    }
  });
});

describe('problem details', () => {
  const words = wordsFor('fr');
  test('say what happened in the language of the caller', () => {
    assert.equal(problemOf(words, { kind: 'not_found' }).status, 404);
    assert.match(problemOfRefusal(words, 'gallery', { refused: 'changed_meanwhile' }).detail, /Quelqu’un/);
    assert.match(problemOfRefusal(words, 'gallery', { refused: 'never_heard_of' }).detail, /never_heard_of/);
  });
  test('point at each field', () => {
    const labelled = {
      ...words,
      has: (key: string) => key.startsWith('g.field.a.label') || words.has(key),
      t: (key: string, values = {}) => (key.startsWith('g.') ? 'Nom' : words.t(key, values)),
    };
    const errors = [{ name: 'rows.0.a', code: 'missing', path: ['rows', 0, 'a~/b', 'a'], values: {} }];
    const problem = problemOfErrors(labelled, { room: 'g', codes: () => [], errors });
    assert.equal(problem.errors?.[0]?.pointer, '/rows/0/a~0~1b/a');
    assert.equal(problem.status, 422);
  });
});
