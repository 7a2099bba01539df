import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../../../platform/root.ts';
import type { Guidance } from './guidance.ts';
import type { Language, TextKey } from './languages.ts';

/** One sound file for a language, named `<language>-<what it says>.mp3`, and `voices.json`, which tells how it was made. */
export const soundsFolder = join(projectRoot, 'src', 'rooms', 'portal', 'public', 'sounds');

const voicesSchema = z.strictObject({
  about: z.string(),
  /** The free program that speaks. */
  program: z.string(),
  /** Its voice for a language of the site. A language that it speaks badly, or not at all, has none. */
  voices: z.record(z.string(), z.string()),
  /** Who listened to a language as it is spoken now, and found that it is understood. */
  listened: z.record(z.string(), z.strictObject({ by: z.string().min(1), on: z.iso.date(), file: z.string() })),
});
export type Voices = z.infer<typeof voicesSchema>;

/** Reads `voices.json`. Throws when it is not as it should be. */
export const readVoices = (): Voices =>
  voicesSchema.parse(JSON.parse(readFileSync(join(soundsFolder, 'voices.json'), 'utf8')));

/** What is said, in its order: that there is help, whom to call, and that neither papers nor a name are needed. */
export const spoken: readonly TextKey[] = [
  ...(['welcome.title', 'welcome.lead', 'welcome.quiet'] as const),
  ...(['danger.title', 'danger.who', 'danger.call', 'danger.say'] as const),
  ...(['support.title', 'support.who', 'support.call', 'support.name', 'support.papers', 'support.trust'] as const),
];

/** A number as one says it to somebody who writes it down: digit by digit. */
const digitByDigit = (shown: string): string => [...shown.replace(/\D/g, '')].join(', ');

/** The core of the first page as it is read aloud: a sentence a line. */
export const spokenWords = (language: Pick<Language, 'say'>, { emergency, support }: Guidance): string =>
  spoken
    .map((key) => {
      const { shown } = key.startsWith('danger') ? emergency : support;
      return language.say(key).text.replace('{number}', digitByDigit(shown)).replace('{support}', support.name);
    })
    .join('\n');

/** The name of the file that says these words: other words are another file, so that nothing out of date is ever heard. */
export const soundName = (code: string, words: string): string =>
  `${code}-${createHash('sha256').update(words).digest('hex').slice(0, 12)}.mp3`;

/**
 * The address of the sound of a language; undefined where there is none that says today's words or, where people are real,
 * none that somebody has listened to.
 */
export const soundFor = (language: Language, guidance: Guidance, showUnreviewed: boolean): string | undefined => {
  const name = soundName(language.code, spokenWords(language, guidance));
  if (!language.isPublished || !existsSync(join(soundsFolder, name))) return undefined;
  return showUnreviewed || readVoices().listened[language.code]?.file === name ? `/sound/${name}` : undefined;
};

/** The files there are. */
export const soundFiles = (): readonly string[] => readdirSync(soundsFolder).filter((name) => name.endsWith('.mp3'));
