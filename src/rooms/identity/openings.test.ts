import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { caseWorld, type CaseWorld, codeOf } from '../../../test/support/case-world.ts';
import { type Instant, instant, instantPlus, systemClock } from '../../platform/clock.ts';
import { newId } from '../../platform/ids.ts';
import type { JournalEntry } from '../../platform/journal.ts';
import { valueOf } from '../../platform/outcome.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { type OpeningFilter, readOpenings } from './actions/openings.ts';

const all: OpeningFilter = { type: null, staffId: null, unusualOnly: false, days: 3660, page: 1 };

/** A Wednesday: noon and eleven at night in Luxembourg; and a Saturday at noon. */
const noon = instant('2026-07-15T10:00:00Z');
const night = instant('2026-07-15T21:00:00Z');
const saturday = instant('2026-07-18T10:00:00Z');

let world: CaseWorld;
let officer: Viewer;
before(async () => {
  world = await caseWorld();
  officer = await world.viewer('data_protection_officer', 'SPJ');
  const opened = (at: Instant, type = 'identity.opened') => ({
    ...{ type, at, subject: { kind: 'person', id: newId() } },
    data: { compartments: ['identity'], purpose: 'identify', bases: ['law:CPP-23-2'] },
  });
  await world.acting(world.police, (scene) => {
    for (const at of [noon, night, saturday]) scene.emit(opened(at));
    scene.emit(opened(instantPlus(noon, 1000), 'identity.open-refused'));
    return Promise.resolve(true);
  });
  await world.acting(world.second, (scene) => {
    for (let minute = 0; minute < 12; minute++) scene.emit(opened(instantPlus(noon, minute * 60_000)));
    return Promise.resolve(true);
  });
  await world.acting(world.service, (scene) => {
    scene.emit(opened(noon));
    return Promise.resolve(true);
  });
});
after(() => world.close());

const read = async (change: Partial<OpeningFilter> = {}, viewer = officer) =>
  valueOf(await world.as(viewer, (scene) => readOpenings(scene, { ...all, ...change })));

describe('who had what opened', () => {
  test('shows the own body’s lines with purpose and ground, newest first, and no other body’s', async () => {
    const { lines, total } = await read();
    assert.equal(total, 16);
    assert.equal(lines.length, 16);
    assert.ok(lines.every((line) => line.organisationId === officer.organisationId && line.byName !== null));
    assert.equal(lines[0]?.at, saturday);
    assert.deepEqual(lines[0]?.data['purpose'], 'identify');
  });

  test('marks what is unusual: at night, at a weekend, refused, and the tenth file within an hour', async () => {
    const { lines, unusual } = await read({ unusualOnly: true });
    const signs = lines.flatMap((line) => line.signs).sort();
    assert.deepEqual(signs, ['many', 'many', 'many', 'night', 'refused', 'weekend']);
    assert.equal(unusual, 6);
  });

  test('narrows by kind, by person and by time, page by page', async () => {
    assert.equal((await read({ type: 'identity.open-refused' })).total, 1);
    assert.equal((await read({ staffId: world.second.staffId })).total, 12);
    const sinceNoon = Math.floor((Date.parse(systemClock.now()) - Date.parse(saturday)) / 86_400_000);
    assert.ok((await read({ days: Math.max(0, sinceNoon - 1) })).total <= 1);
    assert.deepEqual((await read({ page: 2 })).lines, []);
  });

  test('is for the data-protection officer: who opens, or administers, does not read it', async () => {
    for (const viewer of [world.police, world.service, await world.viewer('administrator', 'SPJ')])
      assert.equal(codeOf(await world.as(viewer, (scene) => readOpenings(scene, all))), 'may_not_open');
  });
});

/** One opening by somebody of the police who opened nothing else, and the signs it bears. */
const signsOf = async (data: NonNullable<JournalEntry['data']>, at: Instant = noon): Promise<readonly string[]> => {
  const opener = await world.viewer('judicial_police_officer');
  await world.acting(opener, (scene) => {
    scene.emit({ type: 'identity.opened', at, subject: { kind: 'person', id: newId() }, data });
    return Promise.resolve(true);
  });
  const { lines } = await read({ staffId: opener.staffId });
  assert.equal(lines.length, 1);
  return lines[0]?.signs ?? [];
};

describe('outside one’s caseload', () => {
  test('is marked where nothing ties who opened to the file', async () =>
    assert.deepEqual(await signsOf({ ties: [] }), ['outside']));

  test('is not marked for each tie that the profile knows, nor for a line of before ties were written', async () => {
    for (const tie of world.profile.settings.watch.caseload.ties) assert.deepEqual(await signsOf({ ties: [tie] }), []);
    assert.deepEqual(await signsOf({}), []);
  });

  test('what nobody was given may be looked at for as many days as the profile says, and not for longer', async () => {
    const days = world.profile.settings.watch.caseload.unassigned_days;
    assert.deepEqual(await signsOf({ ties: ['unassigned'], waiting_days: days }), []);
    assert.deepEqual(await signsOf({ ties: ['unassigned'], waiting_days: days + 1 }), ['unassigned']);
    assert.deepEqual(await signsOf({ ties: ['task', 'unassigned'], waiting_days: days + 1 }), []);
  });
});

describe('odd hours and many', () => {
  const at = (text: string) => signsOf({}, instant(text));

  test('the hours of the profile, in the country’s time: the first minute of the night and of the day', async () => {
    assert.deepEqual(await at('2026-07-15T20:00:00Z'), ['night']);
    assert.deepEqual(await at('2026-07-15T19:59:00Z'), []);
    assert.deepEqual(await at('2026-07-15T03:59:00Z'), ['night']);
    assert.deepEqual(await at('2026-07-15T04:00:00Z'), []);
  });

  test('a public holiday, and not the day after', async () => {
    assert.deepEqual(await at('2026-06-23T10:00:00Z'), ['holiday']);
    assert.deepEqual(await at('2026-06-24T10:00:00Z'), []);
  });

  test('many within a day though never many within an hour; one less is not', async () => {
    const opener = await world.viewer('judicial_police_officer');
    const limit = world.profile.settings.watch.many.in_a_day;
    await world.acting(opener, (scene) => {
      for (let one = 0; one < limit; one++)
        scene.emit({
          ...{ type: 'identity.opened', at: instantPlus(noon, one * 10 * 60_000) },
          ...{ subject: { kind: 'person', id: newId() }, data: {} },
        });
      return Promise.resolve(true);
    });
    const { lines } = await read({ staffId: opener.staffId });
    const many = lines.filter(({ signs }) => signs.includes('many_in_day'));
    assert.deepEqual(
      many.map(({ inDay }) => inDay),
      [limit],
    );
    assert.ok(lines.every(({ signs }) => !signs.includes('many')));
  });
});
