import type { Profile } from '../../profile/index.ts';

/** What bodies are called officially where the country does not name them in a person's language. */
const official = 'fr';
const named: readonly string[] = ['en', 'fr', 'de'];

/** Names of bodies for a person's own pages: in her language where there is one, else the official name; with the language it is in. */
export const ownBodyNames =
  (profile: Profile) =>
  (code: string, asked: string): { readonly name: string; readonly language: string } => {
    const language = named.includes(asked) ? asked : official;
    return { name: profile.nameIn(profile.organisation(code).names, language), language };
  };
