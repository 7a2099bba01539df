import type { VNode } from 'preact';
import { Chip, type PageContext, type Tone } from '../../../platform/web/index.ts';
import type { Words } from '../../../platform/words.ts';
import { parts, type Profile } from '../../../profile/index.ts';
import type { LawView } from '../actions/laws.ts';
import type { LawState } from '../rules.ts';
import { namedAll } from './parts.tsx';

const tones: Readonly<Record<LawState, Tone>> = {
  off: 'plain',
  proposed: 'warn',
  later: 'warn',
  on: 'good',
  unchecked: 'warn',
  declined: 'plain',
  ended: 'plain',
  changed: 'danger',
};

/** Where a legal basis stands, in a word. */
export const LawChip = ({ law, page }: { readonly law: LawView; readonly page: PageContext }): VNode => (
  <Chip tone={tones[law.state]}>{page.words.t(`identity.laws.state.${law.state}`)}</Chip>
);

const whoText = (profile: Profile, words: Words, who: string): string => {
  const part = parts.find((one) => who === `part:${one}`);
  if (part === undefined) return words.t(`identity.laws.who.${who}`);
  return profile
    .organisationsPlaying(part)
    .map(({ names }) => profile.nameIn(names, words.language))
    .join(', ');
};

/** Who may pass on by it, or be let in, by name. */
export const lawBodies = (profile: Profile, words: Words, who: readonly string[]): string =>
  who.map((one) => whoText(profile, words, one)).join('; ');

/** Which parts it opens; some open nothing. */
export const lawParts = (law: LawView, page: PageContext): string =>
  law.basis.compartments.length === 0
    ? page.words.t('identity.laws.no_parts')
    : namedAll(page, 'sealed-parts', law.basis.compartments);
