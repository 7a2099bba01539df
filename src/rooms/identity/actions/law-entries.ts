import { canonicalHash } from '../../../platform/canonical.ts';
import type { Uuid } from '../../../platform/ids.ts';
import { type LegalBasis, parts, type Profile } from '../../../profile/index.ts';
import { idOfBody } from '../../directory/index.ts';

/**
 * A legal basis as two people switch it on, and as the vault reads it: what it says, and which bodies that means today. How
 * sure we are of its source is not part of it: a mark that somebody verified the article closes nothing.
 */
export type LawEntry = Pick<LegalBasis, 'id' | 'article' | 'names' | 'text' | 'valid_from' | 'valid_to'> & {
  readonly compartments: readonly string[];
  readonly purposes: readonly string[];
  /** Who may pass something on by it; null for anybody. */
  readonly givers: readonly Uuid[] | null;
  /** Who may be let in; null for anybody. */
  readonly receivers: readonly Uuid[] | null;
  /** A body may open what it wrote itself. */
  readonly own: boolean;
  readonly two_bodies: boolean;
};

const bodiesIn = (profile: Profile, who: readonly string[]): readonly Uuid[] | null => {
  if (who.some((one) => one === 'anyone' || one === 'officials')) return null;
  const named = parts.filter((part) => who.includes(`part:${part}`));
  const playing = named.flatMap((part) => profile.organisationsPlaying(part)).map(({ code }) => code);
  return [...new Set(playing)].map((code) => idOfBody(profile, code)).toSorted();
};

const entryOf = (profile: Profile, basis: LegalBasis): LawEntry => ({
  ...{ id: basis.id, article: basis.article, names: basis.names, text: basis.text },
  ...{ valid_from: basis.valid_from, valid_to: basis.valid_to },
  ...{ compartments: basis.compartments.toSorted(), purposes: basis.purposes.toSorted() },
  ...{ givers: bodiesIn(profile, basis.from), receivers: bodiesIn(profile, basis.to) },
  ...{ own: basis.to.includes('sender'), two_bodies: profile.lawSwitching.two_bodies },
});

/** The legal bases of the profile, each under the hash of what it says. */
export const lawEntries = (
  profile: Profile,
): readonly { readonly hash: string; readonly entry: LawEntry; readonly basis: LegalBasis }[] =>
  profile.bases.map((basis) => {
    const entry = entryOf(profile, basis);
    return { hash: canonicalHash(entry), entry, basis };
  });
