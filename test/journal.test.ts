import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { figures } from '../src/rooms/statistics/figures/index.ts';
import { journalEvents } from './journal/events.ts';

const root = join(import.meta.dirname, '..');
const emitting =
  /(?:\btype: |entryOf\(|draftEvent\(|emitSending\(.*, )(?:[^,\n]*\? )?'([a-z]+\.[a-z_-]+)'(?: : '([a-z]+\.[a-z_-]+)')?/g;

const emittedIn = (text: string): readonly string[] =>
  [...text.matchAll(emitting)].flatMap(([, one, other]) => [one, other]).filter((type) => type !== undefined);

const emitted = (): readonly string[] =>
  readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
    .filter((file) => file.isFile() && /(?<!\.test)\.tsx?$/.test(file.name))
    .flatMap((file) => emittedIn(readFileSync(join(file.parentPath, file.name), 'utf8')));

const known = Object.entries(journalEvents).flatMap(([room, types]) => Object.keys(types).map((it) => `${room}.${it}`));

/** What the program writes that the list does not say, and what the list says that nothing writes. */
const differences = (types: readonly string[]): readonly string[] => [
  ...types.filter((type) => !known.includes(type)).map((type) => `${type} is written and not in the list`),
  ...known.filter((type) => !types.includes(type)).map((type) => `${type} is in the list and nothing writes it`),
];

describe('events of the journal', () => {
  test('each type that is written is in the list, and each in the list is written', () => {
    assert.deepEqual(differences([...new Set(emitted())]), []);
  });

  test('those after which a figure is counted anew are written by somebody', () => {
    const awaited = figures.flatMap(({ changedBy }) => changedBy);
    assert.ok(figures.every(({ changedBy }) => changedBy.length > 0));
    assert.deepEqual(
      awaited.filter((type) => !known.includes(type)),
      [],
    );
  });

  test('a type nobody knows, and one that nothing writes any more, are found', () => {
    const planted = emittedIn(
      ["scene.emit({ type: 'cases.eaten' });", "const entry = { type: late ? 'cases.lost' : 'cases.found' };"].join(
        '\n',
      ),
    );
    assert.deepEqual(planted, ['cases.eaten', 'cases.lost', 'cases.found']);
    const found = differences([...known.slice(1), ...planted]);
    assert.equal(found.length, 4);
  });

  test('the database writes that version into the body, which the hash covers', () => {
    const folder = join(root, 'database/migrations');
    const written = readdirSync(folder).flatMap((name) =>
      readFileSync(join(folder, name), 'utf8')
        .split('create ')
        .filter((statement) => /^(or replace )?function journal\.append\(/.test(statement)),
    );
    assert.match(written.at(-1) ?? '', /jsonb_build_object\('v', 1,/);
  });
});
