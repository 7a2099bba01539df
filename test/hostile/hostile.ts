import fc from 'fast-check';

/** Texts that have broken programs before: markup, SQL, format strings, control signs, odd Unicode, great length. */
const known = [
  '',
  ' ',
  "'; drop table directory.staff; --",
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '{{7*7}}${7*7}',
  '%s%n%00',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202Eabc\u2066',
  '../../../../etc/passwd',
  'constructor',
  '__proto__',
  'null',
  'NaN',
  '1e309',
  '-0',
  '99999999999999999999',
  '2026-02-31',
  'true',
  '[object Object]',
  '\r\nset-cookie: a=b',
  'ａｄｍｉｎ',
  'x'.repeat(20_000),
];

export const hostileText = fc.oneof(
  fc.constantFrom(...known),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
);

/** Names of inputs the forms use, so that the hostile texts reach the fields, and names nobody uses. */
const names = (own: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...(own.length > 0 ? own : ['text'])),
    fc.constantFrom(
      '_version',
      '_button',
      'persons.0.x',
      'persons.999999.name',
      'a.b.c.d',
      '__proto__',
      'constructor.prototype',
    ),
    fc.string({ maxLength: 20 }),
  );

/** A form body as pairs, with repeated names, for inputs named `own`. */
export const hostileBody = (own: readonly string[]): fc.Arbitrary<readonly (readonly [string, string])[]> =>
  fc.array(fc.tuple(names(own), hostileText), { maxLength: 25 });

/** A part of an address. */
export const hostilePath = fc.oneof(
  fc.constantFrom('%', '%00', '%ff', '..%2f..', 'undefined', "'", '0'.repeat(300), '-1', 'a%0d%0ab'),
  fc.string({ maxLength: 40 }).map(encodeURIComponentSafely),
);

function encodeURIComponentSafely(text: string): string {
  try {
    return encodeURIComponent(text);
  } catch {
    return '%ED%A0%80';
  }
}
