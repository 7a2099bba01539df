/**
 * Makes the sounds of the public site anew where its words have changed: `node --import ./scripts/typescript.mjs scripts/speak.ts`.
 * Needs the free programs espeak-ng and lame. A sound of words that nobody says any more is removed.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../src/platform/clock.ts';
import { readProfile } from '../src/profile/index.ts';
import { readGuidance } from '../src/rooms/portal/public/index.ts';
import { languagesOf } from '../src/rooms/portal/public/languages.ts';
import { readVoices, soundFiles, soundName, soundsFolder, spokenWords } from '../src/rooms/portal/public/sounds.ts';

/** Slower than people speak, with a breath after each sentence. */
const wordsPerMinute = 135;
const kilobitsPerSecond = 16;

const speak = (voice: string, words: string, file: string): void => {
  const folder = mkdtempSync(join(tmpdir(), 'ariane-speak-'));
  const wave = join(folder, 'said.wav');
  const paragraphs = words.split('\n').join('\n\n');
  execFileSync('espeak-ng', ['-v', voice, '-s', String(wordsPerMinute), '-w', wave, '--stdin'], { input: paragraphs });
  const quiet = ['--quiet', '-m', 'm', '--resample', '16', '--cbr', '-b', String(kilobitsPerSecond), '--noreplaygain'];
  execFileSync('lame', [...quiet, wave, file]);
  rmSync(folder, { recursive: true });
};

const profile = readProfile('profiles/luxembourg');
const guidance = readGuidance(profile, 'profiles/luxembourg', systemClock.today(profile.timeZone));
const { voices } = readVoices();
const said = languagesOf(true).flatMap((language) => {
  const voice = voices[language.code];
  const words = spokenWords(language, guidance);
  return voice === undefined ? [] : [{ voice, words, name: soundName(language.code, words) }];
});
const there = soundFiles();
for (const { voice, words, name } of said.filter((one) => !there.includes(one.name))) {
  speak(voice, words, join(soundsFolder, name));
  console.log(name);
}
for (const name of there.filter((file) => !said.some((one) => one.name === file))) {
  rmSync(join(soundsFolder, name));
  console.log(`${name} is gone`);
}
