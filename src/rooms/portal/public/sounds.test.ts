import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import Fastify from 'fastify';
import { plainDate } from '../../../platform/clock.ts';
import { readProfile } from '../../../profile/index.ts';
import { readGuidance } from './guidance.ts';
import { languagesOf } from './languages.ts';
import { addSounds, pieceOf } from './sound-routes.ts';
import { makeSite } from './site.ts';
import { readVoices, soundFiles, soundFor, soundName, soundsFolder, spoken, spokenWords } from './sounds.ts';

const folder = 'profiles/luxembourg';
const guidance = readGuidance(readProfile(folder), folder, plainDate('2026-11-22'));
const languages = languagesOf(true);
const languageOf = (code: string) => {
  const language = languages.find((one) => one.code === code);
  assert.ok(language, code);
  return language;
};

describe('the first page, read aloud', () => {
  test('says today’s words in every language that has a voice, and nothing that nobody says any more', () => {
    const { voices } = readVoices();
    const wanted = Object.keys(voices).map((code) => soundName(code, spokenWords(languageOf(code), guidance)));
    assert.deepEqual([...soundFiles()].sort(), wanted.sort(), 'run scripts/speak.ts');
  });

  test('tells whom to call digit by digit, and that neither papers nor a name are needed', () => {
    const said = spokenWords(languageOf('en'), guidance);
    assert.match(said, /Call 1, 1, 3\n/);
    assert.match(said, /\nYou do not have to give your name\.\nYou do not need papers/);
    assert.doesNotMatch(said, /[{}]/);
  });

  test('is small: a sound of a minute, in less than a photograph', () => {
    for (const name of soundFiles()) {
      const path = join(soundsFolder, name);
      assert.equal(readFileSync(path).readUInt16BE(0) & 0xffe0, 0xffe0, `${name} begins as an MP3`);
      assert.ok(statSync(path).size < 200_000, name);
    }
  });

  test('is offered where people are invented; where they are real, only when somebody has listened to it', () => {
    assert.match(soundFor(languageOf('uk'), guidance, true) ?? '', /^\/sound\/uk-[0-9a-f]{12}\.mp3$/);
    assert.equal(soundFor(languageOf('uk'), guidance, false), undefined);
    assert.equal(soundFor(languageOf('ar'), guidance, true), undefined, 'no voice reads Arabic without its vowels');
    assert.equal(soundFor({ ...languageOf('uk'), isPublished: false }, guidance, true), undefined);
  });
});

describe('where no free voice reads well', () => {
  const site = makeSite({ guidance, isDemonstration: true, pages: [], showUnreviewed: true });
  const silent = languages.filter((language) => soundFor(language, guidance, true) === undefined);

  test('are eight languages, and each sentence of the core has a picture beside it', () => {
    const eight = ['am', 'ar', 'fa', 'so', 'th', 'ti', 'tl', 'zh'];
    assert.deepEqual(silent.map(({ code }) => code).toSorted(), eight);
    for (const { code, say } of silent) {
      const html = site.answers.get(`/${code}`)?.wires.identity.body.toString() ?? '';
      for (const key of spoken) {
        const [begins = ''] = say(key).text.split('{');
        const drawn = `</svg><span>${begins.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}`;
        assert.ok(html.includes(drawn), `${code}: ${key}`);
      }
    }
  });
});

describe('a sound on the wire', () => {
  const server = Fastify();
  addSounds(server);
  const [name = ''] = soundFiles();
  const whole = readFileSync(join(soundsFolder, name));
  const get = (path: string, range?: string) =>
    server.inject({ method: 'GET', url: path, headers: range === undefined ? {} : { range } });

  test('comes whole, and is stored nowhere', async () => {
    const answer = await get(`/sound/${name}`);
    assert.equal(answer.statusCode, 200);
    assert.equal(answer.headers['content-type'], 'audio/mpeg');
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.deepEqual(answer.rawPayload, whole);
  });

  test('comes in pieces, as telephones ask for it', async () => {
    const answer = await get(`/sound/${name}`, 'bytes=10-19');
    assert.equal(answer.statusCode, 206);
    assert.equal(answer.headers['content-range'], `bytes 10-19/${whole.length}`);
    assert.deepEqual(answer.rawPayload, whole.subarray(10, 20));
    assert.equal((await get(`/sound/${name}`, `bytes=${whole.length}-`)).statusCode, 416);
  });

  test('is one of those there are, and no other file', async () => {
    for (const path of ['/sound/voices.json', '/sound/..%2Fsounds.ts', '/sound/en.mp3'])
      assert.equal((await get(path)).statusCode, 404, path);
  });

  test('a piece is read as the standard says', () => {
    assert.equal(pieceOf(undefined, 100), null);
    assert.equal(pieceOf('lines=1-2', 100), null);
    assert.equal(pieceOf('bytes=-', 100), null);
    assert.deepEqual(pieceOf('bytes=0-', 100), { from: 0, to: 99 });
    assert.deepEqual(pieceOf('bytes=-20', 100), { from: 80, to: 99 });
    assert.deepEqual(pieceOf('bytes=-200', 100), { from: 0, to: 99 });
    assert.deepEqual(pieceOf('bytes=90-200', 100), { from: 90, to: 99 });
    assert.equal(pieceOf('bytes=100-', 100), undefined);
    assert.equal(pieceOf('bytes=5-3', 100), undefined);
  });
});
