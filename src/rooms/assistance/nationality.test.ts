import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { defineForm, type Field, type Form } from '../../platform/form/index.ts';
import { projectRoot } from '../../platform/root.ts';
import type { VaultClient } from '../../platform/vault-client/index.ts';
import { readProfile } from '../../profile/index.ts';
import * as facts from './facts.ts';
import { assistanceScreens } from './screens/index.ts';
import { questionsOf, steps } from './steps.ts';

/**
 * Assistance is given to every victim, whatever passport (directive 2011/36/EU art. 11, law of 8 May 2009 in the Luxembourg
 * profile): no step of it asks for a nationality.
 */
const profile = readProfile(join(projectRoot, 'profiles/luxembourg'));
const asksOrigin = /national|citizen|country|passport|origin|staatsang|herkunft|nationalit|pays d/i;

const isForm = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'fields' in value && 'parse' in value;

const forms = (): readonly Form<unknown>[] => [
  ...(Object.values<unknown>(facts).filter(isForm) as readonly Form<unknown>[]),
  ...(['danger', 'needs'] as const).map((kind) => facts.assessFormOf(kind)),
  ...Object.values(steps).map((event) => facts.stepFormOf(questionsOf(event))),
];

const fieldsOf = (form: Form<unknown>): readonly Field[] =>
  form.fields.flatMap((field) => (field.kind === 'repeat' ? [field, ...field.of] : [field]));

const asking = (all: readonly Form<unknown>[]): readonly string[] =>
  all
    .flatMap(fieldsOf)
    .filter(
      (field) =>
        field.kind === 'country' ||
        asksOrigin.test(field.id) ||
        ('codes' in field && asksOrigin.test(field.codes ?? '')),
    )
    .map(({ id }) => id);

const texts = (language: string): readonly string[] =>
  Object.entries(
    JSON.parse(readFileSync(join(projectRoot, 'words', language, 'assistance.json'), 'utf8')) as Record<string, string>,
  )
    .filter(([key]) => key.includes('.field.'))
    .map(([, text]) => text);

const tables = (): string =>
  readdirSync(join(projectRoot, 'database/migrations'))
    .map((name) => readFileSync(join(projectRoot, 'database/migrations', name), 'utf8'))
    .flatMap((text) => [...text.matchAll(/create table assistance\.\w+ \([\s\S]*?\n\);/g)].map(([table]) => table))
    .join('\n');

describe('no step of assistance asks for a nationality', () => {
  test('no field of any form', () => {
    assert.ok(forms().length > 15);
    assert.deepEqual(asking(forms()), []);
  });

  test('no label in any language', () => {
    for (const language of ['en', 'fr', 'de'])
      assert.deepEqual(
        texts(language).filter((text) => asksOrigin.test(text)),
        [],
      );
  });

  test('no address, no step of the table, no column', () => {
    const screens = assistanceScreens({ vault: {} as VaultClient, profile, openedTexts: () => [] });
    const { transitions } = profile.steps('assistance');
    assert.deepEqual(
      screens.map(({ path }) => path).filter((path) => asksOrigin.test(path)),
      [],
    );
    assert.deepEqual(
      transitions.flatMap(({ guards }) => guards).filter((guard) => guard === 'third-country-national'),
      [],
    );
    assert.match(tables(), /create table assistance\.support/);
    assert.doesNotMatch(tables(), asksOrigin);
  });

  test('a field that would ask is found', () => {
    const planted = defineForm('assistance', [
      { id: 'citizenship', kind: 'text' },
      { id: 'came_from', kind: 'country' },
    ]);
    assert.deepEqual(asking([planted]), ['citizenship', 'came_from']);
  });
});
