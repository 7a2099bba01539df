import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { fixedClock } from '../../platform/clock.ts';
import { isRefusal, refuse } from '../../platform/outcome.ts';
import { projectRoot } from '../../platform/root.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { readProfile, type Scene } from '../../profile/index.ts';
import { readLanguageTexts, readTexts } from './actions/texts.ts';
import { readGuidance, siteTexts } from './public/index.ts';

const luxembourg = join(projectRoot, 'profiles', 'luxembourg');
const profile = readProfile(luxembourg);
const texts = siteTexts((day) => readGuidance(profile, luxembourg, day));

const sceneOf = (permits: readonly string[]): Scene =>
  ({
    profile,
    clock: fixedClock('2026-11-22T10:00:00Z'),
    viewer: { kind: 'staff', permits } as unknown as Viewer,
  }) as unknown as Scene;

describe('the texts of the public site, for who keeps them', () => {
  const keeper = sceneOf(['portal.keep-texts']);

  test('are nobody else’s', () => {
    assert.deepEqual(readTexts(sceneOf(['portal.own-page']), texts), refuse('may_not_keep_texts'));
    const one = readLanguageTexts(sceneOf([]), texts, { language: 'fr', page: 'check' });
    assert.deepEqual(one, refuse('may_not_keep_texts'));
  });

  test('show every language with what lacks, and what is held back with its reason', () => {
    const view = readTexts(keeper, texts);
    assert.ok(!isRefusal(view));
    const french = view.languages.find(({ code }) => code === 'fr');
    assert.equal(
      french?.counts.texts,
      french?.pages.reduce((sum, { counts }) => sum + counts.texts, 0),
    );
    const wages = view.held.find(({ says }) => says === 'R21');
    assert.deepEqual(wages?.heldBackBecause, ['R21 is recalled']);
    assert.match(wages.english, /^Unpaid wages: You can claim/);
  });

  test('stand beside the English, each with its state', () => {
    const view = readLanguageTexts(keeper, texts, { language: 'ar', page: 'check' });
    assert.ok(!isRefusal(view));
    const line = view.lines.find(({ key }) => key === 'check.meaning.fault');
    assert.deepEqual([line?.english, line?.lack], ['It is not your fault.', 'not reviewed']);
  });

  for (const asked of [
    { language: 'xx', page: 'check' },
    { language: 'fr', page: 'nothing' },
  ])
    test(`there is nothing under ${asked.language} ${asked.page}`, () =>
      assert.deepEqual(readLanguageTexts(keeper, texts, asked), refuse('not_found')));
});
