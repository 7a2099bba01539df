import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import fc from 'fast-check';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { plainDate } from '../../src/platform/clock.ts';
import { type Code, type FormState, typedState, withWorldCodes } from '../../src/platform/form/index.ts';
import { Document } from '../../src/platform/web/components/document.tsx';
import {
  CheckAnswers,
  ErrorSummary,
  FieldSet,
  FormFor,
  HiddenInputs,
  loadAssets,
  type PageContext,
} from '../../src/platform/web/index.ts';
import { galleryEnvironment, newTrail } from './environment.ts';
import { galleryForm } from './forms.ts';
import { Components } from './pages.tsx';
import { galleryWords } from './words.ts';

before(loadAssets);

const hostileCodes = (text: string): readonly Code[] => [
  { code: text, label: { en: text }, hint: { en: text }, group: { en: text }, synonyms: [text] },
];

const pageWith = (text: string): PageContext => ({
  words: {
    ...galleryWords('en'),
    t: (key, values) => (key.startsWith('gallery.') ? text : galleryWords('en').t(key, values)),
  },
  room: 'gallery',
  codes: withWorldCodes({ channels: hostileCodes(text), indicators: hostileCodes(text) }),
  viewer: null,
  now: galleryEnvironment(newTrail()).clock.now(),
  today: plainDate('2026-11-21'),
  path: `/x?y=${encodeURIComponent(text)}`,
  query: { state: text, sort: text, done: text, page: '1' },
  formToken: text,
  formKey: text,
  form: null,
});

const frame = {
  navigation: [{ label: 'Work', items: [{ href: '/x' as const, label: 'Here', count: '1' }] }],
  languages: ['en', 'fr'],
  synthetic: true,
  homePath: '/',
  roleLabel: 'Role',
  sessionEndsAt: null,
};

const everyInput = (text: string): FormState => {
  const names = [
    'code',
    'channel',
    'advert',
    'account',
    'indicators',
    'born',
    'born.year',
    'seen.day',
    'hours',
    'phone',
    'email',
    'language',
    'places.0.country',
    'places.0.description',
    'account.untold',
    'born.precision',
  ];
  return {
    ...typedState(Object.fromEntries(names.map((name) => [name, [text]]))),
    errors: names.map((name) => ({ name, code: 'missing', path: ['code'], values: {}, sentence: text })),
    refusal: text,
  };
};

const pages: Readonly<Record<string, (text: string) => VNode>> = {
  components: (text) => <Components page={pageWith(text)} texts={{ title: text, word: text, long: text }} />,
  form: (text) => (
    <FormFor page={pageWith(text)} action="/x" version={text} autosave="/y">
      <ErrorSummary page={pageWith(text)} state={everyInput(text)} />
      <FieldSet page={pageWith(text)} form={galleryForm} state={everyInput(text)} />
      <HiddenInputs raw={everyInput(text).raw} />
    </FormFor>
  ),
  check: (text) => (
    <CheckAnswers
      page={pageWith(text)}
      form={galleryForm}
      values={{
        code: text,
        channel: text,
        account: text,
        indicators: [text],
        phone: { typed: text, e164: null },
        email: text,
        places: [{ country: text, description: text }],
      }}
    />
  ),
  frame: (text) => (
    <Document page={pageWith(text)} frame={frame} title={text}>
      <p>{text}</p>
    </Document>
  ),
};

/** Characters that make markup: where they come from the page alone, their number does not depend on any text. */
const markup = (html: string): string => ['<', '"'].map((sign) => html.split(sign).length - 1).join(' ');

describe('any text in every component', () => {
  const spiced = fc.array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.constantFrom(
        '<script>alert(1)</script>',
        '"><img src=x onerror=alert(1)>',
        "' onfocus='",
        '</textarea>',
        '</title>',
        '<!--',
        '&lt;',
        '\u202e',
        '\u0000',
        '{label}',
        '<',
        '"',
      ),
    ),
    { minLength: 1, maxLength: 5 },
  );
  for (const [name, page] of Object.entries(pages)) {
    test(`is text, never markup: ${name}`, () => {
      const plain = markup(renderToString(page('x')));
      fc.assert(
        fc.property(spiced, (parts) => {
          const text = parts.join('').toWellFormed();
          // A text of spaces alone may leave out a hint: not what is tested here.
          fc.pre(text.trim() !== '');
          assert.equal(markup(renderToString(page(text))), plain, text);
        }),
        { numRuns: 60 },
      );
    });
  }
  test('the measure itself sees markup', () => {
    assert.notEqual(markup('<p><script>'), markup('<p>&lt;script>'));
  });
});
