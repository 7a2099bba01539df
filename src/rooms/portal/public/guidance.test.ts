import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { mayBeShown, readGuidance } from './guidance.ts';

const luxembourg = join(import.meta.dirname, '..', '..', '..', '..', 'profiles', 'luxembourg');
const folder = mkdtempSync(join(tmpdir(), 'ariane-portal-'));
after(() => rmSync(folder, { recursive: true }));

const brokenProfile = (name: string, file: string, change: (text: string) => string): string => {
  const directory = join(folder, name);
  cpSync(join(luxembourg, 'portal'), join(directory, 'portal'), { recursive: true });
  cpSync(join(luxembourg, 'profile.json'), join(directory, 'profile.json'));
  const path = join(directory, 'portal', file);
  const text = readFileSync(path, 'utf8');
  const changed = change(text);
  assert.notEqual(changed, text, 'the fault was not planted');
  writeFileSync(path, changed);
  return directory;
};

describe('the guidance of Luxembourg', () => {
  const guidance = readGuidance(luxembourg);

  test('names whom to call', () => {
    assert.deepEqual([guidance.emergency.dial, guidance.emergency.hours], ['113', 'always']);
    assert.deepEqual([guidance.support.name, guidance.support.dial], ['InfoTraite', '+35227365646']);
  });

  test('holds back every statement that is only recalled', () => {
    assert.deepEqual(
      guidance.heldBack.map(({ id }) => id),
      ['R18', 'R21'],
    );
    assert.ok([...guidance.rights, ...guidance.papers].every(mayBeShown));
    assert.ok(!guidance.rights.some(({ id }) => id === 'R18' || id === 'R21'));
  });
});

describe('a wrong profile stops the start and says where', () => {
  for (const [name, file, change, reason] of [
    [
      'no-number',
      'contacts.json',
      (text: string) => text.replace('"id": "emergency"', '"id": "support"'),
      /contacts\.json: has no contact "emergency"/,
    ],
    [
      'unseen',
      'contacts.json',
      (text: string) => text.replace('"seen"', '"recalled"'),
      /contacts\.json: at contacts\.0\.provenance/,
    ],
    [
      'letters',
      'contacts.json',
      (text: string) => text.replace('"dial": "113"', '"dial": "police"'),
      /at contacts\.0\.dial/,
    ],
    ['syntax', 'statements.json', (text: string) => text.replace('{', '{,'), /statements\.json: .*line 1/],
    [
      'unknown',
      'statements.json',
      (text: string) => text.replace('"seen"', '"rumour"'),
      /statements\.json: at rights\.0\.provenance/,
    ],
  ] as const) {
    test(name, () => assert.throws(() => readGuidance(brokenProfile(name, file, change)), reason));
  }

  test('no file at all', () => assert.throws(() => readGuidance(join(folder, 'nowhere')), /contacts\.json: ENOENT/));
});
