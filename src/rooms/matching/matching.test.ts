import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { isKeptProposed } from '../../linkage/index.ts';
import { addDays, type Clock, fixedClock, instantOn, systemClock } from '../../platform/clock.ts';
import { asViewer } from '../../platform/database/index.ts';
import type { JournalEntry } from '../../platform/journal.ts';
import { isRefusal, valueOf } from '../../platform/outcome.ts';
import { viewerFrom } from '../../platform/viewer.ts';
import { readProfile, type Scene } from '../../profile/index.ts';
import {
  type Body,
  type MatchingWorld,
  matchingWorld,
  named,
  type Names,
  parted,
} from '../../../test/support/matching-world.ts';
import {
  answerSide,
  countMatchesWaiting,
  judgeSide,
  proposeMatches,
  readMatching,
  readSide,
  stopFile,
} from './index.ts';

const profile = readProfile('profiles/luxembourg');
const today = systemClock.today(profile.timeZone);

let world: MatchingWorld;
const bodies = new Map<string, Body>();
before(async () => {
  world = await matchingWorld();
  for (const code of ['CARITAS', 'INFOTRAITE', 'HOSP', 'SPJ', 'DGI']) bodies.set(code, await world.addBody(code));
});
after(() => world.close());

const body = (code: string): Body => {
  const found = bodies.get(code);
  if (!found) throw new Error(code);
  return found;
};

const clockOn = (days: number): Clock => fixedClock(instantOn(addDays(today, days), profile.timeZone, 12 * 60));

const as = <T>(code: string, days: number, work: (scene: Scene) => Promise<T>): Promise<T> => {
  const { context, mac } = body(code).worker;
  const viewer = viewerFrom(context, mac);
  return asViewer(world.vault.casework, viewer, (tx) => {
    const events: JournalEntry[] = [];
    return work({ tx, viewer, profile, clock: clockOn(days), emit: (entry) => void events.push(entry) });
  });
};

/** What the worker does by itself on a day: it proposes, and shows what has come to its day; everything is shown the day after. */
const work = (days: number, of = profile): Promise<void> =>
  proposeMatches({
    ...{ database: world.worker, profile: of, clock: clockOn(days), isProposed: isKeptProposed, days: () => 1 },
  });

/** The night of a day, with what the worker does after it. */
const night = async (days = 0): Promise<void> => {
  await world.encodeAll();
  await world.night(clockOn(days));
  await work(days);
};

/** Everything a body can see of matching on a day, as bytes; its own files left out, which it entered itself. */
const seenBy = async (code: string, days: number): Promise<string> => {
  await work(days);
  return as(code, days, async (scene) => {
    const { sides } = valueOf(await readMatching(scene));
    const read = await Promise.all(sides.map(({ side }) => readSide(scene, side.id)));
    return JSON.stringify({ sides, read, waiting: await countMatchesWaiting(scene) });
  });
};

const onlySide = async (code: string, days: number) => {
  await work(days);
  return as(code, days, async (scene) => {
    const { sides } = valueOf(await readMatching(scene));
    const side = sides.find(({ state }) => state !== 'silent' && state !== 'same' && state !== 'not_same');
    if (!side) throw new Error(`${code} is asked nothing`);
    return side;
  });
};

const says = async (code: string, days: number, answer: 'yes' | 'no'): Promise<void> => {
  const { side } = await onlySide(code, days);
  const input = { no_explained: true, answer, method: 'oral', language: 'fr' };
  valueOf(await as(code, days, (scene) => answerSide(scene, side.id, input)));
};

let people = 0;
const letters = ['Bela', 'Dora', 'Fira', 'Goma', 'Hela', 'Ketu', 'Luva', 'Mino', 'Nuri', 'Sami', 'Tovi', 'Wanda'];
/** A name of its own for every story. */
const somebody = () => {
  const name = letters[people] ?? 'Zita';
  people += 1;
  return named(`${name} ${name}escu`, `19${70 + people}-0${1 + (people % 9)}-1${people % 9}`);
};

const clear = async (): Promise<void> => {
  await world.vault.administrator.query('delete from matching.file');
  await world.vault.administrator.query('delete from matching.side');
};

describe('a handshake', () => {
  test('asked of both, opened by two yeses with names and what was alike, found to be one, counted once; then undone', async () => {
    const who = somebody();
    await world.addFile(body('CARITAS'), { names: who });
    await world.addFile(body('INFOTRAITE'), { names: who });
    await night();
    assert.equal((await world.night(clockOn(0))).central, 1);
    const asked = await onlySide('CARITAS', 1);
    assert.deepEqual(
      [asked.state, asked.side.otherClass, asked.side.parts, asked.side.bodies],
      ['asked', 'support', [], []],
    );
    await says('CARITAS', 1, 'yes');
    assert.equal((await onlySide('CARITAS', 1)).state, 'waiting');
    await says('INFOTRAITE', 2, 'yes');
    const open = await onlySide('CARITAS', 2);
    assert.equal(open.state, 'open');
    assert.deepEqual([...open.side.bodies].sort(), [body('CARITAS').id, body('INFOTRAITE').id].sort());
    assert.ok(open.side.parts.includes('birth:same'));
    assert.equal(valueOf(await as('CARITAS', 3, (scene) => judgeSide(scene, open.side.id, 'same'))).outcome, 'open');
    const other = await onlySide('INFOTRAITE', 3);
    assert.equal(
      valueOf(await as('INFOTRAITE', 3, (scene) => judgeSide(scene, other.side.id, 'same'))).outcome,
      'same',
    );
    await night(4);
    assert.equal(
      valueOf(await as('CARITAS', 5, (scene) => judgeSide(scene, open.side.id, 'not_same'))).outcome,
      'not_same',
    );
    const run = await world.night(clockOn(5));
    assert.deepEqual([run.central, run.high], [2, 2], 'a wrong merge leaves nothing');
    await night(6);
    assert.equal((await as('CARITAS', 9, readMatching).then(valueOf)).sides.length, 1, 'and is not proposed again');
    await clear();
  });

  test('T7: a no of the other body, its silence, and its file gone look the same, byte for byte', async () => {
    const seen: string[][] = [];
    const stories: readonly ((caritas: { personId: string }) => Promise<void>)[] = [
      async () => says('CARITAS', 1, 'no'),
      async () => undefined,
      async ({ personId }) => void (await world.vault.administrator.query('select linkage.forget($1)', [personId])),
    ];
    for (const story of stories) {
      const who = somebody();
      const caritas = await world.addFile(body('CARITAS'), { names: who });
      await world.addFile(body('INFOTRAITE'), { names: who });
      await night();
      await says('INFOTRAITE', 1, 'yes');
      await story(caritas);
      await night(2);
      const plain = (text: string): string => text.replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id');
      seen.push([plain(await seenBy('INFOTRAITE', 3)), plain(await seenBy('INFOTRAITE', 40))]);
      await clear();
    }
    assert.deepEqual(seen[0], seen[1]);
    assert.deepEqual(seen[2], seen[1]);
    assert.match(seen[0]?.[1] ?? '', /"state":"silent"/);
  });

  test('nobody is flooded: as many at a time as the profile says, the others wait their turn; a reminder once, then silence', async () => {
    const { matching } = profile.consents;
    const narrow = { ...profile, consents: { ...profile.consents, matching: { ...matching, most_open: 2 } } };
    for (let one = 0; one < 3; one += 1) {
      const who = somebody();
      await world.addFile(body('CARITAS'), { names: who });
      await world.addFile(body('INFOTRAITE'), { names: who });
    }
    await world.encodeAll();
    await world.night(clockOn(0));
    await work(0, narrow);
    const sides = async (days: number) => {
      await work(days, narrow);
      return as('CARITAS', days, async (scene) => valueOf(await readMatching(scene)).sides);
    };
    const shown = await sides(1);
    const asked = ['asked', false];
    const stands = shown.map(({ state, isReminded }) => [state, isReminded]);
    assert.deepEqual(stands, [asked, asked]);
    const [first] = shown;
    assert.ok(first);
    const input = { no_explained: true, answer: 'no', method: 'oral', language: 'fr' } as const;
    valueOf(await as('CARITAS', 1, (scene) => answerSide(scene, first.side.id, input)));
    const then = await sides(2);
    assert.deepEqual(then.map(({ state }) => state).sort(), ['asked', 'asked', 'silent']);
    assert.equal(then.filter(({ side }) => side.shownOn === addDays(today, 2)).length, 1);
    const reminded = await sides(1 + matching.reminded_after_days);
    assert.equal(reminded.filter(({ isReminded }) => isReminded).length, 1);
    const over = await sides(3 + matching.asked_for_days);
    assert.ok(over.every(({ state, isReminded }) => state === 'silent' && !isReminded));
    await clear();
  });

  test('T4: whether another body has entered the same person is nowhere to be seen before the day comes', async () => {
    const who = somebody();
    await world.addFile(body('INFOTRAITE'), { names: who });
    await night();
    const alone = await seenBy('INFOTRAITE', 0);
    await world.addFile(body('CARITAS'), { names: who });
    await night();
    assert.equal(await seenBy('INFOTRAITE', 0), alone);
    assert.notEqual(await seenBy('INFOTRAITE', 1), alone, 'the test would see it');
    await clear();
  });

  test('police: nothing until the person said yes to the service, which she must have named it to', async () => {
    const who = somebody();
    await world.addFile(body('SPJ'), { names: who });
    const { personId } = await world.addFile(body('CARITAS'), { names: who, level: 2 });
    await night();
    assert.doesNotMatch(await seenBy('CARITAS', 30), /asked/);
    await world.agree(body('CARITAS'), personId, 3, { tells: 'police' });
    await night(1);
    assert.equal((await onlySide('CARITAS', 2)).side.otherClass, 'police');
    assert.doesNotMatch(await seenBy('SPJ', 30), /asked/);
    await says('CARITAS', 2, 'yes');
    await night(3);
    assert.equal((await onlySide('SPJ', 4)).side.otherClass, 'support');
    await clear();
  });

  test('a stop set before the day comes: neither body is shown anything', async () => {
    const who = somebody();
    await world.addFile(body('CARITAS'), { names: who });
    await world.addFile(body('INFOTRAITE'), { names: who });
    await night();
    const [file] = valueOf(await as('CARITAS', 0, readMatching)).files;
    assert.ok(file);
    valueOf(await as('CARITAS', 0, (scene) => stopFile(scene, file, ['family'])));
    await night(0);
    for (const code of ['CARITAS', 'INFOTRAITE']) assert.doesNotMatch(await seenBy(code, 5), /asked/);
    await clear();
  });

  test('immigration is never asked and never told, whatever its file says', async () => {
    const who = somebody();
    await world.addFile(body('DGI'), { names: who, level: 3, tells: 'support' });
    await world.addFile(body('CARITAS'), { names: who, level: 3, tells: 'immigration' });
    await night();
    for (const code of ['DGI', 'CARITAS']) assert.doesNotMatch(await seenBy(code, 30), /asked/);
    await clear();
  });

  test('nobody answers twice, too early, too late, or for another body', async () => {
    const who = somebody();
    await world.addFile(body('CARITAS'), { names: who });
    await world.addFile(body('INFOTRAITE'), { names: who });
    await night();
    const { side } = await onlySide('CARITAS', 1);
    const yes = { no_explained: true, answer: 'yes', method: 'oral', language: 'fr' } as const;
    const refused = async (code: string, days: number, input: Parameters<typeof answerSide>[2]): Promise<string> => {
      const done = await as(code, days, (scene) => answerSide(scene, side.id, input));
      return isRefusal(done) ? done.refused : 'not refused';
    };
    assert.equal(await refused('CARITAS', 0, yes), 'not_found', 'not shown yet');
    assert.equal(await refused('INFOTRAITE', 1, yes), 'not_found');
    assert.equal(await refused('CARITAS', 1, { ...yes, no_explained: false }), 'no_not_explained');
    assert.equal(await refused('CARITAS', 60, yes), 'asked_no_more');
    assert.equal(await refused('CARITAS', 1, yes), 'not refused');
    assert.equal(await refused('CARITAS', 1, { ...yes, answer: 'no' }), 'asked_no_more');
    assert.equal(isRefusal(await as('CARITAS', 1, (scene) => judgeSide(scene, side.id, 'same'))), true);
    await clear();
  });
});

describe('T13: drills of false matches', () => {
  const drills: readonly (readonly [string, Names, Names])[] = [
    ['twins', parted('Amina', 'Diallo', '1998-06-15'), parted('Fanta', 'Diallo', '1998-06-15')],
    ['sisters', parted('Amina', 'Diallo', '1998-06-15'), parted('Fanta', 'Diallo', '2001-02-03')],
    ['1 January in one village', parted('Tesfay', 'Haile', '1999-01-01'), parted('Berhane', 'Haile', '1999-01-01')],
    ['twins, one written whole', named('Fanta Diallo', '1998-06-15'), parted('Amina', 'Diallo', '1998-06-15')],
    ['one name, another birth', named('Fatima Ahmed', '1990-03-21'), named('Fatima Ahmed', '1977-10-09')],
  ];
  for (const [drill, one, other] of drills)
    test(`${drill}: nobody is asked`, async () => {
      await clear();
      await world.addFile(body('CARITAS'), { names: one, citizenship: 'ML' });
      await world.addFile(body('INFOTRAITE'), { names: other, citizenship: 'ML' });
      await night();
      for (const code of ['CARITAS', 'INFOTRAITE']) assert.doesNotMatch(await seenBy(code, 30), /asked/);
    });

  for (const other of [parted('Aminah', 'Diallo', '1998-06-15'), named('Diallo Amina', '1998-06-15')])
    test(`the same drills with one person, ${String(other['full_name'])}: both are asked`, async () => {
      await clear();
      await world.addFile(body('CARITAS'), { names: parted('Amina', 'Diallo', '1998-06-15'), citizenship: 'ML' });
      await world.addFile(body('INFOTRAITE'), { names: other, citizenship: 'ML' });
      await night();
      for (const code of ['CARITAS', 'INFOTRAITE']) assert.match(await seenBy(code, 30), /asked/);
    });
});
