import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { renderToString } from 'preact-render-to-string';
import { wordsFor } from '../../words.ts';
import type { TextField } from '../field.ts';
import { TextInput } from './text.tsx';

const drawn = (field: Omit<TextField, 'kind' | 'id'>, typed = 'as typed before'): string => {
  const id = 'login';
  const state = { raw: { [id]: [typed] }, errors: [], inactive: {}, refusal: null };
  const wording = { words: wordsFor('en'), room: 'directory', codes: () => [] };
  return renderToString(
    <TextInput wording={wording} state={state} field={{ id, kind: 'text', ...field }} name={id} ids={[id]} />,
  );
};

describe('what proves who somebody is', () => {
  test('a password is hidden while typed and never sent back, however the field says that it is one', () => {
    for (const field of [
      { secret: true },
      { autocomplete: 'current-password' },
      { autocomplete: 'new-password' },
    ] as const) {
      assert.match(drawn(field), /type="password"/);
      assert.doesNotMatch(drawn(field), /as typed before/);
    }
  });
  test('a one-time code is readable while typed and never sent back', () => {
    const code = drawn({ autocomplete: 'one-time-code' }, '123456');
    assert.match(code, /type="text"/);
    assert.doesNotMatch(code, /123456/);
  });
  test('everything else stands there again', () => {
    assert.match(drawn({ autocomplete: 'username' }), /type="text"[^>]*value="as typed before"/);
  });
});
