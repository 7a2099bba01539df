import { resolve } from 'node:path';
import { checkDocuments } from './checks.ts';
import { readDocuments } from './documents.ts';
import { ProfileFault } from './fault.ts';
import { lineOf } from './json-lines.ts';
import { type Profile, profileFrom } from './profile.ts';

const readAlready = new Map<string, Profile>();

const readFresh = (directory: string): Profile => {
  const { documents, texts, problems } = readDocuments(directory);
  if (documents === undefined) throw new ProfileFault(directory, problems);
  const findings = checkDocuments(documents).map(({ file, path, reason }) => {
    const text = texts.get(file);
    return { file, line: text === undefined ? 1 : lineOf(text, path), reason };
  });
  if (findings.length > 0) throw new ProfileFault(directory, findings);
  return profileFrom(documents);
};

/**
 * Reads a country profile from its folder, once. Throws a {@link ProfileFault} that lists every problem with
 * file, line and reason.
 */
export const readProfile = (directory: string): Profile => {
  const key = resolve(directory);
  const profile = readAlready.get(key) ?? readFresh(key);
  readAlready.set(key, profile);
  return profile;
};
