import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  asTyped,
  defineForm,
  e164Of,
  errorText,
  type Field,
  fieldAt,
  flatten,
  formState,
  parseForm,
  rawOf,
  schemaOf,
  textOf,
  withPage,
} from './index.ts';
import { codes, codesOf, everyField, form, options, parse } from '../../../test/gallery/every-field.ts';
import { rowsOf, withRowAdded, withRowRemoved } from './raw.ts';
import { wordsFor } from '../words.ts';

describe('whatever is sent', () => {
  const wild = fc.anything({
    withNullPrototype: true,
    withMap: true,
    withSet: true,
    withBigInt: true,
    withDate: true,
    maxDepth: 5,
  });
  const named = fc.dictionary(
    fc.constantFrom(
      'text',
      'rows',
      'day',
      'born',
      'began',
      'rows.0.name',
      '__proto__',
      'constructor',
      'file',
      'choices',
      'day.year',
      'toString',
    ),
    wild,
  );

  test('parsing never throws and keeps what was typed', () => {
    fc.assert(
      fc.property(fc.oneof(wild, named), (body) => {
        const parsed = parse(body);
        assert.deepEqual(parsed.raw, flatten(body));
        for (const error of parsed.errors) {
          assert.equal(typeof error.name, 'string');
          assert.ok(wordsFor('de').has(`platform.form.error.${error.code}`), error.code);
        }
        assert.doesNotThrow(() => JSON.stringify(parsed));
        assert.equal(Object.getPrototypeOf(parsed.values), Object.prototype);
      }),
      { numRuns: 500 },
    );
  });

  test('hostile objects are as good as empty', () => {
    const thrower = new Proxy(
      {},
      {
        ownKeys: () => {
          throw new Error('no');
        },
      },
    );
    assert.deepEqual(parse(thrower).values, {});
    const round: Record<string, unknown> = {};
    round['round'] = round;
    assert.doesNotThrow(() => parse(round));
    assert.ok(
      Object.keys(flatten(Object.fromEntries(Array.from({ length: 9000 }, (_, at) => [`n${at}`, 'x'])))).length <= 5000,
    );
  });

  test('names of an object’s own functions are names like others', () => {
    const raw = flatten(JSON.parse('{"__proto__":"x","constructor":"y"}'));
    assert.equal(textOf(raw, '__proto__'), 'x');
    assert.equal(textOf(raw, 'toString'), '');
    assert.equal(({} as Record<string, unknown>)['x'], undefined);
  });

  test('any text comes through long answers unchanged, but for CRLF, zero characters and half pairs', () => {
    const field = defineForm('gallery', [{ id: 'long', kind: 'long-text', limit: 500 }]);
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
        const { values } = field.parse({ long: text }, options);
        const expected = text.toWellFormed().replaceAll('\u0000', '\uFFFD').replaceAll('\r\n', '\n');
        assert.equal(values.long ?? '', expected.trim() === '' ? '' : expected);
      }),
    );
  });
});

describe('answers', () => {
  test('go back into the inputs and come out the same', () => {
    const body = {
      text: { untold: 'declined' },
      long: 'Zeile\nzwei',
      choices: ['a', 'c'],
      yes: true,
      maybe: 'not_sure',
      day: '2026-02-28',
      born: { precision: 'month', from: '1998-02-01', to: '1998-02-28' },
      began: { precision: 'range', from: '2020-01-02', to: null },
      count: 1234,
      share: 12.5,
      phone: { typed: '+33 (0)6 12 34 56 78', e164: '+33612345678' },
      email: 'a@b',
      language: 'uk',
      country: 'LU',
      commune: 'b',
      choice: 'a',
      rows: [{ name: 'Олена', other: 'b' }, { name: '<b>' }],
    };
    const first = parse(body);
    assert.deepEqual(first.errors, []);
    assert.deepEqual({ ...first.values }, body);
    const second = parse(rawOf(everyField, first.values));
    assert.deepEqual(second.values, first.values);
    assert.deepEqual(formState(form, first.values).errors, []);
    assert.ok(schemaOf(form, codes).safeParse(first.values).success);
  });

  test('a required answer may be *not asked*, *not known*, *declined*, but not silence nor both', () => {
    const field: Field[] = [{ id: 'text', kind: 'text', required: true, tellable: true }];
    const read = (body: unknown) => parseForm(field, body, options);
    for (const untold of ['not_asked', 'not_known', 'declined']) {
      assert.deepEqual(read({ 'text.untold': untold }).values['text'], { untold });
    }
    assert.equal(read({}).errors[0]?.code, 'missing_or_reason');
    assert.equal(read({ 'text.untold': 'forgotten' }).errors[0]?.code, 'missing_or_reason');
    assert.equal(read({ text: 'x', 'text.untold': 'declined' }).errors[0]?.code, 'answer_and_reason');
  });

  test('answers no longer asked are kept apart, with those that hang on them', () => {
    const asked = parse({ yes: 'yes', country: 'LU', commune: 'a' });
    assert.equal(asked.values.commune, 'a');
    const changed = parse({ yes: 'no', country: 'LU', commune: 'a', choice: 'b', rows: [{ name: 'x', other: 'a' }] });
    assert.equal(changed.values.country, undefined);
    assert.deepEqual(changed.inactive, { country: 'LU', commune: 'a', 'rows.0.other': 'a' });
    assert.deepEqual(changed.errors, [], 'what is not asked is no error');
    assert.deepEqual(codesOf({ yes: 'no', country: 'Atlantis' }), []);
  });

  test('texts, codes, numbers, addresses', () => {
    assert.deepEqual(codesOf({ text: 'x'.repeat(11) }), ['text too_long']);
    assert.deepEqual(codesOf({ text: '👩‍👩‍👧'.slice(0, 2) }), []);
    assert.deepEqual(codesOf({ choice: 'z', choices: ['a', 'b', 'c'], yes: 'perhaps' }), [
      'choice code_unknown',
      'choices too_many',
      'yes code_unknown',
    ]);
    assert.deepEqual(codesOf({ count: '0', share: 'viel' }), ['count too_small', 'share not_a_number']);
    assert.equal(parse({ count: "1'234" }).values.count, 1234);
    assert.equal(parse({ count: '1.234' }).values.count, 1234);
    assert.equal(parse({ share: '1.234' }).values.share, 1.234);
    assert.equal(parse({ share: '12,5' }).values.share, 12.5);
    assert.deepEqual(codesOf({ count: '12.5' }), ['count not_a_whole_number']);
    assert.deepEqual(codesOf({ phone: 'call me', email: 'nobody' }), [
      'phone phone_without_digits',
      'email email_unreadable',
    ]);
  });

  test('telephone numbers in any form, E.164 when they say enough', () => {
    assert.equal(e164Of('27 85 85 85', '352'), '+35227858585');
    assert.equal(e164Of('0033 6-12.34.56.78', '352'), '+33612345678');
    assert.equal(e164Of('+49 (0)170 1234567', '352'), '+491701234567');
    assert.equal(e164Of('06 12 34 56 78', '352'), null, 'of which country?');
    assert.equal(e164Of('113', '352'), null);
  });

  test('files by their field’s limits', () => {
    const file = (more: object) => ({
      files: { file: [{ name: 'a.pdf', size: 10, type: 'application/pdf', index: 0, ...more }] },
    });
    const wrong = (more: object) => parse({}, file(more)).errors[0]?.code;
    assert.equal(wrong({}), undefined);
    assert.equal(wrong({ size: 0 }), 'file_empty');
    assert.equal(wrong({ size: 101 }), 'file_too_large');
    assert.equal(wrong({ type: 'text/html' }), 'file_type');
  });
});

describe('rows', () => {
  test('empty rows are no rows, and errors keep the row’s own number', () => {
    const parsed = parse({ 'rows.0._row': '', 'rows.1.name': 'x', 'rows.7.other': 'a', choice: 'a' });
    assert.equal(parsed.values.rows?.length, 2);
    assert.deepEqual(
      parsed.errors.map((it) => it.path),
      [['rows', 7, 'name']],
    );
    assert.deepEqual(codesOf({ rows: Array.from({ length: 4 }, () => ({ name: 'x' })) }), ['rows rows_too_many']);
  });
  test('are added at the end and taken away without disturbing others', () => {
    const raw = flatten({ rows: [{ name: 'a' }, { name: 'b' }], rowsmore: 'x' });
    assert.deepEqual(rowsOf(withRowAdded(raw, 'rows'), 'rows'), [0, 1, 2]);
    assert.equal(textOf(withRowRemoved(raw, 'rows', 0), 'rows.0.name'), 'b');
    assert.equal(textOf(withRowRemoved(raw, 'rows', 0), 'rowsmore'), 'x');
  });
});

describe('rows in rows', () => {
  const name = { id: 'name', kind: 'text', required: true } as const;
  const nested = defineForm('gallery', [
    { id: 'rows', kind: 'repeat', of: [name, { id: 'inner', kind: 'repeat', most: 2, of: [{ ...name, limit: 3 }] }] },
  ]);
  const body = { rows: [{ name: 'a', inner: [{ name: 'b' }, { name: 'c' }] }, { name: 'd' }] };

  test('come out as they went in, in order, and agree with the schema of the API', () => {
    const parsed = nested.parse(body, options);
    assert.deepEqual([parsed.errors, parsed.values], [[], body]);
    assert.deepEqual(nested.parse(rawOf(nested.fields, parsed.values), options).values, body);
    assert.ok(schemaOf(nested, codes).safeParse(body).success);
    const three = { rows: [{ name: 'a', inner: [{ name: 'b' }, { name: 'c' }, { name: 'd' }] }] };
    assert.ok(!schemaOf(nested, codes).safeParse(three).success);
    assert.deepEqual(nested.parse(three, options).errors[0]?.path, ['rows', 0, 'inner']);
  });
  test('are added and taken away inside their row alone', () => {
    const raw = flatten(body);
    assert.deepEqual(rowsOf(withRowAdded(raw, 'rows.1.inner'), 'rows.1.inner'), [0]);
    const removed = withRowRemoved(raw, 'rows.0.inner', 0);
    assert.deepEqual(nested.parse(removed, options).values, {
      rows: [{ name: 'a', inner: [{ name: 'c' }] }, { name: 'd' }],
    });
    assert.deepEqual(nested.parse(withRowRemoved(raw, 'rows', 0), options).values, { rows: [{ name: 'd' }] });
  });
  test('an error names the rows that were typed, also one that a rule found later', () => {
    const typed = { 'rows.1.name': 'a', 'rows.3.name': 'b', 'rows.3.inner.0._row': '', 'rows.3.inner.2.name': 'long' };
    const { errors, rows = {} } = nested.parse(typed, options);
    assert.deepEqual(
      errors.map((one) => one.name),
      ['rows.3.inner.2.name'],
    );
    const found = { name: 'rows.1.inner.0.name.day', code: 'x', path: ['rows', 1, 'inner', 0, 'name'], values: {} };
    const { name: at, path } = asTyped(rows, found);
    assert.deepEqual([at, path], ['rows.3.inner.2.name.day', ['rows', 3, 'inner', 2, 'name']]);
    assert.equal(fieldAt(nested.fields, 'rows.3.inner.2.name')?.ids.join('.'), 'rows.inner.name');
    assert.equal(fieldAt(nested.fields, 'rows.3.inner'), null);
  });
});

describe('forms themselves', () => {
  test('faults of a room stop the start', () => {
    assert.throws(
      () =>
        defineForm('x', [
          { id: 'a', kind: 'text' },
          { id: 'a', kind: 'text' },
        ]),
      /two fields/,
    );
    assert.throws(() => defineForm('x', [{ id: 'A b', kind: 'text' }]), /small letters/);
    assert.throws(
      () =>
        defineForm('x', [
          { id: 'a', kind: 'text', shownWhen: { field: 'b', answered: true } },
          { id: 'b', kind: 'text' },
        ]),
      /does not come before/,
    );
  });
  test('a page of a draft replaces its own inputs and no others', () => {
    const draft = flatten({ choices: ['a', 'b'], text: 'kept', 'rows.0.name': 'old' });
    assert.deepEqual(withPage(draft, flatten({ 'rows.0.name': 'new' }), ['choices', 'rows']), {
      text: ['kept'],
      'rows.0.name': ['new'],
    });
  });
  test('a sentence says the label, in each language', () => {
    for (const language of ['en', 'fr', 'de']) {
      const words = {
        ...wordsFor(language),
        t: (key: string, values = {}) => (key.startsWith('gallery.') ? 'Name' : wordsFor(language).t(key, values)),
        has: (key: string) => key === 'gallery.field.name.label' || wordsFor(language).has(key),
      };
      const [error] = parse({ rows: [{ other: 'a' }], choice: 'a' }).errors;
      assert.ok(error);
      assert.match(errorText({ words, room: 'gallery', codes }, error), /^Name 1, Name\s?: \p{L}/u);
    }
  });
});
