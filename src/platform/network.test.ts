import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lineOf } from './network.ts';

test('an IPv4 address counts as itself, also where it is written as IPv6', () => {
  assert.equal(lineOf('203.0.113.7'), '203.0.113.7');
  assert.equal(lineOf('::ffff:203.0.113.7'), '203.0.113.7');
});

test('all addresses of one line of IPv6 count as one, and other lines as others', () => {
  const line = [
    '2001:db8:0:1::7',
    '2001:0db8:0000:0001:aaaa:bbbb:cccc:dddd',
    '2001:DB8:0:1:1::',
    '2001:db8:0:1::7%eth0',
  ];
  assert.deepEqual([...new Set(line.map(lineOf))], ['2001:db8:0:1']);
  assert.notEqual(lineOf('2001:db8:0:2::7'), lineOf('2001:db8:0:1::7'));
  assert.equal(lineOf('::1'), '0:0:0:0');
  assert.equal(lineOf('2001:db8::1:2:3:4'), '2001:db8:0:0');
});
