import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { JsonSyntaxFault, lineAt, lineOf, parseStrictly } from './json-lines.ts';

const text = '{\n  "a": [\n    1,\n    { "b": "x" }\n  ],\n  "c": null\n}\n';

test('finds the line of a path, or of its nearest ancestor', () => {
  assert.equal(lineOf(text, ['a']), 2);
  assert.equal(lineOf(text, ['a', 0]), 3);
  assert.equal(lineOf(text, ['a', 1, 'b']), 4);
  assert.equal(lineOf(text, ['a', 1, 'missing', 'deeper']), 4);
  assert.equal(lineOf(text, ['c']), 6);
  assert.equal(lineOf(text, ['nowhere']), 1);
});

test('says where a text stops being JSON', () => {
  const faultOf = (broken: string): { line: number; message: string } => {
    try {
      parseStrictly(broken);
    } catch (fault) {
      if (fault instanceof JsonSyntaxFault) return { line: lineAt(broken, fault.offset), message: fault.message };
    }
    return { line: 0, message: 'read without a fault' };
  };
  assert.deepEqual(faultOf('{\n "a": 1\n "b": 2\n}'), { line: 3, message: 'a comma or } expected, found "' });
  assert.deepEqual(faultOf('{\n "a": 1,\n "a": 2\n}'), { line: 3, message: '"a" is there twice' });
  assert.deepEqual(faultOf('{\n "a": tru\n}'), { line: 2, message: 'a value expected, found t' });
  assert.deepEqual(faultOf('[1,\n 2'), { line: 2, message: 'a comma or ] expected, found the end of the file' });
  assert.deepEqual(faultOf('{}\n{}'), { line: 2, message: 'the end of the file expected, found {' });
  assert.equal(faultOf('{ "a": 1, }').line, 1);
});

test('reads every JSON text as JSON.parse does', () => {
  const withoutProto = fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__'));
  fc.assert(
    fc.property(withoutProto, fc.constantFrom(0, 2), (value, indent) => {
      const written = JSON.stringify(value, null, indent);
      assert.deepEqual(parseStrictly(written), JSON.parse(written));
    }),
  );
});

test('refuses a text that JSON.parse refuses', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(), fc.constantFrom('{', ']', ',', '"', 'x'), (value, at, mark) => {
      const written = JSON.stringify(value, null, 1);
      const place = at % (written.length + 1);
      const broken = written.slice(0, place) + mark + written.slice(place);
      let accepted = true;
      try {
        JSON.parse(broken);
      } catch {
        accepted = false;
      }
      if (!accepted) assert.throws(() => parseStrictly(broken), JsonSyntaxFault);
    }),
  );
});
