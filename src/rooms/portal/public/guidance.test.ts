import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { plainDate } from '../../../platform/clock.ts';
import { projectRoot } from '../../../platform/root.ts';
import { type Profile, readProfile } from '../../../profile/index.ts';
import { readGuidance } from './guidance.ts';

const luxembourg = join(projectRoot, 'profiles', 'luxembourg');
const profile = readProfile(luxembourg);
const today = plainDate('2026-11-21');
const folder = mkdtempSync(join(tmpdir(), 'ariane-portal-'));
after(() => rmSync(folder, { recursive: true }));

/** A copy of the portal's part of the profile with one fault in it. */
const planted = (name: string, file: string, good: string, bad: string): string => {
  const directory = join(folder, name);
  cpSync(join(luxembourg, 'portal'), join(directory, 'portal'), { recursive: true });
  const path = join(directory, 'portal', file);
  const text = readFileSync(path, 'utf8');
  assert.ok(text.includes(good), 'the fault was not planted');
  writeFileSync(path, text.replace(good, bad));
  return directory;
};

const withLaw = (id: string, change: object): Profile => ({
  ...profile,
  law: (wanted, on) => ({ ...profile.law(wanted, on), ...(wanted === id ? change : {}) }),
});

describe('the guidance of Luxembourg', () => {
  const guidance = readGuidance(profile, luxembourg, today);
  const shown = ({ papers, pages }: typeof guidance): string[] =>
    [...papers, ...pages.flatMap(({ parts }) => parts.flatMap(({ items }) => items))].map(({ says }) => says);

  test('names whom to call and where the exit leads', () => {
    assert.deepEqual([guidance.emergency.dial, guidance.emergency.hours], ['113', 'always']);
    assert.deepEqual([guidance.support.name, guidance.support.dial], ['InfoTraite', '+35227365646']);
    assert.equal(guidance.leaveTarget, profile.settings.quick_exit.url);
  });

  test('holds back what is only recalled, or rests on a law that is, and says why', () => {
    const reasons = Object.fromEntries(guidance.heldBack.map(({ says, heldBackBecause }) => [says, heldBackBecause]));
    const recalled = (id: string) => [`${id} is recalled`];
    const onLaw = (id: string) => `${id}, on which it rests, is recalled`;
    assert.deepEqual(reasons, {
      R18: recalled('R18'),
      R20: [onLaw('CLK-COMP-FILE')],
      R21: recalled('R21'),
      R22: [onLaw('AGE-MAJORITY')],
      R23: [...recalled('R23'), onLaw('AGE-MAJORITY')],
      R24: recalled('R24'),
      R26: recalled('R26'),
      R28: recalled('R28'),
      'duties.O2': recalled('O2'),
      'duties.O3': recalled('O3'),
      'duties.O4': recalled('O4'),
      'duties.O5': ['O5 is inferred'],
      'stay.then.no': [onLaw('REMEDY-STAY')],
      'professionals.refer.duty': [onLaw('CLK-REPORT')],
      'contact.rescue': ['112 is recalled'],
    });
    assert.deepEqual(
      shown(guidance).filter((says) => says in reasons && says !== 'contact.rescue'),
      [],
    );
    assert.ok(!guidance.contacts.some(({ id }) => id === 'rescue'));
  });

  test('lays out every right of the profile, and no page without parts', () => {
    const laid = new Set([...shown(guidance), ...guidance.heldBack.map(({ says }) => says)]);
    assert.deepEqual(
      profile.rights.map(({ id }) => id).filter((id) => !laid.has(id)),
      [],
    );
    for (const { id, parts } of guidance.pages) assert.ok(parts.length > 0, id);
  });

  test('shows a right once the law under it was verified', () => {
    const verified = withLaw('AGE-MAJORITY', { verified_on: '2027-01-02', verified_by: 'A lawyer' });
    assert.ok(shown(readGuidance(verified, luxembourg, today)).includes('R22'));
  });

  test('takes the length of the reflection period from the law of the day', () => {
    const daysOf = (from: Profile) =>
      readGuidance(from, luxembourg, today).papers.find(({ says }) => says === 'papers.R07')?.values;
    assert.deepEqual(daysOf(profile), { days: 90 });
    assert.deepEqual(daysOf(withLaw('CLK-REFLECT', { value: 120 })), { days: 120 });
  });
});

describe('a wrong profile stops the start and says where', () => {
  for (const [name, file, good, bad, reason] of [
    [
      'no-number',
      'contacts.json',
      '"id": "emergency"',
      '"id": "support"',
      /contacts\.json: has no telephone "emergency"|does not know 113/,
    ],
    ['letters', 'contacts.json', '"dial": "112"', '"dial": "police"', /at contacts\.1/],
    [
      'no-service',
      'contacts.json',
      '"resource": "police"',
      '"resource": "pizza"',
      /has no service "pizza" \("emergency"\)/,
    ],
    ['syntax', 'pages.json', '{', '{,', /pages\.json: .*line 1/],
    ['unknown', 'pages.json', '["R02"]', '["R99"]', /rights\.json has no R99/],
    ['loose', 'pages.json', '"next": ["talk"', '"next": ["moon"', /leads to "moon", which is no page/],
    ['twice', 'pages.json', '"address": "/2"', '"address": "/1"', /two pages stand at \/1/],
  ] as const) {
    test(name, () => assert.throws(() => readGuidance(profile, planted(name, file, good, bad), today), reason));
  }

  // Number, hours and source of the hotline's services stand with them alone.
  const withService = (code: string, change: object): Profile => ({
    ...profile,
    hotline: {
      ...profile.hotline,
      resources: profile.hotline.resources.map((one) => (one.code === code ? { ...one, ...change } : one)),
    },
  });
  for (const [name, code, change, reason] of [
    ['unseen', 'police', { provenance: 'recalled' }, /has no telephone "emergency" that somebody has seen/],
    ['other-number', 'infotraite', { number: '(+352) 27 36 56 47' }, /does not know \(\+352\) 27 36 56 47/],
    ['other-police', 'police', { number: '911' }, /does not know 911/],
  ] as const)
    test(name, () => assert.throws(() => readGuidance(withService(code, change), luxembourg, today), reason));

  test('no file at all', () =>
    assert.throws(() => readGuidance(profile, join(folder, 'nowhere'), today), /contacts\.json: ENOENT/));
});
